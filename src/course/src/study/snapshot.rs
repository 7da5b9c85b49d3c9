//! The views of what has come to rest, so that a start reads neither those events nor works them through.
//!
//! A snapshot names the pieces of storage that it was made of, and what tells each from all others that may stand under
//! its key. It is used only while all of them are there, and only for events behind its own (see [`Snapshot::takes`]);
//! in any other case it is as if there were none. So it can save time, and change nothing.
//!
//! ```text
//! descent-views 2 5f3759df          version, sum of what follows
//! 0 9c4 lsk3t8g0 9f86d081884c7d65-0 generation, number of reviews, place of the last event
//! pack:12b:0 7d39.5f3759df …        pieces: key, length and sum
//! 9f86d081884c7d65-0+60 …           names of the events: the first, how many
//! 3c7c420ac25ef9ff-5 …              what tombstones name that is not among them
//! 12b                               number of cards; then a card a line:
//! 6 can-rise 1 0 … 2s0 …            letters in common with the card before, the rest of its name, its revision, …
//! descent-pack 1 …                  all else, as events
//! ```

use super::event::{Event, EventId, Generation, TabId};
use super::format::sum;
use super::ids::{CardId, CardRef};
use super::log::{Log, Order, target};
use super::pack::{self, base36};
use super::payload::Rating;
use super::schedule::{CardState, Entry};
use super::time::{Day, Millis, Moment, UtcOffset};
use super::views::Views;
use forgetting::Memory;
use litemap::LiteMap;
use std::fmt::Write as _;
use std::str::Split;

/// What every snapshot of this version begins with. Others are thrown away.
const HEAD: &str = "descent-views 2 ";

/// What is made of some pieces of storage.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    /// The keys of the pieces, and what each is told by.
    pub(super) pieces: LiteMap<String, String>,
    pub(super) generation: Generation,
    pub(super) views: Views,
    /// The names of their events, in order: each first one, and how many follow on.
    runs: Vec<(EventId, u32)>,
    /// What tombstones name that is not among them.
    undone: Vec<EventId>,
}

impl Snapshot {
    /// Of some pieces, without their events.
    pub(super) fn of(pieces: LiteMap<String, String>) -> Self {
        Self { pieces, ..Self::default() }
    }

    /// How many events it was made of.
    pub(super) fn len(&self) -> usize {
        self.runs.iter().map(|(_, many)| *many as usize).sum()
    }

    /// Whether an event is among those that it was made of.
    pub(super) fn holds(&self, id: EventId) -> bool {
        let before = self.runs.partition_point(|(first, _)| *first <= id);
        let run = before.checked_sub(1).map(|run| self.runs[run]);
        run.is_some_and(|(first, many)| first.tab == id.tab && id.count - first.count < many)
    }

    /// Whether its views stay right with this event taken in behind them. The log does not take older generations.
    pub(super) fn takes(&self, event: &Event) -> bool {
        let behind = || {
            event.generation == self.generation
                && Some(event.order()) > self.views.end
                && !self.holds(event.id)
                && !self.undone.contains(&event.id)
                && target(event).is_none_or(|id| !self.holds(id))
        };
        self.runs.is_empty() || event.generation < self.generation || behind()
    }

    /// Takes in the events of further pieces, all of which it [takes](Self::takes).
    pub(super) fn extend(&mut self, log: &Log) {
        self.generation = log.generation();
        self.runs.extend(log.events().map(|event| (event.id, 1)));
        self.runs.sort_unstable();
        self.runs.dedup_by(|next, run| {
            let on = run.0.tab == next.0.tab && run.0.count.checked_add(run.1) == Some(next.0.count);
            run.1 += if on { next.1 } else { 0 };
            on
        });
        self.undone.extend(log.events().filter_map(target));
        self.undone = self.undone.iter().copied().filter(|id| !self.holds(*id)).collect();
        let base = std::mem::take(&mut self.views);
        self.views.follow(&base, log);
    }

    /// As text.
    pub(super) fn write(&self) -> String {
        let mut text = String::from("\n");
        number(&mut text, self.generation.0.into());
        number(&mut text, self.views.schedule.reviews as u64);
        // Writing to a text cannot fail.
        if let Some((at, id)) = self.views.end {
            number(&mut text, at.get());
            let _ = write!(text, "{id}");
        }
        text.push('\n');
        for (key, mark) in self.pieces.iter() {
            let _ = write!(text, "{key} {mark} ");
        }
        text.push('\n');
        for (first, many) in &self.runs {
            let _ = write!(text, "{first}+{many} ");
        }
        text.push('\n');
        for id in &self.undone {
            let _ = write!(text, "{id} ");
        }
        text.push('\n');
        number(&mut text, self.views.schedule.cards.len() as u64);
        let mut before = "";
        for (card, entry) in &self.views.schedule.cards {
            text.push('\n');
            write_card(&mut text, before, card, entry);
            before = card.id.as_str();
        }
        text.push('\n');
        let events = (0..).zip(self.views.essence()).map(|(count, (when, kind))| Event {
            id: EventId { tab: TabId(0), count },
            when,
            generation: Generation(0),
            kind,
        });
        pack::pack(&events.collect(), usize::MAX).iter().for_each(|pack| text.push_str(pack));
        format!("{HEAD}{:x}{text}", sum(&[&text]))
    }

    /// Reads what [`Self::write`] wrote; nothing if it is damaged or of another version.
    pub(super) fn read(text: &str) -> Option<Self> {
        let body = text.strip_prefix(HEAD)?;
        let (stated, body) = body.split_at(body.find('\n')?);
        if stated != format!("{:x}", sum(&[body])) {
            return None;
        }
        // The last part, a pack, has lines of its own.
        let mut lines = Lines(&body[1..]);
        let mut head = Fields(lines.next()?.split(' '));
        let generation = Generation(head.number()?);
        let reviews = head.number()?;
        let end: Order = (head.time()?, head.0.next()?.parse().ok()?);
        let mut snapshot = Snapshot { generation, ..Snapshot::default() };
        let mut pieces = lines.next()?.split_terminator(' ');
        while let Some(key) = pieces.next() {
            snapshot.pieces.insert(key.into(), pieces.next()?.into());
        }
        for run in lines.next()?.split_terminator(' ') {
            let (first, many) = run.split_once('+')?;
            snapshot.runs.push((first.parse().ok()?, many.parse().ok()?));
        }
        for id in lines.next()?.split_terminator(' ') {
            snapshot.undone.push(id.parse().ok()?);
        }
        let many: usize = Fields(lines.next()?.split(' ')).number()?;
        let mut cards = Vec::new();
        let mut name = String::new();
        for _ in 0..many {
            cards.push(read_card(&mut name, lines.next()?)?);
        }
        let views = &mut snapshot.views;
        for event in pack::open(lines.0).ok()?.events {
            views.apply(&event.kind, event.when);
        }
        views.schedule.cards = cards.into_iter().collect();
        views.schedule.reviews = reviews;
        views.end = Some(end);
        Some(snapshot)
    }
}

fn number(text: &mut String, number: u64) {
    base36(text, number);
    text.push(' ');
}

/// Local time is never so far behind that this would not make it positive.
const AHEAD: i16 = 2_000;

fn moment(text: &mut String, moment: Moment) {
    number(text, moment.at.get());
    number(text, (i16::from(moment.offset) + AHEAD) as u64);
}

fn write_card(text: &mut String, before: &str, card: &CardRef, entry: &Entry) {
    let id = card.id.as_str();
    let common = id.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
    number(text, common as u64);
    text.push_str(&id[common..]);
    text.push(' ');
    number(text, card.rev.into());
    number(text, entry.added.into());
    number(text, entry.called.is_some().into());
    if let Some(called) = entry.called {
        moment(text, called);
    }
    if let Some(state) = &entry.state {
        number(text, state.memory.stability.to_bits());
        number(text, state.memory.difficulty.to_bits());
        number(text, state.reviews.into());
        number(text, state.lapses.into());
        number(text, (state.first.0 as u32).into());
        moment(text, state.last);
        number(text, state.rating as u64);
        number(text, state.position as u64);
    }
}

fn read_card(name: &mut String, line: &str) -> Option<(CardRef, Entry)> {
    let mut fields = Fields(line.split(' '));
    let common: usize = fields.number()?;
    name.truncate(common);
    name.push_str(fields.0.next()?);
    let card = CardRef { id: CardId::new(name).ok()?, rev: fields.number()? };
    let added = fields.number::<u8>()? == 1;
    let called = if fields.number::<u8>()? == 1 { Some(fields.moment()?) } else { None };
    let mut entry = Entry { state: None, added, called };
    if let Some(stability) = fields.number() {
        entry.state = Some(CardState {
            memory: Memory { stability: f64::from_bits(stability), difficulty: f64::from_bits(fields.number()?) },
            reviews: fields.number()?,
            lapses: fields.number()?,
            first: Day(fields.number::<u32>()? as i32),
            last: fields.moment()?,
            rating: *Rating::ALL.get(fields.number::<usize>()?)?,
            position: fields.number()?,
        });
    }
    Some((card, entry))
}

/// Lines, and what is left behind them.
struct Lines<'a>(&'a str);

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let (line, rest) = self.0.split_once('\n')?;
        self.0 = rest;
        Some(line)
    }
}

struct Fields<'a>(Split<'a, char>);

impl Fields<'_> {
    fn number<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(u64::from_str_radix(self.0.next()?, 36).ok()?).ok()
    }

    fn time(&mut self) -> Option<Millis> {
        Millis::try_from(self.number::<u64>()?).ok()
    }

    fn moment(&mut self) -> Option<Moment> {
        let at = self.time()?;
        let offset = UtcOffset::try_from(self.number::<i16>()?.checked_sub(AHEAD)?).ok()?;
        Some(Moment { at, offset })
    }
}

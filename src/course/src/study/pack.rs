//! Many events in little room.
//!
//! A browser keeps about five million characters for a site, Safari half of that, and as JSON 50,000 events take seven
//! million. What has come to rest is therefore packed, to a tenth, and is read ten times as fast:
//!
//! ```text
//! descent-pack 1 5f3759df 0     version, sum of what follows, generation
//! @9f86d081884c7d65-0           the id of the next event; the one after counts on
//! ~60                           minutes that local time is ahead from here on
//! +cm-precision-can-rise        a name, numbered from 0
//! ls3wz4ow0R20                  a review: milliseconds later (base 36), rating 2, card 0
//! 2k3A10:2,3                    an answer: right, question 0, choices; a revision but the first as `.2`
//! 0C0                           a missed question becomes a card
//! 9zJ{"note":{"lesson":…}}      anything else, as JSON
//! ```

use super::event::{Event, EventId, Generation};
use super::format::{Opened, Refusal, VERSION, sum};
use super::ids::{CardId, CardRef, ItemId};
use super::kind::Kind;
use super::log::Log;
use super::payload::{Answer, CardAdded, Given, Rating, Review};
use super::time::{Millis, Moment, UtcOffset};
use crate::deck::card_of_item;
use crate::json::RawFields;
use litemap::LiteMap;
use std::fmt::Write as _;

/// What every pack begins with.
const HEAD: &str = "descent-pack ";
/// The version written here, the only one so far.
const PACKED: u64 = 1;
/// Stands for a line break in JSON.
const BREAK: &str = "\u{1}";
/// A pack takes no further event beyond this many bytes.
pub const MAX_PACK: usize = 32_000;

/// Whether a text is a pack, of whatever version.
pub fn is_pack(text: &str) -> bool {
    text.starts_with(HEAD)
}

/// The sum that a pack states, of which `head` is the beginning.
pub(super) fn stated(head: &str) -> Option<&str> {
    head.strip_prefix(HEAD)?.split(' ').nth(1)
}

/// Writes packs.
#[derive(Default)]
struct Packer {
    text: String,
    names: LiteMap<String, usize>,
    next: Option<EventId>,
    offset: UtcOffset,
    at: u64,
}

/// Packs the events of a log into as many texts as it takes, each closed beyond `most` bytes.
pub fn pack(log: &Log, most: usize) -> Vec<String> {
    let mut packs = Vec::new();
    let mut packer = Packer::default();
    for event in log.events() {
        if packer.text.len() > most {
            packs.push(std::mem::take(&mut packer).seal(log.generation()));
        }
        packer.push(event);
    }
    packs.push(packer.seal(log.generation()));
    packs
}

impl Packer {
    fn push(&mut self, event: &Event) {
        // Writing to a text cannot fail.
        if self.next != Some(event.id) {
            let _ = writeln!(self.text, "@{}", event.id);
        }
        if self.offset != event.when.offset {
            let _ = writeln!(self.text, "~{}", i16::from(event.when.offset));
        }
        let what = self.what(&event.kind);
        let at = event.when.at.get();
        base36(&mut self.text, at - self.at);
        self.text += &what;
        self.text.push('\n');
        self.next = Some(EventId { count: event.id.count.wrapping_add(1), ..event.id });
        (self.offset, self.at) = (event.when.offset, at);
    }

    fn what(&mut self, kind: &Kind) -> String {
        match kind {
            Kind::Review(Review { card, rating }) => {
                format!("R{}{}", *rating as u8, self.name(card.id.as_str(), card.rev))
            }
            Kind::Answer(Answer { item, rev, given: Given::Picks(picks), correct, seed: None }) => {
                let picks: Vec<String> = picks.iter().map(ToString::to_string).collect();
                format!("A{}{}:{}", u8::from(*correct), self.name(item.as_str(), *rev), picks.join(","))
            }
            Kind::CardAdded(CardAdded { card, from: Some(item) })
                if card.id.as_str() == card_of_item(item.as_str()) =>
            {
                format!("C{}", self.name(item.as_str(), card.rev))
            }
            other => {
                // What another version wrote is kept to the letter, its line breaks too; a letter that JSON cannot
                // hold stands for them.
                let data = other.encode().replace('\n', BREAK);
                format!("J{{{}:{data}}}", serde_json::to_string(other.name()).unwrap_or_default())
            }
        }
    }

    /// The number of a name, which is introduced where it first comes, and its revision.
    fn name(&mut self, name: &str, rev: u32) -> String {
        let number = match self.names.get(name) {
            Some(&number) => number,
            None => {
                let _ = writeln!(self.text, "+{name}");
                let number = self.names.len();
                self.names.insert(name.into(), number);
                number
            }
        };
        let mut text = String::new();
        base36(&mut text, number as u64);
        if rev != 1 {
            let _ = write!(text, ".{rev}");
        }
        text
    }

    fn seal(self, generation: Generation) -> String {
        let text = format!("{}\n{}", generation.0, self.text);
        format!("{HEAD}{PACKED} {:x} {text}", sum(&[&text]))
    }
}

/// Adds a number in base 36.
pub(super) fn base36(text: &mut String, number: u64) {
    if number >= 36 {
        base36(text, number / 36);
    }
    text.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize] as char);
}

/// Opens a pack. It is whole or refused: a slip would move every event after it.
pub fn open(text: &str) -> Result<Opened, Refusal> {
    let (version, rest) = text.strip_prefix(HEAD).and_then(|rest| rest.split_once(' ')).ok_or(Refusal::NotOurs)?;
    let (stated, rest) = rest.split_once(' ').ok_or(Refusal::NotOurs)?;
    let is = |texts: &[&str]| stated == format!("{:x}", sum(texts));
    match version.parse() {
        Ok(PACKED) if is(&[rest]) => {}
        // A later version has its number in the sum too, so that a damaged number is not taken for one.
        Ok(newer) if newer > PACKED && is(&[version, rest]) => return Err(Refusal::Newer(newer)),
        _ => return Err(Refusal::NotOurs),
    }
    let (generation, body) = rest.split_once('\n').ok_or(Refusal::NotOurs)?;
    let generation = generation.parse().map_err(|_| Refusal::NotOurs)?;
    let mut reader = Reader { generation: Generation(generation), ..Reader::default() };
    for line in body.split_terminator('\n') {
        reader.line(line).ok_or(Refusal::NotOurs)?;
    }
    Ok(Opened { events: reader.events, unreadable: 0, version: VERSION })
}

#[derive(Default)]
struct Reader {
    generation: Generation,
    events: Vec<Event>,
    /// Each name as a card, as a question, and as the card of that question, where it can be one.
    names: Vec<(Option<CardId>, Option<ItemId>, Option<CardId>)>,
    next: Option<EventId>,
    offset: UtcOffset,
    at: u64,
}

impl Reader {
    fn line(&mut self, line: &str) -> Option<()> {
        match line.as_bytes().first()? {
            b'@' => self.next = Some(line[1..].parse().ok()?),
            b'~' => self.offset = UtcOffset::try_from(line[1..].parse::<i16>().ok()?).ok()?,
            b'+' => {
                let name = &line[1..];
                let missed = CardId::new(&card_of_item(name)).ok();
                self.names.push((CardId::new(name).ok(), ItemId::new(name).ok(), missed));
            }
            _ => self.event(line)?,
        }
        Some(())
    }

    fn event(&mut self, line: &str) -> Option<()> {
        let tag = line.bytes().position(|byte| byte.is_ascii_uppercase())?;
        let (later, what) = (&line[..tag], &line[tag + 1..]);
        self.at = self.at.checked_add(u64::from_str_radix(later, 36).ok()?)?;
        let kind = match line.as_bytes()[tag] {
            b'R' => {
                let (rating, card) = what.split_at_checked(1)?;
                let (number, rev) = numbered(card)?;
                let card = CardRef { id: self.names.get(number)?.0.clone()?, rev };
                Kind::Review(Review { card, rating: *Rating::ALL.get(rating.parse::<usize>().ok()?)? })
            }
            b'A' => {
                let (correct, rest) = what.split_at_checked(1)?;
                let (item, picks) = rest.split_once(':')?;
                let (number, rev) = numbered(item)?;
                let item = self.names.get(number)?.1.clone()?;
                let picks = picks.split(',').filter(|pick| !pick.is_empty()).map(|pick| pick.parse().ok());
                let given = Given::Picks(picks.collect::<Option<_>>()?);
                Kind::Answer(Answer { item, rev, given, correct: correct == "1", seed: None })
            }
            b'C' => {
                let (number, rev) = numbered(what)?;
                let (_, item, card) = self.names.get(number)?.clone();
                let (item, id) = (item?, card?);
                Kind::CardAdded(CardAdded { card: CardRef { id, rev }, from: Some(item) })
            }
            b'J' => {
                let text = what.replace(BREAK, "\n");
                let (name, data) = RawFields::of(&text)?.only_one()?;
                Kind::decode(name, data)
            }
            _ => return None,
        };
        let (id, at) = (self.next?, Millis::try_from(self.at).ok()?);
        let when = Moment { at, offset: self.offset };
        self.events.push(Event::new(id, when, self.generation, kind).ok()?);
        self.next = Some(EventId { count: id.count.wrapping_add(1), ..id });
        Some(())
    }
}

/// A number in base 36 and a revision.
fn numbered(text: &str) -> Option<(usize, u32)> {
    let (number, rev) = match text.split_once('.') {
        Some((number, rev)) => (number, rev.parse().ok()?),
        None => (text, 1),
    };
    Some((usize::from_str_radix(number, 36).ok()?, rev))
}

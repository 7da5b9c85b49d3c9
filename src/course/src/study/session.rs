//! A review session: which card comes next, what the coming days bring, and what was done.

use super::event::{Event, EventId, TabId};
use super::ids::CardRef;
use super::kind::Kind;
use super::log::Log;
use super::payload::{Rating, Review};
use super::schedule::Schedule;
use super::time::{Day, Millis, Moment};
use litemap::LiteMap;
use std::cmp::Ordering;

/// A forgotten card returns after this many reviews of other cards, or when no other is left.
pub const GAP: usize = 5;

/// Why a card is in the queue. In the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Forgotten in this session, and [`GAP`] reviews ago.
    Returning,
    /// Called for: its question was missed, or the learner wanted it.
    Called,
    /// Its day has come.
    Due,
    /// Never reviewed.
    New,
    /// Forgotten in this session, a moment ago.
    JustForgotten,
}

/// A card in the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Queued {
    /// The card.
    pub card: CardRef,
    /// Why it is there.
    pub why: Why,
    /// Probability that it is recalled; none for one never reviewed.
    pub recall: Option<f64>,
}

impl Schedule {
    /// The cards of this session, the next one first.
    ///
    /// `deck` holds the cards on offer: those of the lessons read, in the order of the course, and
    /// [`Schedule::added`]. First come forgotten cards whose gap has passed, then cards called for, both in the
    /// order of time. Then those due, the least likely to be recalled first: they have the most to lose. Then
    /// new ones in the order of the deck, as many as the day's number leaves. Cards forgotten a moment ago
    /// come last.
    pub fn queue(&self, deck: &[CardRef], now: Moment) -> Vec<Queued> {
        let today = now.day();
        let mut new_left = self.new_left(today);
        let mut seen = LiteMap::new_vec();
        let mut queue: Vec<(Queued, u64)> = Vec::new();
        for card in deck.iter().filter(|card| seen.insert(*card, ()).is_none()) {
            let Some((why, turn)) = self.place(card, today) else { continue };
            if why == Why::New {
                if new_left == 0 {
                    continue;
                }
                new_left -= 1;
            }
            queue.push((Queued { card: card.clone(), why, recall: self.retrievability(card, now) }, turn));
        }
        // The sort is stable, so that what is equal keeps the order of the deck.
        queue.sort_by(|(a, turn), (b, other)| {
            a.why.cmp(&b.why).then(turn.cmp(other)).then_with(|| match a.why {
                Why::Due => a.recall.partial_cmp(&b.recall).unwrap_or(Ordering::Equal),
                _ => Ordering::Equal,
            })
        });
        queue.into_iter().map(|(queued, _)| queued).collect()
    }

    /// Why a card is asked today and its turn among its like; none if it is not.
    fn place(&self, card: &CardRef, today: Day) -> Option<(Why, u64)> {
        let Some(entry) = self.cards.get(card) else { return Some((Why::New, 0)) };
        if let Some(called) = entry.called {
            return Some((Why::Called, called.at.get()));
        }
        let state = entry.state.as_ref()?;
        if state.rating == Rating::Again && state.last.day() >= today {
            let others = self.reviews - 1 - state.position;
            return Some((if others >= GAP { Why::Returning } else { Why::JustForgotten }, state.position as u64));
        }
        (self.due_day(card)? <= today).then_some((Why::Due, 0))
    }

    /// How many new cards the day still takes. Cards called for do not count: a miss is not a choice.
    pub fn new_left(&self, today: Day) -> usize {
        let first_today = |entry: &&super::schedule::Entry| {
            !entry.added && entry.state.as_ref().is_some_and(|state| state.first == today)
        };
        usize::from(self.new_per_day).saturating_sub(self.cards.values().filter(first_today).count())
    }

    /// The cards of the deck that want a review now, new ones apart, in the order of the queue.
    pub fn due(&self, deck: &[CardRef], now: Moment) -> Vec<CardRef> {
        self.queue(deck, now).into_iter().filter(|q| q.why != Why::New).map(|q| q.card).collect()
    }

    /// How many cards of the deck fall due on each of the coming days, today and everything overdue first, if
    /// nothing is reviewed before. New cards are not counted.
    pub fn forecast(&self, deck: &[CardRef], now: Moment, days: usize) -> Vec<u32> {
        let mut counts = vec![0; days];
        let mut cards: Vec<&CardRef> = deck.iter().collect();
        cards.sort_unstable();
        cards.dedup();
        for card in cards {
            let ahead = match self.place(card, now.day()) {
                Some((Why::New, _)) => continue,
                Some(_) => Some(0),
                None => self.due_day(card).map(|day| day.since(now.day()) as usize),
            };
            if let Some(count) = ahead.and_then(|ahead| counts.get_mut(ahead)) {
                *count += 1;
            }
        }
        counts
    }
}

/// What was done in a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Reviews by rating, from [`Rating::Again`] to [`Rating::Easy`].
    pub ratings: [u32; 4],
    /// How many cards were reviewed.
    pub cards: u32,
    /// How many of them for the first time ever.
    pub new: u32,
    /// How many known cards were put to the test: their first review of the day.
    pub tested: u32,
    /// How many of those were recalled. To be compared with the target retention.
    pub recalled: u32,
}

impl Summary {
    /// Sums up the reviews of a log from `since` on. What stands before it is in the schedule.
    pub fn since(before: &Schedule, log: &Log, since: Millis) -> Self {
        let mut summary = Self::default();
        let mut last_day: LiteMap<&CardRef, Day> = LiteMap::new_vec();
        let mut seen = LiteMap::new_vec();
        for (event, review) in reviews(log) {
            let (card, day) = (&review.card, event.when.day());
            let known = || before.card(card).map(|state| state.last.day());
            let before = last_day.insert(card, day).or_else(known);
            if event.when.at < since {
                continue;
            }
            summary.ratings[review.rating as usize] += 1;
            summary.cards += u32::from(seen.insert(card, ()).is_none());
            summary.new += u32::from(before.is_none());
            if before.is_some_and(|before| before < day) {
                summary.tested += 1;
                summary.recalled += u32::from(review.rating != Rating::Again);
            }
        }
        summary
    }

    /// How many reviews there were.
    pub fn reviews(&self) -> u32 {
        self.ratings.iter().sum()
    }
}

fn reviews(log: &Log) -> impl DoubleEndedIterator<Item = (&Event, &Review)> {
    log.live().filter_map(|event| match &event.kind {
        Kind::Review(review) => Some((event, review)),
        _ => None,
    })
}

/// The review that "undo" takes back with a [`super::payload::Tombstone`]: the latest one of this tab.
pub fn last_review(log: &Log, tab: TabId) -> Option<EventId> {
    reviews(log).rev().map(|(event, _)| event.id).find(|id| id.tab == tab)
}

/// The events that call for a card: where no lesson that was read has it, it is put away by taking them all back.
pub fn calls(log: &Log, card: &CardRef) -> Vec<EventId> {
    let calls = |event: &&Event| matches!(&event.kind, Kind::CardAdded(added) if added.card == *card);
    log.live().filter(calls).map(|event| event.id).collect()
}

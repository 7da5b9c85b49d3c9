//! When each card comes back: card states replayed from the reviews in the log.
//!
//! Days are study days, which begin at 04:00 local time (see [`super::time`]), each review's day by the local
//! time of that review. A card rated [`Rating::Again`] returns in the same session. Otherwise it returns
//! after the days in which recall falls to the target retention, rounded to whole days, at least one.
//! Nothing is random: the same log gives the same days.

use super::ids::CardRef;
use super::kind::Kind;
use super::payload::{Rating, Setting};
use super::time::{Day, Moment};
use forgetting::{Fsrs, Memory};
use std::collections::BTreeMap;

/// Target retention where the learner has set none.
pub const DEFAULT_RETENTION: f64 = 0.9;
/// New cards a day where the learner has set no number.
pub const DEFAULT_NEW_PER_DAY: u16 = 10;
/// A card forgotten this often is a leech: better rewritten, or its lesson read again, than reviewed once more.
pub const LEECH_LAPSES: u32 = 8;

/// What the reviews of one card come to.
#[derive(Clone, Debug, PartialEq)]
pub struct CardState {
    /// Stability and difficulty.
    pub memory: Memory,
    /// How many reviews.
    pub reviews: u32,
    /// How often it was forgotten after it had been known: each [`Rating::Again`] that follows a better rating.
    pub lapses: u32,
    /// Day of the first review.
    pub first: Day,
    /// The latest review.
    pub last: Moment,
    /// Its rating.
    pub rating: Rating,
    /// How many reviews of any card stand before the latest one in the log.
    pub(super) position: usize,
}

impl CardState {
    /// Whether the card was forgotten so often that reviewing it is not the cure.
    pub fn is_leech(&self) -> bool {
        self.lapses >= LEECH_LAPSES
    }
}

/// A card in the schedule: reviewed, called for, or both.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) state: Option<CardState>,
    /// Whether it ever came in by a missed question or a wish of the learner's.
    pub(super) added: bool,
    /// When it was last called for, if no review came after.
    pub(super) called: Option<Moment>,
}

/// What a rating would lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The rating.
    pub rating: Rating,
    /// Days until the card returns; none means in this session.
    pub days: Option<u32>,
}

impl Next {
    /// For the button: "this session", "1 day", "12 days", "3.5 months", "2 years".
    pub fn label(self) -> String {
        match self.days {
            None => "this session".into(),
            Some(1) => "1 day".into(),
            Some(days) if days < 60 => format!("{days} days"),
            Some(days) if days < 730 => format!("{} months", rounded(f64::from(days) / 30.4375)),
            Some(days) => format!("{} years", rounded(f64::from(days) / 365.25)),
        }
    }
}

/// To one decimal, if it is not 0. Whole numbers suffice for that, and the app needs no other decimals.
fn rounded(x: f64) -> String {
    let tenths = (10.0 * x).round() as u32;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

/// The state of every card, and the settings that decide when they return.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    pub(super) fsrs: Fsrs,
    pub(super) retention: f64,
    pub(super) new_per_day: u16,
    pub(super) cards: BTreeMap<CardRef, Entry>,
    pub(super) reviews: usize,
}

impl Default for Schedule {
    fn default() -> Self {
        Self::new(Fsrs::default())
    }
}

impl Schedule {
    /// Of a model of forgetting, without any card.
    pub fn new(fsrs: Fsrs) -> Self {
        let (retention, new_per_day) = (DEFAULT_RETENTION, DEFAULT_NEW_PER_DAY);
        Self { fsrs, retention, new_per_day, cards: BTreeMap::new(), reviews: 0 }
    }

    /// Takes in the next event of a log.
    pub(super) fn apply(&mut self, kind: &Kind, when: Moment) {
        match kind {
            Kind::Review(review) => self.review(&review.card, review.rating, when),
            Kind::CardAdded(added) => self.call(&added.card, when),
            Kind::Setting(Setting::TargetRetention(share)) => self.retention = *share,
            Kind::Setting(Setting::NewPerDay(n)) => self.new_per_day = *n,
            _ => {}
        }
    }

    fn review(&mut self, card: &CardRef, rating: Rating, when: Moment) {
        let entry = self.cards.entry(card.clone()).or_default();
        let before = entry.state.as_ref();
        let days = before.map_or(0, |state| when.day().since(state.last.day()));
        let lapsed = rating == Rating::Again && before.is_some_and(|state| state.rating != Rating::Again);
        entry.state = Some(CardState {
            memory: self.fsrs.review(before.map(|state| state.memory), rating.into(), f64::from(days)),
            reviews: before.map_or(0, |state| state.reviews) + 1,
            lapses: before.map_or(0, |state| state.lapses) + u32::from(lapsed),
            first: before.map_or(when.day(), |state| state.first),
            last: when,
            rating,
            position: self.reviews,
        });
        entry.called = None;
        self.reviews += 1;
    }

    fn call(&mut self, card: &CardRef, when: Moment) {
        let entry = self.cards.entry(card.clone()).or_default();
        entry.added = true;
        entry.called = Some(when);
    }

    /// The share of reviews that should succeed.
    pub fn retention(&self) -> f64 {
        self.retention
    }

    /// How many new cards a day.
    pub fn new_per_day(&self) -> u16 {
        self.new_per_day
    }

    /// The state of a card; none if it was never reviewed.
    pub fn card(&self, card: &CardRef) -> Option<&CardState> {
        self.cards.get(card)?.state.as_ref()
    }

    /// Whether a card ever came in by a missed question or a wish.
    pub(super) fn was_added(&self, card: &CardRef) -> bool {
        self.cards.get(card).is_some_and(|entry| entry.added)
    }

    /// All cards that were reviewed, with their states.
    pub fn cards(&self) -> impl Iterator<Item = (&CardRef, &CardState)> {
        self.cards.iter().filter_map(|(card, entry)| Some((card, entry.state.as_ref()?)))
    }

    /// Cards that came in by a missed question or at the learner's wish. They belong to the deck beside the
    /// cards of the lessons that were read.
    pub fn added(&self) -> impl Iterator<Item = &CardRef> {
        self.cards.iter().filter(|(_, entry)| entry.added).map(|(card, _)| card)
    }

    /// Cards that were forgotten [`LEECH_LAPSES`] times or more.
    pub fn leeches(&self) -> impl Iterator<Item = &CardRef> {
        self.cards().filter(|(_, state)| state.is_leech()).map(|(card, _)| card)
    }

    /// The day on which a card is due; none for one that was neither reviewed nor called for.
    pub fn due_day(&self, card: &CardRef) -> Option<Day> {
        let entry = self.cards.get(card)?;
        let called = entry.called.map(Moment::day);
        let returns = entry.state.as_ref().map(|state| match state.rating {
            Rating::Again => state.last.day(),
            _ => state.last.day().plus(self.fsrs.whole_days(state.memory, self.retention)),
        });
        called.into_iter().chain(returns).min()
    }

    /// Probability that a card would be recalled now; none for one never reviewed. Counts whole study days.
    pub fn retrievability(&self, card: &CardRef, now: Moment) -> Option<f64> {
        let state = self.card(card)?;
        Some(self.fsrs.retrievability(state.memory, f64::from(now.day().since(state.last.day()))))
    }

    /// What each rating of a card would lead to now, from [`Rating::Again`] to [`Rating::Easy`].
    pub fn next_intervals(&self, card: &CardRef, now: Moment) -> [Next; 4] {
        let state = self.card(card);
        let days = state.map_or(0, |state| now.day().since(state.last.day()));
        Rating::ALL.map(|rating| {
            let after = self.fsrs.review(state.map(|state| state.memory), rating.into(), f64::from(days));
            let days = self.fsrs.whole_days(after, self.retention);
            Next { rating, days: (rating != Rating::Again).then_some(days) }
        })
    }
}

//! A simulated learner and the reviews of one card.

use super::{Fsrs, Memory, Rating};
use crate::rng::Seed;
use forgetting::whole;

/// Shares of the ratings at the first sight of a card, from Again to Easy. From the simulator that comes with
/// the `fsrs` crate, whose numbers are averages over users of Anki.
pub const FIRST_RATINGS: [f64; 4] = [0.24, 0.094, 0.495, 0.171];
/// Shares of Hard, Good and Easy among reviews that succeed; same source.
pub const SUCCESS_RATINGS: [f64; 3] = [0.224, 0.631, 0.145];

/// When a card is reviewed after it was first seen. Days count from the beginning of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plan {
    /// Seen on day 0, then whenever recall is expected to have fallen to a target, in whole days.
    Target {
        /// The target retention, in (0, 1).
        retention: f64,
    },
    /// Seen on day 0, then so many times, the same number of days apart.
    Even {
        /// Days between reviews, at least 1.
        gap: u32,
        /// How many reviews after the first sight.
        reviews: u32,
    },
    /// Seen so many times, all on one day.
    Massed {
        /// The day.
        day: u32,
        /// How many times, at least 1.
        times: u32,
    },
}

/// How a learner rates, and how fast they really forget.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learner {
    /// The first rating; `None` draws it from [`FIRST_RATINGS`].
    pub first: Option<Rating>,
    /// The rating of a success; `None` draws it from [`SUCCESS_RATINGS`].
    pub success: Option<Rating>,
    /// How many times as fast as the model believes recall falls. The model learns of it by the ratings alone.
    pub speed: f64,
}

impl Learner {
    /// The probability with which this learner really recalls, `days` after a review that left a memory.
    pub fn recall(&self, fsrs: &Fsrs, memory: Memory, days: f64) -> f64 {
        fsrs.retrievability(memory, self.speed * days)
    }
}

/// One review.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Review {
    /// Its day.
    pub day: u32,
    /// The learner's rating.
    pub rating: Rating,
    /// Probability of recall just before; 0 for a card never seen.
    pub recall: f64,
    /// What the model then holds of the memory.
    pub after: Memory,
}

/// The reviews of one card on the days before `until`, in order. A card that is forgotten, or not understood at
/// first sight, comes back on the same day and is then known, as in this course's own sessions: two reviews.
///
/// The same seed draws the same first rating under every plan, and a longer run begins with the shorter one.
pub fn simulate(fsrs: &Fsrs, plan: Plan, learner: &Learner, until: u32, seed: Seed) -> Vec<Review> {
    let mut rng = seed.rng();
    let drawn = rng.weighted(&FIRST_RATINGS).map_or(Rating::Good, |i| Rating::ALL[i]);
    let first = learner.first.unwrap_or(drawn);
    let mut card = Card { fsrs, reviews: Vec::new() };
    if let Plan::Massed { day, times } = plan {
        for n in 0..times {
            card.review(day, if n == 0 { first } else { Rating::Good }, f64::from(n.min(1)));
        }
        return card.reviews;
    }
    if until == 0 {
        return card.reviews;
    }
    let mut memory = card.learn(0, first, 0.0);
    let stretch = if let Plan::Target { retention } = plan { fsrs.stretch(retention) } else { 1.0 };
    let mut sessions = 0;
    let mut day = 0;
    loop {
        let gap = match plan {
            Plan::Target { .. } => whole(memory.stability * stretch),
            Plan::Even { gap, reviews } if sessions < reviews => gap.max(1),
            _ => break,
        };
        day += gap;
        if day >= until {
            break;
        }
        let recall = learner.recall(fsrs, memory, f64::from(gap));
        // Both are drawn every time, so that one rating does not shift the luck of the next review.
        let (luck, drawn) = (rng.uniform(), rng.weighted(&SUCCESS_RATINGS));
        let success = learner.success.or(drawn.map(|i| Rating::ALL[i + 1])).unwrap_or(Rating::Good);
        memory = card.learn(day, if luck < recall { success } else { Rating::Again }, recall);
        sessions += 1;
    }
    card.reviews
}

/// A card on its way.
struct Card<'a> {
    fsrs: &'a Fsrs,
    reviews: Vec<Review>,
}

impl Card<'_> {
    /// A session: a review, and if it failed another on the same day.
    fn learn(&mut self, day: u32, rating: Rating, recall: f64) -> Memory {
        let memory = self.review(day, rating, recall);
        if rating == Rating::Again { self.review(day, Rating::Good, 1.0) } else { memory }
    }

    fn review(&mut self, day: u32, rating: Rating, recall: f64) -> Memory {
        let last = self.reviews.last();
        let days = last.map_or(0.0, |last| f64::from(day - last.day));
        let after = self.fsrs.review(last.map(|last| last.after), rating, days);
        self.reviews.push(Review { day, rating, recall, after });
        after
    }
}

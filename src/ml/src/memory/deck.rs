//! A deck of cards under a plan, and under others beside it: what it knows and what that takes.

use super::{Fsrs, Learner, Plan, Rating, Review, simulate};
use crate::rng::Seed;

/// Means over a deck. Shares run from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Deck {
    /// Reviews of a card before the exam.
    pub reviews: f64,
    /// Times that a known card was forgotten.
    pub lapses: f64,
    /// Share recalled on exam day and on the later day, spaced.
    pub spaced: [f64; 2],
    /// The same of their crammed twins.
    pub crammed: [f64; 2],
    /// Share recalled on an average day before the exam.
    pub known: f64,
    /// Share of reviews on later days that succeeded; none without such reviews.
    pub success: Option<f64>,
}

/// What a target retention costs and brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// In percent.
    pub target: u32,
    /// Reviews of a card before the exam.
    pub reviews: f64,
    /// Share recalled on an average day before the exam.
    pub known: f64,
}

/// Probability of recall on a day; 0 before the first review.
pub fn recall(fsrs: &Fsrs, learner: &Learner, reviews: &[Review], day: f64) -> f64 {
    let last = reviews.iter().rev().find(|review| f64::from(review.day) <= day);
    last.map_or(0.0, |review| learner.recall(fsrs, review.after, day - f64::from(review.day)))
}

/// Times that a card was forgotten after it had been known.
pub fn lapses(reviews: &[Review]) -> usize {
    reviews.iter().skip(1).filter(|review| review.rating == Rating::Again).count()
}

/// Cards that are studied for an exam, and what all of them have in common. Each card is a stream of the seed.
///
/// ```
/// use ml::memory::{Fsrs, Plan, Study};
/// use ml::rng::Seed;
/// let study =
///     Study { fsrs: Fsrs::default(), cards: 50, exam: 45, until: 120, sitting: 44, speed: 1.0, seed: Seed(1) };
/// let deck = study.deck(Plan::Target { retention: 0.9 });
/// // Spread over the days, the same number of reviews lasts longer.
/// assert!(deck.spaced[1] > deck.crammed[1]);
/// ```
#[derive(Clone, Debug)]
pub struct Study {
    /// How memory works.
    pub fsrs: Fsrs,
    /// Number of cards in the deck.
    pub cards: u64,
    /// Day of the exam.
    pub exam: u32,
    /// A later day on which it is looked again.
    pub until: u32,
    /// Day on which the crammed twins are learned.
    pub sitting: u32,
    /// How many times as fast learners forget as the model believes.
    pub speed: f64,
    /// Decides which reviews succeed, and their ratings.
    pub seed: Seed,
}

impl Study {
    /// The reviews of a card, and of its twin that is seen as often on one day.
    pub fn twins(&self, plan: Plan, learner: &Learner, card: u64) -> (Vec<Review>, Vec<Review>) {
        let play = |plan| simulate(&self.fsrs, plan, learner, self.exam, self.seed.stream(card));
        let spaced = play(plan);
        let crammed = play(Plan::Massed { day: self.sitting, times: spaced.len() as u32 });
        (spaced, crammed)
    }

    fn average(&self) -> Learner {
        Learner { first: None, success: None, speed: self.speed }
    }

    /// Means over the deck under a plan, whose learners rate as people do.
    pub fn deck(&self, plan: Plan) -> Deck {
        let learner = self.average();
        let mut deck = Deck::default();
        let (mut asked, mut succeeded) = (0.0, 0.0);
        for card in 1..=self.cards {
            let (spaced, crammed) = self.twins(plan, &learner, card);
            deck.reviews += spaced.len() as f64;
            deck.lapses += lapses(&spaced) as f64;
            deck.known += self.known(&spaced, &learner);
            for (i, day) in [self.exam, self.until].into_iter().enumerate() {
                deck.spaced[i] += recall(&self.fsrs, &learner, &spaced, day.into());
                deck.crammed[i] += recall(&self.fsrs, &learner, &crammed, day.into());
            }
            for review in spaced.windows(2).filter(|pair| pair[1].day > pair[0].day) {
                asked += 1.0;
                succeeded += f64::from(u8::from(review[1].rating != Rating::Again));
            }
        }
        let cards = self.cards as f64;
        let [s, c] = [deck.spaced, deck.crammed].map(|shares| shares.map(|share| share / cards));
        Deck {
            reviews: deck.reviews / cards,
            lapses: deck.lapses / cards,
            spaced: s,
            crammed: c,
            known: deck.known / cards,
            success: (asked > 0.0).then(|| succeeded / asked),
        }
    }

    /// Mean recall of a card over the days before the exam.
    fn known(&self, reviews: &[Review], learner: &Learner) -> f64 {
        let mut days = 0.0;
        for (i, review) in reviews.iter().enumerate() {
            let end = reviews.get(i + 1).map_or(self.exam, |next| next.day);
            let gap = f64::from(end - review.day);
            days += self.fsrs.recalled_days(review.after, learner.speed * gap) / learner.speed;
        }
        days / f64::from(self.exam)
    }

    /// The reviews of a deck under a target in percent up to a day, so that an exam on an earlier one only cuts them off.
    pub fn reviews(&self, target: u32, last: u32) -> Vec<Vec<Review>> {
        let learner = self.average();
        let plan = Plan::Target { retention: f64::from(target) / 100.0 };
        (1..=self.cards).map(|card| simulate(&self.fsrs, plan, &learner, last, self.seed.stream(card))).collect()
    }

    /// What those reviews cost and bring.
    pub fn cost(&self, target: u32, deck: &[Vec<Review>]) -> Cost {
        let learner = self.average();
        let (mut reviews, mut known) = (0.0, 0.0);
        for card in deck {
            let before = &card[..card.partition_point(|review| review.day < self.exam)];
            reviews += before.len() as f64;
            known += self.known(before, &learner);
        }
        Cost { target, reviews: reviews / self.cards as f64, known: known / self.cards as f64 }
    }
}

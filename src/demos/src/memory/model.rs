//! One card under two ways to study, and a deck of them.

use crate::settings::Settings;
use ml::memory::{Fsrs, Learner, Plan, Rating, Review, simulate};
use ml::rng::Seed;

/// Cards in the deck.
pub const CARDS: u64 = 200;
/// The last day on which there can be an exam.
pub const LAST_EXAM: u32 = 365;
/// Target retentions along the curve of costs, in percent.
const TARGETS: [u32; 10] = [70, 73, 76, 79, 82, 85, 88, 91, 94, 97];

/// The decks under every target up to the last day, so that an exam on another day only cuts them off.
pub struct Decks(Vec<Vec<Vec<Review>>>);

impl Decks {
    /// Plays every target's reviews.
    pub fn new(settings: &Settings) -> Decks {
        let study = Study::new(settings);
        Decks(TARGETS.iter().map(|&target| study.reviews(target)).collect())
    }
}

/// What the settings come to.
pub struct Memory {
    /// How memory is believed to work.
    pub fsrs: Fsrs,
    /// Whether reviews come by target.
    pub by_target: bool,
    /// Target retention, from 0 to 1.
    pub target: f64,
    /// Day of the exam; no later than the last day.
    pub exam: u32,
    /// Last day that is looked at.
    pub until: u32,
    /// How the card's learner rates and forgets.
    pub learner: Learner,
    /// Reviews of the card.
    pub spaced: Vec<Review>,
    /// As many reviews of its twin, in one sitting.
    pub crammed: Vec<Review>,
    /// The deck under the same plan.
    pub deck: Deck,
    /// What other targets cost.
    pub costs: Vec<Cost>,
}

/// Means over a deck. Shares run from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Deck {
    /// Reviews of a card before the exam.
    pub reviews: f64,
    /// Times that a known card was forgotten.
    pub lapses: f64,
    /// Share recalled on exam day and on the last day, spaced and crammed.
    pub spaced: [f64; 2],
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

impl Memory {
    /// Plays the reviews of the card, its twin and their deck.
    pub fn new(decks: &Decks, settings: &Settings) -> Memory {
        let by_target = super::settings::by_target(settings);
        let target = settings.number("retention") / 100.0;
        let plan = if by_target {
            Plan::Target { retention: target }
        } else {
            Plan::Even { gap: settings.count("gap") as u32, reviews: settings.count("reviews") as u32 }
        };
        let rating = |key: &str| match settings.choice(key) {
            "again" => Some(Rating::Again),
            "hard" => Some(Rating::Hard),
            "good" => Some(Rating::Good),
            "easy" => Some(Rating::Easy),
            _ => None,
        };
        let study = Study::new(settings);
        let learner = Learner { first: rating("first"), success: rating("success"), speed: study.speed };
        let (spaced, crammed) = study.twins(plan, &learner, 0);
        let deck = study.deck(plan);
        let costs = TARGETS.iter().zip(&decks.0).map(|(&target, deck)| study.cost(target, deck)).collect();
        let Study { fsrs, exam, until, .. } = study;
        Memory { by_target, target, exam, until, learner, spaced, crammed, deck, costs, fsrs }
    }

    /// Probability that the card is recalled on a day, under the reviews given.
    pub fn recall(&self, reviews: &[Review], day: f64) -> f64 {
        recall(&self.fsrs, &self.learner, reviews, day)
    }

    /// Times that the card was forgotten after it had been known.
    pub fn lapses(&self) -> usize {
        lapses(&self.spaced)
    }
}

/// Probability of recall on a day; 0 before the first review.
fn recall(fsrs: &Fsrs, learner: &Learner, reviews: &[Review], day: f64) -> f64 {
    let last = reviews.iter().rev().find(|review| f64::from(review.day) <= day);
    last.map_or(0.0, |review| learner.recall(fsrs, review.after, day - f64::from(review.day)))
}

fn lapses(reviews: &[Review]) -> usize {
    reviews.iter().skip(1).filter(|review| review.rating == Rating::Again).count()
}

/// What all cards have in common.
struct Study {
    fsrs: Fsrs,
    exam: u32,
    until: u32,
    /// Day on which the crammed twins are learned.
    sitting: u32,
    speed: f64,
    seed: Seed,
}

impl Study {
    fn new(settings: &Settings) -> Study {
        let day = |key: &str| settings.count(key) as u32;
        let until = day("until");
        let exam = day("exam").min(until);
        let (speed, seed) = (settings.number("forgets"), Seed(settings.seed().into()));
        Study { fsrs: Fsrs::default(), exam, until, sitting: exam - day("cram").min(exam), speed, seed }
    }

    /// The reviews of a card, and of its twin that is seen as often on one day.
    fn twins(&self, plan: Plan, learner: &Learner, card: u64) -> (Vec<Review>, Vec<Review>) {
        let play = |plan| simulate(&self.fsrs, plan, learner, self.exam, self.seed.stream(card));
        let spaced = play(plan);
        let crammed = play(Plan::Massed { day: self.sitting, times: spaced.len() as u32 });
        (spaced, crammed)
    }

    fn average(&self) -> Learner {
        Learner { first: None, success: None, speed: self.speed }
    }

    fn deck(&self, plan: Plan) -> Deck {
        let learner = self.average();
        let mut deck = Deck::default();
        let (mut asked, mut succeeded) = (0.0, 0.0);
        for card in 1..=CARDS {
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
        let cards = CARDS as f64;
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

    /// The reviews of a deck under a target, up to the last day on which there can be an exam.
    fn reviews(&self, target: u32) -> Vec<Vec<Review>> {
        let learner = self.average();
        let plan = Plan::Target { retention: f64::from(target) / 100.0 };
        let last = self.until.min(LAST_EXAM);
        (1..=CARDS).map(|card| simulate(&self.fsrs, plan, &learner, last, self.seed.stream(card))).collect()
    }

    fn cost(&self, target: u32, deck: &[Vec<Review>]) -> Cost {
        let learner = self.average();
        let (mut reviews, mut known) = (0.0, 0.0);
        for card in deck {
            let before = &card[..card.partition_point(|review| review.day < self.exam)];
            reviews += before.len() as f64;
            known += self.known(before, &learner);
        }
        Cost { target, reviews: reviews / CARDS as f64, known: known / CARDS as f64 }
    }
}

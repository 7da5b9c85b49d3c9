//! One card under two ways to study, and a deck of them.

use crate::settings::Settings;
use ml::memory::{Cost, Deck, Fsrs, Learner, Plan, Rating, Review, Study, lapses, recall};
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
        let study = study(settings);
        Decks(TARGETS.iter().map(|&target| study.reviews(target, study.until.min(LAST_EXAM))).collect())
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
    /// Whether the exam was set later than the last day.
    pub exam_brought_back: bool,
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
        let study = study(settings);
        let learner = Learner { first: rating("first"), success: rating("success"), speed: study.speed };
        let (spaced, crammed) = study.twins(plan, &learner, 0);
        let deck = study.deck(plan);
        let costs = TARGETS.iter().zip(&decks.0).map(|(&target, deck)| study.cost(target, deck)).collect();
        let Study { fsrs, exam, until, .. } = study;
        let exam_brought_back = settings.number("exam") > until.into();
        Memory { by_target, target, exam, exam_brought_back, until, learner, spaced, crammed, deck, costs, fsrs }
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

/// What all cards have in common.
fn study(settings: &Settings) -> Study {
    let day = |key: &str| settings.count(key) as u32;
    let until = day("until");
    let exam = day("exam").min(until);
    let (speed, seed) = (settings.number("forgets"), Seed(settings.seed().into()));
    Study { fsrs: Fsrs::default(), cards: CARDS, exam, until, sitting: exam - day("cram").min(exam), speed, seed }
}

//! A model of forgetting, FSRS-6, and simulated learners whose reviews follow it.
//!
//! A memory has a *stability* S, the days until the probability of recall has fallen to 0.9, and a *difficulty*
//! D from 1 to 10. Recall falls with time along a power law whose exponent is one of the 21 parameters; each
//! review changes S and D. [`Fsrs`] holds the equations in double precision and elementary functions from
//! [`crate::numeric`]. It schedules the learner's own cards too; a test in `course` holds it to the `fsrs` crate.
//!
//! [`Study`] is a deck of such cards. [`simulate`] plays the reviews of one card: on each the learner recalls with the probability that the
//! forgetting curve gives, and otherwise learns the card anew.
//!
//! Sources: J. Ye, J. Su and Y. Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
//! Scheduling", KDD 2022, for the idea of the state; FSRS-6 is specified by the Open Spaced Repetition project.
//! Taught in `how-to-learn`.

mod deck;
mod fsrs;
mod learner;

#[cfg(test)]
mod tests;

pub use deck::{Cost, Deck, Study, lapses, recall};
pub use fsrs::{BOUNDS, BadParameters, DEFAULT_PARAMETERS, Fsrs, MAX_INTERVAL};
pub use learner::{FIRST_RATINGS, Learner, Plan, Review, SUCCESS_RATINGS, simulate};

/// How a review went, in the learner's own judgment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// Forgotten.
    Again,
    /// Recalled with trouble.
    Hard,
    /// Recalled.
    Good,
    /// Recalled without effort.
    Easy,
}

impl Rating {
    /// All of them, from worst to best.
    pub const ALL: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

    /// The number that the equations use, from 1 to 4.
    fn grade(self) -> f64 {
        self as usize as f64 + 1.0
    }
}

/// What is left of one card in a mind, right after a review.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// Days until the probability of recall has fallen to 0.9.
    pub stability: f64,
    /// How hard the card is to remember, from 1 to 10.
    pub difficulty: f64,
}

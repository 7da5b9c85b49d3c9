//! A model of forgetting, FSRS-6.
//!
//! A memory has a *stability* S, the days until the probability of recall has fallen to 0.9, and a *difficulty*
//! D from 1 to 10. Recall falls with time along a power law whose exponent is one of the 21 parameters; each
//! review changes S and D. [`Fsrs`] holds the equations in double precision, with elementary functions from `libm`,
//! so that every machine comes to the same bits.
//!
//! It is a crate of its own because two that know nothing of each other compute with it: `course` schedules the
//! learner's cards by it, and `ml` simulates learners who forget by it.
//!
//! FSRS-6 is specified by the Open Spaced Repetition project; its tests hold this to py-fsrs, and one in
//! `course` to their `fsrs` crate.

mod fsrs;

#[cfg(test)]
mod tests;

pub use fsrs::{BOUNDS, BadParameters, DEFAULT_PARAMETERS, Fsrs, MAX_INTERVAL, whole};

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

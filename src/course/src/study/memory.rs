//! A model of forgetting: FSRS-6, with the arithmetic of the `fsrs` crate. Independent of the log.
//!
//! A memory has a *stability* S, the days after which it is recalled with probability 0.9, and a
//! *difficulty* D between 1 and 10. Between reviews recall falls along a power law,
//! R(t) = (1 + f·t/S)^(−d) with f = 0.9^(−1/d) − 1, so that R(S) = 0.9. Each review changes S and D: a
//! success raises S, the more so the smaller R was, and a failure lowers it.
//!
//! Source: J. Ye, J. Su and Y. Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
//! Scheduling", KDD 2022, for the state; FSRS-6 itself is specified by the Open Spaced Repetition project.
//! Taught in `how-to-learn`.

use super::payload::Rating;
use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, MemoryState};

/// Longest interval in days: a hundred years.
pub const MAX_INTERVAL: u32 = 36_500;
/// FSRS-6 has this many parameters.
pub const PARAMETERS: usize = 21;
/// The bounds of the last parameter, the decay of the forgetting curve.
const DECAY: std::ops::RangeInclusive<f32> = 0.1..=0.8;

/// The parameters are no parameters of FSRS-6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("FSRS-6 takes 21 finite parameters, of which the last lies between 0.1 and 0.8")]
pub struct BadParameters;

/// What is left of one item in a learner's mind, right after a review.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory(MemoryState);

impl Memory {
    /// Days until the probability of recall has fallen to 0.9.
    pub fn stability(self) -> f64 {
        f64::from(self.0.stability)
    }

    /// How hard the item is to remember, from 1 to 10.
    pub fn difficulty(self) -> f64 {
        f64::from(self.0.difficulty)
    }
}

/// The model with its parameters.
#[derive(Clone, Debug)]
pub struct Fsrs {
    model: FSRS,
    decay: f32,
}

impl Default for Fsrs {
    /// The parameters that FSRS-6 ships, fitted to the reviews of many learners.
    fn default() -> Self {
        Self { model: FSRS::default(), decay: FSRS6_DEFAULT_DECAY }
    }
}

impl Fsrs {
    /// A model with other parameters. Those outside the bounds that FSRS sets are moved to the bound,
    /// except the last, which is refused.
    pub fn new(parameters: &[f32; PARAMETERS]) -> Result<Self, BadParameters> {
        let decay = parameters[PARAMETERS - 1];
        if !DECAY.contains(&decay) {
            return Err(BadParameters);
        }
        Ok(Self { model: FSRS::new(parameters).map_err(|_| BadParameters)?, decay })
    }

    /// What each rating, from [`Rating::Again`] to [`Rating::Easy`], would make of a memory that is
    /// reviewed `days` after the review before. `None` is an item seen for the first time.
    pub fn outcomes(&self, memory: Option<Memory>, days: u32) -> [Memory; 4] {
        // The target retention has no part in the memory, only in the intervals, which are not used here.
        match self.model.next_states(memory.map(|m| m.0), 0.9, days) {
            Ok(next) => [next.again, next.hard, next.good, next.easy].map(|state| Memory(state.memory)),
            // Only a state that is not finite is refused, and no review leads to one: parameters are clamped.
            Err(_) => [memory.unwrap_or(Memory(MemoryState { stability: 1.0, difficulty: 5.0 })); 4],
        }
    }

    /// The memory after a review.
    pub fn review(&self, memory: Option<Memory>, rating: Rating, days: u32) -> Memory {
        self.outcomes(memory, days)[rating as usize]
    }

    /// Probability of recall `days` after the last review.
    pub fn retrievability(&self, memory: Memory, days: f64) -> f64 {
        f64::from(fsrs::current_retrievability(memory.0, days.max(0.0) as f32, self.decay))
    }

    /// Days until the probability of recall has fallen to `retention`, which lies in (0, 1). Not rounded.
    pub fn interval(&self, memory: Memory, retention: f64) -> f64 {
        f64::from(self.model.next_interval(Some(memory.0.stability), retention as f32, 0))
    }

    /// The interval in whole days, from 1 to [`MAX_INTERVAL`].
    pub fn whole_days(&self, memory: Memory, retention: f64) -> u32 {
        self.interval(memory, retention).round().clamp(1.0, f64::from(MAX_INTERVAL)) as u32
    }
}

/// One item in one mind, for demos and simulations: review it, wait, and see what is left.
///
/// ```
/// use course::study::{memory::MemoryModel, payload::Rating};
///
/// let mut item = MemoryModel::default();
/// item.review(Rating::Good, 0);
/// let a_week_later = item.retrievability(7.0);
/// item.review(Rating::Good, 7);
/// assert!(item.retrievability(7.0) > a_week_later);
/// ```
#[derive(Clone, Debug, Default)]
pub struct MemoryModel {
    fsrs: Fsrs,
    memory: Option<Memory>,
}

impl MemoryModel {
    /// An item that was never seen.
    pub fn new(fsrs: Fsrs) -> Self {
        Self { fsrs, memory: None }
    }

    /// Reviews the item whole days after the review before; 0 is the same day. The first review takes no days.
    pub fn review(&mut self, rating: Rating, after_days: u32) {
        self.memory = Some(self.fsrs.review(self.memory, rating, after_days));
    }

    /// Probability of recall, days after the last review; 0 for an item never seen.
    pub fn retrievability(&self, days: f64) -> f64 {
        self.memory.map_or(0.0, |memory| self.fsrs.retrievability(memory, days))
    }

    /// Stability and difficulty; none before the first review.
    pub fn memory(&self) -> Option<Memory> {
        self.memory
    }

    /// Days from the last review until recall has fallen to `retention`; none before the first review.
    pub fn interval(&self, retention: f64) -> Option<f64> {
        self.memory.map(|memory| self.fsrs.interval(memory, retention))
    }
}

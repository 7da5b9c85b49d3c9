//! The equations of FSRS-6.

use crate::{Memory, Rating};
use libm::{exp, log as ln, pow};

/// The parameters that FSRS-6 ships: fitted to the logs of many learners, for one whose own log is still short.
#[rustfmt::skip]
pub const DEFAULT_PARAMETERS: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, // stability after a first Again, Hard, Good, Easy
    6.4133, 0.8334, 3.0194, 0.001, // difficulty: at first, and how it moves
    1.8722, 0.1666, 0.796,         // stability after recall
    1.4835, 0.0614, 0.2629, 1.6483, // stability after a lapse
    0.6014, 1.8729,                // penalty of Hard, bonus of Easy
    0.5425, 0.0912, 0.0658,        // reviews on the same day
    0.1542,                        // decay of the forgetting curve
];

/// The range of each parameter.
#[rustfmt::skip]
pub const BOUNDS: [[f64; 2]; 21] = [
    [0.001, 100.0], [0.001, 100.0], [0.001, 100.0], [0.001, 100.0],
    [1.0, 10.0], [0.001, 4.0], [0.001, 4.0], [0.001, 0.75],
    [0.0, 4.5], [0.0, 0.8], [0.001, 3.5],
    [0.001, 5.0], [0.001, 0.25], [0.001, 0.9], [0.0, 4.0],
    [0.0, 1.0], [1.0, 6.0],
    [0.0, 2.0], [0.0, 2.0], [0.01, 0.8],
    [0.1, 0.8],
];

/// Longest interval and greatest stability in days: a hundred years.
pub const MAX_INTERVAL: u32 = 36_500;

const STABILITY: [f64; 2] = [0.001, MAX_INTERVAL as f64];
const DIFFICULTY: [f64; 2] = [1.0, 10.0];

/// A parameter outside its range.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("parameter {index} of FSRS-6 lies between {} and {}, not at {value}", BOUNDS[*index][0], BOUNDS[*index][1])]
pub struct BadParameters {
    /// Number of the parameter, from 0.
    pub index: usize,
    /// Its value.
    pub value: f64,
}

/// FSRS-6 with its parameters.
///
/// ```
/// use forgetting::{Fsrs, Rating};
///
/// let fsrs = Fsrs::default();
/// let first = fsrs.review(None, Rating::Good, 0.0);
/// // Recall falls to 0.9 after as many days as the memory is stable …
/// assert!((fsrs.retrievability(first, first.stability) - 0.9).abs() < 1e-12);
/// // … and a success then makes it more stable than one an hour later would.
/// let spaced = fsrs.review(Some(first), Rating::Good, 2.0);
/// let massed = fsrs.review(Some(first), Rating::Good, 0.0);
/// assert!(spaced.stability > 4.0 * massed.stability);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Fsrs {
    w: [f64; 21],
    /// Scales time in the forgetting curve so that recall is 0.9 after S days.
    factor: f64,
    /// e^w₈, and the divisor e^(w₁₇w₁₈) of a lapse.
    gain: f64,
    lapse: f64,
    /// The difficulty of a card that was easy at first, not brought into range.
    easy: f64,
}

impl Default for Fsrs {
    fn default() -> Self {
        Self::unchecked(DEFAULT_PARAMETERS)
    }
}

impl Fsrs {
    /// A model with other parameters.
    ///
    /// # Errors
    /// If one lies outside [`BOUNDS`].
    pub fn new(parameters: [f64; 21]) -> Result<Self, BadParameters> {
        // Written so that NaN is refused.
        let outside = |i: &usize| !(parameters[*i] >= BOUNDS[*i][0] && parameters[*i] <= BOUNDS[*i][1]);
        match (0..21).find(outside) {
            Some(index) => Err(BadParameters { index, value: parameters[index] }),
            None => Ok(Self::unchecked(parameters)),
        }
    }

    fn unchecked(w: [f64; 21]) -> Self {
        let [factor, gain, lapse] = [exp(-ln(0.9) / w[20]) - 1.0, exp(w[8]), exp(w[17] * w[18])];
        Self { w, factor, gain, lapse, easy: first_difficulty(&w, Rating::Easy) }
    }

    /// Probability of recall `days` after the last review: R(t) = (1 + f·t/S)^(−w₂₀) with f = 0.9^(−1/w₂₀) − 1.
    pub fn retrievability(&self, memory: Memory, days: f64) -> f64 {
        pow(1.0 + self.factor * days.max(0.0) / memory.stability, -self.w[20])
    }

    /// The integral of [`Fsrs::retrievability`] over the first `days` days: divided by them, the mean recall.
    pub fn recalled_days(&self, memory: Memory, days: f64) -> f64 {
        let (slope, power) = (self.factor / memory.stability, 1.0 - self.w[20]);
        (pow(1.0 + slope * days.max(0.0), power) - 1.0) / (slope * power)
    }

    /// Days until the probability of recall has fallen to `retention`, which lies in (0, 1). Not rounded.
    pub fn interval(&self, memory: Memory, retention: f64) -> f64 {
        memory.stability * self.stretch(retention)
    }

    /// The interval for a retention as a multiple of stability.
    pub fn stretch(&self, retention: f64) -> f64 {
        (pow(retention, -1.0 / self.w[20]) - 1.0) / self.factor
    }

    /// The interval in whole days, from 1 to [`MAX_INTERVAL`].
    pub fn whole_days(&self, memory: Memory, retention: f64) -> u32 {
        whole(self.interval(memory, retention))
    }

    /// The memory after a review `days` after the one before; 0 is the same day. With no memory
    /// before, what a first review leaves; `days` plays no part then.
    pub fn review(&self, memory: Option<Memory>, rating: Rating, days: f64) -> Memory {
        let Some(Memory { stability, difficulty }) = memory else {
            let difficulty = first_difficulty(&self.w, rating).clamp(DIFFICULTY[0], DIFFICULTY[1]);
            return Memory { stability: self.w[rating as usize], difficulty };
        };
        let before = Memory {
            stability: stability.clamp(STABILITY[0], STABILITY[1]),
            difficulty: difficulty.clamp(DIFFICULTY[0], DIFFICULTY[1]),
        };
        let stability = if days <= 0.0 {
            self.same_day(before.stability, rating)
        } else if rating == Rating::Again {
            self.after_lapse(before, self.retrievability(before, days))
        } else {
            self.after_recall(before, rating, self.retrievability(before, days))
        };
        Memory {
            stability: stability.clamp(STABILITY[0], STABILITY[1]),
            difficulty: self.next_difficulty(before.difficulty, rating),
        }
    }

    /// Each rating moves difficulty by −w₆(G−3), the less the nearer it is to 10, and a share w₇ of the way back
    /// to that of a card which was easy at first.
    fn next_difficulty(&self, difficulty: f64, rating: Rating) -> f64 {
        let moved = difficulty - self.w[6] * (rating.grade() - 3.0) * (10.0 - difficulty) / 9.0;
        let reverted = moved + self.w[7] * (self.easy - moved);
        reverted.clamp(DIFFICULTY[0], DIFFICULTY[1])
    }

    /// S·(1 + e^w₈ (11−D) S^(−w₉) (e^(w₁₀(1−R)) − 1) · w₁₅ if Hard · w₁₆ if Easy): the nearer to forgotten, the
    /// more is gained.
    fn after_recall(&self, before: Memory, rating: Rating, recall: f64) -> f64 {
        let w = &self.w;
        let judged = match rating {
            Rating::Hard => w[15],
            Rating::Easy => w[16],
            _ => 1.0,
        };
        let Memory { stability: s, difficulty: d } = before;
        s * (1.0 + self.gain * (11.0 - d) * pow(s, -w[9]) * (exp(w[10] * (1.0 - recall)) - 1.0) * judged)
    }

    /// w₁₁ D^(−w₁₂) ((S+1)^w₁₃ − 1) e^(w₁₄(1−R)), and less than S.
    fn after_lapse(&self, before: Memory, recall: f64) -> f64 {
        let w = &self.w;
        let Memory { stability: s, difficulty: d } = before;
        let left = w[11] * pow(d, -w[12]) * (pow(s + 1.0, w[13]) - 1.0) * exp(w[14] * (1.0 - recall));
        left.min(s / self.lapse)
    }

    /// S·e^(w₁₇(G−3+w₁₈)) S^(−w₁₉), and no less than S unless the card was forgotten.
    fn same_day(&self, s: f64, rating: Rating) -> f64 {
        let growth = exp(self.w[17] * (rating.grade() - 3.0 + self.w[18])) * pow(s, -self.w[19]);
        s * if rating == Rating::Again { growth } else { growth.max(1.0) }
    }
}

/// D₀ = w₄ − e^(w₅(G−1)) + 1, not yet brought into range.
fn first_difficulty(w: &[f64; 21], rating: Rating) -> f64 {
    w[4] - exp(w[5] * (rating.grade() - 1.0)) + 1.0
}

/// An interval in whole days, from 1 to [`MAX_INTERVAL`].
pub fn whole(days: f64) -> u32 {
    days.round().clamp(1.0, f64::from(MAX_INTERVAL)) as u32
}

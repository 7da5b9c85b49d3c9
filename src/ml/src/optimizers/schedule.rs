//! Rates that change during a run.

use crate::numeric::{cos, powi};
use std::f64::consts::PI;

/// The factor on the learning rate at each step.
///
/// Source of the cosine: Loshchilov and Hutter, "SGDR", ICLR 2017, without
/// restarts. Taught in `optimizers`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Schedule {
    /// Always 1.
    #[default]
    Constant,
    /// Multiplied by `factor` after every `every` steps (at least 1), as
    /// PyTorch's `StepLR`.
    Decay {
        /// Steps between two changes; 0 counts as 1.
        every: u32,
        /// What each change multiplies by.
        factor: f64,
    },
    /// Rises in equal parts over the first `warmup` steps, then falls along
    /// half a cosine to 0 at step `steps`, and stays there.
    Cosine {
        /// Steps of warm-up; 0 for none.
        warmup: u32,
        /// Length of the whole.
        steps: u32,
    },
}

impl Schedule {
    /// The factor for step number `step`, counted from 0.
    ///
    /// ```
    /// use ml::optimizers::Schedule;
    /// let schedule = Schedule::Cosine { warmup: 4, steps: 12 };
    /// assert_eq!(schedule.factor(0), 0.25);
    /// assert_eq!(schedule.factor(4), 1.0);
    /// assert_eq!(schedule.factor(8), 0.5);
    /// assert_eq!(schedule.factor(12), 0.0);
    /// ```
    pub fn factor(self, step: u32) -> f64 {
        match self {
            Self::Constant => 1.0,
            Self::Decay { every, factor } => powi(factor, step / every.max(1)),
            Self::Cosine { warmup, .. } if step < warmup => f64::from(step + 1) / f64::from(warmup),
            Self::Cosine { steps, .. } if step >= steps => 0.0,
            Self::Cosine { warmup, steps } => {
                let share = f64::from(step - warmup) / f64::from(steps - warmup);
                0.5 * (1.0 + cos(PI * share))
            }
        }
    }
}

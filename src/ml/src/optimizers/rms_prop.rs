//! A rate for each weight, by the size of its recent gradients.

use super::params::{ParamError, fraction, positive};

/// Settings of [`RmsProp`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsPropParams {
    /// About the length of a step along each weight, positive.
    pub learning_rate: f64,
    /// Share of the old mean square that survives a step, in `[0, 1)`.
    pub alpha: f64,
    /// Added to the root, positive: bounds the step where gradients vanish.
    pub epsilon: f64,
}

impl Default for RmsPropParams {
    fn default() -> Self {
        Self { learning_rate: 0.01, alpha: 0.99, epsilon: 1e-8 }
    }
}

/// `s ← α·s + (1 − α)·g²`, then `w ← w − lr·g / (√s + ε)`, each weight by
/// itself, with `s` 0 at first: `torch.optim.RMSprop`.
///
/// `s` starts at 0 and is not corrected for it, so that the first step is
/// `1/√(1 − α)` times the rate, ten times at α = 0.99.
/// Source: Tieleman and Hinton, lecture 6.5 of *Neural Networks for Machine
/// Learning*, Coursera, 2012. Taught in `optimizers`.
#[derive(Clone, Debug, PartialEq)]
pub struct RmsProp {
    pub(super) params: RmsPropParams,
    mean_square: Vec<f64>,
}

impl RmsProp {
    /// With no history, for this many weights.
    ///
    /// # Errors
    /// [`ParamError`] that names the setting out of range.
    pub fn new(params: RmsPropParams, dimensions: usize) -> Result<Self, ParamError> {
        positive("learning rate", params.learning_rate)?;
        fraction("alpha", params.alpha)?;
        positive("epsilon", params.epsilon)?;
        Ok(Self { params, mean_square: vec![0.0; dimensions] })
    }

    /// One step in place.
    pub fn step(&mut self, weights: &mut [f64], gradient: &[f64]) {
        let RmsPropParams { learning_rate, alpha, epsilon } = self.params;
        for ((w, s), g) in weights.iter_mut().zip(&mut self.mean_square).zip(gradient) {
            *s = alpha * *s + (1.0 - alpha) * g * g;
            *w -= learning_rate * g / (s.sqrt() + epsilon);
        }
    }

    /// The running mean `s` of squared gradients.
    pub fn second_moment(&self) -> &[f64] {
        &self.mean_square
    }

    /// Step per unit of gradient along each weight, `lr / (√s + ε)`.
    pub fn effective_rates(&self) -> Vec<f64> {
        self.mean_square.iter().map(|s| self.params.learning_rate / (s.sqrt() + self.params.epsilon)).collect()
    }
}

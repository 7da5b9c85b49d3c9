//! Momentum and a rate for each weight, both corrected for their cold start.

use super::params::{ParamError, fraction, positive};

/// Settings of [`Adam`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamParams {
    /// About the longest step along each weight, positive.
    pub learning_rate: f64,
    /// Share of the mean gradient that survives a step, in `[0, 1)`.
    pub beta1: f64,
    /// Share of the mean squared gradient that survives a step, in `[0, 1)`.
    pub beta2: f64,
    /// Added to the root, positive.
    pub epsilon: f64,
    /// Share `lr·weight_decay` of each weight is taken off at each step, apart
    /// from the gradient: AdamW. 0 is plain Adam.
    pub weight_decay: f64,
}

impl Default for AdamParams {
    fn default() -> Self {
        Self { learning_rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.0 }
    }
}

/// `m ← β₁·m + (1 − β₁)·g` and `s ← β₂·s + (1 − β₂)·g²`, both 0 at first, then
/// after `t` steps `w ← w − lr·m̂ / (√ŝ + ε)` with `m̂ = m / (1 − β₁ᵗ)` and
/// `ŝ = s / (1 − β₂ᵗ)`: `torch.optim.Adam`, or `AdamW` with weight decay.
///
/// The first step has length `lr` along each weight whatever the gradient's
/// size. Unlike plain descent Adam does not diverge at a large rate on a
/// quadratic; it circles the minimum at a distance of about the rate.
/// Sources: Kingma and Ba, "Adam", ICLR 2015; Loshchilov and Hutter,
/// "Decoupled weight decay regularization", ICLR 2019. Taught in `optimizers`.
#[derive(Clone, Debug, PartialEq)]
pub struct Adam {
    pub(super) params: AdamParams,
    mean: Vec<f64>,
    mean_square: Vec<f64>,
    /// `β₁ᵗ` and `β₂ᵗ`, 1 before the first step.
    powers: [f64; 2],
}

impl Adam {
    /// With no history, for this many weights.
    ///
    /// # Errors
    /// [`ParamError`] that names the setting out of range.
    pub fn new(params: AdamParams, dimensions: usize) -> Result<Self, ParamError> {
        positive("learning rate", params.learning_rate)?;
        fraction("beta 1", params.beta1)?;
        fraction("beta 2", params.beta2)?;
        positive("epsilon", params.epsilon)?;
        if !(params.weight_decay >= 0.0 && params.weight_decay.is_finite()) {
            return Err(ParamError { setting: "weight decay", value: params.weight_decay, range: "at least 0" });
        }
        Ok(Self { params, mean: vec![0.0; dimensions], mean_square: vec![0.0; dimensions], powers: [1.0, 1.0] })
    }

    /// One step in place.
    pub fn step(&mut self, weights: &mut [f64], gradient: &[f64]) {
        let AdamParams { learning_rate, beta1, beta2, epsilon, weight_decay } = self.params;
        self.powers[0] *= beta1;
        self.powers[1] *= beta2;
        let correction = self.powers.map(|power| 1.0 - power);
        let state = self.mean.iter_mut().zip(&mut self.mean_square);
        for ((w, g), (m, s)) in weights.iter_mut().zip(gradient).zip(state) {
            *w -= learning_rate * weight_decay * *w;
            *m = beta1 * *m + (1.0 - beta1) * g;
            *s = beta2 * *s + (1.0 - beta2) * g * g;
            *w -= learning_rate * (*m / correction[0]) / ((*s / correction[1]).sqrt() + epsilon);
        }
    }

    /// The mean gradient `m`, not corrected.
    pub fn first_moment(&self) -> &[f64] {
        &self.mean
    }

    /// The mean squared gradient `s`, not corrected.
    pub fn second_moment(&self) -> &[f64] {
        &self.mean_square
    }

    /// `1 − β₁ᵗ` and `1 − β₂ᵗ`, by which the moments are divided; 0 before
    /// the first step.
    pub fn corrections(&self) -> [f64; 2] {
        self.powers.map(|power| 1.0 - power)
    }

    /// Step per unit of mean gradient along each weight, `lr / (√ŝ + ε)`;
    /// `lr / ε` before the first step.
    pub fn effective_rates(&self) -> Vec<f64> {
        let correction = 1.0 - self.powers[1];
        let corrected = |s: f64| if correction > 0.0 { s / correction } else { 0.0 };
        let rate = |s: &f64| self.params.learning_rate / (corrected(*s).sqrt() + self.params.epsilon);
        self.mean_square.iter().map(rate).collect()
    }
}

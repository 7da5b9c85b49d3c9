//! Gradient descent with memory.

use super::params::{ParamError, fraction, positive};

/// Settings of [`Momentum`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MomentumParams {
    /// Step per unit of velocity, positive.
    pub learning_rate: f64,
    /// Share `β` of the velocity that survives a step, in `[0, 1)`.
    pub beta: f64,
    /// Whether to look one step ahead.
    pub nesterov: bool,
}

impl Default for MomentumParams {
    fn default() -> Self {
        Self { learning_rate: 0.02, beta: 0.9, nesterov: false }
    }
}

/// `v ← β·v + g`, then `w ← w − lr·v` (heavy ball) or `w ← w − lr·(g + β·v)`
/// (Nesterov), with `v` 0 at first: PyTorch's `SGD` with `momentum`.
///
/// Textbooks write the heavy ball as `u ← β·u − lr·g`, `w ← w + u`. At a
/// constant rate both are the same walk, with `u = −lr·v`; when the rate
/// changes, PyTorch's form rescales what was gathered before at once and the
/// textbook's does not. Where gradients agree the velocity tends to
/// `g / (1 − β)`, so that `β = 0.9` goes ten times as far as the plain rule.
///
/// PyTorch's Nesterov form takes the gradient where the weights are, with the
/// weights shifted by the look-ahead instead.
/// Sources: Polyak, USSR Computational Mathematics and Mathematical Physics
/// 4(5), 1964; Sutskever et al., "On the importance of initialization and
/// momentum in deep learning", ICML 2013. Taught in `optimizers`.
#[derive(Clone, Debug, PartialEq)]
pub struct Momentum {
    pub(super) params: MomentumParams,
    velocity: Vec<f64>,
}

impl Momentum {
    /// At rest, for this many weights.
    ///
    /// # Errors
    /// [`ParamError`] that names the setting out of range.
    pub fn new(params: MomentumParams, dimensions: usize) -> Result<Self, ParamError> {
        positive("learning rate", params.learning_rate)?;
        fraction("momentum", params.beta)?;
        Ok(Self { params, velocity: vec![0.0; dimensions] })
    }

    /// One step in place.
    pub fn step(&mut self, weights: &mut [f64], gradient: &[f64]) {
        let MomentumParams { learning_rate, beta, nesterov } = self.params;
        for ((w, v), g) in weights.iter_mut().zip(&mut self.velocity).zip(gradient) {
            *v = beta * *v + g;
            *w -= learning_rate * if nesterov { g + beta * *v } else { *v };
        }
    }

    /// The velocity `v`, in units of the gradient.
    pub fn velocity(&self) -> &[f64] {
        &self.velocity
    }
}

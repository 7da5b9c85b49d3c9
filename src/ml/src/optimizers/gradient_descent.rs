//! The plain rule.

use super::params::{ParamError, positive};

/// Settings of [`GradientDescent`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GradientDescentParams {
    /// Step per unit of gradient, positive.
    pub learning_rate: f64,
}

impl Default for GradientDescentParams {
    fn default() -> Self {
        Self { learning_rate: 0.1 }
    }
}

/// `w ← w − lr·g`.
///
/// With the gradient of a few rows in place of the whole it is stochastic
/// gradient descent, `torch.optim.SGD`. Source: Cauchy, Comptes Rendus 25,
/// 1847; Robbins and Monro, "A stochastic approximation method", Annals of
/// Mathematical Statistics 22(3), 1951. Taught in `gradient-descent`.
#[derive(Clone, Debug, PartialEq)]
pub struct GradientDescent {
    pub(super) params: GradientDescentParams,
}

impl GradientDescent {
    /// A rule without state, for any number of weights.
    ///
    /// # Errors
    /// [`ParamError`] unless the learning rate is positive and finite.
    pub fn new(params: GradientDescentParams) -> Result<Self, ParamError> {
        positive("learning rate", params.learning_rate)?;
        Ok(Self { params })
    }

    /// One step in place.
    pub fn step(&mut self, weights: &mut [f64], gradient: &[f64]) {
        for (w, g) in weights.iter_mut().zip(gradient) {
            *w -= self.params.learning_rate * g;
        }
    }
}

//! What one data row contributes to a loss.

use crate::numeric::{log1p_exp, sigmoid};

/// How one row's score `z` is judged against its target `y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// `−ln p` of the true class with `p = σ(z)`, for targets 0 and 1:
    /// logistic regression. Convex.
    Log,
    /// `½·(z − y)²`: linear regression. Quadratic in the weights.
    Squared,
    /// `½·(σ(z) − y)²`, for targets 0 and 1: what happens when a classifier is
    /// trained on squared error. Flat wherever σ saturates, even on the wrong
    /// side, and not convex.
    SquaredSigmoid,
}

impl Loss {
    /// The loss of a row with score `z` and target `y`, and its first and
    /// second derivative by the score.
    pub fn derivatives(self, z: f64, y: f64) -> [f64; 3] {
        // p·(1 − p) with both factors exact in the tails.
        let slope = || sigmoid(z) * sigmoid(-z);
        match self {
            Self::Log => {
                // ln(1 + e⁻ᶻ) for y = 1 and ln(1 + eᶻ) for y = 0, no cancellation.
                let loss = y * log1p_exp(-z) + (1.0 - y) * log1p_exp(z);
                let error = (1.0 - y) * sigmoid(z) - y * sigmoid(-z);
                [loss, error, slope()]
            }
            Self::Squared => [0.5 * (z - y) * (z - y), z - y, 1.0],
            Self::SquaredSigmoid => {
                let (p, s) = (sigmoid(z), slope());
                let error = (1.0 - y) * p - y * sigmoid(-z);
                [0.5 * error * error, error * s, s * s + error * s * (1.0 - 2.0 * p)]
            }
        }
    }
}

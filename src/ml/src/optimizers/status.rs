//! How a run stands, with the numbers to explain it.

use super::stability::Stability;
use crate::surfaces::Point;

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Status {
    /// On its way.
    Running,
    /// The gradient of the whole loss is below the tolerance.
    Converged(Standstill),
    /// It cannot reach a minimum like this.
    Diverging(Divergence),
}

/// Where a run came to rest. A small gradient does not make a minimum: the
/// curvatures tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standstill {
    /// Length of the gradient.
    pub gradient_norm: f64,
    /// What it fell below.
    pub tolerance: f64,
    /// Eigenvalues of the Hessian there, the larger first. Both positive: a
    /// minimum. One negative: a saddle. Close to 0: a plateau.
    pub curvatures: [f64; 2],
}

/// Why a run cannot succeed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Divergence {
    /// A number left the range of 64-bit floats. The run is over; the path
    /// ends with the last finite point.
    Overflow {
        /// The step that did it, counted from 1.
        step: usize,
        /// What was no longer finite.
        quantity: Quantity,
        /// The last finite weights.
        weights: Point,
        /// The loss there.
        loss: f64,
    },
    /// On a quadratic, full-batch, at a constant rate: along at least one
    /// direction in which the start is off the minimum, the error does not
    /// shrink. Certain from the first step on; the run goes on all the same.
    RateTooHigh(Stability),
}

/// What can leave the range of floats first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A weight.
    Weights,
    /// The loss.
    Loss,
    /// A derivative.
    Gradient,
}

impl Status {
    /// Whether another step would do nothing.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Converged(_) | Self::Diverging(Divergence::Overflow { .. }))
    }
}

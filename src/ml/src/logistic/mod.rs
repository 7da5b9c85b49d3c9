//! Logistic regression: probabilities from a linear score.
//!
//! - [`Logistic`]: two classes, by gradient descent or Newton's method;
//!   [`Objective`] is what it minimizes, at any weights.
//! - [`Softmax`]: several classes, by gradient descent with momentum or L-BFGS.
//!
//! Both minimize the mean log-loss plus `λ/2` times the sum of the squared
//! weights; intercepts are not penalized. scikit-learn's `C` multiplies the
//! *sum* of the losses instead: [`l2_from_c`] converts. Features should be on
//! one scale, see [`crate::data::Standardizer`].
//!
//! Taught in `logistic-regression`; the penalty in `regularization`.

mod error;
mod lbfgs;
mod model;
mod objective;
mod softmax;
mod softmax_objective;

pub use error::LogisticError;
pub use model::{Logistic, Params, Solver};
pub use objective::Objective;
pub use softmax::{Softmax, SoftmaxParams, SoftmaxSolver};

/// Where an iterative fit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Another step will change the weights.
    Running,
    /// No entry of the gradient is larger than the tolerance.
    Converged,
    /// The boundary separates the classes and nothing holds the weights back:
    /// the loss has no minimum, the weights would grow for ever.
    Separated,
    /// Newton's equations have no unique solution: a feature is a combination
    /// of others and there is no penalty.
    Singular,
    /// No step along the search direction lowers the loss any more, although
    /// the gradient is above the tolerance: the limit of rounding.
    Stalled,
    /// The loss is no longer finite; the learning rate is too high.
    Diverged,
    /// The most steps allowed were taken.
    OutOfSteps,
}

/// The penalty λ that scikit-learn's inverse strength `C` means for this many
/// rows: `λ = 1 / (C·rows)`.
///
/// ```
/// assert_eq!(ml::logistic::l2_from_c(0.5, 100), 0.02);
/// ```
pub fn l2_from_c(c: f64, rows: usize) -> f64 {
    1.0 / (c * rows as f64)
}

/// One try of a line search: the loss and the slope along the direction, where
/// it stands and where it would go.
struct Trial {
    before: f64,
    after: f64,
    slope: f64,
    slope_after: f64,
    length: f64,
}

impl Trial {
    /// Armijo's rule: the loss must fall by a small share of what the slope
    /// promises. Near the minimum that share drowns in rounding; there the slope
    /// must flatten instead while the loss stays within rounding of where it was.
    ///
    /// Source: Hager and Zhang, *SIAM Journal on Optimization* 16(1), 2005, the
    /// "approximate Wolfe conditions".
    fn accepted(&self) -> bool {
        let share = 0.1;
        let promised = self.before + share * self.length * self.slope;
        let falls = self.after < self.before && self.after <= promised;
        // The loss is a mean of terms of order 1.
        let level = self.after <= self.before + 16.0 * f64::EPSILON * (1.0 + self.before.abs());
        falls || (level && self.slope_after <= (2.0 * share - 1.0) * self.slope)
    }
}

/// Halvings before a line search gives up.
const MAX_HALVINGS: usize = 40;

#[cfg(test)]
mod tests;

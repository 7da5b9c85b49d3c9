//! Loss surfaces over two weights, to walk down and to look at.
//!
//! Each [`Surface`] gives its value, gradient and Hessian in closed form,
//! a window and a start that show what it is for, and its minima where they
//! are known. Two kinds:
//!
//! - test functions with one difficulty each: [`Quadratic`], [`Rosenbrock`],
//!   [`Himmelblau`], [`SixHumpCamel`], [`Saddle`];
//! - [`RowLoss`], whose value is a mean over data rows, so that a mini-batch
//!   gradient is the mean over some of them: log-loss, squared error, or the
//!   squared error of a sigmoid, which has plateaus.
//!
//! [`REGISTRY`] lists the surfaces that need no data of the learner's.
//!
//! Taught in `gradient-descent` and `optimizers`; the Hessian in
//! `calculus-and-gradients`.

mod hessian;
mod loss;
mod quadratic;
mod registry;
mod row_loss;
mod rows;
mod test_functions;

pub use hessian::Hessian;
pub use loss::Loss;
pub use quadratic::{Quadratic, QuadraticError};
pub use registry::{Entry, REGISTRY, SurfaceId, by_id};
pub use row_loss::{RowLoss, RowLossError};
pub use rows::{least_squares, log_loss, plateau};
pub use test_functions::{Himmelblau, Rosenbrock, Saddle, SixHumpCamel};

use std::fmt::Debug;

/// Two weights `(w₀, w₁)`; also a gradient, with one derivative for each.
pub type Point = [f64; 2];

/// The part of the plane worth showing: `low[i] ≤ w[i] ≤ high[i]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Lower left corner.
    pub low: Point,
    /// Upper right corner.
    pub high: Point,
}

impl Window {
    /// Whether the point lies in the window, edges included.
    pub fn contains(&self, w: Point) -> bool {
        (0..2).all(|i| self.low[i] <= w[i] && w[i] <= self.high[i])
    }

    /// The point a fraction `(u, v)` of the way across and up.
    pub fn at(&self, u: f64, v: f64) -> Point {
        let along = |i: usize, t: f64| self.low[i] + t * (self.high[i] - self.low[i]);
        [along(0, u), along(1, v)]
    }
}

/// A twice differentiable loss over two weights.
pub trait Surface: Debug + Send + Sync {
    /// The loss at `w`.
    fn value(&self, w: Point) -> f64;

    /// The two first derivatives at `w`: the direction of steepest ascent.
    fn gradient(&self, w: Point) -> Point;

    /// The second derivatives at `w`.
    fn hessian(&self, w: Point) -> Hessian;

    /// What to show at first.
    fn window(&self) -> Window;

    /// A start, inside the window, from which the surface's difficulty shows.
    fn start(&self) -> Point;

    /// The known local minima, lowest first; empty where there is none (a
    /// log-loss on separable data) or none is known.
    fn minima(&self) -> Vec<Point>;

    /// Whether the Hessian is the same everywhere. Only then do the stability
    /// bounds of [`crate::optimizers::stability`] decide a whole run.
    fn is_quadratic(&self) -> bool {
        false
    }

    /// Number of data rows behind the loss; 0 for a test function.
    fn rows(&self) -> usize {
        0
    }

    /// Mean gradient over some rows, given by index, each below
    /// [`Surface::rows`]. A test function has no rows and gives its gradient.
    ///
    /// # Panics
    /// If `rows` is empty or an index is too large, for a loss with rows.
    fn batch_gradient(&self, w: Point, rows: &[usize]) -> Point {
        let _ = rows;
        self.gradient(w)
    }
}

#[cfg(test)]
mod tests;

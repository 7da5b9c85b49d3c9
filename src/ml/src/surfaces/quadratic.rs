//! Bowls with elliptic level lines.

use super::{Hessian, Point, Surface, Window};
use thiserror::Error;

/// `f(w) = ½·(a·w₀² + b·w₁²)` with `a, b > 0`: a bowl with its minimum 0 at the
/// origin and the Hessian `diag(a, b)` everywhere.
///
/// Every smooth loss looks like one close to a minimum, and here each weight
/// can be followed by hand: plain gradient descent multiplies `w₀` by
/// `1 − lr·a` and `w₁` by `1 − lr·b` at each step.
/// Source: Nocedal and Wright, *Numerical Optimization*, 2nd ed., section 3.3.
/// Taught in `gradient-descent`.
///
/// ```
/// use ml::surfaces::{Quadratic, Surface};
/// let valley = Quadratic::ill_conditioned(25.0)?;
/// assert_eq!(valley.gradient([1.0, 1.0]), [1.0, 25.0]);
/// assert_eq!(valley.hessian([0.0, 0.0]).lambda_max(), 25.0);
/// # Ok::<(), ml::surfaces::QuadraticError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quadratic {
    pub(super) curvatures: [f64; 2],
}

/// Why a quadratic was refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum QuadraticError {
    /// Not a bowl: a curvature is not positive and finite.
    #[error("a curvature must be positive and finite, not {0}")]
    Curvature(f64),
    /// A condition number is a ratio of the larger to the smaller curvature.
    #[error("a condition number is at least 1 and finite, not {0}")]
    Condition(f64),
}

impl Quadratic {
    /// Any bowl along the axes, by its two curvatures.
    ///
    /// # Errors
    /// [`QuadraticError::Curvature`] unless both are positive and finite.
    pub fn new(curvatures: [f64; 2]) -> Result<Self, QuadraticError> {
        match curvatures.iter().find(|c| !(c.is_finite() && **c > 0.0)) {
            Some(&bad) => Err(QuadraticError::Curvature(bad)),
            None => Ok(Self { curvatures }),
        }
    }

    /// Curvatures 1 and 2: nearly round, plain gradient descent is at its best.
    pub fn well_conditioned() -> Self {
        Self { curvatures: [1.0, 2.0] }
    }

    /// A valley along the first axis: curvatures 1 and `condition`. The steep
    /// direction caps the learning rate at `2 / condition`, and the flat one
    /// then crawls.
    ///
    /// # Errors
    /// [`QuadraticError::Condition`] if `condition` is below 1 or not finite.
    pub fn ill_conditioned(condition: f64) -> Result<Self, QuadraticError> {
        if !(condition.is_finite() && condition >= 1.0) {
            return Err(QuadraticError::Condition(condition));
        }
        Ok(Self { curvatures: [1.0, condition] })
    }
}

impl Surface for Quadratic {
    fn value(&self, [x, y]: Point) -> f64 {
        0.5 * (self.curvatures[0] * x * x + self.curvatures[1] * y * y)
    }

    fn gradient(&self, [x, y]: Point) -> Point {
        [self.curvatures[0] * x, self.curvatures[1] * y]
    }

    fn hessian(&self, _: Point) -> Hessian {
        Hessian { xx: self.curvatures[0], xy: 0.0, yy: self.curvatures[1] }
    }

    fn window(&self) -> Window {
        Window { low: [-5.0, -3.0], high: [5.0, 3.0] }
    }

    fn start(&self) -> Point {
        [-4.5, 1.5]
    }

    fn minima(&self) -> Vec<Point> {
        vec![[0.0, 0.0]]
    }

    fn is_quadratic(&self) -> bool {
        true
    }
}

//! Polynomial regression.

use super::Basis;
use super::householder::full_rank;
use super::least_squares::{Cutoff, Solution, minimum_norm, ridge};
use super::legendre::evaluate;
use ndarray::{Array1, Array2, ArrayView1, ShapeBuilder, s};
use thiserror::Error;

/// Settings of a [`Polynomial`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PolynomialParams {
    /// Highest power; the curve has `degree + 1` coefficients.
    pub degree: usize,
    /// Penalty on the sum of squared coefficients, the constant included; 0
    /// for plain least squares.
    pub ridge: f64,
    /// Which singular values count as 0 when there is no penalty.
    pub cutoff: Cutoff,
}

impl Default for PolynomialParams {
    fn default() -> Self {
        Self { degree: 3, ridge: 0.0, cutoff: Cutoff::Rounding }
    }
}

/// Why a fit was refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum PolynomialError {
    /// A curve needs at least one point.
    #[error("there are no points")]
    Empty,
    /// Each `x` needs its `y`.
    #[error("{x} values of x but {y} of y")]
    Lengths {
        /// Values of `x`.
        x: usize,
        /// Values of `y`.
        y: usize,
    },
    /// The basis lives on [−1, 1].
    #[error("point {index} has x = {x}, outside [-1, 1]")]
    Outside {
        /// The point.
        index: usize,
        /// Its `x`.
        x: f64,
    },
    /// A `y` is NaN or infinite.
    #[error("point {0} has a y that is not finite")]
    NotFinite(usize),
    /// A penalty is not negative.
    #[error("the ridge penalty must be at least 0 and finite, not {0}")]
    Penalty(f64),
}

/// A fitted curve `Σ c[k]·P_k(x)` on [−1, 1].
///
/// Below as many coefficients as points it is the usual least-squares fit, at
/// equality it passes through every point, and beyond it is the interpolating
/// curve whose Legendre coefficients have the least norm. The norm depends on
/// the basis: with powers of `x` another curve is chosen, see
/// [`super::PowerPolynomial`].
/// Source: Hastie, Tibshirani and Friedman, *The Elements of Statistical
/// Learning*, 2nd ed., chapter 5; for the last case Schaeffer et al., "Double
/// Descent Demystified", arXiv:2303.14151. Taught in `bias-variance`.
///
/// ```
/// use ml::polynomial::{Polynomial, PolynomialParams};
/// let params = PolynomialParams { degree: 1, ..Default::default() };
/// let line = Polynomial::fit(params, &[-1.0, 0.0, 1.0], &[0.0, 1.0, 5.0])?;
/// // Mean 2, slope (5 − 0)/2.
/// assert!((line.predict(0.0) - 2.0).abs() < 1e-14);
/// assert!((line.predict(1.0) - 4.5).abs() < 1e-14);
/// # Ok::<(), ml::polynomial::PolynomialError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Polynomial {
    solution: Solution,
}

impl Polynomial {
    /// Fits to the points `(x[i], y[i])`.
    ///
    /// # Errors
    /// A [`PolynomialError`] that names the first thing that does not fit.
    pub fn fit(params: PolynomialParams, x: &[f64], y: &[f64]) -> Result<Self, PolynomialError> {
        check(params, x, y)?;
        let (matrix, y) = (Basis::Legendre.design(x, params.degree), ArrayView1::from(y));
        let solution = if params.ridge > 0.0 {
            ridge(matrix.view(), y, params.ridge)
        } else {
            minimum_norm(matrix.view(), y, params.cutoff)
        };
        Ok(Self { solution })
    }

    /// The coefficients that [`Polynomial::fit`] finds, up to rounding, without
    /// singular values: for many fits in a row.
    ///
    /// # Errors
    /// As [`Polynomial::fit`].
    pub fn coefficients_only(params: PolynomialParams, x: &[f64], y: &[f64]) -> Result<Array1<f64>, PolynomialError> {
        solve(params, Basis::Legendre, x, y)
    }

    /// The curve at `x`, meant for [−1, 1].
    pub fn predict(&self, x: f64) -> f64 {
        evaluate(&self.solution.coefficients, x)
    }

    /// The `degree + 1` Legendre coefficients.
    pub fn coefficients(&self) -> ArrayView1<'_, f64> {
        self.solution.coefficients.view()
    }

    /// Rank and singular values of the design matrix.
    pub fn solution(&self) -> &Solution {
        &self.solution
    }
}

/// Coefficients in a basis, by reflections where they do.
pub(super) fn solve(
    params: PolynomialParams,
    basis: Basis,
    x: &[f64],
    y: &[f64],
) -> Result<Array1<f64>, PolynomialError> {
    check(params, x, y)?;
    let (matrix, targets) = (basis.design(x, params.degree), ArrayView1::from(y));
    if params.ridge > 0.0 {
        // One more row a coefficient: √penalty times the coefficient should be 0.
        let (points, columns) = matrix.dim();
        let mut penalized = Array2::zeros((points + columns, columns).f());
        penalized.slice_mut(s![..points, ..]).assign(&matrix);
        penalized.slice_mut(s![points.., ..]).diag_mut().fill(params.ridge.sqrt());
        let zeros: Array1<f64> = y.iter().copied().chain(std::iter::repeat_n(0.0, columns)).collect();
        let found = full_rank(penalized.view(), zeros.view());
        return Ok(found.unwrap_or_else(|| ridge(matrix.view(), targets, params.ridge).coefficients));
    }
    let found = full_rank(matrix.view(), targets);
    Ok(found.unwrap_or_else(|| minimum_norm(matrix.view(), targets, params.cutoff).coefficients))
}

fn check(params: PolynomialParams, x: &[f64], y: &[f64]) -> Result<(), PolynomialError> {
    if x.len() != y.len() {
        return Err(PolynomialError::Lengths { x: x.len(), y: y.len() });
    }
    if x.is_empty() {
        return Err(PolynomialError::Empty);
    }
    if !(params.ridge >= 0.0 && params.ridge.is_finite()) {
        return Err(PolynomialError::Penalty(params.ridge));
    }
    for (index, (&x, y)) in x.iter().zip(y).enumerate() {
        if !(-1.0..=1.0).contains(&x) {
            return Err(PolynomialError::Outside { index, x });
        }
        if !y.is_finite() {
            return Err(PolynomialError::NotFinite(index));
        }
    }
    Ok(())
}

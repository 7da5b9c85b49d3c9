//! Polynomials whose coefficients are those of powers of `x`.

use super::fit::{Polynomial, PolynomialError, PolynomialParams, solve};
use super::least_squares::minimum_norm;
use super::legendre::{evaluate, monomials};
use super::{Basis, householder::full_rank};
use crate::numeric::norm;
use ndarray::{Array1, Array2, ShapeBuilder, s};

/// A fitted curve `Σ a[k]·xᵏ` on [−1, 1].
///
/// What [`Polynomial`] is for Legendre polynomials, it is for powers of `x`:
/// the same least-squares curve as long as that is the only one, another one
/// where the length of the coefficients decides, with a penalty or beyond as
/// many coefficients as points. Taught in `bias-variance`.
///
/// Powers are nearly alike on [−1, 1], so that their own design matrix leaves
/// few digits or none. Every exact curve is the lowest one plus
/// `Π(x − x[i])·q(x)`; the `q` that makes the coefficients shortest is a least
/// squares problem of good condition, and whatever it is, the curve passes
/// through the points.
///
/// ```
/// use ml::polynomial::{PolynomialParams, PowerPolynomial};
/// // a₀ + a₁/2 + a₂/4 = 21: the shortest is along (1, 1/2, 1/4), whose square is 21/16.
/// let params = PolynomialParams { degree: 2, ..Default::default() };
/// let curve = PowerPolynomial::fit(params, &[0.5], &[21.0])?;
/// for (found, expected) in curve.coefficients().iter().zip([16.0, 8.0, 4.0]) {
///     assert!((found - expected).abs() < 1e-13);
/// }
/// # Ok::<(), ml::polynomial::PolynomialError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PowerPolynomial {
    coefficients: Array1<f64>,
    /// Legendre coefficients of the lowest curve that does.
    lowest: Array1<f64>,
    /// Where what is added to it is 0.
    roots: Vec<f64>,
    /// Coefficients of `q`.
    factor: Array1<f64>,
}

impl PowerPolynomial {
    /// Fits to the points `(x[i], y[i])`. The cutoff concerns the lowest curve,
    /// should points coincide.
    ///
    /// # Errors
    /// A [`PolynomialError`] that names the first thing that does not fit.
    pub fn fit(params: PolynomialParams, x: &[f64], y: &[f64]) -> Result<Self, PolynomialError> {
        if params.ridge > 0.0 {
            let coefficients = solve(params, Basis::Powers, x, y)?;
            let (lowest, factor) = (Array1::zeros(0), coefficients.clone());
            return Ok(Self { coefficients, lowest, roots: Vec::new(), factor });
        }
        let columns = params.degree + 1;
        let least = PolynomialParams { degree: params.degree.min(x.len().max(1) - 1), ..params };
        let lowest = Polynomial::coefficients_only(least, x, y)?;
        let mut coefficients = Array1::zeros(columns);
        coefficients.slice_mut(s![..lowest.len()]).assign(&monomials(lowest.view()));
        if columns <= x.len() {
            return Ok(Self { coefficients, lowest, roots: Vec::new(), factor: Array1::zeros(0) });
        }
        // Column j holds the coefficients of xʲ·Π(x − x[i]).
        let product = x.iter().fold(vec![1.0], |product, &root| times(&product, root));
        let mut shifted = Array2::zeros((columns, columns - x.len()).f());
        for (j, mut column) in shifted.columns_mut().into_iter().enumerate() {
            column.iter_mut().skip(j).zip(&product).for_each(|(entry, &value)| *entry = value);
        }
        let opposite = coefficients.mapv(|a: f64| -a);
        let factor = full_rank(shifted.view(), opposite.view())
            .unwrap_or_else(|| minimum_norm(shifted.view(), opposite.view(), params.cutoff).coefficients);
        for (column, &by) in shifted.columns().into_iter().zip(&factor) {
            crate::numeric::axpy(by, column, &mut coefficients);
        }
        Ok(Self { coefficients, lowest, roots: x.to_vec(), factor })
    }

    /// The curve at `x`, meant for [−1, 1].
    pub fn predict(&self, x: f64) -> f64 {
        let factor = self.factor.iter().rev().fold(0.0, |sum, a| sum * x + a);
        evaluate(&self.lowest, x) + self.roots.iter().fold(factor, |product, root| product * (x - root))
    }

    /// The `degree + 1` coefficients, that of the constant first.
    pub fn coefficients(&self) -> &Array1<f64> {
        &self.coefficients
    }

    /// Their Euclidean length.
    pub fn length(&self) -> f64 {
        norm(&self.coefficients)
    }
}

/// Coefficients of a polynomial times `x − root`.
fn times(product: &[f64], root: f64) -> Vec<f64> {
    let risen = std::iter::once(0.0).chain(product.iter().copied());
    let stayed = product.iter().map(|a| root * a).chain([0.0]);
    risen.zip(stayed).map(|(risen, stayed)| risen - stayed).collect()
}

//! Legendre polynomials.

use ndarray::{Array2, ArrayView1, ShapeBuilder};

/// `P₀(x), …, P_degree(x)` by Bonnet's recurrence
/// `(k + 1)·P_{k+1} = (2k + 1)·x·P_k − k·P_{k−1}`.
///
/// They are orthogonal over [−1, 1] and bounded by 1 there, so that a design
/// matrix of degree 40 is still usable where powers of `x` would be all alike.
/// Outside [−1, 1] they grow like powers. Source: Abramowitz and Stegun,
/// *Handbook of Mathematical Functions*, 22.7.10. Taught in `bias-variance`.
///
/// ```
/// // P₂ = (3x² − 1)/2 and P₃ = (5x³ − 3x)/2.
/// assert_eq!(ml::polynomial::basis(0.5, 3), [1.0, 0.5, -0.125, -0.4375]);
/// ```
pub fn basis(x: f64, degree: usize) -> Vec<f64> {
    let mut values = vec![1.0; degree + 1];
    if degree > 0 {
        values[1] = x;
    }
    for k in 1..degree {
        let n = k as f64;
        values[k + 1] = ((2.0 * n + 1.0) * x * values[k] - n * values[k - 1]) / (n + 1.0);
    }
    values
}

/// The design matrix, points × (degree + 1): row `i` is [`basis`] at `x[i]`.
pub(super) fn design(x: &[f64], degree: usize) -> Array2<f64> {
    // Column after column in memory, the way that solvers go.
    let mut design = Array2::zeros((x.len(), degree + 1).f());
    for (mut row, &x) in design.rows_mut().into_iter().zip(x) {
        row.assign(&ArrayView1::from(&basis(x, degree)));
    }
    design
}

/// `Σ c[k]·P_k(x)`, by the same recurrence; 0 without coefficients.
pub fn evaluate<'a>(coefficients: impl Into<ArrayView1<'a, f64>>, x: f64) -> f64 {
    let coefficients = coefficients.into();
    match coefficients.len() {
        0 => 0.0,
        n => crate::numeric::dot(coefficients, &basis(x, n - 1)),
    }
}

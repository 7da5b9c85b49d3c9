//! Legendre polynomials.

use crate::numeric::axpy;
use ndarray::{Array1, ArrayView1, s};

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

/// `Σ c[k]·P_k(x)`, by the same recurrence; 0 without coefficients.
pub fn evaluate<'a>(coefficients: impl Into<ArrayView1<'a, f64>>, x: f64) -> f64 {
    let coefficients = coefficients.into();
    match coefficients.len() {
        0 => 0.0,
        n => crate::numeric::dot(coefficients, &basis(x, n - 1)),
    }
}

/// The coefficients of powers of `x` that make the same polynomial, by the same
/// recurrence. For high degrees they are far larger and of changing sign: good
/// for measuring their length, bad for evaluating the curve.
pub(super) fn monomials(coefficients: ArrayView1<'_, f64>) -> Array1<f64> {
    let n = coefficients.len();
    let mut sum = Array1::zeros(n);
    // P_{k−1} and P_k as sums of powers.
    let (mut before, mut now) = (Array1::<f64>::zeros(n), Array1::<f64>::zeros(n));
    for (k, &c) in coefficients.iter().enumerate() {
        let mut next = Array1::zeros(n);
        if k == 0 {
            next[0] = 1.0;
        } else {
            let size = k as f64;
            axpy((2.0 * size - 1.0) / size, now.slice(s![..n - 1]), next.slice_mut(s![1..]));
            axpy(-(size - 1.0) / size, &before, &mut next);
        }
        axpy(c, &next, &mut sum);
        (before, now) = (now, next);
    }
    sum
}

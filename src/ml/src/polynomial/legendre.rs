//! Legendre polynomials.

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
pub fn evaluate(coefficients: &[f64], x: f64) -> f64 {
    match coefficients.len() {
        0 => 0.0,
        n => crate::numeric::dot(coefficients, &basis(x, n - 1)),
    }
}

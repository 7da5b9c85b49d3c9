//! Singular values and vectors by one-sided Jacobi rotations.

use crate::numeric::{axpy, dot, norm, rotate};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

/// `A = U·diag(s)·Vᵀ` for an `m × n` matrix, with `r = min(m, n)` terms.
///
/// Columns are rotated pairwise until all are perpendicular; their lengths are
/// then the singular values. A wide matrix is decomposed through its transpose.
/// Slower than bidiagonalization by a small factor, but a page long, and small
/// singular values keep their digits. Source: Hestenes, "Inversion of matrices
/// by biorthogonalization", Journal of SIAM 6(1), 1958; Golub and Van Loan,
/// *Matrix Computations*, 4th ed., section 8.6.3. Taught in `linear-algebra`.
#[derive(Clone, Debug, PartialEq)]
pub struct Svd {
    /// `m × r`: a column for each left singular vector. Zeros where the
    /// singular value is 0.
    pub u: Array2<f64>,
    /// The `r` singular values, largest first.
    pub s: Array1<f64>,
    /// `n × r`: a column for each right singular vector. Zeros where the
    /// singular value is 0 and the matrix is wide.
    pub v: Array2<f64>,
}

/// Two columns count as perpendicular below this cosine.
const PERPENDICULAR: f64 = 1e-15;

/// Passes over all pairs; convergence is quadratic and takes about ten.
const MAX_SWEEPS: usize = 60;

impl Svd {
    /// Decomposes an `m × n` matrix, all finite.
    ///
    /// ```
    /// use ml::polynomial::svd::Svd;
    /// use ndarray::array;
    /// let svd = Svd::new(array![[0.0, 2.0], [3.0, 0.0]].view());
    /// assert_eq!(svd.s, array![3.0, 2.0]);
    /// ```
    pub fn new(matrix: ArrayView2<'_, f64>) -> Self {
        if matrix.ncols() <= matrix.nrows() {
            return tall(matrix);
        }
        let Self { u, s, v } = tall(matrix.reversed_axes());
        Self { u: v, s, v: u }
    }

    /// `Σ weight(s[k])·(u[k]·y)·v[k]` over the singular values for which the
    /// weight is given: the pseudo-inverse applied to the `m` entries of `y`
    /// for `1/s`.
    ///
    /// # Panics
    /// If `y` has another length.
    pub fn solve_with(&self, y: ArrayView1<'_, f64>, weight: impl Fn(f64) -> Option<f64>) -> Array1<f64> {
        let mut x = Array1::zeros(self.v.nrows());
        for ((u, &s), v) in self.u.columns().into_iter().zip(&self.s).zip(self.v.columns()) {
            if let Some(weight) = weight(s) {
                axpy(weight * dot(u, y), v, &mut x);
            }
        }
        x
    }
}

/// For at least as many rows as columns.
fn tall(matrix: ArrayView2<'_, f64>) -> Svd {
    let n = matrix.ncols();
    // Transposed, so that what is rotated lies together in memory.
    let mut a = matrix.reversed_axes().as_standard_layout().into_owned();
    let mut v = Array2::eye(n);
    for _ in 0..MAX_SWEEPS {
        let mut rotated = false;
        for p in 0..n {
            for q in p + 1..n {
                if let Some((cos, sin)) = rotation(a.row(p), a.row(q)) {
                    for columns in [&mut a, &mut v] {
                        let (mut left, mut right) = columns.view_mut().split_at(Axis(0), q);
                        rotate(cos, sin, left.row_mut(p), right.row_mut(0));
                    }
                    rotated = true;
                }
            }
        }
        if !rotated {
            break;
        }
    }
    sorted(&a, &v)
}

/// Cosine and sine of the turn that makes two columns perpendicular; `None`
/// if they are already.
fn rotation(p: ArrayView1<'_, f64>, q: ArrayView1<'_, f64>) -> Option<(f64, f64)> {
    let (pp, qq, pq) = (dot(p, p), dot(q, q), dot(p, q));
    if pq.abs() <= PERPENDICULAR * (pp * qq).sqrt() {
        return None;
    }
    // tan of the smaller of the two angles that do it.
    let half_cot = (qq - pp) / (2.0 * pq);
    let tan = half_cot.signum() / (half_cot.abs() + (1.0 + half_cot * half_cot).sqrt());
    let cos = 1.0 / (1.0 + tan * tan).sqrt();
    Some((cos, cos * tan))
}

/// Lengths of the rotated columns as singular values, largest first. Both
/// arguments are transposed.
fn sorted(a: &Array2<f64>, v: &Array2<f64>) -> Svd {
    let lengths: Vec<f64> = a.rows().into_iter().map(norm).collect();
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by(|&i, &j| lengths[j].total_cmp(&lengths[i])); // stable: equal ones keep their order
    let s: Array1<f64> = order.iter().map(|&i| lengths[i]).collect();
    let mut u = a.select(Axis(0), &order);
    for (mut column, &s) in u.rows_mut().into_iter().zip(&s) {
        if s > 0.0 {
            column /= s;
        }
    }
    Svd { u: u.reversed_axes(), s, v: v.select(Axis(0), &order).reversed_axes() }
}

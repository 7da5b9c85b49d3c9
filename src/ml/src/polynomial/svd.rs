//! Singular values and vectors by one-sided Jacobi rotations.

use crate::numeric::{axpy, dot, norm};

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
    /// The `r` left singular vectors, each of `m` entries. Zeros where the
    /// singular value is 0.
    pub u: Vec<Vec<f64>>,
    /// The `r` singular values, largest first.
    pub s: Vec<f64>,
    /// The `r` right singular vectors, each of `n` entries. Zeros where the
    /// singular value is 0 and the matrix is wide.
    pub v: Vec<Vec<f64>>,
}

/// Two columns count as perpendicular below this cosine.
const PERPENDICULAR: f64 = 1e-15;

/// Passes over all pairs; convergence is quadratic and takes about ten.
const MAX_SWEEPS: usize = 60;

impl Svd {
    /// Decomposes a matrix given by its columns, `n` of them with `m` entries
    /// each, all finite.
    ///
    /// # Panics
    /// If the columns differ in length.
    ///
    /// ```
    /// use ml::polynomial::svd::Svd;
    /// let svd = Svd::new(vec![vec![0.0, 3.0], vec![2.0, 0.0]]);
    /// assert_eq!(svd.s, [3.0, 2.0]);
    /// ```
    pub fn new(columns: Vec<Vec<f64>>) -> Self {
        let (m, n) = (columns.first().map_or(0, Vec::len), columns.len());
        if n <= m {
            return tall(columns);
        }
        assert!(columns.iter().all(|c| c.len() == m), "columns of different length");
        let rows = (0..m).map(|i| columns.iter().map(|c| c[i]).collect()).collect();
        let Self { u, s, v } = tall(rows);
        Self { u: v, s, v: u }
    }
}

/// For at least as many rows as columns.
fn tall(mut a: Vec<Vec<f64>>) -> Svd {
    let n = a.len();
    let mut v: Vec<Vec<f64>> = (0..n).map(|j| (0..n).map(|i| f64::from(i == j)).collect()).collect();
    for _ in 0..MAX_SWEEPS {
        let mut rotated = false;
        for p in 0..n {
            for q in p + 1..n {
                if let Some((c, s)) = rotation(&a[p], &a[q]) {
                    rotate(&mut a, p, q, c, s);
                    rotate(&mut v, p, q, c, s);
                    rotated = true;
                }
            }
        }
        if !rotated {
            break;
        }
    }
    sorted(a, v)
}

/// Cosine and sine of the turn that makes two columns perpendicular; `None`
/// if they are already.
fn rotation(p: &[f64], q: &[f64]) -> Option<(f64, f64)> {
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

fn rotate(columns: &mut [Vec<f64>], p: usize, q: usize, c: f64, s: f64) {
    let (left, right) = columns.split_at_mut(q);
    for (x, y) in left[p].iter_mut().zip(&mut right[0]) {
        (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
    }
}

/// Lengths of the rotated columns as singular values, largest first.
fn sorted(a: Vec<Vec<f64>>, v: Vec<Vec<f64>>) -> Svd {
    let mut triples: Vec<_> = a.into_iter().zip(v).map(|(u, v)| (norm(&u), u, v)).collect();
    triples.sort_by(|a, b| b.0.total_cmp(&a.0)); // stable: equal ones keep their order
    let mut svd = Svd { u: Vec::new(), s: Vec::new(), v: Vec::new() };
    for (s, mut u, v) in triples {
        if s > 0.0 {
            u.iter_mut().for_each(|x| *x /= s);
        }
        svd.u.push(u);
        svd.s.push(s);
        svd.v.push(v);
    }
    svd
}

impl Svd {
    /// `Σ weight(s[k])·(u[k]·y)·v[k]` over the singular values for which the
    /// weight is given: the pseudo-inverse applied to `y` for `1/s`.
    pub fn solve_with(&self, y: &[f64], weight: impl Fn(f64) -> Option<f64>) -> Vec<f64> {
        let mut x = vec![0.0; self.v.first().map_or(0, Vec::len)];
        for ((u, &s), v) in self.u.iter().zip(&self.s).zip(&self.v) {
            if let Some(weight) = weight(s) {
                axpy(weight * dot(u, y), v, &mut x);
            }
        }
        x
    }
}

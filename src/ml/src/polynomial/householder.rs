//! Least squares by reflections, for matrices of full rank.

use crate::numeric::{axpy, dot, norm};

/// Where a diagonal entry of `R` is below this share of the greatest, columns
/// are so nearly dependent that Jacobi's singular values keep more digits.
const DEPENDENT: f64 = 1e-3;

/// What [`super::least_squares::minimum_norm`] finds for a matrix of full rank,
/// without singular values and some ten times faster: the least-squares `c` of
/// `A·c = y` for at most as many columns as rows, the shortest exact one for
/// more. `None` if columns are dependent or nearly so.
///
/// `A`, or its transpose where it is wide, becomes `Q·R` by Householder
/// reflections. Source: Golub and Van Loan, *Matrix Computations*, 4th ed.,
/// sections 5.3 and 5.6. Taught in `linear-regression`.
///
/// # Panics
/// If the columns or `y` differ in length.
///
/// ```
/// use ml::polynomial::householder::full_rank;
/// // c₀ + c₁ = 2: of all solutions (1, 1) is the shortest.
/// let shortest = full_rank(vec![vec![1.0], vec![1.0]], &[2.0]).unwrap();
/// assert!(shortest.iter().all(|c| (c - 1.0).abs() < 1e-15));
/// // The same column twice has rank one.
/// assert_eq!(full_rank(vec![vec![1.0, 2.0], vec![1.0, 2.0]], &[2.0, 3.0]), None);
/// ```
pub fn full_rank(columns: Vec<Vec<f64>>, y: &[f64]) -> Option<Vec<f64>> {
    assert!(columns.iter().all(|c| c.len() == y.len()), "columns of different length");
    let (m, n) = (y.len(), columns.len());
    if n <= m {
        let qr = Triangular::new(columns)?;
        let mut c = y.to_vec();
        (0..n).for_each(|k| qr.reflect(k, &mut c));
        c.truncate(n);
        // Back from the last row, c[k] = (c[k] − Σ R[k][j]·c[j]) / R[k][k].
        for j in (0..n).rev() {
            c[j] /= qr.diagonal[j];
            let (head, tail) = c.split_at_mut(j);
            axpy(-tail[0], &qr.columns[j][..j], head);
        }
        return Some(c);
    }
    let qr = Triangular::new((0..m).map(|i| columns.iter().map(|c| c[i]).collect()).collect())?;
    // Rᵀ·z = y from the first row on, then c = Q·z.
    let mut c = vec![0.0; n];
    for i in 0..m {
        c[i] = (y[i] - dot(&qr.columns[i][..i], &c[..i])) / qr.diagonal[i];
    }
    (0..m).rev().for_each(|k| qr.reflect(k, &mut c));
    Some(c)
}

/// A matrix with at least as many rows as columns as `Q·R`.
struct Triangular {
    /// Above the diagonal `R`; from the diagonal down the vectors that `Q`
    /// reflects along.
    columns: Vec<Vec<f64>>,
    /// Diagonal of `R`.
    diagonal: Vec<f64>,
}

impl Triangular {
    fn new(columns: Vec<Vec<f64>>) -> Option<Self> {
        let n = columns.len();
        let mut qr = Self { columns, diagonal: Vec::with_capacity(n) };
        for k in 0..n {
            let along = &mut qr.columns[k][k..];
            // Of the sign that does not cancel.
            let r = if along[0] > 0.0 { -norm(along) } else { norm(along) };
            along[0] -= r;
            qr.diagonal.push(r);
            for j in k + 1..n {
                let mut column = std::mem::take(&mut qr.columns[j]);
                qr.reflect(k, &mut column);
                qr.columns[j] = column;
            }
        }
        let sizes = || qr.diagonal.iter().map(|r| r.abs());
        let greatest = sizes().fold(0.0, f64::max);
        // Written so that NaN is refused too.
        sizes().all(|r| r > DEPENDENT * greatest).then_some(qr)
    }

    /// Reflects along vector `k`.
    fn reflect(&self, k: usize, column: &mut [f64]) {
        let (along, column) = (&self.columns[k][k..], &mut column[k..]);
        let square = dot(along, along);
        if square > 0.0 {
            axpy(-2.0 * dot(along, column) / square, along, column);
        }
    }
}

//! Least squares by reflections, for matrices of full rank.

use crate::numeric::{axpy, dot, norm};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut1, Axis, s};

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
/// If `y` has not one entry for each row.
///
/// ```
/// use ml::polynomial::householder::full_rank;
/// use ndarray::array;
/// // c₀ + c₁ = 2: of all solutions (1, 1) is the shortest.
/// let shortest = full_rank(array![[1.0, 1.0]].view(), array![2.0].view()).unwrap();
/// assert!(shortest.iter().all(|c| (c - 1.0).abs() < 1e-15));
/// // The same column twice has rank one.
/// assert_eq!(full_rank(array![[1.0, 1.0], [2.0, 2.0]].view(), array![2.0, 3.0].view()), None);
/// ```
pub fn full_rank(matrix: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>) -> Option<Array1<f64>> {
    let (m, n) = matrix.dim();
    assert_eq!(y.len(), m, "right-hand side of another length");
    if n <= m {
        let qr = Triangular::new(matrix)?;
        let mut c = y.to_owned();
        (0..n).for_each(|k| qr.reflect(k, c.view_mut()));
        let mut c = c.slice_move(s![..n]);
        // Back from the last row, c[k] = (c[k] − Σ R[k][j]·c[j]) / R[k][k].
        for (j, column) in qr.columns.rows().into_iter().enumerate().rev() {
            c[j] /= qr.diagonal[j];
            axpy(-c[j], column.slice(s![..j]), c.slice_mut(s![..j]));
        }
        return Some(c);
    }
    let qr = Triangular::new(matrix.reversed_axes())?;
    // Rᵀ·z = y from the first row on, then c = Q·z.
    let mut c = Array1::zeros(n);
    for (i, column) in qr.columns.rows().into_iter().enumerate() {
        c[i] = (y[i] - dot(column.slice(s![..i]), c.slice(s![..i]))) / qr.diagonal[i];
    }
    (0..m).rev().for_each(|k| qr.reflect(k, c.view_mut()));
    Some(c)
}

/// A matrix with at least as many rows as columns as `Q·R`.
struct Triangular {
    /// Transposed, so that each column lies together in memory. Before the
    /// diagonal `R`; from the diagonal on the vectors that `Q` reflects along.
    columns: Array2<f64>,
    /// Squared lengths of these vectors.
    squares: Array1<f64>,
    /// Diagonal of `R`.
    diagonal: Array1<f64>,
}

impl Triangular {
    fn new(matrix: ArrayView2<'_, f64>) -> Option<Self> {
        let mut columns = matrix.reversed_axes().as_standard_layout().into_owned();
        let n = columns.nrows();
        let (mut squares, mut diagonal) = (Array1::zeros(n), Array1::zeros(n));
        for k in 0..n {
            let (mut done, mut later) = columns.view_mut().split_at(Axis(0), k + 1);
            let mut along = done.slice_mut(s![k, k..]);
            // Of the sign that does not cancel.
            let r = if along[0] > 0.0 { -norm(&along) } else { norm(&along) };
            along[0] -= r;
            diagonal[k] = r;
            squares[k] = dot(&along, &along);
            for column in later.slice_mut(s![.., k..]).rows_mut() {
                reflect(along.view(), squares[k], column);
            }
        }
        let qr = Self { columns, squares, diagonal };
        let sizes = || qr.diagonal.iter().map(|r| r.abs());
        let greatest = sizes().fold(0.0, f64::max);
        // Written so that NaN is refused too.
        sizes().all(|r| r > DEPENDENT * greatest).then_some(qr)
    }

    /// Reflects along vector `k`.
    fn reflect(&self, k: usize, column: ArrayViewMut1<'_, f64>) {
        reflect(self.columns.slice(s![k, k..]), self.squares[k], column.slice_move(s![k..]));
    }
}

/// Mirrors a column at the plane perpendicular to `along`, whose squared length
/// is `square`.
fn reflect(along: ArrayView1<'_, f64>, square: f64, column: ArrayViewMut1<'_, f64>) {
    if square > 0.0 {
        axpy(-2.0 * dot(along, &column) / square, along, column);
    }
}

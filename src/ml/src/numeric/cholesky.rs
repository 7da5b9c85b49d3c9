//! Solving `A·x = b` for a symmetric positive definite `A`.

use super::{axpy, dot};
use ndarray::{Array2, ArrayView2, ArrayViewMut1, Axis, s};

/// The lower-triangular `L` with `A = L·Lᵀ`, `n × n`.
///
/// The usual way to solve Newton steps and ridge regression: half the work of
/// elimination, and it notices when `A` is not positive definite.
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., section 4.2.
/// Taught in `linear-algebra`.
///
/// ```
/// use ml::numeric::cholesky::Cholesky;
/// use ndarray::array;
/// let factor = Cholesky::new(array![[4.0, 2.0], [2.0, 5.0]].view()).unwrap();
/// let mut b = array![2.0, -3.0];
/// factor.solve(&mut b);
/// assert_eq!(b, array![1.0, -1.0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Cholesky {
    lower: Array2<f64>,
}

impl Cholesky {
    /// Factors the `n × n` matrix, of which only the lower triangle is read.
    /// `None` if it is not positive definite to working precision: a pivot is
    /// not above `n · ε` times the diagonal entry it came from.
    ///
    /// # Panics
    /// If `matrix` is not square.
    pub fn new(matrix: ArrayView2<'_, f64>) -> Option<Self> {
        let n = matrix.nrows();
        assert_eq!(matrix.ncols(), n, "matrix that is not square");
        let mut lower = Array2::zeros((n, n));
        for row in 0..n {
            let (above, mut rest) = lower.view_mut().split_at(Axis(0), row);
            let mut here = rest.row_mut(0);
            for column in 0..row {
                let other = above.row(column);
                let known = dot(here.slice(s![..column]), other.slice(s![..column]));
                here[column] = (matrix[[row, column]] - known) / other[column];
            }
            let known = here.slice(s![..row]);
            let pivot = matrix[[row, row]] - dot(known, known);
            let smallest = n as f64 * f64::EPSILON * matrix[[row, row]];
            if pivot.is_nan() || pivot <= smallest {
                return None;
            }
            here[row] = pivot.sqrt();
        }
        Some(Self { lower })
    }

    /// Replaces `b` by the solution of `A·x = b`.
    ///
    /// # Panics
    /// If `b` does not hold `n` entries.
    pub fn solve<'a>(&self, b: impl Into<ArrayViewMut1<'a, f64>>) {
        let mut b = b.into();
        assert_eq!(b.len(), self.lower.nrows(), "right-hand side of another length");
        for (row, line) in self.lower.rows().into_iter().enumerate() {
            let known = dot(line.slice(s![..row]), b.slice(s![..row]));
            b[row] = (b[row] - known) / line[row];
        }
        for (row, line) in self.lower.rows().into_iter().enumerate().rev() {
            b[row] /= line[row];
            axpy(-b[row], line.slice(s![..row]), b.slice_mut(s![..row]));
        }
    }
}

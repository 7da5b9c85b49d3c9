//! Solving `A·x = b` for a symmetric positive definite `A`.

use super::{axpy, dot};

/// The lower-triangular `L` with `A = L·Lᵀ`, row-major, `n × n`.
///
/// The usual way to solve Newton steps and ridge regression: half the work of
/// elimination, and it notices when `A` is not positive definite.
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., section 4.2.
/// Taught in `linear-algebra`.
#[derive(Clone, Debug, PartialEq)]
pub struct Cholesky {
    lower: Vec<f64>,
    n: usize,
}

impl Cholesky {
    /// Factors the row-major `n × n` matrix, of which only the lower triangle
    /// is read. `None` if it is not positive definite to working precision: a
    /// pivot is not above `n · ε` times the diagonal entry it came from.
    ///
    /// # Panics
    /// If `matrix` does not hold `n × n` entries.
    pub fn new(matrix: &[f64], n: usize) -> Option<Self> {
        assert_eq!(matrix.len(), n * n, "matrix of another shape");
        let mut lower = vec![0.0; n * n];
        for row in 0..n {
            for column in 0..=row {
                let (before, here) = lower.split_at_mut(row * n);
                let above = if column == row { &here[..column] } else { &before[column * n..column * n + column] };
                let rest = matrix[row * n + column] - dot(&here[..column], above);
                here[column] = if column == row {
                    let smallest = n as f64 * f64::EPSILON * matrix[row * n + row];
                    if rest.is_nan() || rest <= smallest {
                        return None;
                    }
                    rest.sqrt()
                } else {
                    rest / before[column * n + column]
                };
            }
        }
        Some(Self { lower, n })
    }

    /// Replaces `b` by the solution of `A·x = b`.
    ///
    /// # Panics
    /// If `b` does not hold `n` entries.
    pub fn solve(&self, b: &mut [f64]) {
        assert_eq!(b.len(), self.n, "right-hand side of another length");
        let n = self.n;
        for row in 0..n {
            let (done, rest) = b.split_at_mut(row);
            let line = &self.lower[row * n..row * n + row];
            rest[0] = (rest[0] - dot(line, done)) / self.lower[row * n + row];
        }
        for row in (0..n).rev() {
            let (above, here) = b.split_at_mut(row);
            here[0] /= self.lower[row * n + row];
            axpy(-here[0], &self.lower[row * n..row * n + row], above);
        }
    }
}

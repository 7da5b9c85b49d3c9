//! Least squares for any shape of matrix, plain and with an L2 penalty.

use super::svd::Svd;
use ndarray::{Array1, ArrayView1, ArrayView2};

/// Which singular values count as 0, relative to the largest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Cutoff {
    /// `ε·max(m, n)` with `ε = 2⁻⁵²`: what rounding of the matrix may have put
    /// there. NumPy's default.
    #[default]
    Rounding,
    /// This share of the largest.
    Relative(f64),
}

impl Cutoff {
    fn share(self, rows: usize, columns: usize) -> f64 {
        match self {
            Self::Rounding => f64::EPSILON * rows.max(columns) as f64,
            Self::Relative(share) => share,
        }
    }
}

/// A least-squares solution and what is known of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The `n` coefficients.
    pub coefficients: Array1<f64>,
    /// How many singular values counted.
    pub rank: usize,
    /// All singular values, largest first.
    pub singular_values: Array1<f64>,
}

/// The `c` that minimizes `‖A·c − y‖²`, of all such the one with the least
/// `‖c‖`, for an `m × n` matrix `A`.
///
/// With more parameters than points there are many exact solutions; the one of
/// least norm is where gradient descent from zero would end as well.
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., section 5.5.
/// Taught in `linear-regression` and `bias-variance`.
///
/// # Panics
/// If `y` has not `m` entries.
///
/// ```
/// use ml::polynomial::least_squares::{Cutoff, minimum_norm};
/// use ndarray::array;
/// // One equation, c₀ + c₁ = 2: of all its solutions (1, 1) is the shortest.
/// let solution = minimum_norm(array![[1.0, 1.0]].view(), array![2.0].view(), Cutoff::default());
/// assert!(solution.coefficients.iter().all(|c| (c - 1.0).abs() < 1e-15));
/// assert_eq!(solution.rank, 1);
/// ```
pub fn minimum_norm(matrix: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, cutoff: Cutoff) -> Solution {
    let share = cutoff.share(matrix.nrows(), matrix.ncols());
    let svd = Svd::new(matrix);
    let smallest = share * svd.s.first().copied().unwrap_or(0.0);
    let counts = |s: f64| s > smallest;
    Solution {
        coefficients: svd.solve_with(y, |s| counts(s).then(|| 1.0 / s)),
        rank: svd.s.iter().filter(|s| counts(**s)).count(),
        singular_values: svd.s,
    }
}

/// The `c` that minimizes `‖A·c − y‖² + penalty·‖c‖²`, for a positive penalty:
/// each direction is shrunk by `s² / (s² + penalty)`. As the penalty goes to 0
/// it tends to [`minimum_norm`].
///
/// Every coefficient is penalized; leave a constant out of `A` if it should
/// not be. Source: Hoerl and Kennard, "Ridge regression", Technometrics 12(1),
/// 1970. Taught in `regularization`.
///
/// # Panics
/// If `y` has not one entry for each row of `A`.
pub fn ridge(matrix: ArrayView2<'_, f64>, y: ArrayView1<'_, f64>, penalty: f64) -> Solution {
    let svd = Svd::new(matrix);
    Solution {
        coefficients: svd.solve_with(y, |s| (s > 0.0).then(|| s / (s * s + penalty))),
        rank: svd.s.iter().filter(|s| **s > 0.0).count(),
        singular_values: svd.s,
    }
}

//! Losses that are means over data rows.

use super::{Hessian, Loss, Point, Surface, Window};
use crate::data::{Dataset, Standardizer};
use crate::numeric::max_abs;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};
use thiserror::Error;

/// A mean loss over rows, as a function of two weights: row `i` has the score
/// `z = w₀·x[i][0] + w₁·x[i][1]`.
///
/// Give two standardized features, or one feature and a constant 1 to see a
/// weight and an intercept. The gradient over some rows, drawn at random, has
/// the full gradient as its expectation, which is all that stochastic gradient
/// descent needs. The Hessian `mean(ℓ″·x·xᵀ)` is exact.
/// Source: Bishop, *Pattern Recognition and Machine Learning*, section 4.3.
/// Taught in `gradient-descent` and `logistic-regression`.
///
/// ```
/// use ml::surfaces::{Loss, RowLoss, Surface};
/// use ndarray::array;
/// let rows = RowLoss::new(Loss::Log, array![[1.0, 0.0], [0.0, 1.0]], array![1.0, 0.0])?;
/// // At zero weights every probability is ½: loss ln 2, error −½ and ½.
/// assert_eq!(rows.value([0.0, 0.0]), 2f64.ln());
/// assert_eq!(rows.gradient([0.0, 0.0]), [-0.25, 0.25]);
/// assert_eq!(rows.batch_gradient([0.0, 0.0], &[1]), [0.0, 0.5]);
/// # Ok::<(), ml::surfaces::RowLossError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RowLoss {
    loss: Loss,
    /// Rows × 2.
    x: Array2<f64>,
    y: Array1<f64>,
    minimum: Option<Point>,
    start: Option<Point>,
}

/// Why rows were refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum RowLossError {
    /// A mean needs at least one row.
    #[error("there are no rows")]
    Empty,
    /// Each row needs its target.
    #[error("{rows} rows of features but {targets} targets")]
    Lengths {
        /// Rows of features.
        rows: usize,
        /// Targets.
        targets: usize,
    },
    /// There is one weight for each of two features.
    #[error("a row needs two features, not {0}")]
    Features(usize),
    /// A feature or target is NaN or infinite.
    #[error("row {0} holds a value that is not finite")]
    NotFinite(usize),
    /// The data set lacks one of these columns.
    #[error("there are no columns {} and {} to choose", .0[0], .0[1])]
    Column([usize; 2]),
    /// A sigmoid's target is a class.
    #[error("row {row} has the target {target}; a class must be 0 or 1")]
    NotAClass {
        /// The row.
        row: usize,
        /// Its target.
        target: f64,
    },
}

impl RowLoss {
    /// Checks the rows and looks for the minimum by Newton's method.
    ///
    /// `x`: n rows × 2 features; `y`: n targets, 0 or 1 for the two losses
    /// with a sigmoid.
    ///
    /// # Errors
    /// A [`RowLossError`] that names the first row that does not fit.
    pub fn new(loss: Loss, x: Array2<f64>, y: Array1<f64>) -> Result<Self, RowLossError> {
        let (rows, features) = x.dim();
        if rows != y.len() {
            return Err(RowLossError::Lengths { rows, targets: y.len() });
        }
        if rows == 0 {
            return Err(RowLossError::Empty);
        }
        if features != 2 {
            return Err(RowLossError::Features(features));
        }
        for (row, (features, &target)) in x.rows().into_iter().zip(&y).enumerate() {
            if !(features.iter().all(|v| v.is_finite()) && target.is_finite()) {
                return Err(RowLossError::NotFinite(row));
            }
            if loss != Loss::Squared && target != 0.0 && target != 1.0 {
                return Err(RowLossError::NotAClass { row, target });
            }
        }
        Ok(Self::from_valid(loss, x, y))
    }

    /// The loss of two columns of a data set, both standardized, with class 1
    /// as target 1 and every other class as 0.
    ///
    /// # Errors
    /// [`RowLossError::Column`] if there is no such column,
    /// [`RowLossError::Empty`] without rows.
    pub fn of_dataset(loss: Loss, data: &Dataset, columns: [usize; 2]) -> Result<Self, RowLossError> {
        if columns.iter().any(|&column| column >= data.cols()) {
            return Err(RowLossError::Column(columns));
        }
        let scaled = Standardizer::fit(data).apply(data);
        let x = Array2::from_shape_fn((data.rows(), 2), |(row, weight)| scaled.row(row)[columns[weight]]);
        let y = data.y().iter().map(|&class| f64::from(class == 1)).collect();
        Self::new(loss, x, y)
    }

    /// For rows that are known to be fine.
    pub(super) fn from_valid(loss: Loss, x: Array2<f64>, y: Array1<f64>) -> Self {
        let mut surface = Self { loss, x, y, minimum: None, start: None };
        surface.minimum = surface.newton();
        surface
    }

    /// With a start of one's choice instead of the upper left of the window.
    pub fn starting_at(self, start: Point) -> Self {
        Self { start: Some(start), ..self }
    }

    /// The loss that judges each row.
    pub fn loss(&self) -> Loss {
        self.loss
    }

    /// The rows of features, n × 2.
    pub fn features(&self) -> ArrayView2<'_, f64> {
        self.x.view()
    }

    /// The n targets.
    pub fn targets(&self) -> ArrayView1<'_, f64> {
        self.y.view()
    }

    /// Score of a row.
    fn score(&self, w: Point, row: usize) -> f64 {
        w[0] * self.x[[row, 0]] + w[1] * self.x[[row, 1]]
    }

    /// Value, first and second derivative of a row's loss by its score.
    fn row(&self, w: Point, row: usize) -> [f64; 3] {
        self.loss.derivatives(self.score(w, row), self.y[row])
    }

    fn mean_gradient(&self, w: Point, rows: impl ExactSizeIterator<Item = usize>) -> Point {
        let count = rows.len() as f64;
        let mut total = [0.0; 2];
        for row in rows {
            let slope = self.row(w, row)[1];
            total[0] += slope * self.x[[row, 0]];
            total[1] += slope * self.x[[row, 1]];
        }
        [total[0] / count, total[1] / count]
    }

    /// Newton's method from the origin, each step halved until the loss does
    /// not rise. `None` without a minimum: separable classes push the weights
    /// to infinity, features on one line leave a whole valley.
    fn newton(&self) -> Option<Point> {
        const TOLERANCE: f64 = 1e-12;
        let mut w = [0.0; 2];
        let scale = 1.0 + max_abs(&self.x.flatten());
        for _ in 0..100 {
            let gradient = self.gradient(w);
            let hessian = self.hessian(w);
            if gradient.iter().all(|g| g.abs() <= TOLERANCE * scale) {
                // A gradient that only faded far out is no minimum, nor is one
                // at the bottom of a valley without end.
                let level = hessian.lambda_min() > 1e-6 * hessian.lambda_max().max(1e-6);
                return level.then_some(w);
            }
            let step = hessian.solve(gradient)?;
            let here = self.value(w);
            let mut fraction = 1.0;
            let next = loop {
                let next = [w[0] - fraction * step[0], w[1] - fraction * step[1]];
                if self.value(next) <= here || fraction < 1e-6 {
                    break next;
                }
                fraction /= 2.0;
            };
            w = next;
        }
        None
    }
}

impl Surface for RowLoss {
    fn value(&self, w: Point) -> f64 {
        (0..self.rows()).fold(0.0, |total, row| total + self.row(w, row)[0]) / self.rows() as f64
    }

    fn gradient(&self, w: Point) -> Point {
        self.mean_gradient(w, 0..self.rows())
    }

    fn hessian(&self, w: Point) -> Hessian {
        let mut total = Hessian { xx: 0.0, xy: 0.0, yy: 0.0 };
        for row in 0..self.rows() {
            let [a, b] = [self.x[[row, 0]], self.x[[row, 1]]];
            let curvature = self.row(w, row)[2];
            total.xx += curvature * a * a;
            total.xy += curvature * a * b;
            total.yy += curvature * b * b;
        }
        let n = self.rows() as f64;
        Hessian { xx: total.xx / n, xy: total.xy / n, yy: total.yy / n }
    }

    fn window(&self) -> Window {
        let [x, y] = self.minimum.unwrap_or([0.0, 0.0]);
        // Wide enough for the start, should it have been chosen far out.
        let far = self.start.map_or(0.0, |s| 1.15 * (s[0] - x).abs().max((s[1] - y).abs()));
        let half = 4.0_f64.max(1.5 * x.abs()).max(1.5 * y.abs()).max(far);
        Window { low: [x - half, y - half], high: [x + half, y + half] }
    }

    fn start(&self) -> Point {
        self.start.unwrap_or_else(|| self.window().at(0.1, 0.85))
    }

    fn minima(&self) -> Vec<Point> {
        self.minimum.into_iter().collect()
    }

    fn is_quadratic(&self) -> bool {
        self.loss == Loss::Squared
    }

    fn rows(&self) -> usize {
        self.y.len()
    }

    fn batch_gradient(&self, w: Point, rows: &[usize]) -> Point {
        assert!(!rows.is_empty(), "a batch holds at least one row");
        self.mean_gradient(w, rows.iter().copied())
    }
}

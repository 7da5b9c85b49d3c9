//! What softmax regression minimizes.

use super::LogisticError;
use crate::data::Dataset;
use crate::numeric::{add_outer, axpy, dot, matvec, softmax, sum};
use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

/// Mean cross-entropy of several classes plus an L2 penalty, as a function of
/// θ: one row for each class, its weights and then its intercept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SoftmaxObjective {
    /// Rows × features.
    x: Array2<f64>,
    y: Vec<usize>,
    classes: usize,
    l2: f64,
}

/// The weights, classes × features, and the intercepts in θ.
pub(super) fn parts(theta: ArrayView2<'_, f64>) -> (ArrayView2<'_, f64>, ArrayView1<'_, f64>) {
    let features = theta.ncols() - 1;
    let (weights, intercepts) = theta.split_at(Axis(1), features);
    (weights, intercepts.index_axis_move(Axis(1), 0))
}

/// Log-odds of each class, up to a common constant, into `z`. `theta` in its
/// [`parts`].
///
/// # Panics
/// If the row has another number of features.
pub(super) fn scores(
    (weights, intercepts): (ArrayView2<'_, f64>, ArrayView1<'_, f64>),
    row: ArrayView1<'_, f64>,
    z: &mut [f64],
) {
    matvec(weights, row, &mut *z);
    axpy(1.0, intercepts, z);
}

impl SoftmaxObjective {
    pub fn new(data: &Dataset, l2: f64) -> Result<Self, LogisticError> {
        if let Some(class) = data.class_counts().iter().position(|&count| count == 0) {
            return Err(LogisticError::EmptyClass(data.classes()[class].clone()));
        }
        Ok(Self { x: data.x().to_owned(), y: data.y().to_vec(), classes: data.classes().len(), l2 })
    }

    /// Classes, and features with the intercept: the shape of θ.
    pub fn shape(&self) -> (usize, usize) {
        (self.classes, self.x.ncols() + 1)
    }

    /// Loss and gradient, in one pass over the rows from first to last.
    pub fn evaluate(&self, theta: ArrayView2<'_, f64>) -> (f64, Array2<f64>) {
        // In one piece each, since every row goes through them.
        let (weights, intercepts) = parts(theta);
        let (weights, intercepts) = (weights.to_owned(), intercepts.to_owned());
        let (mut loss, mut slopes) = (0.0, Array2::zeros(weights.dim()));
        let (mut z, mut residuals) = (vec![0.0; self.classes], vec![0.0; self.classes]);
        for (row, &class) in self.x.rows().into_iter().zip(&self.y) {
            scores((weights.view(), intercepts.view()), row, &mut z);
            // Measured from the row's own class, so that the loss of a nearly
            // certain row is not the difference of two large numbers.
            let own = z[class];
            z.iter_mut().for_each(|z| *z -= own);
            loss += softmax(&mut z);
            z[class] = 0.0;
            z[class] = -sum(&z); // p − 1
            add_outer(1.0, &z, row, &mut slopes);
            axpy(1.0, &z, &mut residuals);
        }
        let rows = self.y.len() as f64;
        slopes /= rows;
        slopes.scaled_add(self.l2, &weights);
        let squares = weights.rows().into_iter().fold(0.0, |total, weights| total + dot(weights, weights));
        let mut gradient = Array2::zeros(self.shape());
        let (mut of_weights, mut of_intercepts) = gradient.view_mut().split_at(Axis(1), self.x.ncols());
        of_weights.assign(&slopes);
        of_intercepts.iter_mut().zip(residuals).for_each(|(slope, residual)| *slope = residual / rows);
        (loss / rows + 0.5 * self.l2 * squares, gradient)
    }

    /// Whether each row's own class has strictly the highest score.
    pub fn separates(&self, theta: ArrayView2<'_, f64>) -> bool {
        let (theta, mut z) = (parts(theta), vec![0.0; self.classes]);
        self.x.rows().into_iter().zip(&self.y).all(|(row, &class)| {
            scores(theta, row, &mut z);
            (0..self.classes).all(|other| other == class || z[other] < z[class])
        })
    }
}

//! What softmax regression minimizes.

use super::LogisticError;
use crate::data::Dataset;
use crate::numeric::{axpy, dot, softmax, sum};

/// Mean cross-entropy of several classes plus an L2 penalty, as a function of
/// θ: for each class its weights and then its intercept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SoftmaxObjective {
    x: Vec<f64>,
    y: Vec<usize>,
    pub classes: usize,
    pub cols: usize,
    l2: f64,
}

/// Log-odds of each class, up to a common constant, into `z`.
pub(super) fn scores(theta: &[f64], row: &[f64], z: &mut [f64]) {
    for (z, class) in z.iter_mut().zip(theta.chunks_exact(row.len() + 1)) {
        *z = dot(&class[..row.len()], row) + class[row.len()];
    }
}

impl SoftmaxObjective {
    pub fn new(data: &Dataset, l2: f64) -> Result<Self, LogisticError> {
        if let Some(class) = data.class_counts().iter().position(|&count| count == 0) {
            return Err(LogisticError::EmptyClass(data.classes()[class].clone()));
        }
        let (x, y) = (data.x().to_vec(), data.y().to_vec());
        Ok(Self { x, y, classes: data.classes().len(), cols: data.cols(), l2 })
    }

    /// Loss and gradient, in one pass over the rows from first to last.
    pub fn evaluate(&self, theta: &[f64]) -> (f64, Vec<f64>) {
        let width = self.cols + 1;
        let (mut loss, mut gradient) = (0.0, vec![0.0; theta.len()]);
        let mut z = vec![0.0; self.classes];
        for (row, &class) in self.x.chunks_exact(self.cols).zip(&self.y) {
            scores(theta, row, &mut z);
            // Measured from the row's own class, so that the loss of a nearly
            // certain row is not the difference of two large numbers.
            let own = z[class];
            z.iter_mut().for_each(|z| *z -= own);
            loss += softmax(&mut z);
            z[class] = 0.0;
            z[class] = -sum(&z); // p − 1
            for (residual, gradient) in z.iter().zip(gradient.chunks_exact_mut(width)) {
                axpy(*residual, row, &mut gradient[..self.cols]);
                gradient[self.cols] += residual;
            }
        }
        let rows = self.y.len() as f64;
        gradient.iter_mut().for_each(|g| *g /= rows);
        let mut squares = 0.0;
        for (theta, gradient) in theta.chunks_exact(width).zip(gradient.chunks_exact_mut(width)) {
            let weights = &theta[..self.cols];
            axpy(self.l2, weights, &mut gradient[..self.cols]);
            squares += dot(weights, weights);
        }
        (loss / rows + 0.5 * self.l2 * squares, gradient)
    }

    /// Whether each row's own class has strictly the highest score.
    pub fn separates(&self, theta: &[f64]) -> bool {
        let mut z = vec![0.0; self.classes];
        self.x.chunks_exact(self.cols).zip(&self.y).all(|(row, &class)| {
            scores(theta, row, &mut z);
            (0..self.classes).all(|other| other == class || z[other] < z[class])
        })
    }
}

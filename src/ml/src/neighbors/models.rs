//! What the neighbors say.

use super::{Neighbor, NeighborError, NeighborIndex};
use ndarray::{Array1, Array2, ArrayView1};

/// The rows to search, one for each target.
fn index(x: Array2<f64>, targets: usize, k: usize) -> Result<NeighborIndex, NeighborError> {
    let rows = x.nrows();
    if rows != targets {
        return Err(NeighborError::Shape { rows, targets });
    }
    NeighborIndex::new(x, k)
}

/// Predicts the mean target of the `k` nearest rows, each with equal weight:
/// scikit-learn's `KNeighborsRegressor`.
///
/// `k = 1` repeats the closest row, noise included; `k = n` predicts the mean
/// everywhere. Source: Hastie, Tibshirani and Friedman, *The Elements of
/// Statistical Learning*, 2nd ed., section 2.3.2. Taught in `bias-variance`.
///
/// ```
/// use ml::neighbors::NeighborRegressor;
/// use ndarray::array;
/// let model = NeighborRegressor::new(array![[0.0], [1.0], [5.0]], array![2.0, 4.0, 9.0], 2)?;
/// assert_eq!(model.predict(&[0.2]), 3.0);
/// # Ok::<(), ml::neighbors::NeighborError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NeighborRegressor {
    index: NeighborIndex,
    y: Array1<f64>,
}

impl NeighborRegressor {
    /// `x`: rows × features; `y`: a target for each row.
    ///
    /// # Errors
    /// A [`NeighborError`] that names the first thing that does not fit.
    pub fn new(x: Array2<f64>, y: Array1<f64>, k: usize) -> Result<Self, NeighborError> {
        let index = index(x, y.len(), k)?;
        match y.iter().position(|v| !v.is_finite()) {
            Some(row) => Err(NeighborError::NotFinite(row)),
            None => Ok(Self { index, y }),
        }
    }

    /// The mean target around a point, added from the nearest outward.
    ///
    /// # Panics
    /// If `point` has another number of features.
    pub fn predict<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> f64 {
        let total = self.index.nearest(point).iter().fold(0.0, |total, n| total + self.y[n.row]);
        total / self.index.k() as f64
    }

    /// The rows that decide about a point, nearest first.
    ///
    /// # Panics
    /// If `point` has another number of features.
    pub fn nearest<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> Vec<Neighbor> {
        self.index.nearest(point)
    }
}

/// Predicts the class that most of the `k` nearest rows have, each with one
/// vote: scikit-learn's `KNeighborsClassifier`. Of classes with the same number
/// of votes the one with the lower index wins; with two classes an odd `k`
/// avoids that.
///
/// With endless data 1-NN errs at most twice as often as the best possible
/// rule. Source: Cover and Hart, "Nearest neighbor pattern classification",
/// IEEE Transactions on Information Theory 13(1), 1967. Taught in
/// `neighbours-and-naive-bayes`.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighborClassifier {
    index: NeighborIndex,
    y: Vec<usize>,
    classes: usize,
}

impl NeighborClassifier {
    /// `x`: rows × features; `y`: a class index for each row, below `classes`.
    ///
    /// # Errors
    /// A [`NeighborError`] that names the first thing that does not fit.
    pub fn new(x: Array2<f64>, y: Vec<usize>, classes: usize, k: usize) -> Result<Self, NeighborError> {
        let index = index(x, y.len(), k)?;
        match y.iter().position(|&class| class >= classes) {
            Some(row) => Err(NeighborError::Class { row, class: y[row], classes }),
            None => Ok(Self { index, y, classes }),
        }
    }

    /// Votes for each class, `k` in all.
    ///
    /// # Panics
    /// If `point` has another number of features.
    pub fn votes<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> Vec<usize> {
        let mut votes = vec![0; self.classes];
        for neighbor in self.index.nearest(point) {
            votes[self.y[neighbor.row]] += 1;
        }
        votes
    }

    /// Share of the votes for each class.
    ///
    /// # Panics
    /// If `point` has another number of features.
    pub fn probabilities<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> Vec<f64> {
        self.votes(point).into_iter().map(|votes| votes as f64 / self.index.k() as f64).collect()
    }

    /// The class with the most votes, ties to the lower index.
    ///
    /// # Panics
    /// If `point` has another number of features.
    pub fn predict<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> usize {
        let votes = self.votes(point);
        (1..votes.len()).fold(0, |best, class| if votes[class] > votes[best] { class } else { best })
    }

    /// The rows that decide about a point, nearest first.
    ///
    /// # Panics
    /// If `point` has another number of features.
    pub fn nearest<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> Vec<Neighbor> {
        self.index.nearest(point)
    }
}

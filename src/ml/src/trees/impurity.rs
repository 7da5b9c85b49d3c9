//! How mixed a set of targets is.

use crate::numeric::{log2, mean};
use ndarray::Array1;

/// What a split tries to lower in a classification tree. A regression tree
/// always uses the mean squared deviation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Criterion {
    /// `1 − Σ p²`: how often two rows drawn with replacement differ in class.
    #[default]
    Gini,
    /// `−Σ p·log₂ p`, in bits.
    Entropy,
}

/// What the rows are to be predicted as.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets {
    /// A number each.
    Numbers(Array1<f64>),
    /// A class each.
    Classes {
        /// Class index of each row, below `classes`.
        y: Vec<usize>,
        /// Number of classes.
        classes: usize,
        /// What splits lower.
        criterion: Criterion,
    },
}

impl Targets {
    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Numbers(y) => y.len(),
            Self::Classes { y, .. } => y.len(),
        }
    }

    /// Whether all these rows, at least one, have the same target.
    pub(super) fn is_pure(&self, rows: &[usize]) -> bool {
        match self {
            Self::Numbers(y) => rows.iter().all(|&r| y[r] == y[rows[0]]),
            Self::Classes { y, .. } => rows.iter().all(|&r| y[r] == y[rows[0]]),
        }
    }

    /// Rows on one side of a cut, none yet. `center` is the node's mean: sums
    /// of deviations keep the digits that sums of large numbers would lose.
    pub(super) fn side(&self, center: f64) -> Side<'_> {
        let counts = if let Self::Classes { classes, .. } = self { *classes } else { 0 };
        Side { targets: self, center, rows: 0, sum: 0.0, squares: 0.0, counts: vec![0; counts] }
    }

    /// All these rows together; `center` as for [`Targets::side`].
    pub(super) fn side_of(&self, rows: &[usize], center: f64) -> Side<'_> {
        let mut side = self.side(center);
        rows.iter().for_each(|&row| side.add(row));
        side
    }

    /// Mean target of these rows; 0 for classes.
    pub(super) fn center(&self, rows: &[usize]) -> f64 {
        match self {
            Self::Numbers(y) => mean(&rows.iter().map(|&r| y[r]).collect::<Vec<_>>()),
            Self::Classes { .. } => 0.0,
        }
    }
}

/// Running totals over a set of rows.
#[derive(Clone, Debug)]
pub(super) struct Side<'a> {
    targets: &'a Targets,
    center: f64,
    pub(super) rows: usize,
    sum: f64,
    squares: f64,
    pub(super) counts: Vec<usize>,
}

impl Side<'_> {
    pub(super) fn add(&mut self, row: usize) {
        self.rows += 1;
        match self.targets {
            Targets::Numbers(y) => {
                let deviation = y[row] - self.center;
                self.sum += deviation;
                self.squares += deviation * deviation;
            }
            Targets::Classes { y, .. } => self.counts[y[row]] += 1,
        }
    }

    pub(super) fn remove(&mut self, row: usize) {
        self.rows -= 1;
        match self.targets {
            Targets::Numbers(y) => {
                let deviation = y[row] - self.center;
                self.sum -= deviation;
                self.squares -= deviation * deviation;
            }
            Targets::Classes { y, .. } => self.counts[y[row]] -= 1,
        }
    }

    /// Impurity of at least one row, by its criterion.
    pub(super) fn impurity(&self) -> f64 {
        let n = self.rows as f64;
        let shares = self.counts.iter().filter(|c| **c > 0).map(|c| *c as f64 / n);
        match self.targets {
            Targets::Numbers(_) => {
                let mean = self.sum / n;
                (self.squares / n - mean * mean).max(0.0)
            }
            Targets::Classes { criterion: Criterion::Gini, .. } => 1.0 - shares.fold(0.0, |sum, p| sum + p * p),
            Targets::Classes { criterion: Criterion::Entropy, .. } => shares.fold(0.0, |sum, p| sum - p * log2(p)),
        }
    }
}

//! The confusion matrix of several classes.

use super::confusion::ratio;
use super::error::same_length;
use super::{Confusion, MetricsError};
use ndarray::{Array2, ArrayView2};

/// How often each class was taken for each.
///
/// Every class has its own yes/no matrix (this class or another) and so its own
/// precision, recall and F; [`Averaging`] makes one number of them. Taught in
/// `confusion-matrix`. Source: Sokolova and Lapalme, "A systematic analysis of
/// performance measures for classification tasks", *Information Processing and
/// Management* 45, 2009.
///
/// ```
/// use ml::metrics::{Averaging, Multiclass, Ratio, Undefined};
/// let m = Multiclass::new(&[0, 0, 1, 2], &[0, 1, 1, 1], 3).unwrap();
/// assert_eq!(m.count(0, 1), 1);
/// assert_eq!(m.class(1).precision(), Some(1.0 / 3.0));
/// let recall = m.average(Ratio::Recall, Averaging::Macro, Undefined::Zero);
/// assert_eq!(recall, Some((0.5 + 1.0 + 0.0) / 3.0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multiclass {
    /// True classes × predicted classes.
    counts: Array2<u64>,
}

/// Which ratio of each class's matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ratio {
    /// [`Confusion::precision`].
    Precision,
    /// [`Confusion::recall`].
    Recall,
    /// [`Confusion::f_beta`]; `F(1.0)` is F1.
    F(f64),
}

/// How one number is made of one a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Averaging {
    /// The plain mean: each class counts the same.
    Macro,
    /// The ratio of the classes' counts added up: each row counts the same.
    /// With one class a row, precision, recall and every F are the accuracy.
    Micro,
    /// The mean weighted by the true number of rows of each class.
    Weighted,
}

/// What becomes of a class whose ratio is 0/0 in an average.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// It is left out.
    Skip,
    /// It counts as 0, scikit-learn's default.
    Zero,
}

impl Ratio {
    fn of(self, counts: &Confusion) -> Option<f64> {
        match self {
            Self::Precision => counts.precision(),
            Self::Recall => counts.recall(),
            Self::F(beta) => counts.f_beta(beta),
        }
    }
}

impl Multiclass {
    /// Counts true classes against predicted ones, all below `classes`.
    ///
    /// # Errors
    /// If the lengths differ or are 0, or a class is out of range.
    pub fn new(truth: &[usize], predicted: &[usize], classes: usize) -> Result<Self, MetricsError> {
        same_length(truth.len(), predicted.len())?;
        let mut counts = Array2::zeros((classes, classes));
        for (row, (&t, &p)) in truth.iter().zip(predicted).enumerate() {
            let class = t.max(p);
            if class >= classes {
                return Err(MetricsError::NoClass { row, class, classes });
            }
            counts[[t, p]] += 1;
        }
        Ok(Self { counts })
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.counts.nrows()
    }

    /// Rows of class `truth` that were predicted as `predicted`.
    ///
    /// # Panics
    /// If there is no such class.
    pub fn count(&self, truth: usize, predicted: usize) -> u64 {
        self.counts[[truth, predicted]]
    }

    /// The counts: one row for each true class, one column for each predicted.
    pub fn counts(&self) -> ArrayView2<'_, u64> {
        self.counts.view()
    }

    /// All rows.
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Share of right predictions.
    pub fn accuracy(&self) -> Option<f64> {
        ratio(self.counts.diag().iter().sum(), self.total())
    }

    /// The yes/no matrix of one class against the rest.
    ///
    /// # Panics
    /// If there is no such class.
    pub fn class(&self, class: usize) -> Confusion {
        let tp = self.count(class, class);
        let truly: u64 = self.counts.row(class).iter().sum();
        let said: u64 = self.counts.column(class).iter().sum();
        Confusion { tp, fp: said - tp, fn_: truly - tp, tn: self.total() + tp - truly - said }
    }

    /// One number for all classes; `None` if it is undefined for each of them,
    /// or for all that weigh anything.
    pub fn average(&self, ratio: Ratio, averaging: Averaging, undefined: Undefined) -> Option<f64> {
        let each: Vec<Confusion> = (0..self.classes()).map(|class| self.class(class)).collect();
        if averaging == Averaging::Micro {
            let add = |a: Confusion, b: &Confusion| Confusion {
                tp: a.tp + b.tp,
                fp: a.fp + b.fp,
                tn: a.tn + b.tn,
                fn_: a.fn_ + b.fn_,
            };
            return ratio.of(&each.iter().fold(Confusion::default(), add));
        }
        let (mut total, mut weights) = (0.0, 0.0);
        for counts in &each {
            let weight = match averaging {
                Averaging::Weighted => counts.positives() as f64,
                _ => 1.0,
            };
            let value = match (ratio.of(counts), undefined) {
                (Some(value), _) => value,
                (None, Undefined::Zero) => 0.0,
                (None, Undefined::Skip) => continue,
            };
            total += weight * value;
            weights += weight;
        }
        (weights > 0.0).then(|| total / weights)
    }
}

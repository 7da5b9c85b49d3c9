//! The counts of a yes/no decision.

use crate::numeric::sqrt;

/// The confusion matrix of a yes/no decision.
///
/// Each ratio is `None` where its denominator is 0. Taught in
/// `confusion-matrix`. Source: Fawcett, "An introduction to ROC analysis",
/// *Pattern Recognition Letters* 27, 2006, section 2.
///
/// ```
/// let c = ml::metrics::Confusion { tp: 8, fp: 2, tn: 85, fn_: 5 };
/// assert_eq!(c.precision(), Some(0.8));
/// assert_eq!(c.accuracy(), Some(0.93));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Confusion {
    /// Positives predicted positive.
    pub tp: u64,
    /// Negatives predicted positive: false alarms.
    pub fp: u64,
    /// Negatives predicted negative.
    pub tn: u64,
    /// Positives predicted negative: misses.
    pub fn_: u64,
}

/// `part / whole`, or `None` for 0/0.
pub(super) fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl Confusion {
    /// Counts decisions against the truth, pair by pair.
    pub fn count(pairs: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut counts = Self::default();
        for (truth, predicted) in pairs {
            *match (truth, predicted) {
                (true, true) => &mut counts.tp,
                (false, true) => &mut counts.fp,
                (false, false) => &mut counts.tn,
                (true, false) => &mut counts.fn_,
            } += 1;
        }
        counts
    }

    /// All cases.
    pub const fn total(&self) -> u64 {
        self.tp + self.fp + self.tn + self.fn_
    }

    /// Cases that are positive.
    pub const fn positives(&self) -> u64 {
        self.tp + self.fn_
    }

    /// Cases that are negative.
    pub const fn negatives(&self) -> u64 {
        self.fp + self.tn
    }

    /// Cases predicted positive.
    pub const fn predicted_positives(&self) -> u64 {
        self.tp + self.fp
    }

    /// Share of the cases that are positive: (TP + FN) / all.
    pub fn prevalence(&self) -> Option<f64> {
        ratio(self.positives(), self.total())
    }

    /// Of those predicted positive, the share that is: TP / (TP + FP). Also
    /// positive predictive value.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.tp, self.tp + self.fp)
    }

    /// Of the positives, the share found: TP / (TP + FN). Also sensitivity or
    /// true-positive rate.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.tp, self.positives())
    }

    /// Of the negatives, the share left alone: TN / (TN + FP). Also
    /// true-negative rate.
    pub fn specificity(&self) -> Option<f64> {
        ratio(self.tn, self.negatives())
    }

    /// Of the negatives, the share raising a false alarm: FP / (FP + TN).
    pub fn false_positive_rate(&self) -> Option<f64> {
        ratio(self.fp, self.negatives())
    }

    /// Negative predictive value: of those predicted negative, the share that
    /// is: TN / (TN + FN).
    pub fn npv(&self) -> Option<f64> {
        ratio(self.tn, self.tn + self.fn_)
    }

    /// Share of right decisions: (TP + TN) / all.
    pub fn accuracy(&self) -> Option<f64> {
        ratio(self.tp + self.tn, self.total())
    }

    /// Mean of recall and specificity; undefined if either is.
    pub fn balanced_accuracy(&self) -> Option<f64> {
        Some((self.recall()? + self.specificity()?) / 2.0)
    }

    /// Harmonic mean of precision and recall; see [`Confusion::f_beta`].
    pub fn f1(&self) -> Option<f64> {
        self.f_beta(1.0)
    }

    /// `(1 + β²)·TP / ((1 + β²)·TP + β²·FN + FP)`: the weighted harmonic mean
    /// of precision and recall in which recall counts β times as much. In
    /// counts it is 0, not undefined, where positives exist and none is found;
    /// it is undefined only if nothing is positive or predicted so.
    ///
    /// Source: van Rijsbergen, *Information Retrieval*, 2nd ed., 1979, ch. 7.
    pub fn f_beta(&self, beta: f64) -> Option<f64> {
        let weight = beta * beta;
        let hits = (1.0 + weight) * self.tp as f64;
        let whole = hits + weight * self.fn_ as f64 + self.fp as f64;
        (whole > 0.0).then(|| hits / whole)
    }

    /// Matthews correlation coefficient, the correlation of truth and decision,
    /// in [−1, 1]; undefined if either is constant (scikit-learn says 0 then).
    ///
    /// Source: Matthews, *Biochimica et Biophysica Acta* 405, 1975.
    pub fn mcc(&self) -> Option<f64> {
        let [tp, fp, tn, fn_] = [self.tp, self.fp, self.tn, self.fn_].map(|count| count as f64);
        let whole = sqrt(tp + fp) * sqrt(tp + fn_) * sqrt(tn + fp) * sqrt(tn + fn_);
        (whole > 0.0).then(|| (tp * tn - fp * fn_) / whole)
    }
}

//! The precision–recall curve.

use super::confusion::ratio;
use super::{Confusion, Scored};

/// One point of a precision–recall curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrPoint {
    /// Share of the positives found.
    pub recall: f64,
    /// Share of the alarms that are right; undefined where there is none, at
    /// threshold ∞ (scikit-learn draws 1 there).
    pub precision: Option<f64>,
    /// The threshold that gives the point.
    pub threshold: f64,
}

/// The precision–recall curve of a scorer.
///
/// Points must not be joined by straight lines: precision is not linear in
/// recall. Average precision therefore sums steps. Taught in `roc-and-pr`.
/// Source: Davis and Goadrich, "The relationship between precision-recall and
/// ROC curves", ICML 2006.
///
/// ```
/// use ml::metrics::{Pr, Scored};
/// let scored = Scored::new(&[true, false, true], &[0.9, 0.8, 0.7]).unwrap();
/// // Half the positives at precision 1, the other half at 2/3.
/// assert_eq!(Pr::new(&scored).unwrap().average_precision(), (1.0 + 2.0 / 3.0) / 2.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Pr {
    points: Vec<PrPoint>,
    average_precision: f64,
    prevalence: f64,
}

impl Pr {
    /// The curve at the prevalence of the sample; `None` without positives,
    /// for then recall is 0/0.
    pub fn new(scored: &Scored) -> Option<Self> {
        let precision = |c: &Confusion| ratio(c.tp, c.tp + c.fp);
        Self::with(scored, scored.prevalence(), precision)
    }

    /// The curve to expect where another share of the cases is positive while
    /// scores within each class keep their distribution (*label shift*):
    /// precision becomes `π·TPR / (π·TPR + (1 − π)·FPR)`. `None` if a class is
    /// missing or `prevalence` is not in (0, 1).
    pub fn at_prevalence(scored: &Scored, prevalence: f64) -> Option<Self> {
        if scored.negatives() == 0 || !(prevalence > 0.0 && prevalence < 1.0) {
            return None;
        }
        let precision = |c: &Confusion| {
            let right = prevalence * ratio(c.tp, c.positives())?;
            let alarms = right + (1.0 - prevalence) * ratio(c.fp, c.negatives())?;
            (alarms > 0.0).then(|| right / alarms)
        };
        Self::with(scored, prevalence, precision)
    }

    fn with(scored: &Scored, prevalence: f64, precision: impl Fn(&Confusion) -> Option<f64>) -> Option<Self> {
        let (mut points, mut before, mut average_precision) = (Vec::new(), 0.0, 0.0);
        for cut in scored.cuts() {
            let recall = cut.counts.recall()?;
            let precision = precision(&cut.counts);
            average_precision += (recall - before) * precision.unwrap_or(0.0);
            before = recall;
            points.push(PrPoint { recall, precision, threshold: cut.threshold });
        }
        Some(Self { points, average_precision, prevalence })
    }

    /// The points, thresholds falling; the first has threshold ∞.
    pub fn points(&self) -> &[PrPoint] {
        &self.points
    }

    /// `Σ (Rₖ − Rₖ₋₁)·Pₖ` over falling thresholds, as in scikit-learn.
    pub fn average_precision(&self) -> f64 {
        self.average_precision
    }

    /// The precision of guessing at random, whatever its recall.
    pub fn prevalence(&self) -> f64 {
        self.prevalence
    }
}

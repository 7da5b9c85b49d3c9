//! What decisions cost.

use super::{Confusion, Cut};

/// Cost of one case of each kind, in any unit; a gain is a negative cost.
///
/// Taught in `confusion-matrix` and `framing-and-baselines`. Source: Elkan,
/// "The foundations of cost-sensitive learning", IJCAI 2001.
///
/// ```
/// use ml::metrics::{Confusion, Costs};
/// let costs = Costs { fp: 10.0, fn_: 90.0, ..Costs::default() };
/// assert_eq!(costs.threshold(), Some(0.1));
/// assert_eq!(costs.total(&Confusion { tp: 5, fp: 3, tn: 9, fn_: 1 }), 120.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// Of a hit.
    pub tp: f64,
    /// Of a false alarm.
    pub fp: f64,
    /// Of leaving a negative alone.
    pub tn: f64,
    /// Of a miss.
    pub fn_: f64,
}

impl Default for Costs {
    /// Every mistake costs 1, nothing else costs anything.
    fn default() -> Self {
        Self { tp: 0.0, fp: 1.0, tn: 0.0, fn_: 1.0 }
    }
}

impl Costs {
    /// Cost of all cases together.
    pub fn total(&self, counts: &Confusion) -> f64 {
        self.tp * counts.tp as f64
            + self.fp * counts.fp as f64
            + self.tn * counts.tn as f64
            + self.fn_ * counts.fn_ as f64
    }

    /// The probability from which acting costs less than not acting, for
    /// *calibrated* scores: `(FP − TN) / ((FP − TN) + (FN − TP))`. `None` if a
    /// mistake costs no more than the right decision, for then one decision is
    /// always best.
    pub fn threshold(&self) -> Option<f64> {
        let (alarm, miss) = (self.fp - self.tn, self.fn_ - self.tp);
        (alarm > 0.0 && miss > 0.0).then(|| alarm / (alarm + miss))
    }

    /// The cut of least cost, whatever the scores mean; the highest threshold
    /// among equals. `None` if there are no cuts or a cost is NaN throughout.
    pub fn cheapest<'a>(&self, cuts: &'a [Cut]) -> Option<&'a Cut> {
        let mut best: Option<(&Cut, f64)> = None;
        for cut in cuts {
            let cost = self.total(&cut.counts);
            if !cost.is_nan() && best.is_none_or(|(_, least)| cost < least) {
                best = Some((cut, cost));
            }
        }
        best.map(|(cut, _)| cut)
    }
}

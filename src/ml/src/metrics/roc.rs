//! The ROC curve.

use super::confusion::ratio;
use super::{Confusion, Cut, Scored};

/// One point of an ROC curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RocPoint {
    /// False-positive rate.
    pub fpr: f64,
    /// True-positive rate, the recall.
    pub tpr: f64,
    /// The threshold that gives the point.
    pub threshold: f64,
}

/// The ROC curve of a scorer: every pair of false- and true-positive rate that
/// some threshold gives, from (0, 0) to (1, 1), joined by straight lines.
///
/// The area below it is the chance that a random positive scores above a
/// random negative, a tie counting one half; it is computed from whole numbers
/// and rounded once. Taught in `roc-and-pr`. Source: Fawcett, "An introduction
/// to ROC analysis", *Pattern Recognition Letters* 27, 2006.
///
/// ```
/// use ml::metrics::{Roc, Scored};
/// let scored = Scored::new(&[true, false, true, false], &[0.9, 0.8, 0.4, 0.4]).unwrap();
/// // Of four pairs two are in order and one is tied: 2.5 / 4.
/// assert_eq!(Roc::new(&scored).unwrap().auc(), 0.625);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Roc {
    cuts: Vec<Cut>,
    points: Vec<RocPoint>,
    auc: f64,
}

fn point(cut: &Cut) -> Option<RocPoint> {
    let Confusion { tp, fp, .. } = cut.counts;
    let fpr = ratio(fp, cut.counts.negatives())?;
    let tpr = ratio(tp, cut.counts.positives())?;
    Some(RocPoint { fpr, tpr, threshold: cut.threshold })
}

impl Roc {
    /// The curve of these scores; `None` if one class is missing, for then one
    /// of the rates is 0/0.
    pub fn new(scored: &Scored) -> Option<Self> {
        let cuts = scored.cuts();
        let points = cuts.iter().map(point).collect::<Option<Vec<_>>>()?;
        let counts = cuts.iter().map(|cut| (cut.counts.tp, cut.counts.fp));
        Some(Self { auc: area(counts)?, points, cuts })
    }

    /// The points, thresholds falling; the first has threshold ∞.
    pub fn points(&self) -> &[RocPoint] {
        &self.points
    }

    /// Area under the curve.
    pub fn auc(&self) -> f64 {
        self.auc
    }

    /// The upper convex hull of the points: those that are best for some
    /// prevalence and costs. No three of them lie on a line.
    ///
    /// Source: Provost and Fawcett, "Robust classification for imprecise
    /// environments", *Machine Learning* 42, 2001.
    pub fn hull(&self) -> Vec<RocPoint> {
        let mut hull: Vec<usize> = Vec::new();
        for next in 0..self.cuts.len() {
            while let [.., a, b] = hull[..]
                && !self.turns_right(a, b, next)
            {
                hull.pop();
            }
            hull.push(next);
        }
        hull.into_iter().map(|index| self.points[index]).collect()
    }

    /// Whether the way a → b → c bends to the right, decided in whole numbers.
    fn turns_right(&self, a: usize, b: usize, c: usize) -> bool {
        let at = |index: usize| {
            let counts = self.cuts[index].counts;
            (i128::from(counts.fp), i128::from(counts.tp))
        };
        let ((ax, ay), (bx, by), (cx, cy)) = (at(a), at(b), at(c));
        (bx - ax) * (cy - by) < (by - ay) * (cx - bx)
    }
}

/// Area under the curve through these (TP, FP) counts, which rise from (0, 0);
/// `None` if either ends at 0.
pub(super) fn area(counts: impl Iterator<Item = (u64, u64)>) -> Option<f64> {
    let (mut tp, mut fp, mut twice) = (0, 0, 0_u128);
    for (next_tp, next_fp) in counts {
        twice += u128::from(next_fp - fp) * u128::from(next_tp + tp);
        (tp, fp) = (next_tp, next_fp);
    }
    let pairs = u128::from(tp) * u128::from(fp);
    (pairs > 0).then(|| twice as f64 / (2 * pairs) as f64)
}

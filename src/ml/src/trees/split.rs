//! Finding the best cut of a node.

use super::impurity::{Side, Targets};
use ndarray::ArrayView2;

/// A cut of a node in two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Index of the feature.
    pub feature: usize,
    /// Rows with `x[feature] ≤ threshold` go left: midway between the two
    /// neighboring values that it separates.
    pub threshold: f64,
    /// By how much the impurity falls: the node's, less those of its two parts
    /// weighted by their rows. Never below 0 but for rounding; 0 for a cut
    /// that helps only later, as the first one of an exclusive or.
    pub gain: f64,
    /// Node number of the left part.
    pub left: usize,
    /// Node number of the right part.
    pub right: usize,
}

/// A cut before its parts have numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub feature: usize,
    pub threshold: f64,
    pub gain: f64,
}

/// A later candidate must be better by this share of the node's impurity.
/// Cuts that are equally good differ by rounding, and the choice between them
/// must not hang on it.
const TIE: f64 = 1e-12;

/// The cut with the largest gain that leaves `min_leaf` rows on both sides;
/// among equals the lowest feature, then the lowest threshold. `None` if no
/// feature tells the rows apart. `x` is rows × features.
pub(super) fn best(x: ArrayView2<'_, f64>, targets: &Targets, rows: &[usize], min_leaf: usize) -> Option<Cut> {
    let center = targets.center(rows);
    let whole = targets.side_of(rows, center);
    let impurity = whole.impurity();
    let mut best: Option<Cut> = None;
    for (feature, value) in x.columns().into_iter().enumerate() {
        let mut order: Vec<(f64, usize)> = rows.iter().map(|&row| (value[row], row)).collect();
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let (mut left, mut right) = (targets.side(center), whole.clone());
        for pair in order.windows(2) {
            let [(low, row), (high, _)] = [pair[0], pair[1]];
            left.add(row);
            right.remove(row);
            if low == high || left.rows < min_leaf || right.rows < min_leaf {
                continue;
            }
            let gain = impurity - weighted(&left, &right);
            if best.is_none_or(|b| gain > b.gain + TIE * impurity) {
                best = Some(Cut { feature, threshold: midway(low, high), gain });
            }
        }
    }
    best
}

fn weighted(left: &Side, right: &Side) -> f64 {
    let n = (left.rows + right.rows) as f64;
    (left.rows as f64 * left.impurity() + right.rows as f64 * right.impurity()) / n
}

/// The midpoint of two different values, or the lower where it would round to
/// the upper, so that `low ≤ threshold < high` always.
fn midway(low: f64, high: f64) -> f64 {
    let middle = low / 2.0 + high / 2.0; // halves first: the sum may overflow
    if low <= middle && middle < high { middle } else { low }
}

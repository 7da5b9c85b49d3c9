//! What mistakes cost, counted in false alarms, and where they cost least.

use super::view::View;
use ml::metrics::{Costs, Scored};

/// What mistakes cost at the threshold, and at the cheapest ones.
pub struct Prices {
    /// Of one mistake of each kind, at the prevalence of use.
    pub costs: Costs,
    /// Cost of all cases.
    pub total: f64,
    /// Where A's is least.
    pub least: Least,
    /// Where B's is, if it is shown.
    pub rival: Option<Least>,
}

/// The threshold of two decimals at which a model's mistakes cost least, the highest among equals.
pub struct Least {
    /// The threshold.
    pub threshold: f64,
    /// Cost of all cases.
    pub total: f64,
    /// Its point on the ROC curve.
    pub at: [f64; 2],
}

impl Prices {
    /// Of these cases.
    pub fn new(view: &View) -> Prices {
        let scored = &view.cases.a.scores.scored;
        // As many cases as there are, but at the prevalence of use.
        let (own, used) = (scored.prevalence(), view.prevalence);
        let miss = view.settings.number("miss") * used / own;
        let costs = Costs { fn_: miss, fp: (1.0 - used) / (1.0 - own), ..Costs::default() };
        Prices {
            total: costs.total(&view.counts),
            least: least(&costs, scored),
            rival: view.rival().map(|b| least(&costs, &b.scores.scored)),
            costs,
        }
    }

    /// The points that cost as much as one, from edge to edge of the ROC curve's square.
    pub fn equal(&self, view: &View, [x, y]: [f64; 2]) -> [[f64; 2]; 2] {
        let (p, n) = (view.counts.positives() as f64, view.counts.negatives() as f64);
        let slope = self.costs.fp * n / (self.costs.fn_ * p);
        let left = x.min(y / slope);
        let right = (1.0 - x).min((1.0 - y) / slope);
        [[x - left, y - slope * left], [x + right, y + slope * right]]
    }
}

fn least(costs: &Costs, scored: &Scored) -> Least {
    let at = |hundredth: i32| {
        let threshold = f64::from(hundredth) / 100.0;
        let counts = scored.at(threshold);
        let [fpr, recall] = [counts.false_positive_rate(), counts.recall()].map(|rate| rate.unwrap_or(0.0));
        Least { threshold, total: costs.total(&counts), at: [fpr, recall] }
    };
    // From above, so that among equals the one that flags fewest stays.
    (0..100).rev().map(at).fold(at(100), |best, next| if next.total < best.total { next } else { best })
}

//! What mistakes cost, counted in false alarms, and where they cost least.

use super::curves::{A, B};
use super::view::{RIVAL, View};
use super::words::least;
use crate::scored::{self, THRESHOLD};
use ml::metrics::{Confusion, Costs, Scored};
use plot::{Axis, Ink, Layer, Panel, Rect, Shape, Sign, Stroke, Ticks};

/// What the mistakes of the models cost at every threshold.
pub struct Prices {
    /// Of one mistake of each kind, at the prevalence of use.
    pub costs: Costs,
    /// Model A's.
    pub a: Bill,
    /// Model B's, if it is shown.
    pub b: Option<Bill>,
}

/// What the mistakes of a model cost.
pub struct Bill {
    /// Its threshold.
    pub threshold: f64,
    /// What comes of it in the sample.
    pub counts: Confusion,
    /// Cost of all cases.
    pub total: f64,
    /// The threshold of two decimals at which it costs least, the highest among equals.
    pub least: Least,
    /// Every threshold of two decimals with its cost.
    line: Vec<[f64; 2]>,
}

/// Where a model costs least.
#[derive(Clone, Copy)]
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
        let b = view.rival().map(|b| bill(&costs, &b.scores.scored, view.settings.number(RIVAL)));
        Prices { a: bill(&costs, scored, view.threshold), b, costs }
    }

    /// Both bills with their lines.
    fn bills(&self) -> impl Iterator<Item = (&'static str, &Bill, Stroke)> {
        std::iter::once(("A", &self.a, A)).chain(self.b.iter().map(|bill| ("B", bill, B)))
    }

    /// Where the models cost least on the ROC curve.
    pub fn crosses(&self) -> Layer {
        Layer::marks(self.bills().map(|(_, bill, _)| bill.least.at).collect(), Shape::Cross, 5.0, Ink::Ink)
    }

    /// The points that cost as much as one, from edge to edge of the ROC curve's square.
    pub fn equal(&self, view: &View, [x, y]: [f64; 2]) -> [[f64; 2]; 2] {
        let (p, n) = (view.counts.positives() as f64, view.counts.negatives() as f64);
        let slope = self.costs.fp * n / (self.costs.fn_ * p);
        let left = x.min(y / slope);
        let right = (1.0 - x).min((1.0 - y) / slope);
        [[x - left, y - slope * left], [x + right, y + slope * right]]
    }

    /// Upper end of the axis of costs: what is chosen stays in sight. Flagging all or none costs the same in both models.
    fn dear(&self) -> f64 {
        let most = |of: fn(&Bill) -> f64| self.bills().map(|(_, bill, _)| of(bill)).fold(0.0, f64::max);
        let plain = self.a.line[0][1].min(self.costs.fn_ * self.a.counts.positives() as f64);
        let top = most(|bill| bill.line.iter().map(|point| point[1]).fold(0.0, f64::max));
        scored::dear(top, plain, most(|bill| bill.total.max(bill.line[50][1])))
    }

    /// What every threshold costs, with those chosen and the cheapest ones.
    pub fn panel(&self, rect: Rect) -> Panel {
        let key = self.bills().map(|(name, bill, stroke)| (format!("{name}: least {}", least(&bill.least)), stroke));
        let mut layers = vec![Layer::key(key.map(|(text, stroke)| (text, Sign::Line(stroke))))];
        layers.extend(self.bills().map(|(_, bill, stroke)| Layer::line(bill.line.clone(), stroke)));
        layers.extend(self.b.as_ref().map(|b| Layer::upright(b.threshold, Stroke::solid(Ink::Ink, 1.25).dashed(), "")));
        layers.push(Layer::upright(self.a.threshold, THRESHOLD, ""));
        let least = self.bills().map(|(_, Bill { least, .. }, _)| [least.threshold, least.total]);
        layers.push(Layer::marks(least.collect(), Shape::Cross, 5.0, Ink::Ink));
        layers.extend(
            self.b.as_ref().map(|b| Layer::mark([b.threshold, b.total], Shape::Circle, 4.5, Ink::Ink).hollow()),
        );
        layers.push(Layer::mark([self.a.threshold, self.a.total], Shape::Circle, 6.0, Ink::Accent));
        let y = Axis::linear("", 0.0, self.dear()).with_ticks(Ticks::Auto(3));
        Panel::new(rect, Axis::linear("threshold", 0.0, 1.0), y, layers).titled("Total cost, in false alarms")
    }
}

fn bill(costs: &Costs, scored: &Scored, threshold: f64) -> Bill {
    let at = |hundredth: i32| {
        let threshold = f64::from(hundredth) / 100.0;
        let counts = scored.at(threshold);
        let [fpr, recall] = [counts.false_positive_rate(), counts.recall()].map(|rate| rate.unwrap_or(0.0));
        Least { threshold, total: costs.total(&counts), at: [fpr, recall] }
    };
    // From above, so that among equals the one that flags fewest stays.
    let every: Vec<Least> = (0..=100).rev().map(at).collect();
    let least = every.iter().fold(every[0], |best, &next| if next.total < best.total { next } else { best });
    let line = every.iter().rev().map(|least| [least.threshold, least.total]).collect();
    let counts = scored.at(threshold);
    Bill { threshold, counts, total: costs.total(&counts), least, line }
}

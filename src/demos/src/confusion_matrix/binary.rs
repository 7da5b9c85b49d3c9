//! Two classes at one threshold: counts, costs, and the threshold that costs least.

use super::matrix;
use crate::controls::{short, with_decimals};
use crate::numbers::{Numbers, counted, measure, percent, quantity};
use crate::scored::{self, Scores, Strip, THRESHOLD};
use crate::settings::Settings;
use ml::metrics::{Confusion, Costs, Decision, Priced, decisions};
use plot::grid::{cut_across, cut_down, stack};
use plot::{Axis, Ink, Layer, Panel, Picture, Rect, Shape, Size, Stroke, Ticks};
use std::rc::Rc;

/// Number of the panel with the cases.
pub const STRIP: usize = 0;
/// Number of the panel with the cost.
pub const COST: usize = 1;

/// Why there is no precision.
const NONE_CALLED: &str = "no case is called positive";

/// Between two panels.
const GAP: f64 = 14.0;

/// Scored cases as one threshold divides them.
pub struct Binary {
    /// The cases.
    pub scores: Rc<Scores>,
    /// Cases with at least this score are called positive.
    pub threshold: f64,
    /// What comes of it.
    pub counts: Confusion,
    /// What mistakes cost.
    pub costs: Costs,
    /// Weight of recall in F-beta.
    beta: f64,
    /// Whether the cheapest threshold is shown.
    mark_cheapest: bool,
    /// Whether ratios are shown large, or the cost alone.
    ratios: bool,
    /// The cheapest threshold and its cost.
    pub cheapest: Priced,
    /// Decisions from the most alarms to none.
    pub decisions: Vec<Decision>,
}

impl Binary {
    /// The cases at the settings' threshold.
    pub fn new(scores: Rc<Scores>, settings: &Settings) -> Binary {
        let threshold = settings.number("threshold");
        let costs = Costs { fp: settings.number("cost-fp"), fn_: settings.number("cost-fn"), ..Costs::default() };
        let decisions = decisions(&scores.scored.cuts());
        Binary {
            threshold,
            counts: scores.scored.at(threshold),
            costs,
            beta: settings.number("beta"),
            mark_cheapest: settings.toggle("mark-cheapest"),
            ratios: settings.toggle("ratios"),
            cheapest: costs.cheapest_hundredth(&decisions),
            decisions,
            scores,
        }
    }

    /// Cost a hundred cases.
    fn cost(&self) -> f64 {
        self.costs.per_hundred(&self.counts)
    }

    /// The cases across the whole width; below them, or one below the other on a phone, what they count and cost.
    pub fn picture(&self, size: Size) -> Picture {
        let [cases, counts, price] = if size.narrow() && !size.low() {
            stack(size.rect(), GAP, [0.4, 0.33, 0.27])
        } else {
            let (upper, left, gap) = if size.low() { (0.42, 0.56, GAP) } else { (0.56, 0.48, 2.0 * GAP) };
            let [upper, lower] = cut_down(size.rect(), upper, GAP);
            let [left, right] = cut_across(lower, left, gap);
            [upper, left, right]
        };
        let strip = Strip {
            scores: &self.scores,
            threshold: self.threshold,
            counts: self.counts,
            measure: "predicted probability of",
            pair: None,
            cheapest: None,
        };
        Picture { size, panels: vec![strip.panel(cases), self.price(price), matrix::panel(self, counts)] }
    }

    /// Upper end of the axis of costs.
    fn dear(&self, top: f64) -> f64 {
        let cost = |decision: Option<&Decision>| decision.map_or(top, |d| self.costs.per_hundred(&d.counts));
        let plain = cost(self.decisions.first()).min(cost(self.decisions.last()));
        let usual = self.costs.per_hundred(&self.scores.scored.at(0.5));
        scored::dear(top, plain, usual)
    }

    /// What every threshold would cost: a stair, level where thresholds decide alike.
    fn price(&self, rect: Rect) -> Panel {
        let stair = self.decisions.iter().flat_map(|decision| {
            let cost = self.costs.per_hundred(&decision.counts);
            [[decision.above.max(0.0), cost], [decision.upto, cost]]
        });
        let stair: Vec<[f64; 2]> = stair.collect();
        let top = stair.iter().map(|p| p[1]).fold(0.0, f64::max);
        let mut layers = vec![Layer::line(stair, Stroke::solid(Ink::Ink, 1.5))];
        let mut label = format!("cost per 100 {}", self.scores.cases);
        let (least, here) = (self.cheapest, self.cost());
        if self.mark_cheapest {
            layers.push(Layer::mark([least.threshold, least.cost], Shape::Cross, 4.5, Ink::Ink));
            // Named here and not beside its mark, where the curve runs.
            if rect.width > 200.0 {
                label += &format!(", least {} at {:.2} (×)", short(least.cost), least.threshold);
            }
        }
        layers.push(Layer::upright(self.threshold, THRESHOLD, format!("{} here", short(here))));
        // On the edge, hollow, where the cost is above the picture.
        let dear = self.dear(top);
        let mark = Layer::mark([self.threshold, here.min(dear)], Shape::Circle, 4.5, Ink::Accent);
        layers.push(mark.hollow_if(here > dear));
        let y = Axis::linear(&label, 0.0, dear).with_ticks(Ticks::Auto(3));
        Panel::new(rect, Axis::linear("threshold", 0.0, 1.0), y, layers)
    }

    /// The picture in two sentences.
    fn summary(&self) -> String {
        let (c, names) = (self.counts, &self.scores);
        let found = format!(
            "At threshold {:.2}: {} of {} {} {} found, {} missed; {} among {} {}.",
            self.threshold,
            c.tp,
            c.positives(),
            names.positive,
            names.cases,
            c.fn_,
            counted(c.fp, "false alarm", "false alarms"),
            c.negatives(),
            names.negative
        );
        if !self.ratios {
            return format!("{found} Cost {} per 100 {}.", short(self.cost()), names.cases);
        }
        let recall = percent(c.recall());
        match c.precision() {
            Some(_) => format!("{found} Precision {}, recall {recall}.", percent(c.precision())),
            None => format!(
                "{found} No case is called positive, so there is no precision; recall {recall}, accuracy {}.",
                percent(c.accuracy())
            ),
        }
    }

    /// What is said of it.
    pub fn numbers(&self) -> Numbers {
        let c = self.counts;
        let Confusion { tp, fp, tn, fn_ } = c;
        let count = |key, name: &str, n: u64, from: &str| quantity(key, name, n as f64, from);
        let beta = format!("F-beta, β = {}", short(self.beta));
        let cost = format!("100 · ({} FN + {} FP) / all", short(self.costs.fn_), short(self.costs.fp));
        let quantities = [
            quantity(
                "threshold",
                "Threshold",
                self.threshold,
                "a case is called positive if its score is at least this",
            )
            .written(|threshold| format!("{threshold:.2}")),
            count("tp", "True positives (TP)", tp, "positives that are found"),
            count("fn", "False negatives (FN)", fn_, "positives that are missed"),
            count("fp", "False positives (FP)", fp, "negatives that raise a false alarm"),
            count("tn", "True negatives (TN)", tn, "negatives that are left alone"),
            measure("positives", c.positives() as f64),
            measure("negatives", c.negatives() as f64),
            quantity("precision", "Precision", c.precision(), "TP / (TP + FP)")
                .lacking(NONE_CALLED)
                .percent()
                .shown(format!("{tp} / ({tp} + {fp})")),
            quantity("recall", "Recall, sensitivity", c.recall(), "TP / (TP + FN)")
                .lacking("no case is positive")
                .percent()
                .shown(format!("{tp} / ({tp} + {fn_})")),
            quantity("specificity", "Specificity", c.specificity(), "TN / (TN + FP)")
                .lacking("no case is negative")
                .percent()
                .shown(format!("{tn} / ({tn} + {fp})")),
            quantity("npv", "Negative predictive value", c.npv(), "TN / (TN + FN)")
                .lacking("no case is called negative")
                .percent(),
            quantity("accuracy", "Accuracy", c.accuracy(), "(TP + TN) / all").percent(),
            quantity("balanced-accuracy", "Balanced accuracy", c.balanced_accuracy(), "(recall + specificity) / 2")
                .lacking("all cases are of one class")
                .percent(),
            quantity("f1", "F1", c.f1(), "2 TP / (2 TP + FP + FN)")
                .percent()
                .shown(format!("2·{tp} / (2·{tp} + {fp} + {fn_})")),
            quantity("f-beta", &beta, c.f_beta(self.beta), "(1 + β²) TP / ((1 + β²) TP + β² FN + FP)").percent(),
            quantity("mcc", "Matthews correlation (MCC)", c.mcc(), "(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))")
                .lacking("all calls, or all cases, are alike")
                .written(|mcc| with_decimals(mcc, 3)),
            quantity("cost", "Cost per 100 cases", self.cost(), &cost).shown(format!(
                "100 · ({fn_} · {} + {fp} · {}) / {}",
                short(self.costs.fn_),
                short(self.costs.fp),
                c.total()
            )),
            quantity(
                "optimal-threshold",
                "Cheapest threshold",
                self.cheapest.threshold,
                "on these cases; other cases would choose another",
            ),
            quantity("optimal-cost", "Cost there", self.cheapest.cost, "per 100 cases"),
        ];
        let caption = format!("{} as the positive class, {} {}", self.scores.positive, c.total(), self.scores.judged());
        let mut numbers = Numbers::new(self.summary(), caption, ["Measure", "Value", "From"], quantities);
        // The cost stands last.
        let cost = numbers.readouts.split_off(4);
        if !self.ratios {
            numbers.readouts = cost;
        }
        numbers
    }
}

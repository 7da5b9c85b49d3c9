//! Two classes at one threshold: counts, costs, and the threshold that costs least.

use crate::scored::Scores;
use crate::settings::Settings;
use ml::metrics::{Confusion, Costs, Cut};

/// Scored cases as one threshold divides them.
pub struct Binary<'a> {
    /// The cases.
    pub scores: &'a Scores,
    /// Cases with at least this score are called positive.
    pub threshold: f64,
    /// What comes of it.
    pub counts: Confusion,
    /// What mistakes cost.
    pub costs: Costs,
    /// Weight of recall in F-beta.
    pub beta: f64,
    /// Whether the cheapest threshold is shown.
    pub mark_cheapest: bool,
    /// The cheapest threshold and its cost.
    pub cheapest: Priced,
    /// Decisions from the most alarms to none.
    pub decisions: Vec<Decision>,
}

/// A threshold with its price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Priced {
    /// The threshold.
    pub threshold: f64,
    /// Cost a hundred cases.
    pub cost: f64,
}

/// All thresholds in `above < t ≤ upto` decide alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// Exclusive lower end; below 0 for the first.
    pub above: f64,
    /// Inclusive upper end; at most 1.
    pub upto: f64,
    /// What comes of them.
    pub counts: Confusion,
}

impl<'a> Binary<'a> {
    /// The cases at the settings' threshold.
    pub fn new(scores: &'a Scores, settings: &Settings) -> Binary<'a> {
        let threshold = settings.number("threshold");
        let costs = Costs { fp: settings.number("cost-fp"), fn_: settings.number("cost-fn"), ..Costs::default() };
        let decisions = decisions(&scores.scored.cuts());
        Binary {
            scores,
            threshold,
            counts: scores.scored.at(threshold),
            costs,
            beta: settings.number("beta"),
            mark_cheapest: settings.toggle("mark-cheapest"),
            cheapest: cheapest(&decisions, &costs),
            decisions,
        }
    }

    /// Cost a hundred cases.
    pub fn cost(&self) -> f64 {
        per_hundred(&self.costs, &self.counts)
    }

    /// F-beta at the threshold.
    pub fn f_beta(&self) -> Option<f64> {
        self.counts.f_beta(self.beta)
    }
}

/// Cost a hundred cases.
pub fn per_hundred(costs: &Costs, counts: &Confusion) -> f64 {
    100.0 * costs.total(counts) / counts.total() as f64
}

/// The decisions that thresholds from 0 to 1 can make, lowest thresholds first.
fn decisions(cuts: &[Cut]) -> Vec<Decision> {
    let decision = |(i, cut): (usize, &Cut)| Decision {
        above: cuts.get(i + 1).map_or(-1.0, |next| next.threshold),
        upto: cut.threshold.min(1.0),
        counts: cut.counts,
    };
    let mut all: Vec<Decision> = cuts.iter().enumerate().map(decision).filter(|d| d.above < d.upto).collect();
    all.reverse();
    all
}

/// The cheapest threshold of two decimals, which are all that can be set: the middle of the widest run among
/// equals.
fn cheapest(decisions: &[Decision], costs: &Costs) -> Priced {
    let mut hundredths = (0..=100).map(|i| f64::from(i) / 100.0).peekable();
    let mut runs: Vec<(Vec<f64>, f64)> = Vec::new();
    for decision in decisions {
        let cost = per_hundred(costs, &decision.counts);
        while let Some(threshold) = hundredths.next_if(|&t| t <= decision.upto) {
            match runs.last_mut() {
                Some((run, same)) if *same == cost => run.push(threshold),
                _ => runs.push((vec![threshold], cost)),
            }
        }
    }
    let least = runs.iter().map(|run| run.1).fold(f64::INFINITY, f64::min);
    // The first of the widest, hence the strict comparison.
    let widest = runs
        .iter()
        .filter(|run| run.1 == least)
        .fold(&[][..], |best: &[f64], (run, _)| if run.len() > best.len() { run } else { best });
    Priced { threshold: widest.get((widest.len().max(1) - 1) / 2).copied().unwrap_or(1.0), cost: least }
}

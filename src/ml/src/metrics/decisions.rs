//! What each threshold between 0 and 1 decides and costs.

use super::{Confusion, Costs, Cut};

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

/// The decisions that thresholds from 0 to 1 can make, lowest thresholds first.
pub fn decisions(cuts: &[Cut]) -> Vec<Decision> {
    let decision = |(i, cut): (usize, &Cut)| Decision {
        above: cuts.get(i + 1).map_or(-1.0, |next| next.threshold),
        upto: cut.threshold.min(1.0),
        counts: cut.counts,
    };
    let mut all: Vec<Decision> = cuts.iter().enumerate().map(decision).filter(|d| d.above < d.upto).collect();
    all.reverse();
    all
}

impl Costs {
    /// Cost a hundred cases.
    pub fn per_hundred(&self, counts: &Confusion) -> f64 {
        100.0 * self.total(counts) / counts.total() as f64
    }

    /// The cheapest threshold of two decimals, which are all that can be set: the middle of the widest run among
    /// equals.
    pub fn cheapest_hundredth(&self, decisions: &[Decision]) -> Priced {
        let mut hundredths = (0..=100).map(|i| f64::from(i) / 100.0).peekable();
        let mut runs: Vec<(Vec<f64>, f64)> = Vec::new();
        for decision in decisions {
            let cost = self.per_hundred(&decision.counts);
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
}

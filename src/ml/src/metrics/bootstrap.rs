//! How far an ROC curve might be off, by resampling.

use super::Scored;
use super::roc::area;
use crate::numeric::quantile;
use crate::rng::{Rng, Seed};
use ndarray::{Array2, ArrayView1};

/// Where most resampled ROC curves lie above one false-positive rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandPoint {
    /// False-positive rate.
    pub fpr: f64,
    /// Lower percentile of the true-positive rate.
    pub low: f64,
    /// Upper percentile of the true-positive rate.
    pub high: f64,
}

/// Percentile bootstrap of an ROC curve and the area below it. Each step draws
/// as many positives from the positives, and negatives from the negatives, as
/// there are, with replacement, so no replicate lacks a class. Which rows are
/// drawn depends on labels and seed alone, see
/// [`RocBootstrap::difference_interval`].
///
/// The band is made of intervals for one rate at a time: a whole curve leaves
/// it more often than its level says. Taught in `roc-and-pr`. Source: Efron
/// and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13.
#[derive(Clone, Debug)]
pub struct RocBootstrap {
    /// For each positive, which group of equal scores it is in; same for
    /// negatives. Groups count from the highest score.
    positives: Vec<usize>,
    negatives: Vec<usize>,
    groups: usize,
    rng: Rng,
    grid: Vec<f64>,
    aucs: Vec<f64>,
    /// Replicates × places on the grid: true-positive rates.
    rates: Array2<f64>,
}

impl RocBootstrap {
    /// Begins without replicates. The band will have `grid` points, at least
    /// two, evenly spaced from 0 to 1. `None` if a class is missing.
    pub fn new(scored: &Scored, grid: usize, seed: Seed) -> Option<Self> {
        let mut group_of = vec![0; scored.rows()];
        let mut groups = 0;
        for (group, rows) in scored.groups().enumerate() {
            rows.iter().for_each(|&row| group_of[row] = group);
            groups = group + 1;
        }
        // In the order of the rows, so that the draws do not depend on the scores.
        let (mut positives, mut negatives) = (Vec::new(), Vec::new());
        for (&label, group) in scored.labels().iter().zip(group_of) {
            if label { &mut positives } else { &mut negatives }.push(group);
        }
        if positives.is_empty() || negatives.is_empty() {
            return None;
        }
        let last = grid.max(2) - 1;
        let grid: Vec<f64> = (0..=last).map(|place| place as f64 / last as f64).collect();
        let rates = Array2::zeros((0, grid.len()));
        Some(Self { positives, negatives, groups, rng: seed.rng(), grid, aucs: Vec::new(), rates })
    }

    /// Adds one replicate, in time linear in the number of rows.
    pub fn step(&mut self) {
        let tp = resampled(&self.positives, self.groups, &mut self.rng);
        let fp = resampled(&self.negatives, self.groups, &mut self.rng);
        let counts: Vec<(u64, u64)> = tp.into_iter().zip(fp).collect();
        let (p, n) = (self.positives.len() as f64, self.negatives.len() as f64);
        let mut at = 0;
        let mut rate_at = |fpr: f64| {
            while at + 1 < counts.len() && counts[at + 1].1 as f64 / n <= fpr {
                at += 1;
            }
            let (tp, fp) = counts[at];
            let (x, y) = (fp as f64 / n, tp as f64 / p);
            match counts.get(at + 1) {
                // Along the straight line to the next point, which lies beyond.
                Some(&(tp, fp)) => y + (tp as f64 / p - y) * (fpr - x) / (fp as f64 / n - x),
                None => y,
            }
        };
        let rates: Vec<f64> = self.grid.iter().map(|&fpr| rate_at(fpr)).collect();
        let pushed = self.rates.push_row(ArrayView1::from(&rates));
        assert_eq!(pushed, Ok(()), "one rate for each place on the grid");
        self.aucs.extend(area(counts.into_iter()));
    }

    /// Adds replicates until there are `count`.
    pub fn run(&mut self, count: usize) {
        while self.aucs.len() < count {
            self.step();
        }
    }

    /// The area of each replicate so far.
    pub fn aucs(&self) -> &[f64] {
        &self.aucs
    }

    /// The percentile interval of the area that holds a share `level` of the
    /// replicates; `None` before the first.
    pub fn auc_interval(&self, level: f64) -> Option<(f64, f64)> {
        interval(self.aucs.clone(), level)
    }

    /// The percentile interval of this area less the other's, replicate by
    /// replicate. If both were made from the same labels and seed, every
    /// replicate drew the same rows for both, so the interval is *paired*: luck
    /// that helps or hurts both cancels. `None` before the first.
    pub fn difference_interval(&self, other: &Self, level: f64) -> Option<(f64, f64)> {
        interval(self.aucs.iter().zip(&other.aucs).map(|(a, b)| a - b).collect(), level)
    }

    /// The percentile band, one point for each place on the grid; empty before
    /// the first replicate.
    pub fn band(&self, level: f64) -> Vec<BandPoint> {
        let point = |(&fpr, rates): (&f64, ArrayView1<'_, f64>)| {
            interval(rates.to_vec(), level).map(|(low, high)| BandPoint { fpr, low, high })
        };
        self.grid.iter().zip(self.rates.columns()).filter_map(point).collect()
    }
}

fn interval(mut values: Vec<f64>, level: f64) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let tail = (1.0 - level) / 2.0;
    Some((quantile(&values, tail)?, quantile(&values, 1.0 - tail)?))
}

/// Running counts over the groups of a sample drawn with replacement, from 0.
fn resampled(members: &[usize], groups: usize, rng: &mut Rng) -> Vec<u64> {
    let mut counts = vec![0; groups + 1];
    for _ in members {
        counts[members[rng.below(members.len())] + 1] += 1;
    }
    for group in 0..groups {
        counts[group + 1] += counts[group];
    }
    counts
}

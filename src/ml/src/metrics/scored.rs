//! Labels with scores, and every threshold that changes a decision.

use super::error::same_length;
use super::{Confusion, MetricsError};

/// Labels (true for positive) with a finite score each; at least one row. A
/// higher score means more likely positive; it need not be a probability.
///
/// Sorting happens once, in `O(n log n)`; curves are then linear in n.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    labels: Vec<bool>,
    scores: Vec<f64>,
    /// Row numbers from the highest score to the lowest, rows in order among
    /// equals.
    order: Vec<usize>,
    positives: usize,
}

/// A threshold and the counts it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Rows with a score of at least this are predicted positive.
    pub threshold: f64,
    /// The outcome.
    pub counts: Confusion,
}

impl Scored {
    /// Labels and scores of the same rows.
    ///
    /// # Errors
    /// If the lengths differ or are 0, or a score is not finite.
    pub fn new(labels: &[bool], scores: &[f64]) -> Result<Self, MetricsError> {
        same_length(labels.len(), scores.len())?;
        if let Some(row) = scores.iter().position(|score| !score.is_finite()) {
            return Err(MetricsError::NotFinite { row, value: scores[row] });
        }
        let mut order: Vec<usize> = (0..scores.len()).collect();
        // Adding 0 turns −0 into 0, which total_cmp would put below it.
        order.sort_by(|&a, &b| (scores[b] + 0.0).total_cmp(&(scores[a] + 0.0)));
        let positives = labels.iter().filter(|&&label| label).count();
        Ok(Self { labels: labels.to_vec(), scores: scores.to_vec(), order, positives })
    }

    /// The labels, in the order given.
    pub fn labels(&self) -> &[bool] {
        &self.labels
    }

    /// The scores, in the order given.
    pub fn scores(&self) -> &[f64] {
        &self.scores
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.labels.len()
    }

    /// Number of positives.
    pub fn positives(&self) -> usize {
        self.positives
    }

    /// Number of negatives.
    pub fn negatives(&self) -> usize {
        self.rows() - self.positives
    }

    /// Share of positives.
    pub fn prevalence(&self) -> f64 {
        self.positives as f64 / self.rows() as f64
    }

    /// The counts when rows with a score of at least `threshold` are predicted
    /// positive.
    pub fn at(&self, threshold: f64) -> Confusion {
        let decisions = self.scores.iter().map(|&score| score >= threshold);
        Confusion::count(self.labels.iter().copied().zip(decisions))
    }

    /// One cut for every distinct score, from the highest to the lowest, after
    /// a first one with threshold ∞ at which nothing is predicted positive.
    /// Any other threshold gives the counts of one of these.
    pub fn cuts(&self) -> Vec<Cut> {
        let mut counts = Confusion { tn: self.negatives() as u64, fn_: self.positives as u64, ..Confusion::default() };
        let mut cuts = vec![Cut { threshold: f64::INFINITY, counts }];
        for group in self.groups() {
            for &row in group {
                if self.labels[row] {
                    (counts.tp, counts.fn_) = (counts.tp + 1, counts.fn_ - 1);
                } else {
                    (counts.fp, counts.tn) = (counts.fp + 1, counts.tn - 1);
                }
            }
            cuts.push(Cut { threshold: self.scores[group[0]], counts });
        }
        cuts
    }

    /// Rows of equal score, from the highest score to the lowest.
    pub(super) fn groups(&self) -> impl Iterator<Item = &[usize]> {
        self.order.chunk_by(|&a, &b| self.scores[a] == self.scores[b])
    }
}

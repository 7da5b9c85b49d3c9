//! How good probabilities are, as probabilities.

use super::MetricsError;
use super::error::same_length;
use crate::numeric::{ln, log1p, mean, quantile, sum};

/// Labels (true for positive) with a predicted probability each; at least one
/// row.
///
/// Taught in `calibration` and `logistic-regression`.
///
/// ```
/// let f = ml::metrics::Forecasts::new(&[true, false], &[0.8, 0.4]).unwrap();
/// assert!((f.brier() - (0.04 + 0.16) / 2.0).abs() < 1e-15);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Forecasts {
    labels: Vec<bool>,
    probabilities: Vec<f64>,
}

/// How probabilities are put into bins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binning {
    /// Bins of equal width from 0 to 1.
    EqualWidth,
    /// Bins between quantiles of the probabilities, so that each holds about
    /// as many rows.
    EqualCount,
}

/// One bin of a reliability diagram: probabilities in (low, high], and those
/// equal to `low` in the first bin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Lower edge.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
    /// Number of rows.
    pub count: usize,
    /// Mean probability; `None` without rows.
    pub predicted: Option<f64>,
    /// Share of positives; `None` without rows.
    pub observed: Option<f64>,
}

impl Forecasts {
    /// Labels and probabilities of the same rows.
    ///
    /// # Errors
    /// If the lengths differ or are 0, or a probability is not in [0, 1].
    pub fn new(labels: &[bool], probabilities: &[f64]) -> Result<Self, MetricsError> {
        same_length(labels.len(), probabilities.len())?;
        if let Some(row) = probabilities.iter().position(|p| !(0.0..=1.0).contains(p)) {
            return Err(MetricsError::NotAProbability { row, value: probabilities[row] });
        }
        Ok(Self { labels: labels.to_vec(), probabilities: probabilities.to_vec() })
    }

    /// The log-loss of each row: `−ln p` for a positive, `−ln(1 − p)` for a
    /// negative, in nats. Probabilities are first moved into [ε, 1 − ε] with
    /// ε = 2⁻⁵², as scikit-learn does: a certain mistake costs 36.04, not ∞.
    pub fn log_losses(&self) -> Vec<f64> {
        let loss = |(&label, &p): (&bool, &f64)| {
            let p = p.clamp(f64::EPSILON, 1.0 - f64::EPSILON);
            if label { -ln(p) } else { -log1p(-p) }
        };
        self.labels.iter().zip(&self.probabilities).map(loss).collect()
    }

    /// Mean log-loss, or cross-entropy; see [`Forecasts::log_losses`].
    pub fn log_loss(&self) -> f64 {
        mean(&self.log_losses())
    }

    /// Brier score: the mean squared difference of probability and outcome.
    ///
    /// Source: Brier, *Monthly Weather Review* 78(1), 1950, in the form for one
    /// event that is half of his.
    pub fn brier(&self) -> f64 {
        let squared = |(&label, &p): (&bool, &f64)| {
            let error = p - f64::from(label);
            error * error
        };
        mean(&self.labels.iter().zip(&self.probabilities).map(squared).collect::<Vec<_>>())
    }

    /// The bins of a reliability diagram, from low to high; at least one bin.
    /// Bins without rows are kept, and so are bins without width, where many
    /// probabilities are equal.
    ///
    /// Source: Niculescu-Mizil and Caruana, "Predicting good probabilities with
    /// supervised learning", ICML 2005.
    pub fn reliability(&self, bins: usize, binning: Binning) -> Vec<Bin> {
        let edges = self.edges(bins.max(1), binning);
        let mut members = vec![Vec::new(); edges.len() - 1];
        for (row, &p) in self.probabilities.iter().enumerate() {
            // The first inner edge that is not below p closes its bin.
            let inner = &edges[1..edges.len() - 1];
            members[inner.partition_point(|&edge| edge < p)].push(row);
        }
        let bin = |(rows, edges): (&Vec<usize>, &[f64])| Bin {
            low: edges[0],
            high: edges[1],
            count: rows.len(),
            predicted: self.mean_over(rows, |row| self.probabilities[row]),
            observed: self.mean_over(rows, |row| f64::from(self.labels[row])),
        };
        members.iter().zip(edges.windows(2)).map(bin).collect()
    }

    /// Expected calibration error: the mean distance between prediction and
    /// outcome over these bins, each weighted by its rows. Depends on the
    /// binning, and few rows a bin inflate it.
    ///
    /// Source: Naeini, Cooper and Hauskrecht, AAAI 2015.
    pub fn calibration_error(&self, bins: usize, binning: Binning) -> f64 {
        let bins = self.reliability(bins, binning);
        let share = |bin: &Bin| {
            let gap = (bin.predicted? - bin.observed?).abs();
            Some(gap * bin.count as f64 / self.labels.len() as f64)
        };
        sum(&bins.iter().filter_map(share).collect::<Vec<_>>())
    }

    fn edges(&self, bins: usize, binning: Binning) -> Vec<f64> {
        let shares = (0..=bins).map(|edge| edge as f64 / bins as f64);
        match binning {
            Binning::EqualWidth => shares.collect(),
            Binning::EqualCount => {
                let mut sorted = self.probabilities.clone();
                sorted.sort_by(f64::total_cmp);
                shares.filter_map(|q| quantile(&sorted, q)).collect()
            }
        }
    }

    fn mean_over(&self, rows: &[usize], value: impl Fn(usize) -> f64) -> Option<f64> {
        let values: Vec<f64> = rows.iter().map(|&row| value(row)).collect();
        (!values.is_empty()).then(|| mean(&values))
    }
}

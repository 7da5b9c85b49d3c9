//! What the resamples so far say.

use crate::numeric::{mean, sum};

/// One grid point's share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct At {
    /// Average of the fits.
    pub mean: f64,
    /// Squared distance of that average from the truth.
    pub bias_squared: f64,
    /// Mean squared distance of the fits from their average.
    pub variance: f64,
}

/// Errors averaged over the grid and the resamples so far.
///
/// With `R` resamples the variance divides by `R`, not by `R − 1`: then
/// `bias² + variance` equals the mean squared distance of the fits from the
/// truth exactly, not on average only. The price: the variance is too small by
/// `1/R` of itself, and the bias² too large by as much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Resamples so far, `R`.
    pub resamples: usize,
    /// Squared distance of the average fit from the truth.
    pub bias_squared: f64,
    /// Scatter of the fits around their average.
    pub variance: f64,
    /// Variance `σ²` of the noise: what no model can get below.
    pub noise: f64,
    /// Mean squared error on fresh, noisy observations at the grid points, new
    /// ones for each resample.
    pub test_error: f64,
    /// Standard error of `test_error` as a mean over resamples: how far
    /// another run of this length may be off. 0 for a single resample, where
    /// it cannot be known.
    pub test_error_se: f64,
    /// Mean squared error on the training points.
    pub train_error: f64,
    /// Standard deviation of `test_error − (bias² + variance + σ²)` given
    /// these fits. The two differ by the luck of the test noise `ε` alone,
    /// `mean(ε² − σ² − 2·ε·e)` with the fits' distances `e` from the truth,
    /// and normal noise makes that `√Σ(2σ⁴ + 4σ²e²)` over the count.
    pub gap_sd: f64,
}

impl Summary {
    /// `bias² + variance + noise`: the expected test error, by its parts.
    pub fn expected_error(&self) -> f64 {
        self.bias_squared + self.variance + self.noise
    }
}

/// Running totals over resamples: for each grid point by Welford's method,
/// whose digits survive curves that differ by many orders of magnitude.
/// Source: Welford, Technometrics 4(3), 1962.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Totals {
    truth: Vec<f64>,
    means: Vec<f64>,
    scatter: Vec<f64>,
    squares: f64,
    tests: Vec<f64>,
    trains: Vec<f64>,
}

impl Totals {
    pub(super) fn new(truth: Vec<f64>) -> Self {
        let zeros = vec![0.0; truth.len()];
        Self { truth, means: zeros.clone(), scatter: zeros, squares: 0.0, tests: Vec::new(), trains: Vec::new() }
    }

    /// Takes in one fit: its curve on the grid, the noise of the test
    /// observations there, and its training error. Gives its mean squared
    /// distance from the truth.
    pub(super) fn add(&mut self, curve: &[f64], noise: &[f64], train_error: f64) -> f64 {
        self.trains.push(train_error);
        let count = self.trains.len() as f64;
        let (mut test, mut squares) = (0.0, 0.0);
        for (place, (value, noise)) in curve.iter().zip(noise).enumerate() {
            let before = value - self.means[place];
            self.means[place] += before / count;
            self.scatter[place] += before * (value - self.means[place]);
            let distance = value - self.truth[place];
            self.squares += distance * distance;
            squares += distance * distance;
            test += (distance - noise) * (distance - noise);
        }
        self.tests.push(test / curve.len() as f64);
        squares / curve.len() as f64
    }

    pub(super) fn at(&self, place: usize) -> At {
        let bias = self.means[place] - self.truth[place];
        let variance = self.scatter[place] / self.trains.len().max(1) as f64;
        At { mean: self.means[place], bias_squared: bias * bias, variance }
    }

    /// `None` before the first resample.
    pub(super) fn summary(&self, noise: f64) -> Option<Summary> {
        let resamples = self.tests.len();
        if resamples == 0 {
            return None;
        }
        let over_grid =
            |part: fn(At) -> f64| mean(&(0..self.truth.len()).map(|place| part(self.at(place))).collect::<Vec<_>>());
        let test_error = mean(&self.tests);
        let spread = sum(&self.tests.iter().map(|t| (t - test_error) * (t - test_error)).collect::<Vec<_>>());
        let count = (resamples * self.truth.len()) as f64;
        let gap = count * 2.0 * noise * noise + 4.0 * noise * self.squares;
        Some(Summary {
            resamples,
            bias_squared: over_grid(|at| at.bias_squared),
            variance: over_grid(|at| at.variance),
            noise,
            test_error,
            test_error_se: (spread / (resamples.max(2) - 1) as f64 / resamples as f64).sqrt(),
            train_error: mean(&self.trains),
            gap_sd: gap.sqrt() / count,
        })
    }
}

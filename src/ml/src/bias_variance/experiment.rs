//! Many training sets, one kind of model.

use super::summary::{At, Summary, Totals};
use super::{Design, Family, Truth};
use crate::neighbors::NeighborError;
use crate::numeric::mean;
use crate::polynomial::PolynomialError;
use crate::rng::Seed;
use crate::trees::TreeError;
use thiserror::Error;

/// Points on which fits are compared with the truth, evenly over [−1, 1].
pub const GRID: usize = 101;

/// The [`GRID`] places, from −1 to 1.
pub fn grid() -> Vec<f64> {
    (0..GRID).map(|i| (2 * i) as f64 / (GRID - 1) as f64 - 1.0).collect()
}

/// Settings of an [`Experiment`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExperimentParams {
    /// The curve behind the data.
    pub truth: Truth,
    /// Standard deviation `σ` of the normal noise on every observation.
    pub noise: f64,
    /// Points in each training set.
    pub points: usize,
    /// Where they lie.
    pub design: Design,
    /// What is fitted.
    pub family: Family,
    /// Training sets to draw.
    pub resamples: usize,
}

impl Default for ExperimentParams {
    fn default() -> Self {
        Self {
            truth: Truth::Sine,
            noise: 0.3,
            points: 20,
            design: Design::Spread,
            family: Family::default(),
            resamples: 100,
        }
    }
}

/// Why an experiment was refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum ExperimentError {
    /// A standard deviation is not negative.
    #[error("the noise must be at least 0 and finite, not {0}")]
    Noise(f64),
    /// There must be something to fit to, and a fit to measure.
    #[error("at least one point and one resample are needed")]
    Empty,
    /// The polynomial refused.
    #[error(transparent)]
    Polynomial(#[from] PolynomialError),
    /// The neighbors refused, most likely for more neighbors than points.
    #[error(transparent)]
    Neighbors(#[from] NeighborError),
    /// The tree refused.
    #[error(transparent)]
    Tree(#[from] TreeError),
}

/// One training set and the curve fitted to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Resample {
    /// Places of the training points, in the order drawn.
    pub x: Vec<f64>,
    /// Their observations.
    pub y: Vec<f64>,
    /// The fit at the [`GRID`] places.
    pub curve: Vec<f64>,
    /// Its mean squared error on its training points.
    pub train_error: f64,
    /// Its mean squared distance from the truth over the grid: what it would
    /// add to the noise in the long run.
    pub distance: f64,
    /// Euclidean length of its coefficients, if it has any.
    pub length: Option<f64>,
}

/// Draws training sets one at a time, fits, and keeps count of how the fits
/// differ from the truth and from each other.
///
/// Training set number `r` depends on the seed and `r` only, not on the model:
/// two experiments with the same seed see the same data. The decomposition of
/// squared error into `bias² + variance + noise` is from Geman, Bienenstock
/// and Doursat, "Neural networks and the bias/variance dilemma", Neural
/// Computation 4(1), 1992. Taught in `bias-variance`.
///
/// ```
/// use ml::bias_variance::{Experiment, ExperimentParams};
/// use ml::rng::Seed;
/// let mut experiment = Experiment::new(ExperimentParams::default(), Seed(1))?;
/// while experiment.step().is_some() {}
/// let summary = experiment.summary().unwrap();
/// // The parts explain the test error up to the luck of the test noise.
/// assert!((summary.test_error - summary.expected_error()).abs() < 5.0 * summary.gap_sd);
/// # Ok::<(), ml::bias_variance::ExperimentError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    params: ExperimentParams,
    seed: Seed,
    grid: Vec<f64>,
    resamples: Vec<Resample>,
    totals: Totals,
}

impl Experiment {
    /// Before the first training set.
    ///
    /// # Errors
    /// An [`ExperimentError`] that says which setting cannot be; the model is
    /// tried once, so that later steps cannot fail.
    pub fn new(params: ExperimentParams, seed: Seed) -> Result<Self, ExperimentError> {
        if !(params.noise >= 0.0 && params.noise.is_finite()) {
            return Err(ExperimentError::Noise(params.noise));
        }
        if params.points == 0 || params.resamples == 0 {
            return Err(ExperimentError::Empty);
        }
        let grid = grid();
        let totals = Totals::new(grid.iter().map(|&x| params.truth.at(x)).collect());
        let experiment = Self { params, seed, grid, resamples: Vec::new(), totals };
        let (x, y, _) = experiment.draw(0);
        params.family.fit(&x, &y, &[])?;
        Ok(experiment)
    }

    /// Training set number `r` and the noise of the test observations that go
    /// with it.
    fn draw(&self, r: usize) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
        let mut rng = self.seed.stream(r as u64).rng();
        let ExperimentParams { truth, noise, points, design, .. } = self.params;
        let x = design.draw(points, &mut rng);
        let y = x.iter().map(|&x| truth.at(x) + noise * rng.normal()).collect();
        let test = self.grid.iter().map(|_| noise * rng.normal()).collect();
        (x, y, test)
    }

    /// Draws the next training set and fits it; `None` once all are drawn.
    pub fn step(&mut self) -> Option<&Resample> {
        if self.resamples.len() >= self.params.resamples {
            return None;
        }
        let (x, y, noise) = self.draw(self.resamples.len());
        self.take(x, y, &noise);
        self.resamples.last()
    }

    /// Fits a given training set and measures with given test noise.
    pub(super) fn take(&mut self, x: Vec<f64>, y: Vec<f64>, noise: &[f64]) {
        let places = [self.grid.as_slice(), &x].concat();
        // `new` has tried the family on a set of this size; values are finite.
        let Ok((mut curve, length)) = self.params.family.fit(&x, &y, &places) else { return };
        let fitted = curve.split_off(GRID);
        let errors: Vec<f64> = fitted.iter().zip(&y).map(|(f, y)| (f - y) * (f - y)).collect();
        let train_error = mean(&errors);
        let distance = self.totals.add(&curve, noise, train_error);
        self.resamples.push(Resample { x, y, curve, train_error, distance, length });
    }

    /// The settings.
    pub fn params(&self) -> &ExperimentParams {
        &self.params
    }

    /// All training sets and fits so far.
    pub fn resamples(&self) -> &[Resample] {
        &self.resamples
    }

    /// Mean fit, bias² and variance at each of the [`GRID`] places.
    pub fn along_grid(&self) -> Vec<At> {
        (0..GRID).map(|place| self.totals.at(place)).collect()
    }

    /// Errors over the whole grid; `None` before the first step.
    pub fn summary(&self) -> Option<Summary> {
        self.totals.summary(self.params.noise * self.params.noise)
    }
}

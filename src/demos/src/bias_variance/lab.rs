//! Fits of every complexity to the same training sets, drawn as they are asked for.

use super::settings::{self, NEAR, Plan};
use crate::demo::BuildError;
use crate::settings::Settings;
use ml::bias_variance::{ExperimentError, ExperimentParams, Resample, Summary, Sweep, grid};

/// A squared error below this is what rounding leaves of a zero.
pub const ZERO: f64 = 1e-15;

/// All fits so far. Copies of a demo share one: it only grows, and each copy looks at the first so many fits.
pub struct Lab {
    /// What is fitted.
    pub plan: Plan,
    sweep: Sweep,
    /// For each number of fits, what each complexity has measured.
    measured: Vec<Vec<Summary>>,
}

impl Lab {
    /// With the fits of the start.
    pub fn new(plan: Plan) -> Result<Lab, BuildError> {
        let refused = |e: ExperimentError| BuildError::Unfit(e.to_string());
        let sweep = Sweep::new(plan.params, plan.dials[0]..=plan.dials[1], plan.seed).map_err(refused)?;
        let start = plan.start;
        let mut lab = Lab { plan, sweep, measured: Vec::new() };
        lab.reach(start);
        Ok(lab)
    }

    /// Draws training sets until there are this many, or until there are no more.
    pub fn reach(&mut self, fits: usize) {
        while self.measured.len() < fits && self.sweep.step() {
            self.measured.push(self.sweep.summaries().into_iter().map(|(_, summary)| summary).collect());
        }
    }

    /// What the first `fits` say, seen with these settings.
    pub fn view<'a>(&'a self, settings: &'a Settings, fits: usize) -> View<'a> {
        let [first, last] = self.plan.dials;
        let dial = settings.count(settings::dial_key(settings)).clamp(first, last);
        let resamples = self.sweep.experiments()[dial - first].resamples();
        View { plan: &self.plan, settings, dial, fits: &resamples[..fits], rows: &self.measured[fits - 1] }
    }
}

/// What some fits say.
pub struct View<'a> {
    /// What was fitted.
    pub plan: &'a Plan,
    /// How it is looked at.
    pub settings: &'a Settings,
    /// The present complexity.
    pub dial: usize,
    /// Fits of the present complexity.
    pub fits: &'a [Resample],
    /// What each complexity has measured.
    pub rows: &'a [Summary],
}

/// The fits at one place.
pub struct Probe {
    /// The place.
    pub x: f64,
    /// The true value there.
    pub truth: f64,
    /// Average of the fits.
    pub mean: f64,
    /// Their standard deviation, dividing by their number as the variance does.
    pub deviation: f64,
}

impl View<'_> {
    /// Truth, noise, points and kind of model.
    pub fn params(&self) -> &ExperimentParams {
        &self.plan.params
    }

    /// A position of the dial, and what was measured there.
    pub fn dials(&self) -> impl Iterator<Item = (usize, &Summary)> {
        (self.plan.dials[0]..).zip(self.rows)
    }

    /// What the present complexity has measured.
    pub fn here(&self) -> &Summary {
        &self.rows[self.dial - self.plan.dials[0]]
    }

    /// The first complexity for which a number is least.
    pub fn least(&self, of: fn(&Summary) -> f64) -> (usize, &Summary) {
        let here = (self.dial, self.here());
        let mut all = self.dials();
        let first = all.next().unwrap_or(here);
        all.fold(first, |best, next| if of(next.1) < of(best.1) { next } else { best })
    }

    /// The complexity with the least test error; where rounding alone differs, the first.
    pub fn best(&self) -> (usize, &Summary) {
        self.least(|s| s.test_error.max(ZERO))
    }

    /// The greatest error of all.
    pub fn highest(&self) -> f64 {
        self.rows.iter().map(|s| s.expected_error().max(s.test_error).max(s.train_error)).fold(ZERO, f64::max)
    }

    /// Average of the fits along the grid.
    pub fn mean(&self) -> Vec<f64> {
        let mut mean = vec![0.0; self.fits.first().map_or(0, |fit| fit.curve.len())];
        for fit in self.fits {
            mean.iter_mut().zip(&fit.curve).for_each(|(mean, value)| *mean += value / self.fits.len() as f64);
        }
        mean
    }

    /// The fits at the place that is looked at closely.
    pub fn probe(&self) -> Probe {
        let grid = grid();
        let last = grid.len() - 1;
        let i = (0.5 * (self.settings.number("probe") + 1.0) * last as f64).round().max(0.0) as usize;
        let (i, count) = (i.min(last), self.fits.len() as f64);
        let average = |of: &dyn Fn(f64) -> f64| self.fits.iter().fold(0.0, |sum, fit| sum + of(fit.curve[i])) / count;
        let mean = average(&|value| value);
        let deviation = average(&|value| (value - mean) * (value - mean)).sqrt();
        Probe { x: grid[i], truth: self.params().truth.at(grid[i]), mean, deviation }
    }

    /// The degree from which on a polynomial passes through all points of a training set; `None` for others and
    /// with a penalty, which forbids it.
    pub fn threshold(&self) -> Option<usize> {
        let free = self.settings.choice("family") == "polynomial" && self.settings.number("ridge") == 0.0;
        free.then(|| self.params().points - 1)
    }

    /// Whether errors are drawn on a logarithmic axis.
    pub fn log(&self) -> bool {
        match self.settings.choice("scale") {
            "linear" => false,
            "log" => true,
            _ => {
                let least = self.least(Summary::expected_error).1.expected_error();
                let past = self.threshold().is_some_and(|t| t < self.plan.dials[1]) && self.plan.positions() > NEAR + 1;
                // Powers of ten down to what rounding leaves of a zero would show nothing else.
                least > ZERO && (past || self.highest() > 25.0 * least)
            }
        }
    }
}

//! Fits of every complexity to the same training sets, drawn as they are asked for.

use super::settings::{DEEPEST, FAR, MOST_FITS, MOST_NEIGHBORS, NEAR, dial_key, dials};
use crate::demo::{BuildError, unfit};
use crate::settings::Settings;
use ml::bias_variance::{Design, Experiment, ExperimentParams, Family, Resample, Summary, Truth, grid};
use ml::numeric::quantile;
use ml::polynomial::Basis;
use ml::rng::Seed;
use std::cell::RefCell;

/// A squared error below this is what rounding leaves of a zero.
pub const ZERO: f64 = 1e-15;

/// All fits so far. It only grows; a view looks at the first so many fits of the complexities that it shows.
pub struct Lab {
    params: ExperimentParams,
    /// Number of fits before the first step.
    pub start: usize,
    /// One for each position of the dial, from the least.
    tracks: RefCell<Vec<Track>>,
}

/// Fits of one complexity.
struct Track {
    experiment: Experiment,
    /// What it has measured, by number of fits.
    measured: Vec<Summary>,
}

impl Track {
    /// What so many fits have measured; they are drawn if they have not been.
    fn reach(&mut self, fits: usize) -> Summary {
        while self.measured.len() < fits && self.experiment.step().is_some() {
            self.measured.extend(self.experiment.summary());
        }
        self.measured[fits - 1] // there are as many as a run has steps
    }
}

impl Lab {
    /// What the settings ask for, before the first fit.
    ///
    /// # Errors
    /// If there are too few points.
    pub fn new(settings: &Settings) -> Result<Lab, BuildError> {
        let points = settings.count("points");
        let (family, positions) = match settings.choice("family") {
            "neighbors" => (Family::Neighbors { k: 1 }, 1..=MOST_NEIGHBORS.min(points)),
            "tree" => (Family::Tree { depth: 0 }, 0..=DEEPEST),
            _ => {
                let basis = if settings.is("basis", "powers") { Basis::Powers } else { Basis::Legendre };
                (Family::Polynomial { degree: 0, ridge: settings.number("ridge"), basis }, 0..=FAR)
            }
        };
        let params = ExperimentParams {
            truth: Truth::from_id(settings.choice("truth")).unwrap_or_default(),
            noise: settings.number("noise"),
            points,
            design: match settings.choice("design") {
                "spread" => Design::Spread,
                "independent" => Design::Independent,
                _ => Design::Even,
            },
            family,
            resamples: MOST_FITS,
        };
        let track = |dial: usize| {
            let params = ExperimentParams { family: family.with_dial(dial), ..params };
            let experiment = Experiment::new(params, Seed(settings.seed().into())).map_err(unfit)?;
            Ok(Track { experiment, measured: Vec::new() })
        };
        let tracks = positions.map(track).collect::<Result<_, BuildError>>()?;
        Ok(Lab { params, start: settings.count("start").max(1), tracks: RefCell::new(tracks) })
    }
}

/// What some fits say.
pub struct View {
    /// Truth, noise, points and kind of model.
    pub params: ExperimentParams,
    /// How they are looked at.
    pub settings: Settings,
    /// Least and greatest position of the dial that is shown.
    pub dials: [usize; 2],
    /// The present complexity.
    pub dial: usize,
    /// Fits of the present complexity.
    pub fits: Vec<Resample>,
    /// What each complexity has measured.
    pub rows: Vec<Summary>,
    /// And what its middle fit is like.
    pub medians: Vec<Medians>,
}

/// Medians over the fits of one complexity: a few terrible fits decide an average, and no median.
pub struct Medians {
    /// Mean squared error of a fit on new observations.
    pub error: f64,
    /// Length of its coefficients, of a model that has them.
    pub length: Option<f64>,
}

impl Medians {
    fn new(fits: &[Resample], noise: f64) -> Medians {
        let median = |of: &dyn Fn(&Resample) -> Option<f64>| {
            let mut values: Vec<f64> = fits.iter().filter_map(of).collect();
            values.sort_by(f64::total_cmp);
            quantile(&values, 0.5)
        };
        let error = median(&|fit| Some(fit.distance)).unwrap_or(0.0) + noise * noise;
        Medians { error, length: median(&|fit| fit.length) }
    }
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

impl View {
    /// What the first `fits` say, seen with these settings.
    pub fn new(lab: &Lab, settings: Settings, fits: usize) -> View {
        let [first, last] = dials(&settings);
        let dial = settings.count(dial_key(&settings)).clamp(first, last);
        let mut tracks = lab.tracks.borrow_mut();
        let shown = || first..=last;
        let rows = tracks.iter_mut().take(shown().count()).map(|track| track.reach(fits)).collect();
        let fits_of = |dial: usize| &tracks[dial - first].experiment.resamples()[..fits];
        let medians = shown().map(|dial| Medians::new(fits_of(dial), lab.params.noise)).collect();
        let fits = fits_of(dial).to_vec();
        View { params: lab.params, settings, dials: [first, last], dial, fits, rows, medians }
    }

    /// A position of the dial, and what was measured there.
    pub fn dials(&self) -> impl Iterator<Item = (usize, &Summary)> {
        (self.dials[0]..).zip(&self.rows)
    }

    /// What the present complexity has measured.
    pub fn here(&self) -> &Summary {
        &self.rows[self.dial - self.dials[0]]
    }

    /// The middle fit of the present complexity.
    pub fn middle(&self) -> &Medians {
        &self.medians[self.dial - self.dials[0]]
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
        for fit in &self.fits {
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
        Probe { x: grid[i], truth: self.params.truth.at(grid[i]), mean, deviation }
    }

    /// The degree from which on a polynomial passes through all points of a training set; `None` for others and
    /// with a penalty, which forbids it.
    pub fn threshold(&self) -> Option<usize> {
        (self.polynomial() && !self.penalized()).then(|| self.params.points - 1)
    }

    /// Whether the coefficients of a polynomial are penalized.
    pub fn penalized(&self) -> bool {
        self.polynomial() && self.settings.number("ridge") > 0.0
    }

    fn polynomial(&self) -> bool {
        self.settings.is("family", "polynomial")
    }

    /// Whether errors are drawn on a logarithmic axis.
    pub fn log(&self) -> bool {
        match self.settings.choice("scale") {
            "linear" => false,
            "log" => true,
            _ => {
                let least = self.least(Summary::expected_error).1.expected_error();
                let past = self.threshold().is_some_and(|t| t < self.dials[1]) && self.rows.len() > NEAR + 1;
                // Powers of ten down to what rounding leaves of a zero would show nothing else.
                least > ZERO && (past || self.highest() > 25.0 * least)
            }
        }
    }
}

//! Made-up data whose truth is known. Each generator is a plain struct of
//! settings with a default; `generate` checks them and draws from a seed.

use super::error::require;
use super::{DataError, Dataset};
use crate::numeric::{cos, erfc, sigmoid, sin};
use crate::rng::{Rng, Seed};
use std::f64::consts::PI;

/// The most rows that are generated.
pub const MAX_ROWS: usize = 100_000;

fn check_rows(rows: usize, least: usize) -> Result<(), DataError> {
    require((least..=MAX_ROWS).contains(&rows), "rows", "at least 1 a class and at most 100,000", rows as f64)
}

/// Accepts `0 ≤ value ≤ 1000`, far beyond what a picture can show.
fn check_size(name: &'static str, value: f64) -> Result<(), DataError> {
    require((0.0..=1000.0).contains(&value), name, "between 0 and 1000", value)
}

/// How many of `rows` are positive: the nearest whole number, but at least one
/// of each class.
fn positives(rows: usize, prevalence: f64) -> Result<usize, DataError> {
    check_rows(rows, 2)?;
    require(prevalence > 0.0 && prevalence < 1.0, "prevalence", "between 0 and 1", prevalence)?;
    Ok(((rows as f64 * prevalence).round() as usize).clamp(1, rows - 1))
}

fn plane(points: Vec<[f64; 2]>, y: Vec<usize>, classes: usize) -> Result<Dataset, DataError> {
    let classes = match classes {
        2 => vec!["negative".to_owned(), "positive".to_owned()],
        n => (1..=n).map(|class| format!("class {class}")).collect(),
    };
    Dataset::new(points.into(), vec!["x1".to_owned(), "x2".to_owned()], y, classes)
}

fn around(center: [f64; 2], spread: f64, rng: &mut Rng) -> [f64; 2] {
    [center[0] + spread * rng.normal(), center[1] + spread * rng.normal()]
}

/// Two round normal clouds in the plane, with unit variance, their centers
/// `separation` apart along the first axis. Negatives come first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoGaussians {
    /// Number of rows, at least 2.
    pub rows: usize,
    /// Distance of the centers in standard deviations (d′).
    pub separation: f64,
    /// Share of positives, in (0, 1); the count is rounded, at least one each.
    pub prevalence: f64,
}

impl Default for TwoGaussians {
    fn default() -> Self {
        Self { rows: 200, separation: 2.0, prevalence: 0.5 }
    }
}

impl TwoGaussians {
    /// Draws the data set.
    ///
    /// # Errors
    /// [`DataError::Setting`] for a setting out of range.
    pub fn generate(&self, seed: Seed) -> Result<Dataset, DataError> {
        check_size("separation", self.separation)?;
        let positives = positives(self.rows, self.prevalence)?;
        let mut rng = seed.rng();
        let y: Vec<usize> = (0..self.rows).map(|row| usize::from(row >= self.rows - positives)).collect();
        let half = self.separation / 2.0;
        let points = y.iter().map(|&class| around([if class == 1 { half } else { -half }, 0.0], 1.0, &mut rng));
        plane(points.collect(), y, 2)
    }

    /// The AUC of the best score, the first coordinate, in an endless sample:
    /// `Φ(d′/√2)`.
    pub fn auc(&self) -> f64 {
        erfc(-self.separation / 2.0) / 2.0
    }
}

/// Scores as a classifier might give them, without any features: the log-odds
/// of each class are normal, the score is their sigmoid. Negatives come first.
///
/// The scores are calibrated where the two log-odds distributions have equal
/// variance `s²`, their means differ by `s²`, and lie symmetric about the
/// prevalence's log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// Number of scores, at least 2.
    pub rows: usize,
    /// Share of positives, in (0, 1).
    pub prevalence: f64,
    /// Mean log-odds of the negatives.
    pub negative_mean: f64,
    /// Standard deviation of the negatives' log-odds.
    pub negative_deviation: f64,
    /// Mean log-odds of the positives.
    pub positive_mean: f64,
    /// Standard deviation of the positives' log-odds.
    pub positive_deviation: f64,
}

impl Default for Scores {
    fn default() -> Self {
        Self {
            rows: 400,
            prevalence: 0.3,
            negative_mean: -1.5,
            negative_deviation: 1.0,
            positive_mean: 0.5,
            positive_deviation: 1.0,
        }
    }
}

impl Scores {
    /// Draws labels (true for positive) and scores in [0, 1].
    ///
    /// # Errors
    /// [`DataError::Setting`] for a setting out of range.
    pub fn generate(&self, seed: Seed) -> Result<(Vec<bool>, Vec<f64>), DataError> {
        check_size("negative deviation", self.negative_deviation)?;
        check_size("positive deviation", self.positive_deviation)?;
        check_size("size of the negative mean", self.negative_mean.abs())?;
        check_size("size of the positive mean", self.positive_mean.abs())?;
        let positives = positives(self.rows, self.prevalence)?;
        let mut rng = seed.rng();
        let labels: Vec<bool> = (0..self.rows).map(|row| row >= self.rows - positives).collect();
        let score = |&positive: &bool| {
            let normal = rng.normal();
            sigmoid(if positive {
                self.positive_mean + self.positive_deviation * normal
            } else {
                self.negative_mean + self.negative_deviation * normal
            })
        };
        let scores = labels.iter().map(score).collect();
        Ok((labels, scores))
    }

    /// The AUC in an endless sample: `Φ(Δmean / √(sum of the variances))`. NaN
    /// if neither class varies and the means agree.
    pub fn auc(&self) -> f64 {
        let (n, p) = (self.negative_deviation, self.positive_deviation);
        let z = (self.positive_mean - self.negative_mean) / (n * n + p * p).sqrt();
        erfc(-z / 2.0_f64.sqrt()) / 2.0
    }
}

/// Two half circles that reach into each other: no straight line separates
/// them. Points are evenly spaced along each, then moved by noise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moons {
    /// Number of rows, at least 2; the negatives get the odd one.
    pub rows: usize,
    /// Standard deviation of the noise; the circles have radius 1.
    pub noise: f64,
}

impl Default for Moons {
    fn default() -> Self {
        Self { rows: 200, noise: 0.15 }
    }
}

impl Moons {
    /// Draws the data set.
    ///
    /// # Errors
    /// [`DataError::Setting`] for a setting out of range.
    pub fn generate(&self, seed: Seed) -> Result<Dataset, DataError> {
        check_rows(self.rows, 2)?;
        check_size("noise", self.noise)?;
        let mut rng = seed.rng();
        let (mut points, mut y) = (Vec::new(), Vec::new());
        for class in 0..2 {
            let count = if class == 0 { self.rows.div_ceil(2) } else { self.rows / 2 };
            for index in 0..count {
                let angle = PI * index as f64 / (count.max(2) - 1) as f64;
                let [x, z] = [cos(angle), sin(angle)];
                let place = if class == 0 { [x, z] } else { [1.0 - x, 0.5 - z] };
                points.push(around(place, self.noise, &mut rng));
                y.push(class);
            }
        }
        plane(points, y, 2)
    }
}

/// Round normal clouds about random centers, for clustering and several
/// classes. Rows go to the clouds in turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blobs {
    /// Number of rows, at least as many as centers.
    pub rows: usize,
    /// Number of clouds, 1 to 100.
    pub centers: usize,
    /// Standard deviation of a cloud. Centers are drawn uniformly from
    /// [−10, 10]².
    pub spread: f64,
}

impl Default for Blobs {
    fn default() -> Self {
        Self { rows: 200, centers: 3, spread: 1.0 }
    }
}

impl Blobs {
    /// Draws the data set. The centers come from a stream of their own: more
    /// rows leave them where they are.
    ///
    /// # Errors
    /// [`DataError::Setting`] for a setting out of range.
    pub fn generate(&self, seed: Seed) -> Result<Dataset, DataError> {
        require((1..=100).contains(&self.centers), "centers", "between 1 and 100", self.centers as f64)?;
        check_rows(self.rows, self.centers)?;
        check_size("spread", self.spread)?;
        let mut place = seed.stream(0).rng();
        let mut coordinate = || place.uniform_in(-10.0, 10.0);
        let centers: Vec<[f64; 2]> = (0..self.centers).map(|_| [coordinate(), coordinate()]).collect();
        let mut rng = seed.stream(1).rng();
        let y: Vec<usize> = (0..self.rows).map(|row| row % self.centers).collect();
        let points = y.iter().map(|&class| around(centers[class], self.spread, &mut rng)).collect();
        plane(points, y, self.centers)
    }
}

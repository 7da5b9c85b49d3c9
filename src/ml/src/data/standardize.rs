//! Putting features on one scale.

use super::Dataset;
use crate::numeric::mean;
use ndarray::{Array1, ArrayViewMut1};

/// Subtracts each feature's mean and divides by its standard deviation.
///
/// Fit it on the training rows alone and apply it to both parts; fitting it on
/// all rows leaks the test set. The standard deviation is the population one
/// (divided by n, not n − 1), as in scikit-learn; a constant feature is only
/// shifted. Taught in `feature-engineering` and `splits-and-leakage`.
///
/// ```
/// use ml::data::{Standardizer, synthetic::TwoGaussians};
/// let data = TwoGaussians::default().generate(ml::rng::Seed(1)).unwrap();
/// let scaled = Standardizer::fit(&data).apply(&data);
/// assert!(ml::numeric::mean(scaled.column(0)).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Standardizer {
    means: Array1<f64>,
    deviations: Array1<f64>,
    /// Powers of two that bring very large and very small features near 1, so
    /// that no square and no difference leaves the range of floats; 1 for all
    /// others.
    units: Array1<f64>,
}

impl Standardizer {
    /// Measures each feature's mean and standard deviation. Without rows it
    /// changes nothing.
    pub fn fit(data: &Dataset) -> Self {
        let mut fitted = Self {
            means: Array1::zeros(data.cols()),
            deviations: Array1::ones(data.cols()),
            units: Array1::ones(data.cols()),
        };
        for (column, values) in data.x().columns().into_iter().enumerate() {
            let unit = unit(values.iter().fold(0.0_f64, |top, x| top.max(x.abs())));
            let values: Vec<f64> = values.iter().map(|x| x * unit).collect();
            let center = if values.is_empty() { 0.0 } else { mean(&values) };
            let squares: Vec<f64> = values.iter().map(|x| (x - center) * (x - center)).collect();
            fitted.units[column] = unit;
            let deviation = mean(&squares).sqrt();
            fitted.means[column] = center;
            // Rounding leaves a constant column a spread of a few units in the
            // last place of its mean, which is no spread.
            let noise = 10.0 * f64::EPSILON * center.abs();
            if deviation > noise {
                fitted.deviations[column] = deviation;
            }
        }
        fitted
    }

    /// The mean of each feature.
    pub fn means(&self) -> Array1<f64> {
        &self.means / &self.units
    }

    /// What each feature is divided by: its standard deviation, or 1 if it is
    /// constant.
    pub fn deviations(&self) -> Array1<f64> {
        &self.deviations / &self.units
    }

    /// The data set on the new scale.
    ///
    /// # Panics
    /// If the data set has another number of features.
    pub fn apply(&self, data: &Dataset) -> Dataset {
        assert_eq!(data.cols(), self.means.len(), "another number of features");
        let mut x = data.x().to_owned();
        for (at, mut column) in x.columns_mut().into_iter().enumerate() {
            column.map_inplace(|x| *x = self.scaled(at, *x));
        }
        data.with_x(x)
    }

    /// One row of features on the new scale.
    ///
    /// # Panics
    /// If it has another number of features.
    pub fn apply_row<'a>(&self, row: impl Into<ArrayViewMut1<'a, f64>>) {
        let row = row.into();
        assert_eq!(row.len(), self.means.len(), "another number of features");
        for (at, x) in row.into_iter().enumerate() {
            *x = self.scaled(at, *x);
        }
    }

    /// One row back on the scale it had.
    ///
    /// # Panics
    /// If it has another number of features.
    pub fn undo_row<'a>(&self, row: impl Into<ArrayViewMut1<'a, f64>>) {
        let row = row.into();
        assert_eq!(row.len(), self.means.len(), "another number of features");
        for (at, x) in row.into_iter().enumerate() {
            *x = (*x * self.deviations[at] + self.means[at]) / self.units[at];
        }
    }

    fn scaled(&self, column: usize, x: f64) -> f64 {
        (x * self.units[column] - self.means[column]) / self.deviations[column]
    }
}

/// What brings a feature with this largest value into the range where squares can be computed.
fn unit(top: f64) -> f64 {
    /// 2⁴⁰⁰; a power of two changes no digit.
    const FAR: f64 = f64::from_bits((1023 + 400) << 52);
    match top {
        _ if top > FAR => 1.0 / FAR / FAR,
        _ if top > 0.0 && top < 1.0 / FAR => FAR * FAR,
        _ => 1.0,
    }
}

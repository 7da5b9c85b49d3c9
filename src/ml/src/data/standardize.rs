//! Putting features on one scale.

use super::Dataset;
use crate::numeric::mean;
use ndarray::{Array1, ArrayView1, ArrayViewMut1};

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
}

impl Standardizer {
    /// Measures each feature's mean and standard deviation. Without rows it
    /// changes nothing.
    pub fn fit(data: &Dataset) -> Self {
        let mut fitted = Self { means: Array1::zeros(data.cols()), deviations: Array1::ones(data.cols()) };
        for (column, values) in data.x().columns().into_iter().enumerate() {
            let center = if values.is_empty() { 0.0 } else { mean(values) };
            let squares: Vec<f64> = values.iter().map(|x| (x - center) * (x - center)).collect();
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
    pub fn means(&self) -> ArrayView1<'_, f64> {
        self.means.view()
    }

    /// What each feature is divided by: its standard deviation, or 1 if it is
    /// constant.
    pub fn deviations(&self) -> ArrayView1<'_, f64> {
        self.deviations.view()
    }

    /// The data set on the new scale.
    ///
    /// # Panics
    /// If the data set has another number of features.
    pub fn apply(&self, data: &Dataset) -> Dataset {
        assert_eq!(data.cols(), self.means.len(), "another number of features");
        let mut x = data.x().to_owned();
        for ((mut column, center), deviation) in x.columns_mut().into_iter().zip(&self.means).zip(&self.deviations) {
            column.map_inplace(|x| *x = (*x - center) / deviation);
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
        for ((x, center), deviation) in row.into_iter().zip(&self.means).zip(&self.deviations) {
            *x = (*x - center) / deviation;
        }
    }

    /// One row back on the scale it had.
    ///
    /// # Panics
    /// If it has another number of features.
    pub fn undo_row<'a>(&self, row: impl Into<ArrayViewMut1<'a, f64>>) {
        let row = row.into();
        assert_eq!(row.len(), self.means.len(), "another number of features");
        for ((x, center), deviation) in row.into_iter().zip(&self.means).zip(&self.deviations) {
            *x = *x * deviation + center;
        }
    }
}

//! Rows for the losses in the registry, drawn from fixed seeds.

use super::{Loss, RowLoss};
use crate::numeric::{dot, mean};
use crate::rng::Seed;
use ndarray::{Array2, array};

/// Squared error of a sigmoid with a weight and an intercept on six rows at
/// −3, −2, −1, 1, 2 and 3, the two inner ones labeled against the trend.
///
/// The minimum is near weight 0.57 and intercept 0. At weight −6 the model is
/// confidently wrong on four rows of six, and yet the gradient is below 10⁻⁵:
/// the reason that classifiers are trained on log-loss. Taught in
/// `logistic-regression` and `gradient-descent`.
pub fn plateau() -> RowLoss {
    let x = [-3.0, -2.0, -1.0, 1.0, 2.0, 3.0];
    let y = array![0.0, 0.0, 1.0, 0.0, 1.0, 1.0];
    RowLoss::from_valid(Loss::SquaredSigmoid, x.map(|x| [x, 1.0]).to_vec().into(), y).starting_at([-6.0, 1.0])
}

/// Half the mean squared error of `slope·x + intercept` on 40 rows, `x`
/// uniform in [0, 4), `y = 1.5·x + 0.5` and normal noise of standard deviation
/// ½. A quadratic whose condition number comes from not standardizing.
/// Taught in `gradient-descent` and `linear-algebra`.
pub fn least_squares() -> RowLoss {
    let mut rng = Seed(40).rng();
    let x: Vec<f64> = (0..40).map(|_| rng.uniform_in(0.0, 4.0)).collect();
    let y = x.iter().map(|x| 1.5 * x + 0.5 + 0.5 * rng.normal()).collect();
    RowLoss::from_valid(Loss::Squared, Array2::from_shape_fn((40, 2), |(row, i)| if i == 0 { x[row] } else { 1.0 }), y)
}

/// Mean log-loss of a logistic regression without intercept on 60 rows: 30 of
/// each class, normal around (0.8, 0.5) and (−0.8, −0.5) with standard
/// deviation 1, both features standardized. Taught in `logistic-regression`.
pub fn log_loss() -> RowLoss {
    let mut rng = Seed(60).rng();
    let y: Vec<f64> = (0..60).map(|row| f64::from(row % 2)).collect();
    let mut draw = |center: f64| -> Vec<f64> { y.iter().map(|y| (2.0 * y - 1.0) * center + rng.normal()).collect() };
    let (a, b) = (standardized(draw(0.8)), standardized(draw(0.5)));
    let x: Vec<[f64; 2]> = a.into_iter().zip(b).map(|(a, b)| [a, b]).collect();
    RowLoss::from_valid(Loss::Log, x.into(), y.into())
}

/// Shifted and scaled to mean 0 and standard deviation 1 (over n, not n − 1).
fn standardized(values: Vec<f64>) -> Vec<f64> {
    let center = mean(&values);
    let shifted: Vec<f64> = values.iter().map(|v| v - center).collect();
    let scale = (dot(&shifted, &shifted) / shifted.len() as f64).sqrt();
    shifted.into_iter().map(|v| v / scale).collect()
}

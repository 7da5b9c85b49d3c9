//! What must hold for any input.

use super::dataset;
use crate::data::Dataset;
use crate::data::tests::table;
use crate::logistic::softmax_objective::SoftmaxObjective;
use crate::logistic::*;
use crate::rng::Seed;
use ndarray::ArrayView1;
use proptest::prelude::*;

/// Rows of two features with classes 0 to `classes` − 1, each at least once.
fn sample(classes: usize) -> impl Strategy<Value = Dataset> {
    let row = (prop::array::uniform2(-3.0..3.0_f64), 0..classes);
    prop::collection::vec(row, 6..25).prop_map(move |mut rows| {
        (0..classes).for_each(|class| rows[class].1 = class);
        let (x, y): (Vec<[f64; 2]>, Vec<usize>) = rows.into_iter().unzip();
        dataset(&x.iter().map(|row| &row[..]).collect::<Vec<_>>(), &y)
    })
}

fn theta(n: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(-2.0..2.0_f64, n)
}

/// Central differences, accurate to about the square of `h`.
fn differences(loss: impl Fn(&[f64]) -> f64, theta: &[f64]) -> Vec<f64> {
    let h = 1e-5;
    let moved = |i: usize, by: f64| {
        let mut theta = theta.to_vec();
        theta[i] += by;
        loss(&theta)
    };
    (0..theta.len()).map(|i| (moved(i, h) - moved(i, -h)) / (2.0 * h)).collect()
}

fn close<'a>(a: impl Into<ArrayView1<'a, f64>>, b: &[f64], tolerance: f64) -> bool {
    let a = a.into();
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= tolerance)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_gradient_is_the_slope(data in sample(2), theta in theta(3), l2 in 0.0..2.0) {
        let objective = Objective::new(&data, l2).unwrap();
        let expected = differences(|t| objective.loss(t.into()), &theta);
        prop_assert!(close(&objective.gradient((&theta).into()), &expected, 1e-8));
    }

    #[test]
    fn the_gradient_of_squared_error_is_its_slope(data in sample(2), theta in theta(3), l2 in 0.0..2.0) {
        let objective = Objective::new(&data, l2).unwrap();
        let expected = differences(|t| objective.squared_loss(t.into()), &theta);
        prop_assert!(close(&objective.squared_gradient((&theta).into()), &expected, 1e-8));
    }

    #[test]
    fn the_hessian_is_the_slope_of_the_gradient(data in sample(2), theta in theta(3), l2 in 0.0..2.0) {
        let objective = Objective::new(&data, l2).unwrap();
        let hessian = objective.hessian((&theta).into());
        for row in 0..3 {
            let expected = differences(|t| objective.gradient(t.into())[row], &theta);
            prop_assert!(close(hessian.row(row), &expected, 1e-8));
        }
    }

    #[test]
    fn the_softmax_gradient_is_the_slope(data in sample(3), theta in theta(9), l2 in 0.0..2.0) {
        let objective = SoftmaxObjective::new(&data, l2).unwrap();
        let expected = differences(|t| objective.evaluate(table(t, 3).view()).0, &theta);
        prop_assert!(close(&objective.evaluate(table(&theta, 3).view()).1.flatten(), &expected, 1e-8));
    }

    #[test]
    fn the_loss_never_rises(data in sample(2), l2 in 0.01..2.0, newton: bool) {
        // The curvature of the mean log-loss is at most ‖x̃‖²/4 ≤ 19/4.
        let solver = if newton { Solver::Newton } else { Solver::GradientDescent { rate: 1.0 / (4.75 + l2) } };
        let mut model = Logistic::new(Params { l2, solver, max_steps: 200, ..Params::default() }, &data).unwrap();
        let mut before = model.loss();
        while model.step() == Status::Running {
            prop_assert!(model.loss() <= before + 1e-14);
            before = model.loss();
        }
    }

    #[test]
    fn permuting_rows_changes_nothing_but_rounding(data in sample(2), seed: u64) {
        let params = Params { l2: 0.1, tolerance: 1e-11, ..Params::default() };
        let fitted = |data: &Dataset| {
            let mut model = Logistic::new(params, data).unwrap();
            (model.fit(), model)
        };
        let (status, a) = fitted(&data);
        let (_, b) = fitted(&data.take(&Seed(seed).rng().permutation(data.rows())));
        prop_assert_eq!(status, Status::Converged);
        prop_assert!(close(a.theta(), &b.theta().to_vec(), 1e-9));
        // Swapping the classes turns every weight round.
        let swapped = data.clone().with_positive(&data.classes()[0]).unwrap();
        let turned: Vec<f64> = fitted(&swapped).1.theta().iter().map(|t| -t).collect();
        prop_assert!(close(a.theta(), &turned, 1e-9));
    }

    #[test]
    fn softmax_of_two_classes_is_logistic_regression(data in sample(2), l2 in 0.05..1.0) {
        let mut several = Softmax::new(SoftmaxParams { l2, tolerance: 1e-11, ..SoftmaxParams::default() }, &data).unwrap();
        let mut two = Logistic::new(Params { l2: l2 / 2.0, tolerance: 1e-11, ..Params::default() }, &data).unwrap();
        prop_assert_eq!((several.fit(), two.fit()), (Status::Converged, Status::Converged));
        let difference: Vec<f64> = (0..2).map(|i| several.weights(1)[i] - several.weights(0)[i]).collect();
        prop_assert!(close(two.weights(), &difference, 1e-8));
        prop_assert!((several.intercept(0) + several.intercept(1)).abs() < 1e-9);
        for row in 0..data.rows() {
            let p = several.probabilities(data.row(row));
            prop_assert!((p[1] - two.probability(data.row(row))).abs() < 1e-8);
        }
    }

    /// Any start leads to the one minimum.
    #[test]
    fn the_minimum_is_unique(data in sample(2), start in theta(3)) {
        let params = Params { l2: 0.2, tolerance: 1e-11, ..Params::default() };
        let mut from_zero = Logistic::new(params, &data).unwrap();
        let mut from_there = Logistic::from(params, &data, start.into()).unwrap();
        prop_assert_eq!((from_zero.fit(), from_there.fit()), (Status::Converged, Status::Converged));
        prop_assert!(close(from_zero.theta(), &from_there.theta().to_vec(), 1e-9));
    }
}

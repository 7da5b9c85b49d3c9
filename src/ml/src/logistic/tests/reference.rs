//! Against scikit-learn; `tests/reference/logistic.py` made the numbers.

use crate::data::real::Real;
use crate::data::tests::real::load;
use crate::data::{Dataset, Standardizer};
use crate::logistic::*;
use crate::metrics::Multiclass;
use crate::numeric::mean;
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    binary: Vec<Case>,
    several: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    data: String,
    fits: Vec<Fit>,
}

#[derive(Deserialize)]
struct Fit {
    c: Option<f64>,
    weights: Vec<Vec<f64>>,
    intercepts: Vec<f64>,
    log_loss: f64,
    first_probabilities: Vec<Vec<f64>>,
    confusion: Vec<u64>,
}

impl Fit {
    fn l2(&self, rows: usize) -> f64 {
        self.c.map_or(0.0, |c| l2_from_c(c, rows))
    }
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("../../../../../tests/reference/logistic.json")).unwrap()
}

fn scaled(name: &str) -> Dataset {
    let data = load(Real::from_id(name).unwrap());
    Standardizer::fit(&data).apply(&data)
}

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance * expected.abs().max(1.0), "{found} {expected}");
}

#[test]
fn newton() {
    for case in reference().binary {
        let data = scaled(&case.data);
        for fit in case.fits {
            let params = Params { l2: fit.l2(data.rows()), tolerance: 1e-12, ..Params::default() };
            let mut model = Logistic::new(params, &data).unwrap();
            assert_eq!(model.fit(), Status::Converged);
            assert!(model.steps() < 15, "{}", model.steps());
            for (found, expected) in model.weights().iter().zip(&fit.weights[0]) {
                close(*found, *expected, 1e-7);
            }
            close(model.intercept(), fit.intercepts[0], 1e-7);
            close(mean(&model.point_losses()), fit.log_loss, 1e-12);
            for (row, expected) in fit.first_probabilities.iter().enumerate() {
                close(model.probability(data.row(row)), expected[1], 1e-9);
            }
            let said = model.probabilities(&data).iter().map(|&p| usize::from(p >= 0.5)).collect::<Vec<_>>();
            assert_eq!(Multiclass::new(data.y(), &said, 2).unwrap().counts().flatten().to_vec(), fit.confusion);
        }
    }
}

#[test]
fn gradient_descent() {
    let case = &reference().binary[0];
    let data = scaled(&case.data);
    let fit = &case.fits[0];
    let solver = Solver::GradientDescent { rate: 0.5 };
    let params = Params { l2: fit.l2(data.rows()), solver, tolerance: 1e-10, ..Params::default() };
    let mut model = Logistic::new(params, &data).unwrap();
    assert_eq!(model.fit(), Status::Converged);
    for (found, expected) in model.weights().iter().zip(&fit.weights[0]) {
        close(*found, *expected, 1e-7);
    }
    close(model.intercept(), fit.intercepts[0], 1e-7);
}

#[test]
fn several_classes() {
    for case in reference().several {
        let data = scaled(&case.data);
        for fit in case.fits {
            let l2 = fit.l2(data.rows());
            // Weights may be off by the gradient over the least curvature, λ.
            let params = SoftmaxParams { l2, tolerance: 1e-7 * l2, ..SoftmaxParams::default() };
            let mut model = Softmax::new(params, &data).unwrap();
            assert_eq!(model.fit(), Status::Converged, "{} {:?}", case.data, fit.c);
            for (class, weights) in fit.weights.iter().enumerate() {
                for (found, expected) in model.weights(class).iter().zip(weights) {
                    close(*found, *expected, 1e-6);
                }
                close(model.intercept(class), fit.intercepts[class], 1e-6);
            }
            for (row, expected) in fit.first_probabilities.iter().enumerate() {
                for (found, expected) in model.probabilities(data.row(row)).iter().zip(expected) {
                    close(*found, *expected, 1e-7);
                }
            }
            let said = model.predictions(&data);
            let matrix = Multiclass::new(data.y(), &said, data.classes().len()).unwrap();
            assert_eq!(matrix.counts().flatten().to_vec(), fit.confusion);
            let penalty: f64 = fit.weights.iter().flatten().map(|w| w * w).sum();
            close(model.loss(), fit.log_loss + l2 / 2.0 * penalty, 1e-10);
        }
    }
}

#[test]
fn momentum_reaches_the_same_place() {
    let reference = reference();
    let case = &reference.several[0];
    let data = scaled(&case.data);
    let fit = &case.fits[0];
    let solver = SoftmaxSolver::GradientDescent { rate: 0.5, momentum: 0.9 };
    let params = SoftmaxParams { l2: fit.l2(data.rows()), solver, tolerance: 1e-10, ..SoftmaxParams::default() };
    let mut model = Softmax::new(params, &data).unwrap();
    assert_eq!(model.fit(), Status::Converged);
    for (class, weights) in fit.weights.iter().enumerate() {
        for (found, expected) in model.weights(class).iter().zip(weights) {
            close(*found, *expected, 1e-7);
        }
    }
}

//! Arithmetic done on paper.

use super::dataset;
use crate::data::Dataset;
use crate::logistic::lbfgs::Lbfgs;
use crate::logistic::*;
use crate::numeric::{ln, log1p_exp, sigmoid};
use ndarray::array;
use std::f64::consts::LN_2;

fn descent(rate: f64) -> Params {
    Params { solver: Solver::GradientDescent { rate }, ..Params::default() }
}

#[test]
fn the_first_step() {
    // Rows 1 (negative), 2 (positive), 3 (positive), all p = ½ at zero weights:
    // ∂w = (½·1 − ½·2 − ½·3)/3 = −2/3, ∂b = (½ − ½ − ½)/3 = −1/6.
    let data = dataset(&[&[1.0], &[2.0], &[3.0]], &[0, 1, 1]);
    let mut model = Logistic::new(descent(0.3), &data).unwrap();
    assert!((model.loss() - LN_2).abs() < 1e-15);
    assert_eq!(model.gradient(), array![-2.0 / 3.0, -0.5 / 3.0]);
    model.step();
    assert!((model.weights()[0] - 0.2).abs() < 1e-15);
    assert!((model.intercept() - 0.05).abs() < 1e-15);
    assert!((model.probability(&[1.0]) - sigmoid(0.25)).abs() < 1e-15);
    // Row 1 costs ln(1 + e^0.25).
    assert!((model.point_losses()[0] - log1p_exp(0.25)).abs() < 1e-15);
}

#[test]
fn squared_error_is_flat_where_the_model_is_confidently_wrong() {
    // One positive at 1 and one negative at −1. At w = −ln 9 both have p = 0.1 for their own class:
    // (0.9² + 0.9²)/2 = 0.81, slope 2·0.9·0.1·0.9 = 0.162 against 0.9 of log-loss.
    let data = dataset(&[&[1.0], &[-1.0]], &[1, 0]);
    let objective = Objective::new(&data, 0.0).unwrap();
    let theta = array![-ln(9.0), 0.0];
    assert!((objective.squared_loss(theta.view()) - 0.81).abs() < 1e-15);
    assert!((objective.squared_gradient(theta.view())[0] + 0.162).abs() < 1e-15);
    assert!((objective.gradient(theta.view())[0] + 0.9).abs() < 1e-15);
    assert_eq!(objective.squared_gradient(theta.view())[1], 0.0);
    // Far out the slope is about 2·exp(−30), that of log-loss still 1.
    assert!(objective.squared_gradient(array![-30.0, 0.0].view())[0].abs() < 2e-13);
}

#[test]
fn an_intercept_alone_learns_the_odds() {
    // A constant feature 0 leaves the intercept: ln(3/1) for three of four.
    let data = dataset(&[&[0.0], &[0.0], &[0.0], &[0.0]], &[0, 1, 1, 1]);
    let mut model = Logistic::new(Params { l2: 1.0, ..Params::default() }, &data).unwrap();
    assert_eq!(model.fit(), Status::Converged);
    assert!((model.intercept() - ln(3.0)).abs() < 1e-9);
    assert_eq!(model.weights(), array![0.0]);
    // Without a penalty the weight of a constant 0 is anything.
    let mut model = Logistic::new(Params::default(), &data).unwrap();
    assert_eq!(model.fit(), Status::Singular);
}

#[test]
fn a_two_by_two_table_gives_the_log_odds_ratio() {
    // x = 0: 1 of 4 positive; x = 1: 3 of 4. The saturated fit is exact:
    // b = ln(1/3), w = ln(3) − ln(1/3) = ln 9.
    let x: Vec<&[f64]> = [[0.0]; 4].iter().chain(&[[1.0]; 4]).map(|row| &row[..]).collect::<Vec<_>>();
    let data = dataset(&x, &[1, 0, 0, 0, 1, 1, 1, 0]);
    let mut model = Logistic::new(Params { tolerance: 1e-12, ..Params::default() }, &data).unwrap();
    assert_eq!(model.fit(), Status::Converged);
    assert!((model.weights()[0] - ln(9.0)).abs() < 1e-11);
    assert!((model.intercept() + ln(3.0)).abs() < 1e-11);
    assert!(model.steps() <= 6, "{}", model.steps());
}

#[test]
fn how_a_fit_ends() {
    let apart = dataset(&[&[-2.0], &[-1.0], &[1.0], &[2.0]], &[0, 0, 1, 1]);
    let mut newton = Logistic::new(Params::default(), &apart).unwrap();
    assert_eq!(newton.fit(), Status::Separated);
    assert!(newton.weights()[0] > 5.0);
    // A penalty holds the weight back.
    let held = Params { l2: 0.1, ..Params::default() };
    assert_eq!(Logistic::new(held, &apart).unwrap().fit(), Status::Converged);
    let short = Params { max_steps: 3, ..descent(0.1) };
    let mut model = Logistic::new(short, &apart).unwrap();
    assert_eq!((model.fit(), model.steps()), (Status::OutOfSteps, 3));
    assert_eq!((model.step(), model.steps()), (Status::OutOfSteps, 3));
    // With λ = 1 the weight is multiplied by 1 − 3·λ = −2 a step, and more.
    let steep = Params { l2: 1.0, ..descent(3.0) };
    let mixed = dataset(&[&[-1.0], &[1.0], &[-2.0], &[3.0]], &[0, 1, 1, 0]);
    assert_eq!(Logistic::new(steep, &mixed).unwrap().fit(), Status::Diverged);
    let mut several = Softmax::new(SoftmaxParams { l2: 0.0, ..SoftmaxParams::default() }, &apart).unwrap();
    assert_eq!(several.fit(), Status::Separated);
}

#[test]
fn bad_settings_are_refused() {
    let data = dataset(&[&[1.0], &[2.0]], &[0, 1]);
    let binary = |params| Logistic::new(params, &data).unwrap_err();
    assert!(matches!(binary(Params { l2: -1.0, ..Params::default() }), LogisticError::Setting { name: "l2", .. }));
    assert!(matches!(binary(descent(0.0)), LogisticError::Setting { name: "learning rate", .. }));
    assert!(matches!(binary(descent(f64::NAN)), LogisticError::Setting { .. }));
    assert!(matches!(
        binary(Params { tolerance: f64::NAN, ..Params::default() }),
        LogisticError::Setting { name: "tolerance", .. }
    ));
    let start = Logistic::from(Params::default(), &data, array![0.0]).unwrap_err();
    assert_eq!(start, LogisticError::Start { expected: 2, found: 1 });
    assert!(Logistic::from(Params::default(), &data, array![0.0, f64::INFINITY]).is_err());
    let three = dataset(&[&[1.0], &[2.0], &[3.0]], &[0, 1, 2]);
    assert_eq!(Logistic::new(Params::default(), &three), Err(LogisticError::NotTwoClasses(3)));
    let one: Dataset = data.take(&[0]);
    assert_eq!(Logistic::new(Params::default(), &one), Err(LogisticError::EmptyClass("c1".into())));
    assert!(Softmax::new(SoftmaxParams::default(), &one).is_err());
    let momentum = SoftmaxSolver::GradientDescent { rate: 0.1, momentum: 1.0 };
    assert!(Softmax::new(SoftmaxParams { solver: momentum, ..SoftmaxParams::default() }, &three).is_err());
}

#[test]
fn momentum_by_hand() {
    // One feature, rows −1 (class 0) and 1 (class 1), p = ½ at first. Class 1:
    // ∂w = (½·(−1) − ½·1)/2 = −½. Step one: v = 0.1·½ = 0.05.
    let data = dataset(&[&[-1.0], &[1.0]], &[0, 1]);
    let solver = SoftmaxSolver::GradientDescent { rate: 0.1, momentum: 0.5 };
    let mut model = Softmax::new(SoftmaxParams { l2: 0.0, solver, ..SoftmaxParams::default() }, &data).unwrap();
    model.step();
    assert!((model.weights(1)[0] - 0.05).abs() < 1e-15);
    // Scores now differ by 0.1·x: ∂w = −(1 − σ(0.1)). Step two adds half of the
    // last step and a tenth of that.
    model.step();
    let gradient = -(1.0 - sigmoid(0.1));
    assert!((model.weights(1)[0] - (0.05 + 0.025 - 0.1 * gradient)).abs() < 1e-15);
    assert_eq!(model.intercept(1), 0.0);
}

#[test]
fn lbfgs_solves_a_quadratic() {
    // f = ½(x² + 10y²): after two exact steps two pairs span the plane, and the
    // direction is Newton's, from wherever one stands.
    let gradient = |p: [f64; 2]| array![[p[0], 10.0 * p[1]]];
    let mut memory = Lbfgs::new(5);
    let points = [[1.0, 1.0], [0.5, -0.2], [0.3, 0.1], [0.2, -0.05], [0.1, 0.01]];
    for pair in points.windows(2) {
        let step = [0, 1].map(|i| pair[1][i] - pair[0][i]);
        memory.remember(array![step], gradient(step));
    }
    let before = Lbfgs::new(5).direction(&gradient([2.0, 3.0]));
    assert_eq!(before, array![[-2.0, -30.0]]);
    let step = memory.direction(&gradient([2.0, 3.0]));
    let slope = -(step[[0, 0]] * 2.0 + step[[0, 1]] * 30.0);
    assert!(slope > 0.0);
    // The secant equation: the last change maps back to the last step.
    let last = memory.direction(&gradient([-0.1, 0.06]));
    assert!((last[[0, 0]] - 0.1).abs() < 1e-14 && (last[[0, 1]] + 0.06).abs() < 1e-14, "{last:?}");
}

use super::cholesky::Cholesky;
use super::*;
use ndarray::{Array2, ShapeBuilder, array, s};
use proptest::prelude::*;

/// Compares with the platform's own function, which may differ in the last digit.
#[expect(clippy::disallowed_methods, reason = "the platform's value is the oracle")]
mod platform {
    type Function = fn(f64) -> f64;
    pub const FUNCTIONS: [(Function, Function); 8] = [
        (super::exp, f64::exp),
        (super::expm1, f64::exp_m1),
        (super::log1p, f64::ln_1p),
        (super::sin, f64::sin),
        (super::cos, f64::cos),
        (super::tanh, f64::tanh),
        (|x| super::ln(x + 6.0), |x| (x + 6.0).ln()),
        (|x| super::pow(2.5, x), |x| 2.5_f64.powf(x)),
    ];
}

#[test]
fn sums_run_in_four_lanes() {
    // Lanes: 1e16+(−1e16)=0, 1+1=2, 1+1=2, 1+1=2; joined (0+2)+(2+2) = 6; then 0.5.
    // From left to right the first three ones would vanish beside 1e16.
    let values = [1e16, 1.0, 1.0, 1.0, -1e16, 1.0, 1.0, 1.0, 0.5];
    assert_eq!(sum(&values), 6.5);
    assert_eq!(values.iter().fold(0.0, |a, b| a + b), 3.5);
}

#[test]
fn products_by_hand() {
    let a = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    let mut out = [0.0; 2];
    matvec(&a, &[1.0, 0.0, -1.0], &mut out); // 1−3, 4−6
    assert_eq!(out, [-2.0, -2.0]);
    let mut out = [0.0; 3];
    matvec_transposed(&a, &[1.0, -1.0], &mut out); // 1−4, 2−5, 3−6
    assert_eq!(out, [-3.0, -3.0, -3.0]);
    assert_eq!(norm(&[3.0, 4.0]), 5.0);
    assert_eq!(squared_distance(&[1.0, 1.0], &[4.0, 5.0]), 25.0);
    assert_eq!(max_abs(&[1.0, -7.0, 2.0]), 7.0);
    assert!(max_abs(&[1.0, f64::NAN]).is_nan());
    assert_eq!(powi(3.0, 5), 243.0);
    assert_eq!((sum(&[]), powi(0.0, 0)), (0.0, 1.0));
}

#[test]
fn the_order_is_that_of_the_elements() {
    // The numbers of the first test as a column of a matrix stored by rows, and backwards.
    let values = [1e16, 1.0, 1.0, 1.0, -1e16, 1.0, 1.0, 1.0, 0.5];
    let table = Array2::from_shape_fn((9, 2), |(row, column)| if column == 0 { values[row] } else { f64::NAN });
    assert_eq!(sum(table.column(0)), 6.5);
    assert_eq!(dot(table.column(0), &[1.0; 9]), 6.5);
    let reversed: Vec<f64> = values.iter().rev().copied().collect();
    let backwards = table.slice(s![..;-1, 0]);
    assert_eq!((sum(backwards), norm(backwards)), (sum(&reversed), norm(&reversed)));
    let mut total = Array2::zeros((2, 9).f());
    axpy(2.0, table.column(0), total.row_mut(1));
    assert_eq!(total.row(1).to_vec(), values.map(|v| 2.0 * v));
}

#[test]
fn cholesky_by_hand() {
    // [4 2; 2 5] = [2 0; 1 2]·[2 1; 0 2]. A·(1, −1) = (2, −3).
    let factor = Cholesky::new(array![[4.0, 2.0], [2.0, 5.0]].view()).unwrap();
    let mut b = [2.0, -3.0];
    factor.solve(&mut b);
    assert_eq!(b, [1.0, -1.0]);
    assert_eq!(Cholesky::new(array![[1.0, 2.0], [2.0, 4.0]].view()), None); // rank one
    assert_eq!(Cholesky::new(array![[f64::NAN]].view()), None);
}

#[test]
fn extreme_arguments_stay_finite() {
    assert_eq!((sigmoid(800.0), sigmoid(-800.0)), (1.0, 0.0));
    assert_eq!((log1p_exp(800.0), log1p_exp(-800.0)), (800.0, 0.0));
    assert!((log_sum_exp(&[1000.0, 1000.0]) - (1000.0 + ln(2.0))).abs() < 1e-12);
    assert_eq!(log_sum_exp(&[]), f64::NEG_INFINITY);
    assert_eq!((logit(0.0), logit(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
    // A probability below the spacing of numbers near 1 keeps its digits.
    assert!((sigmoid(-40.0) / exp(-40.0) - 1.0).abs() < 1e-15);
    let mut z = [1000.0, 1000.0];
    softmax(&mut z);
    assert_eq!(z, [0.5, 0.5]);
}

proptest! {
    #[test]
    fn close_to_the_platform(x in -5.0..5.0_f64) {
        for (ours, theirs) in platform::FUNCTIONS {
            let (a, b) = (ours(x), theirs(x));
            if a.is_nan() && b.is_nan() { continue; } // log1p below −1
            prop_assert!((a - b).abs() <= 4.0 * f64::EPSILON * b.abs(), "{x}: {a} {b}");
        }
    }

    #[test]
    fn sigmoid_and_softplus_agree(z in -30.0..30.0_f64) {
        prop_assert!((logit(sigmoid(z)) - z).abs() <= 1e-15 * exp(z.abs()) + 1e-13);
        prop_assert!((sigmoid(z) + sigmoid(-z) - 1.0).abs() < 1e-15);
        // softplus(z) − softplus(−z) = z, and its slope is the sigmoid.
        prop_assert!((log1p_exp(z) - log1p_exp(-z) - z).abs() < 1e-13);
        let slope = (log1p_exp(z + 1e-5) - log1p_exp(z - 1e-5)) / 2e-5;
        prop_assert!((slope - sigmoid(z)).abs() < 1e-9);
    }

    #[test]
    fn sum_is_close_to_exact(values in prop::collection::vec(-1000_i32..1000, 0..40)) {
        // Whole numbers add without rounding in any order.
        let floats: Vec<f64> = values.iter().map(|&v| f64::from(v)).collect();
        prop_assert_eq!(sum(&floats), f64::from(values.iter().sum::<i32>()));
    }

    #[test]
    fn cholesky_solves(b in prop::collection::vec(-1.0..1.0_f64, 25), x in prop::collection::vec(-3.0..3.0_f64, 5)) {
        // A = B·Bᵀ + I is positive definite whatever B is.
        let b = Array2::from_shape_vec((5, 5), b).unwrap();
        let a = Array2::from_shape_fn((5, 5), |(i, j)| dot(b.row(i), b.row(j)) + f64::from(i == j));
        let mut solution = vec![0.0; 5];
        matvec(&a, &x, &mut solution);
        Cholesky::new(a.view()).unwrap().solve(&mut solution);
        for (found, expected) in solution.iter().zip(&x) {
            prop_assert!((found - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn softmax_is_a_distribution(z in prop::collection::vec(-50.0..50.0_f64, 1..9)) {
        let mut p = z.clone();
        let total = softmax(&mut p);
        prop_assert!((sum(&p) - 1.0).abs() < 1e-14);
        prop_assert!((total - log_sum_exp(&z)).abs() < 1e-12);
        for (p, z) in p.iter().zip(&z) {
            prop_assert!((p - exp(z - total)).abs() < 1e-13);
        }
    }
}

use super::*;
use crate::neighbors::NeighborError;
use crate::polynomial::Basis;
use crate::rng::Seed;
use proptest::prelude::*;
use serde_json::Value;

fn finished(params: ExperimentParams, seed: u64) -> Experiment {
    let mut experiment = Experiment::new(params, Seed(seed)).unwrap();
    while experiment.step().is_some() {}
    experiment
}

#[test]
fn parts_by_hand() {
    // Two fits on every place: truth + 1 and truth + 3. Mean truth + 2: bias²
    // 4, variance 1. Test noise 0 once and −1 once: errors 1 and 16.
    let truth = vec![0.5, -2.0, 0.0, 7.0];
    let raised = |by: f64| truth.iter().map(|t| t + by).collect::<Vec<_>>();
    let mut totals = summary::Totals::new(truth.clone());
    assert_eq!(totals.summary(0.5), None);
    totals.add(&raised(1.0), &[0.0; 4], 0.25);
    totals.add(&raised(3.0), &[-1.0; 4], 0.75);
    let found = totals.summary(0.5).unwrap();
    assert_eq!((found.bias_squared, found.variance, found.expected_error()), (4.0, 1.0, 5.5));
    assert_eq!((found.test_error, found.train_error), (8.5, 0.5));
    // Errors 1 and 16: deviations ±7.5, variance 112.5 over n − 1, halved.
    assert_eq!(found.test_error_se, 7.5);
    // Eight terms 2·0.25 and squared distances 4·1 + 4·9 = 40 times 4·0.5:
    // √84/8.
    assert_eq!(found.gap_sd, 84.0_f64.sqrt() / 8.0);
    assert_eq!(totals.at(1), At { mean: 0.0, bias_squared: 4.0, variance: 1.0 });
}

#[test]
fn a_constant_by_theory() {
    // Degree 0 on independent points predicts the mean of n observations of
    // 4x³ − 3x: variance (17/35 + σ²)/n, since the mean of (4x³ − 3x)² over
    // [−1, 1] is 16/7 − 24/5 + 3 = 17/35. Bias²: the same mean over the grid.
    let family = Family::Polynomial { degree: 0, ridge: 0.0, basis: Basis::Legendre };
    let (truth, design) = (Truth::Cubic, Design::Independent);
    let params = ExperimentParams { truth, design, family, noise: 0.5, points: 10, resamples: 2000 };
    let found = finished(params, 3).summary().unwrap();
    let variance = (17.0 / 35.0 + 0.25) / 10.0;
    // A variance over R near-normal values has relative standard error √(2/R).
    assert!((found.variance / variance - 1.0).abs() < 4.0 * (2.0 / 2000.0_f64).sqrt(), "{}", found.variance);
    let over_grid = grid().iter().map(|&x| truth.at(x) * truth.at(x)).fold(0.0, |a, b| a + b) / GRID as f64;
    // The average fit is off 0 by its own standard error; squared, variance/R.
    assert!((found.bias_squared - over_grid).abs() < 16.0 * variance / 2000.0);
}

#[test]
fn noiseless_truth_in_the_family_is_found() {
    let family = Family::Polynomial { degree: 3, ridge: 0.0, basis: Basis::Legendre };
    let params = ExperimentParams { truth: Truth::Cubic, noise: 0.0, family, resamples: 5, ..Default::default() };
    let found = finished(params, 1).summary().unwrap();
    assert!(found.test_error < 1e-28 && found.train_error < 1e-28, "{found:?}");
    assert_eq!(found.gap_sd, 0.0);
}

#[test]
fn parts_equal_numpy_and_scikit_learn() {
    let stored: Value = serde_json::from_str(include_str!("../../../../tests/reference/polynomial.json")).unwrap();
    let stored = &stored["decomposition"];
    let numbers = |v: &Value| v.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect::<Vec<f64>>();
    let sets = stored["sets"].as_array().unwrap();
    let cases = stored["cases"].as_array().unwrap();
    assert_eq!((sets.len(), cases.len()), (4, 4));
    for case in cases {
        let dial = case["dial"].as_u64().unwrap() as usize;
        let family = match case["family"].as_str().unwrap() {
            "polynomial" => Family::Polynomial { degree: dial, ridge: 0.0, basis: Basis::Legendre },
            "neighbors" => Family::Neighbors { k: dial },
            _ => Family::Tree { depth: dial },
        };
        let noise = stored["noise"].as_f64().unwrap();
        let params = ExperimentParams { family, noise, points: 10, resamples: 4, ..Default::default() };
        let mut experiment = Experiment::new(params, Seed(0)).unwrap();
        for set in sets {
            experiment.take(numbers(&set[0]), numbers(&set[1]), &numbers(&set[2]));
        }
        let found = experiment.summary().unwrap();
        let pairs = [
            ("bias_squared", found.bias_squared),
            ("variance", found.variance),
            ("test_error", found.test_error),
            ("train_error", found.train_error),
        ];
        for (name, value) in pairs {
            let expected = case[name].as_f64().unwrap();
            assert!((value - expected).abs() <= 1e-9 * expected + 1e-18, "{family:?} {name}: {value} {expected}");
        }
    }
}

#[test]
fn test_error_descends_twice() {
    // 20 points: the peak stands where 20 coefficients just reach them all.
    let params = ExperimentParams { resamples: 60, ..Default::default() };
    let mut sweep = Sweep::new(params, 0..=40, Seed(1)).unwrap();
    while sweep.step() {}
    let errors: Vec<f64> = sweep.summaries().iter().map(|(_, s)| s.test_error).collect();
    let trains: Vec<f64> = sweep.summaries().iter().map(|(_, s)| s.train_error).collect();
    assert_eq!(sweep.best().unwrap().dial(), 3);
    let peak = (4..=40).max_by(|&a, &b| errors[a].total_cmp(&errors[b])).unwrap();
    assert_eq!(peak + 1, 20);
    assert!(errors[peak] > 3.0 * errors[3] && errors[40] < 0.5 * errors[peak], "{errors:?}");
    // Up all the way from 6 to the peak, on the whole down again from there.
    assert!((6..peak).all(|d| errors[d] < errors[d + 1]));
    assert!((peak..35).all(|d| errors[d + 5] < errors[d]));
    // The training error is gone from the peak on, and only from there.
    assert!(trains.iter().enumerate().all(|(d, train)| (*train < 1e-20) == (d >= peak)), "{trains:?}");
}

#[test]
fn the_peak_moves_with_the_points() {
    let params = ExperimentParams { points: 12, resamples: 60, ..Default::default() };
    let mut sweep = Sweep::new(params, 5..=25, Seed(2)).unwrap();
    while sweep.step() {}
    let summaries = sweep.summaries();
    let peak = summaries.iter().max_by(|a, b| a.1.test_error.total_cmp(&b.1.test_error)).unwrap();
    assert_eq!(peak.0.dial() + 1, 12);
    // A little ridge takes it away.
    let ridge = |ridge| {
        let family = Family::Polynomial { degree: 11, ridge, basis: Basis::Legendre };
        finished(ExperimentParams { family, ..params }, 2).summary().unwrap().test_error
    };
    assert!(ridge(0.1) < 0.7 * ridge(0.0), "{} {}", ridge(0.1), ridge(0.0));
}

#[test]
fn independent_points_leave_gaps() {
    let family = Family::Polynomial { degree: 19, ridge: 0.0, basis: Basis::Legendre };
    let wild = ExperimentParams { design: Design::Independent, family, ..Default::default() };
    let tame = ExperimentParams { design: Design::Spread, ..wild };
    let error = |params| finished(params, 1).summary().unwrap().test_error;
    assert!(error(wild) > 1e20 && error(tame) < 1.0, "{} {}", error(wild), error(tame));
}

#[test]
fn even_points_peak_far_higher() {
    let params = ExperimentParams { points: 12, design: Design::Even, resamples: 40, ..Default::default() };
    let mut sweep = Sweep::new(params, 0..=30, Seed(1)).unwrap();
    while sweep.step() {}
    for resample in sweep.experiments()[0].resamples() {
        // Twelve cells of width 1/6, one point in each.
        assert!(resample.x.iter().enumerate().all(|(i, x)| ((x + 1.0) * 6.0 - i as f64 - 0.5).abs() <= 0.5));
    }
    let errors: Vec<f64> = sweep.summaries().iter().map(|(_, s)| s.test_error).collect();
    let peak = (0..=30).max_by(|&a, &b| errors[a].total_cmp(&errors[b])).unwrap();
    assert_eq!(peak + 1, 12);
    // Beyond it, nearly back to the valley before it.
    assert!(errors[peak] > 500.0 * errors[3] && errors[30] < 2.0 * errors[3], "{errors:?}");
}

#[test]
fn small_powers_do_not_calm_the_curve() {
    let at = |degree, basis| {
        let family = Family::Polynomial { degree, ridge: 0.0, basis };
        let params = ExperimentParams { points: 12, design: Design::Even, resamples: 40, family, ..Default::default() };
        let experiment = finished(params, 1);
        let median = |of: fn(&Resample) -> f64| {
            let mut values: Vec<f64> = experiment.resamples().iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            0.5 * (values[19] + values[20])
        };
        (median(|r| r.distance), median(|r| r.length.unwrap()))
    };
    // Up to as many coefficients as points there is no choice, and the same curve.
    for degree in [3, 11] {
        let (legendre, powers) = (at(degree, Basis::Legendre).0, at(degree, Basis::Powers).0);
        assert!((legendre - powers).abs() < 1e-9 * legendre, "{legendre} {powers}");
    }
    let (legendre, powers) =
        ([at(11, Basis::Legendre), at(30, Basis::Legendre)], [at(11, Basis::Powers), at(30, Basis::Powers)]);
    // In both the coefficients get shorter; in one of them the error falls.
    assert!(legendre[1].1 < 0.1 * legendre[0].1 && powers[1].1 < 0.5 * powers[0].1, "{legendre:?} {powers:?}");
    assert!(legendre[1].0 < 0.01 * legendre[0].0 && powers[1].0 > 3.0 * powers[0].0, "{legendre:?} {powers:?}");
}

#[test]
fn complexity_trades_bias_for_variance() {
    let at = |family| finished(ExperimentParams { family, resamples: 60, ..Default::default() }, 5).summary().unwrap();
    for (simple, complex) in [
        (Family::Neighbors { k: 15 }, Family::Neighbors { k: 1 }),
        (Family::Tree { depth: 1 }, Family::Tree { depth: 6 }),
        (
            Family::Polynomial { degree: 1, ridge: 0.0, basis: Basis::Legendre },
            Family::Polynomial { degree: 9, ridge: 0.0, basis: Basis::Legendre },
        ),
    ] {
        let (simple, complex) = (at(simple), at(complex));
        assert!(simple.bias_squared > 5.0 * complex.bias_squared, "{simple:?} {complex:?}");
        assert!(simple.variance < complex.variance && simple.train_error > complex.train_error);
    }
}

#[test]
fn names_and_refusals() {
    for truth in Truth::ALL {
        assert_eq!(Truth::from_id(truth.id()), Some(truth));
        assert!(grid().iter().all(|&x| truth.at(x).abs() <= 1.0));
    }
    assert_eq!(Truth::from_id("other"), None);
    assert_eq!((grid()[0], grid()[50], grid()[100]), (-1.0, 0.0, 1.0));
    let refused = |params| Experiment::new(params, Seed(1)).unwrap_err();
    let some = ExperimentParams::default;
    assert_eq!(refused(ExperimentParams { noise: -1.0, ..some() }), ExperimentError::Noise(-1.0));
    assert_eq!(refused(ExperimentParams { points: 0, ..some() }), ExperimentError::Empty);
    let many = ExperimentParams { family: Family::Neighbors { k: 21 }, ..some() };
    assert_eq!(refused(many), ExperimentError::Neighbors(NeighborError::K { k: 21, rows: 20 }));
}

fn families() -> impl Strategy<Value = Family> {
    prop_oneof![
        (0..25_usize, prop_oneof![Just(0.0), 1e-3..1.0_f64], prop_oneof![Just(Basis::Legendre), Just(Basis::Powers)])
            .prop_map(|(degree, ridge, basis)| Family::Polynomial { degree, ridge, basis }),
        (1..5_usize).prop_map(|k| Family::Neighbors { k }),
        (0..7_usize).prop_map(|depth| Family::Tree { depth }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn parts_add_up_to_the_test_error(
        family in families(), which in 0..4_usize, noise in 0.0..1.0_f64, points in 5..25_usize,
        design in 0..3_usize, resamples in 1..20_usize, seed in any::<u64>(),
    ) {
        let design = [Design::Spread, Design::Even, Design::Independent][design];
        let params = ExperimentParams { truth: Truth::ALL[which], noise, points, design, family, resamples };
        let experiment = finished(params, seed);
        let found = experiment.summary().unwrap();
        prop_assert_eq!(found.resamples, resamples);
        // Six standard deviations of what test noise can do, and rounding.
        let gap = (found.test_error - found.expected_error()).abs();
        prop_assert!(gap <= 6.0 * found.gap_sd + 1e-12 * found.test_error, "{} {:?}", gap, found);
        // Without the noise the parts add up exactly.
        let squares = experiment.resamples().iter().flat_map(|r| {
            r.curve.iter().zip(grid()).map(|(c, x)| (c - params.truth.at(x)) * (c - params.truth.at(x)))
        });
        let distance = squares.fold(0.0, |a, b| a + b) / (GRID * resamples) as f64;
        let parts = found.bias_squared + found.variance;
        prop_assert!((distance - parts).abs() <= 1e-12 * distance, "{} {}", distance, parts);
    }

    #[test]
    fn models_share_their_training_sets(a in families(), b in families(), seed in any::<u64>()) {
        let at = |family| finished(ExperimentParams { family, resamples: 3, ..Default::default() }, seed);
        for (a, b) in at(a).resamples().iter().zip(at(b).resamples()) {
            prop_assert_eq!((&a.x, &a.y), (&b.x, &b.y));
            // Spread: one point in each cell of the angle.
            prop_assert!(a.x.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}

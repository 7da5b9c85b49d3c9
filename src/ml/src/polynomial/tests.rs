use super::householder::full_rank;
use super::least_squares::{Cutoff, minimum_norm};
use super::legendre::monomials;
use super::svd::Svd;
use super::*;
use crate::data::tests::table;
use crate::numeric::{dot, norm};
use ndarray::{Array1, Array2, ArrayView1, array, s};
use proptest::prelude::*;
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

fn assert_close<'a>(found: impl Into<ArrayView1<'a, f64>>, expected: &[f64], tolerance: f64, what: &str) {
    let found = found.into();
    assert_eq!(found.len(), expected.len());
    let scale = expected.iter().fold(1.0_f64, |top, v| top.max(v.abs()));
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() <= tolerance * scale, "{what}: {a} {b}");
    }
}

fn fitted(degree: usize, ridge: f64, x: &[f64], y: &[f64]) -> Polynomial {
    Polynomial::fit(PolynomialParams { degree, ridge, ..Default::default() }, x, y).unwrap()
}

fn fast(degree: usize, ridge: f64, x: &[f64], y: &[f64]) -> Array1<f64> {
    Polynomial::coefficients_only(PolynomialParams { degree, ridge, ..Default::default() }, x, y).unwrap()
}

#[test]
fn reflections_by_hand() {
    // The first reflection takes (3, 4) to (−5, 0): R is −5, and c = (3·10 + 4·5) / 25.
    let solved = |matrix: Array2<f64>, y: &[f64]| full_rank(matrix.view(), y.into());
    assert_close(&solved(array![[3.0], [4.0]], &[10.0, 5.0]).unwrap(), &[2.0], 1e-15, "projection");
    // 3c₀ + 4c₁ = 50: the shortest is along (3, 4).
    assert_close(&solved(array![[3.0, 4.0]], &[50.0]).unwrap(), &[6.0, 8.0], 1e-15, "shortest");
    let (zero, nan) = (array![[0.0], [0.0]], array![[f64::NAN, 1.0], [1.0, 0.0]]);
    assert_eq!((solved(zero, &[1.0, 2.0]), solved(nan, &[1.0, 2.0])), (None, None));
    // Columns that differ too little.
    assert_eq!(solved(array![[1.0, 1.0], [1.0, 1.0 + 1e-7]], &[1.0, 2.0]), None);
}

#[test]
fn curves_by_hand() {
    // y = x² at three points is ⅓·P₀ + ⅔·P₂, exactly.
    let parabola = fitted(2, 0.0, &[-1.0, 0.0, 1.0], &[1.0, 0.0, 1.0]);
    assert_close(parabola.coefficients(), &[1.0 / 3.0, 0.0, 2.0 / 3.0], 1e-15, "parabola");
    // A constant with penalty 2 on two points: Σy / (n + 2) = 6/4.
    assert_close(fitted(0, 2.0, &[-0.5, 0.5], &[2.0, 4.0]).coefficients(), &[1.5], 1e-15, "ridge");
    // One point at x = 1, where all Pₖ are 1: three equal coefficients.
    assert_close(fitted(2, 0.0, &[1.0], &[6.0]).coefficients(), &[2.0, 2.0, 2.0], 1e-15, "least norm");
    // Pₖ(1) = 1 and Pₖ(−1) = (−1)ᵏ at every degree.
    assert!(basis(1.0, 60).iter().all(|p| *p == 1.0));
    assert!(basis(-1.0, 60).iter().enumerate().all(|(k, p)| *p == [1.0, -1.0][k % 2]));
    assert_eq!(evaluate(&[0.0; 0], 0.5), 0.0);
}

#[test]
fn decomposition_by_hand() {
    // [3 0; 4 5]: AᵀA = [25 20; 20 25], eigenvalues 45 and 5.
    let svd = Svd::new(array![[3.0, 0.0], [4.0, 5.0]].view());
    assert_close(&svd.s, &[45.0_f64.sqrt(), 5.0_f64.sqrt()], 1e-15, "singular values");
    // Equal columns: rank 1, √2 times the length.
    let flat = Svd::new(array![[1.0, 1.0], [2.0, 2.0], [2.0, 2.0]].view());
    assert_close(&flat.s, &[18.0_f64.sqrt(), 0.0], 1e-15, "rank one");
    assert_eq!(Svd::new(Array2::zeros((0, 0)).view()).s.len(), 0);
    // A cutoff above the smaller value drops it.
    let solve =
        |share| minimum_norm(array![[1.0, 0.0], [0.0, 0.1]].view(), array![1.0, 1.0].view(), Cutoff::Relative(share));
    assert_eq!(solve(0.2).coefficients, array![1.0, 0.0]);
    assert_eq!((solve(0.2).rank, solve(0.05).rank), (1, 2));
}

#[test]
fn curves_equal_numpy() {
    let stored: Value = serde_json::from_str(include_str!("../../../../tests/reference/polynomial.json")).unwrap();
    let (x, y, grid) = (numbers(&stored["x"]), numbers(&stored["y"]), numbers(&stored["grid"]));
    let cases = stored["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 12);
    for case in cases {
        let (degree, ridge) = (case["degree"].as_u64().unwrap() as usize, case["ridge"].as_f64().unwrap());
        let curve = fitted(degree, ridge, &x, &y);
        let what = format!("degree {degree}, ridge {ridge}");
        let solution = curve.solution();
        assert_close(curve.coefficients(), &numbers(&case["coefficients"]), 1e-9, &what);
        assert_close(&solution.singular_values, &numbers(&case["singular_values"]), 1e-12, &what);
        assert_eq!(solution.rank as u64, case["rank"].as_u64().unwrap(), "{what}");
        let values: Vec<f64> = grid.iter().map(|&x| curve.predict(x)).collect();
        assert_close(&values, &numbers(&case["curve"]), 1e-9, &what);
        assert_close(&fast(degree, ridge, &x, &y), &numbers(&case["coefficients"]), 1e-9, &what);
    }
    let case = &stored["deficient"];
    let curve = fitted(3, 0.0, &numbers(&case["x"]), &numbers(&case["y"]));
    assert_close(curve.coefficients(), &numbers(&case["coefficients"]), 1e-12, "two points in one place");
    assert_eq!((curve.solution().rank, case["rank"].as_u64()), (3, Some(3)));
    // Reflections see the dependence and leave it to singular values.
    assert_eq!(fast(3, 0.0, &numbers(&case["x"]), &numbers(&case["y"])), curve.coefficients());
}

#[test]
fn curves_in_powers_equal_numpy_and_fractions() {
    let stored: Value = serde_json::from_str(include_str!("../../../../tests/reference/polynomial.json")).unwrap();
    let grid = numbers(&stored["grid"]);
    let check = |set: &Value, case: &Value, tolerance: f64| {
        let (degree, ridge) = (case["degree"].as_u64().unwrap() as usize, case["ridge"].as_f64().unwrap_or(0.0));
        let params = PolynomialParams { degree, ridge, ..Default::default() };
        let curve = PowerPolynomial::fit(params, &numbers(&set["x"]), &numbers(&set["y"])).unwrap();
        let what = format!("degree {degree}, ridge {ridge}");
        assert_close(curve.coefficients(), &numbers(&case["coefficients"]), tolerance, &what);
        let values: Vec<f64> = grid.iter().map(|&x| curve.predict(x)).collect();
        assert_close(&values, &numbers(&case["curve"]), tolerance, &what);
        assert_eq!(curve.length(), norm(curve.coefficients()));
    };
    let cases = stored["powers"]["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 8);
    cases.iter().for_each(|case| check(&stored["powers"], case, 1e-10));
    check(&stored["powers_exactly"], &stored["powers_exactly"], 1e-7);
}

#[test]
fn bad_input_is_named() {
    let refused = |x: &[f64], y: &[f64]| Polynomial::fit(PolynomialParams::default(), x, y).unwrap_err();
    assert_eq!(refused(&[], &[]), PolynomialError::Empty);
    assert_eq!(refused(&[0.0], &[]), PolynomialError::Lengths { x: 1, y: 0 });
    assert_eq!(refused(&[0.0, 1.5], &[0.0, 0.0]), PolynomialError::Outside { index: 1, x: 1.5 });
    assert_eq!(refused(&[0.0], &[f64::NAN]), PolynomialError::NotFinite(0));
    let params = PolynomialParams { ridge: -1.0, ..Default::default() };
    assert_eq!(Polynomial::fit(params, &[0.0], &[0.0]), Err(PolynomialError::Penalty(-1.0)));
}

/// Different points in [−1, 1], none too close to another.
fn points(count: std::ops::Range<usize>) -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    count.prop_flat_map(|n| {
        let x = prop::collection::vec(0.1..0.9_f64, n);
        (x, prop::collection::vec(-2.0..2.0_f64, n)).prop_map(move |(x, y)| {
            (x.iter().enumerate().map(|(i, u)| 2.0 * (i as f64 + u) / n as f64 - 1.0).collect(), y)
        })
    })
}

proptest! {
    #[test]
    fn decomposition_multiplies_back(m in 1..9_usize, n in 1..9_usize, entries in prop::collection::vec(-3.0..3.0_f64, 64)) {
        let matrix = table(&entries, 8).slice_move(s![..m, ..n]);
        let svd = Svd::new(matrix.view());
        prop_assert_eq!(svd.s.len(), m.min(n));
        prop_assert!(svd.s.windows(2).into_iter().all(|w| w[0] >= w[1]));
        for ((i, j), entry) in matrix.indexed_iter() {
            prop_assert!((dot(&(&svd.u.row(i) * &svd.s), svd.v.row(j)) - entry).abs() < 1e-13);
        }
        for vectors in [&svd.u, &svd.v] {
            for p in 0..vectors.ncols() {
                for q in 0..=p {
                    let expected = f64::from(p == q);
                    // Short vectors may have turned by rounding over their length.
                    let slack = 1e-13 * (1.0 + svd.s[0] / svd.s[p]);
                    prop_assert!((dot(vectors.column(p), vectors.column(q)) - expected).abs() < slack);
                }
            }
        }
    }

    #[test]
    fn residual_is_perpendicular_to_the_columns((x, y) in points(4..16), degree in 0..12_usize) {
        let degree = degree.min(x.len() - 1);
        let curve = fitted(degree, 0.0, &x, &y);
        let rest: Vec<f64> = x.iter().zip(&y).map(|(&x, y)| y - curve.predict(x)).collect();
        let size = norm(curve.coefficients()) + norm(&y);
        for k in 0..=degree {
            let column: Vec<f64> = x.iter().map(|&x| basis(x, degree)[k]).collect();
            prop_assert!(dot(&rest, &column).abs() < 1e-12 * size * x.len() as f64);
        }
    }

    #[test]
    fn more_coefficients_than_points_interpolate((x, y) in points(3..12), extra in 0..20_usize) {
        let degree = x.len() + extra;
        let curve = fitted(degree, 0.0, &x, &y);
        let size = 1.0 + norm(curve.coefficients());
        for (&x, y) in x.iter().zip(&y) {
            prop_assert!((curve.predict(x) - y).abs() < 1e-12 * size);
        }
        // A larger family has no longer shortest solution, and ridge tends to it.
        let larger = fitted(degree + 1, 0.0, &x, &y);
        prop_assert!(norm(larger.coefficients()) <= size * (1.0 + 1e-9));
        let smallest = curve.solution().singular_values.last().unwrap();
        let nearly = fitted(degree, 1e-9 * smallest * smallest, &x, &y);
        for (a, b) in curve.coefficients().iter().zip(nearly.coefficients()) {
            prop_assert!((a - b).abs() < 2e-9 * size);
        }
    }

    #[test]
    fn the_shortest_powers_interpolate_and_are_the_shortest((x, y) in points(3..12), extra in 0..20_usize) {
        let params = PolynomialParams { degree: x.len() + extra, ..Default::default() };
        let curve = PowerPolynomial::fit(params, &x, &y).unwrap();
        // On the scale of the lowest curve, which the rest leaves alone here.
        let size = 1.0 + norm(fitted(x.len() - 1, 0.0, &x, &y).coefficients());
        for (&x, y) in x.iter().zip(&y) {
            prop_assert!((curve.predict(x) - y).abs() < 1e-11 * size);
        }
        // In powers no exact curve is shorter, so not the one that is shortest in Legendre polynomials.
        let other = monomials(fitted(params.degree, 0.0, &x, &y).coefficients());
        prop_assert!(curve.length() <= norm(&other) * (1.0 + 1e-9));
        // Where nothing is left to choose, both are the same curve.
        let params = PolynomialParams { degree: x.len() - 1, ..params };
        let (lowest, same) = (PowerPolynomial::fit(params, &x, &y).unwrap(), fitted(params.degree, 0.0, &x, &y));
        for at in [-0.9, 0.1, 0.8] {
            prop_assert!((lowest.predict(at) - same.predict(at)).abs() < 1e-11 * size);
        }
    }

    #[test]
    fn reflections_and_singular_values_agree(
        (x, y) in points(1..20), degree in 0..24_usize, ridge in prop_oneof![Just(0.0), 1e-4..1.0_f64],
    ) {
        let slow = fitted(degree, ridge, &x, &y);
        let singular = &slow.solution().singular_values;
        let condition = singular[0] / singular[singular.len() - 1];
        let size = norm(slow.coefficients()) + norm(&y);
        for (a, b) in slow.coefficients().iter().zip(fast(degree, ridge, &x, &y)) {
            prop_assert!((a - b).abs() < 1e-13 * condition * size, "{} {} {}", a, b, condition);
        }
    }

    #[test]
    fn ridge_shrinks((x, y) in points(3..14), degree in 0..20_usize, small in 1e-6..1.0_f64, more in 1.5..100.0_f64) {
        let length = |penalty| norm(fitted(degree, penalty, &x, &y).coefficients());
        prop_assert!(length(small * more) <= length(small) * (1.0 + 1e-12));
    }
}

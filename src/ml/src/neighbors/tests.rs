use super::*;
use crate::data::tests::table;
use crate::rng::Seed;
use ndarray::{Array2, array};
use proptest::prelude::*;
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

fn whole(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(|v| v.as_u64().unwrap() as usize).collect()
}

fn rows(neighbors: &[Neighbor]) -> Vec<usize> {
    neighbors.iter().map(|n| n.row).collect()
}

#[test]
fn distances_by_hand() {
    // From (1, 1): 3-4-5 to (4, 5), 1 to (1, 2), 1 to (2, 1), √2 to the origin.
    let x = array![[4.0, 5.0], [2.0, 1.0], [0.0, 0.0], [1.0, 2.0]];
    let found = NeighborIndex::new(x, 4).unwrap().nearest(&[1.0, 1.0]);
    assert_eq!(rows(&found), [1, 3, 2, 0]); // the tie between 1 and 3 by index
    assert_eq!(found.iter().map(|n| n.distance).collect::<Vec<_>>(), [1.0, 1.0, 2.0_f64.sqrt(), 5.0]);
}

#[test]
fn ties_by_hand() {
    // Four rows at distance 1 from 0, k = 2: the first two, in that order.
    let x = array![[1.0], [-1.0], [1.0], [-1.0]];
    let mean = NeighborRegressor::new(x.clone(), array![10.0, 20.0, 30.0, 40.0], 2).unwrap();
    assert_eq!((rows(&mean.nearest(&[0.0])), mean.predict(&[0.0])), (vec![0, 1], 15.0));
    // One vote each for classes 2 and 1: the lower class.
    let vote = NeighborClassifier::new(x, vec![2, 1, 0, 0], 3, 2).unwrap();
    assert_eq!((vote.votes(&[0.0]), vote.predict(&[0.0])), (vec![0, 1, 1], 1));
    assert_eq!(vote.probabilities(&[0.0]), [0.0, 0.5, 0.5]);
}

#[test]
fn predictions_equal_scikit_learn() {
    let stored: Value = serde_json::from_str(include_str!("../../../../tests/reference/neighbors.json")).unwrap();
    let columns = stored["columns"].as_u64().unwrap() as usize;
    let (x, asked) = (table(&numbers(&stored["x"]), columns), table(&numbers(&stored["asked"]), columns));
    let (targets, classes) = (numbers(&stored["targets"]), whole(&stored["classes"]));
    let cases = stored["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 5);
    for case in cases {
        let k = case["k"].as_u64().unwrap() as usize;
        let mean = NeighborRegressor::new(x.clone(), targets.clone().into(), k).unwrap();
        let vote = NeighborClassifier::new(x.clone(), classes.clone(), 3, k).unwrap();
        let means = numbers(&case["means"]);
        let (votes, shares) = (whole(&case["votes"]), numbers(&case["shares"]));
        for (i, point) in asked.rows().into_iter().enumerate() {
            assert!((mean.predict(point) - means[i]).abs() < 1e-14, "k {k}, point {i}");
            assert_eq!(vote.predict(point), votes[i], "k {k}, point {i}");
            for (found, share) in vote.probabilities(point).iter().zip(&shares[3 * i..]) {
                assert!((found - share).abs() < 1e-15, "k {k}, point {i}"); // it multiplies by 1/k
            }
        }
        let nearest = vote.nearest(asked.row(0));
        assert_eq!(rows(&nearest), whole(&case["rows"]));
        for (found, distance) in nearest.iter().zip(numbers(&case["distances"])) {
            assert!((found.distance - distance).abs() < 1e-14);
        }
    }
}

#[test]
fn bad_input_is_named() {
    let refused = |x, k| NeighborIndex::new(x, k).unwrap_err();
    assert_eq!(refused(array![[]], 1), NeighborError::NoFeature);
    assert_eq!(refused(array![[1.0]], 2), NeighborError::K { k: 2, rows: 1 });
    assert_eq!(refused(Array2::zeros((0, 1)), 0), NeighborError::K { k: 0, rows: 0 });
    assert_eq!(refused(array![[1.0], [f64::NAN]], 1), NeighborError::NotFinite(1));
    let shape = NeighborRegressor::new(array![[1.0], [2.0]], array![1.0], 1);
    assert_eq!(shape, Err(NeighborError::Shape { rows: 2, targets: 1 }));
    let class = NeighborClassifier::new(array![[1.0]], vec![2], 2, 1).unwrap_err();
    assert_eq!(class, NeighborError::Class { row: 0, class: 2, classes: 2 });
    assert_eq!(NeighborRegressor::new(array![[1.0]], array![f64::NAN], 1), Err(NeighborError::NotFinite(0)));
}

proptest! {
    #[test]
    fn nothing_closer_is_left_out(
        x in prop::collection::vec(-3..4_i32, 3..40), at in -4..5_i32, k in 1..40_usize,
    ) {
        // Whole numbers make many ties.
        let k = k.min(x.len());
        let x: Vec<f64> = x.into_iter().map(f64::from).collect();
        let index = NeighborIndex::new(table(&x, 1), k).unwrap();
        let found = index.nearest(&[f64::from(at)]);
        prop_assert_eq!(found.len(), k);
        let rank = |row: usize| ((x[row] - f64::from(at)).abs(), row);
        prop_assert!(found.windows(2).all(|w| rank(w[0].row) < rank(w[1].row)));
        let last = rank(found[k - 1].row);
        prop_assert_eq!((0..x.len()).filter(|&row| rank(row) <= last).count(), k);
    }

    #[test]
    fn order_of_rows_changes_nothing(
        points in prop::collection::vec((-1.0..1.0_f64, -1.0..1.0_f64, 0..3_usize), 5..30), k in 1..6_usize, seed in 0..99_u64,
    ) {
        let build = |order: &[usize]| {
            let x: Vec<[f64; 2]> = order.iter().map(|&i| [points[i].0, points[i].1]).collect();
            NeighborClassifier::new(x.into(), order.iter().map(|&i| points[i].2).collect(), 3, k).unwrap()
        };
        let straight: Vec<usize> = (0..points.len()).collect();
        let mixed = Seed(seed).rng().permutation(points.len());
        let (a, b) = (build(&straight), build(&mixed));
        for at in [[0.0, 0.0], [0.9, -0.3], [-0.5, 0.5]] {
            prop_assert_eq!(a.votes(&at), b.votes(&at)); // ties have probability 0
        }
    }

    #[test]
    fn extremes_of_k(y in prop::collection::vec(-5.0..5.0_f64, 1..20)) {
        let x: Vec<f64> = (0..y.len()).map(|i| i as f64).collect();
        let model = |k| NeighborRegressor::new(table(&x, 1), y.clone().into(), k).unwrap();
        let (one, all) = (model(1), model(y.len()));
        let mean = crate::numeric::mean(&y);
        for (x, y) in x.iter().zip(&y) {
            prop_assert_eq!(one.predict(&[*x]), *y);
            prop_assert!((all.predict(&[*x]) - mean).abs() < 1e-13);
        }
    }
}

use super::*;
use crate::data::tests::table;
use ndarray::{Array2, array};
use proptest::prelude::*;
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

fn regression(depth: usize, x: &[f64], columns: usize, y: &[f64]) -> Tree {
    let params = TreeParams { max_depth: depth, min_leaf: 1 };
    Tree::regression(params, table(x, columns), y.to_vec().into()).unwrap().grow()
}

fn classification(criterion: Criterion, x: &[f64], columns: usize, y: &[usize]) -> Tree {
    let classes = y.iter().max().unwrap() + 1;
    Tree::classification(TreeParams::default(), criterion, table(x, columns), y.to_vec(), classes).unwrap().grow()
}

#[test]
fn regression_by_hand() {
    // Targets 1, 2, 6: mean 3, mean squared deviation (4 + 1 + 9)/3 = 14/3.
    // Cut 1|2,6: ⅔·4 = 8/3 stays. Cut 1,2|6: ⅔·¼ = 1/6 stays: gain 4.5.
    let tree = regression(1, &[10.0, 20.0, 40.0], 1, &[1.0, 2.0, 6.0]);
    let root = &tree.nodes()[0];
    let split = root.split.unwrap();
    assert!((root.impurity - 14.0 / 3.0).abs() < 1e-15 && (split.gain - 4.5).abs() < 1e-14);
    assert_eq!((split.feature, split.threshold), (0, 30.0));
    assert_eq!((tree.predict(&[30.0]), tree.predict(&[30.1])), (1.5, 6.0));
    assert_eq!((tree.leaves(), tree.depth(), root.leaf.clone()), (2, 1, Leaf::Mean(3.0)));
    assert_eq!(tree.region(split.left), [(f64::NEG_INFINITY, 30.0)]);
}

#[test]
fn impurities_by_hand() {
    // Three of four in one class: Gini 1 − 9/16 − 1/16 = ⅜; entropy
    // ¾·log₂(4/3) + ½ = 0.8113; a cut before the odd one leaves nothing.
    let grow = |criterion| classification(criterion, &[1.0, 2.0, 3.0, 4.0], 1, &[0, 0, 0, 1]);
    let gini = grow(Criterion::Gini);
    assert_eq!((gini.nodes()[0].impurity, gini.nodes()[0].split.unwrap().gain), (0.375, 0.375));
    let entropy = grow(Criterion::Entropy).nodes()[0].impurity;
    assert!((entropy - (0.75 * crate::numeric::log2(4.0 / 3.0) + 0.5)).abs() < 1e-15);
    assert_eq!(gini.nodes()[0].split.unwrap().threshold, 3.5);
    assert_eq!(gini.nodes()[0].leaf.class(), Some(0));
}

#[test]
fn ties_go_to_the_lowest_feature_and_threshold() {
    // Two equal features, and 0 1 1 0 along each: cuts after the first and
    // before the last row gain the same.
    let x = [1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0];
    let tree = regression(1, &x, 2, &[0.0, 1.0, 1.0, 0.0]);
    let split = tree.nodes()[0].split.unwrap();
    assert_eq!((split.feature, split.threshold), (0, 1.5));
    // Equal votes in a leaf: the lower class.
    let alike = classification(Criterion::Gini, &[1.0, 1.0], 1, &[1, 0]);
    assert_eq!((alike.leaves(), alike.predict(&[1.0])), (1, 0.0));
    assert_eq!(alike.probabilities(&[1.0]), [0.5, 0.5]);
}

#[test]
fn exclusive_or_needs_a_cut_that_gains_nothing() {
    let x = [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0];
    let tree = classification(Criterion::Gini, &x, 2, &[0, 1, 1, 0]);
    assert_eq!(tree.nodes()[0].split.unwrap().gain, 0.0);
    assert_eq!(x.chunks_exact(2).map(|p| tree.predict(p)).collect::<Vec<_>>(), [0.0, 1.0, 1.0, 0.0]);
    assert_eq!((tree.leaves(), tree.depth()), (4, 2));
    // Breadth-first: the root, then its two children.
    let mut growing =
        Tree::classification(TreeParams::default(), Criterion::Gini, table(&x, 2), vec![0, 1, 1, 0], 2).unwrap();
    let order: Vec<usize> = std::iter::from_fn(|| growing.step()).collect();
    assert_eq!(order, [0, 1, 2]);
    assert_eq!(growing, tree);
}

#[test]
fn large_offsets_keep_their_digits() {
    // The same small steps on top of 10⁸: naive sums of squares would have
    // lost them, and the cut with them.
    let tree = regression(1, &[1.0, 2.0, 3.0, 4.0], 1, &[1e8, 1e8 + 1e-3, 1e8 + 5e-3, 1e8 + 6e-3]);
    assert_eq!(tree.nodes()[0].split.unwrap().threshold, 2.5);
    // Two neighboring floats have no midpoint between them: the lower one.
    let (low, high) = (1.0, 1.0 + f64::EPSILON);
    let tree = regression(1, &[low, high], 1, &[0.0, 1.0]);
    assert_eq!((tree.predict(&[low]), tree.predict(&[high])), (0.0, 1.0));
}

#[test]
fn trees_equal_scikit_learn() {
    let stored: Value = serde_json::from_str(include_str!("../../../../tests/reference/trees.json")).unwrap();
    let cases = stored.as_array().unwrap();
    assert_eq!(cases.len(), 19);
    for case in cases {
        let whole = |name: &str| case[name].as_u64().unwrap() as usize;
        let max_depth = case["max_depth"].as_u64().map_or(usize::MAX, |d| d as usize);
        let params = TreeParams { max_depth, min_leaf: whole("min_leaf") };
        let columns = whole("columns");
        let (x, y) = (table(&numbers(&case["x"]), columns), numbers(&case["y"]));
        let criterion = case["criterion"].as_str().unwrap();
        let tree = if criterion == "squared_error" {
            Tree::regression(params, x, y.into())
        } else {
            let criterion = if criterion == "gini" { Criterion::Gini } else { Criterion::Entropy };
            let y: Vec<usize> = y.iter().map(|y| *y as usize).collect();
            let classes = y.iter().max().unwrap() + 1;
            Tree::classification(params, criterion, x, y, classes)
        };
        let tree = tree.unwrap().grow();
        let what = format!("{criterion}, depth {max_depth}, leaf {}", params.min_leaf);
        assert_eq!((tree.leaves(), tree.depth()), (whole("leaves"), whole("depth")), "{what}");
        assert!((tree.nodes()[0].impurity - case["impurity"].as_f64().unwrap()).abs() < 1e-14, "{what}");
        let mut thresholds: Vec<f64> = tree.nodes().iter().filter_map(|n| Some(n.split?.threshold)).collect();
        thresholds.sort_by(f64::total_cmp);
        assert_eq!(thresholds, numbers(&case["thresholds"]), "{what}"); // multiples of 1/512, exact
        let asked = numbers(&case["asked"]);
        let predictions = numbers(&case["predictions"]);
        for (point, expected) in asked.chunks_exact(columns).zip(&predictions) {
            assert!((tree.predict(point) - expected).abs() < 1e-14, "{what}");
        }
        if let Some(shares) = case["shares"].as_array() {
            let found = asked.chunks_exact(columns).flat_map(|point| tree.probabilities(point));
            assert_eq!(shares.len(), tree.probabilities(&asked[..columns]).len() * predictions.len());
            for (found, expected) in found.zip(shares) {
                assert!((found - expected.as_f64().unwrap()).abs() < 1e-15, "{what}");
            }
        }
    }
}

#[test]
fn bad_input_is_named() {
    let refused = |x, y| Tree::regression(TreeParams::default(), x, y).unwrap_err();
    assert_eq!(refused(Array2::zeros((0, 1)), array![]), TreeError::Empty);
    assert_eq!(refused(array![[]], array![1.0]), TreeError::NoFeature);
    assert_eq!(refused(array![[1.0], [2.0]], array![1.0]), TreeError::Shape { rows: 2, targets: 1 });
    assert_eq!(refused(array![[1.0, f64::INFINITY]], array![1.0]), TreeError::NotFinite(0));
    assert_eq!(refused(array![[1.0]], array![f64::NAN]), TreeError::NotFinite(0));
    let class = Tree::classification(TreeParams::default(), Criterion::Gini, array![[1.0]], vec![3], 2);
    assert_eq!(class, Err(TreeError::Class { row: 0, class: 3, classes: 2 }));
}

/// Rows of two features on a coarse grid, so that values repeat, with targets.
fn rows() -> impl Strategy<Value = Vec<(i32, i32, f64)>> {
    prop::collection::vec((-4..5_i32, -4..5_i32, -3.0..3.0_f64), 1..40)
}

fn parts(rows: &[(i32, i32, f64)]) -> (Vec<f64>, Vec<f64>) {
    let x = rows.iter().flat_map(|r| [f64::from(r.0), f64::from(r.1)]).collect();
    (x, rows.iter().map(|r| r.2).collect())
}

proptest! {
    #[test]
    fn nodes_hold_together(rows in rows(), max_depth in 0..6_usize, min_leaf in 1..5_usize) {
        let (x, y) = parts(&rows);
        let tree = Tree::regression(TreeParams { max_depth, min_leaf }, table(&x, 2), y.clone().into()).unwrap().grow();
        prop_assert!(tree.depth() <= max_depth);
        for (number, node) in tree.nodes().iter().enumerate() {
            prop_assert!(number == 0 || node.rows.len() >= min_leaf);
            let mean = node.rows.iter().map(|&r| y[r]).fold(0.0, |a, b| a + b) / node.rows.len() as f64;
            prop_assert!(matches!(node.leaf, Leaf::Mean(m) if (m - mean).abs() < 1e-13));
            let region = tree.region(number);
            for &row in &node.rows {
                prop_assert!((0..2).all(|f| region[f].0 < x[2 * row + f] && x[2 * row + f] <= region[f].1));
            }
            let Some(split) = node.split else { continue };
            let (left, right) = (&tree.nodes()[split.left], &tree.nodes()[split.right]);
            let mut both = [left.rows.clone(), right.rows.clone()].concat();
            both.sort_unstable();
            prop_assert_eq!(&both, &node.rows);
            prop_assert_eq!((left.parent, right.depth), (Some(number), node.depth + 1));
            let kept = left.rows.len() as f64 * left.impurity + right.rows.len() as f64 * right.impurity;
            prop_assert!((node.impurity - kept / node.rows.len() as f64 - split.gain).abs() < 1e-12);
            prop_assert!(split.gain > -1e-12);
        }
    }

    #[test]
    fn no_other_cut_is_better(rows in rows()) {
        let (x, y) = parts(&rows);
        let stump = regression(1, &x, 2, &y);
        let spread = |side: &[f64]| {
            let mean = crate::numeric::mean(side);
            side.iter().map(|v| (v - mean) * (v - mean)).fold(0.0, |a, b| a + b)
        };
        let gain = |feature: usize, threshold: f64| {
            let (left, right): (Vec<usize>, Vec<usize>) = (0..y.len()).partition(|&r| x[2 * r + feature] <= threshold);
            let take = |rows: &[usize]| rows.iter().map(|&r| y[r]).collect::<Vec<_>>();
            if left.is_empty() || right.is_empty() { return f64::NEG_INFINITY; }
            (spread(&y) - spread(&take(&left)) - spread(&take(&right))) / y.len() as f64
        };
        let found = stump.nodes()[0].split.map_or(f64::NEG_INFINITY, |s| gain(s.feature, s.threshold));
        for feature in 0..2 {
            for half in -9..9 {
                prop_assert!(gain(feature, f64::from(half) + 0.5) <= found + 1e-12);
            }
        }
    }

    #[test]
    fn a_full_tree_repeats_its_rows(rows in rows()) {
        // Rows that are alike in both features share a leaf: their mean.
        let (x, y) = parts(&rows);
        let tree = regression(usize::MAX, &x, 2, &y);
        for (i, point) in x.chunks_exact(2).enumerate() {
            let alike: Vec<f64> = (0..y.len()).filter(|&j| x[2 * j..2 * j + 2] == *point).map(|j| y[j]).collect();
            prop_assert!((tree.predict(point) - crate::numeric::mean(&alike)).abs() < 1e-13, "row {}", i);
        }
    }

    #[test]
    fn training_error_falls_with_depth(rows in rows()) {
        let (x, y) = parts(&rows);
        let error = |depth| {
            let tree = regression(depth, &x, 2, &y);
            x.chunks_exact(2).zip(&y).map(|(p, y)| (tree.predict(p) - y) * (tree.predict(p) - y)).fold(0.0, |a, b| a + b)
        };
        for depth in 0..5 {
            prop_assert!(error(depth + 1) <= error(depth) + 1e-12);
        }
    }
}

use crate::data::split::{random, stratified, stratified_folds};
use crate::rng::Seed;
use proptest::prelude::*;

fn counts(y: &[usize], rows: &[usize], classes: usize) -> Vec<usize> {
    let mut counts = vec![0; classes];
    rows.iter().for_each(|&row| counts[y[row]] += 1);
    counts
}

#[test]
fn shares_by_hand() {
    // 10 rows: 7 of class 0, 3 of class 1. 30 % is 3 rows; the classes would
    // give 2.1 and 0.9, so class 1 has the larger remainder: 2 and 1.
    let y = [0, 0, 1, 0, 0, 1, 0, 0, 1, 0];
    let split = stratified(&y, 0.3, Seed(4)).unwrap();
    assert_eq!(counts(&y, &split.test, 2), [2, 1]);
    assert_eq!(counts(&y, &split.train, 2), [5, 2]);
}

#[test]
fn impossible_shares_are_refused() {
    for test in [0.0, 1.0, -0.1, 1.5, f64::NAN, 0.01] {
        assert!(random(10, test, Seed(0)).is_err(), "{test}");
        assert!(stratified(&[0; 10], test, Seed(0)).is_err(), "{test}");
    }
    assert!(random(0, 0.5, Seed(0)).is_err());
    assert!(stratified_folds(&[0, 1], 1, Seed(0)).is_err());
    assert!(stratified_folds(&[0, 1], 3, Seed(0)).is_err());
}

proptest! {
    #[test]
    fn every_row_lands_once(seed: u64, y in prop::collection::vec(0_usize..4, 4..80), test in 0.2..0.8) {
        let split = stratified(&y, test, Seed(seed)).unwrap();
        prop_assert_eq!(&split, &stratified(&y, test, Seed(seed)).unwrap());
        let expected = (y.len() as f64 * test).round() as usize;
        prop_assert_eq!(split.test.len(), expected);
        let all = counts(&y, &(0..y.len()).collect::<Vec<_>>(), 4);
        for (part, whole) in counts(&y, &split.test, 4).into_iter().zip(all) {
            prop_assert!((part as f64 - whole as f64 * test).abs() < 1.0);
        }
        for split in [split, random(y.len(), test, Seed(seed)).unwrap()] {
            let mut rows = [split.train, split.test].concat();
            rows.sort_unstable();
            prop_assert_eq!(rows, (0..y.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn folds_are_even(seed: u64, y in prop::collection::vec(0_usize..3, 5..60), k in 2_usize..6) {
        let folds = stratified_folds(&y, k, Seed(seed)).unwrap();
        for class in 0..3 {
            let sizes = (0..k).map(|fold| (0..y.len()).filter(|&r| folds[r] == fold && y[r] == class).count());
            let sizes: Vec<usize> = sizes.collect();
            prop_assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
        }
        let sizes: Vec<usize> = (0..k).map(|fold| folds.iter().filter(|&&f| f == fold).count()).collect();
        prop_assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
    }
}

//! Dividing the rows of a data set, repeatably.
//!
//! Functions return row numbers; [`super::Dataset::take`] makes the parts.
//! Taught in `splits-and-leakage` and `cross-validation`.

use super::error::require;
use super::{DataError, Dataset};
use crate::rng::Seed;

/// Row numbers of a training and a test part, each in random order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Rows to learn from.
    pub train: Vec<usize>,
    /// Rows to judge by.
    pub test: Vec<usize>,
}

impl Split {
    /// The two parts of the data set that was split.
    pub fn of(&self, data: &Dataset) -> (Dataset, Dataset) {
        (data.take(&self.train), data.take(&self.test))
    }
}

/// All row numbers in random order.
pub fn shuffled(rows: usize, seed: Seed) -> Vec<usize> {
    seed.rng().permutation(rows)
}

/// A random split with `round(test · rows)` rows in the test part.
///
/// # Errors
/// If `test` is not between 0 and 1 or leaves one part empty.
pub fn random(rows: usize, test: f64, seed: Seed) -> Result<Split, DataError> {
    let count = test_rows(rows, test)?;
    let mut test = shuffled(rows, seed);
    let train = test.split_off(count);
    Ok(Split { train, test })
}

/// A random split in which each class keeps its share: the test part has
/// `round(test · rows)` rows, and from each class the whole part of
/// `test · class size`, the rows still lacking going to the classes with the
/// largest remainders.
///
/// # Errors
/// If `test` is not between 0 and 1 or leaves one part empty.
pub fn stratified(y: &[usize], test: f64, seed: Seed) -> Result<Split, DataError> {
    let total = test_rows(y.len(), test)?;
    let classes = by_class(y, seed);
    let ideal: Vec<f64> = classes.iter().map(|rows| rows.len() as f64 * test).collect();
    let mut counts: Vec<usize> = ideal.iter().map(|share| share.floor() as usize).collect();
    let mut order: Vec<usize> = (0..classes.len()).collect();
    let remainder = |class: usize| ideal[class] - ideal[class].floor();
    order.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)));
    let lacking = total.saturating_sub(counts.iter().sum());
    for &class in order.iter().take(lacking) {
        counts[class] += 1;
    }
    let mut split = Split { train: Vec::new(), test: Vec::new() };
    for (rows, count) in classes.iter().zip(counts) {
        split.test.extend(&rows[..count]);
        split.train.extend(&rows[count..]);
    }
    let mut rng = seed.stream(1).rng();
    rng.shuffle(&mut split.train);
    rng.shuffle(&mut split.test);
    Ok(split)
}

/// Which of `k` folds each row is in, so that folds differ by at most one row
/// in every class and in all.
///
/// # Errors
/// If `k` is below 2 or above the number of rows.
pub fn stratified_folds(y: &[usize], k: usize, seed: Seed) -> Result<Vec<usize>, DataError> {
    require((2..=y.len()).contains(&k), "k", "between 2 and the number of rows", k as f64)?;
    let mut folds = vec![0; y.len()];
    for (place, row) in by_class(y, seed).into_iter().flatten().enumerate() {
        folds[row] = place % k;
    }
    Ok(folds)
}

fn test_rows(rows: usize, test: f64) -> Result<usize, DataError> {
    let count = (test * rows as f64).round();
    let both = test > 0.0 && test < 1.0 && count >= 1.0 && count < rows as f64;
    require(both, "test share", "between 0 and 1 and leave rows in both parts", test)?;
    Ok(count as usize)
}

/// The rows of each class in random order.
fn by_class(y: &[usize], seed: Seed) -> Vec<Vec<usize>> {
    let classes = y.iter().max().map_or(0, |top| top + 1);
    let mut rows = vec![Vec::new(); classes];
    for row in shuffled(y.len(), seed) {
        rows[y[row]].push(row);
    }
    rows
}

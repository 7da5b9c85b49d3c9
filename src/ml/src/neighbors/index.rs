//! Finding the closest rows.

use crate::numeric::squared_distances;
use ndarray::{Array2, ArrayView1};
use thiserror::Error;

/// A row and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbor {
    /// Index of the row.
    pub row: usize,
    /// Euclidean distance, in the unit of the features.
    pub distance: f64,
}

/// Why rows were refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum NeighborError {
    /// Each row needs its target.
    #[error("{rows} rows of features but {targets} targets")]
    Shape {
        /// Rows of features.
        rows: usize,
        /// Targets.
        targets: usize,
    },
    /// Without features all rows are equally far.
    #[error("the rows have no features")]
    NoFeature,
    /// `k` is between 1 and the number of rows.
    #[error("k is {k}, but there are {rows} rows")]
    K {
        /// What was asked.
        k: usize,
        /// Rows there are.
        rows: usize,
    },
    /// A feature or target is NaN or infinite.
    #[error("row {0} holds a value that is not finite")]
    NotFinite(usize),
    /// A class index is too large.
    #[error("row {row} is of class {class}, but there are {classes}")]
    Class {
        /// The row.
        row: usize,
        /// Its class.
        class: usize,
        /// Number of classes.
        classes: usize,
    },
}

/// Rows that can be asked for the `k` closest to a point.
///
/// Of rows at the same distance the one with the lower index comes first, so
/// that the answer does not depend on how the search runs. Source: Fix and
/// Hodges, USAF School of Aviation Medicine report 4, 1951, reprinted in
/// International Statistical Review 57(3), 1989. Taught in
/// `neighbours-and-naive-bayes`.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighborIndex {
    x: Array2<f64>,
    k: usize,
}

impl NeighborIndex {
    /// `x`: rows × features.
    ///
    /// # Errors
    /// A [`NeighborError`] for rows without features, `k` out of range or a
    /// feature that is not finite.
    pub fn new(x: Array2<f64>, k: usize) -> Result<Self, NeighborError> {
        let (rows, features) = x.dim();
        if features == 0 {
            return Err(NeighborError::NoFeature);
        }
        if k == 0 || k > rows {
            return Err(NeighborError::K { k, rows });
        }
        match x.rows().into_iter().position(|row| !row.iter().all(|v| v.is_finite())) {
            Some(row) => Err(NeighborError::NotFinite(row)),
            None => Ok(Self { x, k }),
        }
    }

    /// The `k` closest rows, nearest first, ties by lower index.
    ///
    /// # Panics
    /// If `point` has another number of features.
    ///
    /// ```
    /// use ml::neighbors::NeighborIndex;
    /// let index = NeighborIndex::new(ndarray::array![[0.0], [2.0], [4.0]], 2)?;
    /// // Rows 0 and 1 are both 1 away from 1.
    /// let rows: Vec<usize> = index.nearest(&[1.0]).iter().map(|n| n.row).collect();
    /// assert_eq!(rows, [0, 1]);
    /// # Ok::<(), ml::neighbors::NeighborError>(())
    /// ```
    pub fn nearest<'a>(&self, point: impl Into<ArrayView1<'a, f64>>) -> Vec<Neighbor> {
        let squares = squared_distances(&self.x, point).into_iter();
        let mut all: Vec<(f64, usize)> = squares.enumerate().map(|(row, square)| (square, row)).collect();
        let closer = |a: &(f64, usize), b: &(f64, usize)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        if self.k < all.len() {
            all.select_nth_unstable_by(self.k, closer);
            all.truncate(self.k);
        }
        all.sort_unstable_by(closer);
        all.into_iter().map(|(square, row)| Neighbor { row, distance: square.sqrt() }).collect()
    }

    /// How many neighbors an answer has.
    pub fn k(&self) -> usize {
        self.k
    }
}

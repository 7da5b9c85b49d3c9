//! Settings and what can be wrong with them.

use thiserror::Error;

/// When a [`super::Tree`] stops splitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeParams {
    /// Most splits between the root and a leaf; 0 leaves the root alone.
    pub max_depth: usize,
    /// Fewest rows in a leaf; 0 counts as 1.
    pub min_leaf: usize,
}

impl Default for TreeParams {
    fn default() -> Self {
        Self { max_depth: usize::MAX, min_leaf: 1 }
    }
}

/// Why rows were refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum TreeError {
    /// A tree needs at least one row.
    #[error("there are no rows")]
    Empty,
    /// Each row needs its target.
    #[error("{rows} rows of features but {targets} targets")]
    Shape {
        /// Rows of features.
        rows: usize,
        /// Targets.
        targets: usize,
    },
    /// Without features there is nothing to cut.
    #[error("the rows have no features")]
    NoFeature,
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

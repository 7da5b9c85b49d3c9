//! k nearest neighbors: regression and classification by looking around.
//!
//! [`NeighborIndex`] finds the k closest rows, [`NeighborRegressor`] averages
//! their targets, [`NeighborClassifier`] lets them vote. Any number of
//! features, Euclidean distance, every row compared: exact, and fast enough for
//! some thousand rows. Scale the features first, or the one with the largest
//! unit decides alone.
//!
//! Taught in `neighbours-and-naive-bayes`; smoothness by `k` in
//! `bias-variance`.

mod index;
mod models;

pub use index::{Neighbor, NeighborError, NeighborIndex};
pub use models::{NeighborClassifier, NeighborRegressor};

#[cfg(test)]
mod tests;

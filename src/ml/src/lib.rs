//! Algorithms, metrics and data sets. Knows no web, no files and no clock.
//!
//! Every result is the same to the last bit on every machine: the elementary
//! functions come from `libm`, sums run in a stated order, nothing uses fused
//! multiply-add, and all randomness flows from one [`rng::Seed`].

pub mod bias_variance;
pub mod data;
pub mod digest;
pub mod logistic;
pub mod memory;
pub mod metrics;
pub mod neighbors;
pub mod numeric;
pub mod optimizers;
pub mod polynomial;
pub mod rng;
pub mod runs;
pub mod surfaces;
pub mod trees;

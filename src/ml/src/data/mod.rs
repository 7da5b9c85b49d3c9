//! Tables, data sets and where they come from.
//!
//! - [`csv`]: reading a file of the course, [`Table`]: named columns as read.
//! - [`sheets`]: reading a learner's file, whatever wrote it.
//! - [`Dataset`]: a matrix of features with a class for every row, which is
//!   what the algorithms take.
//! - [`Standardizer`] and [`split`]: preparing it.
//! - [`real`]: the data sets that come with the course; [`synthetic`]: made-up
//!   ones with known truth.
//!
//! Taught in `data-audit` and `splits-and-leakage`.

pub mod csv;
mod dataset;
mod error;
pub mod real;
pub mod split;
mod standardize;
pub mod synthetic;
mod table;

pub use dataset::Dataset;
pub use error::DataError;
pub use sheets::{CsvErrors, Fault, Problem};
pub use standardize::Standardizer;
pub use table::{Column, Table, Values};

#[cfg(test)]
pub(crate) mod tests;

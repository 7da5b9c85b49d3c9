mod csv;
mod dataset;
pub mod real;
mod split;
mod synthetic;

use ndarray::Array2;

/// A table of numbers stored row after row.
pub fn table(values: &[f64], columns: usize) -> Array2<f64> {
    Array2::from_shape_vec((values.len() / columns, columns), values.to_vec()).unwrap()
}

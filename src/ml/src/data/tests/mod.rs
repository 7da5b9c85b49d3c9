mod csv;
mod dataset;
pub mod real;
mod split;
mod synthetic;

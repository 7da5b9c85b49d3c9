//! Bias, variance and noise, measured.
//!
//! An [`Experiment`] knows the true curve, so it can do what no one can with
//! data alone: draw many training sets, fit the same kind of model to each, and
//! see how far the average fit is from the truth (bias) and how far single fits
//! scatter around their average (variance). A [`Sweep`] does it for a row of
//! complexities on the same training sets, which draws the U-shaped curve, and
//! with polynomials beyond as many coefficients as points the second descent.
//!
//! Taught in `bias-variance`; training against test error in `learning-curves`.

mod design;
mod experiment;
mod family;
mod summary;
mod sweep;
mod truth;

pub use design::Design;
pub use experiment::{Experiment, ExperimentError, ExperimentParams, GRID, Resample, grid};
pub use family::Family;
pub use summary::{At, Summary};
pub use sweep::Sweep;
pub use truth::Truth;

#[cfg(test)]
mod tests;

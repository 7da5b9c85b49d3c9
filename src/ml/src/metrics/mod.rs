//! How good predictions are.
//!
//! - [`Confusion`]: the four counts of a yes/no decision and the ratios made
//!   from them; [`Costs`]: what they cost.
//! - [`Scored`]: labels with scores, and every threshold that matters.
//! - [`Roc`] and [`Pr`]: the two curves; [`RocBootstrap`]: how sure they are.
//! - [`Forecasts`]: labels with probabilities: log-loss, Brier score,
//!   reliability.
//! - [`Multiclass`]: the confusion matrix of several classes.
//!
//! A ratio whose denominator is 0 is `None` everywhere: precision when nothing
//! is predicted positive is *undefined*, neither 0 nor 1. A screen should say
//! so; where a library puts a number instead, its convention is stated.

mod bootstrap;
mod confusion;
mod cost;
mod decisions;
mod error;
mod forecasts;
mod multiclass;
mod pr;
mod roc;
mod scored;

pub use bootstrap::{BandPoint, RocBootstrap};
pub use confusion::Confusion;
pub use cost::Costs;
pub use decisions::{Decision, Priced, decisions};
pub use error::MetricsError;
pub use forecasts::{Bin, Binning, Forecasts};
pub use multiclass::{Averaging, Multiclass, Ratio, Undefined};
pub use pr::{Pr, PrPoint};
pub use roc::{Roc, RocPoint};
pub use scored::{Cut, Scored};

#[cfg(test)]
mod tests;

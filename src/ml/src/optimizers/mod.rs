//! Rules that turn gradients into steps, and a runner that walks a surface.
//!
//! - [`GradientDescent`]: the plain rule; on a quadratic stable for
//!   `lr·λmax < 2`.
//! - [`Momentum`]: keeps going where gradients agree; heavy ball or Nesterov.
//! - [`RmsProp`] and [`Adam`] (with AdamW's weight decay): a rate of its own
//!   for each weight, from the size of its recent gradients.
//!
//! All follow PyTorch's formulas to the last digit that rounding leaves, and
//! work on any number of weights. [`Descent`] runs one of them over two
//! weights of a [`crate::surfaces::Surface`], full-batch or by mini-batches,
//! and says why a run ended. [`stability`] holds the bounds on the rate.
//!
//! Taught in `gradient-descent` and `optimizers`.
//!
//! ```
//! use ml::optimizers::{Descent, DescentParams, Status};
//! use ml::rng::Seed;
//! use ml::surfaces::by_id;
//! let surface = by_id("well-conditioned-quadratic").unwrap();
//! let mut run = Descent::new(surface, DescentParams::default(), [-4.0, 1.0], Seed(1))?;
//! assert!(matches!(run.run(1000), Status::Converged(_)));
//! # Ok::<(), ml::optimizers::DescentError>(())
//! ```

mod adam;
mod batches;
mod descent;
mod gradient_descent;
mod momentum;
mod params;
mod rms_prop;
mod schedule;
pub mod stability;
mod status;

pub use adam::{Adam, AdamParams};
pub use batches::{Batch, Batches};
pub use descent::{Descent, DescentError, DescentParams, Visit};
pub use gradient_descent::{GradientDescent, GradientDescentParams};
pub use momentum::{Momentum, MomentumParams};
pub use params::{Optimizer, ParamError, Params};
pub use rms_prop::{RmsProp, RmsPropParams};
pub use schedule::Schedule;
pub use status::{Divergence, Quantity, Standstill, Status};

#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod tests;

//! The log of what a learner did, and everything derived from it.
//!
//! - [`event`]: one thing that happened, by [`kind`], with its [`payload`]; [`time`] and [`ids`] beneath.
//!
//! Nothing here reads a clock, draws a random number or touches a browser: all three are arguments.

pub mod event;
pub mod ids;
pub mod kind;
pub mod payload;
pub mod time;

#[cfg(test)]
mod event_tests;
#[cfg(test)]
mod samples;

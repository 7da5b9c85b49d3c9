//! The log of what a learner did, and everything derived from it.
//!
//! - [`event`]: one thing that happened, by [`kind`], with its [`payload`]; [`time`] and [`ids`] beneath.
//! - [`log`]: the set of all events, whose merge is a union; [`import`]: what a merge would do.
//!
//! Nothing here reads a clock, draws a random number or touches a browser: all three are arguments.

pub mod event;
pub mod ids;
pub mod import;
pub mod kind;
pub mod log;
pub mod payload;
pub mod time;

#[cfg(test)]
mod event_tests;
#[cfg(test)]
mod log_tests;
#[cfg(test)]
mod samples;

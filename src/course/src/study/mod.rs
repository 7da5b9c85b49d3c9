//! The log of what a learner did, and everything derived from it.
//!
//! - [`event`]: one thing that happened, by [`kind`], with its [`payload`]; [`time`] and [`ids`] beneath.
//! - [`log`]: the set of all events, whose merge is a union; [`import`]: what a merge would do.
//! - [`mod@format`]: the envelope and its migrations; [`mod@file`]: export and import.
//! - [`store`]: what the browser offers; [`journal`]: the log kept there, whatever happens, old events in [`mod@pack`]s.
//! - [`schedule`]: when each card returns, by the model of forgetting in [`forgetting`]; [`session`]: which one is next.
//! - [`views`]: progress, notes, calibration, and all of it kept up to date; from a `snapshot` at the start;
//!   [`gained`]: what a lesson has brought, in words.
//!
//! Nothing here reads a clock, draws a random number or touches a browser: all three are arguments.

pub mod event;
pub mod file;
pub mod format;
pub mod gained;
pub mod ids;
pub mod import;
pub mod journal;
pub mod kind;
pub mod log;
pub mod pack;
pub mod payload;
pub mod schedule;
pub mod session;
mod snapshot;
pub mod store;
pub mod time;
pub mod views;

#[cfg(test)]
mod event_tests;
#[cfg(test)]
mod format_tests;
#[cfg(test)]
mod journal_tests;
#[cfg(test)]
mod log_tests;
#[cfg(test)]
mod memory_peer_tests;
#[cfg(test)]
mod pack_tests;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod schedule_tests;
#[cfg(test)]
mod session_tests;
#[cfg(test)]
mod snapshot_tests;
#[cfg(test)]
mod views_tests;

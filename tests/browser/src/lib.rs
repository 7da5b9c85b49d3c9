//! Drives pages in Chromium, Firefox and WebKit with plain blocking calls that all have a time limit.
//!
//! A test is a function from [`Ctx`] to [`Outcome`], listed as a [`Test`]. It serves something on an origin of its own
//! with [`Ctx::site`] and drives [`Ctx::tab`]. Each engine runs the tests one after another in one session, and the
//! engines run side by side.

pub mod arguments;
pub mod context;
pub mod driver;
pub mod engine;
pub mod failure;
pub mod process;
pub mod runner;
pub mod site;
pub mod tab;

pub use context::Ctx;
pub use engine::Engine;
pub use failure::{Failure, Outcome, check, skip};
pub use runner::Test;
pub use site::Site;
pub use tab::{Paper, Tab};

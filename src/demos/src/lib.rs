//! The interactive demos: pure models behind one object-safe trait, and the registry that lists them.
//!
//! A demo is a folder, a `mod` here, a line in [`registry`] and a golden file. It declares its settings in one table
//! ([`mod@setting`]), from which controls, links, presets and validation follow, and is a [`model::Model`]: a fit that
//! settings decide, a state that steps, and a view of both that draws itself as a [`plot::Picture`] and says in
//! [`numbers`] what the picture shows. The [`Player`] runs it: pause, step, rewind, compare.

mod bias_variance;
mod confusion_matrix;
pub mod controls;
pub mod demo;
pub mod engine;
mod gradient_descent;
mod logistic_regression;
mod memory;
pub mod model;
pub mod numbers;
pub mod player;
pub mod registry;
mod roc_and_pr;
mod scored;
pub mod setting;
pub mod settings;
#[cfg(test)]
mod testing;

// Tests inside and beside the crate load the shipped data sets in the same way.
#[cfg(test)]
extern crate self as demos;
#[cfg(test)]
#[path = "../tests/testdata/mod.rs"]
mod testdata;

pub use demo::*;
pub use player::{Changed, GoalCheck, Player, PlayerInit, goal_met};
pub use settings::*;

//! The course: its content format, its pages, and what a learner has done. Pure: time and randomness are arguments.
//!
//! - [`deck`]: which cards there are, and what they say.
//! - [`json`]: typed values out of JSON.
//! - [`left`]: what a reader left on the pages that no log holds.
//! - [`number`]: numbers as people write them.
//! - [`page`]: what a page is made of, as data that the site builder writes and the app reads.
//! - [`part`]: an interactive part of a page, as one record that everything else reads.
//! - [`quiz`]: quiz items, predictions and cards, and the checking of answers.
//! - [`route`]: every address of the site, parsed and formatted in one place.
//! - [`sort`]: sorting into groups, and its judgment.
//! - [`study`]: the log of what a learner did, and everything derived from it.
//! - [`author`]: Markdown with fenced blocks → pages. Native only.

#[cfg(not(target_arch = "wasm32"))]
pub mod author;
pub mod deck;
pub mod json;
pub mod left;
pub mod number;
pub mod page;
pub mod part;
pub mod quiz;
pub mod route;
pub mod sort;
pub mod study;

//! The app: takes over the static page, then shows every further page itself.

mod blocks;
mod cards;
mod contents;
mod deck;
mod decorate;
mod demo;
mod embed;
mod folds;
mod home;
mod keyboard;
mod kinds;
mod left;
mod lesson_tools;
mod live;
mod markup;
mod navigate;
mod notices;
mod order;
mod predict;
mod quiz;
mod review;
mod settings;
mod signals;
mod start;
mod state;
mod study;
mod tool;

pub use start::start;

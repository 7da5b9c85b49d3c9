//! The app: takes over the static page, then shows every further page itself.

mod blocks;
mod navigate;
mod start;

pub use start::start;

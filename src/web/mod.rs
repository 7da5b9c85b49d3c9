//! Everything that touches the browser. Each resource is acquired and released in one place.

mod allocator;
pub mod assets;
pub mod canvas;
pub mod clock;
pub mod dom;
pub mod engine;
pub mod file;
pub mod frames;
pub mod observe;
pub mod place;
pub mod storage;
pub mod theme;
pub mod turns;

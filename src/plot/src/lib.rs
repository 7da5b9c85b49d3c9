//! Pictures as data, and their rendering to drawing operations and SVG.
//!
//! A demo describes a [`Picture`]: panels with axes, raster layers and marks in the data's own units.
//! [`layout::lay_out`] turns it into drawing operations in CSS pixels, which are drawn as SVG text by
//! [`svg::write`] and on a canvas by the app. Colors are names ([`Ink`]) that the style sheet gives a
//! value to, so that one picture serves light, dark and print.

pub mod ink;
pub mod layout;
pub mod picture;
pub mod svg;
pub mod ticks;

pub use ink::{ColorMap, Ink};
pub use picture::*;

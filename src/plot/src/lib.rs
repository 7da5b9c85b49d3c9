//! Pictures as data, and their rendering to drawing operations and SVG.
//!
//! A demo describes a [`Picture`]: panels with axes, raster layers and marks in the data's own units.
//! [`layout::lay_out`] turns it into drawing operations in CSS pixels, which are drawn as SVG text by
//! [`svg::write`] and on a canvas by the app. Colors are names ([`Ink`]) that the style sheet gives a
//! value to, so that one picture serves light, dark and print.

pub mod clip;
mod colormap;
pub mod contour;
pub mod grid;
pub mod ink;
pub mod layout;
pub mod palette;
pub mod picture;
pub mod scale;
pub mod scene;
pub mod surface3d;
pub mod svg;
pub mod text;
pub mod ticks;

pub use ink::{ColorMap, Ink};
pub use layout::lay_out;
pub use palette::Palette;
pub use picture::*;
pub use scene::{Frame, Op, Paint, Scene, Seg};

//! Pictures as data, and their rendering to drawing operations and SVG.
//!
//! A demo describes a [`Picture`]: panels with axes, raster layers and marks in the data's own units.
//! [`layout::lay_out`] turns it into drawing operations in CSS pixels, which are drawn as SVG text by
//! [`svg::write`] and on a canvas by the app. Colors are names ([`Ink`]) that the style sheet gives a
//! value to, so that one picture serves light, dark and print.
//!
//! ```
//! use plot::svg::{SvgOptions, write};
//! use plot::*;
//!
//! let size = Size { width: 340.0, height: 220.0 };
//! let loss = Layer::Line {
//!     points: (0..50).map(|step| [f64::from(step), 1.0 / f64::from(1 + step)]).collect(),
//!     stroke: Stroke::solid(Ink::Accent, 2.0),
//! };
//! let panel = Panel {
//!     rect: size.rect(),
//!     title: String::new(),
//!     x: Axis::linear("step", 0.0, 50.0),
//!     y: Axis::log("loss", 0.01, 1.0).with_grid(),
//!     square: false,
//!     layers: vec![loss],
//! };
//! let scene = lay_out(&Picture { size, panels: vec![panel] });
//! // A pointer's place in the units of the panel, and back.
//! let frame = &scene.panels[0];
//! let [step, loss] = frame.from_px(200.0, 100.0);
//! let [x, y] = frame.to_px(step, loss);
//! assert!((x - 200.0).abs() < 1e-9 && (y - 100.0).abs() < 1e-9);
//!
//! let options = SvgOptions { id: "loss", title: "Loss", desc: "It falls from 1 to 0.02.", palette: None };
//! assert!(write(&scene, &options).starts_with("<svg class=\"plot\""));
//! ```

mod build;
pub mod clip;
mod colormap;
pub mod contour;
pub mod grid;
pub mod ink;
pub mod layout;
pub mod names;
pub mod palette;
pub mod path;
pub mod picture;
pub mod relief;
pub mod scale;
pub mod scene;
pub mod surface3d;
pub mod svg;
pub mod swarm;
pub mod text;
pub mod ticks;

pub use ink::{ColorMap, Ink};
pub use layout::lay_out;
pub use palette::Palette;
pub use picture::*;
pub use scene::{Frame, Op, Paint, Scene, Seg};

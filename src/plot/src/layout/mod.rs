//! From a picture to drawing operations in CSS pixels.

mod axes;
mod header;
mod labels;
mod layers;
mod marks;
mod plan;

use crate::picture::{Panel, Picture, Rect, Size};
use crate::scene::{Frame, Op, Scene};

/// Size of numbers along an axis.
pub const TICK_SIZE: f64 = 12.0;
/// Size of axis labels, keys and names of lines.
pub const LABEL_SIZE: f64 = 13.0;
/// Size of a panel's title.
pub const TITLE_SIZE: f64 = 14.0;
/// Height of a row of small words.
const ROW: f64 = 17.0;
/// From the middle of the small letters down to the line they stand on, as a share of the size.
const MIDDLE: f64 = 0.35;

/// Lays out a picture. Whatever the numbers in it, nothing panics and every coordinate is finite; what cannot be
/// drawn (NaN, a raster with too few values) is left out.
pub fn lay_out(picture: &Picture) -> Scene {
    let size = Size { width: usable(picture.size.width), height: usable(picture.size.height) };
    let mut ops = Vec::new();
    let alone = picture.panels.len() == 1;
    let panels = picture.panels.iter().map(|panel| lay_out_panel(panel, alone, size, &mut ops)).collect();
    Scene { size, ops, panels }
}

impl Panel {
    /// Where its plotting area comes to lie in a picture with other panels.
    pub fn area(&self) -> Rect {
        plan::plan(self, false).frame.area
    }
}

fn lay_out_panel(panel: &Panel, alone: bool, size: Size, ops: &mut Vec<Op>) -> Frame {
    let plan = plan::plan(panel, alone);
    header::draw(&plan, ops);
    axes::draw(panel, &plan, ops);
    for layer in &panel.layers {
        layers::draw(layer, &plan, size, ops);
    }
    plan.frame
}

/// A length that can be drawn.
fn usable(length: f64) -> f64 {
    if length.is_nan() { 0.0 } else { length.clamp(0.0, 1e5) }
}

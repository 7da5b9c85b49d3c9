//! How symbols and rectangles look.

use crate::ink::Ink;
use crate::picture::{Shape, Stroke};
use crate::scene::{Op, Paint, Seg};

/// Symbols at pixels. Filled ones have a fine edge of paper, so that they can be told apart where they overlap,
/// or an outline of ink where their color is faint on paper; hollow ones show paper inside.
pub fn styled(at: Vec<[f64; 2]>, shape: Shape, radius: f64, ink: Ink, filled: bool, opacity: f32) -> Op {
    let radius = if radius.is_finite() { radius.clamp(0.3, 1e4) } else { 3.0 };
    let pen = |ink: Ink, width: f64| Some(Stroke { opacity, ..Stroke::solid(ink, width) });
    let paint = |ink: Ink| Some(Paint { ink, opacity });
    let (under, fill, stroke) = if shape == Shape::Cross {
        let width = (0.4 * radius).clamp(1.25, 3.0);
        (pen(Ink::Paper, width + 2.0), None, pen(ink, width))
    } else if filled && ink.needs_edge() {
        (None, paint(ink), pen(Ink::Edge, 0.9))
    } else if filled {
        (None, paint(ink), if radius >= 2.5 { pen(Ink::Paper, 0.75) } else { None })
    } else {
        let width = (0.4 * radius).clamp(1.0, 1.6);
        (if ink.needs_edge() { pen(Ink::Edge, width + 1.3) } else { None }, paint(Ink::Paper), pen(ink, width))
    };
    Op::Marks { at, shape, radius, under, fill, stroke }
}

/// The outline of a rectangle given by its left, right, upper and lower edge.
pub fn rectangle([left, right, top, bottom]: [f64; 4]) -> Vec<Seg> {
    vec![
        Seg::Move([left, top]),
        Seg::Line([right, top]),
        Seg::Line([right, bottom]),
        Seg::Line([left, bottom]),
        Seg::Close,
    ]
}

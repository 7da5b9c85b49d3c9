//! The plane, and beside it what every point costs and how the loss went.

use super::{LogisticRegression, curves, plane};
use plot::grid::{across, down};
use plot::{Picture, Size};

/// Number of the panel with the points.
pub const PLANE: usize = 0;

/// Three panels, one below the other on a phone.
pub fn picture(demo: &LogisticRegression, size: Size) -> Picture {
    let rects = if size.narrow() {
        down(size.rect(), &[0.54, 0.23, 0.23])
    } else {
        let halves = across(size.rect(), &[0.57, 0.43]);
        let curves = down(halves[1], &[0.52, 0.48]);
        vec![halves[0], curves[0], curves[1]]
    };
    let judged = demo.judged();
    let panels = vec![
        plane::panel(demo, &judged, rects[0]),
        curves::cost(demo, &judged, rects[1]),
        curves::steps(demo, rects[2]),
    ];
    Picture { size, panels }
}

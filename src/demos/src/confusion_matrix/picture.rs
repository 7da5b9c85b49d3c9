//! Two classes drawn: the cases by score, the four counts, and the cost of every threshold.

use super::binary::Binary;
use super::{cost, matrix};
use crate::scored::Strip;
use plot::{Picture, Rect, Size};

/// Number of the panel with the cases.
pub const STRIP: usize = 0;
/// Number of the panel with the cost.
pub const COST: usize = 1;

/// Between two panels.
const GAP: f64 = 14.0;

/// The cases across the whole width; below them, or one below the other on a phone, what they count and cost.
pub fn picture(binary: &Binary, size: Size) -> Picture {
    let [cases, counts, price] = if size.narrow() { stacked(size) } else { spread(size) };
    let strip = Strip {
        scores: binary.scores,
        threshold: binary.threshold,
        counts: binary.counts,
        measure: "predicted probability of",
        pair: None,
    };
    let panels = vec![strip.panel(cases), cost::panel(binary, price), matrix::panel(binary, counts)];
    Picture { size, panels }
}

fn spread(size: Size) -> [Rect; 3] {
    let upper = (0.56 * size.height).round();
    let left = (0.48 * size.width).round();
    let (y, height) = (upper + GAP, size.height - upper - GAP);
    [
        Rect { height: upper, ..size.rect() },
        Rect { x: 0.0, y, width: left, height },
        Rect { x: left + 2.0 * GAP, y, width: size.width - left - 2.0 * GAP, height },
    ]
}

fn stacked(size: Size) -> [Rect; 3] {
    let free = size.height - 2.0 * GAP;
    let [upper, middle] = [0.4, 0.33].map(|share: f64| (share * free).round());
    let full = |y: f64, height: f64| Rect { y, height, ..size.rect() };
    [full(0.0, upper), full(upper + GAP, middle), full(upper + middle + 2.0 * GAP, free - upper - middle)]
}

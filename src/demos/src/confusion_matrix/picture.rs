//! Two classes drawn: the cases by score, the four counts, and the cost of every threshold.

use super::binary::Binary;
use super::{cost, matrix, strip};
use plot::{Ink, Panel, Picture, Rect, Size, Stroke, lay_out};

/// Number of the panel with the cases.
pub const STRIP: usize = 0;
/// Number of the panel with the cost.
pub const COST: usize = 1;

/// Between two panels.
const GAP: f64 = 14.0;

/// The line of the threshold, the same wherever it is drawn.
pub const THRESHOLD: Stroke = Stroke::solid(Ink::Accent, 1.75);

/// The cases across the whole width; below them, or one below the other on a phone, what they count and cost.
pub fn picture(binary: &Binary, size: Size) -> Picture {
    let [cases, counts, price] = if size.narrow() { stacked(size) } else { spread(size) };
    let panels = vec![strip::panel(binary, cases), cost::panel(binary, price), matrix::panel(binary, counts)];
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

/// Where a panel's plotting area comes to lie.
pub fn area(panel: &Panel) -> Rect {
    let size = Size { width: panel.rect.right(), height: panel.rect.bottom() };
    let laid = lay_out(&Picture { size, panels: vec![panel.clone()] });
    laid.panels.first().map_or(panel.rect, |frame| frame.area)
}

/// A name that may be long, cut to what a label has room for.
pub fn brief(name: &str) -> String {
    if name.chars().count() <= 14 {
        return name.into();
    }
    name.chars().take(13).chain(['…']).collect()
}

//! The card over the days across the whole width; below it the deck, and the costs.

use super::model::Model;
use super::{card, cost, deck};
use plot::{Ink, Panel, Picture, Rect, Size, Stroke, lay_out};

/// Number of the panel with the card.
pub const CARD: usize = 0;
/// Number of the panel with the costs.
pub const COST: usize = 2;

/// The spaced card and deck.
pub const SPACED: Ink = Ink::Accent;
/// The crammed ones.
pub const CRAMMED: Ink = Ink::Class(1);
/// Size of words.
pub const LABEL: f64 = 13.0;

/// Between two panels.
const GAP: f64 = 16.0;

/// All panels.
pub fn picture(model: &Model, size: Size) -> Picture {
    let [upper, left, right] = if size.narrow() { stacked(size) } else { spread(size) };
    let panels = vec![card::panel(model, upper), deck::panel(model, left), cost::panel(model, right)];
    Picture { size, panels }
}

fn spread(size: Size) -> [Rect; 3] {
    let upper = (0.57 * size.height).round();
    let left = (0.46 * size.width).round();
    let (y, height) = (upper + GAP, size.height - upper - GAP);
    [
        Rect { height: upper, ..size.rect() },
        Rect { x: 0.0, y, width: left, height },
        Rect { x: left + 2.0 * GAP, y, width: size.width - left - 2.0 * GAP, height },
    ]
}

fn stacked(size: Size) -> [Rect; 3] {
    let free = size.height - 2.0 * GAP;
    let [upper, middle] = [0.41, 0.26].map(|share: f64| (share * free).round());
    let full = |y: f64, height: f64| Rect { y, height, ..size.rect() };
    [full(0.0, upper), full(upper + GAP, middle), full(upper + middle + 2.0 * GAP, free - upper - middle)]
}

/// Where a panel's plotting area comes to lie.
pub fn area(panel: &Panel) -> Rect {
    let size = Size { width: panel.rect.right(), height: panel.rect.bottom() };
    let laid = lay_out(&Picture { size, panels: vec![panel.clone()] });
    laid.panels.first().map_or(panel.rect, |frame| frame.area)
}

/// Ticks of an axis of shares, a tenth apart or as far as `step` says.
pub fn percents(from: f64, to: f64, step: f64) -> plot::Ticks {
    let first = (from / step - 1e-9).ceil() as i32;
    let last = (to / step + 1e-9).floor() as i32;
    let tick = |i: i32| (f64::from(i) * step, super::words::percent(f64::from(i) * step, 0));
    plot::Ticks::At((first..=last).map(tick).collect())
}

/// A line in one color.
pub const fn solid(ink: Ink) -> Stroke {
    Stroke::solid(ink, 2.0)
}

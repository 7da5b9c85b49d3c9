//! The scores with the threshold, both curves, and the pairs.

use super::pairs::Pairs;
use super::view::View;
use super::{pr, roc};
use crate::controls::with_decimals;
use crate::scored::Strip;
use plot::text::width;
use plot::{Anchor, Entry, Ink, Layer, Picture, Rect, Shape, Sign, Size, Stroke};

/// Numbers of the panels.
pub const STRIP: usize = 0;
/// The ROC curve.
pub const ROC: usize = 1;
/// The precision–recall curve.
pub const PR: usize = 2;

const GAP: f64 = 16.0;
/// On a screen that is narrower than high by less than this the curves stand side by side.
const TALL: f64 = 2.2;

/// Model A's lines.
pub const A: Stroke = Stroke::solid(Ink::Accent, 2.25);
/// Model B's.
pub const B: Stroke = Stroke::solid(Ink::Ink, 1.75).dashed();
/// From the point of the threshold to the axes.
const LEAD: Stroke = Stroke::solid(Ink::Accent, 1.0).dotted();

/// Scores and pairs above, the curves below; on a phone one below the other.
pub fn picture(view: &View, pairs: &Pairs, size: Size) -> Picture {
    let [scores, left, right, share] = layout(size);
    let a = &view.cases.a;
    let strip = Strip { scores: &a.scores, threshold: view.threshold, counts: view.counts, pair: pairs.last };
    let panels =
        vec![strip.panel(scores), roc::panel(view, left), pr::panel(view, right), pairs.panel(a.roc.auc(), share)];
    Picture { size, panels }
}

fn layout(size: Size) -> [Rect; 4] {
    let (wide, high) = (size.width, size.height);
    let half = ((wide - GAP) / 2.0).floor();
    if !size.narrow() {
        let upper = (0.38 * high).round();
        let share = (0.3 * wide).round();
        let (y, height) = (upper + GAP, high - upper - GAP);
        return [
            Rect { x: 0.0, y: 0.0, width: wide - share - 1.5 * GAP, height: upper },
            Rect { x: 0.0, y, width: half, height },
            Rect { x: half + GAP, y, width: half, height },
            Rect { x: wide - share, y: 0.0, width: share, height: upper },
        ];
    }
    let free = high - 3.0 * GAP;
    let full = |y: f64, height: f64| Rect { x: 0.0, y, width: wide, height };
    if high < TALL * wide {
        let (upper, middle) = ((0.3 * free).round(), (0.42 * free).round());
        let y = upper + GAP;
        let last = y + middle + GAP;
        return [
            full(0.0, upper),
            Rect { width: half, ..full(y, middle) },
            Rect { x: half + GAP, width: half, ..full(y, middle) },
            full(last, high - last),
        ];
    }
    let (upper, curve) = ((0.22 * free).round(), (0.3 * free).round());
    let [first, second] = [upper + GAP, upper + curve + 2.0 * GAP];
    let last = second + curve + GAP;
    [full(0.0, upper), full(first, curve), full(second, curve), full(last, high - last)]
}

/// An area or a share with three decimals.
pub fn figure(x: f64) -> String {
    with_decimals(x, 3)
}

/// Which line is whose, with its area, as fully as there is room.
pub fn key(view: &View, a: f64, b: Option<f64>, wide: f64) -> Layer {
    let entry = |letter: &str, name: &str, area: f64, stroke: Stroke| {
        let full = format!("{letter}, {name}: {}", figure(area));
        // The sign before the words, and some air.
        let fits = width(&full, 13.0, false) + 40.0 < wide;
        let text = if fits { full } else { format!("{letter}: {}", figure(area)) };
        Entry { text, sign: Sign::Line(stroke) }
    };
    let mut entries = vec![entry("A", &view.cases.a.name, a, A)];
    entries.extend(view.rival.zip(b).map(|(model, area)| entry("B", &model.name, area, B)));
    Layer::Key { entries }
}

/// The point of the threshold with lines to both axes.
pub fn point(at: [f64; 2]) -> [Layer; 2] {
    [
        Layer::Line { points: vec![[0.0, at[1]], at, [at[0], 0.0]], stroke: LEAD },
        mark(at, Shape::Circle, 6.0, Ink::Accent, true),
    ]
}

/// One mark.
pub fn mark(at: [f64; 2], shape: Shape, radius: f64, ink: Ink, filled: bool) -> Layer {
    Layer::Marks { points: vec![at], shape, radius, ink, filled, opacity: 1.0 }
}

/// Words over lines.
pub fn words(at: [f64; 2], shift: [f64; 2], text: String, ink: Ink, anchor: Anchor) -> Layer {
    Layer::Text { at, shift, text, size: 12.0, ink, anchor, bold: false, halo: true }
}

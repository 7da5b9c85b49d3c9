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

/// A panel of a curve narrower than this has room for few words.
pub const SMALL: f64 = 200.0;

const GAP: f64 = 16.0;
/// A narrow screen less high than this many times its width has the curves side by side.
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
    // A made-up score has an order, but is nobody's probability; nor is a grade.
    let probable = a.scores.held_out && view.settings.choice("grades") == "fine";
    let strip = Strip {
        scores: &a.scores,
        threshold: view.threshold,
        counts: view.counts,
        measure: if probable { "predicted probability of" } else { "score for" },
        pair: pairs.last,
    };
    // One below the other, the second key need not name the models again.
    let named = !size.narrow();
    let panels = vec![
        strip.panel(scores),
        roc::panel(view, left),
        pr::panel(view, named, right),
        pairs.panel(a.roc.auc(), share),
    ];
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
        let (upper, middle) = ((0.28 * free).round(), (0.46 * free).round());
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

/// Which line is whose, with its area; with its name if that is asked for and there is room.
pub fn key(view: &View, a: f64, b: Option<f64>, named: bool, wide: f64) -> Layer {
    let entry = |letter: &str, name: &str, area: f64, stroke: Stroke| {
        let full = format!("{letter}, {name}: {}", figure(area));
        // The sign before the words, and some air.
        let fits = named && width(&full, 13.0, false) + 40.0 < wide;
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

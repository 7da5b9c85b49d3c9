//! Both curves, with the point of the threshold on each.

use super::cases::LEVEL;
use super::view::{Curve, View};
use crate::controls::with_decimals;
use crate::numbers::percent;
use ml::metrics::{Pr, RocPoint};
use plot::text::width;
use plot::{Anchor, Axis, Ink, Layer, Panel, Rect, Shape, Sign, Stroke};

/// A panel of a curve narrower than this has room for few words.
const SMALL: f64 = 200.0;
/// Values of F1 whose lines are drawn.
const F1: [f64; 4] = [0.2, 0.4, 0.6, 0.8];

/// Model A's lines.
pub const A: Stroke = Stroke::solid(Ink::Accent, 2.25);
/// Model B's.
pub const B: Stroke = Stroke::solid(Ink::Ink, 1.75).dashed();
/// Points that cost the same.
const EQUAL: Stroke = Stroke::solid(Ink::Accent, 1.25).dashed();
/// From the point of the threshold to the axes.
const LEAD: Stroke = Stroke::solid(Ink::Accent, 1.0).dotted();

/// The ROC panel.
pub fn roc(view: &View, rect: Rect) -> Panel {
    let curve = line(view.cases.a.roc.points());
    let wide = rect.width >= SMALL;
    let mut key = entries(view, view.cases.a.roc.auc(), view.rival().map(|b| b.roc.auc()), wide, rect.width);
    if view.prices.is_some() {
        key.push(("cheapest".into(), Sign::Mark(Shape::Cross, Ink::Ink, true)));
        key.push(("same cost".into(), Sign::Line(EQUAL)));
    }
    let mut layers =
        vec![Layer::key(key), Layer::line(vec![[0.0, 0.0], [1.0, 1.0]], Stroke::solid(Ink::Muted, 1.0).dotted())];
    match view.band() {
        Some(band) => {
            let upper = band.points.iter().map(|p| [p.fpr, p.high]);
            let lower = band.points.iter().rev().map(|p| [p.fpr, p.low]);
            layers.push(shade(upper.chain(lower).collect(), 0.18));
        }
        None => layers.push(shade(curve.iter().copied().chain([[1.0, 0.0]]).collect(), 0.07)),
    }
    if wide {
        layers.push(words([0.2, 0.2], [8.0, 10.0], "random".into(), Ink::Muted, Anchor::Start));
    }
    if let Some(rival) = view.rival() {
        layers.push(Layer::line(line(rival.roc.points()), B));
    }
    layers.push(Layer::line(curve, A));
    if view.settings.toggle("hull") {
        layers.extend(hull(&view.cases.a.roc.hull()));
    }
    let at = [view.fpr(), view.recall()];
    if let Some(prices) = &view.prices {
        layers.push(Layer::line(prices.equal(view, at).to_vec(), EQUAL));
        layers.push(prices.crosses());
    }
    layers.extend(view.here(Curve::RivalRoc).map(ring));
    layers.extend(point(at));
    if let Some((band, middle)) = view.band().and_then(|band| Some((band, band.points.get(band.points.len() / 2)?)))
        && wide
    {
        let text = format!("{:.0}\u{202f}% of {} resamples", 100.0 * LEVEL, band.replicates);
        // Below the band, but off the axis.
        let (at, down) = if middle.low < 0.3 { (middle.high, -14.0) } else { (middle.low, 14.0) };
        layers.push(words([middle.fpr, at], [8.0, down], text, Ink::Accent, Anchor::Start));
    }
    let title = if rect.width < SMALL { "ROC and AUC" } else { "ROC curve and its area, AUC" };
    let y = Axis::linear(if rect.width < SMALL { "recall" } else { "recall (true positive rate)" }, 0.0, 1.0);
    Panel::new(rect, Axis::linear("false positive rate", 0.0, 1.0), y, layers).titled(title)
}

fn line(points: &[RocPoint]) -> Vec<[f64; 2]> {
    points.iter().map(|p| [p.fpr, p.tpr]).collect()
}

fn shade(points: Vec<[f64; 2]>, opacity: f32) -> Layer {
    Layer::Area { points, ink: Ink::Accent, opacity }
}

/// The hull with its corners.
fn hull(corners: &[RocPoint]) -> [Layer; 2] {
    let points = line(corners);
    [
        Layer::line(points.clone(), Stroke::solid(Ink::Ink, 1.0)),
        Layer::marks(points, Shape::Square, 3.2, Ink::Ink).hollow(),
    ]
}

/// The precision–recall panel; `named` says whether the key spells out the models.
pub fn pr(view: &View, named: bool, rect: Rect) -> Panel {
    let (curve, area) = (stairs(&view.pr), view.pr.average_precision());
    let key = entries(view, area, view.rival_pr.as_ref().map(Pr::average_precision), named, rect.width);
    let mut layers = vec![Layer::key(key)];
    if view.settings.toggle("iso-f1") {
        layers.push(Layer::Lines { lines: F1.map(equal_f1).to_vec(), stroke: Stroke::solid(Ink::Rule, 1.0) });
        if rect.width > 240.0 {
            layers.extend(F1.map(|f1| {
                let text = if f1 == F1[3] { format!("F1 {f1}") } else { f1.to_string() };
                words([1.0, f1 / (2.0 - f1)], [5.0, 0.0], text, Ink::Muted, Anchor::Start)
            }));
        }
    }
    let base = view.prevalence;
    let mut shaded = curve.clone();
    shaded.extend([[1.0, 0.0], [0.0, 0.0]]);
    layers.extend([
        Layer::Area { points: shaded, ink: Ink::Accent, opacity: 0.07 },
        Layer::line(vec![[0.0, base], [1.0, base]], Stroke::solid(Ink::Muted, 1.25).dotted()),
    ]);
    if let Some(rival) = &view.rival_pr {
        layers.push(Layer::line(stairs(rival), B));
    }
    layers.push(Layer::line(curve, A));
    layers.push(Layer::mark([0.0, base], Shape::Circle, 4.5, Ink::Muted));
    let share = percent(Some(base));
    let name = if rect.width < SMALL { share } else { format!("prevalence {share}") };
    // Below the line, where curves seldom run, if there is room.
    let down = if base > 0.14 { 10.0 } else { -10.0 };
    layers.push(words([0.0, base], [8.0, down], name, Ink::Muted, Anchor::Start));
    match view.precision() {
        Some(precision) => {
            layers.extend(view.here(Curve::RivalPr).map(ring));
            layers.extend(point([view.recall(), precision]));
        }
        None => layers.push(words(
            [0.0, 0.5 + 0.5 * base],
            [6.0, 0.0],
            "no precision: none is flagged".into(),
            Ink::Accent,
            Anchor::Start,
        )),
    }
    let title = if rect.width < SMALL { "PR and AP" } else { "Precision–recall, average precision" };
    Panel::new(rect, Axis::linear("recall", 0.0, 1.0), Axis::linear("precision", 0.0, 1.0), layers).titled(title)
}

/// The curve as the steps that average precision adds up: each precision holds back to the recall before it. Where
/// nothing is flagged there is no precision and so no point.
fn stairs(curve: &Pr) -> Vec<[f64; 2]> {
    let mut before = 0.0;
    let mut line = Vec::new();
    for point in curve.points() {
        if let Some(precision) = point.precision {
            line.extend([[before, precision], [point.recall, precision]]);
            before = point.recall;
        }
    }
    line
}

/// Recall and precision with the same F1.
fn equal_f1(f1: f64) -> Vec<[f64; 2]> {
    // From where precision is 1 to where recall is.
    let from = f1 / (2.0 - f1);
    let recall = (0..=40).map(|i| from + (1.0 - from) * f64::from(i) / 40.0);
    recall.map(|r| [r, f1 * r / (2.0 * r - f1)]).collect()
}

/// An area or a share with three decimals.
pub fn figure(x: f64) -> String {
    with_decimals(x, 3)
}

/// A difference of areas, which is often small, with four.
pub fn fine(x: f64) -> String {
    with_decimals(x, 4)
}

/// Which line is whose, with its area; with its name if that is asked for and there is room.
fn entries(view: &View, a: f64, b: Option<f64>, named: bool, wide: f64) -> Vec<(String, Sign)> {
    let entry = |letter: &str, name: &str, area: f64, stroke: Stroke| {
        let full = format!("{letter}, {name}: {}", figure(area));
        // The sign before the words, and some air.
        let fits = named && !name.is_empty() && width(&full, 13.0, false) + 40.0 < wide;
        (if fits { full } else { format!("{letter}: {}", figure(area)) }, Sign::Line(stroke))
    };
    let mut entries = vec![entry("A", &view.cases.a.brief, a, A)];
    entries.extend(view.rival().zip(b).map(|(model, area)| entry("B", &model.brief, area, B)));
    entries
}

/// B's point.
fn ring(at: [f64; 2]) -> Layer {
    Layer::mark(at, Shape::Circle, 4.5, Ink::Ink).hollow()
}

/// The point of the threshold with lines to both axes.
fn point(at: [f64; 2]) -> [Layer; 2] {
    [Layer::line(vec![[0.0, at[1]], at, [at[0], 0.0]], LEAD), Layer::mark(at, Shape::Circle, 6.0, Ink::Accent)]
}

/// Words over lines.
fn words(at: [f64; 2], shift: [f64; 2], text: String, ink: Ink, anchor: Anchor) -> Layer {
    Layer::words(at, shift, text, ink, anchor).sized(12.0)
}

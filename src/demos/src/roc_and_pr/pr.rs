//! The precision–recall panel.

use super::picture::{A, B, SMALL, key, mark, point, words};
use super::view::View;
use crate::scored::{UNDEFINED, percent};
use ml::metrics::Pr;
use plot::{Anchor, Axis, Ink, Layer, Panel, Rect, Shape, Stroke};

/// Values of F1 whose lines are drawn.
const F1: [f64; 4] = [0.2, 0.4, 0.6, 0.8];

/// The panel; `named` says whether the key spells out the models.
pub fn panel(view: &View, named: bool, rect: Rect) -> Panel {
    let (curve, area) = (stairs(&view.pr), view.pr.average_precision());
    let mut layers = vec![key(view, area, view.rival_pr.as_ref().map(Pr::average_precision), named, rect.width)];
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
        Layer::Line { points: vec![[0.0, base], [1.0, base]], stroke: Stroke::solid(Ink::Muted, 1.25).dotted() },
    ]);
    if let Some(rival) = &view.rival_pr {
        layers.push(Layer::Line { points: stairs(rival), stroke: B });
    }
    layers.push(Layer::Line { points: curve, stroke: A });
    layers.push(mark([0.0, base], Shape::Circle, 4.5, Ink::Muted, true));
    let share = percent(Some(base));
    let name = if rect.width < SMALL { share } else { format!("prevalence {share}") };
    // Below the line, where curves seldom run, if there is room.
    let down = if base > 0.14 { 10.0 } else { -10.0 };
    layers.push(words([0.0, base], [8.0, down], name, Ink::Muted, Anchor::Start));
    match view.precision() {
        Some(precision) => {
            let rival = view.rival_precision().map(|precision| [view.recall(), precision]);
            layers.extend(rival.map(|at| mark(at, Shape::Circle, 4.5, Ink::Ink, false)));
            layers.extend(point([view.recall(), precision]));
        }
        None => layers.push(words(
            [0.0, 0.5 + 0.5 * base],
            [6.0, 0.0],
            format!("precision {UNDEFINED} (0/0)"),
            Ink::Accent,
            Anchor::Start,
        )),
    }
    Panel {
        rect,
        title: if rect.width < SMALL { "PR, average P" } else { "Precision–recall, average precision" }.into(),
        x: Axis::linear("recall", 0.0, 1.0),
        y: Axis::linear("precision", 0.0, 1.0),
        square: false,
        layers,
    }
}

/// The curve as the steps that average precision adds up: each precision holds back to the recall before it. Where
/// nothing is called positive there is no precision and so no point.
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

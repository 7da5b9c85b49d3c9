//! The ROC panel.

use super::picture::{A, B, SMALL, key, mark, point, words};
use super::view::View;
use ml::metrics::RocPoint;
use plot::{Anchor, Axis, Ink, Layer, Panel, Rect, Shape, Stroke};

/// The panel.
pub fn panel(view: &View, rect: Rect) -> Panel {
    let curve = line(view.cases.a.roc.points());
    let mut layers = vec![
        key(view, view.cases.a.roc.auc(), view.rival.map(|b| b.roc.auc()), rect.width >= SMALL, rect.width),
        Layer::Line { points: vec![[0.0, 0.0], [1.0, 1.0]], stroke: Stroke::solid(Ink::Muted, 1.0).dotted() },
    ];
    match view.band() {
        Some(band) => {
            let upper = band.points.iter().map(|p| [p.fpr, p.high]);
            let lower = band.points.iter().rev().map(|p| [p.fpr, p.low]);
            layers.push(shade(upper.chain(lower).collect(), 0.18));
        }
        None => layers.push(shade(curve.iter().copied().chain([[1.0, 0.0]]).collect(), 0.07)),
    }
    if rect.width >= SMALL {
        layers.push(words([0.8, 0.8], [8.0, 10.0], "chance".into(), Ink::Muted, Anchor::Start));
    }
    if let Some(rival) = view.rival {
        layers.push(Layer::Line { points: line(rival.roc.points()), stroke: B });
    }
    layers.push(Layer::Line { points: curve, stroke: A });
    if view.settings.toggle("hull") {
        layers.extend(hull(&view.cases.a.roc.hull()));
    }
    let at = [view.fpr(), view.recall()];
    if let Some(recall) = view.rival_recall() {
        layers.push(mark([at[0], recall], Shape::Circle, 4.5, Ink::Ink, false));
    }
    layers.extend(point(at));
    Panel {
        rect,
        title: if rect.width < SMALL { "ROC, AUC" } else { "ROC curve and its area, AUC" }.into(),
        x: Axis::linear("false-positive rate", 0.0, 1.0),
        y: Axis::linear(if rect.width < SMALL { "recall" } else { "recall (true-positive rate)" }, 0.0, 1.0),
        square: false,
        layers,
    }
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
        Layer::Line { points: points.clone(), stroke: Stroke::solid(Ink::Ink, 1.0) },
        Layer::Marks { points, shape: Shape::Square, radius: 3.2, ink: Ink::Ink, filled: false, opacity: 1.0 },
    ]
}

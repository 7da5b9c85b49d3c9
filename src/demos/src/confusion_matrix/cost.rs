//! What every threshold would cost.

use super::binary::{Binary, per_hundred};
use crate::controls::short;
use crate::scored::THRESHOLD;
use plot::{Axis, Ink, Layer, Panel, Rect, Shape, Stroke, Ticks};

/// The panel.
pub fn panel(binary: &Binary, rect: Rect) -> Panel {
    let steps = steps(binary);
    let top = steps.iter().map(|p| p[1]).fold(0.0, f64::max).max(1e-9);
    let mut layers = vec![Layer::Line { points: steps, stroke: Stroke::solid(Ink::Ink, 1.5) }];
    if binary.mark_cheapest {
        layers.push(mark([binary.cheapest.threshold, binary.cheapest.cost], Shape::Cross, 4.5, Ink::Ink));
    }
    let here = format!("{} here", short(binary.cost()));
    layers.push(Layer::Rule { upright: true, at: binary.threshold, stroke: THRESHOLD, label: here });
    layers.push(mark([binary.threshold, binary.cost()], Shape::Circle, 4.5, Ink::Accent));
    Panel {
        rect,
        title: String::new(),
        x: Axis::linear("threshold", 0.0, 1.0),
        y: Axis::linear(&label(binary), 0.0, 1.12 * top).with_ticks(Ticks::Auto(3)),
        square: false,
        layers,
    }
}

/// What is measured. The cheapest threshold is named here and not beside its mark, where the curve runs.
fn label(binary: &Binary) -> String {
    let cost = format!("cost per 100 {}", binary.scores.cases);
    let Some(least) = binary.mark_cheapest.then_some(binary.cheapest) else { return cost };
    format!("{cost}, least {} at {:.2} (×)", short(least.cost), least.threshold)
}

fn mark(at: [f64; 2], shape: Shape, radius: f64, ink: Ink) -> Layer {
    Layer::Marks { points: vec![at], shape, radius, ink, filled: true, opacity: 1.0 }
}

/// The cost as a stair: level where thresholds decide alike.
fn steps(binary: &Binary) -> Vec<[f64; 2]> {
    let stair = binary.decisions.iter().flat_map(|decision| {
        let cost = per_hundred(&binary.costs, &decision.counts);
        [[decision.above.max(0.0), cost], [decision.upto, cost]]
    });
    stair.collect()
}

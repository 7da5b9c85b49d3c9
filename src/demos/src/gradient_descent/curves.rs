//! Loss and gradient against the step.

use super::{GradientDescent, PATH, haloed};
use ml::optimizers::Visit;
use plot::path::extremes;
use plot::{Axis, Ink, Layer, Panel, Rect, Shape, Stroke};

/// Ends of the horizontal axis, so that it does not move at each step.
const ENDS: [usize; 9] = [15, 30, 60, 120, 250, 500, 1000, 2500, 5000];
/// No more columns than this can be told apart.
const COLUMNS: usize = 300;
/// A run of so many steps may have come to hover.
const LONG: usize = 120;
/// A run whose loss is this many times that of the start has left.
const TOP: f64 = 1e3;
/// What is smaller than this share of the greatest value would only press the rest together.
const FLOORS: [f64; 2] = [1e-8, 1e-5];

/// The step from which on the loss is to fill its panel: about a third of the run, in strides so that the axis does
/// not move at each step; 0 for all of a short run.
fn settled(at: usize) -> usize {
    ENDS.into_iter().rev().find(|&end| at >= LONG && 3 * end <= at).unwrap_or(0)
}

/// The loss (0) or the length of the gradient (1). The lowest panel names the axis of all.
pub fn panel(demo: &GradientDescent, rect: Rect, kind: usize, lowest: bool) -> Panel {
    let value = |visit: &Visit| if kind == 0 { visit.loss } else { visit.gradient_norm.min(f64::MAX) };
    let ahead = demo.ahead();
    let runs = demo.runs.up_to(demo.at + ahead);
    let seen = demo.at + if demo.at == 0 { ahead } else { 0 };
    let last = ENDS.into_iter().find(|&end| end >= seen).unwrap_or(super::runs::MOST_STEPS);
    let start = [demo.ground.surface.value(demo.start), super::runs::distance(demo.slope(), [0.0; 2])][kind];
    let (mut low, mut high) = (start, start);
    let top = TOP * (demo.ground.surface.value(demo.start).abs() + 1.0);
    // A loss that hovers would be a level line beside the fall before.
    let drawn = super::settings::draws_rows(&demo.settings);
    let from = if kind == 0 && drawn { settled(demo.at) } else { 0 };
    if from > 0 {
        (low, high) = (f64::INFINITY, f64::NEG_INFINITY);
    }
    for visit in runs.iter().flat_map(|run| run.path(seen.max(demo.at)).iter().skip(from)) {
        low = low.min(value(visit));
        // Runs that leave for infinity go over the top.
        if visit.loss < top {
            high = high.max(value(visit));
        }
    }
    let label = match kind {
        0 if from > 0 => &format!("loss of all rows, axis for steps from {from} on"),
        0 if drawn => "loss of all rows",
        0 => "loss",
        _ if drawn => "length of the gradient of all rows",
        _ => "length of the gradient",
    };
    let y = if low >= 0.0 && high > 30.0 * low {
        Axis::log(label, low.max(FLOORS[kind] * high).max(1e-300), 1.5 * high)
    } else {
        let air = if low < high { 0.05 * (high - low) } else { 0.05 * (high.abs() + 1e-9) };
        Axis::linear(label, low - air, high + air)
    };
    let mut layers = vec![Layer::mark([0.0, start], Shape::Circle, 3.5, Ink::Ink).hollow()];
    for run in runs.iter() {
        let curve = |from: usize, visits: &[Visit]| -> Vec<[f64; 2]> {
            let values: Vec<f64> = visits.iter().map(value).collect();
            extremes(from, &values, COLUMNS)
        };
        let ink = run.method.ink;
        let later = curve(demo.at, run.ahead(demo.at, ahead));
        layers.push(Layer::line(later, Stroke::solid(ink, 1.25).faint(0.5)));
        let path = run.path(demo.at);
        layers.extend(haloed(vec![curve(0, path)], Stroke::solid(ink, PATH)));
        let stops = (0..path.len()).step_by((last / 10).max(1)).map(|i| [i as f64, value(&path[i])]);
        layers.push(Layer::marks(stops.skip(1).collect(), run.method.shape, 3.2, ink));
    }
    for run in runs.iter().rev().filter(|_| demo.at > 0) {
        let path = run.path(demo.at);
        let end = [(path.len() - 1) as f64, value(&path[path.len() - 1])];
        layers.push(Layer::mark(end, run.method.shape, 5.0, run.method.ink));
    }
    let x = Axis::linear(if lowest { "step" } else { "" }, 0.0, last as f64);
    Panel::new(rect, x, y.with_grid(), layers)
}

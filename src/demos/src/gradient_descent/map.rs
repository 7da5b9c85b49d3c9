//! The surface from above: shades, contour lines and the paths over them.

use super::runs::{Run, distance};
use super::{GradientDescent, PATH, arrow, haloed, key, weights};
use ml::surfaces::Point;
use plot::path::{near, spaced, thinned};
use plot::{Axis, ColorMap, Ink, Layer, Panel, Rect, Shape, Stroke};

/// The map.
pub fn panel(demo: &GradientDescent, rect: Rect) -> Panel {
    let ground = &demo.ground;
    let axis = |i: usize, over: [f64; 4]| Axis::linear(&ground.weights[i], over[2 * i], over[2 * i + 1]);
    let window = ground.window(1.0);
    let keyed = |outside: bool| {
        let key = vec![key(demo, outside)];
        let panel = Panel::new(rect, axis(0, window), axis(1, window), key).titled(demo.title());
        let area = panel.area();
        (panel, ground.window(area.width / area.height))
    };
    let (mut panel, mut over) = keyed(false);
    let away = |run: &Run| edge(run.here(demo.at).weights, over) != run.here(demo.at).weights;
    if demo.at > 0 && demo.runs.up_to(demo.at).iter().any(away) {
        (panel, over) = keyed(true);
    }
    [panel.x, panel.y] = [axis(0, over), axis(1, over)];
    panel.square = true;
    let layers = &mut panel.layers;
    layers.extend(ground.terrain(over).map(ColorMap::Relief, Ink::Accent));
    let minima = ground.surface.minima();
    if !minima.is_empty() {
        layers.push(Layer::marks(minima, Shape::Cross, 5.5, Ink::Ink));
    }
    let unit = (over[1] - over[0]) / rect.width;
    let runs = demo.runs.up_to(demo.at + demo.ahead());
    if demo.at == 0 && demo.ahead() == 0 && arrow::change(demo).is_none() {
        layers.extend(downhill(demo, 50.0 * unit));
    }
    for run in runs.iter() {
        layers.extend(ahead(demo, run, over, unit));
    }
    for run in runs.iter() {
        layers.extend(path(run, demo.at, over, unit));
    }
    layers.extend(arrow::layers(demo));
    layers.push(Layer::mark(demo.start, Shape::Circle, 5.5, Ink::Ink).hollow());
    for run in runs.iter().rev() {
        layers.extend(head(run, demo.at, over));
    }
    panel
}

/// An arrow against the gradient at the start.
fn downhill(demo: &GradientDescent, long: f64) -> Option<Layer> {
    let from = demo.start;
    let slope = demo.ground.surface.gradient(from);
    let size = distance(slope, [0.0; 2]);
    let to = [0, 1].map(|i| from[i] - long * slope[i] / size);
    (size > 0.0).then(|| Layer::Arrow { from, to, stroke: Stroke::solid(Ink::Ink, 2.0) })
}

/// The way ahead, in pencil.
fn ahead(demo: &GradientDescent, run: &Run, over: [f64; 4], unit: f64) -> Option<Layer> {
    let points = near(weights(run.ahead(demo.at, demo.ahead())), over);
    let stroke = Stroke::solid(run.method.ink, 1.1).faint(0.5);
    (points.len() > 1).then(|| Layer::line(thinned(&points, 0.5 * unit), stroke))
}

/// The path so far, with a symbol at steps that lie far enough apart.
fn path(run: &Run, step: usize, over: [f64; 4], unit: f64) -> Vec<Layer> {
    let points = near(weights(run.path(step)), over);
    if points.len() < 2 {
        return Vec::new();
    }
    let stops = spaced(&points, 13.0 * unit).into_iter().skip(1).map(|i| points[i]).collect();
    let mut layers = haloed(vec![thinned(&points, 0.5 * unit)], Stroke::solid(run.method.ink, PATH)).to_vec();
    layers.push(Layer::marks(stops, run.method.shape, 3.2, run.method.ink));
    layers
}

/// Where a run is now; on the edge, hollow, if that is outside the picture.
fn head(run: &Run, step: usize, over: [f64; 4]) -> Option<Layer> {
    let at = run.here(step).weights;
    let edge = edge(at, over);
    (step > 0).then(|| Layer::mark(edge, run.method.shape, 6.5, run.method.ink).hollow_if(edge != at))
}

/// The point of a rectangle that is nearest to a point.
fn edge(at: Point, over: [f64; 4]) -> Point {
    [at[0].clamp(over[0], over[1]), at[1].clamp(over[2], over[3])]
}

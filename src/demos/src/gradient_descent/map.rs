//! The surface from above: shades, contour lines and the paths over them.

use super::GradientDescent;
use super::picture::{PATH, haloed, key, near, shape, spaced, thinned};
use super::runs::{Run, distance};
use ml::surfaces::Point;
use plot::{Axis, ColorMap, Ink, Layer, Panel, Rect, Shape, Stroke};

/// Every so many contour lines one is drawn stronger.
const STRONG: usize = 4;

/// The map.
pub fn panel(demo: &GradientDescent, rect: Rect) -> Panel {
    let ground = &demo.ground;
    let axes = |over: [f64; 4]| {
        [
            Axis::linear(&demo.ground.weights[0], over[0], over[1]),
            Axis::linear(&demo.ground.weights[1], over[2], over[3]),
        ]
    };
    let [x, y] = axes(ground.window(1.0));
    let mut panel = Panel { rect, title: demo.title(), x, y, square: false, layers: vec![key(demo)] };
    let over = ground.window(shape(&panel));
    let terrain = ground.terrain(over);
    [panel.x, panel.y] = axes(over);
    panel.square = true;
    let layers = &mut panel.layers;
    layers.push(Layer::Raster {
        over,
        columns: terrain.columns,
        rows: terrain.rows,
        values: terrain.shades.clone(),
        map: ColorMap::Relief,
        opacity: 1.0,
        smooth: true,
    });
    for (k, lines) in terrain.lines.iter().enumerate() {
        let strong = k > 0 && k % STRONG == 0;
        let stroke = Stroke::solid(Ink::Accent, if strong { 1.1 } else { 0.7 });
        layers.push(Layer::Lines { lines: lines.clone(), stroke });
    }
    let minima = ground.surface.minima();
    if !minima.is_empty() {
        layers.push(marks(minima, Shape::Cross, 5.5, Ink::Ink, true));
    }
    let unit = (over[1] - over[0]) / rect.width;
    let runs = demo.runs.up_to(demo.at + demo.ahead());
    if demo.at == 0 && demo.ahead() == 0 {
        layers.extend(downhill(demo, 50.0 * unit));
    }
    for run in runs.iter() {
        layers.extend(ahead(demo, run, over, unit));
    }
    for run in runs.iter() {
        layers.extend(path(run, demo.at, over, unit));
    }
    layers.push(marks(vec![demo.start()], Shape::Circle, 5.5, Ink::Ink, false));
    for run in runs.iter().rev() {
        layers.extend(head(run, demo.at, over));
    }
    panel
}

/// Symbols at points.
pub fn marks(points: Vec<Point>, shape: Shape, radius: f64, ink: Ink, filled: bool) -> Layer {
    Layer::Marks { points, shape, radius, ink, filled, opacity: 1.0 }
}

/// An arrow against the gradient at the start.
fn downhill(demo: &GradientDescent, long: f64) -> Option<Layer> {
    let from = demo.start();
    let slope = demo.ground.surface.gradient(from);
    let size = distance(slope, [0.0; 2]);
    let to = [0, 1].map(|i| from[i] - long * slope[i] / size);
    (size > 0.0).then(|| Layer::Arrow { from, to, stroke: Stroke::solid(Ink::Ink, 2.0) })
}

/// The way ahead, in pencil.
fn ahead(demo: &GradientDescent, run: &Run, over: [f64; 4], unit: f64) -> Option<Layer> {
    let points = near(run.ahead(demo.at, demo.ahead()), over);
    let stroke = Stroke::solid(run.method.ink, 1.1).faint(0.5);
    (points.len() > 1).then(|| Layer::Line { points: thinned(&points, 0.5 * unit), stroke })
}

/// The path so far, with a symbol at steps that lie far enough apart.
fn path(run: &Run, step: usize, over: [f64; 4], unit: f64) -> Vec<Layer> {
    let points = near(run.path(step), over);
    if points.len() < 2 {
        return Vec::new();
    }
    let stops = spaced(&points, 13.0 * unit).into_iter().skip(1).map(|i| points[i]).collect();
    let mut layers = haloed(vec![thinned(&points, 0.5 * unit)], Stroke::solid(run.method.ink, PATH)).to_vec();
    layers.push(marks(stops, run.method.shape, 3.2, run.method.ink, true));
    layers
}

/// Where a run is now; on the edge, hollow, if that is outside the picture.
fn head(run: &Run, step: usize, over: [f64; 4]) -> Option<Layer> {
    let at = run.here(step).weights;
    let edge = [at[0].clamp(over[0], over[1]), at[1].clamp(over[2], over[3])];
    (step > 0).then(|| marks(vec![edge], run.method.shape, 6.5, run.method.ink, edge == at))
}

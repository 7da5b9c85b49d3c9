//! The surface as a landscape, with the paths lifted onto it.

use super::{GradientDescent, PATH, haloed, key, weights};
use crate::controls::short;
use ml::surfaces::{Point, Window};
use plot::path::{near, spaced, thinned};
use plot::relief::Terrain;
use plot::surface3d::{Surface, View};
use plot::{ColorMap, Ink, Layer, Panel, Rect, Shape, Stroke};
use std::rc::Rc;

/// Lines of the net each way.
const LINES: usize = 41;

fn view(demo: &GradientDescent) -> View {
    View { yaw: demo.settings.number("turn").to_radians(), pitch: 0.95, relief: 0.5 }
}

/// The surface cut into a net; sampled once for a view.
fn surface(demo: &GradientDescent) -> &(Surface, Rc<Terrain>) {
    demo.relief.get_or_init(|| {
        // Its own window, so that a long one fills the block too: the axes say how far it reaches each way.
        let Window { low, high } = demo.ground.surface.window();
        let terrain = demo.ground.terrain([low[0], high[0], low[1], high[1]]);
        let height = |x: f64, y: f64| demo.ground.height(&terrain, [x, y]);
        (Surface::sample(terrain.over, LINES, LINES, terrain.top, height), terrain)
    })
}

/// The landscape.
pub fn panel(demo: &GradientDescent, rect: Rect) -> Panel {
    let (surface, terrain) = surface(demo);
    let view = view(demo);
    let mesh = Stroke::solid(Ink::Accent, 0.6).faint(0.5);
    let mut layers = vec![key(demo, false), surface.mesh(view, ColorMap::Relief, Some(mesh))];
    layers.extend(surface.sides(view, Stroke::solid(Ink::Accent, 0.9)));
    let [across, up] = &demo.ground.weights;
    layers.extend(surface.axes(view, [across, up, "loss"], short));
    let seen = |at: &Point| seen_at(surface, view, *at);
    let unit = (terrain.over[1] - terrain.over[0]) / rect.width;
    let minima: Vec<Point> =
        demo.ground.surface.minima().iter().filter(|at| seen(at)).map(|&at| surface.project(view, at)).collect();
    if !minima.is_empty() {
        layers.push(Layer::marks(minima, Shape::Cross, 5.5, Ink::Ink));
    }
    let runs = demo.runs.up_to(demo.at + demo.ahead());
    for run in runs.iter() {
        let points = |visits: &[ml::optimizers::Visit]| thinned(&near(weights(visits), terrain.over), 3.0 * unit);
        let later = surface.lift(view, &points(run.ahead(demo.at, demo.ahead())));
        let stroke = Stroke::solid(run.method.ink, 1.25).faint(0.6);
        layers.push(Layer::Lines { lines: later.concat(), stroke });
        let [seen, hidden] = surface.lift(view, &points(run.path(demo.at)));
        layers.push(Layer::Lines { lines: hidden, stroke: Stroke::solid(run.method.ink, 1.0).dotted() });
        layers.extend(haloed(seen, Stroke::solid(run.method.ink, PATH)));
        let path = near(weights(run.path(demo.at)), terrain.over);
        let stops = spaced(&path, 16.0 * unit).into_iter().skip(1).map(|i| path[i]);
        let stops: Vec<Point> = stops.filter(|&at| seen_at(surface, view, at)).collect();
        let stops = stops.into_iter().map(|at| surface.project(view, at)).collect();
        layers.push(Layer::marks(stops, run.method.shape, 3.2, run.method.ink));
    }
    layers.push(Layer::mark(surface.project(view, demo.start), Shape::Circle, 5.5, Ink::Ink).hollow());
    for run in runs.iter().rev().filter(|run| demo.at > 0 && seen(&run.here(demo.at).weights)) {
        let at = surface.project(view, run.here(demo.at).weights);
        layers.push(Layer::mark(at, run.method.shape, 6.5, run.method.ink));
    }
    surface.panel(rect, &demo.title(), view, layers)
}

fn seen_at(surface: &Surface, view: View, at: Point) -> bool {
    !surface.project(view, at).iter().any(|v| v.is_nan()) && surface.in_sight(view, at)
}

/// Where the start is in the panel.
pub fn start(demo: &GradientDescent) -> Point {
    surface(demo).0.project(view(demo), demo.start)
}

/// The place of the surface that a point of the panel shows: of all on the line of sight the nearest to the start.
pub fn under(demo: &GradientDescent, to: Point) -> Option<Point> {
    let (surface, terrain) = surface(demo);
    let view = view(demo);
    let (sin, cos) = (ml::numeric::sin(view.yaw), ml::numeric::cos(view.yaw));
    let [left, right, lower, upper] = terrain.over;
    // A line of sight stands upright in the panel; its places differ in how far away they lie.
    let place = |away: f64| {
        let (u, v) = (to[0] * cos - away * sin, to[0] * sin + away * cos);
        [left + (u + 0.5) * (right - left), lower + (v + 0.5) * (upper - lower)]
    };
    let height = |away: f64| surface.project(view, place(away))[1] - to[1];
    let far = |at: &Point| super::runs::distance(*at, demo.start);
    let step = 0.004;
    let crossings = (-180..180).filter_map(|i| {
        let (mut near, mut beyond) = (f64::from(i) * step, f64::from(i + 1) * step);
        let side = height(near);
        if side.is_nan() || side * height(beyond) > 0.0 || height(beyond).is_nan() {
            return None;
        }
        for _ in 0..30 {
            let middle = 0.5 * (near + beyond);
            if side * height(middle) > 0.0 { near = middle } else { beyond = middle }
        }
        Some(place(0.5 * (near + beyond)))
    });
    crossings.min_by(|a, b| far(a).total_cmp(&far(b)))
}

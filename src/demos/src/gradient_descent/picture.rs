//! The picture: the surface with the paths, and beside it the loss and the gradient against the step.

use super::GradientDescent;
use super::{curves, landscape, map};
use ml::optimizers::Visit;
use plot::{Entry, Ink, Layer, Picture, Rect, Shape, Sign, Size, Stroke, grid, lay_out};

/// The surface is the first panel.
pub const SURFACE: usize = 0;

/// A line and what it stands for may be this much of the picture's own ink.
pub const PATH: f64 = 2.0;

/// The whole picture.
pub fn picture(demo: &GradientDescent, size: Size) -> Picture {
    let (surface, curves) = rooms(size);
    let mut panels = vec![match demo.settings.choice("view") {
        "map" => map::panel(demo, surface),
        _ => landscape::panel(demo, surface),
    }];
    let last = curves.len() - 1;
    let panel = |(kind, rect): (usize, &Rect)| curves::panel(demo, *rect, kind, kind == last);
    panels.extend(curves.iter().enumerate().map(panel));
    Picture { size, panels }
}

/// The rooms of the surface and of the curves; on a low narrow picture there is one curve.
fn rooms(size: Size) -> (Rect, Vec<Rect>) {
    if !size.narrow() {
        let halves = grid::across(size.rect(), &[1.45, 1.0]);
        return (halves[0], grid::down(halves[1], &[1.0, 1.0]));
    }
    let weights: &[f64] = if size.height > 1.6 * size.width { &[1.9, 0.94, 1.06] } else { &[2.0, 1.1] };
    let mut rooms = grid::down(size.rect(), weights);
    let surface = rooms.remove(0);
    (surface, rooms)
}

/// What the symbols stand for.
pub fn key(demo: &GradientDescent) -> Layer {
    let entry = |text: &str, sign| Entry { text: text.into(), sign };
    let runs = demo.runs.up_to(demo.at);
    let mut entries: Vec<Entry> =
        runs.iter().map(|run| entry(run.name(), Sign::Mark(run.method.shape, run.method.ink, true))).collect();
    if !demo.ground.surface.minima().is_empty() {
        entries.push(entry("minimum", Sign::Mark(Shape::Cross, Ink::Ink, true)));
    }
    Layer::Key { entries }
}

/// Width over height of the plotting area that a panel will have.
pub fn shape(panel: &plot::Panel) -> f64 {
    let size = Size { width: panel.rect.right(), height: panel.rect.bottom() };
    let area = lay_out(&Picture { size, panels: vec![panel.clone()] }).panels[0].area;
    area.width / area.height
}

/// Indices of points with at least this distance between one and the next, the last point left out.
pub fn spaced(points: &[[f64; 2]], apart: f64) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for (i, point) in points.iter().enumerate() {
        let far = |&last: &usize| super::runs::distance(points[last], *point) >= apart;
        if kept.last().is_none_or(far) {
            kept.push(i);
        }
    }
    kept
}

/// The weights of visits up to the first that lies a whole picture away: a run that has left for good would only
/// streak the picture.
pub fn near(visits: &[Visit], over: [f64; 4]) -> Vec<[f64; 2]> {
    let far = |w: &[f64; 2]| {
        (0..2).any(|i| {
            let (low, high) = (over[2 * i], over[2 * i + 1]);
            w[i] < 2.0 * low - high || w[i] > 2.0 * high - low
        })
    };
    let points = visits.iter().map(|visit| visit.weights);
    let left = points.clone().position(|w| far(&w)).map_or(visits.len(), |i| i + 1);
    points.take(left).collect()
}

/// The path of a run without points that cannot be told apart, and its last point.
pub fn thinned(points: &[[f64; 2]], apart: f64) -> Vec<[f64; 2]> {
    let mut thin: Vec<[f64; 2]> = spaced(points, apart).into_iter().map(|i| points[i]).collect();
    thin.extend(points.last());
    thin
}

/// Lines in a method's color over one in the paper's, so that they stand out from the ground.
pub fn haloed(lines: Vec<Vec<[f64; 2]>>, stroke: Stroke) -> [Layer; 2] {
    let under = if stroke.ink.needs_edge() { Ink::Edge } else { Ink::Paper };
    let rim = if under == Ink::Edge { 0.9 } else { 1.6 };
    let halo = Stroke { ink: under, width: stroke.width + rim, ..stroke };
    [Layer::Lines { lines: lines.clone(), stroke: halo }, Layer::Lines { lines, stroke }]
}

//! Gradient descent on loss surfaces: drop a start onto a surface and watch four methods go down from it.

mod arrow;
mod curves;
mod ground;
mod landscape;
mod map;
mod methods;
mod runs;
mod settings;
mod words;

#[cfg(test)]
mod tests;

use crate::controls::short;
use crate::demo::{BuildError, Data, Handle, Moves, Spec};
use crate::model::{Model, build};
use crate::numbers::Numbers;
use crate::player::Player;
use crate::setting::unless_bare;
use crate::settings::{Settings, Value};
use ground::Ground;
use ml::optimizers::Visit;
use ml::surfaces::Point;
use plot::relief::Terrain;
use plot::{Ink, Layer, Picture, Rect, Shape, Sign, Size, Stroke, grid, surface3d};
use runs::{MOST_STEPS, Run, Runs};
use std::cell::OnceCell;
use std::rc::Rc;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "gradient-descent",
    title: "Gradient descent on loss surfaces",
    about: "Drop a start onto a loss surface and let gradient descent, momentum, RMSProp and Adam go down from it \
            side by side: valleys, saddles, plateaus, real data, and rates that are too large.",
    lesson: "gradient-descent",
    settings: settings::SETTINGS,
    presets: unless_bare(settings::PRESETS),
    runs: true,
    speed: Player::SPEED,
    aspect: [0.6, 1.95],
    own: Some(ground::TAKES),
    build: build::<GradientDescent>,
};

/// The surface is the first panel.
const SURFACE: usize = 0;
/// Width of a path.
const PATH: f64 = 2.0;

/// All runs down a surface from one start.
struct Course {
    ground: Rc<Ground>,
    runs: Rc<Runs>,
    start: Point,
}

/// A step of all runs, and the settings they are looked at with.
struct GradientDescent {
    settings: Settings,
    ground: Rc<Ground>,
    runs: Rc<Runs>,
    /// The learner's start, or the surface's own where there is none in the window.
    start: Point,
    /// Steps taken.
    at: usize,
    /// The landscape, once it is looked at.
    relief: OnceCell<(surface3d::Surface, Rc<Terrain>)>,
}

impl GradientDescent {
    /// The gradient at the start.
    fn slope(&self) -> Point {
        self.ground.surface.gradient(self.start)
    }

    fn title(&self) -> String {
        SPEC.settings[0].words(self.settings.value("surface"))
    }

    /// Steps that are penciled in; fewer where each has many rows to look at.
    fn ahead(&self) -> usize {
        let most = 20_000 / (self.ground.surface.rows() + 1);
        // Where the first step leads is for the arrow to find out.
        let shown = self.settings.toggle("ahead") && !(self.at == 0 && settings::arrow(&self.settings));
        if shown { most.clamp(10, 60) } else { 0 }
    }

    /// These settings with another start, as near as a link can spell it.
    fn started_at(&self, to: Point) -> Settings {
        let window = self.ground.surface.window();
        let place = |i: usize| to[i].clamp(window.low[i] + 1e-3, window.high[i] - 1e-3);
        let (to, now) = ([place(0), place(1)], self.start);
        if (0..2).all(|i| (to[i] - now[i]).abs() < 1e-3) {
            return self.settings.clone();
        }
        self.settings.with("start", Value::Points(vec![(to[0], to[1], 0)]))
    }

    /// The point of the surface at a point of the first panel.
    fn under(&self, to: Point) -> Option<Point> {
        if self.is_map() { Some(to) } else { landscape::under(self, to) }
    }

    fn is_map(&self) -> bool {
        self.settings.is("view", "map")
    }
}

impl Model for GradientDescent {
    type Fit = Course;
    /// Steps taken.
    type State = usize;
    const MOST_STEPS: usize = MOST_STEPS;

    fn fit(settings: &Settings, data: &Data) -> Result<Course, BuildError> {
        let ground = Ground::chosen(settings, data)?;
        let placed = settings.points("start").first().map(|&(x, y, _)| [x, y]);
        let start = placed.filter(|&at| ground.surface.window().contains(at)).unwrap_or(ground.surface.start());
        let runs = Rc::new(Runs::new(settings, &ground.surface, start)?);
        Ok(Course { ground, runs, start })
    }

    fn start(_: &Course) -> usize {
        0
    }

    fn step(course: &Course, at: &mut usize) -> bool {
        let goes_on = |run: &Run| !run.is_over(*at);
        let more = *at < MOST_STEPS && course.runs.up_to(*at + 1).iter().any(goes_on);
        *at += usize::from(more);
        more
    }

    /// On the same surface, and if the runs can be taken anew up to here in a moment.
    fn follows(&self, next: &Settings) -> bool {
        let methods = methods::METHODS.iter().filter(|method| next.toggle(method.key)).count();
        let work = (self.at + self.ahead()) * (self.ground.surface.rows() + 20) * methods;
        next.is("surface", self.settings.choice("surface")) && work < 200_000
    }

    fn view(course: &Rc<Course>, settings: &Settings, &at: &usize) -> GradientDescent {
        let (ground, runs) = (course.ground.clone(), course.runs.clone());
        let settings = settings.clone();
        GradientDescent { settings, ground, runs, start: course.start, at, relief: OnceCell::new() }
    }

    /// The surface with the paths; beside it or below loss and gradient, or the loss alone, or neither as room gets less.
    fn picture(&self, size: Size) -> Picture {
        let rooms = if size.low() {
            vec![size.rect()]
        } else if !size.narrow() {
            let halves = grid::across(size.rect(), &[1.45, 1.0]);
            [vec![halves[0]], grid::down(halves[1], &[1.0, 1.0])].concat()
        } else if size.height > 1.6 * size.width {
            grid::down(size.rect(), &[1.9, 0.94, 1.06])
        } else {
            grid::down(size.rect(), &[2.0, 1.1])
        };
        let last = rooms.len() - 1;
        let panel = |(i, &rect): (usize, &Rect)| match i {
            SURFACE if self.is_map() => map::panel(self, rect),
            SURFACE => landscape::panel(self, rect),
            i => curves::panel(self, rect, i - 1, i == last),
        };
        Picture { size, panels: rooms.iter().enumerate().map(panel).collect() }
    }

    fn numbers(&self) -> Numbers {
        words::numbers(self)
    }

    fn idle(&self) -> &'static [&'static str] {
        let placed = self.settings.points("start").first();
        let window = self.ground.surface.window();
        if placed.is_some_and(|&(x, y, _)| !window.contains([x, y])) { &["start"] } else { &[] }
    }

    /// The rate's, around the bound: a slider over all that may be typed would be coarse there.
    fn reach(&self) -> Vec<(&'static str, [f64; 2])> {
        let surface = &self.ground.surface;
        let bound = surface.is_quadratic().then(|| 2.0 / surface.hessian(self.start).lambda_max());
        bound.filter(|bound| bound.is_finite()).map(|bound| ("rate", [0.02 * bound, 2.0 * bound])).into_iter().collect()
    }

    fn handles(&self) -> Vec<Handle> {
        let value = format!("{}, {}", short(self.start[0]), short(self.start[1]));
        let at = if self.is_map() { self.start } else { landscape::start(self) };
        let mut handle = Handle::new("Start", value, SURFACE, at, Moves::Freely, 0.02);
        if self.is_map() {
            let window = self.ground.surface.window();
            handle.step = [0, 1].map(|i| 0.02 * (window.high[i] - window.low[i]));
        }
        std::iter::once(handle).chain(arrow::handle(self)).collect()
    }

    fn drag(&self, settings: &Settings, handle: usize, to: [f64; 2]) -> Option<Settings> {
        if handle > 0 {
            return Some(arrow::turned(self, to));
        }
        // Off the landscape there is no place to move to.
        Some(self.under(to).map_or_else(|| settings.clone(), |to| self.started_at(to)))
    }

    fn tap(&self, _: &Settings, panel: usize, at: [f64; 2]) -> Option<Settings> {
        (panel == SURFACE).then(|| self.under(at)).flatten().map(|at| self.started_at(at))
    }
}

/// What the symbols stand for, and if a run stands outside what its hollow one on the edge does.
fn key(demo: &GradientDescent, outside: bool) -> Layer {
    let runs = demo.runs.up_to(demo.at);
    let sign = |run: &Run| (run.name(), Sign::Mark(run.method.shape, run.method.ink, true));
    let minimum =
        (!demo.ground.surface.minima().is_empty()).then_some(("minimum", Sign::Mark(Shape::Cross, Ink::Ink, true)));
    let hollow = |run: &Run| ("outside", Sign::Mark(run.method.shape, run.method.ink, false));
    let outside = runs.first().filter(|_| outside).map(hollow);
    let start = ("start", Sign::Mark(Shape::Circle, Ink::Ink, false));
    Layer::key(runs.iter().map(sign).chain(minimum).chain([start]).chain(outside))
}

/// The weights of visits.
fn weights(visits: &[Visit]) -> impl Iterator<Item = Point> {
    visits.iter().map(|visit| visit.weights)
}

/// Lines in a method's color over one in the paper's, so that they stand out from the ground.
fn haloed(lines: Vec<Vec<[f64; 2]>>, stroke: Stroke) -> [Layer; 2] {
    let under = if stroke.ink.needs_edge() { Ink::Edge } else { Ink::Paper };
    let rim = if under == Ink::Edge { 0.9 } else { 1.6 };
    let halo = Stroke { ink: under, width: stroke.width + rim, ..stroke };
    [Layer::Lines { lines: lines.clone(), stroke: halo }, Layer::Lines { lines, stroke }]
}

//! Logistic regression: gradient descent turns a line through two classes, beside it the loss of every point and
//! the loss at every step.

mod board;
mod calibration;
mod curves;
mod fit;
mod plane;
mod pull;
mod settings;
mod words;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Handle, Moves, Spec};
use crate::model::{Model, build};
use crate::numbers::Numbers;
use crate::player::Player;
use crate::setting::unless_bare;
use crate::settings::{Point, Settings, Value};
use board::Board;
use fit::{Fit, State};
use ml::numeric::{log1p_exp, sigmoid};
use plot::grid::{across, down};
use plot::{Panel, Picture, Rect, Size};
use settings::{EDGE, MOST_POINTS};
use std::rc::Rc;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "logistic-regression",
    title: "Logistic regression",
    about: "Let gradient descent turn the boundary between two classes. Drag points, add some, and see what each \
            one costs.",
    lesson: "logistic-regression",
    settings: settings::SETTINGS,
    presets: unless_bare(settings::PRESETS),
    runs: true,
    speed: Player::SPEED,
    aspect: [0.62, 2.5],
    own: Some(board::TAKES),
    build: build::<LogisticRegression>,
};

/// Number of the panel with the points.
const PLANE: usize = 0;

/// A step of a fit, and the settings it is looked at with.
struct LogisticRegression {
    settings: Settings,
    fit: Rc<Fit>,
    /// What training has come to.
    run: State,
    /// The same with the weights as long as they are set.
    state: State,
    /// Every point that takes part.
    judged: Vec<Judged>,
    /// Every point held out.
    held: Vec<Judged>,
    /// The point that the probe stands on, where it goes from row to row.
    row: Option<usize>,
}

/// A point as the model sees it.
struct Judged {
    at: [f64; 2],
    class: u8,
    /// Log-odds of its own class: positive on the right side of the boundary.
    margin: f64,
    /// Its share of what is minimized.
    cost: f64,
    /// −ln p of its own class.
    log_loss: f64,
    /// The probability of the other class.
    miss: f64,
}

impl Judged {
    /// Whether it is called rightly; p = 0.5 is called positive.
    fn right(&self) -> bool {
        self.margin > 0.0 || (self.margin == 0.0 && self.class == 1)
    }
}

/// A live change may cost this many rows times steps; beyond that the run starts over.
const MOST_WORK: usize = 120_000;
/// A choice may cost this many.
const MOST_AT_ONCE: usize = 6_000_000;

impl LogisticRegression {
    fn board(&self) -> &Board {
        &self.fit.board
    }

    /// By what the weights are multiplied.
    fn times(&self) -> f64 {
        self.settings.number("length")
    }

    /// The points that probabilities are compared on: those held out, if there are some.
    fn asked(&self) -> &[Judged] {
        if self.held.is_empty() { &self.judged } else { &self.held }
    }

    /// Where the probe is.
    fn probe(&self) -> [f64; 2] {
        self.row.map_or_else(|| probe(&self.settings), |row| self.judged[row].at)
    }

    /// Log-odds of the positive class at a place.
    fn log_odds(&self, at: [f64; 2]) -> f64 {
        let [w1, w2, b] = self.state.theta;
        w1 * at[0] + w2 * at[1] + b
    }

    /// What a point of a class costs where the log-odds are `z`.
    fn cost_of(&self, z: f64, class: u8) -> f64 {
        self.fit.cost(if class > 0 { z } else { -z })
    }

    fn probe_at(&self, to: [f64; 2]) -> Settings {
        if self.row.is_some() {
            return pull::to(self, to);
        }
        // Finer than a hundredth could be neither read nor aimed at.
        self.probe_to(to, 100.0)
    }

    /// The settings with the probe at a place, in so many parts of one.
    fn probe_to(&self, to: [f64; 2], parts: f64) -> Settings {
        let short = |v: f64| Value::Number((v * parts).round() / parts);
        self.settings.with("probe-x", short(to[0])).with("probe-y", short(to[1]))
    }

    fn with_points(&self, points: Vec<Point>) -> Settings {
        self.settings.with("points", Value::Points(points)).with("data", Value::Choice("placed"))
    }

    /// The points with one more; those left out make room for it.
    fn with_point(&self, at: [f64; 2], class: u8) -> Option<Settings> {
        let mut points: Vec<Point> = self.board().points();
        if points.len() >= MOST_POINTS {
            points.retain(|p| !board::left_out([p.0, p.1]));
        }
        let room = points.len() < MOST_POINTS;
        let [x, y] = at.map(|v| v.clamp(-EDGE, EDGE));
        points.push((x, y, class));
        room.then(|| self.with_points(points))
    }

    /// The class that a click adds; `None` where it moves the probe.
    fn adds(&self) -> Option<u8> {
        let editable = settings::editable(&self.settings);
        match self.settings.choice("click") {
            "positive" if editable => Some(1),
            "negative" if editable => Some(0),
            _ => None,
        }
    }
}

/// Where the settings put the probe.
fn probe(settings: &Settings) -> [f64; 2] {
    ["probe-x", "probe-y"].map(|key| settings.number(key))
}

/// What an arrow key adds to the place of a handle.
const KEY: f64 = 0.1;
/// Where the handle that makes a new point waits.
pub const NEW_AT: [f64; 2] = [4.1, -4.1];

impl Model for LogisticRegression {
    type Fit = Fit;
    /// Steps taken.
    type State = usize;
    const MOST_STEPS: usize = fit::MOST_STEPS;

    fn fit(settings: &Settings, data: &Data) -> Result<Fit, BuildError> {
        Fit::new(settings, Board::new(settings, data)?)
    }

    fn start(_: &Fit) -> usize {
        0
    }

    fn step(fit: &Fit, step: &mut usize) -> bool {
        let more = fit.reach(*step + 1);
        *step += usize::from(more);
        more
    }

    /// The boundary follows a drag; another data set is another run.
    fn follows(&self, next: &Settings) -> bool {
        let moved = self.settings.differing(next).iter().any(|key| settings::DATA.contains(key));
        let small = settings::editable(&self.settings) && next.is("data", "placed");
        (small || !moved) && self.board().rows() * self.state.step <= MOST_WORK
    }

    /// Which rows are fitted is chosen to see what comes of it.
    fn goes_to(&self, next: &Settings) -> usize {
        let rows = self.judged.len() + self.held.len();
        if self.settings.differing(next) == ["fit-on"] { fit::MOST_STEPS.min(MOST_AT_ONCE / rows.max(1)) } else { 0 }
    }

    fn view(fit: &Rc<Fit>, settings: &Settings, &step: &usize) -> LogisticRegression {
        let run = fit.state(step);
        let state = fit.times(run, settings.number("length"));
        let [w1, w2, b] = state.theta;
        let judge = |&(x, y, class): &Point| {
            let z = w1 * x + w2 * y + b;
            let margin = if class > 0 { z } else { -z };
            let (cost, log_loss) = (fit.cost(margin), log1p_exp(-margin));
            Judged { at: [x, y], class, margin, cost, log_loss, miss: sigmoid(-margin) }
        };
        let judged: Vec<Judged> = fit.board.taking_part().map(judge).collect();
        let held = fit.board.held.iter().map(judge).collect();
        let row = settings::by_row(settings).then(|| pull::nearest(&judged, probe(settings))).flatten();
        LogisticRegression { settings: settings.clone(), fit: fit.clone(), run, state, judged, held, row }
    }

    /// The plane, and beside it what is asked for and how the loss went; one below the other on a phone, and on a low
    /// one without the costs and the key.
    fn picture(&self, size: Size) -> Picture {
        type Draw = fn(&LogisticRegression, Rect) -> Panel;
        let beside: &[Draw] = match self.settings.choice("beside") {
            "costs" if !size.low() => &[curves::cost, curves::steps],
            "calibration" if size.narrow() => &[calibration::panel],
            "calibration" => &[calibration::panel, curves::steps],
            _ => &[curves::steps],
        };
        let rects = match beside {
            _ if size.low() => across(size.rect(), &[0.58, 0.42]),
            [_] if size.narrow() => down(size.rect(), &[0.54, 0.46]),
            _ if size.narrow() => down(size.rect(), &[0.54, 0.23, 0.23]),
            _ => {
                let halves = across(size.rect(), &[0.57, 0.43]);
                let weights: &[f64] = match beside.len() {
                    1 => &[1.0],
                    _ if self.settings.is("beside", "calibration") => &[0.7, 0.3],
                    _ => &[0.52, 0.48],
                };
                [vec![halves[0]], down(halves[1], weights)].concat()
            }
        };
        let plane = plane::panel(self, rects[0], !size.low());
        let beside = beside.iter().zip(&rects[1..]).map(|(panel, rect)| panel(self, *rect));
        Picture { size, panels: std::iter::once(plane).chain(beside).collect() }
    }

    fn numbers(&self) -> Numbers {
        words::numbers(self)
    }

    fn handles(&self) -> Vec<Handle> {
        let handle = |label: &str, value, at| Handle::new(label, value, PLANE, at, Moves::Freely, KEY);
        let at = self.probe();
        let value = self.row.map_or_else(|| words::at(self, at, None), |row| pull::said(self, row));
        let mut handles = vec![handle("Probe", value, at)];
        if settings::editable(&self.settings) {
            for (i, p) in self.board().points().into_iter().enumerate() {
                let (label, at) = (format!("Point {}, {}", i + 1, self.board().class(p.2)), [p.0, p.1]);
                handles.push(handle(&label, words::at(self, at, Some(p.2)), at));
            }
            // Once moved it is the last point, so the hand that holds it goes on holding it.
            if let Some(class) = self.adds().filter(|_| handles.len() <= MOST_POINTS) {
                let label = format!("New point, {}", self.board().class(class));
                handles.push(handle(&label, "Move it to add it".into(), NEW_AT));
            }
        }
        handles
    }

    fn drag(&self, settings: &Settings, handle: usize, to: [f64; 2]) -> Option<Settings> {
        let Some(i) = handle.checked_sub(1) else {
            let presses = [0, 1].map(|axis| (to[axis] - self.probe()[axis]) / KEY);
            // Arrow keys move by whole steps, which no pointer does.
            let keys = self.row.is_some() && presses.iter().all(|p| (p - p.round()).abs() < 1e-6);
            return Some(if keys { pull::onward(self, presses.map(f64::round)) } else { self.probe_at(to) });
        };
        let mut points = self.board().points();
        let to = to.map(|v| v.clamp(-EDGE, EDGE));
        match points.get_mut(i) {
            Some(point) if [point.0, point.1] == to => Some(settings.clone()),
            Some(point) => {
                (point.0, point.1) = (to[0], to[1]);
                Some(self.with_points(points))
            }
            None if to == NEW_AT => Some(settings.clone()),
            // Only while there is room, so that the point's number is that of the handle.
            None => self.with_point(to, self.adds().filter(|_| i < MOST_POINTS)?),
        }
    }

    fn tap(&self, _: &Settings, panel: usize, at: [f64; 2]) -> Option<Settings> {
        match self.adds() {
            _ if panel != PLANE => None,
            Some(class) => self.with_point(at, class),
            None => Some(self.probe_at(at)),
        }
    }
}

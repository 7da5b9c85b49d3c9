//! Logistic regression: gradient descent turns a line through two classes, beside it the loss of every point and
//! the loss at every step.
//!
//! Measures, for goals and claims: see [`words::measures`].

mod board;
mod curves;
mod fit;
mod picture;
mod plane;
mod settings;
mod words;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Demo, Handle, Moves, Readout, Spec, Table};
use crate::settings::{Point, Settings, Value};
use board::Board;
use fit::{Fit, State};
use ml::numeric::{log1p_exp, sigmoid};
use plot::{Picture, Size};
use settings::{EDGE, MOST_POINTS};
use std::cell::RefCell;
use std::rc::Rc;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "logistic-regression",
    title: "Logistic regression",
    about: "Let gradient descent turn the boundary between two classes. Drag points, add some, and see what each \
            one costs.",
    lesson: "logistic-regression",
    settings: settings::SETTINGS,
    presets: settings::PRESETS,
    runs: true,
    aspect: [0.62, 2.5],
    build,
};

fn build(settings: &Settings, data: &Data) -> Result<Box<dyn Demo>, BuildError> {
    let board = Rc::new(Board::new(settings, data)?);
    let fit = Rc::new(Fit::new(settings, &board)?);
    let latest = Rc::new(RefCell::new((settings.clone(), board.clone(), fit.clone())));
    Ok(Box::new(LogisticRegression { settings: settings.clone(), board, fit, latest, step: 0 }))
}

/// Settings with what follows from them.
type Latest = Rc<RefCell<(Settings, Rc<Board>, Rc<Fit>)>>;

/// A step of a fit, and the settings it is looked at with.
#[derive(Clone)]
struct LogisticRegression {
    settings: Settings,
    board: Rc<Board>,
    fit: Rc<Fit>,
    /// What the last change of settings led to. Copies of one run share it, so that following a drag costs one fit
    /// and not one for every copy.
    latest: Latest,
    step: usize,
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

impl LogisticRegression {
    fn state(&self) -> State {
        self.fit.state(self.step)
    }

    /// Log-odds of the positive class at a place.
    fn log_odds(&self, at: [f64; 2]) -> f64 {
        let [w1, w2, b] = self.state().theta;
        w1 * at[0] + w2 * at[1] + b
    }

    /// What a point of a class costs where the log-odds are `z`.
    fn cost_of(&self, z: f64, class: u8) -> f64 {
        self.fit.cost(if class > 0 { z } else { -z })
    }

    /// Every point that takes part, as the model sees it.
    fn judged(&self) -> Vec<Judged> {
        let [w1, w2, b] = self.state().theta;
        let judge = |&(x, y, class): &Point| {
            let z = w1 * x + w2 * y + b;
            let margin = if class > 0 { z } else { -z };
            let (cost, log_loss) = (self.fit.cost(margin), log1p_exp(-margin));
            Judged { at: [x, y], class, margin, cost, log_loss, miss: sigmoid(-margin) }
        };
        self.board.taking_part().map(judge).collect()
    }

    fn probe_at(&self, to: [f64; 2]) -> Settings {
        // Finer than a hundredth could be neither read nor aimed at.
        let short = |v: f64| Value::Number((v * 100.0).round() / 100.0);
        self.settings.with("probe-x", short(to[0])).with("probe-y", short(to[1]))
    }

    fn with_points(&self, points: Vec<Point>) -> Settings {
        self.settings.with("points", Value::Points(points)).with("data", Value::Choice("placed"))
    }

    /// The points with one more; those left out make room for it.
    fn with_point(&self, at: [f64; 2], class: u8) -> Option<Settings> {
        let mut points: Vec<Point> = self.board.points();
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

/// Where the handle that makes a new point waits.
pub const NEW_AT: [f64; 2] = [4.1, -4.1];

impl Demo for LogisticRegression {
    fn step(&mut self) -> bool {
        // A run that has been changed may stand behind its end, where it shows the end.
        let more = self.fit.reach(self.step + 1);
        self.step += usize::from(more);
        more
    }

    fn adjust(&mut self, next: &Settings) -> bool {
        let idle = self.idle();
        let of_view = |key: &&str| settings::VIEW.contains(key) || idle.contains(key);
        let differing = self.settings.differing(next);
        if differing.iter().all(of_view) {
            self.settings = next.clone();
            return true;
        }
        // The boundary follows a drag; another data set is another run.
        let mut latest = self.latest.borrow_mut();
        if latest.0 != *next {
            let small = settings::editable(&self.settings) && settings::editable(next);
            let moved = differing.iter().any(|key| settings::DATA.contains(key));
            let known = if moved { None } else { Some(self.board.clone()) };
            let board = match known {
                Some(board) => board,
                None if small && next.choice("data") == "placed" => Rc::new(Board::placed(next)),
                None => return false,
            };
            if board.rows() * self.step > MOST_WORK {
                return false;
            }
            let Ok(fit) = Fit::new(next, &board) else { return false };
            *latest = (next.clone(), board, Rc::new(fit));
        }
        let (board, fit) = (latest.1.clone(), latest.2.clone());
        drop(latest);
        fit.reach(self.step);
        (self.settings, self.board, self.fit) = (next.clone(), board, fit);
        true
    }

    fn idle(&self) -> Vec<&'static str> {
        settings::idle(&self.settings)
    }

    fn picture(&self, size: Size) -> Picture {
        picture::picture(self, size)
    }

    fn summary(&self) -> String {
        words::summary(self)
    }

    fn table(&self) -> Table {
        words::table(self)
    }

    fn readouts(&self) -> Vec<Readout> {
        words::readouts(self)
    }

    fn measures(&self) -> Vec<(&'static str, f64)> {
        words::measures(self)
    }

    fn handles(&self) -> Vec<Handle> {
        let handle = |label: String, value: String, at: [f64; 2]| Handle {
            label,
            value,
            panel: picture::PLANE,
            at,
            moves: Moves::Freely,
            step: [0.1, 0.1],
        };
        let at = self.board.probe(&self.settings);
        let mut handles = vec![handle("Probe".into(), words::at(self, at, None), at)];
        if settings::editable(&self.settings) {
            let point = |(i, p): (usize, Point)| {
                let at = [p.0, p.1];
                handle(format!("Point {}, {}", i + 1, self.board.class(p.2)), words::at(self, at, Some(p.2)), at)
            };
            handles.extend(self.board.points().into_iter().enumerate().map(point));
            // Once moved it is the last point, so the hand that holds it goes on holding it.
            if let Some(class) = self.adds().filter(|_| handles.len() <= MOST_POINTS) {
                let label = format!("New point, {}", self.board.class(class));
                handles.push(handle(label, "Move it to add it".into(), NEW_AT));
            }
        }
        handles
    }

    fn drag(&self, handle: usize, to: [f64; 2]) -> Option<Settings> {
        let Some(i) = handle.checked_sub(1) else { return Some(self.probe_at(to)) };
        let mut points = self.board.points();
        let to = to.map(|v| v.clamp(-EDGE, EDGE));
        match points.get_mut(i) {
            Some(point) if [point.0, point.1] == to => Some(self.settings.clone()),
            Some(point) => {
                (point.0, point.1) = (to[0], to[1]);
                Some(self.with_points(points))
            }
            None if to == NEW_AT => Some(self.settings.clone()),
            // Only while there is room, so that the point's number is that of the handle.
            None => self.with_point(to, self.adds().filter(|_| i < MOST_POINTS)?),
        }
    }

    fn tap(&self, panel: usize, at: [f64; 2]) -> Option<Settings> {
        if panel != picture::PLANE {
            return None;
        }
        match self.adds() {
            Some(class) => self.with_point(at, class),
            None => Some(self.probe_at(at)),
        }
    }

    fn fork(&self) -> Box<dyn Demo> {
        Box::new(self.clone())
    }
}

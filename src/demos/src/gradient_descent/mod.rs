//! Gradient descent on loss surfaces: drop a start onto a surface and watch four methods go down from it.

mod curves;
mod ground;
mod landscape;
mod map;
mod methods;
mod picture;
mod runs;
mod settings;
mod words;

#[cfg(test)]
mod tests;

use crate::controls::short;
use crate::demo::{BuildError, Data, Demo, Handle, Moves, Readout, Spec, Table};
use crate::settings::{Settings, Value};
use ground::Ground;
use ml::surfaces::Point;
use plot::{Picture, Size};
use runs::{MOST_STEPS, Runs};
use std::rc::Rc;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "gradient-descent",
    title: "Gradient descent on loss surfaces",
    about: "Drop a start onto a loss surface and let gradient descent, momentum, RMSProp and Adam go down from it \
            side by side: valleys, saddles, plateaus, real data, and rates that are too large.",
    lesson: "gradient-descent",
    settings: settings::SETTINGS,
    presets: settings::PRESETS,
    runs: true,
    aspect: [0.6, 1.95],
    build,
};

fn build(settings: &Settings, data: &Data) -> Result<Box<dyn Demo>, BuildError> {
    let ground = Ground::chosen(settings, data)?;
    let runs = Runs::new(settings, &ground.surface, start(settings, &ground))?;
    Ok(Box::new(GradientDescent { settings: settings.clone(), ground, runs, at: 0 }))
}

/// The learner's start, or the surface's own where there is none in the window.
fn start(settings: &Settings, ground: &Ground) -> Point {
    let placed = settings.points("start").first().map(|&(x, y, _)| [x, y]);
    placed.filter(|&at| ground.surface.window().contains(at)).unwrap_or_else(|| ground.surface.start())
}

/// A step of all runs, and the settings they are looked at with.
#[derive(Clone)]
struct GradientDescent {
    settings: Settings,
    ground: Rc<Ground>,
    runs: Rc<Runs>,
    /// Steps taken.
    at: usize,
}

impl GradientDescent {
    fn start(&self) -> Point {
        start(&self.settings, &self.ground)
    }

    /// The gradient at the start.
    fn slope(&self) -> Point {
        self.ground.surface.gradient(self.start())
    }

    /// Whether a step looks at some of the rows only.
    fn draws_rows(&self) -> bool {
        self.ground.surface.rows() > 0 && self.settings.choice("batch") != "full"
    }

    fn title(&self) -> String {
        SPEC.settings[0].words(self.settings.value("surface"))
    }

    /// Steps that are penciled in; fewer where each has many rows to look at.
    fn ahead(&self) -> usize {
        let most = 20_000 / (self.ground.surface.rows() + 1);
        if self.settings.toggle("ahead") { most.clamp(10, 60) } else { 0 }
    }

    /// These settings with another start, as near as a link can spell it.
    fn started_at(&self, to: Point) -> Settings {
        let window = self.ground.surface.window();
        let place = |i: usize| to[i].clamp(window.low[i] + 1e-3, window.high[i] - 1e-3);
        let (to, now) = ([place(0), place(1)], self.start());
        if (0..2).all(|i| (to[i] - now[i]).abs() < 1e-3) {
            return self.settings.clone();
        }
        self.settings.with("start", Value::Points(vec![(to[0], to[1], 0)]))
    }

    /// The point of the surface at a point of the first panel.
    fn under(&self, to: Point) -> Option<Point> {
        if self.settings.choice("view") == "map" { Some(to) } else { landscape::under(self, to) }
    }

    /// Whether the runs can be taken anew up to the present step in a moment.
    fn light(&self, next: &Settings) -> bool {
        let methods = methods::METHODS.iter().filter(|method| next.toggle(method.key)).count();
        (self.at + self.ahead()) * (self.ground.surface.rows() + 20) * methods < 200_000
    }
}

impl Demo for GradientDescent {
    fn step(&mut self) -> bool {
        let goes_on = |run: &runs::Run| !run.is_over(self.at);
        let more = self.at < MOST_STEPS && self.runs.up_to(self.at + 1).iter().any(goes_on);
        self.at += usize::from(more);
        more
    }

    fn adjust(&mut self, next: &Settings) -> bool {
        let differing = self.settings.differing(next);
        if differing.contains(&"surface") {
            return false;
        }
        if differing.iter().any(|key| settings::RERUN.contains(key)) {
            let runs = match self.runs.followed(next) {
                Some(runs) => runs,
                None if !self.light(next) => return false,
                None => match Runs::new(next, &self.ground.surface, start(next, &self.ground)) {
                    Ok(runs) => runs,
                    Err(_) => return false,
                },
            };
            // A new start would have come to its end before this step.
            if self.at > 0 && runs.up_to(self.at).iter().all(|run| run.is_over(self.at - 1)) {
                return false;
            }
            self.runs.lead_to(&runs);
            self.runs = runs;
        }
        self.settings = next.clone();
        true
    }

    fn idle(&self) -> Vec<&'static str> {
        settings::idle(&self.settings, self.ground.surface.rows())
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
        let start = self.start();
        let map = self.settings.choice("view") == "map";
        let window = self.ground.surface.window();
        let step = [0, 1].map(|i| 0.02 * (window.high[i] - window.low[i]));
        vec![Handle {
            label: "Start".into(),
            value: format!("{}, {}", short(start[0]), short(start[1])),
            panel: picture::SURFACE,
            at: if map { start } else { landscape::start(self) },
            moves: Moves::Freely,
            step: if map { step } else { [0.02, 0.02] },
        }]
    }

    fn drag(&self, _handle: usize, to: [f64; 2]) -> Option<Settings> {
        // Off the landscape there is no place to move to.
        Some(self.under(to).map_or_else(|| self.settings.clone(), |to| self.started_at(to)))
    }

    fn tap(&self, panel: usize, at: [f64; 2]) -> Option<Settings> {
        (panel == picture::SURFACE).then(|| self.under(at)).flatten().map(|at| self.started_at(at))
    }

    fn fork(&self) -> Box<dyn Demo> {
        Box::new(self.clone())
    }
}

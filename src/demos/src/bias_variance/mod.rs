//! Bias, variance and double descent: the same kind of model fitted to many training sets, and its error taken apart.

mod errors;
mod fits;
mod lab;
mod settings;
mod words;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Demo, Handle, Moves, Readout, Spec, Table};
use crate::settings::{Settings, Value};
use lab::Lab;
use plot::{Picture, Rect, Size};
use std::cell::RefCell;
use std::rc::Rc;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "bias-variance",
    title: "Bias, variance and double descent",
    about: "Fit the same model to many training sets, see how far the fits miss the truth together and how far they \
            scatter apart, and find the complexity with the least error.",
    lesson: "bias-variance",
    settings: settings::SETTINGS,
    presets: settings::PRESETS,
    runs: true,
    aspect: [0.5, 1.9],
    build,
};

/// Number of the panel with the fits.
const FITS: usize = 0;
/// Number of the panel with the errors.
const ERRORS: usize = 1;

fn build(settings: &Settings, _: &Data) -> Result<Box<dyn Demo>, BuildError> {
    let lab = Lab::new(settings::Plan::new(settings))?;
    let fits = lab.plan.start;
    Ok(Box::new(BiasVariance { settings: settings.clone(), lab: Rc::new(RefCell::new(lab)), fits }))
}

/// The first so many fits of a lab that copies share.
#[derive(Clone)]
struct BiasVariance {
    settings: Settings,
    lab: Rc<RefCell<Lab>>,
    fits: usize,
}

impl BiasVariance {
    /// The settings with the dial at the position nearest to a place on its axis.
    fn at_dial(&self, x: f64) -> Settings {
        let lab = self.lab.borrow();
        let view = lab.view(&self.settings, self.fits);
        let [first, last] = view.plan.dials.map(|dial| dial as f64);
        let dial = x.round().clamp(first, last);
        // A number of neighbors beyond the points stays, so that it is back when the points are.
        if dial == view.dial as f64 {
            return self.settings.clone();
        }
        self.settings.with(settings::dial_key(&self.settings), Value::Number(dial))
    }

    fn at_probe(&self, x: f64) -> Settings {
        // The places where the fits are known.
        self.settings.with("probe", Value::Number((x * 50.0).round() / 50.0))
    }
}

impl Demo for BiasVariance {
    fn step(&mut self) -> bool {
        if self.fits >= settings::MOST_FITS {
            return false;
        }
        self.fits += 1;
        self.lab.borrow_mut().reach(self.fits);
        true
    }

    fn adjust(&mut self, next: &Settings) -> bool {
        if settings::Plan::new(next) != self.lab.borrow().plan {
            return false;
        }
        self.settings = next.clone();
        true
    }

    fn picture(&self, size: Size) -> Picture {
        let lab = self.lab.borrow();
        let view = lab.view(&self.settings, self.fits);
        let [left, right] = halves(size);
        Picture { size, panels: vec![fits::panel(&view, left), errors::panel(&view, right)] }
    }

    fn summary(&self) -> String {
        words::summary(&self.lab.borrow().view(&self.settings, self.fits))
    }

    fn table(&self) -> Table {
        words::table(&self.lab.borrow().view(&self.settings, self.fits))
    }

    fn readouts(&self) -> Vec<Readout> {
        words::readouts(&self.lab.borrow().view(&self.settings, self.fits))
    }

    fn measures(&self) -> Vec<(&'static str, f64)> {
        words::measures(&self.lab.borrow().view(&self.settings, self.fits))
    }

    fn idle(&self) -> Vec<&'static str> {
        settings::idle(&self.settings)
    }

    fn handles(&self) -> Vec<Handle> {
        let lab = self.lab.borrow();
        let view = lab.view(&self.settings, self.fits);
        // The axis of neighbors runs down, so that complexity grows to the right there too.
        let right = if self.settings.choice("family") == "neighbors" { -1.0 } else { 1.0 };
        let error = view.here().test_error;
        let probe = view.probe();
        vec![
            Handle {
                label: "Complexity".into(),
                value: format!("{}, test error {}", words::model(&view, view.dial), words::error(error)),
                panel: ERRORS,
                at: [view.dial as f64, errors::axis(&view).from],
                moves: Moves::Across,
                step: [right, 0.0],
            },
            Handle {
                label: "Place looked at closely".into(),
                value: words::probe(&view),
                panel: FITS,
                at: [probe.x, probe.truth],
                moves: Moves::Across,
                step: [0.02, 0.0],
            },
        ]
    }

    fn drag(&self, handle: usize, to: [f64; 2]) -> Option<Settings> {
        Some(if handle == 0 { self.at_dial(to[0]) } else { self.at_probe(to[0]) })
    }

    fn tap(&self, panel: usize, at: [f64; 2]) -> Option<Settings> {
        match panel {
            FITS => Some(self.at_probe(at[0])),
            ERRORS => Some(self.at_dial(at[0])),
            _ => None,
        }
    }

    fn fork(&self) -> Box<dyn Demo> {
        Box::new(self.clone())
    }
}

/// The two panels side by side, or one above the other.
fn halves(size: Size) -> [Rect; 2] {
    const GAP: f64 = 22.0;
    let whole = size.rect();
    if size.narrow() {
        let height = (0.48 * (size.height - GAP)).round();
        let y = height + GAP;
        [Rect { height, ..whole }, Rect { y, height: size.height - y, ..whole }]
    } else {
        let width = (0.5 * (size.width - GAP)).round();
        let x = width + GAP;
        [Rect { width, ..whole }, Rect { x, width: size.width - x, ..whole }]
    }
}

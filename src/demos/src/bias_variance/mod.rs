//! Bias, variance and double descent: the same kind of model fitted to many training sets, and its error taken apart.

mod errors;
mod fits;
mod lab;
mod settings;
mod words;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Handle, Moves, Spec};
use crate::model::{Model, build};
use crate::numbers::Numbers;
use crate::player::Player;
use crate::setting::unless_bare;
use crate::settings::{Settings, Value};
use lab::{Lab, View};
use plot::grid::stack;
use plot::{Layer, Picture, Rect, Size};
use std::rc::Rc;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "bias-variance",
    title: "Bias, variance and double descent",
    about: "Fit the same model to many training sets, see how far the fits miss the truth together and how far they \
            scatter apart, and find the complexity with the least error.",
    lesson: "bias-variance",
    settings: settings::SETTINGS,
    presets: unless_bare(settings::PRESETS),
    runs: true,
    speed: Player::SPEED,
    aspect: [0.5, 1.9],
    own: None,
    build: build::<View>,
};

/// Number of the panel with the fits.
const FITS: usize = 0;
/// Number of the panel with the errors.
const ERRORS: usize = 1;
/// Between the panels.
const GAP: f64 = 22.0;

impl View {
    /// The settings with the dial at the position nearest to a place on its axis.
    fn at_dial(&self, x: f64) -> Settings {
        let [first, last] = self.dials.map(|dial| dial as f64);
        let dial = x.round().clamp(first, last);
        // A number of neighbors beyond the points stays, so that it is back when the points are.
        if dial == self.dial as f64 {
            return self.settings.clone();
        }
        self.settings.with(settings::dial_key(&self.settings), Value::Number(dial))
    }

    fn at_probe(&self, x: f64) -> Settings {
        // The places where the fits are known.
        self.settings.with("probe", Value::Number((x * 50.0).round() / 50.0))
    }
}

impl Model for View {
    type Fit = Lab;
    /// Number of fits.
    type State = usize;

    fn fit(settings: &Settings, _: &Data) -> Result<Lab, BuildError> {
        Lab::new(settings)
    }

    fn start(lab: &Lab) -> usize {
        lab.start
    }

    fn step(_: &Lab, fits: &mut usize) -> bool {
        let more = *fits < settings::MOST_FITS;
        *fits += usize::from(more);
        more
    }

    fn view(lab: &Rc<Lab>, settings: &Settings, &fits: &usize) -> View {
        View::new(lab, settings.clone(), fits)
    }

    fn picture(&self, size: Size) -> Picture {
        let [left, right] = if size.narrow() && !size.low() {
            stack(size.rect(), GAP, [0.48, 0.52])
        } else {
            let half = (0.5 * (size.width - GAP)).round();
            let right = Rect { x: half + GAP, width: size.width - half - GAP, ..size.rect() };
            [Rect { width: half, ..size.rect() }, right]
        };
        let mut panels = vec![fits::panel(self, left), errors::panel(self, right)];
        if size.low() {
            panels.iter_mut().for_each(|panel| panel.layers.retain(|layer| !matches!(layer, Layer::Key { .. })));
        }
        Picture { size, panels }
    }

    fn numbers(&self) -> Numbers {
        words::numbers(self)
    }

    fn handles(&self) -> Vec<Handle> {
        // The axis of neighbors runs down, so that complexity grows to the right there too.
        let right = if self.settings.is("family", "neighbors") { -1.0 } else { 1.0 };
        let error = words::error(self.here().test_error);
        let model = format!("{}, test error {error}", words::model(self, self.dial));
        let (dial, probe) = ([self.dial as f64, errors::axis(self).from], self.probe());
        let (name, place) = ("Place looked at closely", words::probe(self));
        vec![
            Handle::new("Complexity", model, ERRORS, dial, Moves::Across, right)
                .between(self.dials.map(|dial| dial as f64)),
            Handle::new(name, place, FITS, [probe.x, probe.truth], Moves::Across, 0.02)
                .between(self.settings.range("probe")),
        ]
    }

    fn drag(&self, _: &Settings, handle: usize, to: [f64; 2]) -> Option<Settings> {
        Some(if handle == 0 { self.at_dial(to[0]) } else { self.at_probe(to[0]) })
    }

    fn tap(&self, _: &Settings, panel: usize, at: [f64; 2]) -> Option<Settings> {
        Some(if panel == FITS { self.at_probe(at[0]) } else { self.at_dial(at[0]) })
    }
}

//! Confusion matrix and threshold: drag the threshold through the scores of held-out cases and see what is
//! found, what is missed, and what it costs.

mod binary;
mod cases;
mod classes;
mod matrix;
mod settings;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Handle, Moves, Spec};
use crate::model::{Model, build};
use crate::numbers::Numbers;
use crate::player::Player;
use crate::setting::unless_bare;
use crate::settings::{Settings, Value};
use binary::{Binary, COST, STRIP};
use cases::{Calls, Cases};
use plot::{Picture, Size};
use std::rc::Rc;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "confusion-matrix",
    title: "Confusion matrix and threshold",
    about: "Drag the threshold through the scores of held-out cases: count what is found, missed and falsely \
            alarmed, and see what each mistake costs.",
    lesson: "confusion-matrix",
    settings: settings::SETTINGS,
    presets: unless_bare(settings::PRESETS),
    runs: false,
    speed: Player::SPEED,
    aspect: [0.65, 1.75],
    own: Some(cases::TAKES),
    build: build::<ConfusionMatrix>,
};

/// The judged cases as the settings look at them.
enum ConfusionMatrix {
    /// Two classes, divided by a threshold.
    Two(Binary),
    /// More classes.
    Many(Rc<Calls>),
}

impl Model for ConfusionMatrix {
    type Fit = Cases;
    type State = ();

    fn fit(settings: &Settings, data: &Data) -> Result<Cases, BuildError> {
        Cases::new(settings, data)
    }

    fn start(_: &Cases) {}

    fn view(cases: &Rc<Cases>, settings: &Settings, (): &()) -> ConfusionMatrix {
        match &**cases {
            Cases::Two(scores) => ConfusionMatrix::Two(Binary::new(scores.clone(), settings)),
            Cases::Many(calls) => ConfusionMatrix::Many(calls.clone()),
        }
    }

    fn picture(&self, size: Size) -> Picture {
        match self {
            ConfusionMatrix::Two(binary) => binary.picture(size),
            ConfusionMatrix::Many(calls) => calls.picture(size),
        }
    }

    fn numbers(&self) -> Numbers {
        match self {
            ConfusionMatrix::Two(binary) => binary.numbers(),
            ConfusionMatrix::Many(calls) => calls.numbers(),
        }
    }

    fn idle(&self) -> &'static [&'static str] {
        if matches!(self, ConfusionMatrix::Many(_)) { settings::TWO_CLASSES } else { &[] }
    }

    fn handles(&self) -> Vec<Handle> {
        let ConfusionMatrix::Two(Binary { threshold, .. }) = self else { return Vec::new() };
        vec![Handle::new("Threshold", format!("{threshold:.2}"), STRIP, [*threshold, 0.0], Moves::Across, 0.01)]
    }

    fn drag(&self, settings: &Settings, _handle: usize, to: [f64; 2]) -> Option<Settings> {
        // Finer than a hundredth could be neither read nor aimed at.
        Some(settings.with("threshold", Value::Number((to[0] * 100.0).round() / 100.0)))
    }

    fn tap(&self, settings: &Settings, panel: usize, at: [f64; 2]) -> Option<Settings> {
        let along = matches!(self, ConfusionMatrix::Two(_)) && [STRIP, COST].contains(&panel);
        along.then(|| self.drag(settings, 0, at)).flatten()
    }
}

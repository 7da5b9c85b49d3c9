//! Confusion matrix and threshold: drag the threshold through the scores of held-out cases and see what is
//! found, what is missed, and what it costs.

mod binary;
mod cases;
mod classes;
mod cost;
mod matrix;
mod picture;
mod settings;
mod words;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Demo, Handle, Moves, Readout, Spec, Table};
use crate::settings::{Settings, Value};
use binary::Binary;
use cases::Cases;
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
    presets: settings::PRESETS,
    runs: false,
    aspect: [0.65, 1.75],
    build,
};

fn build(settings: &Settings, data: &Data) -> Result<Box<dyn Demo>, BuildError> {
    let cases = Rc::new(Cases::new(settings, data)?);
    Ok(Box::new(ConfusionMatrix { settings: settings.clone(), cases }))
}

/// The judged cases, and the settings they are looked at with.
#[derive(Clone)]
struct ConfusionMatrix {
    settings: Settings,
    /// Fitted and scored once; a threshold only looks at them.
    cases: Rc<Cases>,
}

impl ConfusionMatrix {
    fn binary(&self) -> Option<Binary<'_>> {
        match &*self.cases {
            Cases::Two(scores) => Some(Binary::new(scores, &self.settings)),
            Cases::Many(_) => None,
        }
    }

    fn at_threshold(&self, threshold: f64) -> Settings {
        // Finer than a hundredth could be neither read nor aimed at.
        self.settings.with("threshold", Value::Number((threshold * 100.0).round() / 100.0))
    }
}

impl Demo for ConfusionMatrix {
    fn adjust(&mut self, next: &Settings) -> bool {
        let idle = self.idle();
        let refit = |key: &&str| settings::REFIT.contains(key) && !idle.contains(key);
        if self.settings.differing(next).iter().any(refit) {
            return false;
        }
        self.settings = next.clone();
        true
    }

    fn picture(&self, size: Size) -> Picture {
        match (&*self.cases, self.binary()) {
            (Cases::Many(many), _) => classes::picture(many, size),
            (_, Some(binary)) => picture::picture(&binary, size),
            (_, None) => Picture { size, panels: Vec::new() },
        }
    }

    fn summary(&self) -> String {
        match &*self.cases {
            Cases::Two(scores) => words::summary(&Binary::new(scores, &self.settings)),
            Cases::Many(many) => classes::summary(many),
        }
    }

    fn table(&self) -> Table {
        match &*self.cases {
            Cases::Two(scores) => words::table(&Binary::new(scores, &self.settings)),
            Cases::Many(many) => classes::table(many),
        }
    }

    fn readouts(&self) -> Vec<Readout> {
        match &*self.cases {
            Cases::Two(scores) => words::readouts(&Binary::new(scores, &self.settings)),
            Cases::Many(many) => classes::readouts(many),
        }
    }

    fn measures(&self) -> Vec<(&'static str, f64)> {
        match &*self.cases {
            Cases::Two(scores) => words::measures(&Binary::new(scores, &self.settings)),
            Cases::Many(many) => classes::measures(many),
        }
    }

    fn idle(&self) -> Vec<&'static str> {
        settings::idle(&self.settings, matches!(*self.cases, Cases::Two(_)))
    }

    fn handles(&self) -> Vec<Handle> {
        let threshold = |binary: Binary| Handle {
            label: "Threshold".into(),
            value: format!("{:.2}", binary.threshold),
            panel: picture::STRIP,
            at: [binary.threshold, 0.0],
            moves: Moves::Across,
            step: [0.01, 0.0],
        };
        self.binary().map(threshold).into_iter().collect()
    }

    fn drag(&self, _handle: usize, to: [f64; 2]) -> Option<Settings> {
        Some(self.at_threshold(to[0]))
    }

    fn tap(&self, panel: usize, at: [f64; 2]) -> Option<Settings> {
        let along = panel == picture::STRIP || panel == picture::COST;
        (along && self.binary().is_some()).then(|| self.at_threshold(at[0]))
    }

    fn fork(&self) -> Box<dyn Demo> {
        Box::new(self.clone())
    }
}

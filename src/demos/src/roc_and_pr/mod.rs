//! ROC and precision–recall: drag the threshold through the scores and see its point move along both curves; draw
//! random pairs to see what the area under the ROC curve means; change the prevalence and see which curve cares.

mod cases;
mod grip;
mod pairs;
mod picture;
mod pr;
mod roc;
mod settings;
mod view;
mod words;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Demo, Handle, Readout, Spec, Table};
use crate::settings::Settings;
use cases::Cases;
use ml::rng::Seed;
use pairs::Pairs;
use plot::{Picture, Size};
use std::rc::Rc;
use view::View;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "roc-and-pr",
    title: "ROC and precision–recall",
    about: "Drag the threshold and watch its point on both curves; draw random pairs to see what AUC means; make \
            positives rare and see which curve falls.",
    lesson: "roc-and-pr",
    settings: settings::SETTINGS,
    presets: settings::PRESETS,
    runs: true,
    aspect: [0.7, 2.95],
    build,
};

fn build(settings: &Settings, data: &Data) -> Result<Box<dyn Demo>, BuildError> {
    let cases = Rc::new(Cases::new(settings, data)?);
    let pairs = Pairs::new(Seed(settings.seed().into()));
    Ok(Box::new(RocAndPr { settings: settings.clone(), cases, pairs }))
}

/// The judged cases, the settings they are looked at with, and the pairs drawn.
#[derive(Clone)]
struct RocAndPr {
    settings: Settings,
    /// Fitted and scored once; threshold and prevalence only look at them.
    cases: Rc<Cases>,
    pairs: Pairs,
}

impl RocAndPr {
    fn view(&self) -> View<'_> {
        View::new(&self.cases, &self.settings)
    }
}

impl Demo for RocAndPr {
    fn step(&mut self) -> bool {
        self.pairs.step(&self.cases.a)
    }

    fn adjust(&mut self, next: &Settings) -> bool {
        let unused = settings::unused(&self.settings);
        let refit = |key: &&str| settings::REFIT.contains(key) && !unused.contains(key);
        if self.settings.differing(next).iter().any(refit) {
            return false;
        }
        self.settings = next.clone();
        true
    }

    fn idle(&self) -> Vec<&'static str> {
        settings::idle(&self.settings, self.cases.b.is_some())
    }

    fn picture(&self, size: Size) -> Picture {
        picture::picture(&self.view(), &self.pairs, size)
    }

    fn summary(&self) -> String {
        words::summary(&self.view(), &self.pairs)
    }

    fn table(&self) -> Table {
        words::table(&self.view(), &self.pairs)
    }

    fn readouts(&self) -> Vec<Readout> {
        words::readouts(&self.view(), &self.pairs)
    }

    fn measures(&self) -> Vec<(&'static str, f64)> {
        words::measures(&self.view(), &self.pairs)
    }

    fn handles(&self) -> Vec<Handle> {
        grip::handles(&self.view())
    }

    fn drag(&self, handle: usize, to: [f64; 2]) -> Option<Settings> {
        Some(grip::drag(&self.view(), handle, to))
    }

    fn tap(&self, panel: usize, at: [f64; 2]) -> Option<Settings> {
        grip::tap(&self.view(), panel, at)
    }

    fn fork(&self) -> Box<dyn Demo> {
        Box::new(self.clone())
    }
}

//! One run: a model, the steps it has taken, and copies of it from earlier steps.

use crate::demo::{BuildError, Data, Demo, Spec};
use crate::settings::Settings;
use litemap::LiteMap;

/// A model that can go to any step.
pub(super) struct Run {
    /// The settings that the model has.
    pub settings: Settings,
    /// The model after [`Run::at`] steps.
    pub model: Box<dyn Demo>,
    /// Steps taken.
    pub at: u32,
    /// Whether a further step was tried and there was nothing to do.
    pub ended: bool,
    /// Copies by step, dense just behind the present and thinner further back; 0 is always among them once a
    /// step has been taken.
    kept: LiteMap<u32, Box<dyn Demo>>,
    /// Whether the demo goes on in steps at all.
    steps: bool,
}

impl Run {
    /// A run at step 0.
    pub fn build(spec: &Spec, settings: &Settings, data: &Data) -> Result<Run, BuildError> {
        let model = (spec.build)(settings, data)?;
        Ok(Run { settings: settings.clone(), model, at: 0, ended: !spec.runs, kept: LiteMap::new(), steps: spec.runs })
    }

    /// Takes settings over without a new start. `false` if some step would need one.
    pub fn adjust(&mut self, settings: &Settings) -> bool {
        // Copies of earlier steps follow, so that going back shows the settings of now.
        let mut adjusted = self.model.adjust(settings);
        for copy in self.kept.iter_mut().map(|(_, copy)| copy) {
            adjusted = adjusted && copy.adjust(settings);
        }
        if adjusted {
            self.settings = settings.clone();
            // What had come to its end may have further to go now.
            self.ended = !self.steps;
        }
        adjusted
    }

    /// Goes to step `to`, or to the end if that comes first. `true` if the step has changed.
    pub fn seek(&mut self, to: u32) -> bool {
        let from = self.at;
        if to < self.at
            && let Some((&step, copy)) = self.kept.iter().rev().find(|(step, _)| **step <= to)
        {
            self.model = copy.fork();
            self.at = step;
            self.ended = false;
        }
        while self.at < to && !self.ended {
            if is_kept(self.at, to) {
                self.kept.insert(self.at, self.model.fork());
            }
            if self.model.step() {
                self.at += 1;
            } else {
                self.ended = true;
            }
        }
        let now = self.at;
        self.kept.retain(|&step, _| step < now && is_kept(step, now));
        self.at != from
    }

    /// A copy that goes its own way.
    pub fn fork(&self) -> Run {
        Run {
            settings: self.settings.clone(),
            model: self.model.fork(),
            at: self.at,
            ended: self.ended,
            steps: self.steps,
            kept: self.kept.iter().map(|(&step, copy)| (step, copy.fork())).collect(),
        }
    }

    /// Number of copies kept.
    #[cfg(test)]
    pub fn copies(&self) -> usize {
        self.kept.len()
    }
}

/// Whether the copy of a step is worth its memory, seen from a later step: every one of the last eight, then
/// multiples of ever greater powers of two, about four for each doubling of the distance. So going back costs at
/// most a third of the way again, and memory grows with the logarithm of the steps.
fn is_kept(step: u32, now: u32) -> bool {
    let distance = now - step;
    let grain = if distance < 8 { 1 } else { 1 << (distance / 4).ilog2() };
    step.is_multiple_of(grain)
}

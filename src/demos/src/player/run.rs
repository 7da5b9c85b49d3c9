//! One run: a model, the steps it has taken, and copies of it from earlier steps.

use crate::demo::{BuildError, Data, Demo, Saved, Spec};
use crate::settings::Settings;
use litemap::LiteMap;

/// A model that can go to any step.
pub(super) struct Run {
    /// The settings that the model has.
    pub settings: Settings,
    /// Those that its fit was made for; the others differ in ways that only look at it.
    fitted: Settings,
    /// The model after [`Run::at`] steps.
    pub model: Box<dyn Demo>,
    /// Steps taken.
    pub at: u32,
    /// Whether a further step was tried and there was nothing to do.
    pub ended: bool,
    /// States by step, dense just behind the present and thinner further back; 0 is always among them once a step
    /// has been taken.
    kept: LiteMap<u32, Saved>,
}

impl Run {
    /// A run at step 0.
    pub fn build(spec: &Spec, settings: &Settings, data: &Data) -> Result<Run, BuildError> {
        let model = (spec.build)(settings, data)?;
        let (settings, fitted) = (settings.clone(), settings.clone());
        Ok(Run { settings, fitted, model, at: 0, ended: !spec.runs, kept: LiteMap::new() })
    }

    /// Takes settings over without a new fit. `false` if they need one.
    pub fn look(&mut self, settings: &Settings) -> bool {
        if settings.needs_refit(&self.fitted) {
            return false;
        }
        self.model.look(settings);
        self.settings = settings.clone();
        true
    }

    /// Stands at step `to`, or at the end if that comes first; the number of the step stays even then, so that a run
    /// that follows a hand loses no steps where it happens to be short.
    pub fn follow(&mut self, to: u32) {
        let first = self.model.save();
        self.seek(to);
        self.at = to;
        if to > 0 {
            // The way back leads to the start even from a run that could not take one step.
            self.kept.insert(0, first);
        }
    }

    /// Goes to step `to`, or to the end if that comes first. `true` if the step has changed.
    pub fn seek(&mut self, to: u32) -> bool {
        let from = self.at;
        if to < self.at
            && let Some((&step, state)) = self.kept.iter().rev().find(|(step, _)| **step <= to)
        {
            self.model.load(state);
            self.at = step;
            self.ended = false;
        }
        while self.at < to && !self.ended {
            if is_kept(self.at, to) {
                self.kept.insert(self.at, self.model.save());
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
            fitted: self.fitted.clone(),
            model: self.model.fork(),
            at: self.at,
            ended: self.ended,
            kept: self.kept.clone(),
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

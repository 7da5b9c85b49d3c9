//! Changes of settings.

use super::run::Run;
use super::{Player, PlayerInit, Start};
use crate::demo::{BuildError, Data};
use crate::settings::{Preset, Settings};

/// What a change of settings has led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Nothing: the settings were the same, or all that differs is locked.
    Nothing,
    /// The model took the settings over where it stands: it looks at the same fit, or a new one has followed.
    Adjusted,
    /// The model has been built anew and stands at step 0.
    Rebuilt,
    /// The model has been built anew and has taken its steps at once.
    Arrived,
    /// The settings cannot be built; the picture is still the previous one. See [`Player::error`].
    Failed,
}

impl Player {
    /// Takes over settings, except for locked ones. Where none of them refits, the model looks at the same fit;
    /// otherwise it is built anew, and unless it follows it starts at step 0, and so does the pinned run.
    pub fn change(&mut self, next: Settings) -> Changed {
        let next = self.with_locked_kept(next);
        if next == self.settings {
            return Changed::Nothing;
        }
        self.undo.record(&self.settings, &next);
        self.take(next)
    }

    /// Ends a gesture: until then, changes of the same settings count as one for [`Player::undo`].
    pub fn settle(&mut self) {
        self.undo.settle();
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Takes the last change of settings back.
    pub fn undo(&mut self) -> Changed {
        match self.undo.pop() {
            Some((previous, step)) => {
                let changed = self.take(previous);
                if let Some(step) = step {
                    self.pause();
                    self.seek(step);
                }
                changed
            }
            None => Changed::Nothing,
        }
    }

    /// Back to the settings and the step that the player began with, without a pinned run.
    pub fn reset(&mut self) {
        self.go_to(self.start.settings.clone(), self.start.steps);
        self.unpin();
    }

    /// Goes where a link with these pairs would lead: defaults changed by the pairs, and their step. Locked
    /// settings stay. [`Player::reset`] leads where it did before.
    pub fn apply(&mut self, pairs: &[(String, String)]) {
        let read = PlayerInit::link(pairs.to_vec()).read(self.spec);
        self.notices = read.notices;
        self.pace.speed = read.speed;
        self.go_to(read.settings, read.steps);
        self.pin_settings(read.pinned);
        // The pinned run has yet to catch up.
        self.seek(read.steps);
        self.say_what_was_replaced(read.wanted);
    }

    /// Goes to a preset of the demo, which [`Player::reset`] then returns to. Locked settings stay.
    pub fn load(&mut self, preset: &Preset) {
        let read = PlayerInit::preset(preset).read(self.spec);
        self.start = Start { settings: self.with_locked_kept(read.settings), steps: read.steps };
        self.reset();
    }

    /// Gives the player data: tables that have arrived, or the learner's own file. Builds what was waiting for
    /// them, and starts over where the learner's own data are shown.
    pub fn set_data(&mut self, data: Data) {
        self.data = data;
        if self.error.is_some() || self.settings.needs_own() {
            self.rebuild(None);
            self.arrive();
        }
    }

    /// As [`Player::set_data`], but data that cannot be shown change nothing.
    ///
    /// # Errors
    /// Why they cannot be shown.
    pub fn offer(&mut self, data: Data) -> Result<(), BuildError> {
        if !self.settings.needs_own() {
            self.set_data(data);
            return Ok(());
        }
        let run = Run::build(self.spec, &self.settings, &data)?;
        self.data = data;
        self.put(run, None);
        self.arrive();
        Ok(())
    }

    /// Goes to the step that waited for data.
    fn arrive(&mut self) {
        if self.error.is_none() {
            let at_start = self.settings == self.start.settings;
            let steps = if at_start { self.start.steps } else { std::mem::take(&mut self.awaited) };
            self.seek(steps);
        }
    }

    fn go_to(&mut self, settings: Settings, steps: u32) {
        self.pause();
        let settings = self.with_locked_kept(settings);
        if settings != self.settings || steps != self.steps() {
            self.undo.push(&self.settings, Some(self.steps()));
        }
        if settings != self.settings {
            self.take(settings);
        }
        // A run that followed the change may stand beyond its end; a link leads to a step that there is.
        self.seek(0);
        self.seek(steps);
        self.awaited = steps;
    }

    /// The step that [`Player::reset`] comes to, as far as is known: the run may end before the one wished for.
    pub(super) fn start_step(&self) -> u32 {
        if self.run.ended { self.start.steps.min(self.run.at) } else { self.start.steps }
    }

    fn with_locked_kept(&self, next: Settings) -> Settings {
        self.lock
            .iter()
            .filter(|key| self.spec.settings.iter().any(|s| s.key == key.as_str()))
            .fold(next, |next, key| next.with(key, self.settings.value(key).clone()))
    }

    fn take(&mut self, next: Settings) -> Changed {
        self.settings = next;
        self.awaited = 0;
        if self.error.is_none() && self.run.look(&self.settings) {
            self.touch(true);
            return Changed::Adjusted;
        }
        let stays = (self.error.is_none() && self.run.model.follows(&self.settings)).then_some(self.run.at);
        let goes_to = if self.error.is_none() { self.run.model.goes_to(&self.settings) } else { 0 };
        self.rebuild(stays);
        match stays {
            _ if self.error.is_some() => Changed::Failed,
            Some(_) => Changed::Adjusted,
            None if self.seek(goes_to) => Changed::Arrived,
            None => Changed::Rebuilt,
        }
    }

    /// Builds the model anew, at the step where it stays or else at 0; keeps the previous one if that fails.
    fn rebuild(&mut self, stays: Option<u32>) {
        match Run::build(self.spec, &self.settings, &self.data) {
            Ok(run) => self.put(run, stays),
            Err(error) => {
                self.error = Some(error);
                self.pause();
                self.touch(true);
            }
        }
    }

    fn put(&mut self, run: Run, stays: Option<u32>) {
        self.run = run;
        self.error = None;
        match stays {
            Some(step) => self.run.follow(step),
            None => drop(self.seek(0)),
        }
        self.touch(true);
    }
}

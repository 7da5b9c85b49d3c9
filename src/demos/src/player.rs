//! Runs a demo: steps, rewinds, compares, and takes changes of settings. Knows no clock and no screen.

mod change;
mod compare;
mod goal;
mod grip;
mod init;
mod link;
mod pace;
mod run;
mod undo;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Demo, Spec};
use crate::settings::{Kind, Setting, Settings};
use pace::Pace;
use run::Run;
use undo::Undo;

pub use change::Changed;
pub use goal::{GoalCheck, goal_met};
pub use init::PlayerInit;
pub use link::RESERVED_KEYS;

/// A demo under way, and perhaps a second run beside it for comparison.
///
/// The state is a function of settings, data and number of steps, so a link with those three shows the same
/// bits elsewhere. That holds because a fit depends on no settings but those that refit, and is made anew with them.
pub struct Player {
    spec: &'static Spec,
    data: Data,
    /// What the controls show. Differs from the run's own settings while these cannot be built.
    settings: Settings,
    run: Run,
    pinned: Option<Run>,
    error: Option<BuildError>,
    start: Start,
    /// The step to go to once data that are missing have come.
    awaited: u32,
    lock: Vec<String>,
    hide: Vec<String>,
    notices: Vec<String>,
    undo: Undo,
    pace: Pace,
    goal_reached: bool,
    version: u64,
}

/// Where the player began and resets to.
struct Start {
    settings: Settings,
    steps: u32,
}

impl Player {
    /// Speed at the start of most demos, in steps a second.
    pub const SPEED: f64 = 10.0;
    /// Least and greatest speed, in steps a second.
    pub const SPEEDS: [f64; 2] = [1.0, 1000.0];
    /// A player at the point that `init` describes. What does not fit is left out and named in
    /// [`Player::notices`].
    ///
    /// # Errors
    /// If not even the default data are there; [`PlayerInit::tables`] says which are needed. If the settings
    /// cannot be built but would be with the default data, the player shows those and says why in
    /// [`Player::error`]: a link to somebody's own data opens so.
    pub fn new(spec: &'static Spec, init: &PlayerInit, data: Data) -> Result<Player, BuildError> {
        let read = init.read(spec);
        let (run, error) = match Run::build(spec, &read.settings, &data) {
            Ok(run) => (run, None),
            Err(error) => {
                let fallback = Run::build(spec, &read.settings.with_default_data(), &data);
                (fallback.map_err(|_| error.clone())?, Some(error))
            }
        };
        let mut player = Player {
            spec,
            data,
            settings: read.settings.clone(),
            run,
            pinned: None,
            error,
            start: Start { settings: read.settings, steps: read.steps },
            lock: init.lock.clone(),
            hide: init.hide.clone(),
            notices: read.notices,
            undo: Undo::default(),
            pace: Pace::new(read.speed),
            awaited: 0,
            goal_reached: false,
            version: 0,
        };
        player.pin_settings(read.pinned);
        player.seek(player.start.steps);
        player.say_what_was_replaced(read.wanted);
        Ok(player)
    }

    /// Of what a link asks for, names that for which the run has something else.
    fn say_what_was_replaced(&mut self, wanted: u32) {
        if self.error.is_some() {
            return;
        }
        let steps = self.steps();
        // A run that has come to its end was cut by nobody.
        if self.spec.runs && steps < wanted && wanted > self.demo().most_steps() {
            self.notices.push(format!("Of {wanted} steps, {steps} were taken."));
        }
        // Controls that play no part step back; points have none.
        let (idle, by_table) = (self.demo().idle(), self.settings.idle());
        let points = self.spec.settings.iter().filter(|s| matches!(s.kind, Kind::Points { .. }));
        for Setting { key, .. } in points.filter(|s| idle.contains(&s.key) && !by_table.contains(&s.key)) {
            self.notices.push(format!("The “{key}” of the link has no place here, and another was taken."));
        }
    }

    // What is shown.

    /// The demo's description.
    pub fn spec(&self) -> &'static Spec {
        self.spec
    }

    /// The model; where there is an error, the last one that could be built.
    pub fn demo(&self) -> &dyn Demo {
        &*self.run.model
    }

    /// The settings that the controls show.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether a setting has no control.
    pub fn hidden(&self, key: &str) -> bool {
        self.hide.iter().any(|hidden| hidden == key)
    }

    /// Whether a setting must stay as it is.
    pub fn locked(&self, key: &str) -> bool {
        self.lock.iter().any(|locked| locked == key)
    }

    /// Where a slider ends that the data make shorter than its setting's range.
    pub fn reach(&self, key: &str) -> Option<[f64; 2]> {
        self.demo().reach().into_iter().find(|reach| reach.0 == key).map(|reach| reach.1)
    }

    /// Why the settings cannot be shown. On [`BuildError::MissingData`], load the table and call
    /// [`Player::set_data`].
    pub fn error(&self) -> Option<&BuildError> {
        self.error.as_ref()
    }

    /// The error in words.
    pub fn trouble(&self) -> Option<String> {
        self.error.as_ref().map(BuildError::to_string)
    }

    /// What was left out of the last link or preset, in sentences.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Whether anything differs from where [`Player::reset`] leads.
    pub fn changed(&self) -> bool {
        self.settings != self.start.settings || self.steps() != self.start_step() || self.pinned.is_some()
    }

    /// A number that changes whenever the picture may have.
    pub fn version(&self) -> u64 {
        self.version
    }

    // Going on and back.

    /// Steps taken.
    pub fn steps(&self) -> u32 {
        self.runs().map(|run| run.at).max().unwrap_or(0)
    }

    /// Whether there is nothing more to do, in either run.
    pub fn finished(&self) -> bool {
        self.runs().all(|run| run.ended)
    }

    /// One step on.
    pub fn step(&mut self) -> bool {
        self.advance(1)
    }

    /// One step back.
    pub fn back(&mut self) -> bool {
        self.pause();
        self.seek(self.steps().saturating_sub(1))
    }

    /// Back to the first step.
    pub fn to_start(&mut self) -> bool {
        self.pause();
        self.seek(0)
    }

    /// Goes to step `n`, or to the last one if there are fewer. `true` if that changed anything.
    pub fn seek(&mut self, n: u32) -> bool {
        if !self.spec.runs {
            return false;
        }
        let mut moved = false;
        for run in std::iter::once(&mut self.run).chain(&mut self.pinned) {
            moved |= run.seek(n);
        }
        self.touch(moved)
    }

    fn advance(&mut self, steps: u32) -> bool {
        // The picture is not that of the settings; it would be stepped in their name.
        if self.error.is_some() {
            self.pause();
            return false;
        }
        let moved = self.seek(self.steps().saturating_add(steps));
        if self.finished() {
            self.pause();
        }
        moved
    }

    fn runs(&self) -> impl Iterator<Item = &Run> {
        std::iter::once(&self.run).chain(&self.pinned)
    }

    fn touch(&mut self, changed: bool) -> bool {
        self.version += u64::from(changed);
        changed
    }
}

//! A second run beside the first.

use super::Player;
use super::run::Run;
use crate::demo::Demo;
use crate::settings::Settings;

impl Player {
    /// Pins a copy of this run; later changes of settings leave it alone, steps move both.
    pub fn pin(&mut self) {
        self.pinned = Some(self.run.fork());
        self.touch(true);
    }

    /// Ends the comparison.
    pub fn unpin(&mut self) {
        let pinned = self.pinned.take().is_some();
        self.touch(pinned);
    }

    /// The pinned run: its settings and its model.
    pub fn compared(&self) -> Option<(&Settings, &dyn Demo)> {
        self.pinned.as_ref().map(|run| (&run.settings, &*run.model))
    }

    /// Builds the pinned run of a link, at step 0.
    pub(super) fn pin_settings(&mut self, settings: Option<Settings>) {
        self.pinned = None;
        match settings.map(|settings| Run::build(self.spec, &settings, &self.data)) {
            None => {}
            Some(Ok(run)) => self.pinned = Some(run),
            Some(Err(error)) => self.notices.push(format!("The run to compare with is left out: {error}.")),
        }
    }
}

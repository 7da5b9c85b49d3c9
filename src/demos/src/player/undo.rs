//! Settings to go back to.

use crate::settings::Settings;

/// Earlier settings, newest last. A drag changes the same settings many times and is taken back as one.
#[derive(Default)]
pub(super) struct Undo {
    earlier: Vec<Settings>,
    /// The settings that the gesture under way changes.
    gesture: Option<Vec<&'static str>>,
}

impl Undo {
    const LIMIT: usize = 50;

    /// Notes the settings before a change.
    pub fn record(&mut self, before: &Settings, after: &Settings) {
        let keys = before.differing(after);
        if self.gesture.as_ref() == Some(&keys) {
            return;
        }
        if self.earlier.len() == Undo::LIMIT {
            self.earlier.remove(0);
        }
        self.earlier.push(before.clone());
        self.gesture = Some(keys);
    }

    /// Ends the gesture under way.
    pub fn settle(&mut self) {
        self.gesture = None;
    }

    /// Takes the newest settings off.
    pub fn pop(&mut self) -> Option<Settings> {
        self.gesture = None;
        self.earlier.pop()
    }

    /// Whether there is nothing to go back to.
    pub fn is_empty(&self) -> bool {
        self.earlier.is_empty()
    }
}

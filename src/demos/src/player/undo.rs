//! Settings to go back to.

use crate::settings::Settings;

/// Earlier settings, newest last. A drag changes the same settings many times and is taken back as one.
#[derive(Default)]
pub(super) struct Undo {
    /// With the step, where that was left too.
    earlier: Vec<(Settings, Option<u32>)>,
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
        self.push(before, None);
        self.gesture = Some(keys);
    }

    /// Notes the settings and the step before a jump to others.
    pub fn push(&mut self, before: &Settings, step: Option<u32>) {
        self.gesture = None;
        if self.earlier.len() == Undo::LIMIT {
            self.earlier.remove(0);
        }
        self.earlier.push((before.clone(), step));
    }

    /// Ends the gesture under way.
    pub fn settle(&mut self) {
        self.gesture = None;
    }

    /// Takes the newest settings off.
    pub fn pop(&mut self) -> Option<(Settings, Option<u32>)> {
        self.gesture = None;
        self.earlier.pop()
    }

    /// Whether there is nothing to go back to.
    pub fn is_empty(&self) -> bool {
        self.earlier.is_empty()
    }
}

//! A run as the pairs of a link.

use super::Player;

/// Keys of a link that belong to the player; no setting may have one.
pub const RESERVED_KEYS: [&str; 3] = [STEP, SPEED, PIN];
pub(super) const STEP: &str = "step";
pub(super) const SPEED: &str = "speed";
/// Says that a run is pinned; its settings follow behind `pin.`.
pub(super) const PIN: &str = "pin";
pub(super) const PIN_PREFIX: &str = "pin.";
pub(super) const ON: &str = "on";

impl Player {
    /// What a link must say to show this again: settings that differ from the defaults, the step, the speed and
    /// the pinned run's settings. [`super::PlayerInit::pairs`] takes them back.
    pub fn link(&self) -> Vec<(String, String)> {
        let mut pairs = self.settings.pairs();
        let mut add = |key: &str, value: String| pairs.push((key.into(), value));
        if self.steps() > 0 {
            add(STEP, self.steps().to_string());
        }
        if self.speed() != self.spec.speed {
            add(SPEED, self.speed().to_string());
        }
        if let Some((pinned, _)) = self.compared() {
            add(PIN, ON.into());
            for (key, value) in pinned.pairs() {
                add(&format!("{PIN_PREFIX}{key}"), value);
            }
        }
        pairs
    }
}

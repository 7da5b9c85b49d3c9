//! Where a player begins.

use super::{Player, link};
use crate::demo::Spec;
use crate::settings::{Preset, Settings};
use ml::numeric::decimal;

/// Where a player begins, as a link, a preset or a lesson says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlayerInit {
    /// Settings that differ from the demo's defaults, and the player's own [`super::RESERVED_KEYS`], as in a link.
    pub pairs: Vec<(String, String)>,
    /// Steps already taken; a `step` among the pairs comes first.
    pub steps: u32,
    /// Settings that cannot be changed, by no control and no drag.
    pub lock: Vec<String>,
    /// Settings without a control. The picture may still change them, unless they are locked too.
    pub hide: Vec<String>,
}

impl PlayerInit {
    /// More steps than this are not taken at the start, since a link could ask for hours of work.
    pub const MOST_STEPS: u32 = 20_000;

    /// A preset.
    pub fn preset(preset: &Preset) -> PlayerInit {
        let pairs = preset.settings.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
        PlayerInit { pairs, steps: preset.steps, ..PlayerInit::default() }
    }

    /// A link.
    pub fn link(pairs: Vec<(String, String)>) -> PlayerInit {
        PlayerInit { pairs, ..PlayerInit::default() }
    }

    /// Names of the shipped tables that [`Player::new`] needs.
    pub fn tables(&self, spec: &Spec) -> Vec<&'static str> {
        let read = self.read(spec);
        let mut names: Vec<_> =
            [Some(read.settings), read.pinned].iter().flatten().flat_map(Settings::tables).collect();
        if names.is_empty() {
            // The learner's own data are never there at the start.
            names = Settings::new(spec.settings).tables();
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Reads the pairs as far as they fit the demo.
    pub(super) fn read(&self, spec: &Spec) -> Read {
        let mut notices = Vec::new();
        let mut own = Vec::new();
        let mut pinned: Option<Vec<(&str, &str)>> = None;
        let (mut steps, mut speed) = (self.steps, spec.speed);
        for (key, value) in &self.pairs {
            let (key, value) = (key.as_str(), value.as_str());
            if let Some(key) = key.strip_prefix(link::PIN_PREFIX) {
                pinned.get_or_insert_default().push((key, value));
            } else if key == link::PIN && value == link::ON {
                pinned.get_or_insert_default();
            } else if let (link::STEP, Ok(n)) = (key, value.parse()) {
                steps = n;
            } else if let (link::SPEED, Some(x)) = (key, decimal(value)) {
                speed = x.clamp(Player::SPEEDS[0], Player::SPEEDS[1]);
            } else {
                own.push((key, value));
            }
        }
        let (settings, said) = Settings::read(spec.settings, &own);
        notices.extend(said);
        let pinned = pinned.map(|pairs| {
            let (settings, said) = Settings::read(spec.settings, &pairs);
            notices.extend(said.iter().map(|sentence| format!("In the run kept for comparison, {sentence}")));
            settings
        });
        let wanted = steps;
        let steps = steps.min(PlayerInit::MOST_STEPS);
        for key in self.lock.iter().chain(&self.hide) {
            if !spec.settings.iter().any(|s| s.key == key) {
                notices.push(format!("There is no setting “{key}” to lock or hide."));
            }
        }
        Read { settings, pinned, steps, wanted, speed, notices }
    }
}

/// What pairs come to.
pub(super) struct Read {
    pub settings: Settings,
    pub pinned: Option<Settings>,
    pub steps: u32,
    /// Steps that were asked for, which may be more than are ever taken.
    pub wanted: u32,
    pub speed: f64,
    pub notices: Vec<String>,
}

//! The settings table of a demo, an entry a setting.
//!
//! ```
//! use demos::setting::{choice, number, seed, toggle};
//! use demos::{Setting, Settings};
//!
//! static SETTINGS: &[Setting] = &[
//!     choice("data", "Data", &[("made-up", "Made up"), ("real", "Real")], "real").help("Where rows come from.").refits(),
//!     number("rows", "Rows", 10.0..=1000.0, 0.1, 50.0).help("How many are drawn.").log().refits().when(made_up),
//!     toggle("grid", "Grid", true).help("Lines in the picture."),
//!     seed("Decides which rows are drawn."),
//! ];
//!
//! fn made_up(settings: &Settings) -> bool {
//!     settings.is("data", "made-up")
//! }
//!
//! let real = Settings::new(SETTINGS);
//! assert_eq!(real.idle(), ["rows"]);
//! assert!(!real.with("rows", demos::Value::Number(20.0)).needs_refit(&real));
//! ```

use crate::settings::{Kind, Preset, Setting, Settings};
use std::ops::RangeInclusive;

/// A number on a slider: key, label, range, step, value at the start.
pub const fn number(
    key: &'static str,
    label: &'static str,
    range: RangeInclusive<f64>,
    step: f64,
    default: f64,
) -> Setting {
    let (min, max) = (*range.start(), *range.end());
    plain(key, label, Kind::Number { min, max, step, default, unit: "", log: false })
}

/// One of a few: key, label, options as `(id, label)`, id at the start.
pub const fn choice(
    key: &'static str,
    label: &'static str,
    options: &'static [(&'static str, &'static str)],
    default: &'static str,
) -> Setting {
    plain(key, label, Kind::Choice { options, default })
}

/// A source of data, or the learner's own file: key, label, options as `(id, label, shipped table)`, id at the start.
pub const fn data(
    key: &'static str,
    label: &'static str,
    options: &'static [(&'static str, &'static str, Option<&'static str>)],
    default: &'static str,
) -> Setting {
    plain(key, label, Kind::Data { options, default, own: true }).refits()
}

/// On or off.
pub const fn toggle(key: &'static str, label: &'static str, default: bool) -> Setting {
    plain(key, label, Kind::Toggle { default })
}

/// Points that the learner places, at most so many.
pub const fn points(key: &'static str, label: &'static str, limit: usize) -> Setting {
    plain(key, label, Kind::Points { limit }).more().refits()
}

/// The seed of everything random, with its help.
pub const fn seed(help: &'static str) -> Setting {
    plain("seed", "Seed", Kind::Seed { default: 1 }).help(help).more().refits()
}

const fn plain(key: &'static str, label: &'static str, kind: Kind) -> Setting {
    Setting { key, label, help: "", more: false, kind, refits: false, when: None }
}

impl Setting {
    /// With a sentence on what it does.
    pub const fn help(mut self, help: &'static str) -> Setting {
        self.help = help;
        self
    }

    /// Folded under "More".
    pub const fn more(mut self) -> Setting {
        self.more = true;
        self
    }

    /// One that the fit depends on: another value needs another fit. All others only look at it.
    pub const fn refits(mut self) -> Setting {
        self.refits = true;
        self
    }

    /// One that plays a part only where this holds; elsewhere it changes nothing, and its control steps back.
    pub const fn when(mut self, plays: fn(&Settings) -> bool) -> Setting {
        self.when = Some(plays);
        self
    }

    /// One that the fit depends on where this holds, and that changes nothing elsewhere.
    pub const fn refits_when(self, plays: fn(&Settings) -> bool) -> Setting {
        self.refits().when(plays)
    }

    /// A number whose slider runs over powers of ten; its step is then a share of one.
    pub const fn log(mut self) -> Setting {
        if let Kind::Number { ref mut log, .. } = self.kind {
            *log = true;
        }
        self
    }

    /// A number with a unit behind it.
    pub const fn unit(mut self, behind: &'static str) -> Setting {
        if let Kind::Number { ref mut unit, .. } = self.kind {
            *unit = behind;
        }
        self
    }
}

/// A starting point: id, label, settings that differ from the defaults.
pub const fn preset(
    id: &'static str,
    label: &'static str,
    settings: &'static [(&'static str, &'static str)],
) -> Preset {
    Preset { id, label, settings, steps: 0 }
}

/// What lists of demos are made from, and nothing that an engine reads: packs are built without.
pub const fn unless_bare<T>(all: &'static [T]) -> &'static [T] {
    if cfg!(feature = "bare") { &[] } else { all }
}

impl Preset {
    /// With so many steps taken.
    pub const fn at(mut self, steps: u32) -> Preset {
        self.steps = steps;
        self
    }
}

impl Settings {
    /// Whether this is the id chosen.
    ///
    /// # Panics
    /// If the table has no such choice.
    pub fn is(&self, key: &str, id: &str) -> bool {
        self.choice(key) == id
    }

    /// Keys of settings that play no part with the others as they are.
    pub fn idle(&self) -> Vec<&'static str> {
        self.table().iter().filter(|setting| !setting.plays(self)).map(|setting| setting.key).collect()
    }

    /// Whether a fit that was made for other settings does not serve these.
    pub fn needs_refit(&self, fitted: &Settings) -> bool {
        let needs = |setting: &&Setting| setting.refits && setting.plays(self);
        self.table().iter().filter(needs).any(|setting| self.value(setting.key) != fitted.value(setting.key))
    }
}

impl Setting {
    fn plays(&self, settings: &Settings) -> bool {
        self.when.is_none_or(|plays| plays(settings))
    }
}

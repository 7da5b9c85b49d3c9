//! What can be set, and where to start.

use crate::settings::{Kind, Preset, Setting, Settings};

/// Share of positives in the made-up sample, in percent: that of the tumors, rounded.
pub const SHARE: f64 = 37.0;

const MEASUREMENTS: &[(&str, &str)] = &[("one", "One"), ("two", "Two"), ("three", "Three"), ("all", "All ten")];

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "data",
        label: "Data",
        help: "Real data are split in half: a logistic regression learns from one half and is judged on the other. \
               The made-up tests score ill and healthy people.",
        more: false,
        kind: Kind::Data {
            options: &[("breast-cancer", "Breast cancer", Some("breast-cancer")), ("synthetic", "Made-up tests", None)],
            default: "breast-cancer",
            own: true,
        },
    },
    Setting {
        key: "threshold",
        label: "Threshold of A",
        help: "A case is called positive if model A's score is at least this.",
        more: false,
        kind: Kind::Number { min: 0.0, max: 1.0, step: 0.01, default: 0.5, unit: "", log: false },
    },
    Setting {
        key: "prevalence",
        label: "Prevalence in use",
        help: "Share of positives where the model is used. Scores within each class stay as they are. Where it equals \
               the sample's share, counts are the sample's own; elsewhere each class is weighted.",
        more: false,
        kind: Kind::Number { min: 0.1, max: 90.0, step: 0.02, default: SHARE, unit: "%", log: true },
    },
    Setting {
        key: "features",
        label: "Measurements of A",
        help: "How many measurements model A sees: texture, radius, smoothness, then all ten.",
        more: false,
        kind: Kind::Choice { options: MEASUREMENTS, default: "two" },
    },
    Setting {
        key: "rival",
        label: "Model B to compare",
        help: "A second model judges the same cases. Of your own data it sees the first column alone.",
        more: false,
        kind: Kind::Toggle { default: true },
    },
    Setting {
        key: "band",
        label: "Bootstrap band",
        help: "Draws the cases again and again with replacement, each class by itself, and shades where 95 % of the \
               ROC curves pass, for one false-positive rate at a time.",
        more: false,
        kind: Kind::Toggle { default: false },
    },
    Setting {
        key: "hull",
        label: "Convex hull",
        help: "Joins the points of A's ROC curve that are best for some prevalence and costs.",
        more: false,
        kind: Kind::Toggle { default: false },
    },
    Setting {
        key: "rival-features",
        label: "Measurements of B",
        help: "How many measurements model B sees.",
        more: true,
        kind: Kind::Choice { options: MEASUREMENTS, default: "one" },
    },
    Setting {
        key: "grades",
        label: "Scores as",
        help: "Rounds the scores to a few grades, so that many are tied. Two grades are calls without a score.",
        more: true,
        kind: Kind::Choice {
            options: &[("fine", "They are"), ("ten", "Ten grades"), ("five", "Five grades"), ("two", "Yes or no")],
            default: "fine",
        },
    },
    Setting {
        key: "iso-f1",
        label: "Lines of equal F1",
        help: "Recall and precision along a line give the same F1.",
        more: true,
        kind: Kind::Toggle { default: true },
    },
    Setting {
        key: "separation",
        label: "Separation of A",
        help: "How far the mean score of the ill lies above that of the healthy, in standard deviations of the healthy.",
        more: true,
        kind: Kind::Number { min: -4.0, max: 4.0, step: 0.05, default: 2.0, unit: "", log: false },
    },
    Setting {
        key: "spread",
        label: "Spread of A",
        help: "Standard deviation of the ill people's scores; that of the healthy is 1.",
        more: true,
        kind: Kind::Number { min: 0.2, max: 4.0, step: 0.05, default: 1.0, unit: "", log: false },
    },
    Setting {
        key: "rival-separation",
        label: "Separation of B",
        help: "The same for test B. Both tests share one draw of luck, so they differ by separation and spread alone.",
        more: true,
        kind: Kind::Number { min: -4.0, max: 4.0, step: 0.05, default: 1.0, unit: "", log: false },
    },
    Setting {
        key: "rival-spread",
        label: "Spread of B",
        help: "Standard deviation of the ill people's scores in test B.",
        more: true,
        kind: Kind::Number { min: 0.2, max: 4.0, step: 0.05, default: 1.0, unit: "", log: false },
    },
    Setting {
        key: "people",
        label: "People tested",
        help: "How many people the made-up tests score; 37 % of them are ill.",
        more: true,
        kind: Kind::Number { min: 20.0, max: 1000.0, step: 0.05, default: 400.0, unit: "", log: true },
    },
    Setting {
        key: "seed",
        label: "Seed",
        help: "Decides the split into halves or the made-up scores, the pairs, and what the bootstrap draws.",
        more: true,
        kind: Kind::Seed { default: 1 },
    },
];

/// Settings that scores or pairs depend on; the others only look at them.
pub const REFIT: [&str; 10] = [
    "data",
    "features",
    "rival-features",
    "grades",
    "separation",
    "spread",
    "rival-separation",
    "rival-spread",
    "people",
    "seed",
];

/// Settings that play no part with these data.
pub fn unused(settings: &Settings) -> Vec<&'static str> {
    const REAL: [&str; 2] = ["features", "rival-features"];
    const MADE_UP: [&str; 5] = ["separation", "spread", "rival-separation", "rival-spread", "people"];
    match settings.choice("data") {
        "synthetic" => REAL.to_vec(),
        crate::OWN => [&REAL[..], &MADE_UP].concat(),
        _ => MADE_UP.to_vec(),
    }
}

/// Settings that change nothing at present. `has_rival` says whether there can be a second model.
pub fn idle(settings: &Settings, has_rival: bool) -> Vec<&'static str> {
    let mut idle = unused(settings);
    if !has_rival {
        idle.push("rival");
    }
    if !has_rival || !settings.toggle("rival") {
        idle.extend(["rival-features", "rival-separation", "rival-spread"]);
    }
    idle
}

/// Where to start.
pub const PRESETS: &[Preset] = &[
    Preset {
        id: "real-tumors",
        label: "Real tumors: is more better?",
        settings: &[("features", "all"), ("rival-features", "two"), ("band", "on")],
        steps: 0,
    },
    Preset { id: "one-in-a-hundred", label: "One in a hundred", settings: &[("prevalence", "1")], steps: 0 },
    Preset {
        id: "crossing-curves",
        label: "Crossing curves",
        settings: &[
            ("data", "synthetic"),
            ("people", "1000"),
            ("separation", "1.9"),
            ("spread", "2"),
            ("rival-separation", "1"),
            ("rival-spread", "0.6"),
        ],
        steps: 0,
    },
    Preset {
        id: "coin",
        label: "A coin",
        settings: &[("data", "synthetic"), ("separation", "0"), ("rival", "off"), ("band", "on")],
        steps: 200,
    },
    Preset {
        id: "upside-down",
        label: "Upside down",
        settings: &[("data", "synthetic"), ("separation", "-1.5"), ("rival", "off")],
        steps: 0,
    },
    Preset {
        id: "tiny-test-set",
        label: "A tiny test set",
        settings: &[
            ("data", "synthetic"),
            ("people", "30"),
            ("separation", "1.2"),
            ("seed", "4"),
            ("rival", "off"),
            ("band", "on"),
        ],
        steps: 0,
    },
    Preset {
        id: "five-grades",
        label: "Five grades: ties",
        settings: &[("data", "synthetic"), ("grades", "five"), ("rival", "off")],
        steps: 0,
    },
    Preset {
        id: "calls-only",
        label: "Calls instead of scores",
        settings: &[("grades", "two"), ("rival", "off")],
        steps: 0,
    },
];

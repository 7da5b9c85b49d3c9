//! What can be set, and where to start.

use crate::settings::{Kind, Preset, Setting, Settings};

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "data",
        label: "Data",
        help: "Real data are split in half: a logistic regression learns from one half and is judged on the other. \
               The made-up test scores ill and healthy people.",
        more: false,
        kind: Kind::Data {
            options: &[
                ("breast-cancer", "Breast cancer", Some("breast-cancer")),
                ("synthetic", "A made-up test", None),
                ("wine", "Wine, 3 classes", Some("wine")),
                ("digits", "Digits, 10 classes", Some("digits")),
            ],
            default: "breast-cancer",
            own: true,
        },
    },
    Setting {
        key: "features",
        label: "Measurements",
        help: "How many measurements the model sees. Breast cancer: texture, radius, smoothness, then all ten. \
               Wine: alcohol, malic acid, ash, then all thirteen.",
        more: false,
        kind: Kind::Choice {
            options: &[("one", "One"), ("two", "Two"), ("three", "Three"), ("all", "All")],
            default: "two",
        },
    },
    Setting {
        key: "threshold",
        label: "Threshold",
        help: "A case is called positive if its score is at least this.",
        more: false,
        kind: Kind::Number { min: 0.0, max: 1.0, step: 0.01, default: 0.5, unit: "", log: false },
    },
    Setting {
        key: "prevalence",
        label: "Prevalence",
        help: "Share of ill people. The scores of either group stay as they are; only the mix changes.",
        more: false,
        kind: Kind::Number { min: 0.1, max: 50.0, step: 0.05, default: 30.0, unit: "%", log: true },
    },
    Setting {
        key: "cost-fn",
        label: "Cost of a miss",
        help: "What a false negative costs, in any unit.",
        more: false,
        kind: Kind::Number { min: 1.0, max: 1000.0, step: 0.05, default: 5.0, unit: "", log: true },
    },
    Setting {
        key: "cost-fp",
        label: "Cost of a false alarm",
        help: "What a false positive costs, in the same unit.",
        more: false,
        kind: Kind::Number { min: 1.0, max: 1000.0, step: 0.05, default: 1.0, unit: "", log: true },
    },
    Setting {
        key: "mark-cheapest",
        label: "Mark the cheapest threshold",
        help: "A cross at the threshold whose mistakes cost least on these cases.",
        more: false,
        kind: Kind::Toggle { default: true },
    },
    Setting {
        key: "beta",
        label: "β of F-beta",
        help: "How many times as much recall counts as precision.",
        more: true,
        kind: Kind::Number { min: 0.25, max: 4.0, step: 0.05, default: 2.0, unit: "", log: true },
    },
    Setting {
        key: "separation",
        label: "Separation",
        help: "Distance between the mean log-odds of ill and healthy people, in standard deviations.",
        more: true,
        kind: Kind::Number { min: 0.0, max: 4.0, step: 0.1, default: 2.0, unit: "", log: false },
    },
    Setting {
        key: "people",
        label: "People tested",
        help: "How many scores the made-up test gives.",
        more: true,
        kind: Kind::Number { min: 20.0, max: 5000.0, step: 0.05, default: 400.0, unit: "", log: true },
    },
    Setting {
        key: "seed",
        label: "Seed",
        help: "Decides the split into halves, and the made-up scores.",
        more: true,
        kind: Kind::Seed { default: 1 },
    },
];

/// Settings that the scores depend on; the others only look at them.
pub const REFIT: [&str; 6] = ["data", "features", "prevalence", "separation", "people", "seed"];

/// Settings that change nothing with these data.
pub fn idle(settings: &Settings, two_classes: bool) -> Vec<&'static str> {
    let mut idle = match settings.choice("data") {
        "synthetic" => vec!["features"],
        "digits" | crate::OWN => vec!["features", "prevalence", "separation", "people"],
        _ => vec!["prevalence", "separation", "people"],
    };
    if !two_classes {
        idle.extend(["threshold", "cost-fn", "cost-fp", "mark-cheapest", "beta"]);
    }
    idle
}

/// Where to start.
pub const PRESETS: &[Preset] = &[
    Preset {
        id: "always-negative",
        label: "Never sound the alarm",
        settings: &[("data", "synthetic"), ("prevalence", "1"), ("people", "2000"), ("threshold", "1")],
        steps: 0,
    },
    Preset {
        id: "rare-disease",
        label: "A rare disease",
        settings: &[
            ("data", "synthetic"),
            ("prevalence", "1"),
            ("people", "2000"),
            ("separation", "3"),
            ("cost-fn", "50"),
        ],
        steps: 0,
    },
    Preset {
        id: "screening",
        label: "Screening: miss no tumor",
        settings: &[("features", "three"), ("threshold", "0.03"), ("cost-fn", "100")],
        steps: 0,
    },
    Preset { id: "wine", label: "Three kinds of wine", settings: &[("data", "wine")], steps: 0 },
    Preset { id: "digits", label: "Ten digits", settings: &[("data", "digits")], steps: 0 },
];

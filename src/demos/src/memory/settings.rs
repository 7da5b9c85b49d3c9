//! What can be set, and where to start.

use crate::settings::{Kind, Preset, Setting};

const fn days(min: f64, max: f64, default: f64) -> Kind {
    Kind::Number { min, max, step: 1.0, default, unit: "", log: false }
}

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "plan",
        label: "Reviews",
        help: "By target: each review comes when recall is expected to have fallen to the target retention. \
               Evenly: so many days apart, as often as you say.",
        more: false,
        kind: Kind::Choice { options: &[("target", "By target"), ("even", "Evenly")], default: "target" },
    },
    Setting {
        key: "retention",
        label: "Target retention",
        help: "The share of reviews that should succeed. Drag the dashed line.",
        more: false,
        kind: Kind::Number { min: 70.0, max: 97.0, step: 1.0, default: 90.0, unit: "%", log: false },
    },
    Setting {
        key: "gap",
        label: "Days between reviews",
        help: "For reviews that come evenly.",
        more: false,
        kind: days(1.0, 60.0, 7.0),
    },
    Setting {
        key: "reviews",
        label: "Reviews after day 0",
        help: "For reviews that come evenly; those after the exam are left out.",
        more: false,
        kind: days(0.0, 12.0, 3.0),
    },
    Setting {
        key: "exam",
        label: "Exam on day",
        help: "Both ways to study end the day before. Drag the upright line.",
        more: false,
        kind: days(2.0, super::model::LAST_EXAM as f64, 45.0),
    },
    Setting {
        key: "until",
        label: "Look again on day",
        help: "How far the days are shown. Nobody reviews between the exam and this day.",
        more: false,
        kind: days(7.0, 730.0, 120.0),
    },
    Setting {
        key: "first",
        label: "The card at first sight",
        help: "The first rating of the card that is drawn. It sets stability and difficulty at the start.",
        more: false,
        kind: Kind::Choice {
            options: &[("again", "Again"), ("hard", "Hard"), ("good", "Good"), ("easy", "Easy")],
            default: "good",
        },
    },
    Setting {
        key: "success",
        label: "When it is recalled",
        help: "The rating of each success of the card that is drawn. Mixed draws it as often as learners give it.",
        more: true,
        kind: Kind::Choice {
            options: &[("hard", "Hard"), ("good", "Good"), ("easy", "Easy"), ("mixed", "Mixed")],
            default: "good",
        },
    },
    Setting {
        key: "cram",
        label: "Cramming, days before the exam",
        help: "The crammed twin is first seen on this day and as often as the spaced card, all in one sitting.",
        more: true,
        kind: days(1.0, 60.0, 1.0),
    },
    Setting {
        key: "forgets",
        label: "Forgets faster by",
        help: "How many times as fast recall really falls as the model believes. The model sees the ratings only.",
        more: true,
        kind: Kind::Number { min: 0.25, max: 8.0, step: 0.05, default: 1.0, unit: "×", log: true },
    },
    Setting {
        key: "seed",
        label: "Seed",
        help: "Decides which reviews succeed, and the ratings in the deck.",
        more: true,
        kind: Kind::Seed { default: 1 },
    },
];

const fn preset(id: &'static str, label: &'static str, settings: &'static [(&'static str, &'static str)]) -> Preset {
    Preset { id, label, settings, steps: 0 }
}

/// Where to start.
pub const PRESETS: &[Preset] = &[
    preset("eve", "Crammed the night before", &[("exam", "30"), ("until", "365")]),
    preset(
        "one-review",
        "One review a week ahead",
        &[("plan", "even"), ("reviews", "1"), ("exam", "14"), ("until", "60")],
    ),
    preset("sitting", "All in one sitting", &[("cram", "60"), ("exam", "60")]),
    preset("ninety-seven", "97 %: what it costs", &[("retention", "97"), ("exam", "180"), ("until", "240")]),
    preset("seventy", "70 %: few reviews", &[("retention", "70"), ("exam", "180"), ("until", "240")]),
    preset("hard", "A hard card", &[("first", "again"), ("success", "hard"), ("exam", "90")]),
    preset("faster", "A learner who forgets faster", &[("forgets", "4"), ("exam", "180"), ("until", "240")]),
    preset(
        "leech",
        "A leech",
        &[("first", "again"), ("success", "hard"), ("forgets", "3"), ("exam", "180"), ("until", "240")],
    ),
];

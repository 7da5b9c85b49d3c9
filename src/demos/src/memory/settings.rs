//! What can be set, and where to start.

use super::model::LAST_EXAM;
use crate::setting::{choice, number, preset, seed};
use crate::settings::{Preset, Setting, Settings};

const fn days(key: &'static str, label: &'static str, from: f64, to: f64, default: f64) -> Setting {
    number(key, label, from..=to, 1.0, default)
}

const FIRST: &[(&str, &str)] = &[("again", "Again"), ("hard", "Hard"), ("good", "Good"), ("easy", "Easy")];
const SUCCESS: &[(&str, &str)] = &[("hard", "Hard"), ("good", "Good"), ("easy", "Easy"), ("mixed", "Mixed")];

/// The targets that can be set, in percent.
pub const TARGETS: [f64; 2] = [70.0, 97.0];

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    choice("plan", "Reviews", &[("target", "By target"), ("even", "Evenly")], "target").help(
        "By target: each review comes when recall is expected to have fallen to the target retention. \
         Evenly: so many days apart, as often as you say.",
    ),
    number("retention", "Target retention", TARGETS[0]..=TARGETS[1], 1.0, 90.0)
        .help("The share of reviews that should succeed. Drag the dashed line.")
        .unit("%")
        .when(by_target),
    days("gap", "Days between reviews", 1.0, 60.0, 7.0).help("For reviews that come evenly.").when(evenly),
    days("reviews", "Reviews after day 0", 0.0, 12.0, 3.0)
        .help("For reviews that come evenly; those after the exam are left out.")
        .when(evenly),
    days("exam", "Exam on day", 2.0, LAST_EXAM as f64, 45.0)
        .help("Both ways to study end the day before. Drag the upright line."),
    days("until", "Look again on day", 7.0, 730.0, 120.0)
        .help("How far the days are shown. Nobody reviews between the exam and this day.")
        .refits(),
    choice("first", "The card at first sight", FIRST, "good")
        .help("The first rating of the card that is drawn. It sets stability and difficulty at the start."),
    choice("success", "When it is recalled", SUCCESS, "good")
        .more()
        .help("The rating of each success of the card that is drawn. Mixed draws it as often as learners give it."),
    days("cram", "Cramming, days before the exam", 1.0, 60.0, 1.0)
        .more()
        .help("The crammed twin is first seen on this day and as often as the spaced card, all in one sitting."),
    number("forgets", "Forgets faster by", 0.25..=8.0, 0.05, 1.0)
        .help("How many times as fast recall really falls as the model believes. The model sees the ratings only.")
        .log()
        .unit("×")
        .more()
        .refits(),
    seed("Decides which reviews succeed, and the ratings in the deck."),
];

/// Whether reviews come by target.
pub fn by_target(settings: &Settings) -> bool {
    settings.is("plan", "target")
}

fn evenly(settings: &Settings) -> bool {
    settings.is("plan", "even")
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

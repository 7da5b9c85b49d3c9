//! What can be set, and where to start.

use crate::setting::{choice, data, number, preset, seed, toggle};
use crate::settings::{Preset, Setting, Settings};

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    data(
        "data",
        "Data",
        &[
            ("breast-cancer", "Breast cancer", Some("breast-cancer")),
            ("synthetic", "A made-up test", None),
            ("wine", "Wine, 3 classes", Some("wine")),
            ("digits", "Digits, 10 classes", Some("digits")),
        ],
        "breast-cancer",
    )
    .help(
        "Real data are split in half: a logistic regression learns from one half and is judged on the other. \
         The made-up test scores ill and healthy people.",
    ),
    choice("features", "Measurements", &[("one", "One"), ("two", "Two"), ("three", "Three"), ("all", "All")], "two")
        .help(
            "How many measurements the model sees. Breast cancer: texture, radius, smoothness, then all ten. \
             Wine: alcohol, malic acid, ash, then all thirteen.",
        )
        .refits_when(|settings| matches!(settings.choice("data"), "breast-cancer" | "wine")),
    number("threshold", "Threshold", 0.0..=1.0, 0.01, 0.5)
        .help("A case is called positive if its score is at least this.")
        .when(two_classes),
    number("prevalence", "Prevalence", 0.1..=50.0, 0.05, 30.0)
        .help("Share of ill people. The scores of either group stay as they are; only the mix changes.")
        .log()
        .unit("%")
        .refits_when(made_up),
    number("cost-fn", "Cost of a miss", 1.0..=1000.0, 0.05, 5.0)
        .help("What a false negative costs, in any unit.")
        .log()
        .when(two_classes),
    number("cost-fp", "Cost of a false alarm", 1.0..=1000.0, 0.05, 1.0)
        .help("What a false positive costs, in the same unit.")
        .log()
        .when(two_classes),
    toggle("mark-cheapest", "Mark the cheapest threshold", true)
        .help("A cross at the threshold whose mistakes cost least on these cases.")
        .when(two_classes),
    toggle("ratios", "Ratios in large", true)
        .help("Shows precision, recall, specificity and F1 beside the picture; off, the cost.")
        .more()
        .when(two_classes),
    number("beta", "β of F-beta", 0.25..=4.0, 0.05, 2.0)
        .help("How many times as much recall counts as precision.")
        .log()
        .more()
        .when(two_classes),
    number("separation", "Separation", 0.0..=4.0, 0.1, 2.0)
        .help("Distance between the mean log-odds of ill and healthy people, in standard deviations.")
        .more()
        .refits_when(made_up),
    number("people", "People tested", 20.0..=5000.0, 0.05, 400.0)
        .help("How many scores the made-up test gives.")
        .log()
        .more()
        .refits_when(made_up),
    seed("Decides the split into halves, and the made-up scores."),
];

/// Settings that look at two classes, without a part where there are more.
pub const TWO_CLASSES: &[&str] = &["threshold", "cost-fn", "cost-fp", "mark-cheapest", "ratios", "beta"];

/// Of the learner's own data nobody knows before they are there.
fn two_classes(settings: &Settings) -> bool {
    !matches!(settings.choice("data"), "wine" | "digits")
}

fn made_up(settings: &Settings) -> bool {
    settings.is("data", "synthetic")
}

/// Where to start.
pub const PRESETS: &[Preset] = &[
    preset(
        "always-negative",
        "Never sound the alarm",
        &[("data", "synthetic"), ("prevalence", "1"), ("people", "2000"), ("threshold", "1")],
    ),
    preset(
        "rare-disease",
        "A rare disease",
        &[("data", "synthetic"), ("prevalence", "1"), ("people", "2000"), ("separation", "3"), ("cost-fn", "50")],
    ),
    preset(
        "screening",
        "Screening: miss no tumor",
        &[("features", "three"), ("threshold", "0.03"), ("cost-fn", "100")],
    ),
    preset("wine", "Three kinds of wine", &[("data", "wine")]),
    preset("digits", "Ten digits", &[("data", "digits")]),
];

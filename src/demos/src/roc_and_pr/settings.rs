//! What can be set, and where to start.

use crate::setting::{choice, data, number, preset, seed, toggle};
use crate::settings::{Preset, Setting, Settings};

/// Share of positives in the made-up sample, in percent: that of the tumors, rounded.
pub const SHARE: f64 = 37.0;

const MEASUREMENTS: &[(&str, &str)] = &[("one", "One"), ("two", "Two"), ("three", "Three"), ("all", "All ten")];
const GRADES: &[(&str, &str)] =
    &[("fine", "They are"), ("ten", "Ten grades"), ("five", "Five grades"), ("two", "Yes or no")];

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    data(
        "data",
        "Data",
        &[("breast-cancer", "Breast cancer", Some("breast-cancer")), ("synthetic", "Made-up tests", None)],
        "breast-cancer",
    )
    .help(
        "Real data are split in half: a logistic regression learns from one half and is judged on the other. \
         The made-up tests score ill and healthy people.",
    ),
    number("threshold", "Threshold of A", 0.0..=1.0, 0.01, 0.5)
        .help("A case is flagged if model A's score is at least this."),
    number("prevalence", "Prevalence in use", 0.1..=90.0, 0.02, SHARE)
        .help(
            "Share of positives where the model is used. Scores within each class stay as they are. Where it equals \
             the sample's share, counts are the sample's own; elsewhere each class is weighted. Your own data begin \
             at their own share.",
        )
        .log()
        .unit("%")
        .when(all),
    toggle("costs", "Price the mistakes", false)
        .help("Adds up what mistakes cost. A cross marks the threshold where that is least, and a line the points that cost as much as A's. Random pairs step aside."),
    number("miss", "Cost of a miss", 0.1..=1000.0, 0.02, 20.0)
        .help("Counted in false alarms.")
        .log()
        .when(|settings| settings.toggle("costs")),
    number("rival-threshold", "Threshold of B", 0.0..=1.0, 0.01, 0.5)
        .help("A case is flagged if model B's score is at least this.")
        .when(|settings| settings.toggle("costs") && rival(settings)),
    choice("features", "Measurements of A", MEASUREMENTS, "two")
        .help("How many measurements model A sees: texture, radius, smoothness, then all ten.")
        .refits_when(tumors),
    toggle("rival", "Model B to compare", true)
        .help("A second model judges the same cases. Of your own data it sees the first column alone.")
        .when(roc),
    toggle("band", "Bootstrap band", false)
        .help(
            "Draws the cases again and again with replacement, each class by itself, and shades where 95 % of the \
             ROC curves pass, for one false positive rate at a time.",
        )
        .when(roc),
    toggle("hull", "Convex hull", false)
        .help("Joins the points of A's ROC curve that are best for some prevalence and costs.")
        .when(roc),
    choice("rival-features", "Measurements of B", MEASUREMENTS, "one")
        .help("How many measurements model B sees.")
        .more()
        .refits_when(|settings| tumors(settings) && rival(settings)),
    choice("grades", "Scores as", GRADES, "fine")
        .help("Rounds the scores to a few grades, so that many are tied. Two grades are yes or no.")
        .more()
        .refits(),
    toggle("iso-f1", "Lines of equal F1", true)
        .help("Recall and precision along a line give the same F1.")
        .more()
        .when(all),
    choice("panels", "Panels", &[("scores", "Scores"), ("roc", "Scores and ROC"), ("all", "All")], "all")
        .help("Which curves are drawn. What only a hidden one needs is hidden too.")
        .more(),
    number("separation", "Separation of A", -4.0..=4.0, 0.05, 2.0)
        .help(
            "How far the mean score of the ill lies above that of the healthy, in standard deviations of the healthy.",
        )
        .more()
        .refits_when(made_up),
    number("spread", "Spread of A", 0.2..=4.0, 0.05, 1.0)
        .help("Standard deviation of the ill people's scores; that of the healthy is 1.")
        .more()
        .refits_when(made_up),
    number("rival-separation", "Separation of B", -4.0..=4.0, 0.05, 1.0)
        .help("The same for test B. Both tests share one draw of luck, so they differ by separation and spread alone.")
        .more()
        .refits_when(made_up_rival),
    number("rival-spread", "Spread of B", 0.2..=4.0, 0.05, 1.0)
        .help("Standard deviation of the ill people's scores in test B.")
        .more()
        .refits_when(made_up_rival),
    number("people", "People tested", 20.0..=1000.0, 0.05, 400.0)
        .help("How many people the made-up tests score; 37 % of them are ill.")
        .log()
        .more()
        .refits_when(made_up),
    seed("Decides the split into halves or the made-up scores, the pairs, and what the bootstrap draws."),
];

fn tumors(settings: &Settings) -> bool {
    settings.is("data", "breast-cancer")
}

fn made_up(settings: &Settings) -> bool {
    settings.is("data", "synthetic")
}

fn made_up_rival(settings: &Settings) -> bool {
    made_up(settings) && rival(settings)
}

/// Whether a second model is shown, if there is one.
pub fn rival(settings: &Settings) -> bool {
    roc(settings) && settings.toggle("rival")
}

/// Whether the ROC curve is shown.
pub fn roc(settings: &Settings) -> bool {
    !settings.is("panels", "scores")
}

/// Whether the precision–recall curve is shown too, and with it the prevalence.
pub fn all(settings: &Settings) -> bool {
    settings.is("panels", "all")
}

/// Where to start.
pub const PRESETS: &[Preset] = &[
    preset(
        "real-tumors",
        "Real tumors: is more better?",
        &[("features", "all"), ("rival-features", "two"), ("band", "on")],
    ),
    preset("one-in-a-hundred", "One in a hundred", &[("prevalence", "1")]),
    preset(
        "crossing-curves",
        "Crossing curves",
        &[
            ("data", "synthetic"),
            ("people", "1000"),
            ("separation", "1.9"),
            ("spread", "2"),
            ("rival-separation", "1"),
            ("rival-spread", "0.6"),
        ],
    ),
    preset("coin", "A coin", &[("data", "synthetic"), ("separation", "0"), ("rival", "off"), ("band", "on")]).at(200),
    preset("upside-down", "Upside down", &[("data", "synthetic"), ("separation", "-1.5"), ("rival", "off")]),
    preset(
        "tiny-test-set",
        "A tiny test set",
        &[
            ("data", "synthetic"),
            ("people", "30"),
            ("separation", "1.2"),
            ("seed", "4"),
            ("rival", "off"),
            ("band", "on"),
        ],
    ),
    preset("five-grades", "Five grades: ties", &[("data", "synthetic"), ("grades", "five"), ("rival", "off")]),
    preset("calls-only", "Calls instead of scores", &[("grades", "two"), ("rival", "off")]),
];

//! What can be set, and where to start.

use crate::settings::{Kind, Preset, Setting, Settings};
use ml::bias_variance::{Design, ExperimentParams, Family, Truth};
use ml::rng::Seed;

/// Degrees up to here are fitted unless more are asked for: fits of high degree take their time.
pub const NEAR: usize = 12;
/// And degrees up to here if they are.
const FAR: usize = 30;
const DEEPEST: usize = 8;
const MOST_NEIGHBORS: usize = 20;
/// Fits of each complexity, after which a run ends.
pub const MOST_FITS: usize = 200;

const fn number(min: f64, max: f64, step: f64, default: f64) -> Kind {
    Kind::Number { min, max, step, default, unit: "", log: false }
}

const fn setting(key: &'static str, label: &'static str, help: &'static str, more: bool, kind: Kind) -> Setting {
    Setting { key, label, help, more, kind }
}

/// Every setting.
pub static SETTINGS: &[Setting] = &[
    setting(
        "family",
        "Model",
        "A polynomial bends more with its degree, k nearest neighbors with fewer neighbors, a tree with its depth.",
        false,
        Kind::Choice {
            options: &[("polynomial", "Polynomial"), ("neighbors", "Nearest neighbors"), ("tree", "Decision tree")],
            default: "polynomial",
        },
    ),
    setting(
        "degree",
        "Degree",
        "Highest power of the polynomial, which has one coefficient more.",
        false,
        number(0.0, FAR as f64, 1.0, 10.0),
    ),
    setting(
        "neighbors",
        "Neighbors",
        "Points that are averaged for a prediction. The fewer, the more complex is the model.",
        false,
        number(1.0, MOST_NEIGHBORS as f64, 1.0, 3.0),
    ),
    setting(
        "depth",
        "Depth",
        "Most splits from the root of the tree to a leaf.",
        false,
        number(0.0, DEEPEST as f64, 1.0, 3.0),
    ),
    setting(
        "points",
        "Points",
        "Size of every training set.",
        false,
        Kind::Number { min: 10.0, max: 60.0, step: 1.0, default: 30.0, unit: "", log: false },
    ),
    setting(
        "noise",
        "Noise σ",
        "Standard deviation of the noise on every observation. Its square is the error that no model can avoid.",
        false,
        number(0.0, 1.0, 0.05, 0.3),
    ),
    setting(
        "truth",
        "True function",
        "The curve that the models try to find. Only a simulation knows it.",
        false,
        Kind::Choice {
            options: &[("sine", "Sine wave"), ("cubic", "Cubic"), ("step", "Jump"), ("bump", "Bump")],
            default: "sine",
        },
    ),
    setting(
        "range",
        "Degrees fitted",
        "Up to 30 the polynomials have more coefficients than points. A higher degree than 12 widens the range by \
         itself.",
        true,
        Kind::Choice { options: &[("near", "0 to 12"), ("far", "0 to 30")], default: "near" },
    ),
    setting(
        "ridge",
        "Ridge penalty",
        "Penalty on the sum of the squared coefficients of a polynomial. With 0, where many curves pass through all \
         points, the one with the least such sum is taken.",
        true,
        number(0.0, 1.0, 0.01, 0.0),
    ),
    setting(
        "scale",
        "Error axis",
        "On a linear axis the three parts stand on top of each other; on a logarithmic one they are lines.",
        true,
        Kind::Choice {
            options: &[("auto", "As it fits"), ("linear", "Linear"), ("log", "Logarithmic")],
            default: "auto",
        },
    ),
    setting(
        "probe",
        "Look closely at x",
        "Where the bias of the fits (blue bar) and their standard deviation about their average (orange bar) are marked.",
        true,
        number(-1.0, 1.0, 0.02, 0.5),
    ),
    setting(
        "design",
        "Places of the points",
        "Even: one point in each of as many cells of equal width. Denser at the ends: the cells are narrower there, \
         which calms polynomials. Independent: each anywhere, so that some training sets leave gaps.",
        true,
        Kind::Choice {
            options: &[("even", "Even"), ("spread", "Denser at the ends"), ("independent", "Independent")],
            default: "even",
        },
    ),
    setting(
        "start",
        "Fits at the start",
        "Fits before the first step. Each step draws one training set more and fits every complexity to it. While \
         they are few, their average wobbles, and that adds to the bias².",
        true,
        number(1.0, 50.0, 1.0, 20.0),
    ),
    setting("seed", "Seed", "Decides all training sets and test observations.", true, Kind::Seed { default: 1 }),
];

/// What is to be fitted how often. Two settings with the same plan differ only in how its fits are looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Truth, noise, points and kind of model.
    pub params: ExperimentParams,
    /// Least and greatest position of the model's dial.
    pub dials: [usize; 2],
    /// Seed of the training sets.
    pub seed: Seed,
    /// Fits before the first step.
    pub start: usize,
}

impl Plan {
    /// The plan that settings ask for.
    pub fn new(settings: &Settings) -> Plan {
        let points = settings.count("points");
        let (family, dials) = match settings.choice("family") {
            "neighbors" => (Family::Neighbors { k: 1 }, [1, MOST_NEIGHBORS.min(points)]),
            "tree" => (Family::Tree { depth: 0 }, [0, DEEPEST]),
            _ => {
                let far = settings.choice("range") == "far" || settings.count("degree") > NEAR;
                let family = Family::Polynomial { degree: 0, ridge: settings.number("ridge") };
                (family, [0, if far { FAR } else { NEAR }])
            }
        };
        let params = ExperimentParams {
            truth: Truth::from_id(settings.choice("truth")).unwrap_or_default(),
            noise: settings.number("noise"),
            points,
            design: match settings.choice("design") {
                "spread" => Design::Spread,
                "independent" => Design::Independent,
                _ => Design::Even,
            },
            family,
            resamples: MOST_FITS,
        };
        Plan { params, dials, seed: Seed(settings.seed().into()), start: settings.count("start").max(1) }
    }

    /// Number of the dial's positions.
    pub fn positions(&self) -> usize {
        self.dials[1] - self.dials[0] + 1
    }
}

/// Key of the setting that is the model's dial.
pub fn dial_key(settings: &Settings) -> &'static str {
    match settings.choice("family") {
        "neighbors" => "neighbors",
        "tree" => "depth",
        _ => "degree",
    }
}

/// Settings of the other kinds of models.
pub fn idle(settings: &Settings) -> Vec<&'static str> {
    let dial = dial_key(settings);
    let mut idle = vec!["degree", "neighbors", "depth"];
    idle.retain(|key| *key != dial);
    if dial != "degree" {
        idle.extend(["range", "ridge"]);
    } else if settings.count("degree") > NEAR {
        idle.push("range");
    }
    idle
}

const fn preset(id: &'static str, label: &'static str, settings: &'static [(&'static str, &'static str)]) -> Preset {
    Preset { id, label, settings, steps: 0 }
}

/// Where to start.
pub static PRESETS: &[Preset] = &[
    preset("too-stiff", "Too stiff", &[("degree", "1")]),
    preset("about-right", "About right", &[("degree", "3")]),
    preset("too-bendy", "Too bendy", &[("degree", "12")]),
    preset("more-data", "More data tames variance", &[("degree", "12"), ("points", "60")]),
    preset("double-descent", "Double descent", &[("degree", "11"), ("points", "12"), ("range", "far")]),
    preset("second-descent", "Far beyond the peak", &[("degree", "30"), ("points", "12")]),
    preset(
        "penalty",
        "A penalty removes the peak",
        &[("degree", "11"), ("points", "12"), ("range", "far"), ("ridge", "0.1")],
    ),
    preset("one-neighbor", "One neighbor", &[("family", "neighbors"), ("neighbors", "1")]),
    preset(
        "all-neighbors",
        "Everybody is a neighbor",
        &[("family", "neighbors"), ("neighbors", "20"), ("points", "20")],
    ),
    preset("deep-tree", "A deep tree", &[("family", "tree"), ("depth", "8")]),
    preset("jump", "A jump suits a tree", &[("family", "tree"), ("depth", "1"), ("truth", "step")]),
];

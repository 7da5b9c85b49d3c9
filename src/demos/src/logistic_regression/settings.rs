//! What can be set, and where to start.

use crate::settings::{Kind, Preset, Setting, Settings};

/// Most points that a learner can place.
pub const MOST_POINTS: usize = 40;
/// The plane of placed points runs from minus this to this, on both axes. A point on its edge is left out.
pub const EDGE: f64 = 4.5;

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "data",
        label: "Data",
        help: "Dragging or adding a point of a small set makes it yours: “Points you placed”. Real data are \
               standardized: each measurement has mean 0 and standard deviation 1.",
        more: false,
        kind: Kind::Data {
            options: &[
                ("clouds", "Two clouds", None),
                ("separable", "A line separates them", None),
                ("xor", "Crosswise clouds (XOR)", None),
                ("placed", "Points you placed", None),
                ("breast-cancer", "Breast cancer, 569 tumors", Some("breast-cancer")),
                ("iris", "Two species of iris", Some("iris")),
            ],
            default: "clouds",
            own: true,
        },
    },
    Setting {
        key: "separation",
        label: "Distance of the clouds",
        help: "Between their centers, in standard deviations. Small: they overlap.",
        more: false,
        kind: Kind::Number { min: 0.0, max: 5.0, step: 0.1, default: 2.5, unit: "", log: false },
    },
    Setting {
        key: "features",
        label: "Measurements",
        help: "Which two of the ten measurements the model sees.",
        more: false,
        kind: Kind::Choice {
            options: &[
                ("radius-texture", "Radius and texture"),
                ("radius-smoothness", "Radius and smoothness"),
                ("texture-symmetry", "Texture and symmetry"),
                ("radius-perimeter", "Radius and perimeter"),
            ],
            default: "radius-texture",
        },
    },
    Setting {
        key: "rate",
        label: "Learning rate",
        help: "Each step moves the weights by this times the gradient of the loss.",
        more: false,
        kind: Kind::Number { min: 0.01, max: 100.0, step: 0.05, default: 1.0, unit: "", log: true },
    },
    Setting {
        key: "penalty",
        label: "Penalize large weights (L2)",
        help: "Adds λ/2 · (w1² + w2²) to the loss. The bias b is not penalized.",
        more: false,
        kind: Kind::Toggle { default: false },
    },
    Setting {
        key: "l2",
        label: "Penalty λ",
        help: "How strongly large weights are penalized.",
        more: false,
        kind: Kind::Number { min: 0.0001, max: 10.0, step: 0.05, default: 0.1, unit: "", log: true },
    },
    Setting {
        key: "click",
        label: "A click on the plane",
        help: "To leave a point out, drag it to the edge of the plane. Keys: the handle “New point” in the lower \
               right corner makes one when it is moved.",
        more: false,
        kind: Kind::Choice {
            options: &[
                ("positive", "Adds a positive point"),
                ("negative", "Adds a negative point"),
                ("probe", "Moves the probe"),
            ],
            default: "positive",
        },
    },
    Setting {
        key: "loss",
        label: "Loss",
        help: "What is minimized. Squared error is here to show why classifiers do not use it.",
        more: true,
        kind: Kind::Choice {
            options: &[("log", "Log-loss, −ln p"), ("squared", "Squared error, (1 − p)²")],
            default: "log",
        },
    },
    Setting {
        key: "start",
        label: "Weights at the start",
        help: "Zero weights give every point p = 0.5. The other two point the wrong way, a little or by far.",
        more: true,
        kind: Kind::Choice {
            options: &[("zero", "Zero"), ("guess", "A poor guess"), ("wrong", "Confidently wrong")],
            default: "guess",
        },
    },
    Setting {
        key: "show-minimum",
        label: "Show the boundary at the minimum",
        help: "Where Newton's method, another algorithm for the same loss, puts p = 0.5.",
        more: true,
        kind: Kind::Toggle { default: true },
    },
    Setting {
        key: "probe-x",
        label: "Probe, across",
        help: "Where p and the log-odds are read off.",
        more: true,
        kind: Kind::Number { min: -4.5, max: 4.5, step: 0.1, default: 1.5, unit: "", log: false },
    },
    Setting {
        key: "probe-y",
        label: "Probe, up",
        help: "Where p and the log-odds are read off.",
        more: true,
        kind: Kind::Number { min: -4.5, max: 4.5, step: 0.1, default: -1.5, unit: "", log: false },
    },
    Setting {
        key: "points",
        label: "Placed points",
        help: "Carried by the link.",
        more: true,
        kind: Kind::Points { limit: MOST_POINTS },
    },
    Setting {
        key: "seed",
        label: "Seed",
        help: "Decides where the points of the clouds fall.",
        more: true,
        kind: Kind::Seed { default: 1 },
    },
];

/// Whether the points can be moved: the small sets, not the real ones.
pub fn editable(settings: &Settings) -> bool {
    matches!(settings.choice("data"), "clouds" | "separable" | "xor" | "placed")
}

/// Settings that change nothing at present.
pub fn idle(settings: &Settings) -> Vec<&'static str> {
    let data = settings.choice("data");
    let mut idle = Vec::new();
    let mut unless = |plays: bool, key| {
        if !plays {
            idle.push(key);
        }
    };
    unless(data == "clouds", "separation");
    unless(data == "breast-cancer", "features");
    unless(settings.toggle("penalty"), "l2");
    unless(editable(settings), "click");
    unless(settings.choice("loss") == "log", "show-minimum");
    unless(data == "placed", "points");
    unless(matches!(data, "clouds" | "separable" | "xor"), "seed");
    idle
}

/// Two clouds of eleven points each and a place for one more.
macro_rules! with_point {
    ($point:literal) => {
        concat!(
            "-2.1,-0.4,0;-1.4,-1.5,0;-0.6,-0.3,0;-1.8,0.7,0;-2.7,-1.4,0;-0.9,-2.3,0;-1.2,0.2,0;0.9,-0.2,0;",
            "-2.4,-2.2,0;-1.6,-0.8,0;-0.3,0.6,0;0.3,1.4,1;1.1,0.4,1;1.9,1.2,1;-0.7,-0.7,1;2.5,0.3,1;1.3,2.3,1;",
            "2.1,2.1,1;-0.4,1.9,1;1.5,-0.6,1;0.8,1.0,1;2.8,1.5,1;",
            $point
        )
    };
}

/// Where to start.
pub const PRESETS: &[Preset] = &[
    Preset { id: "fitted", label: "Overlapping clouds, fitted", settings: &[("start", "zero")], steps: 400 },
    Preset {
        id: "tumors",
        label: "Tumors by radius and texture",
        settings: &[("data", "breast-cancer"), ("start", "zero")],
        steps: 200,
    },
    Preset {
        id: "separable",
        label: "Separable: the weights never settle",
        settings: &[("data", "separable"), ("start", "zero"), ("rate", "5")],
        steps: 500,
    },
    Preset {
        id: "separable-penalized",
        label: "Separable, but a penalty holds them",
        settings: &[("data", "separable"), ("start", "zero"), ("penalty", "on"), ("l2", "0.01"), ("rate", "5")],
        steps: 500,
    },
    Preset { id: "xor", label: "XOR: no line will do", settings: &[("data", "xor")], steps: 200 },
    Preset {
        id: "mislabeled",
        label: "One positive far on the wrong side",
        settings: &[("data", "placed"), ("points", with_point!("-4.2,-3.8,1")), ("start", "zero")],
        steps: 400,
    },
    Preset {
        id: "far-right",
        label: "One positive as far on the right side",
        settings: &[("data", "placed"), ("points", with_point!("4.2,3.8,1")), ("start", "zero")],
        steps: 400,
    },
    Preset { id: "too-large", label: "Too large a step", settings: &[("rate", "40"), ("start", "zero")], steps: 24 },
    Preset {
        id: "heavy-penalty",
        label: "A heavy penalty: same line, timid p",
        settings: &[("penalty", "on"), ("l2", "1"), ("start", "zero")],
        steps: 200,
    },
    Preset {
        id: "wrong-log",
        label: "Confidently wrong: log-loss recovers",
        settings: &[("start", "wrong"), ("rate", "0.5")],
        steps: 20,
    },
    Preset {
        id: "wrong-squared",
        label: "Confidently wrong: squared error is stuck",
        settings: &[("start", "wrong"), ("rate", "0.5"), ("loss", "squared")],
        steps: 20,
    },
    Preset {
        id: "collinear",
        label: "Two measurements that say nearly the same",
        settings: &[("data", "breast-cancer"), ("features", "radius-perimeter"), ("start", "zero")],
        steps: 500,
    },
    Preset { id: "iris", label: "Two species of iris", settings: &[("data", "iris"), ("start", "zero")], steps: 300 },
];

/// Settings that decide what points there are.
pub const DATA: [&str; 5] = ["data", "separation", "features", "points", "seed"];
/// Settings that only look at the fit.
pub const VIEW: [&str; 4] = ["click", "show-minimum", "probe-x", "probe-y"];

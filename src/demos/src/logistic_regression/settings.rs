//! What can be set, and where to start.

use crate::setting::{choice, data, number, points, preset, seed, toggle};
use crate::settings::{Preset, Setting, Settings};

/// Most points that a learner can place.
pub const MOST_POINTS: usize = 40;
/// The plane of placed points runs from minus this to this, on both axes. A point on its edge is left out.
pub const EDGE: f64 = 4.5;

const FEATURES: &[(&str, &str)] = &[
    ("radius-texture", "Radius and texture"),
    ("radius-smoothness", "Radius and smoothness"),
    ("texture-symmetry", "Texture and symmetry"),
    ("radius-perimeter", "Radius and perimeter"),
];
const CLICKS: &[(&str, &str)] =
    &[("positive", "Adds a positive point"), ("negative", "Adds a negative point"), ("probe", "Moves the probe")];
const PARTS: &[(&str, &str)] = &[("all", "All rows"), ("half", "Half of them"), ("forty", "40 of them")];
const BESIDE: &[(&str, &str)] =
    &[("costs", "What each point costs"), ("calibration", "Said and found"), ("nothing", "The loss by step alone")];
const STARTS: &[(&str, &str)] = &[("zero", "Zero"), ("guess", "A poor guess"), ("wrong", "Confidently wrong")];

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    data(
        "data",
        "Data",
        &[
            ("clouds", "Two clouds", None),
            ("separable", "A line separates them", None),
            ("xor", "Crosswise clouds (XOR)", None),
            ("placed", "Points you placed", None),
            ("breast-cancer", "Breast cancer, 569 tumors", Some("breast-cancer")),
            ("iris", "Two species of iris", Some("iris")),
        ],
        "clouds",
    )
    .help(
        "Dragging or adding a point of a small set makes it yours: “Points you placed”. Real data are \
         standardized: each measurement has mean 0 and standard deviation 1.",
    ),
    number("separation", "Distance of the clouds", 0.0..=5.0, 0.1, 2.5)
        .help("Between their centers, in standard deviations. Small: they overlap.")
        .refits_when(|settings| settings.is("data", "clouds")),
    choice("features", "Measurements", FEATURES, "radius-texture")
        .help("Which two of the ten measurements the model sees.")
        .refits_when(|settings| settings.is("data", "breast-cancer")),
    choice("fit-on", "Fit on", PARTS, "all")
        .help("The other rows are held out: the model never learns from them, and is judged on them. They are hollow.")
        .refits_when(real),
    number("rate", "Learning rate", 0.01..=100.0, 0.05, 1.0)
        .help("Each step moves the weights by this times the gradient of the loss.")
        .log()
        .refits(),
    toggle("penalty", "Penalize large weights (L2)", false)
        .help("Adds λ/2 · (w1² + w2²) to the loss. The bias b is not penalized.")
        .refits(),
    number("l2", "Penalty λ", 0.0001..=10.0, 0.05, 0.1)
        .help("How strongly large weights are penalized.")
        .log()
        .refits_when(|settings| settings.toggle("penalty")),
    number("length", "Length of w", 0.1..=10.0, 0.02, 1.0)
        .help("Multiplies w and b, as trained, by this number. Nothing is fitted anew.")
        .log()
        .unit("×"),
    choice("beside", "Beside the plane", BESIDE, "costs").help(
        "Said and found: points in groups by the p that the model gives them, and the share of each group that is \
         positive; of the rows held out, if there are some.",
    ),
    choice("click", "A click on the plane", CLICKS, "positive").when(editable).help(
        "To leave a point out, drag it to the edge of the plane. Keys: the handle “New point” in the lower \
         right corner makes one when it is moved.",
    ),
    choice("loss", "Loss", &[("log", "Log-loss, −ln p"), ("squared", "Squared error, (1 − p)²")], "log")
        .help("What is minimized. Squared error is here to show why classifiers do not use it.")
        .more()
        .refits(),
    choice("start", "Weights at the start", STARTS, "guess")
        .help("Zero weights give every point p = 0.5. The other two point the wrong way, a little or by far.")
        .more()
        .refits(),
    toggle("show-minimum", "Show the boundary at the minimum", true)
        .help("Where Newton's method, another algorithm for the same loss, puts p = 0.5.")
        .more()
        .when(|settings| settings.is("loss", "log")),
    toggle("pull", "Probe row by row", true)
        .help(
            "The probe stands on a row of the fit; click another, or use arrow keys. Its error, p − y, times each \
             measurement is read off: the mean of that over all rows is the gradient.",
        )
        .when(pulls),
    number("probe-x", "Probe, across", -4.5..=4.5, 0.1, 1.5).more().help("Where p and the log-odds are read off."),
    number("probe-y", "Probe, up", -4.5..=4.5, 0.1, -1.5).more().help("Where p and the log-odds are read off."),
    points("points", "Placed points", MOST_POINTS)
        .help("Carried by the link.")
        .when(|settings| settings.is("data", "placed")),
    seed("Decides where the points of the clouds fall, and which rows are held out.").when(|settings| {
        match settings.choice("data") {
            "clouds" | "separable" | "xor" => true,
            _ => real(settings) && !settings.is("fit-on", "all"),
        }
    }),
];

/// Settings that decide what points there are.
pub const DATA: [&str; 6] = ["data", "separation", "features", "fit-on", "points", "seed"];

/// Whether the points can be moved: the small sets, not the real ones.
pub fn editable(settings: &Settings) -> bool {
    matches!(settings.choice("data"), "clouds" | "separable" | "xor" | "placed")
}

/// Whether the probe may stand on a row to read its share in the gradient of the log-loss.
fn pulls(settings: &Settings) -> bool {
    real(settings) && settings.is("loss", "log")
}

/// Whether it does.
pub fn by_row(settings: &Settings) -> bool {
    pulls(settings) && settings.toggle("pull")
}

fn real(settings: &Settings) -> bool {
    !editable(settings)
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

/// The weights begin at zero.
const ZERO: (&str, &str) = ("start", "zero");
const HARMED: &[(&str, &str)] = &[("data", "placed"), ("points", with_point!("-4.2,-3.8,1")), ZERO];
const UNHARMED: &[(&str, &str)] = &[("data", "placed"), ("points", with_point!("4.2,3.8,1")), ZERO];
const HELD: &[(&str, &str)] = &[("data", "separable"), ZERO, ("penalty", "on"), ("l2", "0.01"), ("rate", "5")];
const COLLINEAR: &[(&str, &str)] = &[("data", "breast-cancer"), ("features", "radius-perimeter"), ZERO];
/// What the model says of the tumors, and what is found.
macro_rules! tumors {
    ($($more:expr),*) => { &[("data", "breast-cancer"), ZERO, ("beside", "calibration"), $($more),*] };
}
const WRONG: [(&str, &str); 2] = [("start", "wrong"), ("rate", "0.5")];

/// Where to start.
pub const PRESETS: &[Preset] = &[
    preset("fitted", "Overlapping clouds, fitted", &[ZERO]).at(400),
    preset("tumors", "Tumors by radius and texture", &[("data", "breast-cancer"), ZERO]).at(200),
    preset("calibration", "Tumors: what is said, what is found", tumors!()).at(546),
    preset("doubled", "Tumors: w and b doubled", tumors!(("length", "2"))).at(546),
    preset("forty", "Forty tumors, and those held out", tumors!(("fit-on", "forty"))).at(1000),
    preset("separable", "Separable: the weights never settle", &[("data", "separable"), ZERO, ("rate", "5")]).at(500),
    preset("separable-penalized", "Separable, but a penalty holds them", HELD).at(500),
    preset("xor", "XOR: no line will do", &[("data", "xor")]).at(200),
    preset("mislabeled", "One positive far on the wrong side", HARMED).at(400),
    preset("far-right", "One positive as far on the right side", UNHARMED).at(400),
    preset("too-large", "Too large a step", &[("rate", "40"), ZERO]).at(24),
    preset("heavy-penalty", "A heavy penalty: timid probabilities", &[("penalty", "on"), ("l2", "1"), ZERO]).at(200),
    preset("wrong-log", "Confidently wrong: log-loss recovers", &WRONG).at(20),
    preset("wrong-squared", "Confidently wrong: squared error lags", &[WRONG[0], WRONG[1], ("loss", "squared")]).at(20),
    preset("collinear", "Two measurements that say nearly the same", COLLINEAR).at(500),
    preset("iris", "Two species of iris", &[("data", "iris"), ZERO]).at(300),
];

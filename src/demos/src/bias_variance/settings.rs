//! What can be set, and where to start.

use crate::setting::{choice, number, preset, seed};
use crate::settings::{Preset, Setting, Settings};

/// Degrees up to here are fitted unless more are asked for: fits of high degree take their time.
pub const NEAR: usize = 12;
/// And degrees up to here if they are.
pub const FAR: usize = 30;
/// Splits from root to leaf of the deepest tree.
pub const DEEPEST: usize = 8;
/// The most neighbors.
pub const MOST_NEIGHBORS: usize = 20;
/// Fits of each complexity, after which a run ends.
pub const MOST_FITS: usize = 200;

const FAMILIES: &[(&str, &str)] =
    &[("polynomial", "Polynomial"), ("neighbors", "Nearest neighbors"), ("tree", "Decision tree")];
const TRUTHS: &[(&str, &str)] = &[("sine", "Sine wave"), ("cubic", "Cubic"), ("step", "Jump"), ("bump", "Bump")];
const SCALES: &[(&str, &str)] = &[("auto", "As it fits"), ("linear", "Linear"), ("log", "Logarithmic")];
const BASES: &[(&str, &str)] = &[("legendre", "Legendre polynomials"), ("powers", "Powers of x")];
const DESIGNS: &[(&str, &str)] = &[("even", "Even"), ("spread", "Denser at the ends"), ("independent", "Independent")];

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    choice("family", "Model", FAMILIES, "polynomial").refits().help(
        "A polynomial bends more with its degree, k nearest neighbors with fewer neighbors, a tree with its depth.",
    ),
    number("degree", "Degree", 0.0..=FAR as f64, 1.0, 10.0)
        .help("Highest power of the polynomial, which has one coefficient more.")
        .when(polynomial),
    number("neighbors", "Neighbors", 1.0..=MOST_NEIGHBORS as f64, 1.0, 3.0)
        .help("Points that are averaged for a prediction. The fewer, the more complex is the model.")
        .when(|settings| settings.is("family", "neighbors")),
    number("depth", "Depth", 0.0..=DEEPEST as f64, 1.0, 3.0)
        .help("Most splits from the root of the tree to a leaf.")
        .when(|settings| settings.is("family", "tree")),
    number("points", "Points", 10.0..=60.0, 1.0, 30.0).refits().help("Size of every training set."),
    number("noise", "Noise σ", 0.0..=1.0, 0.05, 0.3).refits().help(
        "Standard deviation of the noise on every observation. Its square is the error that no model can avoid.",
    ),
    choice("truth", "True function", TRUTHS, "sine")
        .help("The curve that the models try to find. Only a simulation knows it.")
        .refits(),
    choice("range", "Degrees fitted", &[("near", "0 to 12"), ("far", "0 to 30")], "near")
        .help(
            "Up to 30 the polynomials have more coefficients than points. A higher degree than 12 widens the range by \
             itself.",
        )
        .more()
        .when(|settings| polynomial(settings) && settings.count("degree") <= NEAR),
    choice("basis", "Smallest in", BASES, "legendre")
        .help(
            "Where many curves pass through all points, the one with the smallest coefficients is taken. This says which \
             coefficients: those of Legendre polynomials or those of 1, x, x², … A penalty is on the same ones.",
        )
        .refits_when(choosing),
    number("ridge", "Ridge penalty", 0.0..=1.0, 0.01, 0.0)
        .help(
            "Penalty on the sum of the squared coefficients of a polynomial. With 0, where many curves pass through all \
             points, the one with the least such sum is taken.",
        )
        .more()
        .refits_when(polynomial),
    choice("scale", "Error axis", SCALES, "auto").more().help(
        "On a linear axis the three parts stand on top of each other; on a logarithmic one they are lines.",
    ),
    number("probe", "Look closely at x", -1.0..=1.0, 0.02, 0.5).more().help(
        "Where the bias of the fits (blue bar) and their standard deviation about their average (orange bar) are marked.",
    ),
    choice("design", "Places of the points", DESIGNS, "even").more().refits().help(
        "Even: one point in each of as many cells of equal width. Denser at the ends: the cells are narrower there, \
         which calms polynomials. Independent: each anywhere, so that some training sets leave gaps.",
    ),
    number("start", "Fits at the start", 1.0..=50.0, 1.0, 20.0).more().refits().help(
        "Fits before the first step. Each step draws one training set more and fits every complexity to it. While \
         they are few, their average wobbles, and that adds to the bias².",
    ),
    seed("Decides all training sets and test observations."),
];

fn polynomial(settings: &Settings) -> bool {
    settings.is("family", "polynomial")
}

/// Whether the length of coefficients decides which curve is fitted, at some degree that is shown.
pub fn choosing(settings: &Settings) -> bool {
    let beyond = || dials(settings)[1] >= settings.count("points");
    polynomial(settings) && (settings.number("ridge") > 0.0 || beyond())
}

/// Key of the setting that is the model's dial.
pub fn dial_key(settings: &Settings) -> &'static str {
    match settings.choice("family") {
        "neighbors" => "neighbors",
        "tree" => "depth",
        _ => "degree",
    }
}

/// Least and greatest position of the model's dial that is fitted.
pub fn dials(settings: &Settings) -> [usize; 2] {
    match settings.choice("family") {
        "neighbors" => [1, MOST_NEIGHBORS.min(settings.count("points"))],
        "tree" => [0, DEEPEST],
        _ if settings.is("range", "far") || settings.count("degree") > NEAR => [0, FAR],
        _ => [0, NEAR],
    }
}

/// Where to start.
pub const PRESETS: &[Preset] = &[
    preset("too-stiff", "Too stiff", &[("degree", "1")]),
    preset("about-right", "About right", &[("degree", "3")]),
    preset("too-bendy", "Too bendy", &[("degree", "12")]),
    preset("more-data", "Twice the points", &[("degree", "12"), ("points", "60")]),
    preset("double-descent", "Double descent", &[("degree", "11"), ("points", "12"), ("range", "far")]),
    preset("second-descent", "Far beyond the peak", &[("degree", "30"), ("points", "12")]),
    preset("powers", "Far beyond, smallest in powers", &[("degree", "30"), ("points", "12"), ("basis", "powers")]),
    preset("penalty", "A small penalty", &[("degree", "11"), ("points", "12"), ("range", "far"), ("ridge", "0.1")]),
    preset("one-neighbor", "One neighbor", &[("family", "neighbors"), ("neighbors", "1")]),
    preset(
        "all-neighbors",
        "Everybody is a neighbor",
        &[("family", "neighbors"), ("neighbors", "20"), ("points", "20")],
    ),
    preset("deep-tree", "A deep tree", &[("family", "tree"), ("depth", "8")]),
    preset("jump", "A jump suits a tree", &[("family", "tree"), ("depth", "1"), ("truth", "step")]),
];

//! What can be set, and where to start.

use super::methods::METHODS;
use crate::setting::{choice, data, number, points, preset, seed, toggle};
use crate::settings::{Preset, Setting, Settings};

const fn rate(key: &'static str, label: &'static str, default: f64) -> Setting {
    number(key, label, 1e-4..=10.0, 0.0125, default).log().refits()
}

const fn method(i: usize, default: bool) -> Setting {
    toggle(METHODS[i].key, METHODS[i].name, default).refits()
}

const BATCHES: &[(&str, &str)] = &[("full", "All"), ("mini", "A mini-batch"), ("stochastic", "One")];

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    data(
        "surface",
        "Loss surface",
        &[
            ("well-conditioned-quadratic", "Round bowl", None),
            ("ill-conditioned-quadratic", "Narrow valley", None),
            ("rosenbrock", "Rosenbrock’s banana", None),
            ("himmelblau", "Himmelblau’s four pits", None),
            ("six-hump-camel", "Six-hump camel", None),
            ("saddle", "Saddle", None),
            ("plateau", "Plateau", None),
            ("least-squares", "Least squares, 40 rows", None),
            ("log-loss", "Log-loss, 60 rows", None),
            ("breast-cancer", "Log-loss, breast cancer", Some("breast-cancer")),
        ],
        "ill-conditioned-quadratic",
    )
    .help(
        "Test functions with one difficulty each; a plateau and two losses of a few rows; and the log-loss of a \
         logistic regression on mean radius and mean texture of 569 tumors. From your own file the first two \
         columns are taken.",
    ),
    rate("rate", "Learning rate", 0.03)
        .help("What gradient descent and momentum multiply the gradient by.")
        .when(|settings| settings.toggle("gd") || settings.toggle("momentum")),
    method(0, true).help("A step against the gradient, nothing else."),
    method(1, true).help("Each step keeps a share β of the one before."),
    method(2, true)
        .help("Divides each weight’s gradient by its recent size; nine tenths of that memory survive a step."),
    method(3, true).help("Momentum and a rate for each weight; β₁ is 0.9, β₂ 0.999."),
    choice("view", "View", &[("map", "Map"), ("landscape", "Landscape")], "map")
        .help("A map with contour lines, or the same surface as a landscape."),
    toggle("arrow", "Arrow to turn", false)
        .help("An arrow at the start, and the directional derivative along it: what the loss changes by per unit of length.")
        .when(|settings| settings.is("view", "map")),
    number("direction", "Direction of the arrow", 0.0..=359.0, 1.0, 0.0)
        .help("0° points right, 90° up. Or drag its tip.")
        .unit("°")
        .when(arrow),
    number("beta", "Momentum β", 0.0..=0.99, 0.01, 0.9)
        .help("Share of the velocity that survives a step.")
        .more()
        .refits_when(momentum),
    toggle("nesterov", "Nesterov momentum", false)
        .help("Momentum that looks one step ahead.")
        .more()
        .refits_when(momentum),
    rate("adaptive-rate", "Rate of RMSProp and Adam", 0.2)
        .help("They divide by the gradient’s size, so theirs is about the length of a step, in units of the weights.")
        .more()
        .when(|settings| settings.toggle("rms-prop") || settings.toggle("adam")),
    choice("batch", "Rows a step", BATCHES, "full")
        .help("How many data rows make one gradient. Only where the surface comes from data.")
        .more()
        .refits_when(has_rows),
    number("batch-size", "Rows in a mini-batch", 2.0..=64.0, 1.0, 10.0)
        .help("All methods get the same batches.")
        .unit("rows")
        .more()
        .refits_when(|settings| has_rows(settings) && settings.is("batch", "mini")),
    toggle("ahead", "Pencil in the way ahead", true).more().help("Where each method will go in its next steps."),
    number("turn", "Turn the landscape", 0.0..=355.0, 5.0, 40.0)
        .help("About its upright axis.")
        .unit("°")
        .more()
        .when(|settings| settings.is("view", "landscape")),
    points("start", "Start", 1).help(
        "Where all methods begin: drag it on the picture. Without one, or outside the picture, the surface’s own.",
    ),
    seed("Decides in which order rows are drawn.").when(draws_rows),
];

/// Whether there is an arrow to turn.
pub fn arrow(settings: &Settings) -> bool {
    settings.toggle("arrow") && settings.is("view", "map")
}

fn momentum(settings: &Settings) -> bool {
    settings.toggle("momentum")
}

/// Whether the surface comes from rows of data.
pub fn has_rows(settings: &Settings) -> bool {
    matches!(settings.choice("surface"), "plateau" | "least-squares" | "log-loss" | "breast-cancer" | crate::OWN)
}

/// Whether a step looks at some of the rows only.
pub fn draws_rows(settings: &Settings) -> bool {
    has_rows(settings) && !settings.is("batch", "full")
}

/// Plain descent alone.
const ALONE: [(&str, &str); 3] = [("momentum", "off"), ("rms-prop", "off"), ("adam", "off")];

/// Where to start.
pub const PRESETS: &[Preset] = &[
    preset("four-ways", "Four ways down a valley", &[]).at(40),
    preset("crawl", "Too small a step", &[("rate", "0.004"), ALONE[0], ALONE[1], ALONE[2]]).at(60),
    preset("just-under", "Just under the bound", &[("rate", "0.079"), ALONE[0], ALONE[1], ALONE[2]]).at(30),
    preset("on-the-edge", "On the bound", &[("rate", "0.08"), ALONE[0], ALONE[1], ALONE[2]]).at(30),
    preset("just-over", "Just over it", &[("rate", "0.081"), ALONE[0], ALONE[1], ALONE[2]]).at(30),
    preset("too-large", "Too large a step", &[("rate", "0.1"), ALONE[0], ALONE[1], ALONE[2]]).at(4),
    preset("best-plain", "The best rate in the long run", &[("rate", "0.0769"), ALONE[0], ALONE[1], ALONE[2]]).at(30),
    preset("heavy-ball", "A rate that only momentum can bear", &[("rate", "0.12"), ALONE[1], ALONE[2]]).at(60),
    preset("banana", "A bent valley", &[("surface", "rosenbrock"), ("rate", "0.001"), ("adaptive-rate", "0.02")])
        .at(150),
    preset("plateau", "Stuck on a plateau", &[("surface", "plateau"), ("rate", "1"), ("adaptive-rate", "0.1")]).at(60),
    preset("saddle", "Lingering at a saddle", &[("surface", "saddle"), ("rate", "0.3"), ("adaptive-rate", "0.05")])
        .at(25),
    preset("four-pits", "Four minima", &[("surface", "himmelblau"), ("rate", "0.01")]).at(40),
    preset(
        "one-row",
        "One row at a time",
        &[("surface", "breast-cancer"), ("rate", "0.5"), ("batch", "stochastic"), ALONE[0], ALONE[1], ALONE[2]],
    )
    .at(200),
    preset(
        "ten-rows",
        "Ten rows at a time",
        &[("surface", "breast-cancer"), ("rate", "0.5"), ("batch", "mini"), ALONE[0], ALONE[1], ALONE[2]],
    )
    .at(200),
    preset(
        "all-rows",
        "All rows at once",
        &[("surface", "breast-cancer"), ("rate", "0.5"), ALONE[0], ALONE[1], ALONE[2]],
    )
    .at(200),
];

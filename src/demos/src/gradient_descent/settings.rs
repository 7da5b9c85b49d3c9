//! What can be set, and where to start.

use crate::settings::{Kind, Preset, Setting, Settings};

const fn toggle(key: &'static str, label: &'static str, help: &'static str, more: bool, default: bool) -> Setting {
    Setting { key, label, help, more, kind: Kind::Toggle { default } }
}

const fn rate(key: &'static str, label: &'static str, help: &'static str, more: bool, default: f64) -> Setting {
    let kind = Kind::Number { min: 1e-4, max: 10.0, step: 0.005, default, unit: "", log: true };
    Setting { key, label, help, more, kind }
}

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "surface",
        label: "Loss surface",
        help: "Test functions with one difficulty each; a plateau and two losses of a few rows; and the log-loss of a \
               logistic regression on mean radius and mean texture of 569 tumors. From your own file the first two \
               columns are taken.",
        more: false,
        kind: Kind::Data {
            options: &[
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
            default: "ill-conditioned-quadratic",
            own: true,
        },
    },
    rate("rate", "Learning rate", "What gradient descent and momentum multiply the gradient by.", false, 0.03),
    toggle("gd", "Gradient descent", "A step against the gradient, nothing else.", false, true),
    toggle("momentum", "Momentum", "Each step keeps a share β of the one before.", false, true),
    toggle(
        "rms-prop",
        "RMSProp",
        "Divides each weight’s gradient by its recent size; nine tenths of that memory survive a step.",
        false,
        true,
    ),
    toggle("adam", "Adam", "Momentum and a rate for each weight; β₁ is 0.9, β₂ 0.999.", false, true),
    Setting {
        key: "view",
        label: "View",
        help: "A map with contour lines, or the same surface as a landscape.",
        more: false,
        kind: Kind::Choice { options: &[("map", "Map"), ("landscape", "Landscape")], default: "map" },
    },
    Setting {
        key: "beta",
        label: "Momentum β",
        help: "Share of the velocity that survives a step.",
        more: true,
        kind: Kind::Number { min: 0.0, max: 0.99, step: 0.01, default: 0.9, unit: "", log: false },
    },
    toggle("nesterov", "Nesterov momentum", "Momentum that looks one step ahead.", true, false),
    rate(
        "adaptive-rate",
        "Rate of RMSProp and Adam",
        "They divide by the gradient’s size, so theirs is about the length of a step, in units of the weights.",
        true,
        0.2,
    ),
    Setting {
        key: "batch",
        label: "Rows a step",
        help: "How many data rows make one gradient. Only where the surface comes from data.",
        more: true,
        kind: Kind::Choice {
            options: &[("full", "All"), ("mini", "A mini-batch"), ("stochastic", "One")],
            default: "full",
        },
    },
    Setting {
        key: "batch-size",
        label: "Rows in a mini-batch",
        help: "All methods get the same batches.",
        more: true,
        kind: Kind::Number { min: 2.0, max: 64.0, step: 1.0, default: 10.0, unit: "rows", log: false },
    },
    toggle("ahead", "Pencil in the way ahead", "Where each method will go in its next steps.", true, true),
    Setting {
        key: "turn",
        label: "Turn the landscape",
        help: "About its upright axis.",
        more: true,
        kind: Kind::Number { min: 0.0, max: 355.0, step: 5.0, default: 40.0, unit: "°", log: false },
    },
    Setting {
        key: "start",
        label: "Start",
        help: "Where all methods begin: drag it on the picture. Without one, or outside the picture, the surface’s own.",
        more: true,
        kind: Kind::Points { limit: 1 },
    },
    Setting {
        key: "seed",
        label: "Seed",
        help: "Decides in which order rows are drawn.",
        more: true,
        kind: Kind::Seed { default: 1 },
    },
];

/// Settings that the runs depend on; the others only look at them.
pub const RERUN: [&str; 12] = [
    "rate",
    "gd",
    "momentum",
    "rms-prop",
    "adam",
    "beta",
    "nesterov",
    "adaptive-rate",
    "batch",
    "batch-size",
    "start",
    "seed",
];

/// Settings that change nothing with the others as they are.
pub fn idle(settings: &Settings, rows: usize) -> Vec<&'static str> {
    let on = |key: &str| settings.toggle(key);
    let batch = settings.choice("batch");
    let mut idle = Vec::new();
    let mut stands_back = |key: &'static str, idles: bool| {
        if idles {
            idle.push(key);
        }
    };
    stands_back("rate", !on("gd") && !on("momentum"));
    stands_back("beta", !on("momentum"));
    stands_back("nesterov", !on("momentum"));
    stands_back("adaptive-rate", !on("rms-prop") && !on("adam"));
    stands_back("batch", rows == 0);
    stands_back("batch-size", rows == 0 || batch != "mini");
    stands_back("seed", rows == 0 || batch == "full");
    stands_back("turn", settings.choice("view") == "map");
    idle
}

/// Plain descent alone.
const ALONE: [(&str, &str); 3] = [("momentum", "off"), ("rms-prop", "off"), ("adam", "off")];

const fn preset(
    id: &'static str,
    label: &'static str,
    steps: u32,
    settings: &'static [(&'static str, &'static str)],
) -> Preset {
    Preset { id, label, settings, steps }
}

/// Where to start.
pub const PRESETS: &[Preset] = &[
    preset("four-ways", "Four ways down a valley", 40, &[]),
    preset("crawl", "Too small a step", 60, &[("rate", "0.004"), ALONE[0], ALONE[1], ALONE[2]]),
    preset("just-under", "Just under the bound", 30, &[("rate", "0.079"), ALONE[0], ALONE[1], ALONE[2]]),
    preset("on-the-edge", "On the bound", 30, &[("rate", "0.08"), ALONE[0], ALONE[1], ALONE[2]]),
    preset("just-over", "Just over it", 30, &[("rate", "0.081"), ALONE[0], ALONE[1], ALONE[2]]),
    preset("too-large", "Too large a step", 4, &[("rate", "0.1"), ALONE[0], ALONE[1], ALONE[2]]),
    preset("best-plain", "The best that plain descent can do", 30, &[("rate", "0.0769"), ALONE[0], ALONE[1], ALONE[2]]),
    preset("heavy-ball", "A rate that only momentum can bear", 60, &[("rate", "0.12"), ALONE[1], ALONE[2]]),
    preset("banana", "A bent valley", 150, &[("surface", "rosenbrock"), ("rate", "0.001"), ("adaptive-rate", "0.02")]),
    preset("plateau", "Stuck on a plateau", 60, &[("surface", "plateau"), ("rate", "1"), ("adaptive-rate", "0.1")]),
    preset("saddle", "Lingering at a saddle", 25, &[("surface", "saddle"), ("rate", "0.3"), ("adaptive-rate", "0.05")]),
    preset("four-pits", "Four minima", 40, &[("surface", "himmelblau"), ("rate", "0.01")]),
    preset(
        "one-row",
        "One row at a time",
        200,
        &[("surface", "breast-cancer"), ("rate", "0.5"), ("batch", "stochastic"), ALONE[0], ALONE[1], ALONE[2]],
    ),
    preset(
        "ten-rows",
        "Ten rows at a time",
        200,
        &[("surface", "breast-cancer"), ("rate", "0.5"), ("batch", "mini"), ALONE[0], ALONE[1], ALONE[2]],
    ),
    preset(
        "all-rows",
        "All rows at once",
        200,
        &[("surface", "breast-cancer"), ("rate", "0.5"), ALONE[0], ALONE[1], ALONE[2]],
    ),
];

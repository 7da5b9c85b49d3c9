//! Pictures of every kind that the course draws, for tests and for looking at.

use plot::surface3d::{Surface, View};
use plot::*;

/// Numbers from 0 to 1 that look random and are always the same (SplitMix64).
fn noise(n: usize, seed: u32) -> f64 {
    let mut z = (n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (u64::from(seed) << 32);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// About normal: the sum of some of them.
fn bell(n: usize, seed: u32) -> f64 {
    (0..6).map(|i| noise(n, seed + 100 * i) - 0.5).sum::<f64>() * 1.4
}

fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-z))
}

fn curve(from: f64, to: f64, n: usize, f: impl Fn(f64) -> f64) -> Vec<[f64; 2]> {
    (0..=n).map(|i| from + (to - from) * i as f64 / n as f64).map(|x| [x, f(x)]).collect()
}

fn picture(size: Size, panels: Vec<Panel>) -> Picture {
    Picture { size, panels }
}

fn panel(rect: Rect, title: &str, x: Axis, y: Axis, layers: Vec<Layer>) -> Panel {
    Panel { rect, title: title.into(), x, y, square: false, layers }
}

fn text(at: [f64; 2], shift: [f64; 2], words: &str, ink: Ink, anchor: Anchor) -> Layer {
    Layer::Text { at, shift, text: words.into(), size: 13.0, ink, anchor, bold: false, halo: true }
}

/// A classifier in the plane: probability as a raster, its boundary, training and test data of two classes.
pub fn boundary(size: Size) -> Picture {
    let over = [-3.0, 3.0, -2.5, 2.5];
    let score = |x: f64, y: f64| 1.6 * x - 1.1 * y + 0.9 * x * y * 0.5 + 0.2;
    let (columns, rows) = (60, 50);
    let probability: Vec<f64> = (0..columns * rows)
        .map(|i| {
            let x = -3.0 + 6.0 * ((i % columns) as f64 + 0.5) / columns as f64;
            let y = 2.5 - 5.0 * ((i / columns) as f64 + 0.5) / rows as f64;
            sigmoid(score(x, y))
        })
        .collect();
    let place = |n: usize, class: usize| {
        let side = if class == 1 { 0.9 } else { -0.9 };
        [side + 0.9 * bell(n, 3 + class as u32), -0.6 * side + 0.8 * bell(n, 17 + class as u32)]
    };
    let mut layers = vec![
        Layer::Raster {
            over,
            columns,
            rows,
            values: probability.iter().map(|&p| (0.5 + 0.35 * (p - 0.5)) as f32).collect(),
            map: ColorMap::Diverging,
            opacity: 1.0,
            smooth: true,
        },
        Layer::Lines {
            lines: contour::lines(&probability, columns, rows, over, &[0.5]),
            stroke: Stroke::solid(Ink::Accent, 2.0),
        },
    ];
    for class in 0..2 {
        for filled in [true, false] {
            let offset = if filled { 0 } else { 100 };
            let count = if filled { 60 } else { 14 };
            layers.push(Layer::Marks {
                points: (0..count).map(|n| place(n + offset, class)).collect(),
                shape: Shape::of_class(class),
                radius: 4.0,
                ink: Ink::Class(class as u8),
                filled,
                opacity: 1.0,
            });
        }
    }
    layers.push(Layer::Key {
        entries: vec![
            Entry { text: "benign".into(), sign: Sign::Mark(Shape::Circle, Ink::Class(0), true) },
            Entry { text: "malignant".into(), sign: Sign::Mark(Shape::Diamond, Ink::Class(1), true) },
            Entry { text: "held out".into(), sign: Sign::Mark(Shape::Circle, Ink::Muted, false) },
            Entry { text: "boundary at 0.5".into(), sign: Sign::Line(Stroke::solid(Ink::Accent, 2.0)) },
        ],
    });
    let x = Axis::linear("mean radius (standardized)", over[0], over[1]);
    let y = Axis::linear("mean texture (standardized)", over[2], over[3]);
    picture(size, vec![panel(size.rect(), "", x, y, layers)])
}

/// Losses over epochs on a log axis, named at their ends.
pub fn losses(size: Size) -> Picture {
    let runs: [(&str, Ink, f64, f64); 4] = [
        ("0.24, diverges", Ink::Class(1), -0.031, 0.9),
        ("0.2", Ink::Accent, 0.09, 0.004),
        ("0.05", Ink::Class(0), 0.05, 0.005),
        ("0.01", Ink::Muted, 0.012, 0.002),
    ];
    let lines: Vec<(Vec<[f64; 2]>, Stroke)> = runs
        .iter()
        .map(|&(_, ink, rate, floor)| {
            let f = |t: f64| libm::exp(-rate * t) + floor * (1.0 + 0.4 * bell(t as usize, 5));
            (curve(0.0, 100.0, 100, f), Stroke::solid(ink, if ink == Ink::Accent { 2.0 } else { 1.5 }))
        })
        .collect();
    let labels = runs
        .iter()
        .zip(&lines)
        .map(|(run, (points, stroke))| Label { at: points[100], text: run.0.into(), stroke: *stroke })
        .collect();
    let mut layers: Vec<Layer> = lines.into_iter().map(|(points, stroke)| Layer::Line { points, stroke }).collect();
    layers.push(Layer::Labels { labels });
    let y = Axis::log("loss (log scale)", 1e-3, 30.0).with_grid();
    picture(size, vec![panel(size.rect(), "Four learning rates", Axis::linear("epoch", 0.0, 100.0), y, layers)])
}

/// A ROC curve with its diagonal and the chosen threshold, beside the scores that it comes from.
pub fn roc(size: Size) -> Picture {
    let rects = grid::panels(size, &[1.0, 1.25]);
    let rate = |t: f64, mean: f64| 1.0 - sigmoid(1.7 * (t - mean) / 0.9);
    let steps = 40;
    let points: Vec<[f64; 2]> = (0..=steps)
        .map(|i| 6.0 - 12.0 * f64::from(i) / f64::from(steps))
        .flat_map(|t| [[rate(t + 0.3, -0.8), rate(t, 0.9)], [rate(t, -0.8), rate(t, 0.9)]])
        .collect();
    let chosen = [rate(0.3, -0.8), rate(0.3, 0.9)];
    let roc = Panel {
        square: true,
        ..panel(
            rects[0],
            "ROC curve",
            Axis::linear("false positive rate", 0.0, 1.0),
            Axis::linear("true positive rate", 0.0, 1.0),
            vec![
                Layer::Line { points: vec![[0.0, 0.0], [1.0, 1.0]], stroke: Stroke::solid(Ink::Muted, 1.0).dotted() },
                Layer::Area {
                    points: [&points[..], &[[1.0, 0.0], [0.0, 0.0]]].concat(),
                    ink: Ink::Accent,
                    opacity: 0.08,
                },
                Layer::Line { points, stroke: Stroke::solid(Ink::Accent, 2.0) },
                text([0.5, 0.5], [6.0, 10.0], "chance", Ink::Muted, Anchor::Start),
                Layer::Marks {
                    points: vec![chosen],
                    shape: Shape::Circle,
                    radius: 5.0,
                    ink: Ink::Accent,
                    filled: true,
                    opacity: 1.0,
                },
                text(chosen, [10.0, 12.0], "threshold 0.30", Ink::Accent, Anchor::Start),
            ],
        )
    };
    let bars = |mean: f64, n: f64| -> Vec<[f64; 4]> {
        (0..24)
            .map(|i| -4.0 + f64::from(i) / 3.0)
            .map(|x| [x, x + 1.0 / 3.0, 0.0, (n * libm::exp(-0.5 * (x + 0.17 - mean) * (x + 0.17 - mean))).round()])
            .collect()
    };
    let scores = panel(
        rects[1],
        "Scores of the two classes",
        Axis::linear("score (log odds)", -4.0, 4.0),
        Axis::linear("people", 0.0, 40.0),
        vec![
            Layer::Bars { bars: bars(-0.8, 38.0), ink: Ink::Class(0), opacity: 0.45, outline: true },
            Layer::Bars { bars: bars(0.9, 22.0), ink: Ink::Class(1), opacity: 0.45, outline: true },
            Layer::Rule {
                upright: true,
                at: 0.3,
                stroke: Stroke::solid(Ink::Ink, 1.5).dashed(),
                label: "threshold".into(),
            },
            text([-1.6, 33.0], [-6.0, 0.0], "healthy", Ink::Class(0), Anchor::End),
            text([1.9, 17.0], [6.0, 0.0], "ill", Ink::Class(1), Anchor::Start),
        ],
    );
    picture(size, vec![roc, scores])
}

/// A confusion matrix with counts in its cells.
pub fn confusion(size: Size) -> Picture {
    let counts = [[86.0, 9.0], [4.0, 44.0]];
    let words = ["predicted healthy", "predicted ill"];
    let mut layers = Vec::new();
    for (row, line) in counts.iter().enumerate() {
        for (column, &count) in line.iter().enumerate() {
            let (x, y) = (column as f64, 1.0 - row as f64);
            let right = row == column;
            layers.push(Layer::Bars {
                bars: vec![[x + 0.02, x + 0.98, y + 0.02, y + 0.98]],
                ink: Ink::Mapped(
                    ColorMap::Diverging,
                    if right { 0.5 - 0.0035 * count } else { 0.5 + 0.02 * count } as f32,
                ),
                opacity: 1.0,
                outline: false,
            });
            layers.push(Layer::Text {
                at: [x + 0.5, y + 0.5],
                shift: [0.0, 0.0],
                text: ticks::number(count, 0),
                size: 22.0,
                ink: Ink::Ink,
                anchor: Anchor::Middle,
                bold: true,
                halo: false,
            });
        }
    }
    let named =
        |names: [&str; 2]| Ticks::At(names.iter().enumerate().map(|(i, n)| (i as f64 + 0.5, n.to_string())).collect());
    let x = Axis::linear("", 0.0, 2.0).with_ticks(named(words));
    let y = Axis::linear("", 0.0, 2.0).with_ticks(named(["really ill", "really healthy"]));
    picture(size, vec![Panel { square: true, ..panel(size.rect(), "143 people, threshold 0.30", x, y, layers) }])
}

/// Himmelblau's function has four minima.
fn bumpy(x: f64, y: f64) -> f64 {
    let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
    a * a + b * b
}

fn descent(rate: f64, steps: usize) -> Vec<[f64; 2]> {
    let mut p = [-0.4, -0.9];
    let mut path = vec![p];
    for _ in 0..steps {
        let [x, y] = p;
        let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
        p = [x - rate * (4.0 * x * a + 2.0 * b), y - rate * (2.0 * a + 4.0 * y * b)];
        path.push(p);
    }
    path
}

/// A loss surface as contour lines and as a landscape, with the way down on both.
pub fn surface(size: Size) -> Picture {
    let rects = grid::panels(size, &[1.0, 1.0]);
    let over = [-5.0, 5.0, -5.0, 5.0];
    let n = 70;
    let values: Vec<f64> = (0..n * n)
        .map(|i| bumpy(-5.0 + 10.0 * ((i % n) as f64 + 0.5) / n as f64, 5.0 - 10.0 * ((i / n) as f64 + 0.5) / n as f64))
        .collect();
    let levels = contour::spread_from(&values, 11, 0.006);
    let path = descent(0.008, 24);
    let minima = vec![[3.0, 2.0], [-2.805_118, 3.131_312], [-3.779_31, -3.283_186], [3.584_428, -1.848_126]];
    let mut layers: Vec<Layer> = contour::bands(&values, n, n, over, &levels)
        .into_iter()
        .enumerate()
        .map(|(i, rings)| Layer::Regions {
            rings,
            ink: Ink::Mapped(ColorMap::Relief, (i + 1) as f32 / levels.len() as f32),
            opacity: 1.0,
        })
        .collect();
    layers.extend([
        Layer::Lines {
            lines: contour::lines(&values, n, n, over, &levels),
            stroke: Stroke::solid(Ink::Muted, 0.75).faint(0.7),
        },
        Layer::Marks { points: minima, shape: Shape::Cross, radius: 4.0, ink: Ink::Ink, filled: true, opacity: 1.0 },
        Layer::Line { points: path.clone(), stroke: Stroke::solid(Ink::Accent, 2.0) },
        Layer::Marks {
            points: path.clone(),
            shape: Shape::Circle,
            radius: 3.0,
            ink: Ink::Accent,
            filled: true,
            opacity: 1.0,
        },
        Layer::Arrow { from: [-0.4, -0.9], to: [0.9, -2.4], stroke: Stroke::solid(Ink::Ink, 1.5) },
        text([0.9, -2.4], [4.0, 8.0], "−gradient", Ink::Ink, Anchor::Start),
        text(path[24], [9.0, 0.0], "step 24", Ink::Accent, Anchor::Start),
    ]);
    let map = Panel {
        square: true,
        ..panel(
            rects[0],
            "From above",
            Axis::linear("weight 1", -5.0, 5.0),
            Axis::linear("weight 2", -5.0, 5.0),
            layers,
        )
    };
    let land = Surface::sample(over, 29, 29, 300.0, bumpy);
    let view = View { yaw: 2.2, pitch: 0.75, relief: 0.45 };
    let [seen, hidden] = land.lift(view, &path);
    let end = land.project(view, path[24]);
    let space = land.panel(
        rects[1],
        "As a landscape",
        view,
        [
            vec![land.mesh(view, ColorMap::Relief, Some(Stroke::solid(Ink::Muted, 0.5).faint(0.6)))],
            land.sides(view, Stroke::solid(Ink::Muted, 0.75)),
            vec![
                Layer::Lines { lines: hidden, stroke: Stroke::solid(Ink::Accent, 1.5).dotted() },
                Layer::Lines { lines: seen, stroke: Stroke::solid(Ink::Accent, 2.0) },
                Layer::Marks {
                    points: vec![end],
                    shape: Shape::Circle,
                    radius: 4.0,
                    ink: Ink::Accent,
                    filled: land.in_sight(view, path[24]),
                    opacity: 1.0,
                },
            ],
        ]
        .concat(),
    );
    picture(size, vec![map, space])
}

/// Six classes, filled and hollow, over a Voronoi-like raster; a curve with resampled fits; bars by category.
pub fn sampler(size: Size) -> Picture {
    let rects = grid::tiles(size, 4, 220.0);
    let mut marks: Vec<Layer> = Vec::new();
    for class in 0..6_u8 {
        let shape = Shape::of_class(usize::from(class));
        for filled in [true, false] {
            let dy = if filled { 0.0 } else { 2.0 };
            marks.push(Layer::Marks {
                points: (0..7)
                    .map(|i| {
                        [
                            f64::from(class) + 0.3 * bell(i, u32::from(class)),
                            1.0 + dy + 0.35 * bell(i, 40 + u32::from(class)),
                        ]
                    })
                    .collect(),
                shape,
                radius: 5.0,
                ink: Ink::Class(class),
                filled,
                opacity: 1.0,
            });
        }
    }
    let classes = panel(
        rects[0],
        "Six classes",
        Axis::hidden(-0.7, 5.7),
        Axis::linear("", 0.0, 4.0).with_ticks(Ticks::At(vec![(1.0, "training".into()), (3.0, "test".into())])),
        marks,
    );

    let truth = |x: f64| libm::sin(1.3 * x) + 0.25 * x;
    let mut fits: Vec<Vec<[f64; 2]>> = Vec::new();
    for k in 0..20 {
        let (a, b) = (0.25 * bell(k, 2), 0.12 * bell(k, 9));
        fits.push(curve(0.0, 6.0, 60, |x| truth(x) + a + b * (x - 3.0) * (x - 3.0) * 0.5));
    }
    let points: Vec<[f64; 2]> =
        (0..25).map(|i| 6.0 * noise(i, 8)).map(|x| [x, truth(x) + 0.3 * bell((x * 100.0) as usize, 1)]).collect();
    let fit = panel(
        rects[1],
        "Twenty resamples",
        Axis::linear("x", 0.0, 6.0),
        Axis::linear("y", -1.0, 3.0).with_grid(),
        vec![
            Layer::Lines { lines: fits, stroke: Stroke::solid(Ink::Accent, 1.0).faint(0.35) },
            Layer::Line { points: curve(0.0, 6.0, 60, truth), stroke: Stroke::solid(Ink::Ink, 1.5) },
            Layer::Marks { points, shape: Shape::Circle, radius: 3.0, ink: Ink::Muted, filled: true, opacity: 1.0 },
            Layer::Line {
                points: curve(0.0, 6.0, 60, |x| 0.4 * x - 0.2),
                stroke: Stroke::solid(Ink::Class(1), 1.5).dashed(),
            },
            Layer::Labels {
                labels: vec![
                    Label { at: [6.0, truth(6.0)], text: "truth".into(), stroke: Stroke::solid(Ink::Ink, 1.5) },
                    Label { at: [6.0, 2.2], text: "yours".into(), stroke: Stroke::solid(Ink::Class(1), 1.5).dashed() },
                    Label { at: [6.0, 2.3], text: "fits".into(), stroke: Stroke::solid(Ink::Accent, 1.0) },
                ],
            },
        ],
    );

    let names = ["worst perimeter", "mean concave points", "area error", "texture"];
    let weights = [[1.9, 0.0], [1.2, 0.0], [0.0, -0.7], [0.0, -0.2]];
    let bar = |positive: bool| -> Vec<[f64; 4]> {
        let bars = weights.iter().enumerate().map(|(i, w)| (3.0 - i as f64, w));
        bars.filter(|(_, w)| (w[0] > 0.0) == positive).map(|(y, w)| [w[1], w[0], y + 0.2, y + 0.8]).collect()
    };
    let coefficients = panel(
        rects[2],
        "Coefficients",
        Axis::linear("change in log odds per standard deviation", -1.0, 2.0).with_grid(),
        Axis::linear("", 0.0, 4.0)
            .with_ticks(Ticks::At(names.iter().enumerate().map(|(i, n)| (3.5 - i as f64, n.to_string())).collect())),
        vec![
            Layer::Bars { bars: bar(true), ink: Ink::Class(1), opacity: 0.85, outline: false },
            Layer::Bars { bars: bar(false), ink: Ink::Class(0), opacity: 0.85, outline: false },
            Layer::Rule { upright: true, at: 0.0, stroke: Stroke::solid(Ink::Ink, 1.0), label: String::new() },
        ],
    );

    let (columns, rows) = (24, 12);
    let values: Vec<f32> = (0..columns * rows)
        .map(|i| {
            if i == 100 {
                f32::NAN
            } else {
                (0.5 + 0.5 * libm::sin(0.05 * ((i % columns) * (i / columns)) as f64)) as f32
            }
        })
        .collect();
    let heat = panel(
        rects[3],
        "A heat map of attention",
        Axis::linear("key", 0.0, 24.0),
        Axis::linear("query", 0.0, 12.0),
        vec![Layer::Raster {
            over: [0.0, 24.0, 0.0, 12.0],
            columns,
            rows,
            values,
            map: ColorMap::Viridis,
            opacity: 1.0,
            smooth: false,
        }],
    );
    picture(size, vec![classes, fit, coefficients, heat])
}

/// A picture by its name, and its heights on a wide and on a narrow screen as shares of the width.
pub type Named = (&'static str, fn(Size) -> Picture, [f64; 2]);

/// All pictures.
pub const GALLERY: &[Named] = &[
    ("boundary", boundary, [0.62, 1.05]),
    ("losses", losses, [0.5, 0.8]),
    ("roc", roc, [0.48, 2.0]),
    ("confusion", confusion, [0.5, 0.85]),
    ("surface", surface, [0.5, 2.05]),
    ("sampler", sampler, [0.85, 2.9]),
];

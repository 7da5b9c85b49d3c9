//! One subject a picture: points, lines, curves, counts.

use super::*;

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

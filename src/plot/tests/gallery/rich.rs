//! Landscapes, and several plots in one picture.

use super::*;
use plot::surface3d::{Surface, View};

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

//! The plane: every point with a halo for its loss, the probability behind, and the boundary.

use super::fit::Minimum;
use super::{Judged, LogisticRegression, NEW_AT, words};
use crate::controls::short;
use ml::numeric::{ln, norm, sigmoid, sqrt};
use plot::names::Names;
use plot::{Axis, ColorMap, Ink, Layer, Panel, Rect, Shape, Sign, Stroke};

/// Cells of the probability across and down; they are blended.
const CELLS: usize = 32;
/// Opacity of the probability.
const SHADE: f32 = 0.42;
/// Opacity of halos.
const HALO: f32 = 0.24;
/// The arrow of the weights is this share of their length,
const ARROW: f64 = 0.5;
/// up to this share of the plane's half width.
const LONGEST: f64 = 0.8;

const BOUNDARY: Stroke = Stroke::solid(Ink::Accent, 2.25);
const SURE: Stroke = Stroke::solid(Ink::Accent, 1.0).faint(0.75);
const BEST: Stroke = Stroke::solid(Ink::Ink, 1.5).dotted();

/// The panel.
pub fn panel(demo: &LogisticRegression, rect: Rect, keyed: bool) -> Panel {
    let edge = demo.board().edge;
    let [x, y] = demo.board().axes.each_ref().map(|name| Axis::linear(name, -edge, edge));
    let mut panel = Panel::new(rect, x, y, if keyed { vec![key(demo)] } else { Vec::new() }).squared();
    let theta = demo.state.theta;
    let weights = [theta[0], theta[1]];
    // Shorter than its own head it would show nothing.
    let arrow = arrow(theta, edge).filter(|_| norm(&weights) > 0.08 * edge);
    let probe = demo.probe();
    let mut names = Names::new(&panel);
    names.add(probe, 12.0, &words::probability(demo.log_odds(probe)), Ink::Ink, false);
    if let Some([_, to]) = arrow {
        // Beyond the tip, not on the shaft.
        let times = demo.times();
        let name = if times == 1.0 { "w".into() } else { format!("w × {}", short(times)) };
        names.add(to, 7.0, &name, Ink::Accent, weights[0] < 0.0);
    }
    // Narrow planes have less room for the marks.
    let wide = panel.area().width;
    let layers = &mut panel.layers;
    layers.push(probability(theta, edge));
    layers.extend(marks(demo, wide));
    layers.extend(lines(demo, theta, edge));
    layers.extend(arrow.map(|[from, to]| Layer::Arrow { from, to, stroke: Stroke::solid(Ink::Accent, 2.25) }));
    match demo.row.map(|row| demo.judged[row].class) {
        Some(class) => {
            layers.push(Layer::mark(probe, Shape::Circle, 8.0, Ink::Ink).hollow());
            layers.push(Layer::mark(probe, Shape::of_class(class.into()), 4.0, Ink::Class(class)));
        }
        None => layers.push(Layer::mark(probe, Shape::Cross, 6.0, Ink::Ink)),
    }
    if let Some(class) = demo.adds() {
        layers.push(Layer::mark(NEW_AT, Shape::of_class(class.into()), 5.0, Ink::Class(class)).hollow());
        names.add(NEW_AT, 9.0, "new", Ink::Muted, false);
    }
    layers.append(&mut names.layers);
    panel
}

fn key(demo: &LogisticRegression) -> Layer {
    let class = |c: u8| (demo.board().class(c), Sign::Mark(Shape::of_class(c.into()), Ink::Class(c), true));
    let held = !demo.held.is_empty();
    let mut entries = vec![
        class(0),
        class(1),
        ("p = 0.5", Sign::Line(BOUNDARY)),
        ("0.1, 0.9", Sign::Line(SURE)),
        ("halo: loss", Sign::Patch(Ink::Muted, 0.35)),
        match demo.row {
            Some(_) => ("probed", Sign::Mark(Shape::Circle, Ink::Ink, false)),
            None => ("probe", Sign::Mark(Shape::Cross, Ink::Ink, true)),
        },
    ];
    if held {
        entries.insert(2, ("held out", Sign::Mark(Shape::Circle, Ink::Muted, false)));
    }
    if best(demo).is_some() {
        entries.insert(entries.len() - 3, ("at minimum", Sign::Line(BEST)));
    }
    Layer::key(entries)
}

/// The weights at the minimum, if they are to be shown.
fn best(demo: &LogisticRegression) -> Option<[f64; 3]> {
    match demo.fit.minimum {
        Minimum::At(theta, ..) if demo.settings.toggle("show-minimum") => Some(theta),
        _ => None,
    }
}

fn probability([w1, w2, b]: [f64; 3], edge: f64) -> Layer {
    let center = |i: usize| (2.0 * (i as f64 + 0.5) / CELLS as f64 - 1.0) * edge;
    let cell = |i: usize| {
        // Row by row from the top.
        let (x, y) = (center(i % CELLS), -center(i / CELLS));
        sigmoid(w1 * x + w2 * y + b) as f32
    };
    Layer::Raster {
        over: [-edge, edge, -edge, edge],
        columns: CELLS,
        rows: CELLS,
        values: (0..CELLS * CELLS).map(cell).collect(),
        map: ColorMap::Diverging,
        opacity: SHADE,
        smooth: true,
    }
}

/// Halos whose area is proportional to the loss, and on them the points. Of many points both are smaller.
fn marks(demo: &LogisticRegression, wide: f64) -> Vec<Layer> {
    let judged = &demo.judged;
    let many = judged.len() > 60;
    let scale = (wide / 420.0).clamp(0.7, 1.0) * if many { 0.6 } else { 1.0 };
    // Without the edge of paper that larger marks have, which makes a fog of hundreds.
    let radius = if many { 2.45 } else { 5.0 * scale.max(0.85) };
    let mut layers = Vec::new();
    for class in [0, 1] {
        let points = demo.held.iter().filter(|j| j.class == class).map(|j| j.at).collect();
        layers.push(Layer::marks(points, Shape::of_class(class.into()), 2.45, Ink::Class(class)).hollow().faint(0.55));
    }
    // Marks of one size share a layer; halos are rounded to whole pixels.
    let mut halos: Vec<(u8, f64, Vec<[f64; 2]>)> = Vec::new();
    for j in judged {
        let halo = (14.0 * scale * sqrt(j.cost)).min(60.0).round();
        if halo <= radius {
            continue;
        }
        match halos.iter_mut().find(|(class, size, _)| (*class, *size) == (j.class, halo)) {
            Some(same) => same.2.push(j.at),
            None => halos.push((j.class, halo, vec![j.at])),
        }
    }
    for (class, halo, points) in halos {
        layers.push(Layer::marks(points, Shape::Circle, halo, Ink::Class(class)).faint(HALO));
    }
    for class in [0, 1] {
        let of_class = |p: &&Judged| p.class == class;
        let points = judged.iter().filter(of_class).map(|j| j.at).collect();
        let symbols = |points| Layer::marks(points, Shape::of_class(class.into()), radius, Ink::Class(class));
        layers.push(symbols(points));
        let out = demo.board().out().filter(|p| p.2 == class).map(|p| [p.0, p.1]).collect();
        layers.push(symbols(out).hollow().faint(0.55));
    }
    layers
}

/// Where p is 0.5, 0.1 and 0.9, and where it is 0.5 at the minimum.
fn lines(demo: &LogisticRegression, theta: [f64; 3], edge: f64) -> Vec<Layer> {
    let ninth = ln(9.0);
    let lines = [
        (level(theta, -ninth, edge), SURE),
        (level(theta, ninth, edge), SURE),
        (level(theta, 0.0, edge), BOUNDARY),
        (best(demo).and_then(|best| level(best, 0.0, edge)), BEST),
    ];
    lines.into_iter().filter_map(|(line, stroke)| Some(Layer::line(line?, stroke))).collect()
}

/// The line on which the log-odds have a value, from one end of the plane to the other; `None` where it misses the
/// plane or there is none.
fn level([w1, w2, b]: [f64; 3], z: f64, edge: f64) -> Option<Vec<[f64; 2]>> {
    let square = w1 * w1 + w2 * w2;
    if square < 1e-12 {
        return None;
    }
    let foot = [w1, w2].map(|w| w * (z - b) / square);
    let long = 3.0 * edge;
    if norm(&foot) > long {
        return None;
    }
    let along = [-w2, w1].map(|w| w * long / sqrt(square));
    Some(vec![[foot[0] - along[0], foot[1] - along[1]], [foot[0] + along[0], foot[1] + along[1]]])
}

/// The weights as an arrow from the boundary into the positive side; `None` where the boundary misses the plane.
fn arrow([w1, w2, b]: [f64; 3], edge: f64) -> Option<[[f64; 2]; 2]> {
    let square = w1 * w1 + w2 * w2;
    let foot = [w1, w2].map(|w| -w * b / square);
    let inside = foot.iter().all(|v| v.abs() <= 0.95 * edge);
    let share = (LONGEST * edge / sqrt(square)).min(ARROW);
    (inside && square > 0.0).then(|| [foot, [foot[0] + share * w1, foot[1] + share * w2]])
}

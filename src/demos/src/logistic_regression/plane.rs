//! The plane: every point with a halo for its loss, the probability behind, and the boundary.

use super::fit::Minimum;
use super::{Judged, LogisticRegression, NEW_AT, words};
use crate::settings::Value;
use ml::numeric::{ln, norm, sigmoid, sqrt};
use plot::text::width;
use plot::{Anchor, Axis, ColorMap, Entry, Ink, Layer, Panel, Picture, Rect, Shape, Sign, Size, Stroke, lay_out};

/// Cells of the probability across and down; they are blended.
const CELLS: usize = 32;
/// Opacity of the probability.
const SHADE: f32 = 0.42;
/// Opacity of halos.
const HALO: f32 = 0.24;
const LABEL: f64 = 13.0;
/// The arrow of the weights is as long as they are, up to this share of the plane's half width.
const LONGEST: f64 = 0.62;

const BOUNDARY: Stroke = Stroke::solid(Ink::Accent, 2.25);
const SURE: Stroke = Stroke::solid(Ink::Accent, 1.0).faint(0.75);
const BEST: Stroke = Stroke::solid(Ink::Ink, 1.5).dotted();

/// The panel.
pub fn panel(demo: &LogisticRegression, judged: &[Judged], rect: Rect) -> Panel {
    let edge = demo.board.edge;
    let [across, up] = &demo.board.axes;
    let mut panel = Panel {
        rect,
        title: String::new(),
        x: Axis::linear(across, -edge, edge),
        y: Axis::linear(up, -edge, edge),
        square: true,
        layers: vec![Layer::Key { entries: key(demo) }],
    };
    // Narrow planes have less room for the marks.
    let room = area(&panel);
    let theta = demo.state().theta;
    panel.layers.push(probability(theta, edge));
    panel.layers.extend(marks(demo, judged, room.width));
    panel.layers.extend(lines(demo, theta, edge));
    let weights = [theta[0], theta[1]];
    // Shorter than its own head it would show nothing.
    let arrow = arrow(theta, edge).filter(|_| norm(&weights) > 0.04 * edge);
    if let Some([from, to]) = arrow {
        panel.layers.push(Layer::Arrow { from, to, stroke: Stroke::solid(Ink::Accent, 2.25) });
    }
    let probe = demo.board.probe(&demo.settings);
    panel.layers.push(symbol(vec![probe], Shape::Cross, 6.0, Ink::Ink, true, 1.0));
    if let Some(class) = demo.adds() {
        panel.layers.push(symbol(vec![NEW_AT], Shape::of_class(class.into()), 5.0, Ink::Class(class), false, 1.0));
    }
    let mut names = Names { room, edge, taken: Vec::new(), layers: Vec::new() };
    let p = words::probability(demo.log_odds(probe));
    names.add(probe, 11.0, &p, Ink::Ink, false);
    if let Some([_, to]) = arrow {
        // Beyond the tip, not on the shaft.
        names.add(to, 7.0, "w", Ink::Accent, weights[0] < 0.0);
    }
    if demo.adds().is_some() {
        names.add(NEW_AT, 9.0, "new", Ink::Muted, false);
    }
    panel.layers.append(&mut names.layers);
    panel
}

fn key(demo: &LogisticRegression) -> Vec<Entry> {
    let entry = |text: &str, sign: Sign| Entry { text: text.into(), sign };
    let class = |c: u8| entry(demo.board.class(c), Sign::Mark(Shape::of_class(c.into()), Ink::Class(c), true));
    let mut entries = vec![
        class(0),
        class(1),
        entry("p = 0.5", Sign::Line(BOUNDARY)),
        entry("0.1, 0.9", Sign::Line(SURE)),
        entry("halo: loss", Sign::Patch(Ink::Muted, 0.35)),
    ];
    if best(demo).is_some() {
        entries.insert(3, entry("at minimum", Sign::Line(BEST)));
    }
    entries
}

/// The weights at the minimum, if they are to be shown.
fn best(demo: &LogisticRegression) -> Option<[f64; 3]> {
    match demo.fit.minimum {
        Minimum::At(theta, ..) if *demo.settings.value("show-minimum") == Value::Toggle(true) => Some(theta),
        _ => None,
    }
}

/// Where a panel's plotting area comes to lie.
fn area(panel: &Panel) -> Rect {
    let size = Size { width: panel.rect.right(), height: panel.rect.bottom() };
    // Another panel beside it keeps a square one in its corner, as in the whole picture.
    let scene = lay_out(&Picture { size, panels: vec![panel.clone(), panel.clone()] });
    scene.panels.first().map_or(panel.rect, |frame| frame.area)
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

fn symbol(points: Vec<[f64; 2]>, shape: Shape, radius: f64, ink: Ink, filled: bool, opacity: f32) -> Layer {
    Layer::Marks { points, shape, radius, ink, filled, opacity }
}

/// Halos whose area is proportional to the loss, and on them the points. Of many points both are smaller.
fn marks(demo: &LogisticRegression, judged: &[Judged], wide: f64) -> Vec<Layer> {
    let many = judged.len() > 60;
    let scale = (wide / 420.0).clamp(0.7, 1.0) * if many { 0.6 } else { 1.0 };
    // Without the edge of paper that larger marks have, which makes a fog of hundreds.
    let radius = if many { 2.45 } else { 5.0 * scale.max(0.85) };
    let mut layers = Vec::new();
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
        layers.push(symbol(points, Shape::Circle, halo, Ink::Class(class), true, HALO));
    }
    for class in [0, 1] {
        let of_class = |p: &&Judged| p.class == class;
        let points = judged.iter().filter(of_class).map(|j| j.at).collect();
        let shape = Shape::of_class(class.into());
        layers.push(symbol(points, shape, radius, Ink::Class(class), true, 1.0));
        let out = demo.board.out().filter(|p| p.2 == class).map(|p| [p.0, p.1]).collect();
        layers.push(symbol(out, shape, radius, Ink::Class(class), false, 0.55));
    }
    layers
}

/// Where p is 0.5, 0.1 and 0.9, and where it is 0.5 at the minimum.
fn lines(demo: &LogisticRegression, theta: [f64; 3], edge: f64) -> Vec<Layer> {
    let mut layers = Vec::new();
    let mut add = |line: Option<Vec<[f64; 2]>>, stroke: Stroke| {
        layers.extend(line.map(|points| Layer::Line { points, stroke }));
    };
    let ninth = ln(9.0);
    add(level(theta, -ninth, edge), SURE);
    add(level(theta, ninth, edge), SURE);
    add(level(theta, 0.0, edge), BOUNDARY);
    add(best(demo).and_then(|best| level(best, 0.0, edge)), BEST);
    layers
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
    let share = (LONGEST * edge / sqrt(square)).min(1.0);
    (inside && square > 0.0).then(|| [foot, [foot[0] + share * w1, foot[1] + share * w2]])
}

/// Words beside points that leave each other room.
struct Names {
    room: Rect,
    edge: f64,
    /// Left, right, top and bottom of words in pixels.
    taken: Vec<[f64; 4]>,
    layers: Vec<Layer>,
}

impl Names {
    /// Words on one side of a point, or on the other where there is no room; none where others already stand.
    fn add(&mut self, at: [f64; 2], gap: f64, text: &str, ink: Ink, left: bool) {
        let share = |v: f64| 0.5 * (v / self.edge + 1.0);
        let (x, y) = (share(at[0]) * self.room.width, (1.0 - share(at[1])) * self.room.height);
        let long = width(text, LABEL, true);
        let right = if left { x - gap - long < 0.0 } else { x + gap + long <= self.room.width };
        let from = if right { x + gap } else { x - gap - long };
        let taken = [from - 3.0, from + long + 3.0, y - LABEL, y + LABEL];
        let free = |other: &[f64; 4]| {
            other[1] <= taken[0] || taken[1] <= other[0] || other[3] <= taken[2] || taken[3] <= other[2]
        };
        let fits = from >= 0.0 && from + long <= self.room.width;
        let inside = fits && (0.0..=self.room.height).contains(&y);
        if !inside || !self.taken.iter().all(free) {
            return;
        }
        self.taken.push(taken);
        self.layers.push(Layer::Text {
            at,
            shift: [if right { gap } else { -gap }, 0.0],
            text: text.into(),
            size: LABEL,
            ink,
            anchor: if right { Anchor::Start } else { Anchor::End },
            bold: true,
            halo: true,
        });
    }
}

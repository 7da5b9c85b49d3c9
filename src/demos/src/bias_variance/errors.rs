//! Errors of every complexity: the parts, their sum, and what was measured.

use super::fits::{BIAS, VARIANCE};
use super::lab::{View, ZERO};
use super::words;
use ml::bias_variance::Summary;
use plot::{Axis, Ink, Layer, Panel, Rect, Shape, Sign, Stroke, Ticks};

const NOISE: Ink = Ink::Muted;
/// Shading of the parts where they stand on top of each other.
const SHADE: f32 = 0.4;
const TEST: Stroke = Stroke::solid(Ink::Ink, 1.75);
const TRAIN: Stroke = Stroke::solid(Ink::Muted, 1.25);

type Part = fn(&Summary) -> f64;

/// The parts from the bottom up, with their names and colors.
const PARTS: [(&str, Part, Ink); 3] =
    [("noise", |s| s.noise, NOISE), ("bias²", |s| s.bias_squared, BIAS), ("variance", |s| s.variance, VARIANCE)];

/// The panel.
pub fn panel(view: &View, rect: Rect) -> Panel {
    let log = view.log();
    let y = axis(view);
    let mut layers = vec![Layer::key(key(log))];
    if let Some(threshold) = view.threshold().filter(|t| *t <= view.dials[1]) {
        layers.push(Layer::upright(threshold as f64, Stroke::solid(Ink::Muted, 1.0).dotted(), ""));
    }
    if log {
        let line = |(_, part, ink): (&str, Part, Ink)| Layer::line(points(view, part), part_stroke(ink));
        layers.extend(PARTS.map(line));
    } else {
        stack(view, &mut layers)
    }
    let radius = if rect.width < 400.0 { 2.5 } else { 3.0 };
    measured(view, |s| s.train_error, TRAIN, true, radius, &mut layers);
    measured(view, |s| s.test_error, TEST, false, radius + 0.5, &mut layers);

    let dial = view.dial as f64;
    let here = Stroke::solid(Ink::Accent, 1.75);
    layers.push(Layer::upright(dial, here, words::model(view, view.dial)));
    for (value, radius) in [(y.from, 6.0), (view.here().test_error, 4.5)] {
        layers.push(Layer::mark([dial, value], Shape::Circle, radius, Ink::Accent));
    }
    Panel::new(rect, dials(view), y, layers)
}

/// The model's dial, complexity growing to the right.
fn dials(view: &View) -> Axis {
    let [first, last] = view.dials.map(|dial| dial as f64);
    match view.settings.choice("family") {
        "neighbors" => {
            let ticks = [1, 5, 10, 15, 20].map(|k| (f64::from(k), k.to_string()));
            Axis::linear("neighbors", last, first).with_ticks(Ticks::At(ticks.to_vec()))
        }
        "tree" => Axis::linear("depth", first, last),
        _ => {
            let label = match view.threshold().filter(|t| *t <= view.dials[1]) {
                Some(_) => format!("degree; dotted: {0} coefficients for {0} points", view.params.points),
                None => "degree".into(),
            };
            Axis::linear(&label, first, last)
        }
    }
}

/// The axis of errors.
pub fn axis(view: &View) -> Axis {
    let highest = view.highest();
    if !view.log() {
        return Axis::linear("squared error, mean over fits", 0.0, 1.08 * highest);
    }
    // Above the highest point there is room for the name of the complexity.
    // Parts far below the least total play no role, and the training error of an interpolating fit is 0.
    let lowest = view.least(Summary::expected_error).1.expected_error();
    Axis::log("squared error, mean over fits, by powers of ten", lowest.max(ZERO) / 100.0, 4.0 * highest)
}

/// The parts on top of each other, so that their sum is the upper edge.
fn stack(view: &View, layers: &mut Vec<Layer>) {
    let mut floor = vec![0.0; view.rows.len()];
    for (_, part, ink) in PARTS {
        let roof: Vec<f64> = floor.iter().zip(&view.rows).map(|(floor, s)| floor + part(s)).collect();
        let along = |heights: &[f64]| -> Vec<[f64; 2]> {
            heights.iter().zip(view.dials()).map(|(&height, (dial, _))| [dial as f64, height]).collect()
        };
        let mut points = along(&roof);
        points.extend(along(&floor).into_iter().rev());
        layers.push(Layer::Area { points, ink, opacity: SHADE });
        floor = roof;
    }
}

fn part_stroke(ink: Ink) -> Stroke {
    let stroke = Stroke::solid(ink, 2.0);
    if ink == NOISE { stroke.dashed() } else { stroke }
}

fn points(view: &View, of: impl Fn(&Summary) -> f64) -> Vec<[f64; 2]> {
    view.dials().map(|(dial, s)| [dial as f64, of(s)]).collect()
}

fn measured(view: &View, of: Part, stroke: Stroke, filled: bool, radius: f64, layers: &mut Vec<Layer>) {
    let points = points(view, of);
    layers.push(Layer::line(points.clone(), stroke));
    layers.push(Layer::marks(points, Shape::Circle, radius, stroke.ink).hollow_if(!filled));
}

fn key(log: bool) -> Vec<(&'static str, Sign)> {
    let sign = |ink: Ink| if log { Sign::Line(part_stroke(ink)) } else { Sign::Patch(ink, SHADE) };
    let mut entries = PARTS.map(|(name, _, ink)| (name, sign(ink))).to_vec();
    entries.push(("test error", Sign::Mark(Shape::Circle, TEST.ink, false)));
    entries.push(("training error", Sign::Mark(Shape::Circle, TRAIN.ink, true)));
    entries
}

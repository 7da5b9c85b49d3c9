//! The fits themselves, their average, and the truth.

use super::lab::View;
use super::words;
use ml::bias_variance::grid;
use plot::path::simplified;
use plot::{Axis, Ink, Layer, Panel, Rect, Shape, Sign, Stroke};

/// Bias, here and in the other panel.
pub const BIAS: Ink = Ink::Class(0);
/// Variance, here and in the other panel.
pub const VARIANCE: Ink = Ink::Class(1);

const TRUTH: Stroke = Stroke::solid(Ink::Ink, 2.0);
const MEAN: Stroke = Stroke::solid(Ink::Accent, 3.0);
/// The fit to the training set that is shown.
const LAST: Stroke = Stroke::solid(Ink::Ink, 1.25).dashed();

/// The panel.
pub fn panel(view: &View, rect: Rect) -> Panel {
    let xs = grid();
    let truth: Vec<f64> = xs.iter().map(|&x| view.params.truth.at(x)).collect();
    let (low, high) = truth.iter().fold((0.0, 0.0), |(a, b): (f64, f64), &y| (a.min(y), b.max(y)));
    // About one observation in a hundred lies outside; fits that shoot beyond are cut.
    let room = 0.2 + 2.5 * view.params.noise;
    let y = Axis::linear(&format!("y; {}", words::probe(view)), low - room, high + room);
    let exact = (y.to - y.from) / 1500.0;
    let curve = |values: &[f64]| simplified(&xs, values, exact);

    let faint = (1.5 / (view.fits.len() as f64).sqrt()).clamp(0.1, 0.6) as f32;
    let single = Stroke::solid(Ink::Accent, 1.0);
    let mean = curve(&view.mean());
    let mut layers = vec![
        Layer::key(key(view)),
        Layer::Lines { lines: view.fits.iter().map(|fit| curve(&fit.curve)).collect(), stroke: single.faint(faint) },
    ];
    if let Some(last) = view.fits.last() {
        layers.push(Layer::line(curve(&last.curve), LAST));
        let points = last.x.iter().zip(&last.y).map(|(&x, &y)| [x, y]).collect();
        layers.push(Layer::marks(points, Shape::Circle, 3.0, Ink::Ink));
    }
    // An edge of paper lifts the average off the single fits.
    layers.push(Layer::line(mean.clone(), Stroke::solid(Ink::Paper, 6.0)));
    layers.push(Layer::line(mean, MEAN));
    layers.push(Layer::line(curve(&truth), TRUTH));
    layers.extend(probe(view, exact));
    Panel::new(rect, Axis::linear("x", -1.0, 1.0), y, layers)
}

fn key(view: &View) -> [(String, Sign); 7] {
    [
        ("truth".into(), Sign::Line(TRUTH)),
        ("average fit".into(), Sign::Line(MEAN)),
        ("single fits".into(), Sign::Line(Stroke::solid(Ink::Accent, 1.0).faint(0.5))),
        (format!("training set {}", view.fits.len()), Sign::Mark(Shape::Circle, Ink::Ink, true)),
        ("its fit".into(), Sign::Line(LAST)),
        ("bias".into(), Sign::Line(bar(BIAS))),
        ("±\u{202f}SD".into(), Sign::Line(bar(VARIANCE))),
    ]
}

/// What the place looked at closely shows.
const fn bar(ink: Ink) -> Stroke {
    Stroke::solid(ink, 4.0)
}

/// At one x: how far the average is from the truth, and how far the fits spread about it.
fn probe(view: &View, exact: f64) -> [Layer; 3] {
    let p = view.probe();
    // The two bars stand side by side.
    let line = |shift: f64, from: f64, to: f64, ink: Ink| {
        let x = (p.x + shift).clamp(-1.0, 1.0);
        // A bar of no length would not be drawn at all.
        let to = if (to - from).abs() < exact { from + exact } else { to };
        Layer::line(vec![[x, from], [x, to]], bar(ink))
    };
    [
        Layer::upright(p.x, Stroke::solid(Ink::Muted, 1.0).dashed(), ""),
        line(0.015, p.mean - p.deviation, p.mean + p.deviation, VARIANCE),
        line(-0.015, p.truth, p.mean, BIAS),
    ]
}

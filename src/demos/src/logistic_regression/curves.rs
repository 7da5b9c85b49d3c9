//! What every point costs, and the loss at every step.

use super::LogisticRegression;
use super::fit::{Minimum, Phase};
use crate::controls::short;
use plot::{Anchor, Axis, Ink, Layer, Panel, Rect, Shape, Stroke};

/// Points of a drawn line.
const FINE: usize = 160;
/// The model's curve.
const CURVE: Stroke = Stroke::solid(Ink::Accent, 2.0);

/// The loss of a point against the log-odds of its own class, and every point on that curve.
pub fn cost(demo: &LogisticRegression, rect: Rect) -> Panel {
    let judged = &demo.judged;
    let [least, most] = judged.iter().fold([0.0_f64; 2], |[l, m], j| [l.min(j.margin), m.max(j.margin)]);
    let (from, to) = (-reach(-least), reach(most));
    let curve: Vec<[f64; 2]> = (0..=FINE)
        .map(|i| {
            let margin = from + (to - from) * i as f64 / FINE as f64;
            [margin, demo.fit.cost(margin)]
        })
        .collect();
    let mut layers = vec![Layer::upright(0.0, Stroke::solid(Ink::Rule, 1.0), ""), Layer::line(curve, CURVE)];
    let squared = demo.fit.squared();
    let top = if squared { 1.05 } else { 1.05 * demo.fit.cost(from) };
    // Many would hide one another: positives stand just above the curve, negatives just below.
    let many = judged.len() > 45;
    let beside = if many { 0.025 * top } else { 0.0 };
    for class in [0, 1] {
        let lift = if class == 1 { beside } else { -beside };
        let points = judged.iter().filter(|j| j.class == class).map(|j| [j.margin, j.cost + lift]).collect();
        let (radius, opacity) = if many { (2.45, 0.6) } else { (4.2, 0.9) };
        layers.push(Layer::marks(points, Shape::of_class(class.into()), radius, Ink::Class(class)).faint(opacity));
    }
    let label = if squared { "its loss, (1 − p)² of its class" } else { "its loss, −ln p of its class" };
    let x = Axis::linear("log-odds of its own class: right side above 0", from, to);
    Panel::new(rect, x, Axis::linear(label, -2.0 * beside, top), layers).titled("What each point costs")
}

/// The least of 3, 6, 12, 24 and so on that a value does not pass, so that the axis seldom jumps.
fn reach(value: f64) -> f64 {
    let mut reach = 3.0;
    while reach < value && reach < 1e300 {
        reach *= 2.0;
    }
    reach
}

/// The loss at every step so far, and its minimum.
pub fn steps(demo: &LogisticRegression, rect: Rect) -> Panel {
    let (now, seen) = (demo.run, demo.state.loss);
    let path = demo.fit.path();
    let stride = now.step.div_ceil(FINE).max(1);
    let drawn = path[..=now.step].iter().step_by(stride).chain([&now]);
    let points: Vec<[f64; 2]> = drawn.map(|s| [s.step as f64, s.loss]).collect();
    let [least, most] = points.iter().fold([seen, seen], |[l, m], p| [l.min(p[1]), m.max(p[1])]);
    let name = if demo.fit.l2 > 0.0 { "loss with penalty" } else { "mean loss" };
    // Only a logarithm shows a loss that falls for ever still falling.
    let y = match demo.fit.minimum {
        Minimum::AtInfinity => Axis::log(name, 0.5 * least.max(1e-9), 2.0 * most.max(1e-8)),
        _ => Axis::linear(name, 0.0, 1.15 * most.max(0.1)),
    };
    let last = round(now.step);
    // Off the curve where the weights are longer or shorter than training made them.
    let at = |loss: f64| [now.step as f64, loss.clamp(y.from, y.to)];
    let (trained, seen) = (at(now.loss), at(seen));
    let mut layers = Vec::new();
    if let Minimum::At(_, loss, _) = demo.fit.minimum
        && loss <= y.to
    {
        let stroke = Stroke::solid(Ink::Ink, 1.5).dotted();
        layers.push(Layer::level(loss, stroke));
        // Below the line, where the loss never comes, unless the axis is there. In a low panel there is no room for
        // words; the read-outs have them too.
        let below = if loss > 0.25 * y.to { 10.0 } else { -10.0 };
        if rect.height > 130.0 && rect.width > 200.0 {
            let text = format!("minimum {}", short(loss));
            layers.push(Layer::words([last, loss], [-4.0, below], text, Ink::Ink, Anchor::End));
        }
    }
    // An empty line, since an empty panel would look broken.
    let empty = now.phase == Phase::Empty;
    layers.push(Layer::line(if empty { Vec::new() } else { points }, CURVE));
    if !empty {
        layers.push(Layer::line(vec![trained, seen], Stroke::solid(Ink::Accent, 1.0)));
        layers.push(Layer::mark(seen, Shape::Circle, 4.5, Ink::Accent));
    }
    Panel::new(rect, Axis::linear("step", 0.0, last), y, layers).titled("Loss by step")
}

/// The least of 20, 50, 100, 200 and so on that holds this many steps.
fn round(steps: usize) -> f64 {
    let ends = [20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0];
    ends.into_iter().find(|&end| steps as f64 <= end).unwrap_or(10_000.0)
}

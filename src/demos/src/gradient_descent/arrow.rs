//! An arrow at the start that the learner turns, and what the loss changes by along it: the directional derivative.

use super::{GradientDescent, SURFACE, settings};
use crate::controls::{short, with_decimals};
use crate::demo::{Handle, Moves};
use crate::settings::{Settings, Value};
use ml::numeric::{atan2, cos, dot, sin};
use ml::surfaces::Point;
use plot::{Anchor, Ink, Layer, Stroke};

/// What an arrow key adds to the tip's place, which stands for so many degrees.
const KEY: f64 = 0.01;
const DEGREES: f64 = 5.0;
/// Length as a share of the window's shorter side; less where the window ends.
const LONG: f64 = 0.22;

/// The direction, of length 1.
fn direction(demo: &GradientDescent) -> Point {
    let angle = demo.settings.number("direction").to_radians();
    [cos(angle), sin(angle)]
}

/// What the loss changes by per unit of length along the arrow: the gradient at the start times the direction. `None`
/// without an arrow.
pub fn change(demo: &GradientDescent) -> Option<f64> {
    settings::arrow(&demo.settings).then(|| dot(&demo.slope(), &direction(demo)))
}

/// Where that comes from: "−3.2 · 0.87 + 1.5 · 0.50".
pub fn sum(demo: &GradientDescent) -> String {
    let ([g0, g1], [u0, u1]) = (demo.slope().map(short), direction(demo).map(|u| with_decimals(u, 2)));
    format!("{g0} · {u0} + {g1} · {u1}")
}

fn tip(demo: &GradientDescent) -> Point {
    let (window, from, way) = (demo.ground.surface.window(), demo.start, direction(demo));
    let room = |i: usize| (if way[i] > 0.0 { window.high[i] } else { window.low[i] } - from[i]) / way[i];
    let long = LONG * (window.high[0] - window.low[0]).min(window.high[1] - window.low[1]);
    let long = (0..2).filter(|&i| way[i].abs() > 1e-9).map(room).fold(long, f64::min);
    [0, 1].map(|i| (from[i] + long * way[i]).clamp(window.low[i], window.high[i]))
}

/// The arrow with the change along it.
pub fn layers(demo: &GradientDescent) -> Vec<Layer> {
    let Some(change) = change(demo) else { return Vec::new() };
    let (to, way) = (tip(demo), direction(demo));
    // Towards the middle, where there is room, and beyond the tip.
    let left = to[0] < demo.ground.surface.window().at(0.5, 0.5)[0];
    let anchor = if left { Anchor::Start } else { Anchor::End };
    let shift = [if left { 4.0 } else { -4.0 }, if way[1] < 0.0 { 14.0 } else { -14.0 }];
    let text = format!("{} per unit", short(change));
    vec![
        Layer::Arrow { from: demo.start, to, stroke: Stroke::solid(Ink::Ink, 2.5) },
        Layer::words(to, shift, text, Ink::Ink, anchor).bold(),
    ]
}

/// Its tip.
pub fn handle(demo: &GradientDescent) -> Option<Handle> {
    let value = format!("{:.0}°, {} per unit", demo.settings.number("direction"), short(change(demo)?));
    Some(Handle::new("Arrow", value, SURFACE, tip(demo), Moves::Freely, KEY))
}

/// The settings after its tip has been moved.
pub fn turned(demo: &GradientDescent, to: Point) -> Settings {
    let (tip, now) = (tip(demo), demo.settings.number("direction"));
    let presses = [0, 1].map(|i| (to[i] - tip[i]) / KEY);
    // Arrow keys move by whole steps, which no pointer does.
    let degrees = if presses.iter().all(|p| (p - p.round()).abs() < 1e-6) {
        let [right, up] = presses.map(f64::round);
        now + DEGREES * if right == 0.0 { up } else { right }
    } else {
        atan2(to[1] - demo.start[1], to[0] - demo.start[0]).to_degrees().round()
    };
    demo.settings.with("direction", Value::Number(degrees.rem_euclid(360.0)))
}

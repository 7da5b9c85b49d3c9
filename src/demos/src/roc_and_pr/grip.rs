//! What can be taken hold of: the threshold wherever it has a point, and the prevalence.

use super::view::{Curve, RIVAL, THRESHOLD, View};
use super::words::whole;
use super::{PR, ROC, STRIP};
use crate::demo::{Handle, Moves};
use crate::numbers::percent;
use crate::settings::{Settings, Value};

/// What an arrow key adds on a curve, where it leads to the next point, however far that is.
const KEY: f64 = 0.02;

/// A handle.
#[derive(Clone, Copy)]
enum Grip {
    Threshold,
    Prevalence,
    /// The line of this threshold in the picture of costs.
    Cost(&'static str),
    On(Curve),
}

/// All of them; last those that come and go while another is moved.
const GRIPS: [Grip; 8] = [
    Grip::Threshold,
    Grip::On(Curve::Roc),
    Grip::On(Curve::RivalRoc),
    Grip::Prevalence,
    Grip::Cost(THRESHOLD),
    Grip::Cost(RIVAL),
    Grip::On(Curve::Pr),
    Grip::On(Curve::RivalPr),
];

/// Those that are there.
fn all(view: &View) -> impl Iterator<Item = (Grip, Handle)> {
    GRIPS.into_iter().filter_map(|grip| Some((grip, handle(view, grip)?)))
}

fn handle(view: &View, grip: Grip) -> Option<Handle> {
    let share = |share: f64| percent(Some(share));
    let curve = match grip {
        Grip::Threshold => {
            let value = format!("{:.2}", view.threshold);
            return Some(Handle::new("Threshold", value, STRIP, [view.threshold, 0.0], Moves::Across, 0.01));
        }
        Grip::Prevalence => {
            let ends = view.settings.range("prevalence").map(|percent| percent / 100.0);
            let handle = || Handle::new("Prevalence", share(view.set), PR, [0.0, view.set], Moves::UpDown, 0.01);
            return view.has_pr().then(|| handle().between(ends));
        }
        Grip::Cost(key) => {
            let prices = view.prices.as_ref()?;
            let (name, bill) = match key {
                RIVAL => ("Cost of B", prices.b.as_ref()?),
                _ => ("Cost of A", &prices.a),
            };
            let value = format!("{} at threshold {:.2}", whole(bill.total), bill.threshold);
            return Some(Handle::new(name, value, view.last(), [bill.threshold, bill.total], Moves::Across, 0.01));
        }
        Grip::On(curve) => curve,
    };
    let at = view.here(curve)?;
    let name = match curve {
        Curve::Roc => "Point on the ROC curve",
        Curve::RivalRoc => "Ring on B's ROC curve",
        Curve::Pr => "Point on the precision\u{2013}recall curve",
        Curve::RivalPr => "Ring on B's precision\u{2013}recall curve",
    };
    let [x, y] = at.map(share);
    let (panel, value) = match curve {
        Curve::Roc | Curve::RivalRoc => (ROC, format!("recall {y}, false positive rate {x}")),
        Curve::Pr | Curve::RivalPr => (PR, format!("recall {x}, precision {y}")),
    };
    Some(Handle::new(name, value, panel, at, Moves::Freely, KEY))
}

/// All handles.
pub fn handles(view: &View) -> Vec<Handle> {
    all(view).map(|(_, handle)| handle).collect()
}

/// The settings after a handle has been moved.
pub fn drag(view: &View, handle: usize, to: [f64; 2]) -> Option<Settings> {
    Some(match all(view).nth(handle)?.0 {
        Grip::Threshold => at_threshold(view, THRESHOLD, to[0]),
        Grip::Cost(key) => at_threshold(view, key, to[0]),
        Grip::Prevalence => prevalence(view, to[1]),
        Grip::On(curve) => along(view, curve, to),
    })
}

/// The settings after a click beside the handles.
pub fn tap(view: &View, panel: usize, at: [f64; 2]) -> Option<Settings> {
    match panel {
        STRIP => Some(at_threshold(view, THRESHOLD, at[0])),
        last if view.prices.is_some() && last == view.last() => Some(at_threshold(view, THRESHOLD, at[0])),
        ROC if view.has_roc() => Some(nearest(view, Curve::Roc, at)),
        PR if view.has_pr() => Some(nearest(view, Curve::Pr, at)),
        _ => None,
    }
}

/// Finer than a hundredth could be neither read nor aimed at.
fn at_threshold(view: &View, key: &'static str, threshold: f64) -> Settings {
    view.settings.with(key, Value::Number((threshold * 100.0).round() / 100.0))
}

fn prevalence(view: &View, share: f64) -> Settings {
    let percent = 100.0 * share;
    if (share / view.set - 1.0).abs() < 1e-9 {
        return view.settings.clone();
    }
    // As fine as its own slider: hundredths of a percent where positives are rare.
    let grain = if percent < 1.0 { 100.0 } else { 10.0 };
    view.settings.with("prevalence", Value::Number((percent * grain).round() / grain))
}

/// The point of a hundredth.
fn place(view: &View, curve: Curve, hundredth: i32) -> Option<[f64; 2]> {
    view.point(curve, f64::from(hundredth) / 100.0)
}

fn along(view: &View, curve: Curve, to: [f64; 2]) -> Settings {
    let Some(at) = view.here(curve) else { return nearest(view, curve, to) };
    // Arrow keys move by whole steps, which no pointer does.
    let presses = [0, 1].map(|axis| (to[axis] - at[axis]) / KEY);
    if presses.iter().any(|p| (p - p.round()).abs() > 1e-9) {
        return nearest(view, curve, to);
    }
    // Along an ROC curve right and up are one way; along the other, precision falls as recall rises.
    let [right, up] = presses.map(|p| p.round() as i32);
    let up = if matches!(curve, Curve::Roc | Curve::RivalRoc) { up } else { -up };
    walk(view, curve, if right != 0 { right } else { up })
}

/// So many different points along the curve, towards lower thresholds if positive.
fn walk(view: &View, curve: Curve, points: i32) -> Settings {
    let key = view.led(curve).1;
    let mut here = view.here(curve);
    let mut threshold = view.settings.number(key);
    let mut hundredth = (threshold * 100.0).round() as i32;
    let mut left = points.abs();
    while left > 0 {
        hundredth -= points.signum();
        if !(0..=100).contains(&hundredth) {
            break;
        }
        let next = place(view, curve, hundredth);
        if next.is_some() && next != here {
            (here, left, threshold) = (next, left - 1, f64::from(hundredth) / 100.0);
        }
    }
    view.settings.with(key, Value::Number(threshold))
}

/// The threshold whose point is nearest; the present one among equals, so that a point dragged nowhere stays.
fn nearest(view: &View, curve: Curve, to: [f64; 2]) -> Settings {
    let far = |p: [f64; 2]| (p[0] - to[0]) * (p[0] - to[0]) + (p[1] - to[1]) * (p[1] - to[1]);
    let here = view.here(curve).map_or(f64::INFINITY, far);
    let key = view.led(curve).1;
    let mut best = (here, view.settings.number(key));
    for hundredth in 0..=100 {
        let distance = place(view, curve, hundredth).map_or(f64::INFINITY, far);
        if distance < best.0 {
            best = (distance, f64::from(hundredth) / 100.0);
        }
    }
    view.settings.with(key, Value::Number(best.1))
}

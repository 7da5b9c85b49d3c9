//! What can be taken hold of: the threshold in three places, and the prevalence.

use super::view::{Curve, View};
use super::{PR, ROC, STRIP};
use crate::demo::{Handle, Moves};
use crate::numbers::percent;
use crate::settings::{Settings, Value};

/// What an arrow key adds on a curve, where it leads to the next point, however far that is.
const KEY: f64 = 0.02;

/// Numbers of the handles.
const THRESHOLD: usize = 0;
const ON_ROC: usize = 1;
const PREVALENCE: usize = 2;

/// All handles. The point on the precision–recall curve comes last, since there may be none.
pub fn handles(view: &View) -> Vec<Handle> {
    let threshold = format!("{:.2}", view.threshold);
    let rates = format!("recall {}, false positive rate {}", percent(Some(view.recall())), percent(Some(view.fpr())));
    let mut all = vec![
        Handle::new("Threshold", threshold, STRIP, [view.threshold, 0.0], Moves::Across, 0.01),
        Handle::new("Point on the ROC curve", rates, ROC, [view.fpr(), view.recall()], Moves::Freely, KEY),
        Handle::new("Prevalence", percent(Some(view.set)), PR, [0.0, view.set], Moves::UpDown, 0.01),
    ];
    if let Some(precision) = view.precision() {
        let both = format!("recall {}, precision {}", percent(Some(view.recall())), percent(Some(precision)));
        let name = "Point on the precision\u{2013}recall curve";
        all.push(Handle::new(name, both, PR, [view.recall(), precision], Moves::Freely, KEY));
    }
    all
}

/// The settings after a handle has been moved.
pub fn drag(view: &View, handle: usize, to: [f64; 2]) -> Settings {
    match handle {
        THRESHOLD => at_threshold(view, to[0]),
        ON_ROC => along(view, Curve::Roc, to),
        PREVALENCE => prevalence(view, to[1]),
        _ => along(view, Curve::Pr, to),
    }
}

/// The settings after a click beside the handles.
pub fn tap(view: &View, panel: usize, at: [f64; 2]) -> Option<Settings> {
    match panel {
        STRIP => Some(at_threshold(view, at[0])),
        ROC => Some(nearest(view, Curve::Roc, at)),
        PR => Some(nearest(view, Curve::Pr, at)),
        _ => None,
    }
}

/// Finer than a hundredth could be neither read nor aimed at.
fn at_threshold(view: &View, threshold: f64) -> Settings {
    view.settings.with("threshold", Value::Number((threshold * 100.0).round() / 100.0))
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
    view.point(curve, &view.cases.a.scores.scored.at(f64::from(hundredth) / 100.0))
}

fn along(view: &View, curve: Curve, to: [f64; 2]) -> Settings {
    let Some(at) = view.point(curve, &view.counts) else { return nearest(view, curve, to) };
    // Arrow keys move by whole steps, which no pointer does.
    let presses = [0, 1].map(|axis| (to[axis] - at[axis]) / KEY);
    if presses.iter().any(|p| (p - p.round()).abs() > 1e-9) {
        return nearest(view, curve, to);
    }
    // Along the ROC curve right and up are one way; along the other, precision falls as recall rises.
    let [right, up] = presses.map(|p| p.round() as i32);
    let up = if curve == Curve::Roc { up } else { -up };
    walk(view, curve, if right != 0 { right } else { up })
}

/// So many different points along the curve, towards lower thresholds if positive.
fn walk(view: &View, curve: Curve, points: i32) -> Settings {
    let mut here = view.point(curve, &view.counts);
    let mut hundredth = (view.threshold * 100.0).round() as i32;
    let mut left = points.abs();
    let mut threshold = view.threshold;
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
    view.settings.with("threshold", Value::Number(threshold))
}

/// The threshold whose point is nearest; the present one among equals, so that a point dragged nowhere stays.
fn nearest(view: &View, curve: Curve, to: [f64; 2]) -> Settings {
    let far = |p: [f64; 2]| (p[0] - to[0]) * (p[0] - to[0]) + (p[1] - to[1]) * (p[1] - to[1]);
    let here = view.point(curve, &view.counts).map_or(f64::INFINITY, far);
    let mut best = (here, view.threshold);
    for hundredth in 0..=100 {
        let distance = place(view, curve, hundredth).map_or(f64::INFINITY, far);
        if distance < best.0 {
            best = (distance, f64::from(hundredth) / 100.0);
        }
    }
    view.settings.with("threshold", Value::Number(best.1))
}

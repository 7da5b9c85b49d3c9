//! A row of the fit that the probe stands on, and its share in the gradient.

use super::{Judged, LogisticRegression, words};
use crate::controls::{short, with_decimals};
use crate::numbers::{Quantity, measure};
use crate::settings::Settings;
use ml::numeric::squared_distance;

/// Rows nearer than this are one place to arrow keys.
const APART: f64 = 0.01;

impl Judged {
    /// The slope of its log-loss by the log-odds: p − y.
    fn error(&self) -> f64 {
        if self.class > 0 { -self.miss } else { self.miss }
    }

    /// The slopes of its log-loss by both weights: error times measurement.
    fn slopes(&self) -> [f64; 2] {
        self.at.map(|x| self.error() * x)
    }
}

/// The row nearest to a place.
pub fn nearest(judged: &[Judged], to: [f64; 2]) -> Option<usize> {
    let far = |row: &usize| squared_distance(&judged[*row].at, &to);
    (0..judged.len()).min_by(|a, b| far(a).total_cmp(&far(b)))
}

/// The settings with the probe on the row nearest to a place.
pub fn to(demo: &LogisticRegression, place: [f64; 2]) -> Settings {
    match nearest(&demo.judged, place) {
        Some(row) if demo.row != Some(row) => demo.probe_to(demo.judged[row].at, 1000.0),
        _ => demo.settings.clone(),
    }
}

/// The settings with the probe on the next row that way: 1 or −1 to the right, or else up.
pub fn onward(demo: &LogisticRegression, [right, up]: [f64; 2]) -> Settings {
    let (axis, way) = if right == 0.0 { (1, up) } else { (0, right) };
    if way == 0.0 {
        return demo.settings.clone();
    }
    let now = demo.probe();
    let gone = |judged: &Judged| (judged.at[axis] - now[axis]) * way.signum();
    // Rows that lie more aside than that way count as farther.
    let far = |judged: &Judged| {
        let aside = (judged.at[1 - axis] - now[1 - axis]).abs();
        gone(judged) + aside + 4.0 * (aside - gone(judged)).max(0.0)
    };
    let ahead = demo.judged.iter().filter(|judged| gone(judged) > APART);
    let next = ahead.min_by(|a, b| far(a).total_cmp(&far(b)));
    next.map_or_else(|| demo.settings.clone(), |judged| demo.probe_to(judged.at, 1000.0))
}

/// The handle's words for the row that the probe stands on.
pub fn said(demo: &LogisticRegression, row: usize) -> String {
    let judged = &demo.judged[row];
    let place = words::at(demo, judged.at, Some(judged.class));
    let class = demo.board().class(judged.class);
    format!("row {}, {class}, {place}, error times measurements {}", row + 1, pair(judged.slopes()))
}

/// What is said of it.
pub fn quantities(demo: &LogisticRegression) -> Option<Quantity> {
    let judged = &demo.judged[demo.row?];
    let ([across, up], class) = (judged.slopes(), demo.board().class(judged.class));
    let [x, y] = judged.at.map(|v| with_decimals(v, 2));
    let note = format!("{class}: p − y = {}; × {x}, × {y}", short(judged.error()));
    let both = measure("pull-1", across).measured("pull-2", up);
    Some(both.shown_as("Error × measurement", Some(pair([across, up])), note))
}

fn pair([across, up]: [f64; 2]) -> String {
    format!("{}, {}", short(across), short(up))
}

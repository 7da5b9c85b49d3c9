//! Cases of two classes with a score each: shared by the demos that put a threshold on scores.

mod fit;
mod strip;

pub use fit::{TAKES, columns, halves, judged, made_up};
pub use strip::Strip;

use ml::metrics::Scored;
use plot::{Ink, Stroke};

/// The line of the threshold, the same wherever it is drawn.
pub const THRESHOLD: Stroke = Stroke::solid(Ink::Accent, 1.75);

/// Cases of two classes with their scores.
pub struct Scores {
    /// Labels and scores.
    pub scored: Scored,
    /// The class that is looked for: "malignant".
    pub positive: String,
    /// The other one: "benign".
    pub negative: String,
    /// What the cases are: "tumors".
    pub cases: &'static str,
    /// Whether they were held out from data that a model learned from.
    pub held_out: bool,
}

impl Scores {
    /// The cases with what sets them apart from those that a model learned from.
    pub fn judged(&self) -> String {
        if self.held_out { format!("held-out {}", self.cases) } else { self.cases.into() }
    }
}

/// Upper end of an axis of costs, the same wherever the threshold is: twice what the better of "all" and "none" costs,
/// but not below the usual cost, that at 0.5. Above it nobody would choose, and a spike would press the rest together.
pub fn dear(top: f64, plain: f64, usual: f64) -> f64 {
    (2.0 * plain).max(1.12 * usual).min(1.12 * top).max(1e-9)
}

/// A name that may be long, cut to what a label has room for.
pub fn brief(name: &str) -> String {
    if name.chars().count() <= 14 {
        return name.into();
    }
    name.chars().take(13).chain(['…']).collect()
}

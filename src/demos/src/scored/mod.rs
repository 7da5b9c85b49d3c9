//! Cases of two classes with a score each: shared by the demos that put a threshold on scores.

mod fit;
mod strip;
mod swarm;
mod words;

pub use fit::{columns, halves, judge, own, probabilities, unfit};
pub use strip::Strip;
pub use words::{UNDEFINED, brief, counted, percent};

use ml::metrics::Scored;
use plot::{Ink, Panel, Picture, Rect, Size, Stroke, lay_out};

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

/// Where a panel's plotting area comes to lie.
pub fn area(panel: &Panel) -> Rect {
    let size = Size { width: panel.rect.right(), height: panel.rect.bottom() };
    let laid = lay_out(&Picture { size, panels: vec![panel.clone()] });
    laid.panels.first().map_or(panel.rect, |frame| frame.area)
}

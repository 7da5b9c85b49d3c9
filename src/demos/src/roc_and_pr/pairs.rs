//! Random pairs of a positive and a negative: the share in which the positive scores higher tends to the AUC.

use super::cases::Model;
use ml::numeric::{pow, sqrt};
use ml::rng::{Rng, Seed};
use plot::{Anchor, Axis, Ink, Label, Layer, Panel, Rect, Shape, Stroke};

/// The line of what the share tends to.
const AUC: Stroke = Stroke::solid(Ink::Accent, 1.25).dashed();

/// What the funnel holds.
const FUNNEL: &str = "95\u{202f}% of runs";

/// The pairs drawn so far.
#[derive(Clone)]
pub struct Pairs {
    rng: Rng,
    /// How many.
    pub drawn: u32,
    /// How many of them are ranked right.
    pub right: u32,
    /// How many are tied; each counts one half.
    pub tied: u32,
    /// Scores of the last negative and positive.
    pub last: Option<[f64; 2]>,
    /// Number of pairs and share ranked right, ever further apart.
    history: Vec<[f64; 2]>,
}

impl Pairs {
    /// So many and no more: the share then varies by no more than half a percent.
    pub const MOST: u32 = 20_000;

    /// None drawn.
    pub fn new(seed: Seed) -> Pairs {
        Pairs { rng: seed.stream(2).rng(), drawn: 0, right: 0, tied: 0, last: None, history: Vec::new() }
    }

    /// Draws one pair. `false` if there are enough.
    pub fn step(&mut self, model: &Model) -> bool {
        if self.drawn >= Pairs::MOST {
            return false;
        }
        let mut one = |rows: &[usize]| model.scores.scored.scores()[rows[self.rng.below(rows.len())]];
        let [negative, positive] = [0, 1].map(|class| one(&model.rows[class]));
        self.drawn += 1;
        self.right += u32::from(positive > negative);
        self.tied += u32::from(positive == negative);
        self.last = Some([negative, positive]);
        // On a logarithmic axis points nearer than this could not be told apart.
        const APART: f64 = 1.02;
        let now = f64::from(self.drawn);
        if self.history.last().is_none_or(|last| now >= APART * last[0])
            && let Some(share) = self.share()
        {
            self.history.push([now, share]);
        }
        true
    }

    /// Share ranked right, a tie counting one half; `None` before the first.
    pub fn share(&self) -> Option<f64> {
        (self.drawn > 0).then(|| (f64::from(self.right) + 0.5 * f64::from(self.tied)) / f64::from(self.drawn))
    }

    /// The share so far, on its way to the AUC.
    pub fn panel(&self, auc: f64, rect: Rect) -> Panel {
        let now = f64::from(self.drawn);
        let mut end = 100.0;
        while end < now {
            end *= 10.0;
        }
        // Two standard errors of a share of independent pairs; ties make it a little less.
        let error = |n: f64| 2.0 * sqrt(auc * (1.0 - auc) / n);
        let places: Vec<f64> = (0..=40).map(|i| pow(end, f64::from(i) / 40.0)).collect();
        let upper = places.iter().map(|&n| [n, (auc + error(n)).min(1.0)]);
        let lower = places.iter().rev().map(|&n| [n, (auc - error(n)).max(0.0)]);
        let funnel = Layer::Area { points: upper.chain(lower).collect(), ink: Ink::Muted, opacity: 0.14 };
        let mut line = self.history.clone();
        line.extend(self.share().map(|share| [now, share]));
        let mut layers = vec![
            funnel,
            Layer::line(vec![[1.0, auc], [end, auc]], AUC),
            Layer::Labels { labels: vec![Label { at: [end, auc], text: "AUC".into(), stroke: AUC }] },
            Layer::line(line.clone(), Stroke::solid(Ink::Ink, 1.75)),
            // Inside, where it is still wide, and off the axis.
            Layer::words([1.0, auc], [6.0, if auc < 0.3 { -13.0 } else { 13.0 }], FUNNEL, Ink::Muted, Anchor::Start)
                .sized(12.0),
        ];
        layers.extend(line.last().map(|&end| Layer::mark(end, Shape::Circle, 4.0, Ink::Ink)));
        let label = match self.last {
            Some([negative, positive]) if positive > negative => "share ranked right; last: right",
            Some([negative, positive]) if positive < negative => "share ranked right; last: wrong",
            Some(_) => "share ranked right; last: tied, ½",
            None => "share ranked right",
        };
        let y = Axis::linear(label, (auc - 0.5).max(0.0), (auc + 0.5).min(1.0)).with_ticks(plot::Ticks::Auto(3));
        Panel::new(rect, Axis::log("pairs drawn", 1.0, end), y, layers).titled("Random pairs")
    }
}

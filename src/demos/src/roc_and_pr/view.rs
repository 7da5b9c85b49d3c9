//! The cases as the settings look at them: one threshold, one prevalence.

use super::cases::{Band, Cases, Model};
use super::pairs::Pairs;
use super::prices::Prices;
use super::settings::{self, SHARE};
use crate::settings::Settings;
use ml::metrics::{Confusion, Pr, RocPoint, Scored};
use std::rc::Rc;

/// The setting that holds A's threshold.
pub const THRESHOLD: &str = "threshold";
/// The one that holds B's, where mistakes have a price; elsewhere B follows A.
pub const RIVAL: &str = "rival-threshold";

/// A curve on which the threshold has a point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// A's recall by false positive rate.
    Roc,
    /// B's, at A's false positive rate; with prices, at B's own threshold.
    RivalRoc,
    /// A's precision by recall.
    Pr,
    /// B's, at A's recall; with prices, at B's own threshold.
    RivalPr,
}

/// The cases under the settings, and the pairs drawn.
pub struct View {
    /// The cases.
    pub cases: Rc<Cases>,
    /// The settings.
    pub settings: Settings,
    /// The pairs.
    pub pairs: Pairs,
    /// Threshold of model A.
    pub threshold: f64,
    /// What comes of it in the sample.
    pub counts: Confusion,
    /// Share of positives where the models are used.
    pub prevalence: f64,
    /// The same as the slider has it, which may miss the sample's share by a little.
    pub set: f64,
    /// Whether that is not the sample's own share.
    pub weighted: bool,
    /// A's precision–recall curve at that share.
    pub pr: Pr,
    /// B's, if it is shown.
    pub rival_pr: Option<Pr>,
    /// What mistakes cost, if that is asked for.
    pub prices: Option<Prices>,
}

impl View {
    /// The cases under these settings.
    pub fn new(cases: Rc<Cases>, settings: Settings, pairs: Pairs) -> View {
        /// A slider cannot hit a share like 106 / 285; this near, it means it. Its own steps are wider.
        const NEAR: f64 = 0.02;
        let scored = &cases.a.scores.scored;
        let (own, set) = (scored.prevalence(), settings.number("prevalence") / 100.0);
        // A file of one's own has its own share, until another one is asked for.
        let as_it_is = settings.is("data", crate::OWN) && settings.number("prevalence") == SHARE;
        let as_it_is = as_it_is || !settings::all(&settings);
        let set = if as_it_is { own } else { set };
        let weighted = (set / own - 1.0).abs() > NEAR;
        let prevalence = if weighted { set } else { own };
        let curve = |model: &Model| {
            let elsewhere = if weighted { Pr::at_prevalence(&model.scores.scored, prevalence) } else { None };
            elsewhere.unwrap_or_else(|| model.pr.clone())
        };
        let threshold = settings.number(THRESHOLD);
        let mut view = View {
            threshold,
            counts: scored.at(threshold),
            prevalence,
            set,
            weighted,
            pr: curve(&cases.a),
            rival_pr: cases.b.as_ref().filter(|_| settings::rival(&settings)).map(curve),
            cases,
            settings,
            pairs,
            prices: None,
        };
        view.prices = view.settings.toggle("costs").then(|| Prices::new(&view));
        view
    }

    /// Whether the ROC curve is shown.
    pub fn has_roc(&self) -> bool {
        settings::roc(&self.settings)
    }

    /// Whether the precision–recall curve is.
    pub fn has_pr(&self) -> bool {
        settings::all(&self.settings)
    }

    /// Number of the panel behind the curves, with random pairs or costs.
    pub fn last(&self) -> usize {
        1 + usize::from(self.has_roc()) + usize::from(self.has_pr())
    }

    /// The second model, if it is shown.
    pub fn rival(&self) -> Option<&Model> {
        self.cases.b.as_ref().filter(|_| settings::rival(&self.settings))
    }

    /// What resampling says, drawn only if it is shown.
    pub fn band(&self) -> Option<&Band> {
        if self.has_roc() && self.settings.toggle("band") { self.cases.band() } else { None }
    }

    /// Share of the negatives that raise a false alarm. Both classes have cases, so this is never 0/0.
    pub fn fpr(&self) -> f64 {
        self.counts.false_positive_rate().unwrap_or(0.0)
    }

    /// Share of the positives that are found.
    pub fn recall(&self) -> f64 {
        self.counts.recall().unwrap_or(0.0)
    }

    /// Precision at the prevalence of use; `None` where nothing is flagged.
    pub fn precision(&self) -> Option<f64> {
        self.precision_of(&self.counts)
    }

    fn precision_of(&self, counts: &Confusion) -> Option<f64> {
        if !self.weighted {
            return counts.precision();
        }
        let right = self.prevalence * counts.recall()?;
        let alarms = right + (1.0 - self.prevalence) * counts.false_positive_rate()?;
        (alarms > 0.0).then(|| right / alarms)
    }

    /// The scores that a point on a curve goes by, and the setting that holds their threshold.
    pub fn led(&self, curve: Curve) -> (&Scored, &'static str) {
        match (curve, self.rival()) {
            (Curve::RivalRoc | Curve::RivalPr, Some(b)) if self.prices.is_some() => (&b.scores.scored, RIVAL),
            _ => (&self.cases.a.scores.scored, THRESHOLD),
        }
    }

    /// The point of a threshold on a curve; `None` where there is none, or the curve is not shown.
    pub fn point(&self, curve: Curve, threshold: f64) -> Option<[f64; 2]> {
        let (scored, key) = self.led(curve);
        let counts = &scored.at(threshold);
        let (fpr, recall) = (counts.false_positive_rate()?, counts.recall()?);
        let own = key == RIVAL;
        match curve {
            Curve::Roc if self.has_roc() => Some([fpr, recall]),
            Curve::RivalRoc if own => Some([fpr, recall]),
            Curve::RivalRoc => Some([fpr, recall_at(self.rival()?.roc.points(), fpr)]),
            Curve::Pr if self.has_pr() => Some([recall, self.precision_of(counts)?]),
            Curve::RivalPr if own && self.has_pr() => Some([recall, self.precision_of(counts)?]),
            Curve::RivalPr if self.has_pr() && recall > 0.0 => {
                // Where B first reaches A's recall.
                let reached = self.rival_pr.as_ref()?.points().iter().find(|p| p.recall >= recall)?;
                Some([recall, reached.precision?])
            }
            _ => None,
        }
    }

    /// The threshold's point on a curve.
    pub fn here(&self, curve: Curve) -> Option<[f64; 2]> {
        self.point(curve, self.settings.number(self.led(curve).1))
    }

    /// F1 at the prevalence of use. With positives in the sample it is never 0/0.
    pub fn f1(&self) -> f64 {
        if !self.weighted {
            return self.counts.f1().unwrap_or(0.0);
        }
        let right = self.prevalence * self.recall();
        2.0 * right / (right + (1.0 - self.prevalence) * self.fpr() + self.prevalence)
    }
}

/// The highest true positive rate of a curve at a false positive rate.
fn recall_at(points: &[RocPoint], fpr: f64) -> f64 {
    let after = points.partition_point(|p| p.fpr <= fpr);
    let Some(before) = after.checked_sub(1).and_then(|i| points.get(i)) else { return 0.0 };
    match points.get(after) {
        Some(next) => before.tpr + (next.tpr - before.tpr) * (fpr - before.fpr) / (next.fpr - before.fpr),
        None => before.tpr,
    }
}

//! Numbers and sentences.

use super::cases::LEVEL;
use super::pairs::Pairs;
use super::picture::figure;
use super::view::View;
use crate::controls::{short, with_decimals};
use crate::demo::{Readout, Table};
use crate::scored::{UNDEFINED, brief, percent};

/// The picture in a few sentences.
pub fn summary(view: &View, pairs: &Pairs) -> String {
    let s = &view.cases.a.scores;
    let precision = match view.precision() {
        Some(_) => format!("precision {}", percent(view.precision())),
        None => "precision is undefined, since no case is called positive".into(),
    };
    let mut text = format!(
        "At threshold {:.2} A finds {} of the {} {} and flags {} of the {}; {precision}. AUC {}; average precision {} \
         at a prevalence of {}.",
        view.threshold,
        percent(view.counts.recall()),
        brief(&s.positive),
        s.cases,
        percent(view.counts.false_positive_rate()),
        brief(&s.negative),
        figure(view.cases.a.roc.auc()),
        figure(view.pr.average_precision()),
        percent(Some(view.prevalence)),
    );
    if let Some((b, pr)) = view.rival.zip(view.rival_pr.as_ref()) {
        text += &format!(" B: {} and {}.", figure(b.roc.auc()), figure(pr.average_precision()));
    }
    if let Some(share) = pairs.share() {
        text += &format!(" Of {} random pairs A ranks {} right.", pairs.drawn, percent(Some(share)));
    }
    text
}

/// The numbers that are argued about.
pub fn readouts(view: &View, pairs: &Pairs) -> Vec<Readout> {
    let readout = |label: &str, value: String, note: String| Readout { label: label.into(), value, note };
    let c = view.counts;
    let versus = |b: Option<f64>| b.map_or(String::new(), |b| format!("B: {}", figure(b)));
    let auc_note = match view.band() {
        Some(band) => format!("95\u{202f}%: {} to {}", figure(band.auc.0), figure(band.auc.1)),
        None => versus(view.rival.map(|b| b.roc.auc())),
    };
    let precision_note = match (view.precision(), view.weighted) {
        (None, _) => "0 / 0".into(),
        (_, false) => format!("{} / ({} + {})", c.tp, c.tp, c.fp),
        (_, true) => {
            let right = view.prevalence * view.recall();
            let alarms = (1.0 - view.prevalence) * view.fpr();
            format!("{} / ({} + {})", short(right), short(right), short(alarms))
        }
    };
    let mut all = vec![
        readout("AUC", figure(view.cases.a.roc.auc()), auc_note),
        readout(
            "Average precision",
            figure(view.pr.average_precision()),
            versus(view.rival_pr.as_ref().map(|b| b.average_precision())),
        ),
        readout("Recall", percent(c.recall()), format!("{} / {}", c.tp, c.positives())),
        readout("False-positive rate", percent(c.false_positive_rate()), format!("{} / {}", c.fp, c.negatives())),
        readout("Precision", percent(view.precision()), precision_note),
        readout("Pairs ranked right", percent(pairs.share()), tally(pairs)),
    ];
    if let Some((b, (low, high))) = view.rival.zip(difference(view)) {
        let more = with_decimals(view.cases.a.roc.auc() - b.roc.auc(), 3);
        all.push(readout("AUC A \u{2212} AUC B", more, format!("95\u{202f}%: {} to {}", figure(low), figure(high))));
    }
    all
}

/// The interval of the difference of both areas, while band and second model are shown.
fn difference(view: &View) -> Option<(f64, f64)> {
    view.rival.and(view.band()?.difference)
}

/// How the share of the pairs comes about.
fn tally(pairs: &Pairs) -> String {
    match (pairs.drawn, pairs.tied) {
        (0, _) => "0 / 0: none drawn".into(),
        (drawn, 0) => format!("{} / {drawn}", pairs.right),
        (drawn, tied) => format!("({} + {tied}/2) / {drawn}", pairs.right),
    }
}

/// Every number there is.
pub fn table(view: &View, pairs: &Pairs) -> Table {
    let c = view.counts;
    let s = &view.cases.a.scores;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut add = |name: &str, a: String, b: Option<f64>, from: &str| {
        let b = b.map_or("–".into(), figure);
        rows.push(vec![name.into(), a, b, from.into()]);
    };
    let a = &view.cases.a;
    let (auc, ap) = (a.roc.auc(), view.pr.average_precision());
    add("AUC", figure(auc), view.rival.map(|b| b.roc.auc()), "area under the ROC curve, by trapezoids");
    if let Some(band) = view.band() {
        let interval = format!("{} to {}", figure(band.auc.0), figure(band.auc.1));
        let from = format!("{} % of {} resamples", with_decimals(100.0 * LEVEL, 0), band.replicates);
        add("Its interval", interval, None, &from);
        if let Some((low, high)) = difference(view) {
            let interval = format!("{} to {}", figure(low), figure(high));
            add("AUC of A \u{2212} AUC of B", interval, None, &format!("{from}, both models on the same cases"));
        }
    }
    let rival = view.rival_pr.as_ref();
    add("Average precision", figure(ap), rival.map(|b| b.average_precision()), "Σ (R − R before) · P, by steps");
    add("Prevalence in use", percent(Some(view.prevalence)), None, "precision of calling cases at random");
    add("Prevalence in the sample", percent(c.prevalence()), None, "positives / all");
    if view.weighted {
        let odds = |share: f64| (1.0 - share) / share;
        let times = odds(view.prevalence) / odds(s.scored.prevalence());
        add("Each negative counts as", short(times), None, "odds of a negative in use / in the sample");
    }
    add("Threshold", format!("{:.2}", view.threshold), None, "positive if the score is at least this");
    add("True positives (TP)", c.tp.to_string(), None, "in the sample");
    add("False negatives (FN)", c.fn_.to_string(), None, "in the sample");
    add("False positives (FP)", c.fp.to_string(), None, "in the sample");
    add("True negatives (TN)", c.tn.to_string(), None, "in the sample");
    add("Recall", figure(view.recall()), view.rival_recall(), "TP / (TP + FN); B at A's false-positive rate");
    add("False-positive rate", figure(view.fpr()), None, "FP / (FP + TN)");
    let precision = view.precision().map_or(format!("{UNDEFINED} (0/0)"), figure);
    let from = if view.weighted { "π·R / (π·R + (1 − π)·FPR), π the prevalence" } else { "TP / (TP + FP)" };
    add("Precision", precision, view.rival_precision(), &format!("{from}; B at A's recall"));
    add("F1", figure(view.f1()), None, "2 TP / (2 TP + FP + FN), weighted as precision is");
    let share = pairs.share().map_or(UNDEFINED.into(), figure);
    add("Pairs ranked right", share, None, &format!("{}; tends to the AUC", tally(pairs)));
    Table {
        caption: format!("{} as the positive class, {} {}", s.positive, c.total(), s.judged()),
        columns: ["Measure", "A", "B", "From"].map(String::from).to_vec(),
        rows,
    }
}

/// Numbers for goals and claims; NaN where undefined. Those of B and of the band are there while they are shown.
pub fn measures(view: &View, pairs: &Pairs) -> Vec<(&'static str, f64)> {
    let c = view.counts;
    let or_nan = |value: Option<f64>| value.unwrap_or(f64::NAN);
    let mut all = vec![
        ("auc", view.cases.a.roc.auc()),
        ("average-precision", view.pr.average_precision()),
        ("threshold", view.threshold),
        ("precision", or_nan(view.precision())),
        ("recall", view.recall()),
        ("fpr", view.fpr()),
        ("f1", view.f1()),
        ("prevalence", view.prevalence),
        ("tp", c.tp as f64),
        ("fn", c.fn_ as f64),
        ("fp", c.fp as f64),
        ("tn", c.tn as f64),
        ("positives", c.positives() as f64),
        ("negatives", c.negatives() as f64),
        ("pairs", f64::from(pairs.drawn)),
        ("pairs-tied", f64::from(pairs.tied)),
        ("pairs-right", or_nan(pairs.share())),
    ];
    if let Some((b, pr)) = view.rival.zip(view.rival_pr.as_ref()) {
        all.extend([("rival-auc", b.roc.auc()), ("rival-average-precision", pr.average_precision())]);
        all.extend(view.rival_recall().map(|recall| ("rival-recall", recall)));
        all.extend(view.rival_precision().map(|precision| ("rival-precision", precision)));
    }
    if let Some(band) = view.band() {
        all.extend([("auc-low", band.auc.0), ("auc-high", band.auc.1)]);
        if let Some((low, high)) = difference(view) {
            all.extend([("difference-low", low), ("difference-high", high)]);
        }
    }
    all
}

//! Numbers and sentences.

use super::cases::LEVEL;
use super::curves::{figure, fine};
use super::pairs::Pairs;
use super::prices::{Bill, Least};
use super::view::{Curve, RIVAL, View};
use crate::controls::{short, with_decimals};
use crate::numbers::{Numbers, Quantity, UNDEFINED, measure, percent, quantity, row};
use crate::scored::brief;
use ml::metrics::{Confusion, Pr, Roc};

/// The picture in a few sentences.
fn summary(view: &View) -> String {
    let s = &view.cases.a.scores;
    let precision = match view.precision() {
        Some(_) => format!("precision {}", percent(view.precision())),
        None => "none is flagged, so there is no precision".into(),
    };
    let mut text = format!(
        "At threshold {:.2} A flags {} of the {} {} and {} of the {}; {precision}.",
        view.threshold,
        percent(view.counts.recall()),
        brief(&s.positive),
        s.cases,
        percent(view.counts.false_positive_rate()),
        brief(&s.negative),
    );
    text += &match &view.prices {
        Some(prices) => {
            let said = |bill: &Bill| format!("{}, least {}", whole(bill.total), least(&bill.least));
            let b = prices.b.as_ref().map_or(String::new(), |b| format!("; B at {:.2}: {}", b.threshold, said(b)));
            format!(" Total cost {}{b}.", said(&prices.a))
        }
        None => areas(view),
    };
    if let Some(share) = view.pairs.share() {
        text += &format!(" Of {} random pairs A ranks {} right.", view.pairs.drawn, percent(Some(share)));
    }
    text
}

/// The areas under what is drawn.
fn areas(view: &View) -> String {
    let area = |roc: &Roc, pr: &Pr| match view.has_pr() {
        true => format!("AUC {}, average precision {}", figure(roc.auc()), figure(pr.average_precision())),
        false => format!("AUC {}", figure(roc.auc())),
    };
    let mut text = format!(" {}", area(&view.cases.a.roc, &view.pr));
    if view.has_pr() {
        text += &format!(" at a prevalence of {}", percent(Some(view.prevalence)));
    }
    text += ".";
    if let Some((b, pr)) = view.rival().zip(view.rival_pr.as_ref()) {
        let recall = view.here(Curve::RivalRoc).map(|at| at[1]);
        text += &format!(" B: {}; recall {} at A's false positive rate.", area(&b.roc, pr), percent(recall));
    }
    text
}

/// The least cost and where it is.
pub fn least(least: &Least) -> String {
    format!("{} at {:.2}", whole(least.total), least.threshold)
}

/// A sum of costs.
pub fn whole(cost: f64) -> String {
    with_decimals(cost, 0)
}

/// How the share of the pairs comes about.
fn tally(pairs: &Pairs) -> String {
    match (pairs.drawn, pairs.tied) {
        (0, _) => "none drawn yet: press Run".into(),
        (drawn, 0) => format!("{} / {drawn}", pairs.right),
        (drawn, tied) => format!("({} + {tied}/2) / {drawn}", pairs.right),
    }
}

/// An interval, from end to end.
fn interval((low, high): (f64, f64), write: fn(f64) -> String) -> String {
    format!("{} to {}", write(low), write(high))
}

/// A quantity of model A, beside that of B.
fn both(key: &'static str, name: &str, a: impl Into<Option<f64>>, b: Option<f64>, from: &str) -> Quantity {
    quantity(key, name, a, from).written(figure).cell(b.map_or("–".into(), figure))
}

/// What is said. Measures of B and of the band are there while they are shown.
pub fn numbers(view: &View) -> Numbers {
    let (c, s, a, pairs) = (view.counts, &view.cases.a.scores, &view.cases.a, &view.pairs);
    let rival = view.rival().zip(view.rival_pr.as_ref());
    let (b_auc, b_ap) = (rival.map(|(b, _)| b.roc.auc()), rival.map(|(_, pr)| pr.average_precision()));
    let versus = |b: Option<f64>| b.map_or(String::new(), |b| format!("B: {}", figure(b)));
    let sure = |ends: (f64, f64), write: fn(f64) -> String| format!("95\u{202f}%: {}", interval(ends, write));
    let plain = |name: &str, text: String, from: &str| row(name, [text, "–".into()], from);
    let one = |key, name: &str, value: f64, from: &str| quantity(key, name, value, from).cell("–");

    let band = view.band();
    let difference = rival.and(band).and_then(|band| band.difference);
    let names = [a.name.clone(), rival.map_or("–".into(), |(b, _)| b.name.clone())];
    let mut all = vec![
        row("Model", names, "what sets it apart"),
        both("auc", "AUC", a.roc.auc(), b_auc, "area under the ROC curve, by trapezoids")
            .shown(band.map_or_else(|| versus(b_auc), |band| sure(band.auc, figure))),
    ];
    if let Some(band) = band {
        let from = format!("{} % of {} resamples", with_decimals(100.0 * LEVEL, 0), band.replicates);
        let ends = plain("Its interval", interval(band.auc, figure), &from);
        all.push(ends.measured("auc-low", band.auc.0).measured("auc-high", band.auc.1));
        if let Some(ends) = difference {
            let from = format!("{from}, both models on the same cases");
            let row = plain("AUC of A \u{2212} AUC of B", interval(ends, fine), &from);
            all.push(row.measured("difference-low", ends.0).measured("difference-high", ends.1));
        }
    }
    let ap = view.pr.average_precision();
    let of_pr = [
        both("average-precision", "Average precision", ap, b_ap, "Σ (R − R before) · P, by steps").shown(versus(b_ap)),
        one("prevalence", "Prevalence in use", view.prevalence, "precision of flagging at random").percent(),
        plain("Prevalence in the sample", percent(c.prevalence()), "positives / all"),
    ];
    all.extend(of_pr.into_iter().filter(|_| view.has_pr()));
    if view.weighted {
        let odds = |share: f64| (1.0 - share) / share;
        let times = odds(view.prevalence) / odds(s.scored.prevalence());
        all.push(plain("Each negative counts as", short(times), "odds of a negative in use / in the sample"));
    }
    let precision_note = if view.weighted {
        let (right, alarms) = (view.prevalence * view.recall(), (1.0 - view.prevalence) * view.fpr());
        format!("{} / ({} + {})", short(right), short(right), short(alarms))
    } else {
        format!("{} / ({} + {})", c.tp, c.tp, c.fp)
    };
    let from = if view.weighted { "π·R / (π·R + (1 − π)·FPR), π the prevalence" } else { "TP / (TP + FP)" };
    let precision_words = view.precision().map(|share| percent(Some(share)));
    let [b_recall, b_precision] = [Curve::RivalRoc, Curve::RivalPr].map(|curve| view.here(curve).map(|at| at[1]));
    // With prices B has a threshold of its own.
    let own = view.prices.as_ref().and_then(|prices| prices.b.as_ref());
    let b_fpr = own.and_then(|b| b.counts.false_positive_rate());
    let at = |what: &str| if own.is_some() { "its own threshold".into() } else { format!("A's {what}") };
    all.extend([
        quantity("threshold", "Threshold", view.threshold, "flagged if the score is at least this")
            .text(format!("{:.2}", view.threshold))
            .cell(own.map_or("–".into(), |b| format!("{:.2}", b.threshold))),
        one("tp", "True positives (TP)", c.tp as f64, "in the sample"),
        one("fn", "False negatives (FN)", c.fn_ as f64, "in the sample"),
        one("fp", "False positives (FP)", c.fp as f64, "in the sample"),
        one("tn", "True negatives (TN)", c.tn as f64, "in the sample"),
        measure("positives", c.positives() as f64),
        measure("negatives", c.negatives() as f64),
        both(
            "recall",
            "Recall",
            view.recall(),
            b_recall,
            &format!("TP / (TP + FN); B at {}", at("false positive rate")),
        )
        .shown_as(
            "Recall",
            Some(percent(c.recall())),
            match b_recall {
                Some(b) => {
                    let at = at("false positive rate");
                    format!("{} / {}; B: {} at {at}", c.tp, c.positives(), percent(Some(b)))
                }
                None => format!("{} / {}", c.tp, c.positives()),
            },
        ),
        both("fpr", "False positive rate", view.fpr(), b_fpr, "FP / (FP + TN)").shown_as(
            "False positive rate",
            Some(percent(c.false_positive_rate())),
            format!("{} / {}", c.fp, c.negatives())
                + &b_fpr.map_or(String::new(), |b| format!("; B: {}", percent(Some(b)))),
        ),
        both("precision", "Precision", view.precision(), b_precision, &format!("{from}; B at {}", at("recall")))
            .lacking("none is flagged")
            .shown_as("Precision", precision_words, precision_note),
        both("f1", "F1", view.f1(), None, "2 TP / (2 TP + FP + FN), weighted as precision is"),
        measure("pairs", f64::from(pairs.drawn)),
        measure("pairs-tied", f64::from(pairs.tied)),
        quantity("pairs-right", "Pairs ranked right", pairs.share(), &format!("{}; tends to the AUC", tally(pairs)))
            .text(pairs.share().map_or(format!("{UNDEFINED}: no pair is drawn"), figure))
            .cell("–")
            .shown_as(
                "Pairs ranked right",
                Some(pairs.share().map_or("–".into(), |share| percent(Some(share)))),
                tally(pairs),
            )
            .quiet_if(view.prices.is_some() && pairs.drawn == 0),
    ]);
    if let Some(prices) = &view.prices {
        let (a, b) = (&prices.a, prices.b.as_ref());
        let note = |bill: &Bill| {
            let each = format!("{} a case", short(bill.total / c.total() as f64));
            let Confusion { fn_, fp, .. } = bill.counts;
            let sum = || format!("{fn_} · {} + {fp}; {each}", short(prices.costs.fn_));
            if view.weighted { each } else { sum() }
        };
        let from = "misses · cost of a miss + false alarms, as many cases as in the sample";
        let mut cost = quantity("cost", "Total cost", a.total, from).text(whole(a.total));
        cost = cost.shown_as(if b.is_some() { "Total cost of A" } else { "Total cost" }, None, note(a));
        if let Some(b) = b {
            cost = cost.shown_as("Total cost of B", Some(whole(b.total)), note(b)).measured("rival-cost", b.total);
        }
        let beside = |write: fn(&Bill) -> String| b.map_or("–".into(), write);
        all.extend([
            cost.cell(beside(|b| whole(b.total))),
            measure("cost-per-case", a.total / c.total() as f64),
            quantity("cheapest-cost", "Least total cost", a.least.total, "by a threshold of two decimals")
                .text(least(&a.least))
                .cell(beside(|b| least(&b.least)))
                .shown(b.map_or(String::new(), |b| format!("B: {}", least(&b.least)))),
            measure("cheapest-threshold", a.least.threshold),
        ]);
        let of_b = |b: &Bill| {
            [
                measure("rival-cheapest-cost", b.least.total),
                measure("rival-cheapest-threshold", b.least.threshold),
                measure(RIVAL, b.threshold),
            ]
        };
        all.extend(b.into_iter().flat_map(of_b));
    }
    if let Some(((b, _), ends)) = rival.zip(difference) {
        let more = fine(a.roc.auc() - b.roc.auc());
        all.push(measure("", None).shown_as("AUC A \u{2212} AUC B", Some(more), sure(ends, fine)));
    }
    all.extend(b_auc.map(|auc| measure("rival-auc", auc)));
    all.extend(b_ap.filter(|_| view.has_pr()).map(|ap| measure("rival-average-precision", ap)));
    all.extend(b_recall.map(|recall| measure("rival-recall", recall)));
    all.extend(b_precision.map(|precision| measure("rival-precision", precision)));
    let caption = format!("{} as the positive class, {} {}", s.positive, c.total(), s.judged());
    Numbers::new(summary(view), caption, ["Measure", "A", "B", "From"], all)
}

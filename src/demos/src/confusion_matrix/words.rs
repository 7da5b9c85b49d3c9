//! Two classes in words and numbers.

use super::binary::Binary;
use crate::controls::{short, with_decimals};
use crate::demo::{Readout, Table};
use crate::scored::{UNDEFINED, counted, percent};

/// The picture in two sentences.
pub fn summary(b: &Binary) -> String {
    let c = b.counts;
    let names = b.scores;
    let found = format!(
        "At threshold {:.2}: {} of {} {} {} found, {} missed; {} among {} {}.",
        b.threshold,
        c.tp,
        c.positives(),
        names.positive,
        names.cases,
        c.fn_,
        counted(c.fp, "false alarm", "false alarms"),
        c.negatives(),
        names.negative
    );
    let precision = match c.precision() {
        Some(_) => format!("Precision {}", percent(c.precision())),
        None => "No case is called positive, so precision is undefined".into(),
    };
    let accuracy = if c.precision().is_none() { format!(", accuracy {}", percent(c.accuracy())) } else { "".into() };
    format!("{found} {precision}, recall {}{accuracy}.", percent(c.recall()))
}

/// The four numbers that are argued about.
pub fn readouts(b: &Binary) -> Vec<Readout> {
    let c = b.counts;
    let readout = |label: &str, value: Option<f64>, note: String| Readout {
        label: label.into(),
        value: percent(value),
        note: if value.is_none() { "0 / 0".into() } else { note },
    };
    vec![
        readout("Precision", c.precision(), format!("{} / ({} + {})", c.tp, c.tp, c.fp)),
        readout("Recall", c.recall(), format!("{} / ({} + {})", c.tp, c.tp, c.fn_)),
        readout("Specificity", c.specificity(), format!("{} / ({} + {})", c.tn, c.tn, c.fp)),
        readout("F1", c.f1(), format!("2·{} / (2·{} + {} + {})", c.tp, c.tp, c.fp, c.fn_)),
    ]
}

/// Every number there is.
pub fn table(b: &Binary) -> Table {
    let c = b.counts;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut add = |name: &str, value: String, from: &str| rows.push(vec![name.into(), value, from.into()]);
    add("Threshold", format!("{:.2}", b.threshold), "a case is called positive if its score is at least this");
    add("True positives (TP)", c.tp.to_string(), "positives that are found");
    add("False negatives (FN)", c.fn_.to_string(), "positives that are missed");
    add("False positives (FP)", c.fp.to_string(), "negatives that raise a false alarm");
    add("True negatives (TN)", c.tn.to_string(), "negatives that are left alone");
    let mut ratio = |name: &str, value: Option<f64>, from: &str| {
        let text = if value.is_some() { percent(value) } else { format!("{UNDEFINED} (0/0)") };
        add(name, text, from);
    };
    ratio("Precision", c.precision(), "TP / (TP + FP)");
    ratio("Recall, sensitivity", c.recall(), "TP / (TP + FN)");
    ratio("Specificity", c.specificity(), "TN / (TN + FP)");
    ratio("Negative predictive value", c.npv(), "TN / (TN + FN)");
    ratio("Accuracy", c.accuracy(), "(TP + TN) / all");
    ratio("Balanced accuracy", c.balanced_accuracy(), "(recall + specificity) / 2");
    ratio("F1", c.f1(), "2 TP / (2 TP + FP + FN)");
    ratio(&format!("F-beta, β = {}", short(b.beta)), b.f_beta(), "(1 + β²) TP / ((1 + β²) TP + β² FN + FP)");
    let mcc = c.mcc().map_or(format!("{UNDEFINED} (0/0)"), |mcc| with_decimals(mcc, 3));
    add("Matthews correlation (MCC)", mcc, "(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))");
    let (miss, alarm) = (short(b.costs.fn_), short(b.costs.fp));
    add("Cost per 100 cases", short(b.cost()), &format!("100 · ({miss} FN + {alarm} FP) / all"));
    add("Cheapest threshold", short(b.cheapest.threshold), "on these cases; other cases would choose another");
    add("Cost there", short(b.cheapest.cost), "per 100 cases");
    Table {
        caption: format!("{} as the positive class, {} {}", b.scores.positive, c.total(), b.scores.judged()),
        columns: ["Measure", "Value", "From"].map(String::from).to_vec(),
        rows,
    }
}

/// Numbers for goals and claims; NaN where undefined.
pub fn measures(b: &Binary) -> Vec<(&'static str, f64)> {
    let c = b.counts;
    let or_nan = |value: Option<f64>| value.unwrap_or(f64::NAN);
    vec![
        ("threshold", b.threshold),
        ("tp", c.tp as f64),
        ("fn", c.fn_ as f64),
        ("fp", c.fp as f64),
        ("tn", c.tn as f64),
        ("positives", c.positives() as f64),
        ("negatives", c.negatives() as f64),
        ("precision", or_nan(c.precision())),
        ("recall", or_nan(c.recall())),
        ("specificity", or_nan(c.specificity())),
        ("npv", or_nan(c.npv())),
        ("accuracy", or_nan(c.accuracy())),
        ("balanced-accuracy", or_nan(c.balanced_accuracy())),
        ("f1", or_nan(c.f1())),
        ("f-beta", or_nan(b.f_beta())),
        ("mcc", or_nan(c.mcc())),
        ("cost", b.cost()),
        ("optimal-threshold", b.cheapest.threshold),
        ("optimal-cost", b.cheapest.cost),
    ]
}

//! Against scikit-learn; `tests/reference/metrics.py` made the numbers.

use crate::metrics::*;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Reference {
    binary: Vec<Binary>,
    multiclass: Vec<Several>,
}

#[derive(Deserialize)]
struct Binary {
    labels: Vec<bool>,
    scores: Vec<f64>,
    fpr: Vec<f64>,
    tpr: Vec<f64>,
    thresholds: Vec<f64>,
    auc: f64,
    precision: Vec<f64>,
    recall: Vec<f64>,
    average_precision: f64,
    average_precision_at_2_percent: f64,
    counts: [u64; 4],
    ratios: BTreeMap<String, f64>,
    log_loss: f64,
    brier: f64,
    reliability: Curve,
    reliability_quantile: Curve,
}

#[derive(Deserialize)]
struct Curve {
    predicted: Vec<f64>,
    observed: Vec<f64>,
}

#[derive(Deserialize)]
struct Several {
    truth: Vec<usize>,
    predicted: Vec<usize>,
    classes: usize,
    counts: Vec<u64>,
    averages: BTreeMap<String, f64>,
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("../../../../../tests/reference/metrics.json")).unwrap()
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-13, "{found} {expected}");
}

#[track_caller]
fn all_close(found: impl Iterator<Item = f64>, expected: &[f64]) {
    let found: Vec<f64> = found.collect();
    assert_eq!(found.len(), expected.len());
    found.iter().zip(expected).for_each(|(f, e)| close(*f, *e));
}

#[test]
fn curves() {
    for case in reference().binary {
        let scored = Scored::new(&case.labels, &case.scores).unwrap();
        let roc = Roc::new(&scored).unwrap();
        all_close(roc.points().iter().map(|p| p.fpr), &case.fpr);
        all_close(roc.points().iter().map(|p| p.tpr), &case.tpr);
        all_close(roc.points()[1..].iter().map(|p| p.threshold), &case.thresholds);
        close(roc.auc(), case.auc);
        let pr = Pr::new(&scored).unwrap();
        let known = &pr.points()[1..];
        all_close(known.iter().map(|p| p.recall), &case.recall);
        all_close(known.iter().map(|p| p.precision.unwrap()), &case.precision);
        close(pr.average_precision(), case.average_precision);
        let rare = Pr::at_prevalence(&scored, 0.02).unwrap();
        close(rare.average_precision(), case.average_precision_at_2_percent);
    }
}

#[test]
fn ratios() {
    for case in reference().binary {
        let c = Scored::new(&case.labels, &case.scores).unwrap().at(0.5);
        assert_eq!([c.tp, c.fp, c.tn, c.fn_], case.counts);
        let found = [
            ("precision", c.precision()),
            ("recall", c.recall()),
            ("specificity", c.specificity()),
            ("npv", c.npv()),
            ("accuracy", c.accuracy()),
            ("balanced_accuracy", c.balanced_accuracy()),
            ("f1", c.f1()),
            ("f2", c.f_beta(2.0)),
            ("f_half", c.f_beta(0.5)),
            ("mcc", c.mcc()),
        ];
        assert_eq!(found.len(), case.ratios.len());
        for (name, value) in found {
            close(value.unwrap(), case.ratios[name]);
        }
    }
}

#[test]
fn probabilities() {
    for case in reference().binary {
        let forecasts = Forecasts::new(&case.labels, &case.scores).unwrap();
        close(forecasts.log_loss(), case.log_loss);
        close(forecasts.brier(), case.brier);
        for (binning, curve) in
            [(Binning::EqualWidth, case.reliability), (Binning::EqualCount, case.reliability_quantile)]
        {
            let bins = forecasts.reliability(7, binning);
            all_close(bins.iter().filter_map(|bin| bin.predicted), &curve.predicted);
            all_close(bins.iter().filter_map(|bin| bin.observed), &curve.observed);
        }
    }
}

#[test]
fn several_classes() {
    for case in reference().multiclass {
        let matrix = Multiclass::new(&case.truth, &case.predicted, case.classes).unwrap();
        assert_eq!(matrix.counts().flatten().to_vec(), case.counts);
        assert_eq!(case.averages.len(), 18);
        for (name, expected) in &case.averages {
            let words: Vec<&str> = name.split(' ').collect();
            let ratio = match words[0] {
                "precision" => Ratio::Precision,
                "recall" => Ratio::Recall,
                _ => Ratio::F(1.0),
            };
            let averaging = match words[1] {
                "macro" => Averaging::Macro,
                "micro" => Averaging::Micro,
                _ => Averaging::Weighted,
            };
            let undefined = if words[2] == "zero" { Undefined::Zero } else { Undefined::Skip };
            close(matrix.average(ratio, averaging, undefined).unwrap(), *expected);
        }
    }
}

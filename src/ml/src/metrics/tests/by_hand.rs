//! Arithmetic done on paper.

use crate::metrics::*;
use crate::rng::Seed;

fn counts(tp: u64, fp: u64, tn: u64, fn_: u64) -> Confusion {
    Confusion { tp, fp, tn, fn_ }
}

#[track_caller]
fn close(found: Option<f64>, expected: f64) {
    assert!((found.unwrap() - expected).abs() < 1e-15, "{found:?} {expected}");
}

#[test]
fn ratios() {
    // 100 cases, 10 positive; 20 alarms, 8 right.
    let c = counts(8, 12, 78, 2);
    close(c.prevalence(), 0.1);
    close(c.precision(), 0.4);
    close(c.recall(), 0.8);
    close(c.specificity(), 78.0 / 90.0);
    close(c.false_positive_rate(), 12.0 / 90.0);
    close(c.npv(), 78.0 / 80.0);
    close(c.accuracy(), 0.86);
    close(c.balanced_accuracy(), (0.8 + 78.0 / 90.0) / 2.0);
    // 2·0.4·0.8/(0.4 + 0.8) = 0.5333…; F2 = 5·0.32/(4·0.4 + 0.8) = 2/3.
    close(c.f1(), 8.0 / 15.0);
    close(c.f_beta(2.0), 2.0 / 3.0);
    // (8·78 − 12·2)/√(20·10·90·80) = 600/1200.
    close(c.mcc(), 0.5);
}

#[test]
fn undefined_ratios_are_none() {
    // Nothing is predicted positive.
    let c = counts(0, 0, 99, 1);
    assert_eq!((c.precision(), c.recall(), c.mcc()), (None, Some(0.0), None));
    assert_eq!((c.f1(), c.accuracy(), c.npv()), (Some(0.0), Some(0.99), Some(0.99)));
    // Nothing is positive and nothing is predicted so: F is 0/0 too.
    let c = counts(0, 0, 5, 0);
    assert_eq!((c.f1(), c.recall(), c.balanced_accuracy()), (None, None, None));
    assert_eq!(c.specificity(), Some(1.0));
    // Nothing at all.
    let c = Confusion::default();
    assert_eq!((c.accuracy(), c.prevalence(), c.npv(), c.specificity()), (None, None, None, None));
    assert_eq!(c.false_positive_rate(), None);
    // Everything is positive: a correlation with a constant.
    assert_eq!(counts(3, 0, 0, 2).mcc(), None);
}

/// Scores 0.9 0.7 0.7 0.4 0.2 with labels + + − − +.
fn five() -> Scored {
    Scored::new(&[true, true, false, false, true], &[0.9, 0.7, 0.7, 0.4, 0.2]).unwrap()
}

#[test]
fn cuts_and_threshold() {
    let expected = [
        (f64::INFINITY, counts(0, 0, 2, 3)),
        (0.9, counts(1, 0, 2, 2)),
        (0.7, counts(2, 1, 1, 1)),
        (0.4, counts(2, 2, 0, 1)),
        (0.2, counts(3, 2, 0, 0)),
    ];
    let cuts = five().cuts();
    assert_eq!(cuts, expected.map(|(threshold, counts)| Cut { threshold, counts }));
    // A score equal to the threshold is predicted positive.
    assert_eq!(five().at(0.7), counts(2, 1, 1, 1));
    assert_eq!(five().at(0.700001), counts(1, 0, 2, 2));
    // 0 and −0 are one score.
    let zeros = Scored::new(&[true, false, true], &[-0.0, 0.0, -0.0]).unwrap();
    assert_eq!(zeros.cuts().len(), 2);
}

#[test]
fn curves() {
    let roc = Roc::new(&five()).unwrap();
    // Six pairs: 0.9 beats both; 0.7 ties one and beats one; 0.2 beats none.
    close(Some(roc.auc()), 3.5 / 6.0);
    let hull: Vec<_> = roc.hull().iter().map(|p| (p.fpr, p.tpr)).collect();
    assert_eq!(hull, [(0.0, 0.0), (0.0, 1.0 / 3.0), (1.0, 1.0)]);
    let pr = Pr::new(&five()).unwrap();
    let precision: Vec<_> = pr.points().iter().map(|p| p.precision).collect();
    assert_eq!(precision, [None, Some(1.0), Some(2.0 / 3.0), Some(0.5), Some(0.6)]);
    // Three steps of 1/3 at precision 1, 2/3 and 0.6.
    close(Some(pr.average_precision()), (1.0 + 2.0 / 3.0 + 0.6) / 3.0);
    close(Some(pr.prevalence()), 0.6);
    // At 10 % positives: at threshold 0.7, 0.1·(2/3)/(0.1·(2/3) + 0.9·(1/2)) = 4/31.
    let rare = Pr::at_prevalence(&five(), 0.1).unwrap();
    close(rare.points()[2].precision, 4.0 / 31.0);
    assert_eq!(rare.points()[0].precision, None);
}

#[test]
fn one_class_has_no_roc() {
    let positive = Scored::new(&[true, true], &[0.1, 0.2]).unwrap();
    let negative = Scored::new(&[false, false], &[0.1, 0.2]).unwrap();
    assert!(Roc::new(&positive).is_none() && Roc::new(&negative).is_none());
    assert_eq!(Pr::new(&positive).unwrap().average_precision(), 1.0);
    assert!(Pr::new(&negative).is_none());
    assert!(Pr::at_prevalence(&positive, 0.5).is_none());
    assert!(Pr::at_prevalence(&five(), 1.0).is_none());
    assert!(RocBootstrap::new(&positive, 11, Seed(0)).is_none());
}

#[test]
fn costs() {
    // At cost 1 a false alarm and 4 a miss: 12, 8, 5, 6, 2.
    let costs = Costs { fn_: 4.0, ..Costs::default() };
    let cuts = five().cuts();
    let totals: Vec<f64> = cuts.iter().map(|cut| costs.total(&cut.counts)).collect();
    assert_eq!(totals, [12.0, 8.0, 5.0, 6.0, 2.0]);
    assert_eq!(costs.cheapest(&cuts).unwrap().threshold, 0.2);
    assert_eq!(costs.threshold(), Some(0.2));
    // With equal costs 2 mistakes are least, at 0.9, 0.7 and 0.2: take 0.9.
    assert_eq!(Costs::default().cheapest(&cuts).unwrap().threshold, 0.9);
    assert_eq!(Costs { tp: -10.0, fp: 5.0, tn: 0.0, fn_: 0.0 }.threshold(), Some(1.0 / 3.0));
    assert_eq!(Costs { fp: 0.0, ..Costs::default() }.threshold(), None);
    assert_eq!(Costs { fn_: f64::NAN, ..Costs::default() }.cheapest(&cuts[..1]), None);
}

#[test]
fn forecasts() {
    let f = Forecasts::new(&[true, false, true, false], &[0.75, 0.25, 0.5, 0.5]).unwrap();
    // −(ln 0.75 + ln 0.75 + ln 0.5 + ln 0.5)/4 = (2·0.287682 + 2·0.693147)/4
    close(Some(f.log_loss()), (2.0 * 0.28768207245178096 + 2.0 * std::f64::consts::LN_2) / 4.0);
    close(Some(f.brier()), (0.0625 + 0.0625 + 0.25 + 0.25) / 4.0);
    let bins = f.reliability(2, Binning::EqualWidth);
    // 0.5 belongs to (0, 0.5]: 0.25, 0.5, 0.5 with one positive; then 0.75.
    assert_eq!((bins[0].count, bins[1].count), (3, 1));
    close(bins[0].predicted, 1.25 / 3.0);
    close(bins[0].observed, 1.0 / 3.0);
    // (3/4)·(1.25 − 1)/3 + (1/4)·0.25
    close(Some(f.calibration_error(2, Binning::EqualWidth)), 0.125);
    let empty = f.reliability(10, Binning::EqualWidth)[9];
    assert_eq!((empty.count, empty.predicted, empty.observed), (0, None, None));
    // A certain mistake: −ln 2⁻⁵² = 52·ln 2 = 36.04.
    let sure = Forecasts::new(&[true, false], &[0.0, 1.0]).unwrap();
    assert!((sure.log_loss() - 52.0 * std::f64::consts::LN_2).abs() < 1e-12);
}

#[test]
fn bad_input_is_refused() {
    use MetricsError::*;
    assert_eq!(Scored::new(&[true], &[]), Err(Lengths { labels: 1, predictions: 0 }));
    assert_eq!(Scored::new(&[], &[]), Err(Empty));
    assert!(matches!(Scored::new(&[true], &[f64::NAN]), Err(NotFinite { row: 0, .. })));
    let over = NotAProbability { row: 1, value: 1.5 };
    assert_eq!(Forecasts::new(&[true, true], &[1.0, 1.5]), Err(over));
    assert!(Forecasts::new(&[true], &[f64::NAN]).is_err());
    assert_eq!(Multiclass::new(&[0, 1], &[0, 3], 3), Err(NoClass { row: 1, class: 3, classes: 3 }));
    assert_eq!(Multiclass::new(&[], &[], 3), Err(Empty));
}

#[test]
fn several_classes() {
    // True 0: two right, one taken for 1. True 1: one right. Class 2 never occurs.
    let m = Multiclass::new(&[0, 0, 0, 1], &[0, 0, 1, 1], 3).unwrap();
    assert_eq!(m.class(0), counts(2, 0, 1, 1));
    assert_eq!(m.class(1), counts(1, 1, 2, 0));
    assert_eq!(m.class(2), counts(0, 0, 4, 0));
    assert_eq!(m.accuracy(), Some(0.75));
    use {Averaging::*, Undefined::*};
    close(m.average(Ratio::Precision, Macro, Skip), 0.75); // (1 + 1/2)/2
    close(m.average(Ratio::Precision, Macro, Zero), 0.5); // (1 + 1/2 + 0)/3
    close(m.average(Ratio::Precision, Micro, Skip), 0.75); // 3/4
    close(m.average(Ratio::Precision, Weighted, Zero), 0.875); // (3·1 + 1·½)/4
    close(m.average(Ratio::F(1.0), Macro, Skip), (0.8 + 2.0 / 3.0) / 2.0);
}

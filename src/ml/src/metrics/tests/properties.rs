//! What must hold for any input.

use crate::metrics::*;
use crate::numeric::{exp, mean};
use crate::rng::Seed;
use proptest::prelude::*;

/// Labels of both classes with scores that tie often.
fn sample() -> impl Strategy<Value = (Vec<bool>, Vec<f64>)> {
    prop::collection::vec((any::<bool>(), -6_i32..6), 2..40)
        .prop_map(|rows| rows.into_iter().map(|(label, score)| (label, f64::from(score) / 8.0)).unzip())
        .prop_filter("both classes", |(labels, _): &(Vec<bool>, _)| labels.contains(&true) && labels.contains(&false))
}

fn scored((labels, scores): &(Vec<bool>, Vec<f64>)) -> Scored {
    Scored::new(labels, scores).unwrap()
}

/// The chance that a positive scores above a negative, pair by pair.
fn rank_probability((labels, scores): &(Vec<bool>, Vec<f64>)) -> f64 {
    let of = |class: bool| labels.iter().zip(scores).filter(move |(l, _)| **l == class).map(|(_, s)| *s);
    let half = |p: f64, n: f64| {
        if p > n {
            1.0
        } else if p == n {
            0.5
        } else {
            0.0
        }
    };
    let pairs = of(true).flat_map(|p| of(false).map(move |n| half(p, n)));
    mean(&pairs.collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn auc_is_the_rank_probability(sample in sample()) {
        // Halves add exactly, so both are one rounded division.
        prop_assert_eq!(Roc::new(&scored(&sample)).unwrap().auc(), rank_probability(&sample));
    }

    #[test]
    fn auc_is_the_trapezoid_area(sample in sample()) {
        let roc = Roc::new(&scored(&sample)).unwrap();
        let strips = roc.points().windows(2).map(|w| (w[1].fpr - w[0].fpr) * (w[1].tpr + w[0].tpr) / 2.0);
        let area: f64 = strips.fold(0.0, |a, b| a + b);
        prop_assert!((area - roc.auc()).abs() < 1e-13);
    }

    #[test]
    fn only_the_order_of_scores_matters(sample in sample()) {
        let roc = Roc::new(&scored(&sample)).unwrap();
        let moved: Vec<f64> = sample.1.iter().map(|&s| exp(s) * 3.0 - 1.0).collect();
        let other = Roc::new(&Scored::new(&sample.0, &moved).unwrap()).unwrap();
        prop_assert_eq!(roc.auc(), other.auc());
        let turned: Vec<f64> = sample.1.iter().map(|s| -s).collect();
        let other = Roc::new(&Scored::new(&sample.0, &turned).unwrap()).unwrap();
        prop_assert!((roc.auc() + other.auc() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn permuting_rows_changes_nothing(sample in sample(), seed: u64) {
        let order = Seed(seed).rng().permutation(sample.0.len());
        let labels: Vec<bool> = order.iter().map(|&row| sample.0[row]).collect();
        let scores: Vec<f64> = order.iter().map(|&row| sample.1[row]).collect();
        let (a, b) = (scored(&sample), Scored::new(&labels, &scores).unwrap());
        prop_assert_eq!(a.cuts(), b.cuts());
        prop_assert_eq!(Pr::new(&a), Pr::new(&b));
    }

    #[test]
    fn each_cut_is_what_its_threshold_gives(sample in sample()) {
        let scored = scored(&sample);
        let cuts = scored.cuts();
        for cut in &cuts {
            prop_assert_eq!(cut.counts, scored.at(cut.threshold));
        }
        prop_assert!(cuts.is_sorted_by(|a, b| a.threshold > b.threshold));
    }

    #[test]
    fn no_threshold_is_cheaper(sample in sample(), alarm in 0.0..9.0, miss in 0.0..9.0, threshold in -2.0..2.0) {
        let scored = scored(&sample);
        let costs = Costs { fp: alarm, fn_: miss, ..Costs::default() };
        let cuts = scored.cuts();
        let least = costs.total(&costs.cheapest(&cuts).unwrap().counts);
        prop_assert!(least <= costs.total(&scored.at(threshold)));
    }

    #[test]
    fn the_hull_covers_the_curve(sample in sample()) {
        let roc = Roc::new(&scored(&sample)).unwrap();
        let hull = roc.hull();
        prop_assert_eq!(hull.first().map(|p| (p.fpr, p.tpr)), Some((0.0, 0.0)));
        prop_assert_eq!(hull.last().map(|p| (p.fpr, p.tpr)), Some((1.0, 1.0)));
        for point in roc.points() {
            let over = hull.windows(2).any(|w| {
                let inside = w[0].fpr <= point.fpr && point.fpr <= w[1].fpr;
                let cross = (w[1].fpr - w[0].fpr) * (point.tpr - w[0].tpr)
                    - (w[1].tpr - w[0].tpr) * (point.fpr - w[0].fpr);
                inside && cross <= 1e-12
            });
            prop_assert!(over, "{point:?} {hull:?}");
        }
        let slopes: Vec<f64> = hull.windows(2).map(|w| (w[1].tpr - w[0].tpr) / (w[1].fpr - w[0].fpr)).collect();
        prop_assert!(slopes.is_sorted_by(|a, b| a > b), "{slopes:?}");
    }

    #[test]
    fn reweighting_to_the_same_prevalence_changes_nothing(sample in sample()) {
        let scored = scored(&sample);
        let (own, again) = (Pr::new(&scored).unwrap(), Pr::at_prevalence(&scored, scored.prevalence()).unwrap());
        prop_assert!((own.average_precision() - again.average_precision()).abs() < 1e-13);
    }

    #[test]
    fn ratios_lie_where_they_must(tp in 0_u64..50, fp in 0_u64..50, tn in 0_u64..50, fn_ in 0_u64..50) {
        let c = Confusion { tp, fp, tn, fn_ };
        let shares = [c.precision(), c.recall(), c.specificity(), c.npv(), c.accuracy(), c.f1(), c.f_beta(2.0)];
        prop_assert!(shares.into_iter().flatten().all(|share| (0.0..=1.0).contains(&share)));
        // The negative class's view swaps the diagonal: the correlation stays.
        let turned = Confusion { tp: tn, fp: fn_, tn: tp, fn_: fp };
        prop_assert_eq!(c.mcc().is_some(), turned.mcc().is_some());
        if let (Some(a), Some(b)) = (c.mcc(), turned.mcc()) {
            prop_assert!((a - b).abs() < 1e-14 && a.abs() <= 1.0 + 1e-14);
        }
        if let (Some(p), Some(r), Some(f)) = (c.precision(), c.recall(), c.f1()) && p + r > 0.0 {
            prop_assert!((f - 2.0 * p * r / (p + r)).abs() < 1e-14);
        }
    }

    #[test]
    fn bins_hold_every_row(p in prop::collection::vec(0.0..=1.0_f64, 1..50), bins in 1_usize..12) {
        let labels = vec![true; p.len()];
        let forecasts = Forecasts::new(&labels, &p).unwrap();
        for binning in [Binning::EqualWidth, Binning::EqualCount] {
            let found = forecasts.reliability(bins, binning);
            prop_assert_eq!(found.len(), bins);
            prop_assert_eq!(found.iter().map(|bin| bin.count).sum::<usize>(), p.len());
            prop_assert!(found.iter().all(|bin| bin.predicted.is_none_or(|m| bin.low - 1e-12 <= m && m <= bin.high + 1e-12)));
        }
    }

    #[test]
    fn one_matrix_a_class(rows in prop::collection::vec((0_usize..4, 0_usize..4), 1..40)) {
        let (truth, said): (Vec<usize>, Vec<usize>) = rows.into_iter().unzip();
        let m = Multiclass::new(&truth, &said, 4).unwrap();
        for class in 0..4 {
            let pairs = truth.iter().zip(&said).map(|(&t, &s)| (t == class, s == class));
            prop_assert_eq!(m.class(class), Confusion::count(pairs));
        }
        for ratio in [Ratio::Precision, Ratio::Recall, Ratio::F(0.5)] {
            let micro = m.average(ratio, Averaging::Micro, Undefined::Skip).unwrap();
            prop_assert!((micro - m.accuracy().unwrap()).abs() < 1e-15);
        }
    }
}

#[test]
fn the_bootstrap_band_agrees_with_slow_resampling() {
    let labels: Vec<bool> = (0..60).map(|row| row % 3 == 0).collect();
    let mut rng = Seed(8).rng();
    let scores: Vec<f64> = labels.iter().map(|&l| ((rng.normal() + f64::from(l)) * 4.0).round() / 4.0).collect();
    let scored = Scored::new(&labels, &scores).unwrap();
    let mut bootstrap = RocBootstrap::new(&scored, 21, Seed(9)).unwrap();
    assert_eq!((bootstrap.auc_interval(0.95), bootstrap.band(0.95)), (None, vec![]));
    bootstrap.run(2000);
    let (low, high) = bootstrap.auc_interval(0.95).unwrap();
    // The same by sorting each resample afresh; other draws, so the limits
    // agree up to the noise of 2,000 replicates (standard error about 0.004).
    let of = |class: bool| (0..60).filter(|&r| labels[r] == class).collect::<Vec<usize>>();
    let (yes, no) = (of(true), of(false));
    let mut aucs: Vec<f64> = (0..2000)
        .map(|_| {
            let mut rows: Vec<usize> = rng.with_replacement(20, 20).into_iter().map(|i| yes[i]).collect();
            rows.extend(rng.with_replacement(40, 40).into_iter().map(|i| no[i]));
            let l: Vec<bool> = rows.iter().map(|&r| labels[r]).collect();
            let s: Vec<f64> = rows.iter().map(|&r| scores[r]).collect();
            Roc::new(&Scored::new(&l, &s).unwrap()).unwrap().auc()
        })
        .collect();
    aucs.sort_by(f64::total_cmp);
    assert!((low - aucs[50]).abs() < 0.016, "{low} {}", aucs[50]);
    assert!((high - aucs[1949]).abs() < 0.016, "{high} {}", aucs[1949]);
    let auc = Roc::new(&scored).unwrap().auc();
    assert!(low < auc && auc < high);
    // The band is monotone, ends at 1 and holds the curve it came from.
    let band = bootstrap.band(0.95);
    assert_eq!((band.len(), band[20].low, band[20].high), (21, 1.0, 1.0));
    assert!(band.is_sorted_by(|a, b| a.low <= b.low && a.high <= b.high));
    let points = Roc::new(&scored).unwrap();
    for p in &band {
        let own = points.points().iter().filter(|q| q.fpr <= p.fpr).map(|q| q.tpr).fold(0.0, f64::max);
        assert!(own <= p.high, "{p:?} {own}");
    }
    let mut twice = RocBootstrap::new(&scored, 21, Seed(9)).unwrap();
    twice.run(2000);
    assert_eq!(twice.aucs(), bootstrap.aucs());
    // Scores turned around rank the same rows the other way in every replicate: areas add up to 1.
    let turned: Vec<f64> = scores.iter().map(|s| -s).collect();
    let mut other = RocBootstrap::new(&Scored::new(&labels, &turned).unwrap(), 21, Seed(9)).unwrap();
    other.run(2000);
    for (a, b) in bootstrap.aucs().iter().zip(other.aucs()) {
        assert!((a + b - 1.0).abs() < 1e-15, "{a} {b}");
    }
    // So their difference is 2·AUC − 1.
    let (least, most) = bootstrap.difference_interval(&other, 0.95).unwrap();
    assert!((least - (2.0 * low - 1.0)).abs() < 1e-15 && (most - (2.0 * high - 1.0)).abs() < 1e-15);
    assert_eq!(bootstrap.difference_interval(&bootstrap.clone(), 0.95), Some((0.0, 0.0)));
    // Perfect scores leave nothing to vary.
    let perfect = Scored::new(&[true, true, false], &[3.0, 2.0, 1.0]).unwrap();
    let mut bootstrap = RocBootstrap::new(&perfect, 3, Seed(1)).unwrap();
    bootstrap.run(50);
    assert_eq!(bootstrap.auc_interval(0.9), Some((1.0, 1.0)));
    assert!(bootstrap.band(0.9).iter().all(|p| p.low == 1.0));
}

use crate::data::synthetic::{Blobs, Moons, Scores, TwoGaussians};
use crate::digest::of_floats;
use crate::numeric::mean;
use crate::rng::Seed;

/// Share of (negative, positive) pairs that the score puts in order.
fn auc(labels: &[bool], scores: &[f64]) -> f64 {
    let of = |class: bool| labels.iter().zip(scores).filter(move |(l, _)| **l == class).map(|(_, s)| *s);
    let pairs = of(false).flat_map(|n| of(true).map(move |p| f64::from(p > n)));
    mean(&pairs.collect::<Vec<_>>())
}

#[test]
fn gaussians_are_where_they_should_be() {
    let settings = TwoGaussians { rows: 4000, separation: 1.5, prevalence: 0.25 };
    let data = settings.generate(Seed(11)).unwrap();
    assert_eq!(data.class_counts(), [3000, 1000]);
    for (class, center) in [(0, -0.75), (1, 0.75)] {
        let rows: Vec<usize> = (0..4000).filter(|&row| data.y()[row] == class).collect();
        let part = data.take(&rows);
        // Four standard errors of a mean of at least 1000.
        assert!((mean(part.column(0)) - center).abs() < 0.127);
        assert!(mean(part.column(1)).abs() < 0.127);
    }
    // Φ(1.5/√2) = 0.85557781682675… by SciPy; and the sample agrees within
    // four standard errors (about 0.007).
    assert!((settings.auc() - 0.8555778168267576).abs() < 1e-14);
    assert!((auc(&data.is_class(1), &data.column(0).to_vec()) - settings.auc()).abs() < 0.028);
}

#[test]
fn scores_are_calibrated_where_the_docs_say_so() {
    // Equal variances 1, means 1 apart, centered on the log-odds of 0.3.
    let center = crate::numeric::logit(0.3);
    let settings = Scores {
        rows: 40_000,
        prevalence: 0.3,
        negative_mean: center - 0.5,
        negative_deviation: 1.0,
        positive_mean: center + 0.5,
        positive_deviation: 1.0,
    };
    let (labels, scores) = settings.generate(Seed(12)).unwrap();
    for low in [0.1, 0.2, 0.3, 0.4, 0.5] {
        let inside = |s: &f64| (low..low + 0.1).contains(s);
        let rows: Vec<usize> = (0..labels.len()).filter(|&r| inside(&scores[r])).collect();
        let predicted = mean(&rows.iter().map(|&r| scores[r]).collect::<Vec<_>>());
        let happened = mean(&rows.iter().map(|&r| f64::from(labels[r])).collect::<Vec<_>>());
        let error = (predicted * (1.0 - predicted) / rows.len() as f64).sqrt();
        assert!((predicted - happened).abs() < 4.0 * error, "{predicted} {happened} {error}");
    }
    let (labels, scores) = Scores { rows: 3000, ..settings }.generate(Seed(13)).unwrap();
    assert!((auc(&labels, &scores) - settings.auc()).abs() < 0.045);
}

#[test]
fn moons_without_noise_lie_on_circles() {
    let data = Moons { rows: 31, noise: 0.0 }.generate(Seed(0)).unwrap();
    assert_eq!(data.class_counts(), [16, 15]);
    for (row, &class) in data.y().iter().enumerate() {
        let [x, z] = [0, 1].map(|column| data.row(row)[column]);
        let (x, z) = if class == 0 { (x, z) } else { (1.0 - x, 0.5 - z) };
        assert!((x * x + z * z - 1.0).abs() < 1e-14 && z >= -1e-15);
    }
}

#[test]
fn blobs_keep_their_centers_when_rows_are_added() {
    let few = Blobs { rows: 3, spread: 0.0, ..Blobs::default() }.generate(Seed(3)).unwrap();
    let many = Blobs { rows: 300, spread: 0.0, ..Blobs::default() }.generate(Seed(3)).unwrap();
    assert_eq!(many.take(&[0, 1, 2]), few);
    assert_eq!(many.class_counts(), [100, 100, 100]);
    assert_eq!(many.row(0), many.row(297));
}

#[test]
fn settings_out_of_range_are_refused() {
    let gaussians = TwoGaussians::default();
    for bad in [
        TwoGaussians { rows: 1, ..gaussians },
        TwoGaussians { rows: 100_001, ..gaussians },
        TwoGaussians { prevalence: 0.0, ..gaussians },
        TwoGaussians { prevalence: f64::NAN, ..gaussians },
        TwoGaussians { separation: -1.0, ..gaussians },
    ] {
        assert!(bad.generate(Seed(0)).is_err(), "{bad:?}");
    }
    assert!(Scores { positive_deviation: -1.0, ..Scores::default() }.generate(Seed(0)).is_err());
    assert!(Scores { positive_mean: f64::INFINITY, ..Scores::default() }.generate(Seed(0)).is_err());
    assert!(Moons { noise: f64::NAN, ..Moons::default() }.generate(Seed(0)).is_err());
    assert!(Blobs { centers: 0, ..Blobs::default() }.generate(Seed(0)).is_err());
    assert!(Blobs { rows: 2, ..Blobs::default() }.generate(Seed(0)).is_err());
}

/// Lessons quote numbers computed from these: they must never change.
#[test]
fn draws_are_pinned() {
    let seed = Seed(42);
    let digests = [
        of_floats(TwoGaussians::default().generate(seed).unwrap().x()),
        of_floats(&Scores::default().generate(seed).unwrap().1),
        of_floats(Moons::default().generate(seed).unwrap().x()),
        of_floats(Blobs::default().generate(seed).unwrap().x()),
    ];
    assert_eq!(
        digests,
        [7_054_104_021_755_582_010, 13_181_311_585_068_354_236, 16_755_595_404_365_122_213, 85_132_964_538_164_248]
    );
}

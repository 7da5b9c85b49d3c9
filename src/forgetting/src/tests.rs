use super::*;
use libm::{exp, log as ln, pow, sqrt};
use proptest::prelude::*;
use serde_json::Value;

fn close(found: f64, wanted: f64, tolerance: f64) -> bool {
    (found - wanted).abs() <= tolerance * wanted.abs()
}

/// `tests/reference/fsrs6.py` plays these reviews with py-fsrs, in double precision.
#[test]
fn agrees_with_py_fsrs() {
    let stored: Value = serde_json::from_str(include_str!("../../../tests/reference/fsrs6.json")).unwrap();
    let fsrs = Fsrs::default();
    let mut reviews = 0;
    for (name, rows) in stored["sequences"].as_object().unwrap() {
        let mut memory = None;
        for row in rows.as_array().unwrap() {
            let number = |key: &str| row[key].as_f64().unwrap();
            if let (Some(recall), Some(memory)) = (row["recall"].as_f64(), memory) {
                assert!(close(fsrs.retrievability(memory, number("days")), recall, 1e-12), "{name}");
            }
            let rating = Rating::ALL[number("rating") as usize - 1];
            let after = fsrs.review(memory, rating, number("days"));
            assert!(close(after.stability, number("stability"), 1e-12), "{name}: {after:?}, wanted {row}");
            assert!(close(after.difficulty, number("difficulty"), 1e-12), "{name}: {after:?}, wanted {row}");
            for (i, retention) in [0.9, 0.8].into_iter().enumerate() {
                assert_eq!(u64::from(fsrs.whole_days(after, retention)), row["intervals"][i].as_u64().unwrap());
            }
            memory = Some(after);
            reviews += 1;
        }
    }
    assert_eq!(reviews, 53);
}

#[test]
fn reviews_by_hand() {
    let fsrs = Fsrs::default();
    let first = fsrs.review(None, Rating::Good, 0.0);
    // S₀ = w₂. D₀ = w₄ − e^(2·w₅) + 1 = 6.4133 − e^1.6668 + 1 = 6.4133 − 5.29520 + 1.
    assert_eq!(first.stability, 2.3065);
    assert!(close(first.difficulty, 2.118104, 1e-6));
    // After 2.3065 days recall is 0.9: 1 + e^1.8722 · 8.881896 · 2.3065^−0.1666 · (e^0.0796 − 1)
    // = 1 + 6.502586 · 8.881896 · 0.870017 · 0.082854 = 5.16325.
    let second = fsrs.review(Some(first), Rating::Good, 2.3065);
    assert!(close(second.stability / first.stability, 5.16325, 1e-5), "{second:?}");
    // Hard and Easy scale what is gained; the same forgetting is worth less to a hard card.
    let gain = |rating: Rating| fsrs.review(Some(first), rating, 5.0).stability - first.stability;
    assert!(close(gain(Rating::Hard), 0.6014 * gain(Rating::Good), 1e-12));
    assert!(close(gain(Rating::Easy), 1.8729 * gain(Rating::Good), 1e-12));
    // On the same day Good multiplies by e^(0.5425·0.0912) · 2.3065^−0.0658 = 0.99450, so nothing changes.
    assert_eq!(fsrs.review(Some(first), Rating::Good, 0.0).stability, 2.3065);
    // After a first Again it is e^0.049476 · 0.212^−0.0658 = 1.050720 · 1.107458 = 1.163628.
    let again = fsrs.review(None, Rating::Again, 0.0);
    assert!(close(fsrs.review(Some(again), Rating::Good, 0.0).stability, 0.212 * 1.163628, 1e-6));
}

#[test]
fn with_a_decay_of_one_half_the_curve_is_an_inverse_root() {
    let mut parameters = DEFAULT_PARAMETERS;
    parameters[20] = 0.5;
    let fsrs = Fsrs::new(parameters).unwrap();
    let memory = Memory { stability: 20.0, difficulty: 5.0 };
    // f = 1/0.81 − 1 = 19/81.
    let wanted = |t: f64| 1.0 / sqrt(1.0 + 19.0 / 81.0 * t / 20.0);
    for t in [0.0, 1.0, 20.0, 60.0, 3650.0] {
        assert!(close(fsrs.retrievability(memory, t), wanted(t), 1e-13));
    }
    // (1/R² − 1)·S/f at R = 0.8: 0.5625 · 20 · 81/19.
    assert!(close(fsrs.interval(memory, 0.8), 0.5625 * 20.0 * 81.0 / 19.0, 1e-13));
}

#[test]
fn parameters_outside_their_range_are_named() {
    assert_eq!(Fsrs::new(DEFAULT_PARAMETERS), Ok(Fsrs::default()));
    for (index, value) in [(20, 0.05), (0, 0.0), (9, 0.9), (3, f64::INFINITY)] {
        let mut parameters = DEFAULT_PARAMETERS;
        parameters[index] = value;
        assert_eq!(Fsrs::new(parameters), Err(BadParameters { index, value }));
    }
    let mut parameters = DEFAULT_PARAMETERS;
    parameters[7] = f64::NAN;
    assert_eq!(Fsrs::new(parameters).unwrap_err().index, 7);
}

#[test]
fn the_mean_recall_is_the_area_under_the_curve() {
    let fsrs = Fsrs::default();
    let memory = fsrs.review(None, Rating::Hard, 0.0);
    let (days, parts) = (90.0, 90_000);
    let width = days / f64::from(parts);
    let middles = (0..parts).map(|i| fsrs.retrievability(memory, (f64::from(i) + 0.5) * width));
    assert!(close(fsrs.recalled_days(memory, days), middles.sum::<f64>() * width, 1e-8));
    assert_eq!(fsrs.recalled_days(memory, 0.0), 0.0);
}

fn history() -> impl Strategy<Value = Vec<(Rating, u32)>> {
    prop::collection::vec((prop::sample::select(Rating::ALL.to_vec()), prop_oneof![0u32..3, 0u32..4_000]), 1..14)
}

fn parameters() -> impl Strategy<Value = [f64; 21]> {
    let share = prop::array::uniform21(0.0..=1.0f64);
    share.prop_map(|share| std::array::from_fn(|i| BOUNDS[i][0] + share[i] * (BOUNDS[i][1] - BOUNDS[i][0])))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_leads_to_a_sound_memory(history in history(), parameters in parameters()) {
        let fsrs = Fsrs::new(parameters).unwrap();
        let mut memory = None;
        for (rating, days) in history {
            let after = fsrs.review(memory, rating, f64::from(days));
            prop_assert!((0.001..=36_500.0).contains(&after.stability), "{after:?}");
            prop_assert!((1.0..=10.0).contains(&after.difficulty), "{after:?}");
            if let (Some(before), true) = (memory, days > 0) {
                let before: Memory = before;
                // A lapse never lengthens a memory, a success never shortens it.
                prop_assert!((rating == Rating::Again) != (after.stability > before.stability)
                    || after.stability == before.stability, "{before:?} {rating:?} {after:?}");
            }
            memory = Some(after);
        }
    }

    #[test]
    fn the_interval_undoes_the_curve(history in history(), retention in 0.05..0.99f64, parameters in parameters()) {
        let fsrs = Fsrs::new(parameters).unwrap();
        let review = |memory, &(rating, days): &(Rating, u32)| Some(fsrs.review(memory, rating, f64::from(days)));
        let memory = history.iter().fold(None, review).unwrap();
        let there = fsrs.retrievability(memory, fsrs.interval(memory, retention));
        prop_assert!((there - retention).abs() < 1e-9, "{there} for {retention}");
        // Another way to write the curve: exp(−w₂₀ ln(1 + f·t/S)).
        let factor = pow(0.9, -1.0 / parameters[20]) - 1.0;
        let wanted = exp(-parameters[20] * ln(1.0 + factor * 12.0 / memory.stability));
        prop_assert!(close(fsrs.retrievability(memory, 12.0), wanted, 1e-11));
    }
}

//! The demos' FSRS and the one that schedules the learner's cards say the same: `ml` in double precision, the
//! `fsrs` crate in single.

use super::memory::{Fsrs, MemoryModel, PARAMETERS};
use super::payload::{RETENTION, Rating};
use super::samples::cases;
use fsrs::DEFAULT_PARAMETERS;
use ml::memory as peer;
use proptest::prelude::*;

fn history() -> impl Strategy<Value = Vec<(usize, u32)>> {
    prop::collection::vec((0usize..4, prop_oneof![Just(0u32), 1u32..30, 0u32..4_000]), 1..15)
}

/// Parameters near the shipped ones, as a fit to a learner's own log would give, and inside the crate's bounds.
fn parameters() -> impl Strategy<Value = [f32; PARAMETERS]> {
    let stretch = prop::array::uniform21(0.8..1.25f32);
    stretch.prop_map(|stretch| {
        std::array::from_fn(|i| {
            let [low, high] = peer::BOUNDS[i].map(|bound| bound as f32);
            // A hair inside, since single precision may round a bound outward.
            (DEFAULT_PARAMETERS[i] * stretch[i]).clamp(low * 1.0001, high * 0.9999)
        })
    })
}

fn close(found: f64, wanted: f64, tolerance: f64) -> bool {
    (found - wanted).abs() <= tolerance * wanted.abs()
}

/// Both models through one history, compared after each review.
fn compare(crates: Fsrs, ours: &peer::Fsrs, history: &[(usize, u32)], tolerance: f64) -> Result<(), TestCaseError> {
    let mut theirs = MemoryModel::new(crates.clone());
    let mut memory = None;
    for &(rating, days) in history {
        theirs.review(Rating::ALL[rating], days);
        let after = ours.review(memory, peer::Rating::ALL[rating], f64::from(days));
        let state = theirs.memory().ok_or_else(|| TestCaseError::fail("no memory after a review"))?;
        prop_assert!(close(state.stability(), after.stability, tolerance), "{state:?} {after:?}");
        prop_assert!(close(state.difficulty(), after.difficulty, tolerance), "{state:?} {after:?}");
        for t in [0.0, 1.0, 30.0, 365.0] {
            prop_assert!(close(theirs.retrievability(t), ours.retrievability(after, t), tolerance));
        }
        for retention in [*RETENTION.start(), 0.9, *RETENTION.end()] {
            let (interval, wanted) = (crates.interval(state, retention), ours.interval(after, retention));
            prop_assert!(close(interval, wanted, tolerance), "{interval} {wanted}");
            let whole = [crates.whole_days(state, retention), ours.whole_days(after, retention)];
            // The same day, unless the interval ends so near to half a day that the precision decides.
            let edge = (wanted.fract() - 0.5).abs() <= tolerance * wanted;
            prop_assert!(whole[0] == whole[1] || edge && whole[0].abs_diff(whole[1]) == 1, "{whole:?}");
        }
        memory = Some(after);
    }
    Ok(())
}

#[test]
fn the_shipped_parameters_are_the_same() {
    assert_eq!(peer::DEFAULT_PARAMETERS.map(|w| w as f32), DEFAULT_PARAMETERS);
    assert_eq!(peer::MAX_INTERVAL, super::memory::MAX_INTERVAL);
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn both_models_agree_on_any_history(history in history()) {
        compare(Fsrs::default(), &peer::Fsrs::default(), &history, 1e-4)?;
    }

    #[test]
    fn both_models_agree_with_other_parameters(history in history(), parameters in parameters()) {
        let ours = peer::Fsrs::new(parameters.map(f64::from)).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let crates = Fsrs::new(&parameters).map_err(|e| TestCaseError::fail(e.to_string()))?;
        compare(crates, &ours, &history, 1e-3)?;
    }
}

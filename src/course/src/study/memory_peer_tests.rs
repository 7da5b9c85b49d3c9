//! The model that schedules the learner's cards and the `fsrs` crate, which Anki uses, say the same: `forgetting` in double
//! precision, the crate in single.

use super::payload::RETENTION;
use super::samples::cases;
use forgetting as peer;
use fsrs::{DEFAULT_PARAMETERS, FSRS, current_retrievability};
use proptest::prelude::*;

fn history() -> impl Strategy<Value = Vec<(usize, u32)>> {
    prop::collection::vec((0usize..4, prop_oneof![Just(0u32), 1u32..30, 0u32..4_000]), 1..15)
}

/// Parameters near the shipped ones, as a fit to a learner's own log would give, and inside the crate's bounds.
fn parameters() -> impl Strategy<Value = [f32; 21]> {
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
fn compare(
    crates: &FSRS,
    ours: &peer::Fsrs,
    decay: f32,
    history: &[(usize, u32)],
    tolerance: f64,
) -> Result<(), TestCaseError> {
    let (mut theirs, mut memory) = (None, None);
    for &(rating, days) in history {
        let next = crates.next_states(theirs, 0.9, days).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let state = [next.again, next.hard, next.good, next.easy][rating].memory;
        let after = ours.review(memory, peer::Rating::ALL[rating], f64::from(days));
        prop_assert!(close(f64::from(state.stability), after.stability, tolerance), "{state:?} {after:?}");
        prop_assert!(close(f64::from(state.difficulty), after.difficulty, tolerance), "{state:?} {after:?}");
        for t in [0.0, 1.0, 30.0, 365.0] {
            let recall = f64::from(current_retrievability(state, t as f32, decay));
            prop_assert!(close(recall, ours.retrievability(after, t), tolerance));
        }
        for retention in [*RETENTION.start(), 0.9, *RETENTION.end()] {
            let interval = f64::from(crates.next_interval(Some(state.stability), retention as f32, 0));
            prop_assert!(close(interval, ours.interval(after, retention), tolerance));
        }
        (theirs, memory) = (Some(state), Some(after));
    }
    Ok(())
}

#[test]
fn the_shipped_parameters_are_the_same() {
    assert_eq!(peer::DEFAULT_PARAMETERS.map(|w| w as f32), DEFAULT_PARAMETERS);
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn both_models_agree_on_any_history(history in history()) {
        compare(&FSRS::default(), &peer::Fsrs::default(), DEFAULT_PARAMETERS[20], &history, 1e-4)?;
    }

    #[test]
    fn both_models_agree_with_other_parameters(history in history(), parameters in parameters()) {
        let ours = peer::Fsrs::new(parameters.map(f64::from)).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let crates = FSRS::new(&parameters).map_err(|e| TestCaseError::fail(e.to_string()))?;
        compare(&crates, &ours, parameters[20], &history, 1e-3)?;
    }
}

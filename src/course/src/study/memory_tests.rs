//! Tests of the memory model: against another implementation, against arithmetic by hand, and its laws.

use super::memory::{Fsrs, Memory, MemoryModel, PARAMETERS};
use super::payload::{RETENTION, Rating};
use super::samples::cases;
use fsrs::DEFAULT_PARAMETERS;
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Written by `tests/reference/fsrs6.py` with py-fsrs, in double precision.
#[derive(Deserialize)]
pub struct Reference {
    pub retentions: [f64; 2],
    pub sequences: BTreeMap<String, Vec<Row>>,
}

#[derive(Deserialize)]
pub struct Row {
    pub rating: usize,
    pub days: u32,
    pub recall: Option<f64>,
    pub stability: f64,
    pub difficulty: f64,
    pub intervals: [u32; 2],
}

pub fn reference() -> Reference {
    serde_json::from_str(include_str!("../../../../tests/reference/fsrs6.json")).unwrap()
}

/// Single precision, carried through a dozen reviews.
fn close(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= 1e-5 * wanted.abs()
}

#[test]
fn agrees_with_py_fsrs() {
    let reference = reference();
    assert_eq!(reference.sequences.len(), 7);
    for (name, rows) in &reference.sequences {
        let mut model = MemoryModel::default();
        for (n, row) in rows.iter().enumerate() {
            if let Some(recall) = row.recall {
                let found = model.retrievability(f64::from(row.days));
                assert!(close(found, recall), "{name} {n}: recall {found}, wanted {recall}");
            }
            model.review(Rating::ALL[row.rating - 1], row.days);
            let memory = model.memory().unwrap();
            assert!(close(memory.stability(), row.stability), "{name} {n}: {memory:?}, wanted {}", row.stability);
            assert!(close(memory.difficulty(), row.difficulty), "{name} {n}: {memory:?}, wanted {}", row.difficulty);
            let whole = reference.retentions.map(|r| Fsrs::default().whole_days(memory, r));
            assert_eq!(whole, row.intervals, "{name} {n}");
        }
    }
}

#[test]
fn agrees_with_the_published_cases_of_the_crate() {
    let fsrs = Fsrs::default();
    let state = |m: Memory| (m.stability() as f32, m.difficulty() as f32);
    // The documentation of `next_states`.
    assert_eq!(
        fsrs.outcomes(None, 0).map(state),
        [(0.212, 6.4133), (1.2931, 5.112_170_7), (2.3065, 2.118_104), (8.2956, 1.0)]
    );
    // Its test of memory states: Again, then Good at once and after 1, 3, 8 and 21 days.
    let mut model = MemoryModel::default();
    for (rating, days) in [(0, 0), (2, 0), (2, 1), (2, 3), (2, 8), (2, 21)] {
        model.review(Rating::ALL[rating], days);
    }
    let (stability, difficulty) = state(model.memory().unwrap());
    assert!((stability - 53.62691).abs() < 1e-4 && (difficulty - 6.357_486_7).abs() < 1e-4);
}

#[test]
fn the_forgetting_curve_is_the_power_law() {
    let fsrs = Fsrs::default();
    let memory = fsrs.review(None, Rating::Good, 0);
    let (s, decay) = (memory.stability(), f64::from(DEFAULT_PARAMETERS[20]));
    // By hand: d = 0.1542, f = 0.9^(−1/0.1542) − 1 = e^(0.1053605/0.1542) − 1 = e^0.6832717 − 1 = 0.980346.
    let factor = libm::pow(0.9, -1.0 / decay) - 1.0;
    assert!((factor - 0.980346).abs() < 1e-5);
    for t in [0.0, 0.5, s, 7.0, 30.0, 365.0, 3650.0] {
        let wanted = libm::pow(1.0 + factor * t / s, -decay);
        assert!(close(fsrs.retrievability(memory, t), wanted), "t = {t}");
    }
    assert!(close(fsrs.retrievability(memory, s), 0.9));
    assert_eq!(fsrs.retrievability(memory, 0.0), 1.0);
    assert_eq!(fsrs.retrievability(memory, -1.0), 1.0);
    // The interval is its inverse; at 0.9 it is the stability.
    assert!(close(fsrs.interval(memory, 0.9), s));
    let wanted = s / factor * (libm::pow(0.8, -1.0 / decay) - 1.0);
    assert!(close(fsrs.interval(memory, 0.8), wanted));
    assert_eq!((fsrs.whole_days(memory, 0.9), fsrs.whole_days(memory, 0.97)), (2, 1));
}

#[test]
fn an_item_never_seen_is_not_known() {
    let model = MemoryModel::default();
    assert_eq!((model.retrievability(0.0), model.memory(), model.interval(0.9)), (0.0, None, None));
}

#[test]
fn parameters_are_checked() {
    assert!(Fsrs::new(&DEFAULT_PARAMETERS).is_ok());
    for decay in [0.0, 0.9, f32::NAN] {
        let mut parameters = DEFAULT_PARAMETERS;
        parameters[20] = decay;
        assert!(Fsrs::new(&parameters).is_err());
    }
    let mut parameters = DEFAULT_PARAMETERS;
    parameters[3] = f32::INFINITY;
    assert!(Fsrs::new(&parameters).is_err());
    parameters[3] = 20.0;
    parameters[20] = 0.5;
    let fsrs = Fsrs::new(&parameters).unwrap();
    let memory = fsrs.review(None, Rating::Easy, 0);
    assert_eq!(memory.stability(), 20.0);
    // d = 1/2: f = 1/0.81 − 1, R(t) = 1/√(1 + f·t/S).
    let wanted = 1.0 / (1.0 + (1.0 / 0.81 - 1.0) * 3.0_f64).sqrt();
    assert!(close(fsrs.retrievability(memory, 60.0), wanted));
}

fn history() -> impl Strategy<Value = Vec<(Rating, u32)>> {
    prop::collection::vec((prop::sample::select(Rating::ALL.to_vec()), prop_oneof![0u32..3, 0u32..4_000]), 1..12)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_history_leads_to_a_sound_memory(history in history(), wild in prop::array::uniform21(-10.0f32..10.0), own in any::<bool>()) {
        let mut wild: [f32; PARAMETERS] = wild;
        wild[20] = wild[20].clamp(0.1, 0.8);
        let fsrs = if own { Fsrs::default() } else { Fsrs::new(&wild).unwrap() };
        let mut memory = None;
        for (rating, days) in history {
            let [again, hard, good, easy] = fsrs.outcomes(memory, days);
            for m in [again, hard, good, easy] {
                prop_assert!((0.001..=36_500.0).contains(&(m.stability() as f32)), "{m:?}");
                prop_assert!((1.0..=10.0).contains(&m.difficulty()), "{m:?}");
            }
            if own && memory.is_some() {
                prop_assert!(again.stability() <= hard.stability());
                prop_assert!(hard.stability() <= good.stability() && good.stability() <= easy.stability());
                prop_assert!(again.difficulty() >= good.difficulty() && good.difficulty() >= easy.difficulty());
            }
            memory = Some(fsrs.review(memory, rating, days));
        }
    }

    #[test]
    fn recall_falls_with_time_and_the_interval_meets_the_target(history in history(), t in 0.0..2_000.0f64, more in 0.01..2_000.0f64) {
        let mut model = MemoryModel::default();
        history.iter().for_each(|&(rating, days)| model.review(rating, days));
        let (early, late) = (model.retrievability(t), model.retrievability(t + more));
        prop_assert!((0.0..=1.0).contains(&late) && late <= early);
        for retention in [*RETENTION.start(), 0.9, *RETENTION.end()] {
            let there = model.retrievability(model.interval(retention).unwrap());
            prop_assert!((there - retention).abs() < 1e-5, "{there} for {retention}");
        }
    }
}

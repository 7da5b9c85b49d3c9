//! What the contract of [`demos::Demo`] promises, tried on every state of a demo in one pass.

use super::golden::Golden;
use super::states::{State, any_value, changes, some_steps, states};
use super::{Look, SIZES, look, words};
use crate::testdata;
use demos::{Changed, Player, PlayerInit, Settings, Spec};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// Fails where the demo does not do what every demo does.
pub fn keeps(spec: &'static Spec) {
    let mut golden = Golden::default();
    for state in states(spec) {
        let mut player = state.player();
        assert_eq!((player.notices(), player.error()), (&[][..], None), "{}", state.name);
        let first = sound(&state, &player);
        golden.add(&state.name, &first.shown, state.begun_at);
        handles_move(&state, &player, &first);
        if spec.runs {
            let last = runs_and_rewinds(&state, &mut player, &first);
            golden.add(&format!("{} at step {}", state.name, player.steps()), &last.shown, state.begun_at);
            leads_back(&state, &player, &last);
            player.reset();
        } else {
            leads_back(&state, &player, &first);
        }
        takes_changes(&state, &mut player, &first);
    }
    takes_anything(spec);
    golden.compare(spec.id);
}

/// What is shown, with nothing wrong in it.
fn sound(state: &State, player: &Player) -> Look {
    let look = look(player.demo());
    let problems = look.problems(player.demo());
    assert!(problems.is_empty(), "{} at step {}:\n{}", state.name, player.steps(), problems.join("\n"));
    look
}

/// Going back shows what was there. Words are compared at every step, pictures in the middle and at the start.
fn runs_and_rewinds(state: &State, player: &mut Player, first: &Look) -> Look {
    let begin = player.steps();
    let half = begin + some_steps(state.spec) / 2;
    let (mut said, mut middle) = (Vec::new(), None);
    while player.steps() < begin + some_steps(state.spec) {
        said.push(words(player.demo()));
        if player.steps() == half {
            middle = Some(look(player.demo()).shown);
        }
        if !player.step() {
            said.pop();
            break;
        }
    }
    let last = sound(state, player);
    let end = player.steps();
    while player.steps() > begin {
        player.back();
        let at = player.steps();
        assert_eq!(words(player.demo()), said[(at - begin) as usize], "{}: back at step {at}", state.name);
        if at == half {
            assert_eq!(Some(look(player.demo()).shown), middle, "{}: back at step {at}", state.name);
        }
    }
    assert_eq!(look(player.demo()).shown, first.shown, "{}: back at the start", state.name);
    player.seek(end);
    last
}

/// A link leads to where it was made, in a new player: so the same state is also the same to the last bit.
fn leads_back(state: &State, player: &Player, here: &Look) {
    let link = player.link();
    let there = state.player_at(&PlayerInit::link(link.clone()));
    assert_eq!(there.link(), link, "{}", state.name);
    assert_eq!(look(there.demo()).shown, here.shown, "{}: its link {link:?}", state.name);
}

fn handles_move(state: &State, player: &Player, first: &Look) {
    let demo = player.demo();
    for (i, handle) in demo.handles().iter().enumerate() {
        let place = format!("{}, handle {i} “{}”", state.name, handle.label);
        assert!(!handle.label.is_empty() && !handle.value.is_empty(), "{place}");
        for (picture, size) in first.pictures.iter().zip(SIZES) {
            let panel = picture.panels.get(handle.panel).unwrap_or_else(|| panic!("{place}: no such panel"));
            for (at, axis) in handle.at.iter().zip([&panel.x, &panel.y]) {
                let (low, high) = (axis.from.min(axis.to), axis.from.max(axis.to));
                assert!(*at >= low && *at <= high, "{place} at {size:?}: {at} is not in {low} to {high}");
            }
        }
        // A move to where it stands already changes nothing; an arrow key changes something.
        let stay = demo.drag(i, handle.at).unwrap_or_else(|| panic!("{place} cannot be dragged"));
        assert_eq!(stay, *player.settings(), "{place}");
        let moved = |way: f64| demo.drag(i, [0, 1].map(|d| handle.at[d] + way * handle.step[d]));
        let moves = [1.0, -1.0].into_iter().filter_map(moved).any(|next| next != *player.settings());
        assert!(moves, "{place} does not move");
    }
}

/// A changed setting gives what a new start gives, one without a part to play changes nothing, and a reset undoes all.
fn takes_changes(state: &State, player: &mut Player, first: &Look) {
    let idle = player.demo().idle();
    for key in &idle {
        assert!(state.spec.settings.iter().any(|s| s.key == *key), "{}: no setting {key}", state.name);
    }
    let (begin, settings) = (player.steps(), player.settings().clone());
    for (key, next) in changes(state.spec, &settings) {
        let is_idle = idle.contains(&key);
        if !is_idle && !state.begun_at {
            continue;
        }
        let how = player.change(next.clone());
        let steps = match how {
            Changed::Adjusted => Some(begin),
            Changed::Rebuilt => Some(0),
            Changed::Arrived => Some(player.steps()),
            _ => None,
        };
        if let Some(steps) = steps {
            assert_eq!(player.steps(), steps, "{} {key}", state.name);
            let init = PlayerInit { steps, ..PlayerInit::link(next.pairs()) };
            let fresh = state.player_at(&init);
            let changed = look(player.demo()).shown;
            assert_eq!(changed, look(fresh.demo()).shown, "{} {key} {how:?}", state.name);
            if is_idle {
                player.seek(begin);
                assert_eq!(look(player.demo()).shown, first.shown, "{} {key} is said to be idle", state.name);
            }
        }
        player.reset();
    }
    assert_eq!(look(player.demo()).shown, first.shown, "{} after changes and resets", state.name);
}

/// Any settings are shown or refused in words.
fn takes_anything(spec: &'static Spec) {
    let data = testdata::all(spec);
    let values: Vec<_> = spec.settings.iter().map(|setting| any_value(&setting.kind)).collect();
    // The cases are the same on every run, and a failure prints its settings.
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(&values, |values| {
        let with = |s: Settings, (setting, value): (&demos::Setting, &demos::Value)| s.with(setting.key, value.clone());
        let settings = spec.settings.iter().zip(&values).fold(Settings::new(spec.settings), with);
        let init = PlayerInit { steps: some_steps(spec), ..PlayerInit::link(settings.pairs()) };
        let player = Player::new(spec, &init, data.clone()).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(player.settings(), &settings);
        prop_assert!(player.trouble().is_none_or(|why| why.len() > 10));
        let found = look(player.demo()).problems(player.demo());
        prop_assert!(found.is_empty(), "{} {:?}\n{}", spec.id, settings.pairs(), found.join("\n"));
        Ok(())
    });
    result.unwrap_or_else(|e| panic!("{}: {e}", spec.id));
}

//! What holds for every demo in the registry. A new demo is covered by being there.

mod checks;
mod testdata;

use checks::{SIZES, Shown, problems, show};
use demos::{Changed, Demo, Kind, Player, PlayerInit, Settings, Spec, Value, registry};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A demo at a named starting point.
struct State {
    spec: &'static Spec,
    name: String,
    init: PlayerInit,
}

impl State {
    fn new(spec: &'static Spec, name: &str, init: PlayerInit) -> State {
        State { spec, name: format!("{} {name}", spec.id), init }
    }

    fn player(&self) -> Player {
        let player = Player::new(self.spec, &self.init, testdata::all(self.spec));
        player.unwrap_or_else(|e| panic!("{}: {e}", self.name))
    }
}

/// The defaults, every preset, and every other option of every choice.
fn states(spec: &'static Spec) -> Vec<State> {
    let mut states = vec![State::new(spec, "default", PlayerInit::default())];
    states.extend(spec.presets.iter().map(|p| State::new(spec, p.id, PlayerInit::preset(p))));
    for setting in spec.settings {
        if matches!(setting.kind, Kind::Number { .. }) {
            continue;
        }
        for value in others(&setting.kind) {
            let text = value.text();
            let pairs = vec![(setting.key.to_string(), text.clone())];
            states.push(State::new(spec, &format!("{}={text}", setting.key), PlayerInit::link(pairs)));
        }
    }
    states
}

fn all_states() -> Vec<State> {
    registry::DEMOS.iter().flat_map(|spec| states(spec)).collect()
}

/// Values of a setting other than its default: both ends of a range, every other option.
fn others(kind: &Kind) -> Vec<Value> {
    match kind {
        Kind::Number { min, max, default, .. } => {
            [*min, *max].into_iter().filter(|x| x != default).map(Value::Number).collect()
        }
        Kind::Choice { options, default } => {
            options.iter().map(|o| o.0).filter(|id| id != default).map(Value::Choice).collect()
        }
        Kind::Data { options, default, own } => {
            let ids = options.iter().map(|o| o.0).chain(own.then_some(demos::OWN));
            ids.filter(|id| id != default).map(Value::Choice).collect()
        }
        Kind::Toggle { default } => vec![Value::Toggle(!default)],
        Kind::Points { limit } => {
            let points = [(0.25, -0.5, 0), (-0.75, 0.5, 1), (0.5, 0.5, 1)];
            vec![Value::Points(points.into_iter().take(*limit).collect())]
        }
        Kind::Seed { default } => vec![Value::Seed(default + 1)],
    }
}

/// Steps that a test takes of a demo that runs.
fn some_steps(spec: &Spec) -> u32 {
    if spec.runs { 12 } else { 0 }
}

fn is_kebab(id: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('-').all(part)
}

fn assert_unique<'a>(what: &str, ids: impl IntoIterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        assert!(is_kebab(id), "{what}: “{id}” is not kebab-case");
        assert!(seen.insert(id), "{what}: “{id}” occurs twice");
    }
}

#[test]
fn ids_are_unique_and_everything_has_words() {
    assert_unique("demos", registry::DEMOS.iter().map(|spec| spec.id));
    for spec in registry::DEMOS {
        assert!(std::ptr::eq(registry::find(spec.id).unwrap(), *spec));
        assert_unique(spec.id, [spec.lesson]);
        assert!(!spec.title.is_empty() && spec.about.ends_with('.'), "{}", spec.id);
        assert!(spec.aspect.iter().all(|a| (0.3..=3.0).contains(a)), "{}", spec.id);
        assert_unique(spec.id, spec.presets.iter().map(|p| p.id));
        assert_unique(spec.id, spec.settings.iter().map(|s| s.key));
        for preset in spec.presets {
            assert!(!preset.label.is_empty(), "{} {}", spec.id, preset.id);
            assert!(spec.runs || preset.steps == 0, "{} {} does not run", spec.id, preset.id);
        }
        for setting in spec.settings {
            let place = format!("{} {}", spec.id, setting.key);
            assert!(!demos::player::RESERVED_KEYS.contains(&setting.key), "{place} belongs to the player");
            assert!(!setting.label.is_empty() && setting.help.ends_with('.'), "{place} is not explained");
            match &setting.kind {
                Kind::Choice { options, .. } => assert_unique(&place, options.iter().map(|o| o.0)),
                Kind::Data { options, .. } => {
                    assert_unique(&place, options.iter().map(|o| o.0).chain([demos::OWN]));
                    options.iter().filter_map(|o| o.2).for_each(|name| drop(testdata::table(name)));
                }
                Kind::Number { min, max, step, log, .. } => {
                    assert!(min < max && *step > 0.0 && (!log || *min > 0.0), "{place}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn defaults_are_values_that_a_link_can_spell() {
    for spec in registry::DEMOS {
        for setting in spec.settings {
            let default = setting.default_value();
            // Reading moves into range, so equality also says that the default is in it.
            assert_eq!(setting.parse(&default.text()), Some(default), "{} {}", spec.id, setting.key);
            for value in others(&setting.kind) {
                assert_eq!(setting.parse(&value.text()), Some(value), "{} {}", spec.id, setting.key);
            }
        }
    }
}

#[test]
fn every_state_is_built_as_it_says_and_shows_something() {
    for state in all_states() {
        let mut player = state.player();
        assert_eq!((player.notices(), player.error()), (&[][..], None), "{}", state.name);
        for steps in [0, some_steps(state.spec)] {
            player.seek(player.steps() + steps);
            let found = problems(player.demo());
            assert!(found.is_empty(), "{}, {steps} steps on:\n{}", state.name, found.join("\n"));
        }
    }
}

#[test]
fn the_same_state_is_the_same_to_the_last_bit() {
    for state in all_states() {
        let run = || {
            let mut player = state.player();
            player.seek(player.steps() + some_steps(state.spec));
            show(player.demo())
        };
        assert_eq!(run(), run(), "{}", state.name);
    }
}

#[test]
fn a_link_leads_back_to_where_it_was_made() {
    for state in all_states() {
        let mut player = state.player();
        player.seek(player.steps() + some_steps(state.spec));
        let link = player.link();
        let there = Player::new(state.spec, &PlayerInit::link(link.clone()), testdata::all(state.spec)).unwrap();
        assert_eq!(there.link(), link, "{}", state.name);
        assert_eq!(show(there.demo()), show(player.demo()), "{}", state.name);
    }
}

#[test]
fn going_back_shows_what_was_there() {
    for state in all_states().iter().filter(|state| state.spec.runs) {
        let mut player = state.player();
        let begin = player.steps();
        let mut seen = Vec::new();
        for _ in 0..some_steps(state.spec) {
            seen.push(show(player.demo()));
            if !player.step() {
                break;
            }
        }
        while player.steps() > begin {
            player.back();
            assert_eq!(show(player.demo()), seen[(player.steps() - begin) as usize], "{}", state.name);
        }
    }
}

/// Every way to change one setting of a state.
fn changes(state: &State) -> impl Iterator<Item = (&'static str, Settings)> + use<> {
    let settings = state.player().settings().clone();
    state.spec.settings.iter().flat_map(move |setting| {
        let settings = settings.clone();
        others(&setting.kind).into_iter().map(move |value| (setting.key, settings.with(setting.key, value)))
    })
}

#[test]
fn a_changed_setting_gives_what_a_new_start_gives() {
    for spec in registry::DEMOS {
        let presets = states(spec).into_iter().take(1 + spec.presets.len());
        for state in presets {
            for (key, next) in changes(&state) {
                let mut changed = state.player();
                let before = changed.steps();
                let how = changed.change(next.clone());
                if how == Changed::Failed || how == Changed::Nothing {
                    continue;
                }
                let steps = if how == Changed::Adjusted { before } else { 0 };
                assert_eq!(changed.steps(), steps, "{} {key}", state.name);
                let init = PlayerInit { steps, ..PlayerInit::link(next.pairs()) };
                let fresh = Player::new(spec, &init, testdata::all(spec)).unwrap();
                assert_eq!(show(changed.demo()), show(fresh.demo()), "{} {key} {how:?}", state.name);
            }
        }
    }
}

#[test]
fn idle_settings_change_nothing() {
    for state in all_states() {
        let before = state.player();
        let idle = before.demo().idle();
        for key in &idle {
            assert!(state.spec.settings.iter().any(|s| s.key == *key), "{}: no setting {key}", state.name);
        }
        for (key, next) in changes(&state).filter(|(key, _)| idle.contains(key)) {
            let mut player = state.player();
            player.change(next);
            player.seek(before.steps());
            assert_eq!(show(player.demo()), show(before.demo()), "{} {key}", state.name);
        }
    }
}

#[test]
fn handles_lie_in_their_panels_and_move() {
    for state in all_states() {
        let player = state.player();
        for size in SIZES {
            let picture = player.demo().picture(size);
            for (i, handle) in player.demo().handles().iter().enumerate() {
                let place = format!("{}, handle {i} “{}” at {size:?}", state.name, handle.label);
                assert!(!handle.label.is_empty() && !handle.value.is_empty(), "{place}");
                let panel = picture.panels.get(handle.panel).unwrap_or_else(|| panic!("{place}: no such panel"));
                for (at, axis) in handle.at.iter().zip([&panel.x, &panel.y]) {
                    let (low, high) = (axis.from.min(axis.to), axis.from.max(axis.to));
                    assert!(*at >= low && *at <= high, "{place}: {at} is not in {low} to {high}");
                }
                // A move to where it stands already changes nothing; an arrow key changes something.
                let stay = player.demo().drag(i, handle.at).unwrap_or_else(|| panic!("{place} cannot be dragged"));
                assert_eq!(stay, *player.settings(), "{place}");
                let moved = |way: f64| player.demo().drag(i, [0, 1].map(|d| handle.at[d] + way * handle.step[d]));
                let moves = [1.0, -1.0].into_iter().filter_map(moved).any(|next| next != *player.settings());
                assert!(moves, "{place} does not move");
            }
        }
    }
}

/// Any value of a setting.
fn any_value(kind: &'static Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Number { min, max, .. } => (*min..=*max).prop_map(Value::Number).boxed(),
        Kind::Seed { .. } => any::<u32>().prop_map(Value::Seed).boxed(),
        Kind::Points { limit } => {
            let point = (-1.5..1.5, -1.5..1.5, 0u8..3);
            proptest::collection::vec(point, 0..=(*limit).min(40)).prop_map(Value::Points).boxed()
        }
        kind => {
            let mut all = others(kind);
            all.extend(match kind {
                Kind::Choice { default, .. } | Kind::Data { default, .. } => Some(Value::Choice(default)),
                Kind::Toggle { default } => Some(Value::Toggle(*default)),
                _ => None,
            });
            proptest::sample::select(all).boxed()
        }
    }
}

#[test]
fn any_settings_are_shown_or_refused_in_words() {
    for spec in registry::DEMOS {
        let data = testdata::all(spec);
        let values: Vec<_> = spec.settings.iter().map(|setting| any_value(&setting.kind)).collect();
        // The cases are the same on every run, and a failure prints its settings.
        let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
        let rng = proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
        let mut runner = proptest::test_runner::TestRunner::new_with_rng(config, rng);
        let result = runner.run(&values, |values| {
            let with = |s: Settings, (setting, value): (&demos::Setting, &Value)| s.with(setting.key, value.clone());
            let settings = spec.settings.iter().zip(&values).fold(Settings::new(spec.settings), with);
            let init = PlayerInit { steps: some_steps(spec), ..PlayerInit::link(settings.pairs()) };
            let player = Player::new(spec, &init, data.clone()).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(player.settings(), &settings);
            prop_assert!(player.trouble().is_none_or(|why| why.len() > 10));
            let found = problems(player.demo());
            prop_assert!(found.is_empty(), "{} {:?}\n{}", spec.id, settings.pairs(), found.join("\n"));
            Ok(())
        });
        result.unwrap_or_else(|e| panic!("{}: {e}", spec.id));
    }
}

/// `tests/golden/ID.txt` holds what the defaults and presets say, their measures to the last bit, and fingerprints of
/// words and pictures of every state. `UPDATE_GOLDEN=1 cargo test -p demos` writes them anew; read the difference
/// before you commit it. Where a fingerprint differs, `GOLDEN_IN_FULL=FOLDER` writes the words of every state into a
/// folder: do that before and after your change and compare the two.
#[test]
fn what_is_shown_stays_as_it_was() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for spec in registry::DEMOS {
        let (mut text, mut full) = (String::new(), String::new());
        for (i, state) in states(spec).iter().enumerate() {
            let mut say = |name: &str, demo: &dyn Demo| {
                let golden = Golden::of(name, demo);
                full.push_str(&golden.in_full());
                text.push_str(&if i <= spec.presets.len() { golden.in_full() } else { golden.in_a_line() });
            };
            let mut player = state.player();
            say(&state.name, player.demo());
            if spec.runs {
                player.seek(player.steps() + some_steps(spec));
                say(&format!("{} at step {}", state.name, player.steps()), player.demo());
            }
        }
        let write = |folder: &std::path::Path, text: &str| {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(folder.join(spec.id).with_extension("txt"), text).unwrap();
        };
        if let Some(folder) = std::env::var_os("GOLDEN_IN_FULL") {
            write(folder.as_ref(), &full);
        }
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            write(&folder, &text);
        }
        let path = folder.join(spec.id).with_extension("txt");
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        let difference = text.lines().zip(stored.lines().chain(std::iter::repeat(""))).find(|(now, then)| now != then);
        assert_eq!(difference, None, "{}: (now, then); see UPDATE_GOLDEN above this test", spec.id);
        assert_eq!(text.len(), stored.len(), "{}", path.display());
    }
}

/// What a state shows, to be kept.
struct Golden {
    name: String,
    pictures: ml::digest::Digest,
    words: String,
}

impl Golden {
    fn of(name: &str, demo: &dyn Demo) -> Golden {
        let Shown { pictures, words } = show(demo);
        Golden { name: name.into(), pictures: fingerprint(&pictures), words }
    }

    fn in_full(&self) -> String {
        let indented: String = self.words.lines().map(|line| format!("  {line}\n")).collect();
        format!("{}\n  pictures {}\n{indented}", self.name, self.pictures)
    }

    fn in_a_line(&self) -> String {
        format!("{}: pictures {}, words {}\n", self.name, self.pictures, fingerprint(&self.words))
    }
}

fn fingerprint(text: &str) -> ml::digest::Digest {
    *ml::digest::Digest::new().bytes(text.as_bytes())
}

//! What holds for every demo in the registry. A new demo is covered by being there.
//!
//! `DEMO=id cargo test -p demos` tries one demo.

mod checks;
mod testdata;

use checks::states::others;
use demos::{Kind, registry};
use std::collections::BTreeSet;
use std::sync::Mutex;

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

/// Each demo's states are built once for all that is asked of them, the demos side by side.
#[test]
fn every_demo_keeps_its_promises() {
    let only = std::env::var("DEMO").ok();
    let chosen = registry::DEMOS.iter().filter(|spec| only.as_deref().is_none_or(|id| spec.id == id));
    let waiting = Mutex::new(chosen.collect::<Vec<_>>());
    assert!(!waiting.lock().unwrap().is_empty(), "there is no demo {only:?}");
    let work = || {
        let mut broken = Vec::new();
        loop {
            let Some(spec) = waiting.lock().unwrap().pop() else { return broken };
            let kept = std::panic::catch_unwind(|| checks::promises::keeps(spec));
            broken.extend(kept.err().map(|_| spec.id));
        }
    };
    let broken: Vec<&str> = std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(broken.is_empty(), "see above what is wrong with {broken:?}");
}

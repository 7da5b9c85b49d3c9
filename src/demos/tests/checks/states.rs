//! The states in which every demo is tested.

use crate::testdata;
use demos::{Kind, Player, PlayerInit, Settings, Spec, Value};
use proptest::prelude::*;

/// A demo at a named starting point.
pub struct State {
    /// The demo.
    pub spec: &'static Spec,
    /// Its id and what is set.
    pub name: String,
    /// Whether it is where readers begin: the defaults or a preset.
    pub begun_at: bool,
    init: PlayerInit,
}

impl State {
    /// A new player.
    pub fn player(&self) -> Player {
        self.player_at(&self.init)
    }

    /// A player of the same demo that begins elsewhere.
    pub fn player_at(&self, init: &PlayerInit) -> Player {
        let player = Player::new(self.spec, init, testdata::all(self.spec));
        player.unwrap_or_else(|e| panic!("{}: {e}", self.name))
    }
}

/// The defaults, every preset, and every other option of every choice.
pub fn states(spec: &'static Spec) -> Vec<State> {
    let state = |name: &str, begun_at, init| State { spec, name: format!("{} {name}", spec.id), begun_at, init };
    let mut states = vec![state("default", true, PlayerInit::default())];
    states.extend(spec.presets.iter().map(|p| state(p.id, true, PlayerInit::preset(p))));
    for setting in spec.settings.iter().filter(|s| !matches!(s.kind, Kind::Number { .. })) {
        for text in others(&setting.kind).iter().map(Value::text) {
            let pairs = vec![(setting.key.to_string(), text.clone())];
            states.push(state(&format!("{}={text}", setting.key), false, PlayerInit::link(pairs)));
        }
    }
    states
}

/// Values of a setting other than its default: both ends of a range, every other option.
pub fn others(kind: &Kind) -> Vec<Value> {
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

/// Every way to change one setting.
pub fn changes(spec: &Spec, settings: &Settings) -> Vec<(&'static str, Settings)> {
    let change = |setting: &'static demos::Setting| {
        others(&setting.kind).into_iter().map(move |value| (setting.key, settings.with(setting.key, value)))
    };
    spec.settings.iter().flat_map(change).collect()
}

/// Steps that a test takes of a demo that runs.
pub fn some_steps(spec: &Spec) -> u32 {
    if spec.runs { 12 } else { 0 }
}

/// Any value of a setting.
pub fn any_value(kind: &'static Kind) -> BoxedStrategy<Value> {
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

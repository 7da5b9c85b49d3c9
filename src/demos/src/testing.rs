//! What tests of demos ask for: players at a link or a preset, measures by name, and a view without a player.

use crate::demo::{Data, Spec};
use crate::model::Model;
use crate::player::{Player, PlayerInit};
use crate::settings::Settings;
use crate::testdata;
use std::rc::Rc;

/// A player at the settings of a link, which must fit.
pub fn player(spec: &'static Spec, pairs: &[(&str, &str)]) -> Player {
    let player = linked(spec, pairs);
    assert_eq!((player.notices(), player.error()), (&[][..], None));
    player
}

/// A player at the settings of any link.
pub fn linked(spec: &'static Spec, pairs: &[(&str, &str)]) -> Player {
    let init = PlayerInit::link(pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect());
    Player::new(spec, &init, testdata::all(spec)).unwrap()
}

/// A player at a preset.
pub fn preset(spec: &'static Spec, id: &str) -> Player {
    let preset = spec.presets.iter().find(|p| p.id == id).unwrap_or_else(|| panic!("no preset {id}"));
    Player::new(spec, &PlayerInit::preset(preset), testdata::all(spec)).unwrap()
}

/// A measure, if it is there.
pub fn measured(player: &Player, name: &str) -> Option<f64> {
    player.demo().measures().into_iter().find(|m| m.0 == name).map(|m| m.1)
}

/// A measure.
pub fn measure(player: &Player, name: &str) -> f64 {
    measured(player, name).unwrap_or_else(|| panic!("no measure {name}"))
}

/// The settings of a link, which must fit.
pub fn set(spec: &Spec, pairs: &[(&str, &str)]) -> Settings {
    let (settings, notices) = Settings::read(spec.settings, pairs);
    assert!(notices.is_empty(), "{notices:?}");
    settings
}

/// What a model shows before its first step.
pub fn view<M: Model>(settings: &Settings, data: &Data) -> M {
    let fit = Rc::new(M::fit(settings, data).unwrap());
    M::view(&fit, settings, &M::start(&fit))
}

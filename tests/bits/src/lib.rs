//! Every demo at every preset and every run of [`ml::runs::RUNS`], each with a digest of what it comes to.
//!
//! The same cases run natively and as WebAssembly in each browser engine, compiled as the app is; a browser test
//! compares the two. What is listed in a registry is covered by being there.

#[cfg(target_arch = "wasm32")]
mod wasm;

use demos::{Data, Demo, Player, PlayerInit, Spec, registry};
use ml::digest::Digest;
use ml::runs::{RUNS, Run};
use plot::Size;
use std::rc::Rc;

/// Steps that a demo takes from its defaults, beside those of its presets.
const STEPS: u32 = 50;
/// Pictures are computed as well as numbers; one size is enough for that.
const SIZE: Size = Size { width: 700.0, height: 430.0 };

macro_rules! tables {
    ($($name:literal),*) => { [$(($name, include_str!(concat!("../../../content/data/", $name, ".csv")))),*] };
}

/// The shipped data sets.
const TABLES: [(&str, &str); 4] = tables!["breast-cancer", "digits", "iris", "wine"];

/// Something that can be computed.
pub enum Case {
    /// A demo at a starting point.
    Demo {
        /// The demo.
        spec: &'static Spec,
        /// Where it begins, for people.
        name: String,
        /// Where it begins.
        init: PlayerInit,
    },
    /// A run of an algorithm.
    Run(&'static Run),
}

/// Everything that is compared.
pub fn cases() -> Vec<Case> {
    let of = |spec: &'static Spec| {
        let case = move |name: &str, init| Case::Demo { spec, name: name.into(), init };
        let mut cases = vec![case("default", PlayerInit::default())];
        if spec.runs {
            cases.push(case("some steps on", PlayerInit { steps: STEPS, ..PlayerInit::default() }));
        }
        cases.extend(spec.presets.iter().map(|preset| case(preset.id, PlayerInit::preset(preset))));
        cases
    };
    registry::DEMOS.iter().flat_map(|spec| of(spec)).chain(RUNS.iter().map(Case::Run)).collect()
}

impl Case {
    /// Its name and the digest of what it comes to; why it could not run where it could not.
    pub fn line(&self) -> String {
        match self {
            Case::Run(run) => format!("{}: {}", run.name, (run.digest)()),
            Case::Demo { spec, name, init } => {
                let digest = data(spec)
                    .and_then(|data| Player::new(spec, init, data).map_err(|e| e.to_string()))
                    .map_or_else(|why| why, |player| shown(player.demo()).to_string());
                format!("{} {name}: {digest}", spec.id)
            }
        }
    }
}

/// The tables that a demo can ask for.
fn data(spec: &Spec) -> Result<Data, String> {
    let mut data = Data::default();
    for setting in spec.settings {
        let demos::Kind::Data { options, .. } = &setting.kind else { continue };
        for name in options.iter().filter_map(|option| option.2) {
            let (_, text) = TABLES.iter().find(|table| table.0 == name).ok_or(format!("no table {name}"))?;
            data.tables.insert(name.into(), Rc::new(ml::data::csv::parse(text).map_err(|e| e.to_string())?));
        }
    }
    Ok(data)
}

fn shown(demo: &dyn Demo) -> Digest {
    let mut digest = Digest::new();
    for (name, value) in demo.measures() {
        digest.bytes(name.as_bytes()).float(value);
    }
    // A picture that is no data is noticed by its missing digest.
    digest.bytes(serde_json::to_string(&demo.picture(SIZE)).unwrap_or_default().as_bytes());
    digest.bytes(demo.summary().as_bytes());
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_has_a_name_of_its_own_and_a_digest() {
        let mut names = std::collections::BTreeSet::new();
        for line in cases().iter().map(Case::line) {
            let (name, digest) = line.rsplit_once(": ").unwrap();
            assert!(digest.len() == 16 && digest.bytes().all(|b| b.is_ascii_hexdigit()), "{line}");
            assert!(names.insert(name.to_string()), "{name} comes twice");
        }
        let presets: usize = registry::DEMOS.iter().map(|spec| spec.presets.len()).sum();
        assert!(names.len() > registry::DEMOS.len() + presets + RUNS.len(), "{names:?}");
    }
}

//! The demos as the site builder needs them: with the data sets that ship, at any preset.

use super::keep::Kept;
use course::author::{DemoInfo, PresetInfo};
use course::page::DemoBlock;
use demos::player::PlayerInit;
use demos::{BuildError, Data, Player, Settings, Spec};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use std::{fs, io};

/// The shipped data sets and the registry.
pub struct Engine {
    data: Data,
    tables: BTreeMap<String, String>,
    demos: Vec<&'static Spec>,
    kept: Kept,
    /// The measures of the state asked for last: a lesson's claims come in groups about one state, and a long run
    /// need not be repeated for each of its numbers.
    last: RefCell<Option<Measured>>,
}

/// A demo with its settings and steps, and what it measures there.
struct Measured {
    state: (String, Vec<(String, String)>, u32),
    measures: Measures,
}

/// Measures by name, each as its bits, so that what is kept is what was measured.
type Measures = Vec<(String, u64)>;

impl Engine {
    /// Reads the data sets.
    pub fn load(root: &Path) -> io::Result<Engine> {
        let (mut data, mut tables) = (Data::default(), BTreeMap::new());
        for file in super::assets::data_files(root)? {
            let text = fs::read_to_string(&file)?;
            let name = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_string();
            let table =
                ml::data::csv::parse(&text).map_err(|e| io::Error::other(format!("{}: {e}", file.display())))?;
            data.tables.insert(name.clone(), Rc::new(table));
            tables.insert(name, text);
        }
        let kept = Kept::open(root, &format!("{tables:?}"))?;
        Ok(Engine { data, tables, demos: demos_of(root)?, kept, last: RefCell::default() })
    }

    /// What earlier builds have made with this engine.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The data sets as text, by name.
    pub fn tables(&self) -> &BTreeMap<String, String> {
        &self.tables
    }

    /// Every demo that has a page, in the order of the road.
    pub fn demos(&self) -> &[&'static Spec] {
        &self.demos
    }

    /// The demo with this id.
    pub fn find(&self, id: &str) -> Option<&'static Spec> {
        self.demos.iter().copied().find(|spec| spec.id == id)
    }

    /// A demo as a page places it.
    pub fn player(&self, spec: &'static Spec, block: &DemoBlock) -> Result<Player, BuildError> {
        let init = PlayerInit {
            pairs: block.settings.clone(),
            steps: block.steps,
            lock: block.lock.clone(),
            hide: block.hide.clone(),
        };
        Player::new(spec, &init, self.data.clone())
    }

    /// The value of a measure after some steps.
    pub fn measure(&self, demo: &str, settings: &[(String, String)], steps: u32, measure: &str) -> Result<f64, String> {
        let state = (demo.to_string(), settings.to_vec(), steps);
        let mut last = self.last.borrow_mut();
        let measured = match last.take().filter(|measured| measured.state == state) {
            Some(measured) => measured,
            None => Measured { measures: self.measures(demo, settings, steps)?, state },
        };
        let value = measured.measures.iter().find(|m| m.0 == measure).map(|m| f64::from_bits(m.1));
        *last = Some(measured);
        value.ok_or(format!("no measure “{measure}”"))
    }

    fn measures(&self, demo: &str, settings: &[(String, String)], steps: u32) -> Result<Measures, String> {
        let state = format!("{demo} {settings:?} {steps}");
        self.kept.of(&["measures", &state], || self.measured(demo, settings, steps))
    }

    fn measured(&self, demo: &str, settings: &[(String, String)], steps: u32) -> Result<Measures, String> {
        let spec = demos::registry::find(demo).ok_or(format!("there is no demo “{demo}”"))?;
        let init = PlayerInit { pairs: settings.to_vec(), steps, ..PlayerInit::default() };
        let player = Player::new(spec, &init, self.data.clone()).map_err(|e| e.to_string())?;
        if player.steps() != steps {
            return Err(format!("the demo ends after {} steps, not {steps}", player.steps()));
        }
        Ok(player.demo().measures().into_iter().map(|(name, value)| (name.to_string(), value.to_bits())).collect())
    }

    /// What content may refer to.
    pub fn infos(&self) -> Vec<DemoInfo> {
        self.demos.iter().map(|spec| self.info(spec)).collect()
    }

    fn info(&self, spec: &'static Spec) -> DemoInfo {
        let pairs = |p: &[(&str, &str)]| p.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect::<Vec<_>>();
        let presets: Vec<PresetInfo> = spec
            .presets
            .iter()
            .map(|p| PresetInfo { id: p.id.into(), settings: pairs(p.settings), steps: p.steps })
            .collect();
        let measures = self.kept.of(&["names of measures", spec.id], || self.names_of_measures(spec));
        DemoInfo {
            pack: demos::registry::pack_of(spec.id).into(),
            id: spec.id.into(),
            title: spec.title.into(),
            settings: spec.settings.iter().map(|s| s.key.to_string()).collect(),
            measures,
            presets,
        }
    }

    /// Which measures there are can depend on the data set, so every one and every preset is asked.
    fn names_of_measures(&self, spec: &'static Spec) -> Vec<String> {
        let pairs = |p: &[(&str, &str)]| p.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect::<Vec<_>>();
        let mut starts: Vec<Vec<(String, String)>> = spec.presets.iter().map(|p| pairs(p.settings)).collect();
        starts.push(Vec::new());
        for setting in spec.settings {
            if let demos::Kind::Data { options, .. } = &setting.kind {
                starts.extend(options.iter().map(|o| vec![(setting.key.to_string(), o.0.to_string())]));
            }
        }
        let mut measures: Vec<String> = starts
            .into_iter()
            .flat_map(|pairs| {
                let init = PlayerInit { pairs, ..PlayerInit::default() };
                Player::new(spec, &init, self.data.clone()).map_or(Vec::new(), |p| p.demo().measures())
            })
            .map(|m| m.0.to_string())
            .collect();
        measures.sort();
        measures.dedup();
        measures
    }
}

/// The demos of the registry, and in a generated course their copies under other names; a builder runs once, so they
/// live as long as it does.
pub fn demos_of(root: &Path) -> io::Result<Vec<&'static Spec>> {
    let mut all = demos::registry::DEMOS.to_vec();
    let list = root.join(super::scale::COPIES);
    let copies = if list.exists() { fs::read_to_string(list)? } else { String::new() };
    for (id, of) in copies.lines().filter_map(|line| line.split_once(' ')) {
        let spec = demos::registry::find(of).ok_or_else(|| io::Error::other(format!("there is no demo “{of}”")))?;
        let (id, title) = (id.to_string().leak(), format!("{} ({id})", spec.title).leak());
        all.push(Box::leak(Box::new(Spec { id, title, ..*spec })));
    }
    Ok(all)
}

/// Whether a demo takes these settings as they stand.
pub fn check_settings(demo: &str, pairs: &[(String, String)]) -> Result<(), String> {
    let spec = demos::registry::find(demo).ok_or(format!("there is no demo “{demo}”"))?;
    for (key, value) in pairs {
        let (_, said) = Settings::read(spec.settings, &[(key, value)]);
        if let Some(why) = said.first() {
            return Err(format!("{key} = “{value}”, demo “{demo}”: {why}"));
        }
    }
    Ok(())
}

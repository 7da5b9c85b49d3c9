//! The demos as the site builder needs them: with the data sets that ship, at any preset.

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
    /// The measures of the state asked for last: a lesson's claims come in groups about one state, and a long run
    /// need not be repeated for each of its numbers.
    last: RefCell<Option<Measured>>,
}

/// A demo with its settings and steps, and what it measures there.
struct Measured {
    state: (String, Vec<(String, String)>, u32),
    measures: Vec<(&'static str, f64)>,
}

impl Engine {
    /// Reads the data sets.
    pub fn load(root: &Path) -> io::Result<Engine> {
        let mut engine = Engine { data: Data::default(), tables: BTreeMap::new(), last: RefCell::default() };
        for file in super::assets::data_files(root)? {
            let text = fs::read_to_string(&file)?;
            let name = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_string();
            let table =
                ml::data::csv::parse(&text).map_err(|e| io::Error::other(format!("{}: {e}", file.display())))?;
            engine.data.tables.insert(name.clone(), Rc::new(table));
            engine.tables.insert(name, text);
        }
        Ok(engine)
    }

    /// The data sets as text, by name.
    pub fn tables(&self) -> &BTreeMap<String, String> {
        &self.tables
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
        let value = measured.measures.iter().find(|m| m.0 == measure).map(|m| m.1);
        *last = Some(measured);
        value.ok_or(format!("no measure “{measure}”"))
    }

    fn measures(
        &self,
        demo: &str,
        settings: &[(String, String)],
        steps: u32,
    ) -> Result<Vec<(&'static str, f64)>, String> {
        let spec = demos::registry::find(demo).ok_or(format!("there is no demo “{demo}”"))?;
        let init = PlayerInit { pairs: settings.to_vec(), steps, ..PlayerInit::default() };
        let player = Player::new(spec, &init, self.data.clone()).map_err(|e| e.to_string())?;
        if player.steps() != steps {
            return Err(format!("the demo ends after {} steps, not {steps}", player.steps()));
        }
        Ok(player.demo().measures())
    }

    /// What content may refer to.
    pub fn infos(&self) -> Vec<DemoInfo> {
        demos::registry::DEMOS.iter().map(|spec| self.info(spec)).collect()
    }

    fn info(&self, spec: &'static Spec) -> DemoInfo {
        let pairs = |p: &[(&str, &str)]| p.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect::<Vec<_>>();
        let presets: Vec<PresetInfo> = spec
            .presets
            .iter()
            .map(|p| PresetInfo { id: p.id.into(), settings: pairs(p.settings), steps: p.steps })
            .collect();
        // Which measures there are can depend on the data set, so every one and every preset is asked.
        let mut starts: Vec<Vec<(String, String)>> = presets.iter().map(|p| p.settings.clone()).collect();
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
        DemoInfo {
            pack: demos::registry::pack_of(spec.id).into(),
            id: spec.id.into(),
            title: spec.title.into(),
            settings: spec.settings.iter().map(|s| s.key.to_string()).collect(),
            measures,
            presets,
        }
    }
}

/// Whether a demo takes these settings as they stand.
pub fn check_settings(demo: &str, pairs: &[(String, String)]) -> Result<(), String> {
    let spec = demos::registry::find(demo).ok_or(format!("there is no demo “{demo}”"))?;
    for (key, value) in pairs {
        let (settings, refused) = Settings::read(spec.settings, std::slice::from_ref(&(key.as_str(), value.as_str())));
        if !refused.is_empty() {
            return Err(format!("the demo “{demo}” does not take {key} = “{value}”"));
        }
        // A number that was moved into range is not what the author wrote.
        if let demos::Value::Number(x) = settings.value(key)
            && value.parse::<f64>().ok() != Some(*x)
        {
            return Err(format!("the demo “{demo}” moves {key} = “{value}” to {x}"));
        }
    }
    Ok(())
}

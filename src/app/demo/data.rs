//! The data sets that ship: fetched once, kept for the whole visit.

use super::run::Run;
use crate::web::assets;
use course::page::DemoBlock;
use demos::player::PlayerInit;
use demos::{BuildError, Data, Player, Settings, Spec, Value};
use litemap::LiteMap;
use ml::data::Table;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    static TABLES: RefCell<LiteMap<String, Rc<Table>>> = const { RefCell::new(LiteMap::new_vec()) };
}

/// The tables with these names. The error is a sentence for the reader.
pub async fn tables(names: &[&'static str]) -> Result<LiteMap<String, Rc<Table>>, String> {
    let mut found = LiteMap::new();
    for name in names {
        let known = TABLES.with_borrow(|t| t.get(*name).cloned());
        let table = match known {
            Some(table) => table,
            None => {
                let text = assets::text(&format!("data/{name}.csv")).await?;
                let table = Rc::new(ml::data::csv::parse(&text).map_err(|e| e.to_string())?);
                TABLES.with_borrow_mut(|t| t.insert(name.to_string(), table.clone()));
                table
            }
        };
        found.insert(name.to_string(), table);
    }
    Ok(found)
}

/// What a demo needs before it can be shown.
pub struct Prepared {
    player: Player,
    data: Data,
}

/// Loads a demo's data and builds its model. `edits` are controls that the reader has moved already.
pub async fn prepare(spec: &'static Spec, block: &DemoBlock, query: &[(String, String)]) -> Result<Prepared, String> {
    let mut pairs = block.settings.clone();
    for (key, value) in query {
        pairs.retain(|p| p.0 != *key);
        pairs.push((key.clone(), value.clone()));
    }
    let settings = Settings::read(spec.settings, &pairs).0;
    let data = Data { tables: tables(&settings.tables()).await?, own: None };
    let init = PlayerInit { pairs, steps: block.steps, lock: block.lock.clone(), hide: block.hide.clone() };
    let player = match Player::new(spec, &init, data.clone()) {
        Err(BuildError::NoOwnData) => asking_for_own(spec, init, &settings).await?,
        built => built.map_err(|e| e.to_string())?,
    };
    Ok(Prepared { player, data })
}

/// A link to a run on the learner's own data: the demo stands on its first data set and asks for the file.
async fn asking_for_own(spec: &'static Spec, mut init: PlayerInit, asked: &Settings) -> Result<Player, String> {
    init.pairs.retain(|p| p.1 != demos::OWN);
    let settings = Settings::read(spec.settings, &init.pairs).0;
    let data = Data { tables: tables(&settings.tables()).await?, own: None };
    let mut player = Player::new(spec, &init, data).map_err(|e| e.to_string())?;
    player.change(asked.clone());
    Ok(player)
}

impl Prepared {
    /// Takes over controls that the reader moved before the app was there.
    pub fn edit(mut self, edits: &[(String, String)]) -> Self {
        if !edits.is_empty() {
            let mut next = self.player.settings().clone();
            for (key, text) in edits {
                let number = self.player.spec().settings.iter().find(|s| s.key == key && s.slider().is_some());
                match (number, text.parse::<f64>()) {
                    // A slider speaks in positions.
                    (Some(setting), Ok(at)) => next = next.with(setting.key, Value::Number(setting.at_position(at))),
                    _ => drop(next.set_text(key, text)),
                }
            }
            self.player.change(next);
        }
        self
    }

    /// The running demo, within the owner of the page.
    pub fn run(self) -> Run {
        Run::new(self.player, self.data)
    }
}

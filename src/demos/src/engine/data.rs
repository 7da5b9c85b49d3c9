//! The data sets of an engine: asked for once, kept as long as it lives.

use crate::demo::Data;
use std::rc::Rc;

/// Data sets that have come, are awaited, or are not to be had.
#[derive(Default)]
pub(super) struct Tables {
    pub data: Data,
    awaited: Vec<String>,
    failed: Vec<(String, String)>,
}

impl Tables {
    /// Of these names those that must be asked for; from now on they are awaited.
    pub fn ask_for(&mut self, names: &[&'static str]) -> Vec<String> {
        let unknown =
            |name: &&&str| !self.data.tables.contains_key(**name) && !self.is_awaited(name) && !self.has_failed(name);
        let missing: Vec<String> = names.iter().filter(unknown).map(|name| name.to_string()).collect();
        self.awaited.extend(missing.iter().cloned());
        missing
    }

    /// Whether this one is on its way.
    pub fn is_awaited(&self, name: &str) -> bool {
        self.awaited.iter().any(|n| n == name)
    }

    fn has_failed(&self, name: &str) -> bool {
        self.failed.iter().any(|f| f.0 == name)
    }

    /// Takes a file, or word that it did not come.
    pub fn take(&mut self, name: &str, text: Result<String, String>) {
        self.awaited.retain(|n| n != name);
        match text.and_then(|text| ml::data::csv::parse(&text).map_err(|e| e.to_string())) {
            Ok(table) => drop(self.data.tables.insert(name.to_string(), Rc::new(table))),
            Err(why) => self.failed.push((name.to_string(), why)),
        }
    }

    /// Why data sets among these did not come. They are forgotten, so that another try asks again.
    pub fn failure(&mut self, names: &[&'static str]) -> Option<String> {
        let at = self.failed.iter().position(|f| names.contains(&f.0.as_str()))?;
        Some(self.failed.swap_remove(at).1)
    }
}

//! The contract between a demo and whatever shows it.

use crate::settings::{Preset, Setting, Settings};
use litemap::LiteMap;
use ml::data::{Dataset, Table as Csv};
use plot::{Picture, Size};
use std::rc::Rc;

/// Everything that is known of a demo before it runs.
#[derive(Debug)]
pub struct Spec {
    /// Stable id, kebab-case; the address of its page.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// What it lets one do, in a sentence.
    pub about: &'static str,
    /// Slug of the lesson that explains it.
    pub lesson: &'static str,
    /// Its settings.
    pub settings: &'static [Setting],
    /// Named starting points, beside the defaults.
    pub presets: &'static [Preset],
    /// Whether it goes on in steps, so that the transport bar shows run, step and back.
    pub runs: bool,
    /// Height of the picture as a share of its width, on a wide and on a narrow screen.
    pub aspect: [f64; 2],
    /// Makes a model from settings. Data sets that the settings name are there.
    pub build: Build,
}

/// Makes a model from settings.
pub type Build = fn(&Settings, &Data) -> Result<Box<dyn Demo>, BuildError>;

/// A running demo. Deterministic: the same settings, data and number of steps give the same bits everywhere.
pub trait Demo {
    /// Goes one step on. `false` once there is nothing more to do, and then nothing has changed.
    fn step(&mut self) -> bool {
        false
    }

    /// Takes over settings that need no new start (a threshold, a view), so that the model is what a new one
    /// would be after as many steps. `false` if it must be built anew, and then nothing has changed.
    fn adjust(&mut self, _settings: &Settings) -> bool {
        false
    }

    /// Keys of settings that change nothing at present, because another setting leaves them without a part to
    /// play. Their controls may step back.
    fn idle(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// The picture in a box of this size.
    fn picture(&self, size: Size) -> Picture;

    /// What the picture shows now, in one or two short sentences with numbers. Read aloud after a change.
    fn summary(&self) -> String;

    /// The numbers of the picture.
    fn table(&self) -> Table;

    /// The few numbers that matter, shown large.
    fn readouts(&self) -> Vec<Readout> {
        Vec::new()
    }

    /// Named numbers that goals and claims refer to.
    fn measures(&self) -> Vec<(&'static str, f64)> {
        Vec::new()
    }

    /// What can be dragged, or moved by arrow keys, in a fixed order.
    fn handles(&self) -> Vec<Handle> {
        Vec::new()
    }

    /// The settings after handle number `handle` has been moved to `to`, in the units of its panel.
    fn drag(&self, _handle: usize, _to: [f64; 2]) -> Option<Settings> {
        None
    }

    /// The settings after a click on no handle, at a point of a panel.
    fn tap(&self, _panel: usize, _at: [f64; 2]) -> Option<Settings> {
        None
    }

    /// A copy, for rewinding and comparing.
    fn fork(&self) -> Box<dyn Demo>;
}

/// A digest of a demo's measures, bit by bit: equal wherever the same settings were computed to the same bits.
pub fn digest(demo: &dyn Demo) -> String {
    let mut digest = ml::digest::Digest::new();
    for (name, value) in demo.measures() {
        digest.bytes(name.as_bytes()).float(value);
    }
    digest.to_string()
}

/// Something in the picture that can be taken hold of.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// What it is, for a screen reader: "Threshold".
    pub label: String,
    /// Its value in words: "0.42".
    pub value: String,
    /// Index of the panel.
    pub panel: usize,
    /// Where it is, in the panel's units.
    pub at: [f64; 2],
    /// Ways it moves.
    pub moves: Moves,
    /// What one press of an arrow key adds.
    pub step: [f64; 2],
}

/// Ways a handle moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moves {
    /// Left and right; drawn as an upright line, taken hold of anywhere along it.
    Across,
    /// Up and down; a level line.
    UpDown,
    /// Freely; a point.
    Freely,
}

/// A number that matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Readout {
    /// Its name.
    pub label: String,
    /// Its value, with unit; "undefined" where it is.
    pub value: String,
    /// Where it comes from, short: "86 / (86 + 9)"; empty for none.
    pub note: String,
}

/// Numbers in rows and columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// Heads of the columns; the first column holds the heads of the rows.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Data for demos: the shipped tables that have been loaded, and the learner's own.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// Shipped tables by name, such as `breast-cancer`.
    pub tables: LiteMap<String, Rc<Csv>>,
    /// The learner's own data with the columns they chose.
    pub own: Option<Rc<Dataset>>,
}

impl Data {
    /// A shipped table.
    pub fn table(&self, name: &str) -> Result<&Csv, BuildError> {
        self.tables.get(name).map(Rc::as_ref).ok_or_else(|| BuildError::MissingData(name.into()))
    }

    /// The learner's own data.
    pub fn own(&self) -> Result<&Dataset, BuildError> {
        self.own.as_deref().ok_or(BuildError::NoOwnData)
    }
}

/// Why a demo could not be built.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BuildError {
    /// A shipped table has not been loaded.
    #[error("the data set “{0}” is not loaded")]
    MissingData(String),
    /// The settings ask for the learner's own data and there are none.
    #[error("choose a CSV file of your own to begin")]
    NoOwnData,
    /// The data do not fit the demo; the text says why and what to do.
    #[error("{0}")]
    Unfit(String),
}

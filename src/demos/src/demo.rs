//! The contract between a demo and whatever shows it.

use crate::player::PlayerInit;
use crate::settings::{Preset, Setting, Settings};
use litemap::LiteMap;
use ml::data::{Dataset, Table as Csv};
use plot::{Picture, Size};
use std::any::Any;
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
    /// Speed at the start, in steps a second.
    pub speed: f64,
    /// Height of the picture as a share of its width, on a wide and on a narrow screen.
    pub aspect: [f64; 2],
    /// What it takes of a learner's own file, if it takes any.
    pub own: Option<Takes>,
    /// Makes a model from settings. Data sets that the settings name are there.
    pub build: Build,
}

/// What a demo takes of a learner's own file.
#[derive(Clone, Copy, Debug)]
pub struct Takes {
    /// How many columns it needs to predict from.
    pub least: usize,
    /// How many it can use: the first ones, if more are chosen.
    pub most: usize,
    /// The most classes that it tells apart; of more, one stands against the rest.
    pub classes: usize,
    /// The most rows that it takes; of more, a sample.
    pub rows: usize,
    /// The most numbers, rows times columns.
    pub values: usize,
    /// What it does with the columns of these names, as a sentence.
    pub uses: fn(&[&str]) -> String,
}

/// Names as they stand in a sentence: the first ones, and how many more.
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => "no column".into(),
        [one] => (*one).into(),
        [some @ .., last] if some.len() < 5 => format!("{} and {last}", some.join(", ")),
        some => format!("{} and {} more", some[..4].join(", "), some.len() - 4),
    }
}

/// Makes a model from settings.
pub type Build = fn(&Settings, &Data) -> Result<Box<dyn Demo>, BuildError>;

/// The state of a demo, to be taken up again by a copy of it.
pub type Saved = Rc<dyn Any>;

/// A running demo, made by [`crate::model::build`] from a [`crate::model::Model`]. Deterministic: the same settings,
/// data and number of steps give the same bits everywhere.
pub trait Demo {
    /// Goes one step on. `false` once there is nothing more to do, and then nothing has changed.
    fn step(&mut self) -> bool;

    /// More steps than this are never taken.
    fn most_steps(&self) -> u32 {
        PlayerInit::MOST_STEPS
    }

    /// Looks at the same fit with other settings, none of which refits.
    fn look(&mut self, settings: &Settings);

    /// Whether a new fit for these settings goes on at the present step.
    fn follows(&self, next: &Settings) -> bool;

    /// How many steps a new fit for these settings, which does not go on at the present one, takes at once.
    fn goes_to(&self, next: &Settings) -> u32;

    /// The state after the steps taken.
    fn save(&self) -> Saved;

    /// Goes to a saved state.
    fn load(&mut self, saved: &Saved);

    /// A copy, for comparing. It shares the fit.
    fn fork(&self) -> Box<dyn Demo>;

    /// Keys of settings that change nothing at present, because another setting or the data leave them without a part
    /// to play. Their controls may step back.
    fn idle(&self) -> Vec<&'static str>;

    /// Where numbers stand that the data set elsewhere than the settings do: keys and values.
    fn stands(&self) -> Vec<(&'static str, f64)>;

    /// Where sliders end that these data make shorter than the ranges of their settings: keys, lowest and highest.
    fn reach(&self) -> Vec<(&'static str, [f64; 2])>;

    /// The picture in a box of this size.
    fn picture(&self, size: Size) -> Picture;

    /// What the picture shows now, in one or two short sentences with numbers. Read aloud after a change.
    fn summary(&self) -> String;

    /// The numbers of the picture.
    fn table(&self) -> Table;

    /// The few numbers that matter, shown large.
    fn readouts(&self) -> Vec<Readout>;

    /// Named numbers that goals and claims refer to.
    fn measures(&self) -> Vec<(&'static str, f64)>;

    /// What can be dragged, or moved by arrow keys, in a fixed order.
    fn handles(&self) -> Vec<Handle>;

    /// The settings after handle number `handle` has been moved to `to`, in the units of its panel.
    fn drag(&self, handle: usize, to: [f64; 2]) -> Option<Settings>;

    /// The settings after a click on no handle, at a point of a panel.
    fn tap(&self, panel: usize, at: [f64; 2]) -> Option<Settings>;
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
    /// How far it goes along the way that it moves, where that is not as far as its panel's axis.
    pub ends: Option<[f64; 2]>,
}

impl Handle {
    /// A handle, and what a press of an arrow key adds to its place along each way that it moves.
    pub fn new(label: &str, value: String, panel: usize, at: [f64; 2], moves: Moves, press: f64) -> Handle {
        let step = match moves {
            Moves::Across => [press, 0.0],
            Moves::UpDown => [0.0, press],
            Moves::Freely => [press; 2],
        };
        Handle { label: label.into(), value, panel, at, moves, step, ends: None }
    }

    /// One that goes so far.
    #[must_use]
    pub fn between(mut self, ends: [f64; 2]) -> Handle {
        self.ends = Some(ends);
        self
    }
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

    /// Some columns of a shipped table, with the label that decides the class.
    ///
    /// # Errors
    /// If the table has not been loaded or lacks a column.
    pub fn rows(&self, table: &str, features: &[&str], label: &str) -> Result<Dataset, BuildError> {
        Dataset::from_table(self.table(table)?, features, label).map_err(unfit)
    }

    /// The shipped breast tumors by some of their measurements; malignant ones are the positive class.
    ///
    /// # Errors
    /// If the table has not been loaded or lacks a column.
    pub fn tumors(&self, features: &[&str]) -> Result<Dataset, BuildError> {
        self.rows("breast-cancer", features, "diagnosis")?.with_positive("malignant").map_err(unfit)
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

/// What is wrong with data or settings, as a reason not to build.
pub fn unfit(error: impl std::fmt::Display) -> BuildError {
    BuildError::Unfit(error.to_string())
}

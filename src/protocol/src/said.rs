//! What an engine says to its page.

use plot::Scene;
use serde::{Deserialize, Serialize};

/// A message from the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// It needs these data sets.
    Need(Vec<String>),
    /// The demo is there.
    Opened(Spec),
    /// It cannot be shown, and this is why.
    Refused(String),
    /// How it stands now.
    Shown(Box<Shown>),
    /// What was read of the learner's own file.
    Own(Own),
    /// Drawings that were asked for.
    Drawn(Drawn),
}

/// What is known of a demo and does not change while it runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spec {
    /// Its id in the registry.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether it goes on in steps.
    pub runs: bool,
    /// Height of the picture as a share of its width, on a wide and on a narrow screen.
    pub aspect: [f64; 2],
    /// Its settings, those without a control left out.
    pub settings: Vec<Setting>,
}

/// A setting as a control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// Key in links.
    pub key: String,
    /// Label.
    pub label: String,
    /// What it does; may be empty.
    pub help: String,
    /// Whether it is folded under "More".
    pub more: bool,
    /// Whether it must stay as it is.
    pub locked: bool,
    /// Which control it has.
    pub control: Control,
}

/// A native control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Control {
    /// A slider.
    Slider {
        /// Left end.
        min: f64,
        /// Right end.
        max: f64,
        /// Distance of neighboring positions.
        step: f64,
        /// The number at the left end: the position itself, or the power of ten.
        least: f64,
        /// The number at the right end.
        most: f64,
    },
    /// A choice: ids and labels.
    Select(Vec<(String, String)>),
    /// A box to tick.
    Tick,
    /// A field for a seed.
    Seed,
    /// A choice of data that may be the learner's own, the last of the options.
    Data(Vec<(String, String)>),
}

/// An answer to an act, or to the opening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The number of the act; 0 for the opening and for data that came later.
    pub seq: u32,
    /// How things stand.
    pub face: Face,
    /// The main picture and the one compared with it, where they have changed and their sizes are known.
    pub scenes: [Option<Scene>; 2],
}

/// All that a page shows of a demo, pictures apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// What the picture shows, in a sentence or two.
    pub summary: String,
    /// The numbers that matter.
    pub readouts: Vec<Readout>,
    /// Why the settings cannot be shown; the picture is then the last that could be.
    pub trouble: Option<String>,
    /// What was left out of a link, in sentences.
    pub notices: Vec<String>,
    /// The values of [`Spec::settings`], in the same order.
    pub values: Vec<Now>,
    /// What can be taken hold of in the main picture.
    pub grips: Vec<Grip>,
    /// Steps taken.
    pub steps: u32,
    /// Whether time becomes steps.
    pub running: bool,
    /// Whether there is nothing more to do.
    pub finished: bool,
    /// Whether there is a change to take back.
    pub can_undo: bool,
    /// Position of the speed's slider, and the speed in words.
    pub speed: (f64, String),
    /// What a link must say to lead here.
    pub link: crate::Pairs,
    /// Whether the learner's own data are asked for.
    pub own: bool,
    /// Whether the goal has been reached at any time.
    pub reached: bool,
    /// The run kept for comparison, in words: in what it differs from the present one, and its sentence.
    pub compared: Option<(String, String)>,
    /// The table of numbers, if it is wanted.
    pub numbers: Option<Numbers>,
    /// Named numbers, if they are wanted.
    pub measures: Vec<(String, f64)>,
    /// A digest of the named numbers, if it is wanted: equal wherever the same was computed to the same bits.
    pub digest: String,
}

/// The value of a setting now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Now {
    /// As in a link.
    pub text: String,
    /// In words, with its unit.
    pub words: String,
    /// Position on the slider; 0 for other controls.
    pub at: f64,
    /// Whether it has no part to play at present.
    pub idle: bool,
}

/// Something in the picture that can be taken hold of, in pixels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grip {
    /// What it is to a screen reader: the names of `aria-` attributes without that, and their values.
    pub aria: crate::Pairs,
    /// Ways it moves.
    pub moves: Moves,
    /// Where it is.
    pub at: [f64; 2],
    /// The plotting area it moves in: left, top, width, height.
    pub area: [f64; 4],
    /// Whether all that it sets must stay as it is.
    pub locked: bool,
    /// Whether the picture leaves it out at its present size.
    pub away: bool,
}

impl Grip {
    /// What it says of itself by this name.
    pub fn says(&self, name: &str) -> &str {
        self.aria.iter().find(|pair| pair.0 == name).map_or("", |pair| &pair.1)
    }
}

/// Ways a grip moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moves {
    /// Left and right; an upright line, taken hold of anywhere along it.
    Across,
    /// Up and down; a level line.
    UpDown,
    /// Freely; a point.
    #[default]
    Freely,
}

/// A number that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Readout {
    /// Its name.
    pub label: String,
    /// Its value, with unit.
    pub value: String,
    /// Where it comes from, short; empty for none.
    pub note: String,
}

/// Numbers in rows and columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Numbers {
    /// What the table holds.
    pub caption: String,
    /// Heads of the columns; the first column holds the heads of the rows.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// What was read of the learner's own file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Own {
    /// Name of the file in use; empty for none.
    pub name: String,
    /// What was understood of it, in a sentence or two.
    pub understood: String,
    /// What else there is to know, a sentence each.
    pub notes: Vec<String>,
    /// What the demo does with the columns in use, in a sentence.
    pub uses: String,
    /// Guesses, each of which can be changed.
    pub choices: Vec<Choice>,
    /// Columns that can be predicted from.
    pub ticks: Vec<Tick>,
    /// Heads of the table's columns.
    pub columns: Vec<String>,
    /// Its first rows.
    pub rows: Vec<Vec<String>>,
    /// What became of the file, or the choice, that cannot be used; empty if there is none.
    pub headline: String,
    /// Why it cannot be used.
    pub errors: Vec<String>,
}

/// One of a few.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Its key, for [`crate::Act::OwnChoice`].
    pub key: String,
    /// What is chosen.
    pub label: String,
    /// Ids and names.
    pub options: Vec<(String, String)>,
    /// The id that is chosen.
    pub value: String,
}

/// A column to predict from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tick {
    /// The key that changes it, for [`crate::Act::OwnChoice`] with its name.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether it is ticked.
    pub on: bool,
}

/// Drawings to print or to save.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// The number of the request.
    pub id: u32,
    /// The main picture, and the compared one if there is one.
    pub pictures: Vec<Picture>,
    /// The numbers of the main picture.
    pub numbers: Numbers,
}

/// A picture, drawn in three ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Its sentence.
    pub words: String,
    /// For a canvas.
    pub scene: Scene,
    /// As SVG that takes its colors from the page's style sheet.
    pub svg: String,
    /// As SVG that stands alone, in the colors that were asked for.
    pub svg_alone: String,
}

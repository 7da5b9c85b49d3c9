//! What a page and a tool say to each other.
//!
//! A tool is a part of a page whose behavior lies in a pack, like a demo's, so that only pages that hold it load it. The
//! page shows the HTML that the tool has [`Said`], tells it what the reader does with it, and keeps for it what is to be
//! kept. A tool knows neither page nor log, so it can be tried without a browser.

use serde::{Deserialize, Serialize};

/// Name of the pack that holds the tools.
pub const PACK: &str = "pack-tools";

/// A message to the tool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Begins. Answered by [`Said::Need`], or by [`Said::Refused`].
    Open {
        /// The kind of part.
        kind: String,
        /// The part's data, as JSON.
        data: String,
    },
    /// What was needed, in that order. Answered by [`Said::Show`].
    Known(Vec<Fact>),
    /// The reader did something with the element of this name.
    Act(String, Act),
}

/// What can be done with an element.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Act {
    /// A button was pressed, or a form sent.
    Press,
    /// A control has another value.
    Choose(String),
    /// It was dropped on the place of this name.
    Drop(String),
}

/// What a tool wants to know of the past.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Want {
    /// What was left under a key.
    Left(String),
    /// The last answer to an item of this revision.
    Answer(String, u32),
    /// What was predicted last, under this id and revision.
    Prediction(String, u32),
}

/// What is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fact {
    /// Nothing.
    None,
    /// A text.
    Text(String),
    /// A reply, and whether it was right.
    Reply(Reply, bool),
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// Places in a list.
    Picks(Vec<usize>),
    /// A number.
    Number(f64),
}

/// An answer, or a prediction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// Id of what was asked.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// What was said.
    pub reply: Reply,
    /// Whether that is right.
    pub right: bool,
}

/// A message to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// These are needed before anything can be shown.
    Need(Vec<Want>),
    /// How the tool looks now, as HTML. The page changes what differs from before. An element stays what it is, with its
    /// focus and what was typed there, if its tag and its [`KEY`] do.
    Show(String),
    /// Leaves a text under a key, or nothing if it is empty.
    Leave(String, String),
    /// An item was answered.
    Answered(Given),
    /// Something was predicted.
    Predicted(Given),
    /// The element with this id gets the focus.
    Focus(String),
    /// The data are of another version.
    Refused,
}

/// The attribute that names an element for [`Ask::Act`]: a button, a control or a form.
pub const ACT: &str = "data-act";
/// The attribute that names what can be dragged.
pub const DRAG: &str = "data-drag";
/// The attribute that names a place to drop it.
pub const DROP: &str = "data-drop";
/// The attribute that tells an element from its neighbors.
pub const KEY: &str = "data-of";
/// The attribute of an element that changes as a whole: its inside is text, or HTML that the site builder has made.
pub const WHOLE: &str = "data-whole";
/// The attribute that says what a control's value is.
pub const VALUE: &str = "data-value";

//! What a page asks of an engine.

use plot::Size;
use plot::palette::Palette;
use serde::{Deserialize, Serialize};

/// Settings, and where a run stands, as the pairs of a link.
pub type Pairs = Vec<(String, String)>;

/// A message to the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Begins. Answered by [`crate::Said::Need`] until all data are there, then by [`crate::Said::Opened`] and
    /// [`crate::Said::Shown`], or by [`crate::Said::Refused`].
    Open(Open),
    /// A data set that the engine needs: its name and the text of its CSV file, or why it did not come.
    Table(String, Result<String, String>),
    /// Something to do. Answered by one [`crate::Said::Shown`] with the same number.
    Act {
        /// A number that grows.
        seq: u32,
        /// What to do.
        act: Act,
    },
    /// Drawings of the present state. Answered by [`crate::Said::Drawn`].
    Draw {
        /// Says which answer belongs to this.
        id: u32,
        /// How they are wanted.
        style: Drawing,
    },
}

/// How drawings are wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// Begins every id in them, so that it is unique on the page.
    pub prefix: String,
    /// Width of each, in CSS pixels.
    pub width: f64,
    /// Colors of those that leave the page.
    pub palette: Palette,
}

/// Where a demo begins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Open {
    /// Its id in the registry.
    pub demo: String,
    /// Settings that differ from its defaults.
    pub pairs: Pairs,
    /// Steps already taken; a `step` among the pairs comes first.
    pub steps: u32,
    /// Settings that cannot be changed.
    pub lock: Vec<String>,
    /// Settings without a control.
    pub hide: Vec<String>,
    /// Size of the main picture, where the page knows it already.
    pub size: Option<Size>,
    /// What the learner is asked to reach; empty for nothing.
    pub goal: Vec<Bound>,
    /// Whether [`crate::Face::measures`] are wanted.
    pub measures: bool,
    /// Whether [`crate::Face::digest`] is wanted.
    pub digest: bool,
    /// How the drawings are wanted that come with the first answer, numbered 0; none without it.
    pub drawing: Option<Drawing>,
}

/// A bound on a measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bound {
    /// Name of the measure.
    pub measure: String,
    /// Least value.
    pub at_least: Option<f64>,
    /// Greatest value.
    pub at_most: Option<f64>,
}

/// Which of two runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// The one that the controls act on.
    Main,
    /// The one that was kept for comparison.
    Compared,
}

/// Something to do with a running demo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Act {
    /// A setting takes the value that is spelled as in a link.
    Set {
        /// Key of the setting.
        key: String,
        /// Its value.
        text: String,
    },
    /// A number goes to a position on its slider.
    Slide {
        /// Key of the setting.
        key: String,
        /// The position.
        at: f64,
    },
    /// Controls that were moved before the engine was there: keys, and positions or spellings.
    Edit(Pairs),
    /// A handle is moved to a pixel of the main picture.
    Grab {
        /// Its place in [`crate::Face::grips`].
        handle: u32,
        /// Where to.
        px: [f64; 2],
    },
    /// A handle is moved by so many presses of arrow keys, right and up.
    Nudge {
        /// Its place in [`crate::Face::grips`].
        handle: u32,
        /// Presses.
        presses: [f64; 2],
    },
    /// A click on no handle, at a pixel of the main picture.
    Tap([f64; 2]),
    /// Ends a gesture: until then, changes of the same setting are taken back as one.
    Settle,
    /// Runs, or pauses if it runs. A reader who saw it run meant to pause: where it has ended meanwhile, that is all.
    Toggle {
        /// Whether the reader saw it run.
        seen: bool,
    },
    /// So many milliseconds have passed.
    Tick(f64),
    /// One step on.
    Step,
    /// One step back.
    Back,
    /// To the first step.
    ToStart,
    /// Position of the speed's slider.
    Speed(f64),
    /// Keeps this run for comparison, or ends the comparison.
    Compare,
    /// Takes the last change back.
    Undo,
    /// Back to where it began.
    Reset,
    /// Goes where a link with these pairs leads; [`Act::Reset`] leads where it did before.
    Apply(Pairs),
    /// A picture has this size now.
    Size(Which, Size),
    /// Whether the table of numbers is wanted.
    Numbers(bool),
    /// The learner's own file: its name, and its bytes or why they could not be read.
    OwnFile(String, Result<Vec<u8>, String>),
    /// Choices about that file: keys as in [`crate::Own`], and values.
    OwnChoice(Pairs),
}

impl Act {
    /// Whether a later act makes this one pointless as long as nobody has begun with it.
    pub fn gives_way_to(&self, later: &Act) -> bool {
        match (self, later) {
            (Act::Slide { key, .. }, Act::Slide { key: other, .. }) => key == other,
            (Act::Grab { handle, .. }, Act::Grab { handle: other, .. }) => handle == other,
            (Act::Size(which, _), Act::Size(other, _)) => which == other,
            (Act::Tick(_), Act::Tick(_)) | (Act::Speed(_), Act::Speed(_)) => true,
            (Act::Numbers(_), Act::Numbers(_)) => true,
            _ => false,
        }
    }
}

//! Pages as data: what the site builder writes into each page and beside it, and what the app reads.

use crate::json::{FromJson, Object, from_json, variant};
use crate::part::Part;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

/// HTML made by the site builder from our own content: escaped, checked and free of scripts.
pub type Html = String;

/// One page of the site.
///
/// Every part that needs no program is HTML already; the parts that do are typed [`Block`]s, for which
/// the builder writes a readable stand-in and the app a living one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page {
    /// The address below the site's root, such as `lesson/roc-and-pr/`; empty for the home page.
    pub path: String,
    /// Title of the document, without the name of the course.
    pub title: String,
    /// One or two sentences for search results and links, plain text.
    pub description: String,
    /// Which layout the page takes.
    pub layout: Layout,
    /// The lesson's slug, where the page is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<String>,
    /// The column to the left: the contents of the page. Empty where there is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub aside: Html,
    /// The page's parts from top to bottom.
    pub blocks: Vec<Block>,
}

/// The layouts that the style sheet knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Contents on the left, prose in the middle, notes on the right.
    Lesson,
    /// The whole width for one demo.
    Demo,
    /// The road map.
    Home,
    /// A page of its own kind: review, settings, glossary, gallery.
    Plain,
}

impl Layout {
    /// The class of the layout's element.
    pub fn class(self) -> &'static str {
        match self {
            Layout::Lesson => "layout-lesson",
            Layout::Demo => "layout-demo",
            Layout::Home => "layout-home",
            Layout::Plain => "layout-plain",
        }
    }
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Text, with everything that needs no program: headings, listings, derivations, figures, interview answers.
    Prose {
        /// Left out in the data that lies in the page itself, whose nodes are adopted.
        html: Html,
    },
    /// A demo at a preset.
    Demo(DemoBlock),
    /// Anything else that the app brings to life: questions, cards, the learner's own marks.
    Part(Part),
    /// What is beside the main line: folded under a sentence that says what it holds.
    Deeper(Deeper),
    /// What would answer a prediction: shown once the reader has made it.
    Held(Held),
}

/// Blocks in a fold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Deeper {
    /// Anchor, unique in the page.
    pub id: String,
    /// One sentence that says what it holds.
    pub summary: Html,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// Blocks that wait for predictions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    /// Ids of the predictions, all of which have to be made.
    pub by: Vec<String>,
    /// What they hold.
    pub blocks: Vec<Block>,
}

/// Stands before the sentence of a fold.
pub const DEEPER: &str = "<span class=\"label\">Deeper</span> ";
/// Stands over what a prediction holds, without script and on paper.
pub const AFTER_GUESS: &str = "After you have guessed";

impl Block {
    /// The class of the block's box.
    pub fn class(&self) -> String {
        match self {
            Block::Prose { .. } => "block prose".into(),
            Block::Demo(_) => "block demo".into(),
            Block::Part(part) => format!("block {}", part.kind),
            Block::Deeper(_) => "block deeper".into(),
            Block::Held(_) => "block held".into(),
        }
    }

    /// The blocks inside, of one that holds others.
    pub fn inside(&self) -> Option<&[Block]> {
        match self {
            Block::Deeper(Deeper { blocks, .. }) | Block::Held(Held { blocks, .. }) => Some(blocks),
            Block::Prose { .. } | Block::Demo(_) | Block::Part(_) => None,
        }
    }

    fn inside_mut(&mut self) -> Option<&mut Vec<Block>> {
        match self {
            Block::Deeper(Deeper { blocks, .. }) | Block::Held(Held { blocks, .. }) => Some(blocks),
            Block::Prose { .. } | Block::Demo(_) | Block::Part(_) => None,
        }
    }

    /// The part, if the block is one.
    pub fn part(&self) -> Option<&Part> {
        match self {
            Block::Part(part) => Some(part),
            _ => None,
        }
    }
}

/// The blocks in the order of reading, without those that only hold others.
pub fn leaves(blocks: &[Block]) -> Vec<&Block> {
    let inner = |block| Block::inside(block).map_or_else(|| vec![block], leaves);
    blocks.iter().flat_map(inner).collect()
}

/// Changes every block, and those inside.
pub fn each_mut(blocks: &mut [Block], change: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        change(block);
        if let Some(inside) = block.inside_mut() {
            each_mut(inside, change);
        }
    }
}

/// Written as `{"kind": data}`; of a part only what the app needs.
impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Prose<'a> {
            #[serde(skip_serializing_if = "str::is_empty")]
            html: &'a str,
        }
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Block::Prose { html } => map.serialize_entry("prose", &Prose { html })?,
            Block::Demo(demo) => map.serialize_entry("demo", demo)?,
            Block::Part(part) => map.serialize_entry(&part.kind, &part.data)?,
            Block::Deeper(deeper) => map.serialize_entry("deeper", deeper)?,
            Block::Held(held) => map.serialize_entry("held", held)?,
        }
        map.end()
    }
}

/// A demo placed in a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DemoBlock {
    /// Anchor of this place, unique in the page.
    pub id: String,
    /// The demo's id in the registry.
    pub demo: String,
    /// The pack of engines that holds it.
    pub pack: String,
    /// Settings that differ from the demo's defaults, as they stand in a link: key and value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<(String, String)>,
    /// Steps already taken when the reader first sees it.
    pub steps: u32,
    /// Controls that show but cannot be changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lock: Vec<String>,
    /// Controls that do not show.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<String>,
    /// What the learner is asked to reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<Goal>,
    /// What to look at.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub caption: Html,
}

impl DemoBlock {
    /// A demo at its defaults, alone on its page.
    pub fn alone(demo: &str, pack: &str) -> DemoBlock {
        DemoBlock {
            id: demo.into(),
            demo: demo.into(),
            pack: pack.into(),
            settings: Vec::new(),
            steps: 0,
            lock: Vec::new(),
            hide: Vec::new(),
            goal: None,
            caption: String::new(),
        }
    }
}

/// A state that the engine can recognize: every bound holds at once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Goal {
    /// The task in words.
    pub text: Html,
    /// What is said when it is reached.
    pub reached: Html,
    /// Bounds on the demo's measures.
    pub bounds: Vec<Bound>,
}

/// `at_least ≤ measure ≤ at_most`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bound {
    /// Name of one of the demo's measures.
    pub measure: String,
    /// Lower bound, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// Upper bound, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
}

from_json!(Page: path, title, description, layout, blocks; lesson, aside);
from_json!(Deeper: id, summary, blocks);
from_json!(Held: by, blocks);
from_json!(DemoBlock: id, demo, pack; settings, steps, lock, hide, goal, caption);
from_json!(Goal: text, reached, bounds);
from_json!(Bound: measure; at_least, at_most);

impl FromJson for Layout {
    fn from_json(value: &Value) -> Option<Self> {
        Some(match value.as_str()? {
            "lesson" => Layout::Lesson,
            "demo" => Layout::Demo,
            "home" => Layout::Home,
            "plain" => Layout::Plain,
            _ => return None,
        })
    }
}

impl FromJson for Block {
    fn from_json(value: &Value) -> Option<Self> {
        let (name, content) = variant(value)?;
        Some(match name {
            "prose" => Block::Prose { html: Object::of(content)?.may("html")? },
            "demo" => Block::Demo(DemoBlock::from_json(content)?),
            "deeper" => Block::Deeper(Deeper::from_json(content)?),
            "held" => Block::Held(Held::from_json(content)?),
            kind => Block::Part(Part { kind: kind.into(), data: content.clone(), ..Part::default() }),
        })
    }
}

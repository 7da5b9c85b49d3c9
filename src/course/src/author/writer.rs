//! What is gathered while Markdown becomes HTML.

use super::claim::Claim;
use super::context::{Context, Start};
use super::fence::{Fence, Md};
use super::maths::Maths;
use super::minutes::Effort;
use super::nodes::Holds;
use super::phrases;
use super::problem::Problems;
use super::text::{escape, plain_spelling};
use crate::page::Html;
use crate::route::{Route, is_id};
use std::collections::{BTreeMap, BTreeSet};

/// A heading of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 2 for a section, 3 and 4 below it.
    pub level: u8,
    /// Anchor.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// With formulas and emphasis.
    pub html: Html,
}

/// The plain text under a heading, for search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Anchor of the heading; empty for what stands before the first.
    pub id: String,
    /// The heading; empty before the first.
    pub title: String,
    /// Prose, derivations, interviews and captions; no code, no questions.
    pub text: String,
}

/// A Python listing to be run. Those of one lesson run in one session, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The code.
    pub code: String,
    /// What it must print; empty for nothing.
    pub expected: String,
    /// Line of its first line in the file.
    pub line: usize,
}

/// A link that a lesson contains, for checks across lessons.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkUsed {
    /// As written: `lesson:bias-variance#noise`, `https://…`.
    pub target: String,
    /// Line in the file.
    pub line: usize,
}

/// An id on which progress hangs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StableId {
    /// `lesson`, `question`, `prediction`, `card`, `term` or `demo`.
    pub kind: String,
    /// The id, unique within its kind.
    pub id: String,
    /// Revision, from 1.
    pub revision: u32,
    /// Line in the file.
    pub line: usize,
}

impl StableId {
    /// The id of a demo of the registry.
    pub fn demo(id: &str) -> StableId {
        StableId { kind: "demo".into(), id: id.into(), revision: 1, line: 1 }
    }
}

/// A demo placed in the lesson, for preset links to it.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub demo: String,
    pub start: Start,
}

/// What is gathered while Markdown becomes HTML.
pub(crate) struct Writer<'a> {
    pub context: &'a Context<'a>,
    pub maths_engine: &'a Maths,
    pub page: Route,
    pub problems: Problems,
    /// Demos of the page by anchor.
    pub placed: BTreeMap<String, Placed>,
    /// Anchors of the page and their lines.
    pub anchors: BTreeMap<String, usize>,
    /// References to anchors of the page itself, to be checked at the end.
    pub own_links: Vec<(String, usize)>,
    pub toc: Vec<Heading>,
    pub sections: Vec<Section>,
    pub listings: Vec<Listing>,
    pub claims: Vec<Claim>,
    pub ids: Vec<StableId>,
    pub terms: BTreeSet<String>,
    /// Terms that the source itself defines: those of the glossary while it is read.
    pub terms_here: BTreeSet<String>,
    pub links: Vec<LinkUsed>,
    pub sources: Vec<Html>,
    pub maths: Vec<String>,
    /// What stands on the main line.
    pub effort: Effort,
    pub notes_used: Vec<String>,
    pub pending_notes: Vec<(String, usize)>,
    /// How deep the current block lies in others.
    pub depth: usize,
    /// Whether a piece inside a fence is being written: no headings, and nothing for the search index unless
    /// `indexed`.
    pub piecewise: bool,
    pub indexed: bool,
    /// Whether these are somebody else's words: a quotation, a weak answer.
    pub quoting: bool,
    /// Whether this is folded away from the main line.
    pub folded: bool,
    /// Name of the block of prose that was written last.
    pub block_id: Option<String>,
    /// What predictions hold back, by their ids.
    pub holds: BTreeMap<String, Holds>,
    /// Everything a reader sees, in which claims must stand.
    said: String,
    run: Run,
}

/// The text of one paragraph, cell or heading.
#[derive(Default)]
struct Run {
    /// With code and formulas left out, for the checks of language.
    language: String,
    /// With them, for search and claims.
    plain: String,
    /// Bytes of `language` and their lines.
    lines: Vec<(usize, usize)>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(context: &'a Context<'a>, maths_engine: &'a Maths, page: Route, file: &str) -> Writer<'a> {
        Writer {
            context,
            maths_engine,
            page,
            problems: Problems::of(file),
            placed: BTreeMap::new(),
            anchors: BTreeMap::new(),
            own_links: Vec::new(),
            toc: Vec::new(),
            sections: vec![Section::default()],
            listings: Vec::new(),
            claims: Vec::new(),
            ids: Vec::new(),
            terms: BTreeSet::new(),
            terms_here: BTreeSet::new(),
            links: Vec::new(),
            sources: Vec::new(),
            maths: Vec::new(),
            effort: Effort::default(),
            notes_used: Vec::new(),
            pending_notes: Vec::new(),
            depth: 0,
            piecewise: false,
            indexed: true,
            quoting: false,
            folded: false,
            block_id: None,
            holds: BTreeMap::new(),
            said: String::new(),
            run: Run::default(),
        }
    }

    pub(crate) fn run_push(&mut self, language: &str, plain: &str, line: usize) {
        self.run.lines.push((self.run.language.len(), line));
        self.run.language.push_str(language);
        self.run.plain.push_str(plain);
    }

    pub(crate) fn run_plain(&self) -> &str {
        &self.run.plain
    }

    /// Ends a paragraph: its language is checked; its text goes to `said` and is returned.
    pub(crate) fn take_run(&mut self) -> String {
        let run = std::mem::take(&mut self.run);
        // Titles of sources, and other people's words, are spelled as they are.
        if !self.in_sources() && !self.quoting {
            for (at, message) in phrases::check(&run.language) {
                let line = run.lines.iter().rev().find(|(start, _)| *start <= at).map_or(1, |(_, line)| *line);
                self.problems.add(line, message);
            }
        }
        self.say(&run.plain);
        run.plain
    }

    /// Ends a paragraph whose text belongs to the current section.
    pub(crate) fn finish_run(&mut self) {
        let plain = self.take_run();
        if !self.indexed || plain.trim().is_empty() {
            return;
        }
        if !self.in_sources() && !self.folded {
            self.effort.words += plain.split_whitespace().count();
        }
        if let Some(section) = self.sections.last_mut() {
            if !section.text.is_empty() {
                section.text.push('\n');
            }
            section.text.push_str(plain.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
        }
    }

    /// Notes that a reader sees this.
    pub(crate) fn say(&mut self, text: &str) {
        self.said.push_str(&plain_spelling(text));
        self.said.push('\n');
    }

    pub(crate) fn said(&self) -> &str {
        &self.said
    }

    pub(crate) fn begin_section(&mut self, heading: Heading) {
        self.sections.push(Section { id: heading.id.clone(), title: heading.text.clone(), text: String::new() });
        self.toc.push(heading);
    }

    /// Enters a block with a heading of its own into the contents, unless it is folded away.
    pub(crate) fn contents(&mut self, id: &str, title: &str) {
        if self.folded {
            return;
        }
        self.toc.push(Heading { level: 2, id: id.into(), text: title.into(), html: escape(title) });
    }

    /// Whether the current section lists sources.
    pub(crate) fn in_sources(&self) -> bool {
        self.sections.last().is_some_and(|s| s.id == "sources")
    }

    /// Claims an anchor of the page.
    pub(crate) fn anchor(&mut self, id: &str, line: usize) {
        if !is_id(id) {
            self.problems
                .add(line, format!("“{id}” is no anchor; lower-case letters, digits and single hyphens, {{#id}}"));
        } else if let Some(first) = self.anchors.insert(id.to_string(), line) {
            self.problems.add(line, format!("the anchor “{id}” is taken by line {first}; give one of them another id"));
        }
    }

    /// Claims an id on which progress hangs, and the anchor that goes with it.
    pub(crate) fn stable_id(&mut self, kind: &str, id: &str, anchor: &str, revision: u32, line: usize) {
        if revision == 0 {
            self.problems.add(line, "revisions count from 1");
        }
        if !is_id(id) {
            self.problems.add(line, format!("“{id}” is no id; lower-case letters, digits and single hyphens"));
        } else if let Some(first) = self.ids.iter().find(|s| s.id == id) {
            // One namespace for all kinds: names of fields are made from ids, and people mix kinds up.
            self.problems.add(line, format!("the id “{id}” is taken by line {}", first.line));
        } else {
            self.anchor(anchor, line);
        }
        self.ids.push(StableId { kind: kind.into(), id: id.into(), revision, line });
    }
}

/// Markdown in the values of a fence.
impl Writer<'_> {
    fn with<T>(&mut self, indexed: bool, write: impl FnOnce(&mut Self) -> T) -> T {
        // A piece is a document of its own: its side notes stand in it.
        let before = (self.piecewise, self.indexed, self.depth);
        (self.piecewise, self.indexed, self.depth) = (true, indexed, 0);
        let result = write(self);
        (self.piecewise, self.indexed, self.depth) = before;
        result
    }

    /// Markdown in a fold: it holds no headings and does not count as the main line.
    pub(crate) fn in_fold<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.folded, true);
        let result = self.with(true, write);
        self.folded = before;
        result
    }

    /// A paragraph that search finds.
    pub(crate) fn indexed_inline(&mut self, fence: &Fence, md: &Md) -> Html {
        let piece = fence.piece(md, &mut self.problems);
        self.with(true, |w| w.inline_piece(piece))
    }

    /// Blocks that search finds.
    pub(crate) fn indexed_blocks(&mut self, fence: &Fence, md: &Md) -> Html {
        let piece = fence.piece(md, &mut self.problems);
        self.with(true, |w| w.block_piece(piece))
    }

    /// Blocks in somebody else's words.
    pub(crate) fn quoted_blocks(&mut self, fence: &Fence, md: &Md) -> Html {
        let before = std::mem::replace(&mut self.quoting, true);
        let html = self.indexed_blocks(fence, md);
        self.quoting = before;
        html
    }

    /// A paragraph that search passes over: it belongs to a question.
    pub(crate) fn quiet_inline(&mut self, fence: &Fence, md: &Md) -> Html {
        let piece = fence.piece(md, &mut self.problems);
        self.with(false, |w| w.inline_piece(piece))
    }

    /// Blocks that search passes over.
    pub(crate) fn quiet_blocks(&mut self, fence: &Fence, md: &Md) -> Html {
        let piece = fence.piece(md, &mut self.problems);
        if piece.text.trim().is_empty() {
            self.problems.add(piece.line, "there is no text here");
        }
        self.with(false, |w| w.block_piece(piece))
    }
}

//! A lesson's source → a typed lesson.

use super::claim::Claim;
use super::context::Context;
use super::doc::{Doc, flat};
use super::fence::{Fence, Piece};
use super::links::Links;
use super::maths::Maths;
use super::minutes::Effort;
use super::nodes;
use super::problem::{Problem, Problems};
use super::writer::{Heading, LinkUsed, Listing, Section, StableId, Writer};
use crate::page::{Block, Html};
use crate::route::Route;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What stands between the `+++` lines.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// Title, plain text.
    pub title: String,
    /// Slugs of the lessons that this one builds on.
    #[serde(default)]
    pub needs: Vec<String>,
    /// One or two sentences for search results, plain text.
    pub description: String,
    /// The sentence worth remembering, plain text.
    #[serde(default)]
    pub summary: Option<String>,
    /// Data sets that the lesson uses, by name.
    #[serde(default)]
    pub data: Vec<String>,
}

/// A lesson, read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// From the file's name: `07-bias-variance.md` is `bias-variance`.
    pub slug: String,
    /// The front matter.
    pub front: FrontMatter,
    /// Its parts, with addresses yet to be spelled: see [`Lesson::render`].
    pub blocks: Vec<Block>,
    /// Its headings, in order.
    pub toc: Vec<Heading>,
    /// Plain text by heading; the first section stands before the first heading.
    pub sections: Vec<Section>,
    /// Numbers to be recomputed. Those that are arithmetic have been.
    pub claims: Vec<Claim>,
    /// Python to be run.
    pub listings: Vec<Listing>,
    /// Terms of the glossary that it links to.
    pub terms: BTreeSet<String>,
    /// Its links.
    pub links: Vec<LinkUsed>,
    /// The items under the heading with the id `sources`, with addresses yet to be spelled.
    pub sources: Vec<Html>,
    /// What stands on its main line, from which its minutes follow.
    pub effort: Effort,
    /// Every formula, as LaTeX.
    pub maths: Vec<String>,
    /// Ids on which progress hangs.
    pub ids: Vec<StableId>,
    /// Anchors of the page.
    pub anchors: BTreeSet<String>,
}

impl Lesson {
    /// The blocks with addresses spelled for where the page will stand.
    pub fn render(&self, links: Links) -> Vec<Block> {
        let mut blocks = self.blocks.clone();
        links.apply_to_blocks(&mut blocks);
        blocks
    }
}

/// Reads a lesson. `path` is the file's path, for its slug and for messages.
///
/// # Errors
/// Everything that is wrong with it, from top to bottom.
pub fn lesson(source: &str, path: &str, context: &Context) -> Result<Lesson, Vec<Problem>> {
    let source = source.replace("\r\n", "\n");
    let slug = slug_of(path);
    let one = |message: String| vec![Problem { file: path.into(), line: 1, message }];
    let maths = Maths::new().map_err(one)?;
    let mut writer = Writer::new(context, &maths, Route::Lesson(slug.clone()), path);
    if let Err(message) = context.lesson(&slug) {
        writer.problems.add(1, format!("{message} in the curriculum"));
    }
    let Some((front, body)) = split(&source, &mut writer.problems) else {
        return writer.problems.settle(()).and(Err(Vec::new()));
    };
    let front = read_front(&front, context, &mut writer.problems);
    let flat = flat(body.text);
    let doc = Doc::parse(body, &flat);
    writer.place_demos(&doc);
    let blocks = nodes::blocks(&mut writer, &doc);
    finish(&mut writer, &doc);
    let front = match front {
        Some(front) => front,
        None => return writer.problems.settle(()).and(Err(Vec::new())),
    };
    let anchors = writer.anchors.keys().cloned().collect();
    let lesson = Lesson {
        slug,
        front,
        blocks,
        toc: writer.toc,
        sections: writer.sections,
        claims: writer.claims,
        listings: writer.listings,
        terms: writer.terms,
        links: writer.links,
        sources: writer.sources,
        effort: writer.effort,
        maths: writer.maths,
        ids: writer.ids,
        anchors,
    };
    writer.problems.settle(lesson)
}

/// Reads a page that is prose alone, such as the one about the course: Markdown without front matter. Its addresses
/// are yet to be spelled. The file's name is the page's: `content/about.md` is `about/`.
///
/// # Errors
/// Everything that is wrong with it, from top to bottom.
pub fn page(source: &str, path: &str, context: &Context) -> Result<Html, Vec<Problem>> {
    let source = source.replace("\r\n", "\n");
    let maths = Maths::new().map_err(|message| vec![Problem { file: path.into(), line: 1, message }])?;
    let route = Route::parse(&slug_of(path)).unwrap_or(Route::About);
    let mut writer = Writer::new(context, &maths, route, path);
    let flat = flat(&source);
    let doc = Doc::parse(Piece { text: &source, line: 1 }, &flat);
    let html = writer.blocks(&doc, 0, doc.events.len());
    finish(&mut writer, &doc);
    writer.problems.settle(html)
}

/// A page about using the course, such as how to host it.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// From the file's name: `content/guides/hosting.md` is `hosting`.
    pub slug: String,
    /// Title, plain text.
    pub title: String,
    /// One or two sentences for search results, plain text.
    pub description: String,
    /// Its prose, with addresses yet to be spelled.
    pub html: Html,
}

/// What stands between the `+++` lines of a guide.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GuideFront {
    title: String,
    description: String,
}

/// Reads a guide: prose with a title and a description as front matter.
///
/// # Errors
/// Everything that is wrong with it, from top to bottom.
pub fn guide(source: &str, path: &str, context: &Context) -> Result<Guide, Vec<Problem>> {
    let source = source.replace("\r\n", "\n");
    let slug = slug_of(path);
    let maths = Maths::new().map_err(|message| vec![Problem { file: path.into(), line: 1, message }])?;
    let mut writer = Writer::new(context, &maths, Route::Guide(slug.clone()), path);
    let Some((front, body)) = split(&source, &mut writer.problems) else {
        return writer.problems.settle(()).and(Err(Vec::new()));
    };
    let front: Option<GuideFront> = front.read(&mut writer.problems);
    let flat = flat(body.text);
    let doc = Doc::parse(body, &flat);
    let html = writer.blocks(&doc, 0, doc.events.len());
    finish(&mut writer, &doc);
    match front {
        Some(front) => writer.problems.settle(Guide { slug, title: front.title, description: front.description, html }),
        None => writer.problems.settle(()).and(Err(Vec::new())),
    }
}

/// What is wrong between lessons: anchors that the lesson linked to hasn't, ids that two lessons use. Called once all
/// lessons have been read, each with its path.
pub fn check_together(lessons: &[(String, Lesson)]) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (path, lesson) in lessons {
        for stable in &lesson.ids {
            if let Some((file, line)) = seen.insert(&stable.id, (path, stable.line)) {
                let message = format!("the id “{}” is taken by {file}:{line}", stable.id);
                found.push(Problem { file: path.clone(), line: stable.line, message });
            }
        }
    }
    for (path, lesson) in lessons {
        for link in &lesson.links {
            let Some((slug, anchor)) = link.target.strip_prefix("lesson:").and_then(|t| t.split_once('#')) else {
                continue;
            };
            // A lesson that isn't written has no anchors, and the link to it is text.
            let there = lessons.iter().find(|(_, l)| l.slug == slug).is_none_or(|(_, l)| l.anchors.contains(anchor));
            if !there {
                let message = format!("link “{}”: the lesson “{slug}” has no anchor “{anchor}”", link.target);
                found.push(Problem { file: path.clone(), line: link.line, message });
            }
        }
    }
    found
}

/// `content/02-classical-ml/07-bias-variance.md` → `bias-variance`.
pub fn slug_of(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let name = name.strip_suffix(".md").unwrap_or(name);
    match name.split_once('-') {
        Some((number, rest)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => rest.into(),
        _ => name.into(),
    }
}

/// The front matter and the text behind it.
fn split<'s>(source: &'s str, problems: &mut Problems) -> Option<(Fence, Piece<'s>)> {
    let Some((front, body)) = source.strip_prefix("+++\n").and_then(|s| s.split_once("\n+++\n")) else {
        problems.add(1, "the file begins with +++, TOML, +++");
        return None;
    };
    let lines = front.matches('\n').count() + 1;
    let fence = Fence { name: "front matter".into(), body: front.into(), line: 2 };
    Some((fence, Piece { text: body, line: lines + 3 }))
}

fn read_front(fence: &Fence, context: &Context, problems: &mut Problems) -> Option<FrontMatter> {
    let front: FrontMatter = fence.read(problems)?;
    let line_of = |key: &str| {
        let index = fence.body.lines().position(|l| l.trim_start().starts_with(key));
        fence.line + index.unwrap_or(0)
    };
    for slug in &front.needs {
        if let Err(message) = context.lesson(slug) {
            problems.add(line_of("needs"), message);
        }
    }
    for name in front.data.iter().filter(|n| !context.data.contains(*n)) {
        let hint = super::context::nearest(name, context.data.iter().map(String::as_str));
        problems.add(line_of("data"), format!("there is no data set “{name}”{hint}"));
    }
    if front.title.trim().is_empty() {
        problems.add(line_of("title"), "the title is empty");
    }
    if !(40..=200).contains(&front.description.chars().count()) {
        problems.add(line_of("description"), "the description has 40 to 200 characters; search results cut it there");
    }
    let texts =
        [("title", Some(&front.title)), ("description", Some(&front.description)), ("summary", front.summary.as_ref())];
    for (key, text) in texts {
        for (_, message) in text.map(|t| super::phrases::check(t)).unwrap_or_default() {
            problems.add(line_of(key), message);
        }
    }
    Some(front)
}

/// Checks that need the whole lesson.
fn finish(writer: &mut Writer, doc: &Doc) {
    for (anchor, line) in std::mem::take(&mut writer.own_links) {
        if !writer.anchors.contains_key(&anchor) {
            let hint = super::context::nearest(&anchor, writer.anchors.keys().map(String::as_str));
            writer.problems.add(line, format!("link “#{anchor}”: this lesson has no such anchor{hint}"));
        }
    }
    unused_notes(writer, doc);
    let missing: Vec<(usize, String)> = writer
        .claims
        .iter()
        .filter(|claim| !claim.stands_in(writer.said()))
        .map(|c| (c.line, format!("claim: “{}” stands nowhere in the lesson", c.says)))
        .collect();
    for (line, message) in missing {
        writer.problems.add(line, message);
    }
}

/// Reports the notes of a document that nothing refers to.
pub(crate) fn unused_notes(writer: &mut Writer, doc: &Doc) {
    for (label, (from, _)) in &doc.notes {
        if !writer.notes_used.contains(label) {
            writer.problems.add(doc.line(from - 1), format!("nothing refers to note “{label}”"));
        }
    }
}

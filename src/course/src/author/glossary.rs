//! The glossary: one file, a term a section.
//!
//! ````text
//! ## Recall
//!
//! ```term
//! also = ["sensitivity", "true positive rate"]   # both optional, and so is the fence
//! lesson = "confusion-matrix"
//! ```
//!
//! The share of the actual positives that are found. The first paragraph stands alone in a pop-up.
//!
//! Further paragraphs stand in the glossary only.
//! ````
//!
//! A term's id is its heading as a slug, or `{#id}` behind the heading.

use super::context::Context;
use super::doc::{Doc, flat};
use super::fence::Piece;
use super::links::inside;
use super::maths::Maths;
use super::problem::Problem;
use super::text::{escape, slugify, strip_tags};
use super::writer::Writer;
use crate::page::Html;
use crate::route::{Location, Route};
use pulldown_cmark::{Event, HeadingLevel, Tag};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A term of the glossary. Addresses are yet to be spelled, by [`Links`](super::Links).
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Id, and anchor in the glossary.
    pub id: String,
    /// Name, plain text.
    pub name: String,
    /// Other words for it.
    pub also: Vec<String>,
    /// The first paragraph, without its `<p>`.
    pub short: Html,
    /// Everything that is said of it.
    pub html: Html,
    /// Slug of the lesson that explains it.
    pub lesson: Option<String>,
    /// Title of that lesson, if it is written.
    pub lesson_title: Option<String>,
    /// Line of its heading.
    pub line: usize,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    #[serde(default)]
    also: Vec<String>,
    lesson: Option<String>,
}

/// Reads the glossary. Terms may link to each other; `context.terms` isn't asked.
///
/// # Errors
/// Everything that is wrong with it, from top to bottom.
pub fn glossary(source: &str, path: &str, context: &Context) -> Result<Vec<Term>, Vec<Problem>> {
    let source = source.replace("\r\n", "\n");
    let maths = Maths::new().map_err(|message| vec![Problem { file: path.into(), line: 1, message }])?;
    let mut writer = Writer::new(context, &maths, Route::Glossary, path);
    let flat = flat(&source);
    let doc = Doc::parse(Piece { text: &source, line: 1 }, &flat);
    writer.terms_here = ids(&doc);
    let mut terms: Vec<Term> = Vec::new();
    let mut i = 0;
    while i < doc.events.len() {
        let line = doc.line(i);
        match (&doc.events[i].0, terms.last_mut()) {
            (Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }), _) => {
                terms.extend(begin(&mut writer, &doc, i));
                i = doc.end(i);
            }
            (Event::Start(Tag::Heading { .. }), _) => {
                writer.problems.add(line, "the glossary has headings of level 2 only, one a term");
                i = doc.end(i);
            }
            (_, None) => {
                writer.problems.add(line, "the glossary begins with a term: ## Name");
                i = doc.end(i);
            }
            (_, Some(term)) => i = go_on(&mut writer, &doc, i, term),
        }
    }
    for term in terms.iter().filter(|t| t.short.is_empty()) {
        writer.problems.add(term.line, format!("the term “{}” begins with a paragraph on what it is", term.name));
    }
    terms.sort_by_key(|t| t.name.to_lowercase());
    writer.problems.settle(terms)
}

/// Ids of all terms, before any is read.
fn ids(doc: &Doc) -> BTreeSet<String> {
    let of = |i: usize| {
        let Event::Start(Tag::Heading { id, .. }) = &doc.events[i].0 else { return None };
        let text = |e: &Event| match e {
            Event::Text(t) | Event::Code(t) | Event::InlineMath(t) => t.to_string(),
            _ => String::new(),
        };
        let name: String = doc.events[i..doc.end(i)].iter().map(|(e, _)| text(e)).collect();
        Some(id.as_ref().map_or_else(|| slugify(&name), ToString::to_string))
    };
    (0..doc.events.len()).filter_map(of).collect()
}

fn begin(writer: &mut Writer, doc: &Doc, i: usize) -> Option<Term> {
    let Event::Start(Tag::Heading { id, .. }) = &doc.events[i].0 else { return None };
    let line = doc.line(i);
    let html = writer.inline(doc, i + 1, doc.end(i) - 1);
    let name = writer.take_run().trim().to_string();
    if strip_tags(&html) != name {
        writer.problems.add(line, "a term's name is plain text");
    }
    let id = id.as_ref().map_or_else(|| slugify(&name), ToString::to_string);
    writer.anchor(&id, line);
    let (also, short, html) = (Vec::new(), String::new(), String::new());
    Some(Term { id, name, also, short, html, lesson: None, lesson_title: None, line })
}

fn go_on(writer: &mut Writer, doc: &Doc, i: usize, term: &mut Term) -> usize {
    if let Some((_, fence)) = doc.fence(i).filter(|(info, _)| info == "term") {
        let raw: RawTerm = fence.read(&mut writer.problems).unwrap_or_default();
        if let Some(slug) = &raw.lesson {
            match writer.context.lesson(slug) {
                Ok(lesson) if !lesson.planned => term.lesson_title = Some(lesson.title.clone()),
                Ok(_) => {}
                Err(message) => writer.problems.add(fence.line, message),
            }
        }
        (term.also, term.lesson) = (raw.also, raw.lesson);
        return doc.end(i);
    }
    let (html, next) = writer.node(doc, i, doc.events.len());
    if term.html.is_empty() {
        let paragraph = html.strip_prefix("<p>").and_then(|h| h.strip_suffix("</p>\n"));
        term.short = paragraph.unwrap_or_default().to_string();
    }
    term.html.push_str(&html);
    next
}

/// The glossary as a list, with addresses yet to be spelled.
pub fn glossary_html(terms: &[Term]) -> Html {
    let entry = |term: &Term| {
        let also = match term.also.join(", ") {
            words if words.is_empty() => String::new(),
            words => format!(" <span class=\"also\">also {}</span>", escape(&words)),
        };
        let lesson = match (&term.lesson, &term.lesson_title) {
            (Some(slug), Some(title)) => {
                let href = inside(&Location::of(Route::Lesson(slug.clone())));
                format!("<p class=\"term-lesson\"><a href=\"{href}\">{}</a></p>\n", escape(title))
            }
            _ => String::new(),
        };
        format!(
            "<dt id=\"{}\"><dfn>{}</dfn>{also}</dt>\n<dd>\n{}{lesson}</dd>\n",
            term.id,
            escape(&term.name),
            term.html
        )
    };
    format!("<dl class=\"glossary\">\n{}</dl>\n", terms.iter().map(entry).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::super::context::LessonInfo;
    use super::*;

    fn context() -> Context<'static> {
        let title = "The matrix".to_string();
        Context { lessons: vec![LessonInfo { slug: "matrix".into(), title, planned: false }], ..Context::default() }
    }

    #[test]
    fn terms_link_to_each_other_and_are_sorted() {
        let source = "## Recall\n\n```term\nalso = [\"sensitivity\"]\nlesson = \"matrix\"\n```\n\nNot [precision](term:precision).\n\nMore.\n\n## Precision\n\nA share, $p$.\n";
        let terms = glossary(source, "glossary.md", &context()).unwrap();
        assert_eq!(terms.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["precision", "recall"]);
        assert_eq!(terms[1].also, ["sensitivity"]);
        assert_eq!(terms[1].short, "Not <a class=\"term\" href=\"descent:glossary/#precision\">precision</a>.");
        assert_eq!(terms[1].html.matches("<p>").count(), 2);
        let html = glossary_html(&terms);
        assert!(html.contains("<dt id=\"recall\"><dfn>Recall</dfn> <span class=\"also\">also sensitivity</span></dt>"));
        assert!(html.contains("<a href=\"descent:lesson/matrix/\">The matrix</a>"));
    }

    #[test]
    fn faults_have_lines() {
        let source = "Text.\n\n## Recall\n\n## Recall\n\nA [b](term:c).\n\n### Deep\n\n```term\nlessons = 1\n```\n";
        let found: Vec<usize> = glossary(source, "g.md", &context()).unwrap_err().iter().map(|p| p.line).collect();
        assert_eq!(found, [1, 3, 5, 7, 9, 12]);
    }
}

//! A lesson as a chapter: everything in it stands open, and what runs on the site stands still.

use super::super::content::{Course, Written};
use super::super::demo_html::WIDE;
use super::super::engine::Engine;
use super::super::shell::{self, escape};
use super::super::write::json;
use super::notes::Notes;
use super::{Book, anchors, answers, end, tags};
use course::author::{Links, demo_location};
use course::page::{Block, DemoBlock};
use course::part::NUMBER;
use std::fmt::Write as _;

/// A chapter and its answers.
pub struct Chapter {
    /// The chapter.
    pub html: String,
    /// Its part of the answers at the end of the book; empty where nothing is asked.
    pub answers: String,
}

/// Sets a lesson as chapter number `number`.
pub fn set(book: &Book, number: usize, written: &Written) -> Chapter {
    let lesson = &written.lesson;
    let slug = &lesson.slug;
    let mut blocks = lesson.render(book.links);
    let mut notes = Notes::new(book.course, book.links, book.site, slug).in_book(&book.slugs);
    let answers = answers::list(&blocks, |anchor| format!("#{anchor}"));
    end::mark(&mut blocks, &mut notes);
    let answers = notes.mark(&answers);
    let mut html = format!(
        "<header class=\"chapter-head\"><p class=\"no\">{number}</p><h2>{}</h2><p class=\"facts\">{} minutes{}</p></header>",
        escape(&lesson.front.title),
        lesson.effort.minutes(),
        needs(book.course, written),
    );
    let mut asked = 0;
    shell::blocks(&mut html, &blocks, &mut |block| part(book, block, slug, &notes, &mut asked));
    html += &notes.list("links", 3);
    let html = anchors::gather(&lowered(&opened(&html)), slug, &book.inside());
    let answers = anchors::gather(&answers, slug, &book.inside());
    Chapter { html: format!("<article class=\"chapter p-{slug}\" id=\"{slug}\">{html}</article>"), answers }
}

fn needs(course: &Course, written: &Written) -> String {
    let titles: Vec<String> =
        written.lesson.front.needs.iter().filter_map(|slug| course.title(slug)).map(escape).collect();
    if titles.is_empty() { String::new() } else { format!(". Builds on {}.", titles.join("; ")) }
}

fn part(book: &Book, block: &Block, slug: &str, notes: &Notes, asked: &mut usize) -> String {
    let inner = match block {
        Block::Prose { html } => html.clone(),
        Block::Demo(demo) => figure(book.engine, demo, slug, &book.up, notes),
        Block::Part(part) => numbered(&part.paper, asked),
        Block::Deeper(_) | Block::Held(_) => return String::new(),
    };
    format!("<div class=\"{}\">{inner}</div>", block.class())
}

/// A demo as a figure: what it is, the sentence that says what it shows, the picture that its lesson has beside it,
/// and where it runs.
fn figure(engine: &Engine, block: &DemoBlock, slug: &str, up: &str, notes: &Notes) -> String {
    let Some(spec) = engine.find(&block.demo) else { return String::new() };
    let state = json(&(&block.demo, &block.settings, block.steps));
    let shown = || engine.player(spec, block).map(|player| player.demo().summary()).ok();
    let Some(summary) = engine.kept().of(&["summary", &state], shown) else { return String::new() };
    let (id, summary) = (&block.id, escape(&summary));
    let mut html = format!(
        "<figure class=\"demo-frame\" id=\"{id}\"><p class=\"demo-title\">{}</p><p class=\"live\">{summary}</p>\
         <img src=\"{up}lesson/{slug}/stills/{id}-wide-light.svg\" width=\"{WIDE}\" height=\"{:.0}\" alt=\"{summary}\"><figcaption>",
        escape(spec.title),
        WIDE * spec.aspect[0],
    );
    if !block.caption.is_empty() {
        let _ = write!(html, "<p>{}</p>", block.caption);
    }
    if let Some(goal) = &block.goal {
        let _ = write!(html, "<p><span class=\"label\">Try</span> {}</p>", goal.text);
    }
    let _ = write!(html, "<p class=\"print-run\">{}</p></figcaption></figure>", run(block, notes));
    html
}

/// Where a demo runs.
pub fn run(block: &DemoBlock, notes: &Notes) -> String {
    let at = demo_location(&block.demo, &(block.settings.clone(), block.steps));
    format!("Run it: {}", notes.address(&at))
}

/// Questions with their numbers.
fn numbered(paper: &str, asked: &mut usize) -> String {
    let mut pieces = paper.split(NUMBER);
    let mut html = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        *asked += 1;
        let _ = write!(html, "{asked}{piece}");
    }
    html
}

/// On paper nothing can be folded out. A named section is a landmark, and in a book there would be one of the same name
/// in every chapter.
fn opened(html: &str) -> String {
    let html = html.replace("<details ", "<details open ").replace("<details>", "<details open>");
    tags::each(&html, "<section ", |tag| match tags::attribute(tag, "aria-labelledby") {
        Some(label) => tag.replacen(&format!(" aria-labelledby=\"{label}\""), "", 1),
        None => tag.into(),
    })
}

/// The lesson's title is a heading of the second level in the book, so those below it step down.
fn lowered(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    // The chapter's own head comes first and stays as it is.
    if let Some(end) = rest.find("</header>") {
        out.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    out + &rest
        .replace("<h4", "<h5")
        .replace("</h4>", "</h5>")
        .replace("<h3", "<h4")
        .replace("</h3>", "</h4>")
        .replace("<h2", "<h3")
        .replace("</h2>", "</h3>")
}

/// The spelling of addresses in the book, which lies as deep as the lessons.
pub const LINKS: Links = Links::Paths { depth: 2 };

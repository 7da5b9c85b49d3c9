//! What a lesson has for paper alone: its links are numbered, and behind its text come the answers and the addresses.
//!
//! The builder writes it into the lesson's own page, where the screen's style sheet hides it. So one way of printing a
//! lesson does for every form of it: Ctrl+P on the page as it was served, with the app or without, and in the
//! one-file edition; no script has to build anything in the moment of printing.

use super::super::content::{Course, Written};
use super::answers;
use super::chapter::run;
use super::notes::Notes;
use course::author::Links;
use course::page::{Block, each_mut};
use course::route::{Location, Route};

/// Numbers the links of a lesson's blocks and adds the block for paper.
pub fn add(course: &Course, written: &Written, links: Links, blocks: &mut Vec<Block>) {
    let site = super::super::write::site_url();
    let slug = &written.lesson.slug;
    let href = |anchor: &str| match links {
        Links::Paths { .. } => format!("#{anchor}"),
        Links::Hash => {
            Location { route: Route::Lesson(slug.clone()), query: Vec::new(), anchor: anchor.into() }.to_hash()
        }
    };
    let mut notes = Notes::new(course, links, site.as_deref(), slug);
    let answers = answers::list(blocks, href);
    mark(blocks, &mut notes);
    each_mut(blocks, &mut |block| {
        if let Block::Demo(demo) = block {
            // A caption that is there for paper alone takes no room on the screen.
            let alone = if demo.caption.is_empty() { " alone" } else { "" };
            demo.caption += &format!(" <span class=\"print-run{alone}\">{}</span>", run(demo, &notes));
        }
    });
    let mut html = String::new();
    if !answers.is_empty() {
        html += &format!(
            "<section class=\"print-answers-box\"><h2 id=\"print-answers\">Answers</h2>{}</section>",
            notes.mark(&answers)
        );
    }
    html += &notes.list("print-links", 2);
    blocks.push(Block::Prose { html: format!("<div class=\"print-end\">{html}</div>") });
}

/// Marks what is read on paper where it stands. Feedback and reveals stand among the answers, which come later: in them
/// only those links are marked that have a number by now.
pub fn mark(blocks: &mut [Block], notes: &mut Notes) {
    each_mut(blocks, &mut |block| match block {
        Block::Prose { html } => *html = notes.mark(html),
        Block::Demo(demo) => {
            demo.goal.iter_mut().for_each(|goal| goal.text = notes.mark(&goal.text));
            demo.caption = notes.mark(&demo.caption);
        }
        Block::Part(part) => {
            part.paper = notes.mark(&part.paper);
            part.each_html(&mut |html| *html = notes.mark_known(html));
        }
        // The sentence of a fold holds no link.
        Block::Deeper(_) | Block::Held(_) => {}
    });
}

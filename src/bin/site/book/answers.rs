//! The answers to a lesson's questions and predictions, to be printed at the end.

use course::author::Links;
use course::author::stand_in;
use course::page::Block;
use course::quiz::Ask;
use std::fmt::Write as _;

/// A question that a page asks.
pub struct Asked<'a> {
    /// Its anchor in the page.
    pub anchor: String,
    /// Its id in the course.
    pub id: &'a str,
    ask: &'a Ask,
    after: &'a str,
}

/// The questions of some blocks in the order in which they are read: question 1 is the first.
pub fn asked(blocks: &[Block]) -> Vec<Asked<'_>> {
    let mut list = Vec::new();
    for block in blocks {
        match block {
            Block::Predict(p) => list.push(Asked { anchor: p.id.clone(), id: &p.id, ask: &p.ask, after: &p.reveal }),
            Block::Quiz(quiz) => list.extend(quiz.items.iter().map(|item| Asked {
                anchor: format!("q-{}", item.id),
                id: &item.id,
                ask: &item.ask,
                after: &item.explanation,
            })),
            _ => {}
        }
    }
    list
}

/// The answers as a list, each with its question's number, which leads back. `href` spells a link within the page.
pub fn list(blocks: &[Block], links: Links, href: impl Fn(&str) -> String) -> String {
    let asked = asked(blocks);
    if asked.is_empty() {
        return String::new();
    }
    let mut html = String::from("<ol class=\"print-answers\">");
    for (i, question) in asked.iter().enumerate() {
        let _ = write!(
            html,
            "<li id=\"answer-{}\"><p class=\"of\"><a href=\"{}\">Question {}</a></p>{}<div class=\"why\">{}</div></li>",
            question.id,
            href(&question.anchor),
            i + 1,
            links.apply(&stand_in::answer(question.ask, links)),
            question.after
        );
    }
    html + "</ol>"
}

//! The answers to a lesson's questions and predictions, to be printed at the end.

use course::page::{Block, leaves};
use std::fmt::Write as _;

/// The answers as a list, each with its question's number, which leads back: question 1 is the first that is read.
/// `href` spells a link within the page.
pub fn list(blocks: &[Block], href: impl Fn(&str) -> String) -> String {
    let asked: Vec<_> = leaves(blocks).into_iter().filter_map(Block::part).flat_map(|part| &part.asked).collect();
    if asked.is_empty() {
        return String::new();
    }
    let mut html = String::from("<ol class=\"print-answers\">");
    for (i, question) in asked.iter().enumerate() {
        let _ = write!(
            html,
            "<li id=\"answer-{}\"><p class=\"of\"><a href=\"{}\">Question {}</a></p>{}</li>",
            question.id,
            href(&question.anchor),
            i + 1,
            question.answer
        );
    }
    html + "</ol>"
}

//! Text inside a paragraph: emphasis, code, formulas, links, references to side notes.

use super::doc::Doc;
use super::links::here;
use super::text::escape;
use super::writer::Writer;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

impl Writer<'_> {
    /// The inline nodes of `from..to`. What they say is added to the current run.
    pub(crate) fn inline(&mut self, doc: &Doc, from: usize, to: usize) -> String {
        let mut html = String::new();
        let mut i = from;
        while i < to {
            let line = doc.line(i);
            let (event, range) = &doc.events[i];
            match event {
                Event::Text(text) => {
                    self.check_text(doc, text, range, line);
                    self.run_push(text, text, line);
                    html.push_str(&escape(&unbroken(text)));
                }
                Event::Code(code) => {
                    self.run_push("\u{fffc}", code, line);
                    html.push_str(&format!("<code>{}</code>", escape(code)));
                }
                Event::InlineMath(latex) => {
                    if latex.starts_with(|c: char| c.is_ascii_digit()) {
                        self.problems
                            .add(line, format!("“${latex}$”: money is \\$5; a formula may begin with ${{}}…$"));
                    }
                    html.push_str(&self.formula(doc, latex, false, range.start + 1));
                }
                Event::DisplayMath(latex) => html.push_str(&self.formula(doc, latex, true, range.start + 2)),
                Event::SoftBreak => {
                    self.run_push(" ", " ", line);
                    html.push('\n');
                }
                Event::HardBreak => {
                    self.run_push(" ", " ", line);
                    html.push_str("<br>\n");
                }
                Event::FootnoteReference(label) => html.push_str(&self.note_reference(doc, label, line)),
                Event::Start(tag) => {
                    let end = doc.end(i);
                    html.push_str(&self.span(doc, tag, i, end));
                    i = end;
                    continue;
                }
                _ => self.problems.add(line, "raw HTML is not part of the format"),
            }
            i += 1;
        }
        html
    }

    fn span(&mut self, doc: &Doc, tag: &Tag, i: usize, end: usize) -> String {
        let (from, to) = (i + 1, end - 1);
        match tag {
            Tag::Emphasis => format!("<em>{}</em>", self.inline(doc, from, to)),
            Tag::Strong => format!("<strong>{}</strong>", self.inline(doc, from, to)),
            Tag::Link { dest_url, title, .. } => {
                if !title.is_empty() {
                    self.problems.add(doc.line(i), "a link has no title");
                }
                let line = doc.line(i);
                let text = self.inline(doc, from, to);
                self.link(dest_url, &text, line)
            }
            _ => {
                self.problems.add(doc.line(i), "an image is a ```figure with src, alt and caption");
                String::new()
            }
        }
    }

    /// A dollar that opens nothing, and a reference to a note that isn't there, come as text.
    fn check_text(&mut self, doc: &Doc, text: &str, range: &Range<usize>, line: usize) {
        let source = doc.piece.text;
        let verbatim = source.get(range.clone()) == Some(text);
        let escaped = |at: usize| verbatim && source[..range.start + at].ends_with('\\');
        if text.match_indices('$').any(|(at, _)| !escaped(at)) {
            self.problems.add(line, "an unescaped “$” that opens no formula; money is \\$5");
        }
        // The brackets of an unknown note come as texts of their own.
        if verbatim && text.starts_with('[') && source[range.start..].starts_with("[^") && !escaped(0) {
            let label = source[range.start + 2..].split(']').next().unwrap_or_default();
            self.problems.add(line, format!("there is no note “{label}”"));
        }
    }

    fn formula(&mut self, doc: &Doc, latex: &str, display: bool, at: usize) -> String {
        let line = doc.piece.line_at(at);
        self.run_push("\u{fffc}", &spoken(latex), line);
        match self.maths_engine.convert(latex.trim(), display) {
            Ok(mathml) => {
                self.maths.push(latex.trim().to_string());
                if !display {
                    return mathml;
                }
                // A long formula may be wider than a phone; then it scrolls, and a keyboard must reach it.
                let focus = if latex.len() > 40 { " tabindex=\"0\"" } else { "" };
                format!("<span class=\"formula\"{focus}>{mathml}</span>")
            }
            Err((offset, message)) => {
                let lead = latex.len() - latex.trim_start().len();
                self.problems
                    .add(doc.piece.line_at(at + lead + offset), format!("formula “{}”: {message}", latex.trim()));
                String::new()
            }
        }
    }

    fn note_reference(&mut self, doc: &Doc, label: &str, line: usize) -> String {
        if !crate::route::is_id(label) {
            self.problems.add(line, format!("the name of note “{label}” must be kebab-case; its anchor hangs on it"));
        }
        if !doc.notes.contains_key(label) {
            self.problems.add(line, format!("there is no note “{label}”"));
            return String::new();
        }
        let number = self.notes_used.len() + 1;
        if self.notes_used.iter().any(|l| l == label) {
            self.problems
                .add(line, format!("note “{label}” has been referred to before; a side note stands in one place"));
            return String::new();
        }
        self.notes_used.push(label.to_string());
        self.pending_notes.push((label.to_string(), number));
        self.anchor(&format!("note-{label}"), line);
        self.anchor(&format!("note-{label}-ref"), line);
        let href = here(&self.page, &format!("note-{label}"));
        format!(
            "<sup class=\"note-ref\"><a id=\"note-{label}-ref\" href=\"{href}\" role=\"doc-noteref\" \
             aria-label=\"Note {number}\">{number}</a></sup>"
        )
    }
}

/// Text in which a number and its percent sign stay on one line.
fn unbroken(text: &str) -> String {
    let mut out = text.to_string();
    let after_digit = |at: &usize| text[..*at].ends_with(|c: char| c.is_ascii_digit());
    // From the back, since a non-breaking space is longer than a space.
    for at in text.rmatch_indices(" %").map(|(at, _)| at).filter(after_digit) {
        out.replace_range(at..=at, "\u{a0}");
    }
    out
}

/// LaTeX with the marks of typesetting left out, so that a number in a formula can be found.
fn spoken(latex: &str) -> String {
    latex.replace("\\%", "%").replace("{,}", ",").replace("\\,", " ").replace("\\;", " ").replace('~', " ")
}

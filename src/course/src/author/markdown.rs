//! Markdown → HTML, block by block.
//!
//! Our own writer over pulldown-cmark's events, since nearly everything differs from plain HTML: sections with
//! anchors, side notes, listings with their output, formulas, and checks of language with line numbers.
//!
//! A block with side notes stands with them in one box:
//! ```text
//! div.noted
//!   (the block; in its text sup.note-ref > a#note-LABEL-ref, a number)
//!   div.sidenotes
//!     p.sidenote#note-LABEL role=note > a.note-number, the note
//! ```
//! So a note follows its paragraph for a screen reader and on a phone, and the style sheet can float it into the
//! margin, where notes clear each other.

use super::doc::{Doc, flat, is_inline};
use super::fence::Piece;
use super::links::here;
use super::text::{escape, slugify};
use super::writer::{Heading, Writer};
use pulldown_cmark::{Alignment, BlockQuoteKind, Event, HeadingLevel, Tag, TagEnd};

impl Writer<'_> {
    /// Markdown as blocks.
    pub(crate) fn block_piece(&mut self, piece: Piece) -> String {
        let flat = flat(piece.text);
        let doc = Doc::parse(piece, &flat);
        self.blocks(&doc, 0, doc.events.len())
    }

    /// Markdown that must be one paragraph, without its `<p>`.
    pub(crate) fn inline_piece(&mut self, piece: Piece) -> String {
        let flat = flat(piece.text);
        let doc = Doc::parse(piece, &flat);
        let last = doc.events.len();
        match doc.events.first() {
            Some((Event::Start(Tag::Paragraph), _)) if doc.end(0) == last => {
                let html = self.inline(&doc, 1, last - 1);
                self.finish_run();
                html
            }
            Some(_) => {
                self.problems.add(piece.line, "one paragraph is expected here");
                String::new()
            }
            None => {
                self.problems.add(piece.line, "there is no text here");
                String::new()
            }
        }
    }

    /// The nodes of `from..to`.
    pub(crate) fn blocks(&mut self, doc: &Doc, from: usize, to: usize) -> String {
        let mut html = String::new();
        let mut i = from;
        while i < to {
            let (part, next) = self.node(doc, i, to);
            html.push_str(&part);
            i = next;
        }
        html
    }

    /// The node at `i` and the index behind it. Side notes that it refers to stand beneath it.
    pub(crate) fn node(&mut self, doc: &Doc, i: usize, to: usize) -> (String, usize) {
        let before = self.pending_notes.len();
        let (html, next) = self.bare_node(doc, i, to);
        if self.depth > 0 || self.pending_notes.len() == before {
            return (html, next);
        }
        let labels: Vec<(String, usize)> = self.pending_notes.drain(before..).collect();
        let notes: String = labels.iter().map(|(label, number)| self.note(doc, label, *number)).collect();
        (format!("<div class=\"noted\">\n{html}<div class=\"sidenotes\">\n{notes}</div>\n</div>\n"), next)
    }

    fn note(&mut self, doc: &Doc, label: &str, number: usize) -> String {
        let Some(&(from, to)) = doc.notes.get(label) else { return String::new() };
        let one = matches!(doc.events[from].0, Event::Start(Tag::Paragraph)) && doc.end(from) == to;
        if !one {
            self.problems.add(doc.line(from), format!("note “{label}” must be one paragraph"));
            return String::new();
        }
        let text = self.inline(doc, from + 1, to - 1);
        self.finish_run();
        let back = here(&self.page, &format!("note-{label}-ref"));
        format!(
            "<p class=\"sidenote\" role=\"note\" id=\"note-{label}\"><a class=\"note-number\" href=\"{back}\" \
             aria-label=\"Note {number}, back to the text\">{number}</a> {text}</p>\n"
        )
    }

    fn bare_node(&mut self, doc: &Doc, i: usize, to: usize) -> (String, usize) {
        if is_inline(&doc.events[i].0) {
            let mut end = i;
            while end < to && is_inline(&doc.events[end].0) {
                end = doc.end(end);
            }
            let html = self.inline(doc, i, end);
            self.finish_run();
            return (html, end);
        }
        let end = doc.end(i);
        if let Some((info, fence)) = doc.fence(i) {
            return self.code_block(doc, &info, &fence, end);
        }
        self.depth += 1;
        let html = match &doc.events[i].0 {
            Event::Start(tag) => self.block(doc, tag, i, end),
            Event::Rule => "<hr>\n".into(),
            _ => {
                self.problems.add(doc.line(i), "raw HTML is not part of the format");
                String::new()
            }
        };
        self.depth -= 1;
        (html, end)
    }

    fn block(&mut self, doc: &Doc, tag: &Tag, i: usize, end: usize) -> String {
        let (from, to) = (i + 1, end - 1);
        match tag {
            Tag::Paragraph => self.paragraph(doc, from, to),
            Tag::Heading { level, id, classes, attrs } => {
                if !classes.is_empty() || !attrs.is_empty() {
                    self.problems.add(doc.line(i), "a heading takes {#id} and nothing else");
                }
                self.heading(doc, *level, id.as_deref(), i, end)
            }
            Tag::BlockQuote(None) => {
                let before = std::mem::replace(&mut self.quoting, true);
                let body = self.blocks(doc, from, to);
                self.quoting = before;
                format!("<blockquote>\n{body}</blockquote>\n")
            }
            Tag::BlockQuote(Some(kind)) => {
                let (class, label) = match kind {
                    BlockQuoteKind::Note => ("note", "Note"),
                    BlockQuoteKind::Tip => ("tip", "Tip"),
                    BlockQuoteKind::Important => ("important", "Important"),
                    BlockQuoteKind::Warning => ("warning", "Warning"),
                    BlockQuoteKind::Caution => ("caution", "Caution"),
                };
                let body = self.blocks(doc, from, to);
                format!("<div class=\"callout {class}\" role=\"note\">\n<p class=\"label\">{label}</p>\n{body}</div>\n")
            }
            Tag::List(start) => self.list(doc, *start, from, to),
            Tag::Table(alignments) => self.table(doc, alignments, from, to),
            // Written where they are referred to.
            Tag::FootnoteDefinition(_) => String::new(),
            _ => {
                self.problems.add(doc.line(i), "raw HTML is not part of the format");
                String::new()
            }
        }
    }

    fn paragraph(&mut self, doc: &Doc, from: usize, to: usize) -> String {
        let html = self.inline(doc, from, to);
        self.finish_run();
        match &doc.events[from..to] {
            // A formula on a line of its own is a block.
            [(Event::DisplayMath(_), _)] => {
                self.effort.formulas += usize::from(!self.folded);
                let inner = html.strip_prefix("<span").and_then(|h| h.strip_suffix("</span>")).unwrap_or(&html);
                format!("<div{inner}</div>\n")
            }
            _ => format!("<p>{html}</p>\n"),
        }
    }

    fn heading(&mut self, doc: &Doc, level: HeadingLevel, id: Option<&str>, i: usize, end: usize) -> String {
        let line = doc.line(i);
        let level = level as u8;
        let html = self.inline(doc, i + 1, end - 1);
        let text = self.take_run().trim().to_string();
        if html.contains("<a ") {
            self.problems.add(line, "a heading holds no link and no note; it is a link to itself");
        }
        let id = id.map_or_else(|| slugify(&text), str::to_string);
        let above = self.toc.last().map_or(1, |h| h.level);
        if level == 1 {
            self.problems.add(line, "the title stands in the front matter; sections begin with ##");
        } else if level > above + 1 {
            self.problems.add(line, format!("a heading of level {level} follows one of level {above}"));
        } else if self.piecewise {
            self.problems.add(line, "a heading stands in the lesson's own text only");
        }
        self.anchor(&id, line);
        self.begin_section(Heading { level, id: id.clone(), text: text.clone(), html: html.clone() });
        let href = here(&self.page, &id);
        format!("<h{level} id=\"{id}\"><a class=\"heading-link\" href=\"{href}\">{html}</a></h{level}>\n")
    }

    fn list(&mut self, doc: &Doc, start: Option<u64>, from: usize, to: usize) -> String {
        let open = match start {
            None => "<ul>\n".to_string(),
            Some(1) => "<ol>\n".to_string(),
            Some(n) => format!("<ol start=\"{n}\">\n"),
        };
        let mut html = open;
        let mut i = from;
        while i < to {
            let end = doc.end(i);
            let body = self.blocks(doc, i + 1, end - 1);
            if self.in_sources() && self.depth == 1 {
                self.sources.push(body.trim().to_string());
            }
            html.push_str(&format!("<li>{}</li>\n", body.trim_end()));
            i = end;
        }
        html.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
        if self.in_sources() && self.depth == 1 {
            html = format!("<div class=\"sources\">\n{html}</div>\n");
        }
        html
    }

    fn table(&mut self, doc: &Doc, alignments: &[Alignment], from: usize, to: usize) -> String {
        let mut html = String::new();
        let mut label = Vec::new();
        let mut column = 0;
        let mut head = false;
        let mut i = from;
        while i < to {
            match &doc.events[i].0 {
                Event::Start(Tag::TableHead) => {
                    head = true;
                    column = 0;
                    html.push_str("<thead>\n<tr>");
                }
                Event::End(TagEnd::TableHead) => {
                    head = false;
                    html.push_str("</tr>\n</thead>\n<tbody>\n");
                }
                Event::Start(Tag::TableRow) => {
                    column = 0;
                    html.push_str("<tr>");
                }
                Event::End(TagEnd::TableRow) => html.push_str("</tr>\n"),
                Event::Start(Tag::TableCell) => {
                    let end = doc.end(i);
                    let cell = self.inline(doc, i + 1, end - 1);
                    if head {
                        label.push(self.run_plain().trim().to_string());
                    }
                    self.finish_run();
                    let class = match alignments.get(column) {
                        Some(Alignment::Right) => " class=\"right\"",
                        Some(Alignment::Center) => " class=\"center\"",
                        _ => "",
                    };
                    // A corner over the names of the rows is no column's name.
                    let (name, scope) =
                        if head && !cell.trim().is_empty() { ("th", " scope=\"col\"") } else { ("td", "") };
                    html.push_str(&format!("<{name}{scope}{class}>{cell}</{name}>"));
                    column += 1;
                    i = end;
                    continue;
                }
                _ => {}
            }
            i += 1;
        }
        label.retain(|l| !l.is_empty());
        let label = escape(&format!("Table: {}", label.join(", ")));
        format!(
            "<div class=\"table-box\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\">\n<table>\n{html}</tbody>\n</table>\n</div>\n"
        )
    }
}

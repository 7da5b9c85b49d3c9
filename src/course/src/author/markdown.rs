//! Markdown → HTML, block by block.
//!
//! Our own writer over pulldown-cmark's events, since nearly everything differs from plain HTML: sections with
//! anchors, side notes, listings with their output, formulas, and checks of language with line numbers.

use super::code;
use super::fence::{Fence, Piece};
use super::links::here;
use super::text::{escape, slugify};
use super::writer::{Heading, Listing, Writer};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// A parsed stretch of Markdown.
pub(crate) struct Doc<'s> {
    pub piece: Piece<'s>,
    pub events: Vec<(Event<'s>, Range<usize>)>,
    /// Footnotes by label: their events, without start and end.
    pub notes: BTreeMap<String, (usize, usize)>,
}

impl<'s> Doc<'s> {
    /// Parses `flat`, which is [`flat`] of the piece: the same bytes at the same places.
    pub(crate) fn parse(piece: Piece<'s>, flat: &'s str) -> Doc<'s> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_SMART_PUNCTUATION
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM;
        let events: Vec<_> = Parser::new_ext(flat, options).into_offset_iter().collect();
        let mut doc = Doc { piece, events, notes: BTreeMap::new() };
        let mut i = 0;
        while i < doc.events.len() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = &doc.events[i].0 {
                doc.notes.insert(label.to_string(), (i + 1, doc.end(i) - 1));
            }
            i += 1;
        }
        doc
    }

    /// The line on which an event begins.
    pub(crate) fn line(&self, i: usize) -> usize {
        self.events.get(i).map_or(self.piece.line, |(_, range)| self.piece.line_at(range.start))
    }

    /// The index behind the node that begins at `i`.
    pub(crate) fn end(&self, i: usize) -> usize {
        let mut depth = 0;
        for (offset, (event, _)) in self.events[i..].iter().enumerate() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return i + offset + 1;
            }
        }
        self.events.len()
    }

    /// The fence at `i`: the words after its ticks and its body.
    pub(crate) fn fence(&self, i: usize) -> Option<(String, Fence)> {
        let Event::Start(Tag::CodeBlock(kind)) = &self.events.get(i)?.0 else { return None };
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.trim().to_string(),
            CodeBlockKind::Indented => String::new(),
        };
        let text = |event: &Event| if let Event::Text(t) = event { t.to_string() } else { String::new() };
        let body: String = self.events[i + 1..self.end(i)].iter().map(|(e, _)| text(e)).collect();
        let name = info.split_whitespace().next().unwrap_or_default().to_string();
        Some((info, Fence { name, body, line: self.line(i) + 1 }))
    }
}

/// The text with each `$$…$$` on one line. A line of a formula that begins with a minus sign would be the item of a
/// list to Markdown; line breaks become spaces, so that every byte keeps its place.
pub(crate) fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence = String::new();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        let ticks: String = line.trim_start().chars().take_while(|c| *c == '`').collect();
        if !inside && fence.is_empty() && ticks.len() >= 3 {
            fence = ticks;
        } else if !fence.is_empty() {
            if ticks.len() >= fence.len() && line.trim().len() == ticks.len() {
                fence.clear();
            }
        } else if !line.contains('`') && line.matches("$$").count() % 2 == 1 {
            inside = !inside;
        }
        match line.strip_suffix('\n') {
            Some(body) if inside => {
                out.push_str(body);
                out.push(' ');
            }
            _ => out.push_str(line),
        }
    }
    // An unclosed formula would swallow the rest; then the text is left as it is, and the dollars are reported.
    if inside { text.to_string() } else { out }
}

fn is_inline(event: &Event) -> bool {
    !matches!(
        event,
        Event::Rule
            | Event::Html(_)
            | Event::End(_)
            | Event::Start(
                Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::BlockQuote(_)
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock
                    | Tag::List(_)
                    | Tag::Item
                    | Tag::FootnoteDefinition(_)
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell
                    | Tag::DefinitionList
                    | Tag::DefinitionListTitle
                    | Tag::DefinitionListDefinition
                    | Tag::MetadataBlock(_)
            )
    )
}

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
            Tag::BlockQuote(None) => format!("<blockquote>\n{}</blockquote>\n", self.blocks(doc, from, to)),
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
                    let (name, scope) = if head { ("th", " scope=\"col\"") } else { ("td", "") };
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

    /// A fence, and the index behind it and an output that belongs to it.
    fn code_block(&mut self, doc: &Doc, info: &str, fence: &Fence, end: usize) -> (String, usize) {
        let line = fence.opening();
        match (fence.name.as_str(), info) {
            ("python", "python run") => self.listing(doc, fence, end),
            ("python", _) => {
                let reason = info.strip_prefix("python norun").map(str::trim).unwrap_or_default();
                if reason.len() < 3 || !reason.starts_with('"') || !reason.ends_with('"') {
                    self.problems
                        .add(line, "Python that is shown is run: ```python run, or ```python norun \"reason\"");
                }
                (self.figure_of_code(fence), end)
            }
            ("output", _) => {
                self.problems.add(line, "```output belongs right behind ```python run");
                (String::new(), end)
            }
            ("figure" | "claim" | "derivation" | "interview", name) if name == fence.name => {
                (self.prose_fence(fence), end)
            }
            ("demo" | "predict" | "quiz" | "card", _) => {
                self.problems
                    .add(line, format!("```{} stands in the lesson's own text, outside lists and quotes", fence.name));
                (String::new(), end)
            }
            (name, _) if code::LANGUAGES.contains(&name) && name == info => (self.figure_of_code(fence), end),
            ("", _) => {
                self.problems.add(line, "a fence needs a language; ```text for none. Code is not indented");
                (String::new(), end)
            }
            _ => {
                self.problems.add(line, format!("there is no block or language “{info}”"));
                (String::new(), end)
            }
        }
    }

    fn figure_of_code(&mut self, fence: &Fence) -> String {
        self.say(&fence.body);
        format!("<figure class=\"listing\">\n{}</figure>\n", pre_code(&fence.body, &fence.name))
    }

    fn listing(&mut self, doc: &Doc, fence: &Fence, end: usize) -> (String, usize) {
        let output = doc.fence(end).filter(|(_, f)| f.name == "output");
        let expected = output.as_ref().map(|(_, f)| f.body.clone()).unwrap_or_default();
        self.say(&fence.body);
        self.say(&expected);
        self.listings.push(Listing { code: fence.body.clone(), expected: expected.clone(), line: fence.line });
        let code = pre_code(&fence.body, "python");
        if output.is_none() {
            return (format!("<figure class=\"listing\">\n{code}</figure>\n"), end);
        }
        let html = format!(
            "<figure class=\"listing\">\n{code}<p class=\"label\">Output</p>\n\
             <pre class=\"output\" tabindex=\"0\"><samp>{}</samp></pre>\n</figure>\n",
            escape(expected.trim_end())
        );
        (html, doc.end(end))
    }
}

fn pre_code(code: &str, language: &str) -> String {
    let html = code::highlight(code.trim_end(), language).unwrap_or_else(|| escape(code));
    format!("<pre class=\"code\" tabindex=\"0\"><code class=\"language-{language}\">{html}</code></pre>\n")
}

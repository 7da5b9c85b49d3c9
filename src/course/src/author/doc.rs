//! A stretch of Markdown as events, with true line numbers.

use super::fence::{Fence, Piece};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
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

/// Whether an event belongs into a paragraph.
pub(crate) fn is_inline(event: &Event) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_lie_on_one_line_and_nothing_moves() {
        let text = "a\n\n$$\na\n- b\n$$\n\n```text\n$$\n```\n\n`$$` b\n\n$$c$$\nd\n";
        let flat = flat(text);
        assert_eq!(flat, "a\n\n$$ a - b $$\n\n```text\n$$\n```\n\n`$$` b\n\n$$c$$\nd\n");
        let doc = Doc::parse(Piece { text, line: 10 }, &flat);
        let formula = doc.events.iter().position(|(e, _)| matches!(e, Event::DisplayMath(_))).unwrap();
        assert_eq!(doc.line(formula), 12);
    }

    #[test]
    fn an_unclosed_formula_changes_nothing() {
        assert_eq!(flat("a\n$$\nb\n"), "a\n$$\nb\n");
    }

    #[test]
    fn a_fence_knows_its_words_its_body_and_its_line() {
        let text = "a\n\n````python run\n```\nx\n```\n````\n";
        let doc = Doc::parse(Piece { text, line: 1 }, text);
        let at = doc.events.iter().position(|(e, _)| matches!(e, Event::Start(Tag::CodeBlock(_)))).unwrap();
        let (info, fence) = doc.fence(at).unwrap();
        assert_eq!(
            (info.as_str(), fence.name.as_str(), fence.body.as_str(), fence.line),
            ("python run", "python", "```\nx\n```\n", 4)
        );
    }
}

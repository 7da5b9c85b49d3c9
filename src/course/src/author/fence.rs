//! Fenced blocks whose body is TOML, with true line numbers for what stands in them.

use super::problem::Problems;
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;

/// A text in a TOML body, with its place.
pub(crate) type Md = Spanned<String>;

/// A stretch of Markdown and the line on which it begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'s> {
    pub text: &'s str,
    pub line: usize,
}

impl Piece<'_> {
    /// The line of a byte of the text.
    pub(crate) fn line_at(&self, at: usize) -> usize {
        let end = (0..=at.min(self.text.len())).rev().find(|&i| self.text.is_char_boundary(i)).unwrap_or(0);
        self.line + self.text[..end].matches('\n').count()
    }
}

/// The body of a fence.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    /// The word after the ticks.
    pub name: String,
    pub body: String,
    /// Line of the first line of the body.
    pub line: usize,
}

impl Fence {
    fn line_at(&self, at: usize) -> usize {
        Piece { text: &self.body, line: self.line }.line_at(at)
    }

    /// The line on which the fence opens.
    pub(crate) fn opening(&self) -> usize {
        self.line - 1
    }

    /// Reads the body; what TOML or the type refuses is reported.
    pub(crate) fn read<T: DeserializeOwned>(&self, problems: &mut Problems) -> Option<T> {
        toml::from_str(&self.body)
            .map_err(|e| {
                // A key that is missing has the span of the whole table; its first line is as good as any.
                let line = e.span().map_or(self.opening(), |span| self.line_at(span.start));
                problems.add(line, format!("{}: {}", self.name, first_line(e.message())));
            })
            .ok()
    }

    /// The line of a value.
    pub(crate) fn line_of<T>(&self, value: &Spanned<T>) -> usize {
        self.line_at(value.span().start)
    }

    /// The Markdown in a value.
    ///
    /// In a string with double quotes TOML would take the backslash of `\theta` for a tab, without a word; so
    /// backslashes belong in single quotes, where nothing is an escape, and offsets are true too.
    pub(crate) fn piece<'s>(&self, value: &'s Md, problems: &mut Problems) -> Piece<'s> {
        let span: Range<usize> = value.span();
        let raw = self.body.get(span.clone()).unwrap_or_default();
        let line = self.line_at(span.start);
        if raw.starts_with('"') && raw.replace("\\\"", "").contains('\\') {
            problems.add(line, "text with a backslash goes between single quotes: '…' or '''…'''");
        }
        let opening_break = raw.starts_with("'''\n") || raw.starts_with("\"\"\"\n");
        Piece { text: value.get_ref(), line: line + usize::from(opening_break) }
    }
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or(message)
}

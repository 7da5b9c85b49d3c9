//! A text cut into records of cells.
//!
//! The grammar is RFC 4180 as `csv-core` reads it: cells in double quotes may
//! hold separators, line breaks and doubled quotes. Besides, any line ending is
//! accepted, blank lines are skipped, and spaces around a cell are dropped.

use crate::{CsvErrors, Fault};
use csv_core::{ReadRecordResult, ReaderBuilder};
use std::borrow::Cow;

/// The most columns that are read.
pub const MAX_COLUMNS: usize = 1_000;
/// The longest cell, in bytes.
pub const MAX_CELL: usize = 100_000;

/// How cells are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grammar {
    /// Stands between two cells.
    pub separator: u8,
    /// What double quotes do.
    pub quotes: Quotes,
}

/// What double quotes do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// They surround a cell, and a doubled one stands for itself.
    Doubled,
    /// They surround a cell, and one behind a backslash stands for itself.
    Escaped,
    /// They are letters like any other.
    Letters,
}

impl Grammar {
    /// That of most files.
    pub const COMMA: Self = Self { separator: b',', quotes: Quotes::Doubled };
}

/// Records of cells. All cells run on in one string: one string a row, or a
/// cell, would make reading a large file several times as slow.
#[derive(Clone, Debug, Default)]
pub struct Records {
    text: String,
    /// Where in the text each cell ends.
    ends: Vec<u32>,
    /// The number of the first cell of each record.
    first: Vec<u32>,
    /// The line of the file that each record begins in.
    lines: Vec<u32>,
    /// Whether quotes around a cell are part of it.
    quoted: bool,
}

impl Records {
    /// Cuts a text whose first line is line `line` of its file.
    ///
    /// # Errors
    /// At the first problem that leaves the rest of the text unreadable.
    pub fn read(text: &str, mut line: usize, grammar: Grammar) -> Result<Self, CsvErrors> {
        let text = with_plain_line_ends(text);
        let mut reader = ReaderBuilder::new()
            .delimiter(grammar.separator)
            .quoting(grammar.quotes != Quotes::Letters)
            .escape((grammar.quotes == Quotes::Escaped).then_some(b'\\'))
            .build();
        let mut output = vec![0; text.len()];
        let mut written = 0;
        let mut ends = vec![0; MAX_COLUMNS + 1];
        let mut records = Self { quoted: grammar.quotes == Quotes::Letters, ..Self::default() };
        let mut rest = text.as_bytes();
        loop {
            while let Some(after) = rest.strip_prefix(b"\n") {
                (rest, line) = (after, line + 1);
            }
            if rest.is_empty() {
                output.truncate(written);
                // Cells are cut beside ASCII signs, so the text is whole.
                records.text = String::from_utf8(output).unwrap_or_default();
                return Ok(records);
            }
            let (result, read, wrote, count) = reader.read_record(rest, &mut output[written..], &mut ends);
            let too_many = || Fault::TooManyColumns { limit: MAX_COLUMNS };
            let fatal = match result {
                ReadRecordResult::Record if count > MAX_COLUMNS => Some(too_many()),
                ReadRecordResult::OutputEndsFull => Some(too_many()),
                ReadRecordResult::Record if longest(&ends[..count]) > MAX_CELL => {
                    Some(Fault::LongCell { limit: MAX_CELL })
                }
                ReadRecordResult::Record => None,
                // The text ends with a line break, so only an open quote can
                // want more of it.
                _ => Some(Fault::OpenQuote),
            };
            if let Some(fault) = fatal {
                return Err(CsvErrors::at(line, fault));
            }
            records.first.push(records.ends.len() as u32);
            records.lines.push(line as u32);
            records.ends.extend(ends[..count].iter().map(|end| (written + end) as u32));
            written += wrote;
            line += rest[..read].iter().filter(|&&byte| byte == b'\n').count();
            rest = &rest[read..];
        }
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Whether some cell holds several lines.
    pub fn has_line_breaks(&self) -> bool {
        self.text.contains('\n')
    }

    /// Number of cells of a record.
    pub fn width(&self, record: usize) -> usize {
        let end = self.first.get(record + 1).map_or(self.ends.len(), |&next| next as usize);
        end - self.first[record] as usize
    }

    /// A cell as it is written, or nothing beyond the last of its record.
    pub fn raw(&self, record: usize, column: usize) -> &str {
        if column >= self.width(record) {
            return "";
        }
        let at = self.first[record] as usize + column;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..self.ends[at] as usize).unwrap_or("")
    }

    /// A cell without what is around it.
    pub fn cell(&self, record: usize, column: usize) -> &str {
        // Marks without a width are no spaces to Rust, and come with files from the web.
        let around = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
        let cell = self.raw(record, column).trim_matches(around);
        let inner = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        inner.filter(|_| self.quoted).unwrap_or(cell)
    }

    /// The cells of a record.
    pub fn cells(&self, record: usize) -> impl Iterator<Item = &str> {
        (0..self.width(record)).map(move |column| self.cell(record, column))
    }

    /// How many cells of a record hold anything.
    pub fn filled(&self, record: usize) -> usize {
        self.cells(record).filter(|cell| !cell.is_empty()).count()
    }

    /// The line of the file that a record begins in.
    pub fn line(&self, record: usize) -> usize {
        self.lines[record] as usize
    }
}

fn longest(ends: &[usize]) -> usize {
    let start = |at: usize| at.checked_sub(1).map_or(0, |before| ends[before]);
    (0..ends.len()).map(|at| ends[at] - start(at)).max().unwrap_or(0)
}

/// The text with `\n` at the end of every line.
fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    let mut text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    if !text.ends_with('\n') {
        text.to_mut().push('\n');
    }
    text
}

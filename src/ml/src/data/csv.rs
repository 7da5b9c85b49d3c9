//! Reading a learner's CSV file, which may be anything.
//!
//! The grammar is RFC 4180 as `csv-core` reads it: cells in double quotes may
//! hold separators, line breaks and doubled quotes. Besides, a byte order mark
//! is skipped, any line ending is accepted, the separator (comma, semicolon or
//! tab) is the one most frequent in the header, and spaces around a cell are
//! dropped. Where semicolons separate, `1,5` is read as 1.5.

use super::{Column, CsvErrors, Fault, Table, Values};
use crate::numeric::decimal;
use csv_core::{ReadRecordResult, ReaderBuilder};
use std::borrow::Cow;

/// The largest file that is read, in bytes (5 MB).
pub const MAX_BYTES: usize = 5_000_000;
/// The most columns that are read.
pub const MAX_COLUMNS: usize = 1_000;
/// The most cells that are read, the header included.
pub const MAX_CELLS: usize = 1_000_000;
/// The longest cell, in bytes.
pub const MAX_CELL: usize = 1_000;

/// Spellings of a missing value, in lower case.
const MISSING: [&str; 6] = ["", "?", "na", "n/a", "nan", "null"];

/// One row: its cells run on in `text`, cell `i` up to `ends[i]`. One string a
/// row instead of one a cell makes reading a large file several times as fast.
struct Record {
    line: usize,
    text: String,
    ends: Vec<usize>,
}

impl Record {
    fn cell(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        // Ends lie beside ASCII separators and so on character boundaries.
        self.text.get(start..self.ends[index]).unwrap_or("").trim()
    }

    fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.cell(index))
    }
}

/// Reads a table. A column becomes numbers if all its present values are finite
/// numbers, otherwise text; [`super::Dataset::from_table`] says which cells
/// stand in the way when such a column is wanted as a feature.
///
/// # Errors
/// Up to 20 problems with line and column.
///
/// ```
/// let table = ml::data::csv::parse("age,sex\n41,f\n,m\n").unwrap();
/// assert_eq!((table.rows(), table.missing()), (2, vec![1, 0]));
///
/// let errors = ml::data::csv::parse("age,sex\n41\n").unwrap_err();
/// assert_eq!(errors.to_string(), "line 2: found 1 of 2 cells");
/// ```
pub fn parse(text: &str) -> Result<Table, CsvErrors> {
    if text.len() > MAX_BYTES {
        return Err(CsvErrors::one(Fault::TooLarge { limit: MAX_BYTES / 1_000_000 }));
    }
    if text.contains('\0') {
        return Err(CsvErrors::one(Fault::NotText));
    }
    let text = normalized(text);
    let separator = separator(&text);
    let mut errors = CsvErrors::default();
    let mut records = records(&text, separator, &mut errors)?.into_iter();
    let Some(header) = records.next() else {
        return Err(CsvErrors::one(Fault::Empty));
    };
    let decimal_comma = separator == b';';
    let names = names(&header, decimal_comma, &mut errors);
    let rows: Vec<Record> = records
        .filter(|record| {
            let (expected, found) = (names.len(), record.ends.len());
            if expected != found {
                errors.push(Some(record.line), None, Fault::RaggedRow { expected, found });
            }
            expected == found
        })
        .collect();
    errors.or(())?;
    if rows.is_empty() {
        return Err(CsvErrors::one(Fault::NoRows));
    }
    Ok(table(names, &rows, decimal_comma))
}

/// The text without byte order mark, with `\n` at the end of every line.
fn normalized(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
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

/// The candidate most frequent outside quotes in the first line that holds
/// anything; a comma if none occurs.
fn separator(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.is_empty()).unwrap_or("");
    let count = |separator: char| {
        let parts = header.split('"').step_by(2);
        parts.map(|part| part.matches(separator).count()).sum::<usize>()
    };
    // The last of equal maxima wins, so the preferred one comes last.
    ['\t', ';', ','].into_iter().max_by_key(|&c| count(c)).map_or(b',', |c| c as u8)
}

/// Splits the text into rows of trimmed cells. Gives up at the first problem
/// that leaves the rest of the file unreadable.
fn records(text: &str, separator: u8, errors: &mut CsvErrors) -> Result<Vec<Record>, CsvErrors> {
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let mut output = vec![0; text.len()];
    let mut ends = vec![0; MAX_COLUMNS + 1];
    let (mut records, mut cells_so_far, mut line) = (Vec::new(), 0, 1);
    let mut rest = text.as_bytes();
    loop {
        while let Some(after) = rest.strip_prefix(b"\n") {
            (rest, line) = (after, line + 1);
        }
        if rest.is_empty() {
            return Ok(records);
        }
        let (result, read, _, count) = reader.read_record(rest, &mut output, &mut ends);
        let fatal = match result {
            ReadRecordResult::Record if count > MAX_COLUMNS => Some(Fault::TooManyColumns { limit: MAX_COLUMNS }),
            ReadRecordResult::Record => None,
            ReadRecordResult::OutputEndsFull => Some(Fault::TooManyColumns { limit: MAX_COLUMNS }),
            // The text ends with a line break, so only an open quote can want
            // more of it.
            _ => Some(Fault::OpenQuote),
        };
        cells_so_far += count;
        let fatal = fatal.or((cells_so_far > MAX_CELLS).then_some(Fault::TooManyCells { limit: MAX_CELLS }));
        if let Some(fault) = fatal {
            errors.push(Some(line), None, fault);
            return Err(std::mem::take(errors));
        }
        let ends = ends[..count].to_vec();
        let written = &output[..ends.last().copied().unwrap_or(0)];
        let record = Record { line, text: String::from_utf8_lossy(written).into_owned(), ends };
        if record.cells().any(|cell| cell.len() > MAX_CELL) {
            errors.push(Some(line), None, Fault::LongCell { limit: MAX_CELL });
        }
        records.push(record);
        line += rest[..read].iter().filter(|&&byte| byte == b'\n').count();
        rest = &rest[read..];
    }
}

/// Column names. One left empty, as spreadsheets do for row numbers, is called
/// by its position.
fn names(header: &Record, decimal_comma: bool, errors: &mut CsvErrors) -> Vec<String> {
    if header.cells().all(|cell| number(cell, decimal_comma).is_some()) {
        errors.push(Some(header.line), None, Fault::NoHeader);
    }
    let mut names: Vec<String> = Vec::with_capacity(header.ends.len());
    for (index, cell) in header.cells().enumerate() {
        let name = if cell.is_empty() { format!("column {}", index + 1) } else { cell.to_owned() };
        if names.contains(&name) {
            errors.push(Some(header.line), Some(&name), Fault::RepeatedName);
        }
        names.push(name);
    }
    names
}

fn table(names: Vec<String>, rows: &[Record], decimal_comma: bool) -> Table {
    let column = |(index, name)| {
        let cells = || rows.iter().map(move |row| present(row.cell(index)));
        let parsed = |cell: &str| if cell.is_empty() { Some(f64::NAN) } else { number(cell, decimal_comma) };
        let values = match cells().map(parsed).collect() {
            Some(numbers) => Values::Numbers(numbers),
            None => Values::Text(cells().map(str::to_owned).collect()),
        };
        Column { name, values }
    };
    let columns = names.into_iter().enumerate().map(column).collect();
    Table::from_file(columns, rows.iter().map(|row| row.line).collect(), decimal_comma)
}

/// The cell, or nothing if it spells a missing value.
fn present(cell: &str) -> &str {
    if MISSING.iter().any(|missing| cell.eq_ignore_ascii_case(missing)) { "" } else { cell }
}

/// A finite decimal number, or `None`.
pub(super) fn number(cell: &str, decimal_comma: bool) -> Option<f64> {
    if decimal_comma && !cell.contains('.') { decimal(&cell.replacen(',', ".", 1)) } else { decimal(cell) }
}

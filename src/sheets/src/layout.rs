//! Where in a file the table lies: what stands above and below it, and whether its first line names the columns.

use super::number::{Bare, is_nothing, is_word_for_nothing};
use crate::records::Records;
use crate::{CsvErrors, Fault};

/// So many rows in a hundred may have another number of cells; with more of them the file is amiss.
const MOST_RAGGED: usize = 5;
/// More lines than this are no title.
const MOST_TITLES: usize = 50;

/// The table in a file.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The record that names the columns, if one does.
    pub header: Option<usize>,
    /// Names of the columns, each another.
    pub names: Vec<String>,
    /// Records that are rows.
    pub rows: Vec<u32>,
    /// Lines that are left out, each with its reason.
    pub left_out: Vec<(usize, Reason)>,
    /// Names that occurred before and were told apart by a number.
    pub renamed: Vec<String>,
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A title or a comment.
    Beside,
    /// The header once more.
    Header,
    /// More cells than the table has columns, or fewer.
    Ragged(usize),
}

/// Finds the table. `header` says whether the first line names the columns, where somebody knows.
///
/// # Errors
/// If there is none, or many rows have another number of cells.
pub fn find(records: &Records, header: Option<bool>) -> Result<Layout, CsvErrors> {
    let all: Vec<usize> = (0..records.len()).filter(|&record| records.filled(record) > 0).collect();
    let width = usual_width(records, &all);
    let mut layout = Layout::default();
    let beside = |record: usize| is_beside(records, record, width);
    let Some(mut first) = all.iter().position(|&record| !beside(record)) else {
        return Err(CsvErrors::one(if all.is_empty() { Fault::Empty } else { Fault::NoRows }));
    };
    // NumPy writes the names behind the sign of a comment.
    if first > 0 && header != Some(false) {
        let before = all[first - 1];
        let named = records.cell(before, 0).starts_with('#') && records.width(before) == width;
        if named && !is_head(records, all[first], &all[first + 1..]) && is_head(records, before, &all[first..]) {
            first -= 1;
        }
    }
    // Titles may happen to have as many commas, and devices tell their settings in several cells.
    let is_named = |at: usize| records.filled(all[at]) == width && is_head(records, all[at], &all[at + 1..]);
    let titled = |at: usize| is_prose(records, all[at]) || records.filled(all[at]) < width;
    let named = (first..all.len().min(first + MOST_TITLES)).take_while(|&at| titled(at)).last();
    if let Some(last) = named.filter(|&last| header.is_none() && last + 2 < all.len() && is_named(last + 1)) {
        first = last + 1;
    }
    layout.left_out.extend(all[..first].iter().map(|&record| (records.line(record), Reason::Beside)));
    let body = &all[first..];
    let is_header = header.unwrap_or_else(|| is_head(records, body[0], &body[1..]));
    layout.header = is_header.then_some(body[0]);
    let mut body = if is_header { &body[1..] } else { body };
    // Units, or the names once more in words, stand where all others have numbers.
    if is_header && body.len() > 2 && is_head(records, body[0], &body[1..]) && are_words(records, body) {
        layout.left_out.push((records.line(body[0]), Reason::Beside));
        body = &body[1..];
    }
    let named = layout.header.map_or(0, |record| records.width(record));
    let mut columns = width.max(named);
    // A column without a name and without a value is a separator at the end of each line.
    let empty = |column: usize| {
        layout.header.is_none_or(|record| records.cell(record, column).is_empty())
            && body.iter().filter(|&&record| !beside(record)).all(|&record| records.cell(record, column).is_empty())
    };
    while columns > 1 && empty(columns - 1) {
        columns -= 1;
    }
    // Names that are one too few would stand over the wrong columns.
    let found = layout.header.map_or(columns, |record| records.width(record));
    let shift = found + 1 == columns && has_row_names(records, body);
    if let Some(head) = layout.header.filter(|_| found < columns && !shift) {
        return Err(CsvErrors::at(records.line(head), Fault::ShortHeader { names: found, cells: columns }));
    }
    let mut ragged = CsvErrors::default();
    let mut odd = 0;
    // The last columns may be left open in rows that have them: then shorter rows leave them open too.
    let open = body.iter().any(|&r| records.width(r) >= columns && records.cell(r, columns - 1).is_empty());
    // Below the table, notes; in it, a single cell is a row that lacks the others.
    let end = body.iter().rposition(|&record| !beside(record)).map_or(0, |last| last + 1);
    for (at, &record) in body.iter().enumerate() {
        let (line, found) = (records.line(record), records.width(record));
        let more = (columns..found).any(|column| !records.cell(record, column).is_empty());
        let repeated = layout.header.is_some_and(|head| records.cells(head).eq(records.cells(record)));
        if at >= end || is_comment(records, record, columns) {
            layout.left_out.push((line, Reason::Beside));
        } else if repeated {
            layout.left_out.push((line, Reason::Header));
        } else if more || (found < columns && !open) {
            odd += 1;
            ragged.push(Some(line), None, Fault::RaggedRow { expected: columns, found });
            layout.left_out.push((line, Reason::Ragged(found)));
        } else {
            layout.rows.push(record as u32);
        }
    }
    if odd * 100 > MOST_RAGGED * body.len() {
        return Err(ragged);
    }
    if layout.rows.is_empty() {
        return Err(CsvErrors::one(Fault::NoRows));
    }
    name(records, &mut layout, columns, shift);
    Ok(layout)
}

/// The most frequent number of cells; of rows alike the wider.
fn usual_width(records: &Records, all: &[usize]) -> usize {
    let mut counts: Vec<usize> = Vec::new();
    for &record in all {
        let width = records.width(record);
        if counts.len() <= width {
            counts.resize(width + 1, 0);
        }
        counts[width] += 1;
    }
    counts.iter().enumerate().max_by_key(|&(width, &count)| (count, width)).map_or(0, |(width, _)| width)
}

/// Whether a record stands beside the table: a comment, or a single cell where there are several columns.
fn is_beside(records: &Records, record: usize, width: usize) -> bool {
    let alone = records.filled(record) == 1 && width > 1 && (records.width(record) < width || width > 2);
    alone || is_comment(records, record, width)
}

/// Whether a record begins with the sign of a comment.
fn is_comment(records: &Records, record: usize, width: usize) -> bool {
    let first = records.cell(record, 0);
    let percent = first.starts_with('%') && (Bare::new(first).is_none() || records.width(record) < width);
    first.len() > 1 && !is_nothing(first) && (percent || first.starts_with('#') || first.starts_with("//"))
}

/// Whether some cell of a record is a sentence.
fn is_prose(records: &Records, record: usize) -> bool {
    records.cells(record).any(|cell| cell.split_whitespace().count() > 3 || cell.ends_with(['.', ':']))
}

/// Whether a record names the columns of the rows below it: it has words where they have numbers, or where all have
/// words, one that does not come again.
fn is_head(records: &Records, head: usize, rows: &[usize]) -> bool {
    /// So many rows tell as much as all.
    const ENOUGH: usize = 200;
    let rows = &rows[..rows.len().min(ENOUGH)];
    let number = |cell: &str| Bare::new(cell).is_some();
    let nothing = |cell: &str| is_nothing(cell) || is_word_for_nothing(cell);
    let (mut for_it, mut against) = (0, 0);
    for column in 0..records.width(head) {
        let name = records.cell(head, column);
        let values = || rows.iter().map(|&row| records.cell(row, column)).filter(|cell| !nothing(cell));
        let (all, numbers) = (values().count(), values().filter(|cell| number(cell)).count());
        if all == 0 || name.is_empty() {
            continue;
        }
        if 10 * numbers >= 9 * all {
            if nothing(name) || number(name) && !is_name(name, column, values()) {
                against += 1;
            } else {
                for_it += 2;
            }
        } else if values().any(|cell| cell == name) {
            against += 1;
        } else if numbers * 2 < all {
            for_it += 1;
        }
    }
    for_it > against || (for_it == 0 && against == 0)
}

/// Whether a number names its column: a year over other numbers, or the column's own place.
fn is_name<'a>(number: &str, column: usize, mut values: impl Iterator<Item = &'a str>) -> bool {
    let year = |cell: &str| cell.parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
    let place = column > 1 && number.parse().is_ok_and(|place: usize| place == column || place == column + 1);
    (year(number) || place) && !values.any(|cell| if place { cell == number } else { year(cell) })
}

/// Whether a row has words in every column that is otherwise numbers, and there are two of those at least or nothing else.
fn are_words(records: &Records, body: &[usize]) -> bool {
    let number = |record: usize, column: usize| Bare::new(records.cell(record, column)).is_some();
    let numeric = |&column: &usize| body[1..].iter().filter(|&&row| number(row, column)).count() * 2 > body.len() - 1;
    let columns: Vec<usize> = (0..records.width(body[0])).filter(numeric).collect();
    columns.len() > 1 && columns.iter().all(|&column| !number(body[0], column))
}

/// Whether the first column numbers or names the rows, as R writes it without a name of its own: the header then lacks a
/// cell at its beginning.
fn has_row_names(records: &Records, body: &[usize]) -> bool {
    /// So many rows tell as much as all.
    const ENOUGH: usize = 200;
    let ids: Vec<&str> = body.iter().take(ENOUGH).map(|&row| records.cell(row, 0)).collect();
    let distinct = ids.iter().enumerate().all(|(at, id)| !ids[..at].contains(id));
    let counted = ids.iter().enumerate().all(|(at, id)| id.parse().is_ok_and(|id: usize| id == at || id == at + 1));
    distinct && (counted || ids.iter().all(|id| Bare::new(id).is_none()))
}

/// Names for so many columns: those of the header, by position where it has none, and with a number where it has one
/// twice.
fn name(records: &Records, layout: &mut Layout, columns: usize, shift: bool) {
    /// A longer name is cut.
    const LONGEST: usize = 60;
    for column in 0..columns {
        let from = column.checked_sub(usize::from(shift));
        let written = layout.header.zip(from).map_or("", |(head, column)| records.cell(head, column));
        let written = if column == 0 { written.trim_start_matches('#').trim_start() } else { written };
        let base: String = match written.chars().count() {
            0 => format!("column {}", column + 1),
            found if found > LONGEST => written.chars().take(LONGEST - 1).chain(['…']).collect(),
            _ => written.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        let mut unique = base.clone();
        let mut number = 2;
        while layout.names.contains(&unique) {
            unique = format!("{base} ({number})");
            number += 1;
        }
        if unique != base {
            layout.renamed.push(unique.clone());
        }
        layout.names.push(unique);
    }
}

//! What separates the cells of a file, guessed from all of it.

use super::number::Bare;
use crate::records::{Grammar, Quotes, Records};
use crate::{CsvErrors, Fault};
use std::borrow::Cow;

/// What may separate cells, the likelier first. Where spaces do, any number of them counts as one.
pub const SEPARATORS: [u8; 5] = [b',', b';', b'\t', b'|', b' '];

/// A file cut into records.
pub struct Cut {
    /// What separates its cells.
    pub separator: u8,
    /// The records.
    pub records: Records,
}

/// Cuts a file with the separator that is asked for, that its first line names, or that fits best.
///
/// # Errors
/// If it cannot be cut.
pub fn cut(text: &str, asked: Option<u8>) -> Result<Cut, CsvErrors> {
    let (named, skipped, rest) = match named(text) {
        Some((separator, rest)) => (Some(separator), text[..text.len() - rest.len()].lines().count(), rest),
        None => (None, 0, text),
    };
    let read = |separator: u8| -> Result<Records, CsvErrors> {
        let text: Cow<'_, str> = match separator {
            b' ' => Cow::Owned(spaced(rest)),
            _ => unquoted(rest, separator).map_or(Cow::Borrowed(rest), Cow::Owned),
        };
        let inner = if separator == b' ' { b'\t' } else { separator };
        let grammar = |quotes| Grammar { separator: inner, quotes };
        let plain = Records::read(&text, 1 + skipped, grammar(Quotes::Doubled));
        let escaped = || Records::read(&text, 1 + skipped, grammar(Quotes::Escaped));
        match plain {
            Err(errors) if errors.shown().iter().any(|problem| problem.fault == Fault::OpenQuote) => {
                // A quote that opens nothing is an inch, or a minute; unless the table would fall apart.
                let other = Records::read(&text, 1 + skipped, grammar(Quotes::Letters));
                let sound = |records: &Records| evenness(records).1 > 0.95;
                escaped().ok().filter(sound).or(other.ok().filter(sound)).ok_or(errors)
            }
            // Two stray quotes, rows apart, would swallow what is between them; cells that are meant to hold several
            // lines fall apart without their quotes.
            Ok(records) if records.has_line_breaks() && !text.contains("\\\"") => {
                let other = Records::read(&text, 1 + skipped, grammar(Quotes::Letters));
                let even = evenness(&records);
                let better = |other: &Records| evenness(other).0 == even.0 && evenness(other).1 >= even.1;
                Ok(other.ok().filter(better).unwrap_or(records))
            }
            Ok(records) if text.contains("\\\"") => {
                let other = escaped().ok().filter(|other| evenness(other).1 > evenness(&records).1);
                Ok(other.unwrap_or(records))
            }
            other => other,
        }
    };
    if let Some(separator) = asked {
        return Ok(Cut { separator, records: read(separator)? });
    }
    let mut best: Option<(f64, Cut)> = None;
    let mut trouble = None;
    for separator in named.into_iter().chain(SEPARATORS) {
        // Spaces stand in many texts: they are the last resort.
        if separator == b' ' && best.as_ref().is_some_and(|best| best.0 > 0.3) {
            continue;
        }
        match read(separator) {
            Ok(records) => {
                let fit = fit(&records, separator);
                if named == Some(separator) && fit > 0.0 {
                    return Ok(Cut { separator, records });
                }
                if best.as_ref().is_none_or(|best| fit > best.0) {
                    best = Some((fit, Cut { separator, records }));
                }
            }
            Err(errors) => trouble = trouble.or(Some(errors)),
        }
    }
    match (best, trouble) {
        // What cannot be cut at commas is not for that a table of one column.
        (Some((fit, cut)), trouble) if fit > 0.0 || trouble.is_none() => Ok(cut),
        (_, trouble) => Err(trouble.unwrap_or_else(|| CsvErrors::one(Fault::Empty))),
    }
}

/// The separator that a first line tells Excel, `sep=;`, and the text below it.
fn named(text: &str) -> Option<(u8, &str)> {
    let body = text.trim_start_matches(['\n', '\r']);
    let end = body.find(['\n', '\r'])?;
    let line = body[..end].trim_start().trim_matches('"');
    let head = line.get(..4)?;
    let mut signs = line[4..].chars();
    let sign = signs.next().unwrap_or('\t');
    // A spreadsheet that saves such a file again fills the line up.
    let alone = head.eq_ignore_ascii_case("sep=") && signs.all(|c| matches!(c, ',' | ';' | '\t' | '"' | ' '));
    let known = SEPARATORS.iter().copied().find(|&separator| char::from(separator) == sign);
    let rest = &body[end..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or("");
    if alone { known.map(|separator| (separator, rest)) } else { None }
}

/// The lines of a file that was saved as one column: each in quotes, its own quotes doubled.
fn unquoted(text: &str, separator: u8) -> Option<String> {
    let inner = |line: &str| {
        let inner = line.trim_end().strip_prefix('"')?.strip_suffix('"')?;
        let single = inner.contains(char::from(separator)) && !inner.replace("\"\"", "").contains('"');
        single.then(|| inner.replace("\"\"", "\""))
    };
    let lines = text.lines().map(|line| if line.trim().is_empty() { Some(String::new()) } else { inner(line) });
    lines.collect::<Option<Vec<String>>>().map(|lines| lines.join("\n"))
}

/// Every run of spaces, and of tabs, as one tab.
fn spaced(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut all = String::with_capacity(text.len());
    for line in text.lines() {
        for (at, word) in line.split_whitespace().enumerate() {
            if at > 0 {
                all.push('\t');
            }
            all.push_str(word);
        }
        all.push('\n');
    }
    all
}

/// The most frequent number of cells, and the share of the records that have it.
pub fn evenness(records: &Records) -> (usize, f64) {
    let mut counts: Vec<usize> = Vec::new();
    for record in 0..records.len() {
        let width = records.width(record);
        if counts.len() <= width {
            counts.resize(width + 1, 0);
        }
        counts[width] += 1;
    }
    let (width, count) = counts.iter().enumerate().max_by_key(|&(width, &count)| (count, width)).unwrap_or((0, &0));
    (width, *count as f64 / records.len().max(1) as f64)
}

/// How well records make a table, from 0 for one column to 1: alike in their number of cells, and no cell like several.
fn fit(records: &Records, separator: u8) -> f64 {
    /// So many cells tell as much as all.
    const ENOUGH: usize = 20_000;
    let (width, even) = evenness(records);
    if width < 2 {
        return 0.0;
    }
    let (mut clean, mut all) = (0.0_f64, 0.0_f64);
    let alike = (0..records.len()).filter(|&record| records.width(record) == width);
    for record in alike.take(ENOUGH / width + 1) {
        for cell in records.cells(record).filter(|cell| !cell.is_empty()) {
            let other = |c: char| u8::try_from(c).is_ok_and(|c| c != separator && c != b' ' && SEPARATORS.contains(&c));
            all += 1.0;
            clean += f64::from(!cell.contains(other) || Bare::new(cell).is_some());
        }
    }
    // The square: half of the rows alike is not half a table.
    even * even * clean / all.max(1.0)
}

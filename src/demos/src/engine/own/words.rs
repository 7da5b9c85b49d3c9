//! What was understood of a file, in words.

use super::guess::{Unfit, unfit};
use super::make::What;
use super::{Read, shown};
use crate::demo::{Takes, listed};
use sheets::{Column, Encoding, Percent, Reason, Sheet, Sign, Value};

/// A longer cell is cut.
const LONGEST: usize = 30;

/// A count with its thousands apart, and what is counted.
fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { more })
}

fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A cell, cut if it is long.
pub(super) fn cut(cell: &str, longest: usize) -> String {
    let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if cell.chars().count() <= longest { cell } else { cell.chars().take(longest - 1).chain(['…']).collect() }
}

/// A number as a program writes it, short where it is very large or very small.
pub(super) fn written(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-6..1e15).contains(&size) { format!("{value:e}") } else { value.to_string() }
}

/// A column in a sentence.
fn column(column: &Column) -> String {
    if column.named { format!("column {}", column.name) } else { column.name.clone() }
}

/// The same at the beginning of one.
pub(super) fn begin(name: &str) -> String {
    let mut text = String::from(name);
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn quoted(cell: &str) -> String {
    format!("“{}”", cut(cell, LONGEST))
}

/// The decimal sign of most columns.
pub(super) fn sign(sheet: &Sheet) -> Sign {
    let numeric = || sheet.columns.iter().filter(|column| column.is_mostly_numeric());
    let told = || numeric().filter(|column| column.spelling.decimals || column.spelling.thousands.is_some());
    let commas = |columns: &mut dyn Iterator<Item = &Column>| {
        let votes = columns
            .fold((0, 0), |(all, commas), column| (all + 1, commas + usize::from(column.spelling.sign == Sign::Comma)));
        (votes.0 > 0).then_some(2 * votes.1 > votes.0)
    };
    let comma = commas(&mut told()).or_else(|| commas(&mut numeric())).unwrap_or(false);
    if comma { Sign::Comma } else { Sign::Point }
}

/// One line: how the file is written, and how large its table is.
pub(super) fn understood(read: &Read) -> String {
    let sheet = &*read.sheet;
    let mut parts = Vec::new();
    if sheet.columns.len() > 1 {
        parts.push(
            match shown::separator(sheet.separator).0 {
                "semicolon" => "semicolons",
                "tab" => "tabs",
                "bar" => "bars",
                "space" => "spaces",
                _ => "commas",
            }
            .to_string(),
        );
    }
    let numeric = || sheet.columns.iter().filter(|column| column.is_mostly_numeric());
    if numeric().any(|column| column.spelling.decimals) {
        parts.push(if sign(sheet) == Sign::Comma { "decimal commas" } else { "decimal points" }.into());
    }
    match read.source.encoding {
        Encoding::Utf8 => {}
        Encoding::Utf16 => parts.push("letters as UTF-16".into()),
        Encoding::Windows1252 => parts.push("letters as Windows-1252".into()),
        Encoding::MacRoman => parts.push("letters as Mac Roman".into()),
    }
    if sheet.header().is_none() {
        parts.push("no line with names".into());
    }
    parts.push(counted(sheet.rows(), "row", "rows"));
    parts.push(counted(sheet.columns.len(), "column", "columns"));
    let mut line = format!("{}: {}", read.name, parts.join(", "));
    let made = &read.made;
    let out = sheet.rows() - made.complete;
    if out > 0 {
        let lacks: Vec<String> = made
            .lacking
            .iter()
            .take(3)
            .map(|lack| {
                let rows = counted(lack.rows, "row", "rows");
                let name = &sheet.columns[lack.column].name;
                let one = lack.rows == 1;
                match lack.what {
                    What::Nothing => format!("{rows} {} {name}", if one { "lacks" } else { "lack" }),
                    What::Infinite => format!("{rows} {} an infinite {name}", if one { "has" } else { "have" }),
                    What::NoNumber => format!("{rows} {} no number in {name}", if one { "has" } else { "have" }),
                }
            })
            .collect();
        let more = made.lacking.len().saturating_sub(3);
        let more = if more > 0 { format!(", and so in {more} more columns") } else { String::new() };
        line += &format!("; {}{more}: {} left out", lacks.join(", "), counted(out, "row", "rows"));
    }
    line + "."
}

/// What else there is to know, a sentence each.
pub(super) fn notes(read: &Read, takes: &Takes) -> Vec<String> {
    let sheet = &*read.sheet;
    let mut notes = Vec::new();
    if read.made.used < read.made.complete {
        notes.push(format!(
            "{} of {} rows are used: a random sample, always the same, with every class as frequent as in the file.",
            grouped(read.made.used),
            grouped(read.made.complete)
        ));
    }
    for lack in &read.made.lacking {
        let cell = sheet.cell(lack.first, lack.column);
        if !cell.is_empty() {
            notes.push(format!(
                "{}: {} left out, {} in line {}: {}.",
                begin(&column(&sheet.columns[lack.column])),
                counted(lack.rows, "row", "rows"),
                if lack.rows == 1 { "that" } else { "the first" },
                sheet.line(lack.first),
                quoted(cell)
            ));
        }
    }
    notes.extend(columns_left_out(read));
    let label = read.chosen.label;
    notes.extend(about_classes(sheet, label));
    let classes = sheet.columns[label].classes.len();
    if let (Some(positive), 3..) = (&read.chosen.positive, classes) {
        notes.push(format!("Of {classes} classes, {} stands against all others.", quoted(positive)));
    }
    let used = read.chosen.used(takes);
    notes.extend(used.iter().filter_map(|&at| about_numbers(sheet, at)));
    notes.extend(lines_left_out(sheet));
    if !sheet.renamed().is_empty() {
        let renamed: Vec<&str> = sheet.renamed().iter().map(String::as_str).collect();
        notes.push(format!("Names that come twice got a number: {}.", listed(&renamed)));
    }
    notes
}

/// Columns that are not ticked, and why, unless it is the reader's own choice.
fn columns_left_out(read: &Read) -> Vec<String> {
    let sheet = &*read.sheet;
    let out = |column: usize| column != read.chosen.label && !read.chosen.features.get(column).is_some_and(|&on| on);
    let mut notes = Vec::new();
    let mut texts = Vec::new();
    for (at, column) in sheet.columns.iter().enumerate().filter(|(at, _)| out(*at)) {
        let name = begin(&self::column(column));
        let cell = |row: usize| format!("line {}: {}", sheet.line(row), quoted(sheet.cell(row, at)));
        notes.push(match unfit(sheet, column) {
            None => continue,
            Some(Unfit::Empty) => format!("{name} holds nothing."),
            Some(Unfit::Text) => {
                if column.numbers == 0 {
                    texts.push(column.name.as_str());
                    continue;
                }
                let first = column.first_other.map_or(String::new(), |row| format!(", first in {}", cell(row)));
                format!("{name} left out: {} are no numbers{first}.", counted(column.others, "cell", "cells"))
            }
            Some(Unfit::Odd) => {
                let first = column.first_other.map_or(String::new(), |row| {
                    let where_ = if column.others == 1 { "in" } else { "first in" };
                    format!(", {where_} {}", cell(row))
                });
                format!(
                    "{name} left out: {}{first}. Tick it, and such rows are left out instead.",
                    counted(column.others, "cell is no number", "cells are no numbers")
                )
            }
            Some(Unfit::Index) => format!("{name} left out: it numbers the rows."),
            Some(Unfit::Gaps) => {
                format!("{name} left out: {} of {} cells are empty.", grouped(column.nothing), grouped(sheet.rows()))
            }
            Some(Unfit::Constant) => format!("{name} left out: it is the same in every row."),
        });
    }
    match texts.as_slice() {
        [] => {}
        [one] => notes.push(format!("Column {one} left out: it holds text.")),
        more => notes.push(format!("Columns {} left out: they hold text.", listed(more))),
    }
    notes
}

/// What is particular about the classes.
fn about_classes(sheet: &Sheet, label: usize) -> Vec<String> {
    let column = &sheet.columns[label];
    let mut notes = Vec::new();
    for word in &column.kept {
        notes.push(format!("In {}, {} is taken for the name of a class.", column.name, quoted(word)));
    }
    if column.classes.len() <= 20 {
        let twins = column.classes.iter().enumerate().find_map(|(at, class)| {
            let twin = column.classes[..at].iter().find(|other| other.0.eq_ignore_ascii_case(&class.0))?;
            Some((&twin.0, &class.0))
        });
        if let Some((one, other)) = twins {
            notes.push(format!(
                "{} and {} differ in capitals only, and are two classes; mend the file if they are one.",
                quoted(one),
                quoted(other)
            ));
        }
        if sheet.is_spaced(label) {
            notes.push(format!("Spaces around the classes in {} are dropped.", column.name));
        }
    }
    notes
}

/// How the numbers of a column were read, where that is not plain.
fn about_numbers(sheet: &Sheet, at: usize) -> Option<String> {
    let column = &sheet.columns[at];
    let spelling = &column.spelling;
    let example = |fits: &dyn Fn(&str) -> bool| {
        let row = (0..sheet.rows()).find(|&row| fits(sheet.cell(row, at)) && sheet.number(row, at).is_some())?;
        let Value::Number(value) = sheet.value(row, at) else { return None };
        Some(format!("{} in line {} is {}", quoted(sheet.cell(row, at)), sheet.line(row), written(value)))
    };
    let mut parts = Vec::new();
    if spelling.sign == Sign::Both {
        parts.push("points and commas both stand before decimals".to_string());
    } else if let Some(between) = spelling.thousands {
        let name = match between {
            ',' => "commas",
            '.' => "points",
            ' ' => "spaces",
            _ => "apostrophes",
        };
        let fits = |cell: &str| match between {
            ' ' => cell.contains(char::is_whitespace),
            '\'' | '’' => cell.contains(['\'', '’']),
            sign => cell.contains(sign),
        };
        parts.extend(example(&fits).map(|example| format!("{name} stand between thousands: {example}")));
    } else if spelling.guessed {
        let fits = |cell: &str| cell.contains(['.', ',']);
        parts.extend(example(&fits).map(|example| format!("decimals, not thousands: {example}")));
    }
    if spelling.percent != Percent::None {
        let fits = |cell: &str| cell.contains('%');
        parts.extend(example(&fits).map(|example| format!("percent: {example}")));
    }
    if !spelling.currencies.is_empty() {
        let currencies: Vec<&str> = spelling.currencies.iter().map(String::as_str).collect();
        let mixed = if currencies.len() > 1 { ", though they are not the same money" } else { "" };
        parts.push(format!("{} dropped{mixed}", listed(&currencies)));
    }
    (!parts.is_empty()).then(|| format!("{}: {}.", begin(&self::column(column)), parts.join("; ")))
}

/// Lines that are no rows.
fn lines_left_out(sheet: &Sheet) -> Vec<String> {
    let of = |wanted: fn(Reason) -> bool| -> Vec<usize> {
        sheet.left_out().iter().filter(|line| wanted(line.1)).map(|line| line.0).collect()
    };
    let lines = |lines: &[usize]| {
        let first: Vec<String> = lines.iter().take(3).map(ToString::to_string).collect();
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        match lines.len() {
            1 => format!("Line {} is", first[0]),
            2 | 3 => format!("Lines {} are", listed(&first)),
            more => format!("{} lines, first line {}, are", grouped(more), first[0]),
        }
    };
    let mut notes = Vec::new();
    let beside = of(|reason| reason == Reason::Beside);
    if !beside.is_empty() {
        notes.push(format!("{} left out: a title, a comment, units or a single cell.", lines(&beside)));
    }
    let header = of(|reason| reason == Reason::Header);
    if !header.is_empty() {
        notes.push(format!("{} left out: the names once more.", lines(&header)));
    }
    let ragged = of(|reason| matches!(reason, Reason::Ragged(_)));
    if !ragged.is_empty() {
        notes.push(format!(
            "{} left out: another number of cells than the {} of the table.",
            lines(&ragged),
            sheet.columns.len()
        ));
    }
    notes
}

// Reasons to refuse a file.

/// There is no class in it.
pub(super) fn no_class(sheet: &Sheet) -> String {
    if sheet.columns.len() == 1 {
        return format!(
            "Only one column was found, {}. Two are needed at least: one with the class and one to predict it from, \
             separated by commas, semicolons, tabs or bars.",
            quoted(&sheet.columns[0].name)
        );
    }
    match sheet.columns.iter().find(|column| column.classes.len() == 1) {
        Some(column) => format!(
            "No column can be the class: one is needed in which at least two values come at least twice. In {} only {} occurs.",
            column.name,
            quoted(&column.classes[0].0)
        ),
        None => "No column can be the class: one is needed in which at least two values, and not very many, come at \
                 least twice each."
            .into(),
    }
}

/// There are not enough columns of numbers.
pub(super) fn too_few_columns(sheet: &Sheet, label: usize, found: &[usize], takes: &Takes) -> String {
    let wanted = if takes.least == 1 { "a column".into() } else { format!("{} columns", takes.least) };
    let found = match found {
        [] => "There is none".to_string(),
        [one] => format!("There is only {}", sheet.columns[*one].name),
        _ => "There are fewer".to_string(),
    };
    let others = sheet.columns.iter().enumerate().filter(|(at, column)| *at != label && !column.is_mostly_numeric());
    let cells: Vec<String> = others
        .filter_map(|(at, column)| {
            let row = column.first_other?;
            let cell = quoted(sheet.cell(row, at));
            Some(format!("line {}, column {}: {cell} is no number", sheet.line(row), column.name))
        })
        .take(3)
        .collect();
    let cells = if cells.is_empty() { String::new() } else { format!(" ({})", cells.join("; ")) };
    format!("This demo needs {wanted} of numbers beside the class {}. {found}{cells}.", sheet.columns[label].name)
}

/// A class has too few rows.
pub(super) fn too_few_rows(sheet: &Sheet, label: usize) -> String {
    format!(
        "Too few rows have a value in every column: at least two of each class in {} are needed.",
        sheet.columns[label].name
    )
}

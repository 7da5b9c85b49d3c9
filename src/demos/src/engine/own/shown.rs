//! A file as its page shows it: the choices, the first rows, and what is said.

use super::guess::{Unfit, unfit};
use super::make::ordered;
use super::{Read, words};
use crate::demo::Takes;
use protocol::{Choice, Own, Tick};
use sheets::{SEPARATORS, Sheet, Sign};

// Keys of the controls.
pub(super) const SEPARATOR: &str = "separator";
pub(super) const DECIMALS: &str = "decimals";
pub(super) const FIRST_LINE: &str = "first-line";
pub(super) const LABEL: &str = "label";
pub(super) const POSITIVE: &str = "positive";
/// Of a column that is to be predicted from, and of one that is not.
pub(super) const TICK: &str = "tick";
pub(super) const UNTICK: &str = "untick";

pub(super) const COMMA: &str = "comma";
pub(super) const NAMES: &str = "names";

/// So many rows and columns are shown.
const ROWS: usize = 4;
const COLUMNS: usize = 20;
/// A longer cell is cut.
const LONGEST: usize = 24;

/// Id and name of a separator.
pub(super) fn separator(separator: u8) -> (&'static str, &'static str) {
    match separator {
        b';' => ("semicolon", "Semicolon"),
        b'\t' => ("tab", "Tab"),
        b'|' => ("bar", "Bar |"),
        b' ' => ("space", "Spaces"),
        _ => (COMMA, "Comma"),
    }
}

/// What a page shows of a file.
pub(super) fn own(read: &Read, takes: &Takes) -> Own {
    let sheet = &*read.sheet;
    let used = read.chosen.used(takes);
    let names: Vec<&str> = used.iter().map(|&column| sheet.columns[column].name.as_str()).collect();
    let (columns, rows) = preview(sheet);
    Own {
        name: read.name.clone(),
        understood: words::understood(read),
        notes: words::notes(read, takes),
        uses: (takes.uses)(&names),
        choices: choices(read, takes),
        ticks: ticks(read),
        columns,
        rows,
        ..Own::default()
    }
}

fn choices(read: &Read, takes: &Takes) -> Vec<Choice> {
    let sheet = &*read.sheet;
    let pair = |id: &str, name: &str| (id.to_string(), name.to_string());
    let choice = |key: &str, label: &str, options: Vec<(String, String)>, value: &str| Choice {
        key: key.into(),
        label: label.into(),
        options,
        value: value.into(),
    };
    let column = &sheet.columns[read.chosen.label];
    // A column with too many values to be a class may be chosen, and is refused with the reason.
    let labels = sheet.columns.iter().map(|column| pair(&column.name, &column.name)).collect();
    let name = |at: usize| &column.classes[at].0;
    let order = ordered(column.classes.len(), &|a, b| name(a) < name(b));
    let mut classes: Vec<(String, String)> = order.into_iter().map(|at| pair(name(at), name(at))).collect();
    if classes.len() > 2 {
        classes.iter_mut().for_each(|class| class.1 = format!("{} against the rest", class.1));
        if classes.len() <= takes.classes {
            classes.insert(0, pair("", "Each by itself"));
        }
    }
    let comma = words::sign(sheet) == Sign::Comma;
    vec![
        choice(LABEL, "Column with the class", labels, &column.name),
        choice(POSITIVE, "Positive class", classes, read.chosen.positive.as_deref().unwrap_or("")),
        choice(
            SEPARATOR,
            "Cells are separated by",
            SEPARATORS.iter().map(|&s| separator(s)).map(|(id, name)| pair(id, name)).collect(),
            separator(sheet.separator).0,
        ),
        choice(
            DECIMALS,
            "Decimal sign",
            vec![pair("point", "Point: 1.5"), pair(COMMA, "Comma: 1,5")],
            if comma { COMMA } else { "point" },
        ),
        choice(
            FIRST_LINE,
            "First line of the table",
            vec![pair(NAMES, "Names of columns"), pair("data", "Data")],
            if sheet.header().is_some() { NAMES } else { "data" },
        ),
    ]
}

/// The columns that can be predicted from.
fn ticks(read: &Read) -> Vec<Tick> {
    let tick = |(at, column): (usize, &sheets::Column)| {
        let reason = unfit(&read.sheet, column);
        if at == read.chosen.label || matches!(reason, Some(Unfit::Text | Unfit::Empty)) {
            return None;
        }
        let on = read.chosen.features.get(at).copied().unwrap_or(false);
        Some(Tick { name: column.name.clone(), on, key: if on { UNTICK } else { TICK }.into() })
    };
    read.sheet.columns.iter().enumerate().filter_map(tick).collect()
}

/// Heads and cells of the first rows, numbers as they were understood.
fn preview(sheet: &Sheet) -> (Vec<String>, Vec<Vec<String>>) {
    let shown = sheet.columns.len().min(COLUMNS);
    let more = sheet.columns.len() > shown;
    let mut heads: Vec<String> = sheet.columns[..shown].iter().map(|column| column.name.clone()).collect();
    let row = |row: usize| {
        let cell = |at: usize| {
            let cell = sheet.cell(row, at);
            match sheet.number(row, at) {
                // Digits may be a code: as they are written.
                Some(value) if ml::numeric::decimal(cell) != Some(value) => words::written(value),
                _ => words::cut(cell, LONGEST),
            }
        };
        let mut cells: Vec<String> = (0..shown).map(cell).collect();
        if more {
            cells.push("…".into());
        }
        cells
    };
    let rows = (0..sheet.rows().min(ROWS)).map(row).collect();
    if more {
        heads.push(format!("and {} more", sheet.columns.len() - shown));
    }
    (heads, rows)
}

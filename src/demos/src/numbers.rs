//! What a demo says: each quantity is named once and serves table, read-outs, and measures.

use crate::controls::{short, with_decimals};
use crate::demo::{Readout, Table};

/// What is said where a ratio is 0/0.
pub const UNDEFINED: &str = "undefined";

/// Everything that a demo says of its picture.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// What the picture shows now, in one or two short sentences with numbers.
    pub summary: String,
    /// The few numbers that matter, shown large.
    pub readouts: Vec<Readout>,
    /// The numbers of the picture.
    pub table: Table,
    /// Named numbers that goals and claims refer to; NaN where undefined.
    pub measures: Vec<(&'static str, f64)>,
}

/// A number with what is said of it.
#[derive(Clone, Debug)]
pub struct Quantity {
    measures: Vec<(&'static str, f64)>,
    name: String,
    cells: Vec<String>,
    from: String,
    readouts: Vec<Readout>,
}

/// A quantity: its key as a measure, its name in the table, its value (`None` where it is 0/0), and where it comes
/// from. Without a key it is no measure, without a name no row of the table.
pub fn quantity(key: &'static str, name: &str, value: impl Into<Option<f64>>, from: &str) -> Quantity {
    let value = value.into();
    let cell = value.map_or(format!("{UNDEFINED} (0/0)"), short);
    let empty = Quantity {
        measures: Vec::new(),
        name: name.into(),
        cells: vec![cell],
        from: from.into(),
        readouts: Vec::new(),
    };
    empty.measured(key, value)
}

/// A number that is a measure and nothing else.
pub fn measure(key: &'static str, value: impl Into<Option<f64>>) -> Quantity {
    quantity(key, "", value, "")
}

/// A row of a table, or with an empty name none, that is no measure.
pub fn row(name: &str, cells: impl IntoIterator<Item = String>, from: &str) -> Quantity {
    Quantity { cells: cells.into_iter().collect(), ..quantity("", name, 0.0, from) }
}

impl Quantity {
    /// Written in the table by a rule of its own. What is undefined stays so.
    pub fn written(mut self, write: impl FnOnce(f64) -> String) -> Quantity {
        let value = self.measures.first().map_or(f64::NAN, |measure| measure.1);
        if !value.is_nan() {
            self.cells[0] = write(value);
        }
        self
    }

    /// With the reason why it is undefined, where it is: it stands in its place.
    pub fn lacking(mut self, why: &str) -> Quantity {
        if self.cells[0].starts_with(UNDEFINED) {
            self.cells[0] = format!("{UNDEFINED}: {why}");
        }
        self
    }

    /// Written as a percentage with one decimal.
    pub fn percent(self) -> Quantity {
        self.written(|share| percent(Some(share)))
    }

    /// Written in the table so, defined or not.
    pub fn text(mut self, text: impl Into<String>) -> Quantity {
        self.cells[0] = text.into();
        self
    }

    /// With a further cell in its row.
    pub fn cell(mut self, text: impl Into<String>) -> Quantity {
        self.cells.push(text.into());
        self
    }

    /// With a further measure.
    pub fn measured(mut self, key: &'static str, value: impl Into<Option<f64>>) -> Quantity {
        // The first is remembered even without a key, since it is what is written.
        self.measures.push((key, value.into().unwrap_or(f64::NAN)));
        self
    }

    /// Shown large as well, as it is written in the table, under its name up to a comma; `note` says where the
    /// present value comes from.
    pub fn shown(self, note: impl Into<String>) -> Quantity {
        let label = self.name.split(',').next().unwrap_or_default().to_string();
        self.shown_as(&label, None, note)
    }

    /// Not shown large where this holds.
    pub fn quiet_if(mut self, holds: bool) -> Quantity {
        self.readouts.retain(|_| !holds);
        self
    }

    /// Shown large under another label, and in other words if there are some.
    pub fn shown_as(mut self, label: &str, words: Option<String>, note: impl Into<String>) -> Quantity {
        let why = self.cells[0].strip_prefix(UNDEFINED).filter(|_| words.is_none());
        self.readouts.push(match words {
            None if why.is_some() => readout(label, "0 / 0", why.unwrap_or_default().trim_start_matches(": ")),
            words => readout(label, words.unwrap_or_else(|| self.cells[0].clone()), note),
        });
        self
    }
}

/// A number shown large.
pub fn readout(label: &str, value: impl Into<String>, note: impl Into<String>) -> Readout {
    Readout { label: label.into(), value: value.into(), note: note.into() }
}

/// A table from its caption and the heads of its columns.
pub fn table<const N: usize>(caption: String, columns: [&str; N], rows: Vec<Vec<String>>) -> Table {
    Table { caption, columns: columns.map(String::from).to_vec(), rows }
}

impl Numbers {
    /// What is said, from quantities in the order in which they are shown. Columns of the table are the name, the
    /// cells, and where a quantity comes from.
    pub fn new<const N: usize>(
        summary: String,
        caption: String,
        columns: [&str; N],
        quantities: impl IntoIterator<Item = Quantity>,
    ) -> Numbers {
        let mut numbers = Numbers { summary, table: table(caption, columns, Vec::new()), ..Numbers::default() };
        for quantity in quantities {
            numbers.measures.extend(quantity.measures.into_iter().filter(|measure| !measure.0.is_empty()));
            numbers.readouts.extend(quantity.readouts);
            if !quantity.name.is_empty() {
                let mut row = vec![quantity.name];
                row.extend(quantity.cells);
                // A table may have no column for it.
                if row.len() < N {
                    row.push(quantity.from);
                }
                numbers.table.rows.push(row);
            }
        }
        numbers
    }
}

/// 1 for yes, 0 for no.
pub fn truth(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// A share as a percentage with one decimal.
pub fn percent(share: Option<f64>) -> String {
    share.map_or(UNDEFINED.into(), |share| format!("{}\u{202f}%", with_decimals(100.0 * share, 1)))
}

/// One thing, or several.
pub fn counted(n: u64, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

//! Reading a table that comes from anywhere: every guess about it is made from
//! the whole file, can be said, and can be overruled.
//!
//! ```
//! use sheets::{Asked, Sheet, Source};
//!
//! let source = Source::new("size;kind\n1.250,50;a\n980,00;b\n".as_bytes().to_vec()).unwrap();
//! let sheet = Sheet::read(&source, Asked::default()).unwrap();
//! assert_eq!(sheet.column("size").unwrap().numbers, 2);
//! assert_eq!(sheet.number(0, sheet.index("size").unwrap()), Some(1250.5));
//! ```

mod column;
mod decimal;
mod decode;
mod dialect;
mod layout;
mod number;
mod problem;
pub mod records;

#[cfg(test)]
mod tests;

pub use column::{Percent, Spelling, Value};
pub use decimal::decimal;
pub use decode::Encoding;
pub use dialect::SEPARATORS;
pub use layout::Reason;
pub use number::{Sign, is_nothing, is_word_for_nothing, unwrapped};
pub use problem::{CsvErrors, Fault, Problem};

use column::Hints;
use layout::Layout;
use records::Records;

/// The largest file that is read, in bytes (10 MB).
pub const MAX_BYTES: usize = 10_000_000;
/// More classes than this are none.
pub const MAX_CLASSES: usize = 100;
/// Nor is a longer text the name of one, in bytes.
const LONGEST_CLASS: usize = 200;

/// The text of a file.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    /// How its letters were written.
    pub encoding: Encoding,
}

impl Source {
    /// Decodes a file.
    ///
    /// # Errors
    /// If it is no text, or too large.
    pub fn new(bytes: Vec<u8>) -> Result<Self, CsvErrors> {
        if bytes.len() > MAX_BYTES {
            return Err(CsvErrors::one(Fault::TooLarge { limit: MAX_BYTES / 1_000_000 }));
        }
        let (text, encoding) = decode::decode(&bytes)?;
        Ok(Self { text: text.into_owned(), encoding })
    }
}

/// What somebody knows better than the guess.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What separates cells.
    pub separator: Option<u8>,
    /// What stands before decimals.
    pub sign: Option<Sign>,
    /// Whether the first line names the columns.
    pub header: Option<bool>,
}

/// A table as read.
#[derive(Clone, Debug)]
pub struct Sheet {
    records: Records,
    layout: Layout,
    /// What separates its cells.
    pub separator: u8,
    /// Its columns from left to right.
    pub columns: Vec<Column>,
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name, another for every column.
    pub name: String,
    /// Whether the file gives it that name.
    pub named: bool,
    /// How its numbers are spelled.
    pub spelling: Spelling,
    /// Cells that are finite numbers.
    pub numbers: usize,
    /// Cells that say that there is nothing.
    pub nothing: usize,
    /// Rows whose cell is infinite.
    pub infinite: Vec<usize>,
    /// Cells that hold something else.
    pub others: usize,
    /// The first row of those.
    pub first_other: Option<usize>,
    /// Whether its cells count the rows: 0, 1, 2 … or 1, 2, 3 …
    pub counts: bool,
    /// Its different values and how often each occurs, in the order of the file; more than [`MAX_CLASSES`] are cut off.
    pub classes: Vec<(String, usize)>,
    /// A word for nothing, such as NA, that is the name of a class here.
    pub kept: Vec<String>,
}

impl Column {
    /// Whether every cell that holds anything is a number.
    pub fn is_numeric(&self) -> bool {
        self.numbers > 0 && self.others == 0
    }

    /// Whether numbers are the rule and other things the exception.
    pub fn is_mostly_numeric(&self) -> bool {
        self.numbers > self.others
    }

    /// Whether no value comes twice, as far as anybody has looked.
    pub fn is_distinct(&self) -> bool {
        self.classes.iter().all(|class| class.1 == 1)
    }
}

impl Sheet {
    /// Reads a file.
    ///
    /// # Errors
    /// Up to 20 problems with their lines.
    pub fn read(source: &Source, asked: Asked) -> Result<Self, CsvErrors> {
        if source.text.trim().is_empty() {
            return Err(CsvErrors::one(Fault::Empty));
        }
        let dialect::Cut { separator, records } = dialect::cut(&source.text, asked.separator)?;
        let layout = layout::find(&records, asked.header)?;
        let mut sheet = Self { records, layout, separator, columns: Vec::new() };
        let hints: Vec<Hints> = (0..sheet.layout.names.len()).map(|c| Hints::of(sheet.cells(c))).collect();
        let votes = hints.iter().map(Hints::votes).fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
        let usual = match votes {
            (0, 0) => None,
            (points, commas) if points >= commas => Some(Sign::Point),
            _ => Some(Sign::Comma),
        };
        // Where semicolons separate, commas are taken.
        let last = if separator == b';' { Sign::Comma } else { Sign::Point };
        let spelled = hints.iter().map(|hints| hints.spelling(asked.sign, usual, last));
        sheet.columns = spelled.enumerate().map(|(at, spelling)| sheet.measured(at, spelling)).collect();
        Ok(sheet)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.layout.rows.len()
    }

    /// The line of the file that a row begins in.
    pub fn line(&self, row: usize) -> usize {
        self.records.line(self.layout.rows[row] as usize)
    }

    /// The line of the file that names the columns.
    pub fn header(&self) -> Option<usize> {
        self.layout.header.map(|record| self.records.line(record))
    }

    /// Lines that are left out, with the reason.
    pub fn left_out(&self) -> &[(usize, Reason)] {
        &self.layout.left_out
    }

    /// Columns whose name occurred before.
    pub fn renamed(&self) -> &[String] {
        &self.layout.renamed
    }

    /// A cell as it is written, without spaces around it.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        unwrapped(self.records.cell(self.layout.rows[row] as usize, column))
    }

    /// A cell as a number.
    pub fn value(&self, row: usize, column: usize) -> Value {
        self.columns[column].spelling.value(self.cell(row, column))
    }

    /// A cell, if it is a finite number.
    pub fn number(&self, row: usize, column: usize) -> Option<f64> {
        match self.value(row, column) {
            Value::Number(value) => Some(value),
            _ => None,
        }
    }

    /// A cell as the name of a class, if it is not nothing.
    pub fn class(&self, row: usize, column: usize) -> Option<&str> {
        let cell = self.cell(row, column);
        let nothing =
            is_nothing(cell) || is_word_for_nothing(cell) && !self.columns[column].kept.iter().any(|k| k == cell);
        (!nothing).then_some(cell)
    }

    /// Whether spaces around them tell cells of a column apart that are the same without.
    pub fn is_spaced(&self, column: usize) -> bool {
        let spaced = |row: &u32| {
            let row = *row as usize;
            self.records.raw(row, column).len() != self.records.cell(row, column).len()
        };
        let count = self.layout.rows.iter().filter(|row| spaced(row)).count();
        count > 0 && count < self.rows()
    }

    /// The number of the column of this name.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        (0..self.rows()).map(move |row| self.cell(row, column))
    }

    fn measured(&self, at: usize, spelling: Spelling) -> Column {
        let named = self.layout.header.is_some() && self.layout.names[at] != format!("column {}", at + 1);
        let mut column = Column {
            name: self.layout.names[at].clone(),
            named,
            spelling,
            numbers: 0,
            nothing: 0,
            infinite: Vec::new(),
            others: 0,
            first_other: None,
            counts: self.rows() > 2,
            classes: Vec::new(),
            kept: Vec::new(),
        };
        let mut from = 0.0;
        for (row, cell) in self.cells(at).enumerate() {
            match column.spelling.value(cell) {
                Value::Number(value) => {
                    column.numbers += 1;
                    if row == 0 {
                        from = value;
                    }
                    column.counts &= value == from + row as f64;
                }
                Value::Infinite => column.infinite.push(row),
                Value::Nothing => column.nothing += 1,
                Value::Other => {
                    column.others += 1;
                    column.first_other = column.first_other.or(Some(row));
                }
            }
            if column.classes.len() <= MAX_CLASSES && !is_nothing(cell) {
                match column.classes.iter_mut().find(|class| class.0 == cell) {
                    Some(class) => class.1 += 1,
                    None => column.classes.push((cell.to_owned(), 1)),
                }
            }
        }
        column.counts &= column.numbers == self.rows() && (from == 0.0 || from == 1.0);
        self.sort_out_words(&mut column);
        column
    }

    /// NA may be North America, and null a kind of set: a word for nothing is the name of a class where it comes more
    /// than once, and either there is no second class without it or the file has no such cells elsewhere.
    fn sort_out_words(&self, column: &mut Column) {
        let is_word = |class: &(String, usize)| is_word_for_nothing(&class.0);
        let classes = column.classes.iter().filter(|class| !is_word(class)).count();
        // Among numbers it can only be nothing.
        let among_numbers = column.is_numeric() && classes > 1;
        let elsewhere = |word: &str| {
            (0..self.layout.names.len())
                .any(|other| self.layout.names[other] != column.name && self.cells(other).any(|cell| cell == word))
        };
        let keeps = |class: &&(String, usize)| {
            is_word(class) && class.1 > 1 && !among_numbers && (classes == 1 || classes > 1 && !elsewhere(&class.0))
        };
        column.kept = column.classes.iter().filter(keeps).map(|class| class.0.clone()).collect();
        let kept = &column.kept;
        column.classes.retain(|class| !is_word_for_nothing(&class.0) || kept.contains(&class.0));
        if column.classes.iter().any(|class| class.0.len() > LONGEST_CLASS) {
            column.classes.clear();
        }
    }
}

//! What can be wrong with a file, said so that its owner can mend it.

use std::fmt;
use thiserror::Error;

/// What is wrong in one place.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Fault {
    /// The file holds more bytes than we read.
    #[error("the file is larger than {limit} MB")]
    TooLarge {
        /// The limit in megabytes.
        limit: usize,
    },
    /// Bytes of a program, a spreadsheet, an archive.
    #[error("this is {0}, not a table in plain text; save the table as CSV and choose that file")]
    NotText(&'static str),
    /// Nothing before the first row of data.
    #[error("the file holds nothing")]
    Empty,
    /// There is a header but nothing below it.
    #[error("there are no rows below the column names")]
    NoRows,
    /// More columns than we read.
    #[error("there are more than {limit} columns")]
    TooManyColumns {
        /// The most columns that are read.
        limit: usize,
    },
    /// Two columns share a name.
    #[error("two columns have this name")]
    RepeatedName,
    /// A row with another number of cells than the header.
    #[error("found {found} of {expected} cells")]
    RaggedRow {
        /// Cells in the header.
        expected: usize,
        /// Cells in this row.
        found: usize,
    },
    /// Fewer names than cells in the rows.
    #[error(
        "there are {names} names over rows of {cells} cells; if commas separate cells, a number with a decimal comma \
         needs quotes"
    )]
    ShortHeader {
        /// Names in the header.
        names: usize,
        /// Cells in most rows.
        cells: usize,
    },
    /// A quoted cell that runs to the end of the file.
    #[error("a quotation mark is opened and never closed")]
    OpenQuote,
    /// A very long cell, which usually means a misplaced quotation mark.
    #[error("a cell is longer than {limit} letters; is a quotation mark out of place?")]
    LongCell {
        /// The most bytes a cell may hold.
        limit: usize,
    },
    /// A cell of a column that is to be a feature does not hold a number.
    #[error("“{0}” is not a number")]
    NotANumber(String),
}

/// A fault and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Line of the file, counted from 1; the header is usually line 1. `None`
    /// if the file as a whole is at fault.
    pub line: Option<usize>,
    /// Name of the column, if the fault lies in one.
    pub column: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, &self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column “{column}”: ")?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            (None, Some(column)) => write!(f, "column “{column}”: ")?,
            (None, None) => {}
        }
        self.fault.fmt(f)
    }
}

/// The first problems found in a file, at most [`CsvErrors::SHOWN`], and how
/// many there are besides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CsvErrors {
    shown: Vec<Problem>,
    hidden: usize,
}

impl CsvErrors {
    /// The most problems that are listed.
    pub const SHOWN: usize = 20;

    /// The problems listed, in the order of the file.
    pub fn shown(&self) -> &[Problem] {
        &self.shown
    }

    /// How many more there are.
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// One fault of the file as a whole.
    pub fn one(fault: Fault) -> Self {
        let mut errors = Self::default();
        errors.push(None, None, fault);
        errors
    }

    /// One fault in one line.
    pub fn at(line: usize, fault: Fault) -> Self {
        let mut errors = Self::default();
        errors.push(Some(line), None, fault);
        errors
    }

    /// Adds a fault; beyond [`CsvErrors::SHOWN`] they are only counted.
    pub fn push(&mut self, line: Option<usize>, column: Option<&str>, fault: Fault) {
        if self.shown.len() < Self::SHOWN {
            let column = column.map(str::to_owned);
            self.shown.push(Problem { line, column, fault });
        } else {
            self.hidden += 1;
        }
    }

    /// `Ok` with the value if nothing was found.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.shown.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for CsvErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.shown.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        match self.hidden {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}

impl std::error::Error for CsvErrors {}

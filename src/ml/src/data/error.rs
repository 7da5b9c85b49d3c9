//! Why a data set cannot be made.

use super::CsvErrors;
use thiserror::Error;

/// Why a data set cannot be made from what was given.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum DataError {
    /// The file itself is at fault.
    #[error(transparent)]
    Csv(#[from] CsvErrors),
    /// Cells of the chosen columns are not numbers.
    #[error("the chosen columns cannot be used:\n{0}")]
    Cells(CsvErrors),
    /// A column that the table does not have.
    #[error("there is no column “{0}”")]
    NoColumn(String),
    /// A column chosen twice, or as feature and label.
    #[error("the column “{0}” is chosen twice")]
    ColumnTwice(String),
    /// No feature was chosen.
    #[error("choose at least one column as a feature")]
    NoFeature,
    /// Fewer than two classes.
    #[error("the column “{column}” holds fewer than two different values")]
    TooFewClasses {
        /// The label column.
        column: String,
        /// Classes found: 0 or 1.
        classes: usize,
    },
    /// So many classes that the column is surely a measurement or a name.
    #[error("the column “{column}” holds {classes} different values; a label may have {limit}")]
    TooManyClasses {
        /// The label column.
        column: String,
        /// Different values found.
        classes: usize,
        /// The most that are accepted.
        limit: usize,
    },
    /// A class that the data set does not have.
    #[error("there is no class “{0}”")]
    NoClass(String),
    /// Parts that do not fit together, from code rather than from a learner.
    #[error("{what}: expected {expected}, found {found}")]
    Shape {
        /// What was counted.
        what: &'static str,
        /// The count that fits.
        expected: usize,
        /// The count given.
        found: usize,
    },
    /// A feature that is NaN or infinite.
    #[error("row {row}, column {column}: {value} is not finite")]
    NotFinite {
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
        /// The value.
        value: f64,
    },
    /// A setting outside its range.
    #[error("{name} must be {allowed}, not {value}")]
    Setting {
        /// Which setting.
        name: &'static str,
        /// What it may be.
        allowed: &'static str,
        /// What it was.
        value: f64,
    },
}

/// `Ok` if `holds`, otherwise a [`DataError::Setting`].
pub(super) fn require(holds: bool, name: &'static str, allowed: &'static str, value: f64) -> Result<(), DataError> {
    if holds { Ok(()) } else { Err(DataError::Setting { name, allowed, value }) }
}

//! A table as read from a file: named columns of numbers or text.

use super::DataError;

/// The values of one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Every value is a finite number.
    Numbers(Vec<f64>),
    /// Anything else.
    Text(Vec<String>),
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// Its values, one a row.
    pub values: Values,
}

impl Column {
    /// The value in a row as text.
    pub fn text(&self, row: usize) -> String {
        match &self.values {
            Values::Numbers(numbers) => numbers[row].to_string(),
            Values::Text(text) => text[row].clone(),
        }
    }

    fn len(&self) -> usize {
        match &self.values {
            Values::Numbers(numbers) => numbers.len(),
            Values::Text(text) => text.len(),
        }
    }
}

/// Columns of equal length under different names. Taught in `data-audit`.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
    lines: Vec<usize>,
}

impl Table {
    /// A table from its columns. `lines[row]` is the line of the file that a
    /// row came from, for messages.
    pub(super) fn from_file(columns: Vec<Column>, lines: Vec<usize>) -> Self {
        Self { columns, lines }
    }

    /// A table made in code; its rows count as lines 2, 3, … below a header.
    ///
    /// # Errors
    /// If a name is repeated or the columns differ in length.
    pub fn new(columns: Vec<Column>) -> Result<Self, DataError> {
        let rows = columns.first().map_or(0, Column::len);
        for (index, column) in columns.iter().enumerate() {
            if columns[..index].iter().any(|c| c.name == column.name) {
                return Err(DataError::ColumnTwice(column.name.clone()));
            }
            if column.len() != rows {
                let (what, found) = ("rows of a column", column.len());
                return Err(DataError::Shape { what, expected: rows, found });
            }
        }
        Ok(Self { columns, lines: (2..rows + 2).collect() })
    }

    /// The columns from left to right.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Number of rows, the header not counted.
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// The line of the file that holds a row.
    pub fn line(&self, row: usize) -> usize {
        self.lines[row]
    }

    /// A value as a number; `None` if it is none.
    pub(super) fn number(&self, column: &Column, row: usize) -> Option<f64> {
        match &column.values {
            Values::Numbers(numbers) => Some(numbers[row]).filter(|value| value.is_finite()),
            Values::Text(text) => crate::numeric::decimal(&text[row]),
        }
    }

    /// The column of this name.
    ///
    /// # Errors
    /// [`DataError::NoColumn`].
    pub fn column(&self, name: &str) -> Result<&Column, DataError> {
        self.columns.iter().find(|column| column.name == name).ok_or_else(|| DataError::NoColumn(name.to_owned()))
    }
}

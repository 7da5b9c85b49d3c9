//! A table as read from a file: named columns of numbers or text.

use super::DataError;

/// The values of one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Every value present is a finite number; NaN stands for a missing one.
    Numbers(Vec<f64>),
    /// Anything else; an empty string stands for a missing value.
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
    /// Whether the value in a row is missing.
    pub fn is_missing(&self, row: usize) -> bool {
        match &self.values {
            Values::Numbers(numbers) => numbers[row].is_nan(),
            Values::Text(text) => text[row].is_empty(),
        }
    }

    /// The value in a row as text, empty if missing.
    pub fn text(&self, row: usize) -> String {
        match &self.values {
            Values::Numbers(numbers) if numbers[row].is_nan() => String::new(),
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

    fn take(&self, rows: &[usize]) -> Self {
        let values = match &self.values {
            Values::Numbers(numbers) => Values::Numbers(rows.iter().map(|&r| numbers[r]).collect()),
            Values::Text(text) => Values::Text(rows.iter().map(|&r| text[r].clone()).collect()),
        };
        Self { name: self.name.clone(), values }
    }
}

/// Columns of equal length under different names. Taught in `data-audit`.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
    lines: Vec<usize>,
    decimal_comma: bool,
}

impl Table {
    /// A table from its columns. `lines[row]` is the line of the file that a
    /// row came from, for messages; `decimal_comma` says how its numbers are
    /// written.
    pub(super) fn from_file(columns: Vec<Column>, lines: Vec<usize>, decimal_comma: bool) -> Self {
        Self { columns, lines, decimal_comma }
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
        Ok(Self { columns, lines: (2..rows + 2).collect(), decimal_comma: false })
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

    /// A value as a number; `None` if it is missing or is none.
    pub(super) fn number(&self, column: &Column, row: usize) -> Option<f64> {
        match &column.values {
            Values::Numbers(numbers) => Some(numbers[row]).filter(|value| value.is_finite()),
            Values::Text(text) => super::csv::number(&text[row], self.decimal_comma),
        }
    }

    /// The column of this name.
    ///
    /// # Errors
    /// [`DataError::NoColumn`].
    pub fn column(&self, name: &str) -> Result<&Column, DataError> {
        self.columns.iter().find(|column| column.name == name).ok_or_else(|| DataError::NoColumn(name.to_owned()))
    }

    /// How many values are missing in each column, from left to right.
    pub fn missing(&self) -> Vec<usize> {
        let count = |column: &Column| (0..self.rows()).filter(|&r| column.is_missing(r)).count();
        self.columns.iter().map(count).collect()
    }

    /// The table without the rows that miss a value in one of these columns.
    ///
    /// # Errors
    /// [`DataError::NoColumn`].
    pub fn complete(&self, names: &[&str]) -> Result<Self, DataError> {
        let needed = names.iter().map(|name| self.column(name)).collect::<Result<Vec<_>, _>>()?;
        let keep: Vec<usize> =
            (0..self.rows()).filter(|&row| !needed.iter().any(|column| column.is_missing(row))).collect();
        Ok(Self {
            columns: self.columns.iter().map(|column| column.take(&keep)).collect(),
            lines: keep.iter().map(|&row| self.lines[row]).collect(),
            decimal_comma: self.decimal_comma,
        })
    }
}

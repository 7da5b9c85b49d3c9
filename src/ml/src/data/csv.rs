//! Reading the course's own files, which are all alike: commas, decimal points,
//! a header. [`sheets`] reads those of other people.

use super::{Column, CsvErrors, Fault, Table, Values};
use crate::numeric::decimal;
use sheets::records::{Grammar, Records};

/// Reads a table. A column becomes numbers if all its cells are finite numbers,
/// otherwise text.
///
/// # Errors
/// Up to 20 problems with line and column.
///
/// ```
/// let table = ml::data::csv::parse("age,sex\n41,f\n52,m\n").unwrap();
/// assert_eq!(table.rows(), 2);
///
/// let errors = ml::data::csv::parse("age,sex\n41\n").unwrap_err();
/// assert_eq!(errors.to_string(), "line 2: found 1 of 2 cells");
/// ```
pub fn parse(text: &str) -> Result<Table, CsvErrors> {
    let records = Records::read(text, 1, Grammar::COMMA)?;
    if records.is_empty() {
        return Err(CsvErrors::one(Fault::Empty));
    }
    let mut errors = CsvErrors::default();
    let mut names: Vec<String> = Vec::with_capacity(records.width(0));
    for cell in records.cells(0) {
        if names.iter().any(|name| name == cell) {
            errors.push(Some(records.line(0)), Some(cell), Fault::RepeatedName);
        }
        names.push(cell.to_owned());
    }
    let rows = 1..records.len();
    for row in rows.clone() {
        let (expected, found) = (names.len(), records.width(row));
        if expected != found {
            errors.push(Some(records.line(row)), None, Fault::RaggedRow { expected, found });
        }
    }
    errors.or(())?;
    if rows.is_empty() {
        return Err(CsvErrors::one(Fault::NoRows));
    }
    let column = |(index, name)| {
        let cells = || rows.clone().map(|row| records.cell(row, index));
        let values = match cells().map(decimal).collect() {
            Some(numbers) => Values::Numbers(numbers),
            None => Values::Text(cells().map(str::to_owned).collect()),
        };
        Column { name, values }
    };
    let columns = names.into_iter().enumerate().map(column).collect();
    Ok(Table::from_file(columns, rows.clone().map(|row| records.line(row)).collect()))
}

//! Features and classes, in the shape that algorithms take.

use super::{Column, CsvErrors, DataError, Fault, Table, Values};
use crate::numeric::decimal;
use ndarray::{Array2, ArrayView1, ArrayView2};

/// A matrix of features with one class a row. Every value is finite, every
/// class index is below the number of classes, and there is at least one
/// column; there may be no rows.
///
/// Features are an array of rows × features. With two classes, class 1 is the
/// positive one.
///
/// ```
/// let table = ml::data::csv::parse("size,kind\n1.5,small\n9,large\n").unwrap();
/// let data = ml::data::Dataset::from_table(&table, &["size"], "kind").unwrap();
/// assert_eq!(data.classes(), ["large", "small"]);
/// assert_eq!((data.x().dim(), data.row(1)[0], data.y()), ((2, 1), 9.0, &[1, 0][..]));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    x: Array2<f64>,
    names: Vec<String>,
    y: Vec<usize>,
    classes: Vec<String>,
}

impl Dataset {
    /// The most classes that a label column may hold.
    pub const MAX_CLASSES: usize = 100;

    /// A data set from its parts: `x` is `y.len()` rows × `names.len()`
    /// features.
    ///
    /// # Errors
    /// If the shapes do not fit, a feature is not finite or a class index is
    /// out of range.
    pub fn new(x: Array2<f64>, names: Vec<String>, y: Vec<usize>, classes: Vec<String>) -> Result<Self, DataError> {
        if names.is_empty() {
            return Err(DataError::NoFeature);
        }
        let shape = |what, expected, found| Err(DataError::Shape { what, expected, found });
        if x.nrows() != y.len() {
            return shape("rows", y.len(), x.nrows());
        }
        if x.ncols() != names.len() {
            return shape("features", names.len(), x.ncols());
        }
        if let Some(&class) = y.iter().find(|&&class| class >= classes.len()) {
            return shape("classes", class + 1, classes.len());
        }
        if let Some(((row, column), &value)) = x.indexed_iter().find(|(_, value)| !value.is_finite()) {
            return Err(DataError::NotFinite { row, column, value });
        }
        Ok(Self { x, names, y, classes })
    }

    /// A data set from its numbers, row by row.
    ///
    /// # Errors
    /// As [`Dataset::new`], and if the numbers make no rows.
    pub fn from_rows(x: Vec<f64>, names: Vec<String>, y: Vec<usize>, classes: Vec<String>) -> Result<Self, DataError> {
        let (expected, found) = (y.len() * names.len(), x.len());
        let x = Array2::from_shape_vec((y.len(), names.len()), x);
        let x = x.map_err(|_| DataError::Shape { what: "numbers", expected, found })?;
        Self::new(x, names, y, classes)
    }

    /// Picks features and a label from a table. Classes are sorted: by value if
    /// all are numbers, else by spelling. For two classes the later one is
    /// positive; see [`Dataset::with_positive`].
    ///
    /// # Errors
    /// An unknown or repeated column, cells that are no numbers (the first 20
    /// with their lines), fewer than two classes or more than
    /// [`Dataset::MAX_CLASSES`].
    pub fn from_table(table: &Table, features: &[&str], label: &str) -> Result<Self, DataError> {
        if features.is_empty() {
            return Err(DataError::NoFeature);
        }
        let twice = |(at, name): &(usize, &&str)| **name == label || features[..*at].contains(*name);
        if let Some((_, twice)) = features.iter().enumerate().find(twice) {
            return Err(DataError::ColumnTwice((*twice).to_owned()));
        }
        let columns = features.iter().map(|name| table.column(name)).collect::<Result<Vec<_>, _>>()?;
        let label = table.column(label)?;
        let x = numbers(table, &columns)?;
        let (y, classes) = encode(label, table.rows())?;
        Self::new(x, features.iter().map(|&name| name.to_owned()).collect(), y, classes)
    }

    /// The data set with this one of its two classes as class 1.
    ///
    /// # Errors
    /// [`DataError::NoClass`] if there is no such class, [`DataError::Shape`]
    /// if there are not two.
    pub fn with_positive(mut self, class: &str) -> Result<Self, DataError> {
        if self.classes.len() != 2 {
            let found = self.classes.len();
            return Err(DataError::Shape { what: "classes", expected: 2, found });
        }
        match self.classes.iter().position(|name| name == class) {
            None => return Err(DataError::NoClass(class.to_owned())),
            Some(0) => {
                self.classes.reverse();
                self.y.iter_mut().for_each(|class| *class = 1 - *class);
            }
            Some(_) => {}
        }
        Ok(self)
    }

    /// All features, rows × features.
    pub fn x(&self) -> ArrayView2<'_, f64> {
        self.x.view()
    }

    /// The features of one row.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn row(&self, row: usize) -> ArrayView1<'_, f64> {
        self.x.row(row)
    }

    /// One feature from top to bottom.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn column(&self, column: usize) -> ArrayView1<'_, f64> {
        self.x.column(column)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.y.len()
    }

    /// Number of features.
    pub fn cols(&self) -> usize {
        self.names.len()
    }

    /// Names of the features.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The class of each row, an index into [`Dataset::classes`].
    pub fn y(&self) -> &[usize] {
        &self.y
    }

    /// Names of the classes.
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// How many rows each class has.
    pub fn class_counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.classes.len()];
        for &class in &self.y {
            counts[class] += 1;
        }
        counts
    }

    /// Whether each row belongs to a class (1 for the positive one of two).
    pub fn is_class(&self, class: usize) -> Vec<bool> {
        self.y.iter().map(|&y| y == class).collect()
    }

    /// These rows, in this order; a row may be taken several times.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn take(&self, rows: &[usize]) -> Self {
        Self {
            x: self.taken(rows.len(), self.cols(), |row, column| [rows[row], column]),
            y: rows.iter().map(|&row| self.y[row]).collect(),
            names: self.names.clone(),
            classes: self.classes.clone(),
        }
    }

    /// These features, in this order.
    ///
    /// # Errors
    /// [`DataError::NoFeature`] for none.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn take_columns(&self, columns: &[usize]) -> Result<Self, DataError> {
        let x = self.taken(self.rows(), columns.len(), |row, column| [row, columns[column]]);
        let names = columns.iter().map(|&column| self.names[column].clone()).collect();
        Self::new(x, names, self.y.clone(), self.classes.clone())
    }

    /// A table of this shape from the places that `from` names. Faster than
    /// ndarray's `select`, and rows stay together in memory.
    fn taken(&self, rows: usize, columns: usize, from: impl Fn(usize, usize) -> [usize; 2]) -> Array2<f64> {
        Array2::from_shape_fn((rows, columns), |(row, column)| self.x[from(row, column)])
    }

    /// The same rows with other features of the same shape.
    pub(super) fn with_x(&self, x: Array2<f64>) -> Self {
        Self { x, ..self.clone() }
    }
}

/// The features, rows × features, if none is amiss. Goes row by row, so that the
/// problems come in the order of the file.
fn numbers(table: &Table, features: &[&Column]) -> Result<Array2<f64>, DataError> {
    let mut errors = CsvErrors::default();
    let mut x = Array2::zeros((table.rows(), features.len()));
    for row in 0..table.rows() {
        let line = Some(table.line(row));
        for (feature, column) in features.iter().enumerate() {
            match table.number(column, row) {
                Some(value) => x[[row, feature]] = value,
                None => errors.push(line, Some(&column.name), Fault::NotANumber(column.text(row))),
            }
        }
    }
    errors.or(x).map_err(DataError::Cells)
}

/// Class indices and the sorted class names of a label column.
fn encode(label: &Column, rows: usize) -> Result<(Vec<usize>, Vec<String>), DataError> {
    let cells: Vec<String> = (0..rows).map(|row| label.text(row)).collect();
    let mut classes = cells.clone();
    classes.sort_unstable();
    classes.dedup();
    let (column, found) = (label.name.clone(), classes.len());
    if found < 2 {
        return Err(DataError::TooFewClasses { column, classes: found });
    }
    if found > Dataset::MAX_CLASSES {
        let limit = Dataset::MAX_CLASSES;
        return Err(DataError::TooManyClasses { column, classes: found, limit });
    }
    if let Values::Numbers(_) = label.values {
        let value = |name: &String| decimal(name).unwrap_or(f64::NAN);
        classes.sort_by(|a, b| value(a).total_cmp(&value(b)));
    }
    let index = |cell: &String| classes.iter().position(|class| class == cell).unwrap_or(0);
    let y = cells.iter().map(index).collect();
    Ok((y, classes))
}

//! The data set that a choice of columns makes.

use super::Chosen;
use crate::demo::Takes;
use ml::data::{Dataset, split};
use ml::rng::Seed;
use sheets::{Sheet, Value};

/// Which rows of a file became data.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Made {
    /// Rows in which every chosen column holds what is needed.
    pub complete: usize,
    /// Rows that are used, all of those or a sample.
    pub used: usize,
    /// Columns that lack something in some rows: what they lack, in how many rows, and the first line.
    pub lacking: Vec<Lack>,
}

/// What a column lacks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lack {
    /// The column.
    pub column: usize,
    /// What stands there instead of a number.
    pub what: What,
    /// In how many rows.
    pub rows: usize,
    /// The first of them.
    pub first: usize,
}

/// What stands in a cell that is not what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Nothing,
    Infinite,
    NoNumber,
}

/// Makes the data set.
pub(super) fn dataset(sheet: &Sheet, chosen: &Chosen, takes: &Takes) -> Result<(Made, Dataset), String> {
    let features = chosen.used(takes);
    let name = |column: usize| sheet.columns[column].name.as_str();
    if features.len() < takes.least {
        return Err(match (takes.least, features.as_slice()) {
            (1, _) => "Tick at least one column to predict from.".into(),
            (least, [one]) => format!("This demo needs {least} columns of numbers; only {} is ticked.", name(*one)),
            (least, _) => format!("This demo needs {least} columns of numbers; tick them."),
        });
    }
    let mut made = Made::default();
    let mut lack = |column: usize, what: What, row: usize| match made
        .lacking
        .iter_mut()
        .find(|lack| (lack.column, lack.what) == (column, what))
    {
        Some(lack) => lack.rows += 1,
        None => made.lacking.push(Lack { column, what, rows: 1, first: row }),
    };
    let (mut x, mut y) = (Vec::new(), Vec::new());
    let mut classes: Vec<String> = Vec::new();
    for row in 0..sheet.rows() {
        let before = x.len();
        for &column in &features {
            match sheet.value(row, column) {
                Value::Number(value) => x.push(value),
                Value::Nothing => lack(column, What::Nothing, row),
                Value::Infinite => lack(column, What::Infinite, row),
                Value::Other => lack(column, What::NoNumber, row),
            }
        }
        let class = sheet.class(row, chosen.label);
        if class.is_none() {
            lack(chosen.label, What::Nothing, row);
        }
        match class {
            Some(class) if x.len() == before + features.len() => {
                let known = classes.iter().position(|known| known == class);
                y.push(known.unwrap_or_else(|| {
                    classes.push(class.into());
                    classes.len() - 1
                }));
            }
            _ => x.truncate(before),
        }
        if classes.len() > sheets::MAX_CLASSES {
            return Err(format!(
                "The column {} holds more than {} different values: a measurement, or a name for every row, rather than a class.",
                name(chosen.label),
                sheets::MAX_CLASSES
            ));
        }
    }
    made.complete = y.len();
    if y.is_empty() {
        return Err("No row has a value in every chosen column.".into());
    }
    if let [one] = classes.as_slice() {
        return Err(format!(
            "In the column {} only “{one}” occurs{}; a class needs at least two values.",
            name(chosen.label),
            if y.len() < sheet.rows() { " in the rows that have a value in every chosen column" } else { "" }
        ));
    }
    let (y, names) = coded(&y, &classes, chosen, takes)?;
    let columns = features.iter().map(|&column| name(column).to_string()).collect();
    let data = Dataset::from_rows(x, columns, y, names).map_err(|why| why.to_string())?;
    let most = takes.rows.min(takes.values / features.len());
    let data = if data.rows() > most { sample(&data, most)? } else { data };
    made.used = data.rows();
    Ok((made, data))
}

/// Class numbers and names: each class by itself in the order of its name, or the positive one and the rest.
fn coded(y: &[usize], classes: &[String], chosen: &Chosen, takes: &Takes) -> Result<(Vec<usize>, Vec<String>), String> {
    match &chosen.positive {
        Some(positive) => {
            let Some(at) = classes.iter().position(|class| class == positive) else {
                return Err(format!("No row of the class “{positive}” has a value in every chosen column."));
            };
            // "6 of 6 1 cases" would be hard to read.
            let called = |class: &str| {
                if ml::numeric::decimal(class).is_some() { format!("class {class}") } else { class.into() }
            };
            let rest = match classes {
                [one, other] => called(if at == 0 { other } else { one }),
                _ => format!("not {}", called(positive)),
            };
            Ok((y.iter().map(|&class| usize::from(class == at)).collect(), vec![rest, called(positive)]))
        }
        None if classes.len() > takes.classes => Err(format!(
            "These are {} classes; this demo tells at most {} apart. Choose the one that is looked for.",
            classes.len(),
            takes.classes
        )),
        None => {
            let value = |class: usize| ml::numeric::decimal(&classes[class]);
            let numbers = (0..classes.len()).all(|class| value(class).is_some());
            let order = ordered(classes.len(), &|a, b| match (value(a), value(b)) {
                (Some(a), Some(b)) if numbers && a != b => a < b,
                _ => classes[a] < classes[b],
            });
            let place = |class: usize| order.iter().position(|&at| at == class).unwrap_or(0);
            let names = order.iter().map(|&class| classes[class].clone()).collect();
            Ok((y.iter().map(|&class| place(class)).collect(), names))
        }
    }
}

/// The numbers below a count in an order, equal ones as they come. For few of them: it compares each with each.
pub(super) fn ordered(count: usize, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(count);
    for next in 0..count {
        let place = order.iter().position(|&other| before(next, other)).unwrap_or(order.len());
        order.insert(place, next);
    }
    order
}

/// So many rows, each class with its share of them, in the order of the file. Always the same ones.
fn sample(data: &Dataset, rows: usize) -> Result<Dataset, String> {
    let share = rows as f64 / data.rows() as f64;
    let mut kept = split::stratified(data.y(), share, Seed(1)).map_err(|why| why.to_string())?.test;
    kept.sort_unstable();
    Ok(data.take(&kept))
}

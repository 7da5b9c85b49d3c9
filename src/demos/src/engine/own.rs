//! The learner's own CSV file: which columns it has, and the data set that the chosen ones make.

use ml::data::{Dataset, Table, Values, csv};
use protocol::{Columns, Own};

/// The file that was read last.
#[derive(Default)]
pub(super) struct OwnFile {
    table: Option<Table>,
    own: Own,
}

impl OwnFile {
    /// Reads a file and guesses its columns.
    pub fn read(&mut self, text: &str) -> Option<Dataset> {
        match csv::parse(text) {
            Ok(table) => {
                let chosen = guess(&table);
                self.table = Some(table);
                self.choose(chosen)
            }
            Err(problems) => {
                let mut errors: Vec<String> = problems.shown().iter().map(ToString::to_string).collect();
                if problems.hidden() > 0 {
                    errors.push(format!("and {} more", problems.hidden()));
                }
                self.own.errors = errors;
                None
            }
        }
    }

    /// Takes a choice of columns. Another label begins with the rarest of its classes as the positive one.
    pub fn choose(&mut self, mut chosen: Columns) -> Option<Dataset> {
        let table = self.table.as_ref()?;
        chosen.features.retain(|name| *name != chosen.label);
        let classes = classes(table, &chosen.label);
        if !classes.contains(&chosen.positive) {
            chosen.positive = classes.last().cloned().unwrap_or_default();
        }
        let made = dataset(table, &chosen);
        let columns =
            table.columns().iter().map(|c| (c.name.clone(), matches!(c.values, Values::Numbers(_)))).collect();
        let (made, errors) = match made {
            Ok(made) => (Some(made), Vec::new()),
            Err(why) => (None, vec![why]),
        };
        self.own = Own { columns, chosen, classes, errors };
        made
    }

    /// What there is to choose from, and what is wrong.
    pub fn state(&self) -> Own {
        self.own.clone()
    }
}

/// A first choice: the last column that has few values is the class, its rarest value is positive, all other numbers
/// are features.
fn guess(table: &Table) -> Columns {
    let names: Vec<&str> = table.columns().iter().map(|c| c.name.as_str()).collect();
    let few = |name: &&&str| (2..=20).contains(&classes(table, name).len());
    let label = names.iter().rev().find(few).or(names.last()).map_or(String::new(), ToString::to_string);
    let numeric = table.columns().iter().filter(|c| matches!(c.values, Values::Numbers(_)));
    let features = numeric.filter(|c| c.name != label).map(|c| c.name.clone()).collect();
    Columns { label, positive: String::new(), features }
}

/// The values of a column, the most frequent first; at most 21 of them, which is one too many for classes.
fn classes(table: &Table, name: &str) -> Vec<String> {
    let Ok(column) = table.column(name) else { return Vec::new() };
    let mut counts: Vec<(String, usize)> = Vec::new();
    for row in (0..table.rows()).filter(|&row| !column.is_missing(row)) {
        let text = column.text(row);
        match counts.iter().position(|c| c.0 == text) {
            Some(i) => counts[i].1 += 1,
            None if counts.len() > 20 => break,
            None => counts.push((text, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.into_iter().map(|c| c.0).collect()
}

fn dataset(table: &Table, chosen: &Columns) -> Result<Dataset, String> {
    let features: Vec<&str> = chosen.features.iter().map(String::as_str).collect();
    let mut names = features.clone();
    names.push(&chosen.label);
    // Rows with a hole in a chosen column are left out; the demo's sentence counts what is left.
    let complete = table.complete(&names).map_err(|e| e.to_string())?;
    let own = Dataset::from_table(&complete, &features, &chosen.label).map_err(|e| e.to_string())?;
    if own.classes().len() == 2 && !chosen.positive.is_empty() {
        return own.with_positive(&chosen.positive).map_err(|e| e.to_string());
    }
    Ok(own)
}

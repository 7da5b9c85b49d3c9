mod by_hand;
mod properties;
mod reference;

use crate::data::Dataset;
use crate::data::tests::table;

/// A data set from rows of features and classes `n` (0) and `p` (1), or more.
fn dataset(rows: &[&[f64]], y: &[usize]) -> Dataset {
    let names = (0..rows[0].len()).map(|i| format!("x{i}")).collect();
    let classes = (0..=*y.iter().max().unwrap()).map(|c| format!("c{c}")).collect();
    Dataset::new(table(&rows.concat(), rows[0].len()), names, y.to_vec(), classes).unwrap()
}

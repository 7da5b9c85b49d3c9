//! The shipped data sets, read from the repository, for tests and tools.

#![allow(dead_code, reason = "every test takes what it needs")]

use demos::{Data, PlayerInit, Spec};
use ml::data::{Dataset, Table, csv};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

thread_local! {
    static READ: RefCell<BTreeMap<String, Rc<Table>>> = const { RefCell::new(BTreeMap::new()) };
}

/// A shipped table, by the name of its file.
pub fn table(name: &str) -> Rc<Table> {
    let read = || {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/data").join(name).with_extension("csv");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Rc::new(csv::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}")))
    };
    READ.with_borrow_mut(|tables| tables.entry(name.into()).or_insert_with(read).clone())
}

/// The tables with these names, and no data of the learner's own.
pub fn tables(names: &[&str]) -> Data {
    Data { tables: names.iter().map(|name| (name.to_string(), table(name))).collect(), own: None }
}

/// Every table that a demo can ask for, and data as if a learner had loaded a file.
pub fn all(spec: &Spec) -> Data {
    let mut names = PlayerInit::default().tables(spec);
    for setting in spec.settings {
        if let demos::Kind::Data { options, .. } = &setting.kind {
            names.extend(options.iter().filter_map(|option| option.2));
        }
    }
    Data { own: Some(Rc::new(own())), ..tables(&names) }
}

/// A learner's data: sixty rows of two features, of which the second decides the class all but for some noise.
pub fn own() -> Dataset {
    let row = |i: usize| {
        let (first, second) = (i % 10, (i * 7) % 12);
        format!("{first},{second},{}\n", if second + i % 5 > 7 { "late" } else { "on time" })
    };
    let text: String = (0..60).map(row).collect();
    let table = csv::parse(&format!("stops,snow,arrival\n{text}")).unwrap_or_else(|e| panic!("{e}"));
    let data = Dataset::from_table(&table, &["stops", "snow"], "arrival").and_then(|d| d.with_positive("late"));
    data.unwrap_or_else(|e| panic!("{e}"))
}

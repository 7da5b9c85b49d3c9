use crate::data::csv::{MAX_BYTES, MAX_CELL, MAX_CELLS, MAX_COLUMNS, parse};
use crate::data::{CsvErrors, Fault, Values};
use proptest::prelude::*;

fn numbers(text: &str, column: &str) -> Vec<f64> {
    match &parse(text).unwrap().column(column).unwrap().values {
        Values::Numbers(numbers) => numbers.clone(),
        Values::Text(text) => panic!("text: {text:?}"),
    }
}

fn text(file: &str, column: &str) -> Vec<String> {
    let table = parse(file).unwrap();
    let column = table.column(column).unwrap();
    (0..table.rows()).map(|row| column.text(row)).collect()
}

/// Lines and what is wrong in them.
type Faults = Vec<(Option<usize>, Fault)>;

fn faults(text: &str) -> Faults {
    let errors = parse(text).unwrap_err();
    errors.shown().iter().map(|problem| (problem.line, problem.fault.clone())).collect()
}

#[test]
fn every_dialect() {
    for file in [
        "a,b\n1,x\n2.5,y\n",
        "a,b\n1,x\n2.5,y",
        "\u{feff}a,b\r\n1,x\r\n2.5,y\r\n",
        "a,b\r1,x\r2.5,y\r",
        "a;b\n1;x\n2,5;y\n",
        "a\tb\n1\tx\n2.5\ty\n",
        "\n\na , b\n\n 1 , x \n+2.5e0,y\n\n",
        "\"a\",\"b\"\n\"1\",\"x\"\n\"2.5\",\"y\"\n",
    ] {
        assert_eq!(numbers(file, "a"), [1.0, 2.5], "{file:?}");
        assert_eq!(text(file, "b"), ["x", "y"], "{file:?}");
    }
}

#[test]
fn quotes_hold_anything() {
    let file = "\"a;b;c\",note\n1,\"one, \"\"two\"\"\nthree\"\n2,é😀\n";
    assert_eq!(text(file, "note"), ["one, \"two\"\nthree", "é😀"]);
    assert_eq!(numbers(file, "a;b;c"), [1.0, 2.0]);
    let table = parse(file).unwrap();
    assert_eq!((table.line(0), table.line(1)), (2, 4));
}

#[test]
fn missing_values_are_counted() {
    let file = "a,b,c\n1,,x\nNA,2,?\nnull,NaN,N/A\n";
    let table = parse(file).unwrap();
    assert_eq!(table.missing(), [2, 2, 2]);
    assert!(numbers(file, "a")[1].is_nan());
    assert_eq!(table.complete(&["b"]).unwrap().rows(), 1);
    assert_eq!(table.complete(&["a", "b"]).unwrap().rows(), 0);
    assert_eq!(table.complete(&["c"]).unwrap().line(0), 2);
    assert!(table.complete(&["z"]).is_err());
}

#[test]
fn one_odd_cell_makes_a_column_text() {
    for odd in ["12x", "inf", "1e999", "0x10", "1 000", "1,5.0", "--1", "e", "."] {
        let file = format!("a\tb\n1\t2\n{odd}\t3\n");
        assert_eq!(text(&file, "a"), ["1", odd], "{odd}");
    }
    // With a comma as separator, 1,234 in quotes may mean either number.
    assert_eq!(text("a,b\n\"1,234\",1\n", "a"), ["1,234"]);
    assert_eq!(numbers("a,b\n1e-3,.5\n-4.,6\n", "b"), [0.5, 6.0]);
}

#[test]
fn a_column_without_a_name_is_called_by_position() {
    assert_eq!(numbers(",b\n1,2\n", "column 1"), [1.0]);
    assert_eq!(faults(",column 1\n1,2\n"), [(Some(1), Fault::RepeatedName)]);
}

#[test]
fn faults_say_where() {
    let ragged = |expected, found| Fault::RaggedRow { expected, found };
    let cases: Vec<(&str, Faults)> = vec![
        ("", vec![(None, Fault::Empty)]),
        ("\u{feff}\r\n\n", vec![(None, Fault::Empty)]),
        ("a,b\n", vec![(None, Fault::NoRows)]),
        ("1,2\n3,4\n", vec![(Some(1), Fault::NoHeader)]),
        ("a,a\n3,4\n", vec![(Some(1), Fault::RepeatedName)]),
        ("a,b\n1,2\n3\n\n4,5,6\n", vec![(Some(3), ragged(2, 1)), (Some(5), ragged(2, 3))]),
        ("a,b\n1,\"2\n3,4\n", vec![(Some(2), Fault::OpenQuote)]),
        ("a,b\n\"x\ny\",2\n3\n", vec![(Some(4), ragged(2, 1))]),
        ("PK\u{3}\u{4}\0\0", vec![(None, Fault::NotText)]),
    ];
    for (file, expected) in cases {
        assert_eq!(faults(file), expected, "{file:?}");
    }
    let message = parse("a,b,a\n1,2,3\n4\n").unwrap_err().to_string();
    assert_eq!(message, "line 1, column “a”: two columns have this name\nline 3: found 1 of 3 cells");
}

#[test]
fn limits_hold() {
    let huge = "a".repeat(MAX_BYTES + 1);
    assert_eq!(faults(&huge), [(None, Fault::TooLarge { limit: 5 })]);
    for commas in [MAX_COLUMNS, MAX_COLUMNS + 1, 1_000_000] {
        let wide = format!("a{}\n", ",".repeat(commas));
        assert_eq!(faults(&wide), [(Some(1), Fault::TooManyColumns { limit: MAX_COLUMNS })]);
    }
    let row = format!("{}\n", ["1"; 500].join(","));
    let names: Vec<String> = (0..500).map(|i| format!("c{i}")).collect();
    let many = format!("{}\n{}", names.join(","), row.repeat(MAX_CELLS / 500));
    assert_eq!(faults(&many), [(Some(2001), Fault::TooManyCells { limit: MAX_CELLS })]);
    let long = format!("a\n{}\n", "x".repeat(MAX_CELL + 1));
    assert_eq!(faults(&long), [(Some(2), Fault::LongCell { limit: MAX_CELL })]);
}

#[test]
fn at_most_twenty_problems_are_listed() {
    let errors = parse(&format!("a,b\n{}", "1\n".repeat(27))).unwrap_err();
    assert_eq!((errors.shown().len(), errors.hidden()), (CsvErrors::SHOWN, 7));
    assert!(errors.to_string().ends_with("\nand 7 more"));
}

/// Writes cells as RFC 4180 asks, every one in quotes.
fn written(rows: &[Vec<String>], separator: &str, newline: &str) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(separator) + newline;
    rows.iter().map(line).collect()
}

proptest! {
    /// Whatever the bytes, an answer comes back and no panic.
    #[test]
    fn anything_is_survived(file in "[a-c0-9,;\t\"\r\n .é-]{0,200}") {
        if let Ok(table) = parse(&file) {
            prop_assert!(table.rows() > 0);
            prop_assert!(table.columns().iter().all(|c| !c.name.is_empty()));
            let lines: Vec<usize> = (0..table.rows()).map(|row| table.line(row)).collect();
            prop_assert!(lines.is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn what_is_written_is_read(
        cells in prop::collection::vec(prop::collection::vec("[a-z][a-z,;\"\n\t]{0,5}[a-z]", 3), 1..8),
        separator in prop::sample::select(vec![",", ";", "\t"]),
        newline in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let mut rows = vec![vec!["p".to_owned(), "q".to_owned(), "r".to_owned()]];
        rows.extend(cells.clone());
        let table = parse(&written(&rows, separator, newline)).unwrap();
        for (index, column) in table.columns().iter().enumerate() {
            for (row, cells) in cells.iter().enumerate() {
                // Missing-value words cannot occur: "na" and "nan" can.
                let word = ["na", "nan", "null"].contains(&cells[index].as_str());
                prop_assert_eq!(column.text(row), if word { "" } else { &cells[index] });
            }
        }
    }

    #[test]
    fn numbers_come_back_exactly(values in prop::collection::vec(prop::num::f64::NORMAL, 1..20)) {
        let file: String = values.iter().map(|value| format!("{value:e}\n")).collect();
        prop_assert_eq!(numbers(&format!("a\n{file}"), "a"), values);
    }
}

use crate::data::csv::parse;
use crate::data::{CsvErrors, Fault, Values};

/// Lines and what is wrong in them.
type Faults = Vec<(Option<usize>, Fault)>;

fn faults(text: &str) -> Faults {
    let errors = parse(text).unwrap_err();
    errors.shown().iter().map(|problem| (problem.line, problem.fault.clone())).collect()
}

#[test]
fn columns_are_numbers_or_text() {
    let table = parse("a,b,c\n1,x,-1e3\n2.5,\"y, z\",.5\n").unwrap();
    assert_eq!(table.column("a").unwrap().values, Values::Numbers(vec![1.0, 2.5]));
    assert_eq!(table.column("b").unwrap().values, Values::Text(vec!["x".into(), "y, z".into()]));
    assert_eq!(table.column("c").unwrap().values, Values::Numbers(vec![-1000.0, 0.5]));
    assert_eq!((table.rows(), table.line(1)), (2, 3));
}

#[test]
fn faults_say_where() {
    let ragged = |expected, found| Fault::RaggedRow { expected, found };
    let cases: Vec<(&str, Faults)> = vec![
        ("", vec![(None, Fault::Empty)]),
        ("a,b\n", vec![(None, Fault::NoRows)]),
        ("a,a\n3,4\n", vec![(Some(1), Fault::RepeatedName)]),
        ("a,b\n1,2\n3\n\n4,5,6\n", vec![(Some(3), ragged(2, 1)), (Some(5), ragged(2, 3))]),
        ("a,b\n1,\"2\n3,4\n", vec![(Some(2), Fault::OpenQuote)]),
        ("a,b\n\"x\ny\",2\n3\n", vec![(Some(4), ragged(2, 1))]),
    ];
    for (file, expected) in cases {
        assert_eq!(faults(file), expected, "{file:?}");
    }
    let message = parse("a,b,a\n1,2,3\n4\n").unwrap_err().to_string();
    assert_eq!(message, "line 1, column “a”: two columns have this name\nline 3: found 1 of 3 cells");
}

#[test]
fn at_most_twenty_problems_are_listed() {
    let errors = parse(&format!("a,b\n{}", "1\n".repeat(27))).unwrap_err();
    assert_eq!((errors.shown().len(), errors.hidden()), (CsvErrors::SHOWN, 7));
    assert!(errors.to_string().ends_with("\nand 7 more"));
}

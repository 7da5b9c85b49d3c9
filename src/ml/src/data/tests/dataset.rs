use crate::data::{Column, DataError, Dataset, Fault, Standardizer, Table, Values, csv};
use ndarray::{Array2, array};

const FILE: &str = "age,dose,sex,sick\n41,1.5,f,yes\n52,2,m,no\n63,2.5,f,yes\n";

fn built(file: &str, features: &[&str], label: &str) -> Result<Dataset, DataError> {
    Dataset::from_table(&csv::parse(file).unwrap(), features, label)
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn columns_are_picked() {
    let data = built(FILE, &["dose", "age"], "sick").unwrap();
    assert_eq!(data.x(), array![[1.5, 41.0], [2.0, 52.0], [2.5, 63.0]]);
    assert_eq!((data.rows(), data.cols()), (3, 2));
    assert_eq!((data.classes(), data.y()), (&strings(&["no", "yes"])[..], &[1, 0, 1][..]));
    assert_eq!(data.is_class(1), [true, false, true]);
    assert_eq!(data.class_counts(), [1, 2]);
    assert_eq!(data.column(1), array![41.0, 52.0, 63.0]);
    let other = data.clone().with_positive("no").unwrap();
    assert_eq!((other.classes(), other.y()), (&strings(&["yes", "no"])[..], &[0, 1, 0][..]));
    assert_eq!(data.clone().with_positive("yes").unwrap(), data);
    assert_eq!(data.clone().with_positive("maybe"), Err(DataError::NoClass("maybe".into())));
    assert_eq!(data.take(&[2, 2]).x(), array![[2.5, 63.0], [2.5, 63.0]]);
    let ages = data.take_columns(&[1]).unwrap();
    assert_eq!((ages.names(), ages.x()), (&strings(&["age"])[..], array![[41.0], [52.0], [63.0]].view()));
}

#[test]
fn classes_that_are_numbers_sort_by_value() {
    let data = built("x,kind\n1,10\n2,9.0\n3,9\n4,-1\n", &["x"], "kind").unwrap();
    assert_eq!((data.classes(), data.y()), (&strings(&["-1", "9", "10"])[..], &[2, 1, 1, 0][..]));
}

#[test]
fn wrong_choices_are_named() {
    let error = |features: &[&str], label| built(FILE, features, label).unwrap_err();
    assert_eq!(error(&[], "sick"), DataError::NoFeature);
    assert_eq!(error(&["weight"], "sick"), DataError::NoColumn("weight".into()));
    assert_eq!(error(&["age"], "ill"), DataError::NoColumn("ill".into()));
    assert_eq!(error(&["age", "age"], "sick"), DataError::ColumnTwice("age".into()));
    assert_eq!(error(&["age", "sick"], "sick"), DataError::ColumnTwice("sick".into()));
    let one = built("x,y\n1,a\n2,a\n", &["x"], "y").unwrap_err();
    assert_eq!(one, DataError::TooFewClasses { column: "y".into(), classes: 1 });
    let rows: String = (0..101).map(|i| format!("{i},{i}.5\n")).collect();
    let many = built(&format!("x,y\n{rows}"), &["x"], "y").unwrap_err();
    assert_eq!(many, DataError::TooManyClasses { column: "y".into(), classes: 101, limit: 100 });
}

#[test]
fn bad_cells_are_listed_by_line() {
    let file = "a,b,y\n1,2,u\nNA,3,v\n4,\"5,5\",v\n\n6,x,u\n";
    let DataError::Cells(errors) = built(file, &["a", "b"], "y").unwrap_err() else {
        panic!("another error");
    };
    let found: Vec<_> =
        errors.shown().iter().map(|p| (p.line.unwrap(), p.column.clone().unwrap(), p.fault.clone())).collect();
    let number = |text: &str| Fault::NotANumber(text.to_owned());
    assert_eq!(
        found,
        [(3, "a".to_owned(), number("NA")), (4, "b".to_owned(), number("5,5")), (6, "b".to_owned(), number("x"))]
    );
    assert!(errors.to_string().starts_with("line 3, column “a”: “NA” is not a number"));
}

#[test]
fn parts_must_fit() {
    let make = |x: Array2<f64>, y: Vec<usize>| Dataset::new(x, strings(&["a", "b"]), y, strings(&["n", "p"]));
    assert!(make(array![[1.0, 1.0], [1.0, 1.0]], vec![0, 1]).is_ok());
    let shape = |what, expected, found| Err(DataError::Shape { what, expected, found });
    assert_eq!(make(array![[1.0, 1.0]], vec![0, 1]), shape("rows", 2, 1));
    assert_eq!(make(array![[1.0], [1.0]], vec![0, 1]), shape("features", 2, 1));
    assert_eq!(make(array![[1.0, 1.0], [1.0, 1.0]], vec![0, 2]), shape("classes", 3, 2));
    let infinite = make(array![[1.0, 1.0], [1.0, f64::INFINITY]], vec![0, 1]).unwrap_err();
    assert_eq!(infinite, DataError::NotFinite { row: 1, column: 1, value: f64::INFINITY });
    assert_eq!(Dataset::new(array![[]], vec![], vec![], vec![]), Err(DataError::NoFeature));
    let column = |name: &str, n| Column { name: name.into(), values: Values::Numbers(vec![0.0; n]) };
    assert!(Table::new(vec![column("a", 2), column("b", 2)]).is_ok());
    assert!(Table::new(vec![column("a", 2), column("b", 3)]).is_err());
    assert!(Table::new(vec![column("a", 2), column("a", 2)]).is_err());
}

#[test]
fn standardizing_by_hand() {
    // Mean 4, squared deviations 9, 1, 4: variance 14/3. The second is constant.
    let x = array![[1.0, 0.1], [5.0, 0.1], [6.0, 0.1]];
    let data = Dataset::new(x, strings(&["a", "b"]), vec![0, 1, 1], strings(&["n", "p"])).unwrap();
    let scale = Standardizer::fit(&data);
    assert_eq!((scale.means()[0], scale.deviations()), (4.0, array![(14.0_f64 / 3.0).sqrt(), 1.0]));
    let mut row = [4.0 + (14.0_f64 / 3.0).sqrt(), 1.1];
    let before = row;
    scale.apply_row(&mut row);
    assert!((row[0] - 1.0).abs() < 1e-15 && (row[1] - 1.0).abs() < 1e-15, "{row:?}");
    scale.undo_row(&mut row);
    assert!((row[0] - before[0]).abs() < 1e-15 && (row[1] - before[1]).abs() < 1e-15);
    let nothing = data.take(&[]);
    assert_eq!(Standardizer::fit(&nothing).apply(&nothing), nothing);
}

#[test]
fn features_near_the_ends_of_the_range_are_scaled_like_others() {
    let data = |scale: f64| {
        let x = [0.0, 1.0, -1.0, 1.75].map(|v| [v * scale]).to_vec();
        Dataset::new(x.into(), strings(&["a"]), vec![0, 1, 0, 1], strings(&["n", "p"])).unwrap()
    };
    let scaled = |scale: f64| Standardizer::fit(&data(scale)).apply(&data(scale));
    // Powers of two, so that not a digit may differ.
    for exponent in [1023_i64, 1000, 600, -600, -1000] {
        let scale = f64::from_bits(((1023 + exponent) as u64) << 52);
        assert_eq!(scaled(scale).x(), scaled(1.0).x(), "2^{exponent}");
        let (fit, row) = (Standardizer::fit(&data(scale)), data(scale));
        let mut there = row.row(3).to_owned();
        fit.apply_row(&mut there);
        fit.undo_row(&mut there);
        assert!((there[0] / row.row(3)[0] - 1.0).abs() < 1e-15, "2^{exponent}");
        assert!((fit.deviations()[0] / scale - Standardizer::fit(&data(1.0)).deviations()[0]).abs() < 1e-15);
    }
}

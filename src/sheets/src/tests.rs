use crate::{Asked, Encoding, MAX_BYTES, Sheet, Sign, Source, Value};
use crate::{CsvErrors, Fault};
use proptest::prelude::*;

fn read_bytes(bytes: &[u8]) -> Result<Sheet, CsvErrors> {
    Sheet::read(&Source::new(bytes.to_vec())?, Asked::default())
}

fn read(text: &str) -> Sheet {
    read_bytes(text.as_bytes()).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

fn fault(bytes: &[u8]) -> (Option<usize>, Fault) {
    let errors = read_bytes(bytes).unwrap_err();
    (errors.shown()[0].line, errors.shown()[0].fault.clone())
}

/// The one number of a file with this cell among others of its kind.
fn number(cells: &[&str], sign: Option<Sign>) -> Vec<Value> {
    let quoted = |cell: &&str| format!("\"{cell}\"\tx\n");
    let source = Source::new(format!("a\tb\n{}", cells.iter().map(quoted).collect::<String>()).into_bytes()).unwrap();
    let sheet = Sheet::read(&source, Asked { sign, ..Asked::default() }).unwrap();
    (0..sheet.rows()).map(|row| sheet.value(row, 0)).collect()
}

#[test]
fn numbers_in_every_spelling() {
    let points = |cell: &str| number(&[cell, "0.5"], None)[0];
    for (cell, value) in [
        ("1,234", 1234.0),
        ("1,234.5", 1234.5),
        ("12,34,567.8", 1_234_567.8),
        ("1 234.5", 1234.5),
        ("1\u{a0}234.5", 1234.5),
        ("1\u{2009}234\u{2009}567", 1_234_567.0),
        ("1'234.5", 1234.5),
        ("1’234", 1234.0),
        ("−3.5", -3.5),
        ("\u{2013}3", -3.0),
        ("+3", 3.0),
        ("3-", -3.0),
        ("(3)", -3.0),
        ("($1,234.50)", -1234.5),
        ("$(1,234.50)", -1234.5),
        ("-$5", -5.0),
        ("$-5", -5.0),
        ("€ 5", 5.0),
        ("5 kr", 5.0),
        ("USD 5", 5.0),
        ("5e3", 5000.0),
        ("1.5E-03", 0.0015),
        ("1.5D+02", 150.0),
        ("1.5×10^3", 1500.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("００５", 5.0),
        ("٣", 3.0),
        ("=\"0700\"", 700.0),
        ("1e200", 1e200),
        ("1.7976931348623157e308", f64::MAX),
    ] {
        assert_eq!(points(&cell.replace('"', "\"\"")), Value::Number(value), "{cell}");
    }
    for cell in ["inf", "-Infinity", "∞", "-∞", "1e999"] {
        assert_eq!(points(cell), Value::Infinite, "{cell}");
    }
    for cell in ["", "NA", "n/a", "?", "-", "—", "null", "#N/A", "#DIV/0!", "None", "<NA>", "\\N", "nan", "."] {
        assert_eq!(points(cell), Value::Nothing, "{cell}");
    }
    for cell in [
        "12*",
        "2.O",
        "1.2.3",
        "1 23",
        "2031-01-05",
        "12:30",
        "0x10",
        "--1",
        "5 mg",
        "1/2",
        "(-5)",
        "1e",
        "e5",
        "$",
        "A5",
        "1,234,56",
        "1'23",
        "5 kg",
        "١٢a",
    ] {
        assert_eq!(points(cell), Value::Other, "{cell}");
    }
}

#[test]
fn points_and_commas_are_told_apart_by_the_whole_column() {
    let values = |cells: &[&str]| -> Vec<f64> {
        let value = |value| if let Value::Number(value) = value { value } else { f64::NAN };
        number(cells, None).into_iter().map(value).collect()
    };
    assert_eq!(values(&["1.250", "2,5"]), [1250.0, 2.5]);
    assert_eq!(values(&["1,250", "2.5"]), [1250.0, 2.5]);
    assert_eq!(values(&["1.250", "980", "12.300"]), [1250.0, 980.0, 12300.0]);
    assert_eq!(values(&["1,250", "980", "12,300"]), [1250.0, 980.0, 12300.0]);
    // Beside small whole numbers three decimals are three decimals.
    assert_eq!(values(&["1.250", "2", "1.375"]), [1.25, 2.0, 1.375]);
    assert_eq!(values(&["0,125", "1,250"]), [0.125, 1.25]);
    assert_eq!(values(&["1.234.567", "1.250"]), [1_234_567.0, 1250.0]);
    // Typed by hand, now so, now so; what can be either is not guessed.
    let mixed = number(&["1,5", "2.5", "1.250"], None);
    assert_eq!(mixed, [Value::Number(1.5), Value::Number(2.5), Value::Other]);
    // Percent is a unit, unless shares without the sign stand beside it.
    assert_eq!(values(&["5 %", "%7.5"]), [5.0, 7.5]);
    assert_eq!(values(&["5 %", "0.5"]), [0.05, 0.5]);
    // And who knows better is believed.
    assert_eq!(number(&["1.250", "980"], Some(Sign::Point))[0], Value::Number(1.25));
    assert_eq!(number(&["1.250", "2"], Some(Sign::Comma))[0], Value::Number(1250.0));
}

#[test]
fn faults_say_where() {
    let ragged = |expected, found| Fault::RaggedRow { expected, found };
    assert_eq!(fault(b""), (None, Fault::Empty));
    assert_eq!(fault("\u{feff}\r\n\n".as_bytes()), (None, Fault::Empty));
    assert_eq!(fault(b"a,b\n"), (None, Fault::NoRows));
    assert_eq!(fault(b"a,b\n1,2\n3\n4,5\n"), (Some(3), ragged(2, 1)));
    assert_eq!(fault(b"sep=;\r\na;b\r\n1;2\r\n3\r\n4;5\r\n"), (Some(4), ragged(2, 1)));
    assert_eq!(fault(b"a,b\n3,5,no\n2,5,no\n"), (Some(1), Fault::ShortHeader { names: 2, cells: 3 }));
    let wide = format!("a{}\n", ",".repeat(1_000));
    assert_eq!(fault(wide.as_bytes()), (Some(1), Fault::TooManyColumns { limit: 1_000 }));
    let long = format!("a,b\n{},1\n", "x".repeat(100_001));
    assert_eq!(fault(long.as_bytes()), (Some(2), Fault::LongCell { limit: 100_000 }));
    assert_eq!(fault(&vec![b'a'; MAX_BYTES + 1]), (None, Fault::TooLarge { limit: 10 }));
    assert!(matches!(fault(b"PK\x03\x04\0\0"), (None, Fault::NotText(kind)) if kind.contains("Excel")));
    assert!(matches!(fault(b"\x01\x02\0\0\0\0"), (None, Fault::NotText(_))));
}

#[test]
fn lines_count_as_in_the_file() {
    let sheet = read("# a comment\n\nage,note,sick\n1,\"one\ntwo\",no\n\n2,x,yes\n");
    assert_eq!((sheet.header(), sheet.line(0), sheet.line(1)), (Some(3), 4, 7));
    let sheet = read("sep=;\na;b\n1;x\n2;y\n");
    assert_eq!((sheet.header(), sheet.line(1)), (Some(2), 4));
}

/// How a program writes tables.
#[derive(Clone, Debug)]
struct Dialect {
    separator: char,
    comma: bool,
    newline: &'static str,
    quoted: bool,
    encoding: Encoding,
    mark: bool,
    named: bool,
    trailing: bool,
    title: bool,
}

fn dialects() -> impl Strategy<Value = Dialect> {
    let separator = prop::sample::select(vec![',', ';', '\t', '|']);
    let newline = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let encoding = prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16]);
    (separator, any::<bool>(), newline, any::<bool>(), encoding, any::<[bool; 4]>()).prop_map(
        |(separator, comma, newline, quoted, encoding, [mark, named, trailing, title])| {
            // Without quotes a decimal comma cannot stand between commas.
            let quoted = quoted || comma && separator == ',';
            Dialect { separator, comma, newline, quoted, encoding, mark, named, trailing, title }
        },
    )
}

impl Dialect {
    fn write(&self, rows: &[Vec<String>]) -> Vec<u8> {
        let cell = |cell: &String| {
            let special = cell.contains([self.separator, '"', '\n', '\r']);
            if self.quoted || special { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        };
        let mut text = String::new();
        if self.named {
            text += &format!("sep={}{}", self.separator, self.newline);
        }
        if self.title {
            text += &format!("Made by hand{}{}", self.newline, self.newline);
        }
        for row in rows {
            text += &row.iter().map(cell).collect::<Vec<_>>().join(&self.separator.to_string());
            if self.trailing {
                text.push(self.separator);
            }
            text += self.newline;
        }
        match self.encoding {
            Encoding::Utf16 => {
                let mark = self.mark.then_some(0xfeff);
                mark.into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
            _ => (if self.mark { format!("\u{feff}{text}") } else { text }).into_bytes(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the bytes, an answer comes back and no panic.
    #[test]
    fn anything_is_survived(bytes in prop::collection::vec(prop::sample::select(b"ab019,;\t|\"\r\n .-#%$()\xe9\0".to_vec()), 0..200)) {
        if let Ok(sheet) = read_bytes(&bytes) {
            prop_assert!(sheet.rows() > 0);
            prop_assert!(sheet.columns.iter().all(|c| !c.name.is_empty()));
            let lines: Vec<usize> = (0..sheet.rows()).map(|row| sheet.line(row)).collect();
            prop_assert!(lines.is_sorted_by(|a, b| a < b));
        }
    }

    /// A table that is written in any dialect is read as the same table.
    #[test]
    fn what_is_written_is_read(
        dialect in dialects(),
        numbers in prop::collection::vec((-99_999_i32..99_999, -999_i32..999), 6..30),
        notes in prop::collection::vec("[a-z]([a-z ,;|\t\"é.]{0,8}[a-z])?", 30),
    ) {
        let decimals = |number: i32, scale: i32| {
            let sign = if number < 0 { "-" } else { "" };
            let size = number.abs();
            let digits = if scale == 100 { 2 } else { 1 };
            let point = if dialect.comma { ',' } else { '.' };
            format!("{sign}{}{point}{:0digits$}", size / scale, size % scale)
        };
        let mut rows = vec![["size", "note", "weight", "kind"].map(String::from).to_vec()];
        for (at, (size, weight)) in numbers.iter().enumerate() {
            let kind = if at % 3 == 0 { "yes" } else { "no" };
            rows.push(vec![decimals(*size, 100), notes[at].clone(), decimals(*weight, 10), kind.into()]);
        }
        let bytes = dialect.write(&rows);
        let sheet = read_bytes(&bytes).map_err(|e| TestCaseError::fail(format!("{dialect:?}: {e}")))?;
        let names: Vec<&str> = sheet.columns.iter().map(|c| c.name.as_str()).collect();
        prop_assert_eq!(names, ["size", "note", "weight", "kind"]);
        prop_assert_eq!((sheet.rows(), char::from(sheet.separator)), (numbers.len(), dialect.separator));
        for (row, (size, weight)) in numbers.iter().enumerate() {
            let exact = |number: i32, decimals: i32| format!("{number}e-{decimals}").parse::<f64>().ok();
            prop_assert_eq!(sheet.number(row, 0), exact(*size, 2));
            prop_assert_eq!(sheet.number(row, 2), exact(*weight, 1));
            prop_assert_eq!(sheet.cell(row, 1), notes[row].as_str());
        }
    }

    #[test]
    fn numbers_come_back_exactly(values in prop::collection::vec(prop::num::f64::NORMAL, 2..20)) {
        let file: String = values.iter().map(|value| format!("{value:e},x\n")).collect();
        let sheet = read(&format!("a,b\n{file}"));
        let found: Vec<Option<f64>> = (0..sheet.rows()).map(|row| sheet.number(row, 0)).collect();
        prop_assert_eq!(found, values.into_iter().map(Some).collect::<Vec<_>>());
    }
}

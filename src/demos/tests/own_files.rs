//! Files as people have them, in every demo that takes one: what is understood of each stands in
//! `testdata/own/understood.txt`. `UPDATE_GOLDEN=1 cargo test -p demos --test own_files` writes it anew.

mod page;

use demos::{Spec, registry};
use page::Page;
use protocol::Act;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/own")
}

/// Every file of the corpus, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder()).expect("it is there").map(|entry| entry.expect("it is there").path());
    let name = |path: &Path| path.file_name().expect("it is there").to_string_lossy().into_owned();
    let mut files: Vec<_> = entries
        .filter(|path| !["understood.txt", ".gitattributes"].contains(&name(path).as_str()))
        .map(|path| (name(&path), fs::read(&path).expect("it is there")))
        .collect();
    files.sort();
    files
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).expect("it is there")
}

fn takers() -> Vec<&'static Spec> {
    registry::DEMOS.iter().copied().filter(|spec| spec.own.is_some()).collect()
}

fn with_file(spec: &Spec, name: &str, bytes: &[u8]) -> Page {
    let mut page = Page::own(spec);
    page.file(name, bytes);
    page
}

/// What a page says of a file.
fn told(page: &Page) -> String {
    let mut text = String::new();
    let own = &page.own;
    for line in [&own.headline].into_iter().filter(|line| !line.is_empty()).chain(&own.errors) {
        text += &format!("  ! {line}\n");
    }
    if !own.name.is_empty() {
        text += &format!("  {}\n", own.understood);
        own.notes.iter().for_each(|note| text += &format!("  - {note}\n"));
        let chosen: Vec<String> =
            own.choices.iter().map(|choice| format!("{} {:?}", choice.key, choice.value)).collect();
        text += &format!("  {}\n", chosen.join(", "));
        let ticks: Vec<String> =
            own.ticks.iter().map(|tick| format!("[{}] {}", if tick.on { "x" } else { " " }, tick.name)).collect();
        text += &format!("  {}\n", ticks.join(", "));
        own.rows.iter().take(2).for_each(|row| text += &format!("  | {}\n", row.join(" | ")));
    }
    text
}

/// No page may say what nobody can read.
fn is_legible(page: &Page, name: &str) {
    let face = &page.face;
    let mut said: Vec<String> = vec![face.summary.clone(), page.own.understood.clone()];
    said.extend(page.own.errors.iter().chain(&page.own.notes).cloned());
    said.extend(face.trouble.clone());
    said.extend(face.readouts.iter().flat_map(|readout| [readout.value.clone(), readout.note.clone()]));
    said.extend(face.grips.iter().map(|grip| grip.says("valuetext").to_string()));
    for text in said {
        for sign in ["NaN", "row 0", "inf ", "0 class"] {
            assert!(!text.contains(sign), "{name}, {}: {text}", page.spec.id);
        }
        assert!(!text.contains("∞") && !text.contains("loss undefined"), "{name}, {}: {text}", page.spec.id);
    }
}

#[test]
fn every_file_is_understood_as_before() {
    let mut golden = String::new();
    let base: Vec<String> =
        takers().iter().map(|spec| with_file(spec, "base.csv", &bytes("base.csv")).face.digest).collect();
    for (name, bytes) in files() {
        golden += &format!("{name}\n");
        for (spec, base) in takers().into_iter().zip(&base) {
            let page = with_file(spec, &name, &bytes);
            is_legible(&page, &name);
            let same = page.face.digest == *base && !page.own.name.is_empty();
            assert!(same || !name.starts_with("same-"), "{name} in {}:\n{}", spec.id, told(&page));
            // A demo may want more columns than a file has.
            let fits = spec.own.as_ref().is_some_and(|takes| takes.least == 1);
            let fails = name.starts_with("fails-");
            assert_eq!(fails, page.own.name.is_empty() && (fits || fails), "{name} in {}:\n{}", spec.id, told(&page));
            if spec.id == "confusion-matrix" {
                golden += &told(&page);
            } else if !page.own.errors.is_empty() && !name.starts_with("fails-") {
                golden += &format!("  {}: {}\n", spec.id, page.own.errors.join(" "));
            }
        }
    }
    let path = folder().join("understood.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &golden).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    for (found, expected) in golden.lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(golden.len(), expected.len());
}

#[test]
fn spellings_of_the_same_numbers_come_to_the_same_bits() {
    for spec in takers() {
        let digest = |name: &str| with_file(spec, name, &bytes(name)).face.digest;
        for (plain, others) in [
            ("minus.csv", &["minus-true.csv", "minus-true-commas.csv", "minus-behind.csv", "minus-brackets.csv"][..]),
            (
                "money.csv",
                &[
                    "money-points-commas.csv",
                    "money-commas-points.csv",
                    "money-apostrophes.csv",
                    "money-spaces.csv",
                    "money-thin-spaces.csv",
                    "money-dollars.csv",
                    "money-euros.csv",
                    "money-codes.csv",
                    "money-mixed-signs.csv",
                ],
            ),
            ("whole.csv", &["whole-points.csv", "whole-commas.csv"]),
        ] {
            for other in others {
                assert_eq!(digest(plain), digest(other), "{other} in {}", spec.id);
            }
        }
    }
}

fn choice<'a>(page: &'a Page, key: &str) -> &'a str {
    page.own.choices.iter().find(|choice| choice.key == key).map_or("", |choice| choice.value.as_str())
}

fn ticked(page: &Page) -> Vec<&str> {
    page.own.ticks.iter().filter(|tick| tick.on).map(|tick| tick.name.as_str()).collect()
}

#[test]
fn a_file_that_fails_leaves_the_one_before_with_its_choices_and_its_picture() {
    for spec in takers() {
        let mut page = with_file(spec, "base.csv", &bytes("base.csv"));
        page.choose("positive", "no");
        if spec.runs {
            page.act(Act::Step);
        }
        // NaN is no picture's equal.
        let seen = |page: &Page| {
            let face = &page.face;
            (
                face.digest.clone(),
                face.summary.clone(),
                face.link.clone(),
                face.steps,
                face.trouble.clone(),
                page.pictures,
            )
        };
        let before = seen(&page);
        let own = page.own.clone();
        page.file("amiss.csv", &bytes("fails-short-row.csv"));
        assert_eq!(seen(&page), before, "{}", spec.id);
        assert_eq!(page.own.headline, "amiss.csv cannot be used. base.csv stays in use.");
        assert_eq!(page.own.errors, ["line 3: found 2 of 3 cells"]);
        assert_eq!((&page.own.choices, &page.own.name), (&own.choices, &own.name));
        // So does one that could not even be read.
        page.act(Act::OwnFile("gone.csv".into(), Err("The file could not be read.".into())));
        assert_eq!(page.own.headline, "gone.csv cannot be used. base.csv stays in use.");
        assert_eq!(seen(&page), before, "{}", spec.id);
        // The same file, mended.
        page.file("amiss.csv", &bytes("base.csv"));
        assert_eq!((page.own.errors.len(), page.own.name.as_str()), (0, "amiss.csv"));
        assert_eq!(page.face.digest, with_file(spec, "base.csv", &bytes("base.csv")).face.digest, "{}", spec.id);
    }
}

#[test]
fn nothing_runs_in_the_name_of_a_file_that_is_not_there() {
    for spec in takers().into_iter().filter(|spec| spec.runs) {
        let mut page = Page::own(spec);
        page.file("amiss.csv", &bytes("fails-text.csv"));
        assert!(page.own.name.is_empty() && !page.own.errors.is_empty());
        page.act(Act::Step);
        page.act(Act::Toggle { seen: false });
        page.act(Act::Tick(500.0));
        assert_eq!((page.face.steps, page.face.running), (0, false), "{}", spec.id);
    }
}

#[test]
fn the_class_goes_and_comes_back_and_what_shows_is_what_is_judged() {
    for spec in takers() {
        let mut page = with_file(spec, "two.csv", &bytes("two-flags.csv"));
        let (first, digest) = (page.own.clone(), page.face.digest.clone());
        assert_eq!((choice(&page, "label"), choice(&page, "positive")), ("smoker_or_so", "1"));
        page.choose("label", "male");
        assert_eq!(choice(&page, "label"), "male");
        assert!(!ticked(&page).contains(&"male"), "{}", spec.id);
        page.choose("label", "smoker_or_so");
        assert_eq!((&page.own.choices, &page.face.digest), (&first.choices, &digest), "{}", spec.id);
        page.choose("positive", "0");
        if spec.id == "roc-and-pr" {
            page.act(Act::Numbers(true));
            assert!(
                page.face
                    .numbers
                    .as_ref()
                    .is_some_and(|numbers| numbers.caption.starts_with("class 0 as the positive"))
            );
        } else {
            assert_ne!(page.face.digest, digest, "{}", spec.id);
        }
        page.choose("positive", "1");
        assert_eq!(page.face.digest, digest, "{}", spec.id);
    }
}

#[test]
fn a_column_with_odd_cells_is_taken_if_somebody_wants_it_and_its_rows_are_counted() {
    let spec = takers().into_iter().find(|spec| spec.id == "confusion-matrix").unwrap();
    let mut page = with_file(spec, "odd.csv", &bytes("odd-star.csv"));
    page.choose("tick", "dose");
    assert_eq!(ticked(&page), ["age", "dose"]);
    assert!(page.own.understood.ends_with("; 1 row has no number in dose: 1 row left out."), "{}", page.own.understood);
    assert!(page.own.notes.iter().any(|note| note.contains("line 3: “12*”")), "{:?}", page.own.notes);
    // A choice that shows nothing says so, and the picture stays.
    let before = page.face.digest.clone();
    page.choose("untick", "age");
    page.choose("untick", "dose");
    assert_eq!(page.own.errors, ["Tick at least one column to predict from."]);
    page.choose("label", "dose");
    assert_eq!(page.own.errors.len(), 1);
    page.choose("label", "sick");
    page.choose("tick", "age");
    page.choose("tick", "dose");
    assert_eq!((page.own.errors.len(), page.face.digest), (0, before));
}

#[test]
fn every_guess_can_be_overruled() {
    let spec = takers()[0];
    let mut page = with_file(spec, "money.csv", &bytes("whole-points.csv"));
    let thousands = page.own.rows[0][0].clone();
    page.choose("decimals", "point");
    assert_eq!((thousands.as_str(), page.own.rows[0][0].as_str()), ("1250", "1.250"));
    assert_eq!(choice(&page, "decimals"), "point");
    page.choose("decimals", "comma");
    assert_eq!(page.own.rows[0][0], "1250");
    page.choose("first-line", "data");
    assert_eq!(page.own.columns, ["column 1", "column 2", "column 3"]);
    page.choose("first-line", "names");
    assert_eq!(page.own.columns, ["income", "age", "sick"]);
    let digest = page.face.digest.clone();
    page.choose("separator", "tab");
    assert!(page.own.errors[0].starts_with("Only one column was found"), "{:?}", page.own.errors);
    page.choose("separator", "semicolon");
    assert_eq!((page.own.errors.len(), page.face.digest), (0, digest));
}

#[test]
fn more_classes_stand_each_by_itself_or_one_against_the_rest() {
    for spec in takers() {
        let mut page = with_file(spec, "three.csv", &bytes("class-three.csv"));
        let many = spec.own.as_ref().is_some_and(|takes| takes.classes > 2);
        assert_eq!(choice(&page, "positive").is_empty(), many, "{}", spec.id);
        let first = page.face.digest.clone();
        page.choose("positive", "low");
        let low = page.face.digest.clone();
        page.choose("positive", "mid");
        assert!(page.face.digest != low && page.own.errors.is_empty(), "{}", spec.id);
        assert_eq!(page.face.digest == first, !many, "{}: the rarest of equals", spec.id);
        let told = page.own.notes.iter().any(|note| note == "Of 3 classes, “mid” stands against all others.");
        assert!(told, "{:?}", page.own.notes);
    }
}

#[test]
fn the_largest_numbers_separate_what_they_separate() {
    for name in ["huge-e200.csv", "huge-e308.csv", "tiny-e-200.csv"] {
        for spec in takers() {
            let page = with_file(spec, name, &bytes(name));
            assert_eq!(page.face.trouble, None, "{name} in {}", spec.id);
            let measure = |key: &str| page.face.measures.iter().find(|m| m.0 == key).map(|m| m.1);
            match spec.id {
                "roc-and-pr" => assert_eq!(measure("auc"), Some(1.0), "{name}"),
                "confusion-matrix" => assert_eq!(measure("accuracy"), Some(1.0), "{name}"),
                _ => assert!(page.face.measures.iter().any(|m| m.1.is_finite()), "{name} in {}", spec.id),
            }
        }
    }
}

#[test]
fn curves_of_ones_own_rows_are_not_weighted_to_anothers_prevalence() {
    let spec = takers().into_iter().find(|spec| spec.id == "roc-and-pr").unwrap();
    let mut page = with_file(spec, "base.csv", &bytes("base.csv"));
    let measure = |page: &Page, key: &str| page.face.measures.iter().find(|m| m.0 == key).map(|m| m.1);
    let slider = |page: &Page| {
        let at = page.spec.settings.iter().position(|setting| setting.key == "prevalence").unwrap();
        page.face.values[at].words.clone()
    };
    assert_eq!((measure(&page, "prevalence"), slider(&page).as_str()), (Some(0.5), "50\u{202f}%"));
    page.act(Act::Set { key: "prevalence".into(), text: "10".into() });
    assert_eq!((measure(&page, "prevalence"), slider(&page).as_str()), (Some(0.1), "10\u{202f}%"));
}

#[test]
fn more_rows_than_a_demo_takes_are_sampled_and_it_is_said() {
    let mut text = String::from("age,dose,sick\n");
    for row in 0..120_000 {
        let sick = row % 10 == 0;
        text += &format!("{},{}.5,{}\n", row % 70 + usize::from(sick), row % 7, if sick { "yes" } else { "no" });
    }
    for spec in takers() {
        let page = with_file(spec, "many.csv", text.as_bytes());
        assert_eq!((page.face.trouble.clone(), page.own.errors.len()), (None, 0), "{}", spec.id);
        let most = spec.own.as_ref().map_or(0, |takes| takes.rows.min(takes.values / 2));
        let said = page.own.notes[0].replace(',', "");
        assert!(said.starts_with(&format!("{most} of 120000 rows are used: a random sample")), "{said}");
    }
    let again = || with_file(takers()[1], "many.csv", text.as_bytes()).face.digest;
    assert_eq!(again(), again());
}

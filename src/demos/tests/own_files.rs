//! Files as people have them, in every demo that takes one: what is understood of each stands in
//! `testdata/own/understood.txt`. `UPDATE_GOLDEN=1 cargo test -p demos --test own_files` writes it anew.

mod page;

use demos::{Spec, registry};
use page::Page;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/own")
}

/// Every file of the corpus, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut files: Vec<_> =
        entries.filter(|path| !["understood.txt", ".gitattributes"].contains(&name(path).as_str())).map(|path| (name(&path), fs::read(&path).unwrap())).collect();
    files.sort();
    files
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
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
        writeln!(text, "  ! {line}").unwrap();
    }
    if !own.name.is_empty() {
        writeln!(text, "  {}", own.understood).unwrap();
        own.notes.iter().for_each(|note| writeln!(text, "  - {note}").unwrap());
        let chosen: Vec<String> = own.choices.iter().map(|choice| format!("{} {:?}", choice.key, choice.value)).collect();
        writeln!(text, "  {}", chosen.join(", ")).unwrap();
        let ticks: Vec<String> =
            own.ticks.iter().map(|tick| format!("[{}] {}", if tick.on { "x" } else { " " }, tick.name)).collect();
        writeln!(text, "  {}", ticks.join(", ")).unwrap();
        own.rows.iter().take(2).for_each(|row| writeln!(text, "  | {}", row.join(" | ")).unwrap());
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
    said.extend(face.grips.iter().map(|grip| grip.value.clone()));
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
        writeln!(golden, "{name}").unwrap();
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
                writeln!(golden, "  {}: {}", spec.id, page.own.errors.join(" ")).unwrap();
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

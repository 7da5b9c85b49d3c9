//! A course as large as the whole road, made of the lessons that are written: what the site costs when it has grown is
//! measured on it (`scripts/scale`). Nothing of it ships.
//!
//! Its folder is a project's root of its own: the same styles and scripts, and a `content/` in which the next planned
//! lessons of the curriculum are copies of the written ones, under their own titles, with new ids and other words. The
//! glossary grows along. Demos need code and cannot be made, so copies of the real ones stand under names of their own.

mod words;

use super::content::{lesson_files, update_ledger};
use super::{Failure, failed};
use course::author::{self, Track};
use ml::rng::Seed;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};
use words::Words;

/// The list of copied demos in a generated course: the copy's id and the id of what it is a copy of, one copy a line.
pub const COPIES: &str = "content/demo-copies.txt";

/// Terms that a glossary has for each lesson.
const TERMS_A_LESSON: usize = 6;

/// Writes a course of so many lessons and demos into a new folder.
pub fn write(root: &Path, lessons: usize, demos: usize, to: &Path) -> Result<(), Failure> {
    let content = root.join("content");
    let text = |name: &str| fs::read_to_string(content.join(name)).map_err(failed);
    let written = lesson_files(&content).map_err(failed)?;
    let tracks = author::curriculum(&text("curriculum.toml")?, "content/curriculum.toml")
        .map_err(|p| p.iter().map(ToString::to_string).collect::<Failure>())?
        .tracks;
    let planned: usize = tracks.iter().map(|t| t.lessons.len()).sum();
    if lessons > planned || lessons < written.len() {
        return Err(vec![format!("the road has {planned} lessons, {} of them written", written.len())]);
    }
    scaffold(root, to).map_err(failed)?;
    let sources: Vec<&str> = written.iter().map(|(_, source)| source.as_str()).collect();
    let glossary = text("glossary.md")?;
    let words = Words::of(&sources);
    let ledger = text("ids.ledger")?;
    let ids: BTreeSet<&str> = ledger.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    let slugs: BTreeSet<String> = written.iter().map(|(path, _)| author::slug_of(path)).collect();
    for (path, source) in &written {
        put(&to.join(path), source).map_err(failed)?;
    }
    let gaps = gaps(&tracks, &slugs).take(lessons - written.len());
    for (number, (path, title)) in gaps.enumerate() {
        let source = copied(sources[number % sources.len()], title, number, &ids, &words);
        put(&to.join("content").join(path), &source).map_err(failed)?;
    }
    put(&to.join("content/glossary.md"), &grown(&glossary, TERMS_A_LESSON * lessons, &words)).map_err(failed)?;
    let real = demos::registry::DEMOS;
    let copies: String = (real.len()..demos).map(|n| format!("copy-{n} {}\n", real[n % real.len()].id)).collect();
    put(&to.join(COPIES), &copies).map_err(failed)?;
    update_ledger(to)
}

/// What a root holds beside the lessons. The code and the styles are the project's own.
fn scaffold(root: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to.join("content"))?;
    for name in ["src", "style", "fonts", "scripts", "content/data", "content/figures", "content/guides"] {
        link(&root.join(name).canonicalize()?, &to.join(name))?;
    }
    // The engines, where they are built already; checking the content needs none.
    let packs = root.join("target/packs");
    if packs.exists() {
        fs::create_dir_all(to.join("target"))?;
        link(&packs.canonicalize()?, &to.join("target/packs"))?;
    }
    for name in ["curriculum.toml", "about.md", "ids.ledger"] {
        fs::copy(root.join("content").join(name), to.join("content").join(name))?;
    }
    Ok(())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn link(from: &Path, to: &Path) -> io::Result<()> {
    Err(io::Error::other(format!("{} cannot be linked to {} on this system", from.display(), to.display())))
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text)
}

/// The lessons that are planned: the file below `content/` in which each would be written, and its title.
fn gaps<'a>(tracks: &'a [Track], written: &'a BTreeSet<String>) -> impl Iterator<Item = (String, &'a str)> {
    let all = tracks.iter().enumerate().flat_map(|(t, track)| {
        let path = move |l: usize, slug: &str| format!("{t:02}-{}/{:02}-{slug}.md", track.id, l + 1);
        track.lessons.iter().enumerate().map(move |(l, stop)| (path(l, &stop.slug), stop))
    });
    all.filter(|(_, stop)| !written.contains(&stop.slug)).map(|(path, stop)| (path, stop.title.as_str()))
}

/// A lesson with another title, ids of its own and other words.
fn copied(source: &str, title: &str, number: usize, ids: &BTreeSet<&str>, words: &Words) -> String {
    let mut rng = Seed(number as u64).rng();
    let mut lines = source.lines();
    let mut out = String::with_capacity(source.len() * 5 / 4);
    // The first lines are the front matter.
    let ended = |line: &str, begun: bool| begun && line == "+++";
    let mut begun = false;
    for line in lines.by_ref() {
        let line = if line.starts_with("title = ") { format!("title = {title:?}") } else { line.into() };
        out += &line;
        out.push('\n');
        if ended(&line, begun) {
            break;
        }
        begun = true;
    }
    let renamed: Vec<String> = lines.map(|line| with_own_id(line, number, ids)).collect();
    out + &words.vary(&renamed.join("\n"), &mut rng) + "\n"
}

/// A line with the id that it states made unique; ids of blocks that only their page knows stay.
fn with_own_id(line: &str, number: usize, ids: &BTreeSet<&str>) -> String {
    let id = line.strip_prefix("id = \"").and_then(|rest| rest.strip_suffix('"')).filter(|id| ids.contains(id));
    id.map_or(line.into(), |id| format!("id = \"{id}-{number}\""))
}

/// The glossary with copies of its terms under names of their own, up to this many.
fn grown(glossary: &str, terms: usize, words: &Words) -> String {
    let entries: Vec<&str> = glossary.split("## ").filter(|e| !e.trim().is_empty()).collect();
    let mut rng = Seed(u64::MAX).rng();
    let mut out = String::from(glossary);
    for number in entries.len()..terms {
        let (name, text) = entries[number % entries.len()].split_once('\n').unwrap_or_default();
        let name = words.vary(name, &mut rng);
        let text: Vec<&str> = text.lines().filter(|line| !line.starts_with("also = ")).collect();
        let _ = write!(out, "\n## {name} {number}\n{}\n", words.vary(&text.join("\n"), &mut rng));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grown_course_is_one_that_the_builder_takes() {
        let folder = tempfile::tempdir().unwrap();
        let root = super::super::project_root();
        write(&root, 20, 8, folder.path()).unwrap();
        let course = super::super::content::load(folder.path()).unwrap();
        assert_eq!(course.written.len(), 20);
        let slugs: BTreeSet<_> = course.written.iter().map(|w| w.lesson.slug.as_str()).collect();
        assert_eq!(slugs.len(), 20);
        assert_eq!(course.terms.len(), 20 * TERMS_A_LESSON);
        assert!(write(&root, 1_000, 8, folder.path()).is_err());
    }
}

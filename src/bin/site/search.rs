//! What can be searched: a document a section, card, term, demo and starting point, and the texts that snippets are cut
//! from. The index over them is made by `scripts/search-index.mjs`, with the same words as the search in the page.

use super::content::Course;
use super::search_text::{plain, sections};
use super::write::json;
use super::{Failure, assets, failed, node};
use course::author::{Links, Track};
use course::page::{Block, Html, leaves};
use course::route::{Route, format_query};
use demos::{Settings, Spec};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// Everything that can be found, in the order of the course.
#[derive(Debug, Default, Serialize)]
pub struct Collection {
    /// Pages with their documents.
    pub pages: Vec<Found>,
}

/// A page that holds something to find.
#[derive(Debug, Serialize)]
pub struct Found {
    /// Its address below the site's root.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What in it can be found.
    pub docs: Vec<Doc>,
}

/// Something to find.
#[derive(Debug, Serialize)]
pub struct Doc {
    /// What it is.
    pub kind: Kind,
    /// What stands behind the page's address: `#heading`, `?settings`, or nothing for the page itself.
    pub at: String,
    /// Its title, plain text; empty for the page itself.
    pub title: String,
    /// Other names for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Its text, plain.
    pub text: String,
}

/// Kinds of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A section of a lesson.
    Lesson,
    /// What is folded in one.
    Fold,
    /// A demo.
    Demo,
    /// A starting point of a demo.
    Preset,
    /// A term of the glossary.
    Term,
    /// A card.
    Card,
    /// A section of a page about the course.
    Guide,
    /// A lesson that has yet to be written.
    Planned,
}

/// Collects what can be found.
pub fn collect(course: &Course, demos: &[&'static Spec]) -> Collection {
    let mut pages: Vec<Found> = course.written.iter().map(lesson).collect();
    pages.extend(demos.iter().map(|spec| demo(spec)));
    pages.push(glossary(course));
    let docs = sections(&course.about_html).into_iter().map(|s| doc(Kind::Guide, &s.id, s.title, s.text)).collect();
    pages.push(Found { path: Route::About.path(), title: "About Descent".into(), docs });
    pages.extend(course.tracks.iter().map(|track| planned(course, track)));
    Collection { pages }
}

/// What is planned in a track: its place on the home page.
fn planned(course: &Course, track: &Track) -> Found {
    let lessons = track.lessons.iter().filter(|lesson| course.written(&lesson.slug).is_none());
    let docs = lessons.map(|lesson| doc(Kind::Planned, &lesson.slug, lesson.title.clone(), String::new()));
    Found { path: Route::Home.path(), title: track.title.clone(), docs: docs.collect() }
}

fn doc(kind: Kind, id: &str, title: String, text: String) -> Doc {
    let at = if id.is_empty() { String::new() } else { format!("#{id}") };
    Doc { kind, at, title, also: Vec::new(), text }
}

fn lesson(written: &super::content::Written) -> Found {
    let lesson = &written.lesson;
    let blocks = lesson.render(Links::Hash);
    let (mut prose, mut folds) = (Html::new(), Vec::new());
    text(&blocks, &mut prose, &mut folds);
    let cards = leaves(&blocks).into_iter().filter_map(Block::part).flat_map(|part| &part.cards);
    let mut docs: Vec<Doc> = sections(&prose).into_iter().map(|s| doc(Kind::Lesson, &s.id, s.title, s.text)).collect();
    if let Some(top) = docs.first_mut().filter(|d| d.at.is_empty()) {
        top.text = format!("{} {}", lesson.front.description, top.text).trim().into();
    }
    docs.extend(folds);
    docs.extend(cards.map(|card| doc(Kind::Card, &card.id, plain(&card.front), plain(&card.back))));
    Found { path: Route::Lesson(lesson.slug.clone()).path(), title: lesson.front.title.clone(), docs }
}

/// The text of the main line, and each fold as a document.
fn text(blocks: &[Block], prose: &mut Html, folds: &mut Vec<Doc>) {
    for block in blocks {
        match block {
            Block::Prose { html } => *prose += html,
            Block::Demo(demo) => *prose += &format!("<p>{}</p>", demo.caption),
            Block::Part(part) => *prose += &part.found,
            Block::Held(held) => text(&held.blocks, prose, folds),
            Block::Deeper(deeper) => {
                let mut inside = Html::new();
                text(&deeper.blocks, &mut inside, folds);
                folds.push(doc(Kind::Fold, &deeper.id, plain(&deeper.summary), plain(&inside)));
            }
        }
    }
}

fn demo(spec: &Spec) -> Found {
    let labels: Vec<&str> = spec.settings.iter().map(|s| s.label).collect();
    let about = format!("{} Settings: {}.", spec.about, labels.join(", "));
    let mut docs = vec![doc(Kind::Demo, "", String::new(), about)];
    docs.extend(spec.presets.iter().map(|preset| {
        let mut query: Vec<(String, String)> =
            preset.settings.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
        let (settings, _) = Settings::read(spec.settings, &query);
        let differing = spec.settings.iter().filter(|s| settings.value(s.key) != &s.default_value());
        let words: Vec<String> =
            differing.map(|s| format!("{}: {}", s.label, s.words(settings.value(s.key)))).collect();
        if preset.steps > 0 {
            query.push((course::author::STEP.into(), preset.steps.to_string()));
        }
        let (at, title) = (format_query(&query), preset.label.to_string());
        Doc { kind: Kind::Preset, at, title, also: Vec::new(), text: words.join(", ") }
    }));
    Found { path: Route::Demo(spec.id.into()).path(), title: spec.title.into(), docs }
}

fn glossary(course: &Course) -> Found {
    let docs = course.terms.iter().map(|term| {
        let text = plain(&term.html);
        Doc { also: term.also.clone(), ..doc(Kind::Term, &term.id, term.name.clone(), text) }
    });
    Found { path: Route::Glossary.path(), title: "Glossary".into(), docs: docs.collect() }
}

/// What the search is made of in a built site.
#[derive(Debug)]
pub struct Search {
    /// The script: library, words, dialog.
    pub script: String,
    /// The core of the index, as JSON.
    pub index: String,
    /// The parts of the index that are fetched for the words in them, by address below the site's root.
    pub parts: BTreeMap<String, String>,
    /// Files with texts for snippets, by address below the site's root.
    pub texts: BTreeMap<String, String>,
}

impl Search {
    /// Makes everything for a course.
    pub fn of(root: &Path, course: &Course, demos: &[&'static Spec]) -> Result<Search, Failure> {
        let collection = collect(course, demos);
        let script = assets::search_script(root).map_err(failed)?;
        let (index, parts) = in_files(index(root, &collection)?)?;
        Ok(Search { script, index, parts, texts: texts(&collection) })
    }

    /// Everything in one JSON object: script, index, and the texts as objects by file.
    pub fn in_one(&self) -> String {
        let object = |files: &BTreeMap<String, String>| {
            let members: Vec<String> = files.iter().map(|(path, text)| format!("{}:{text}", json(path))).collect();
            format!("{{{}}}", members.join(","))
        };
        format!(
            "{{\"script\":{},\"index\":{},\"parts\":{},\"texts\":{}}}",
            json(&self.script),
            self.index,
            object(&self.parts),
            object(&self.texts)
        )
    }

    /// Writes the files, and returns the names of script and index.
    pub fn write(&self, out: &Path) -> io::Result<(String, String)> {
        for (path, text) in self.texts.iter().chain(&self.parts) {
            let file = out.join(path);
            fs::create_dir_all(file.parent().unwrap_or(out))?;
            fs::write(file, text)?;
        }
        let put = |name: &str, text: &str| assets::put(out, name, text.as_bytes());
        Ok((put("assets/search.js", &self.script)?, put("assets/search.json", &self.index)?))
    }
}

/// The texts by file: one beside each lesson, one for the glossary, one for all demos. Cards, which the index only
/// counts, stand together under their page's address and `cards`: address, question, answer.
fn texts(collection: &Collection) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, BTreeMap<String, Json>> = BTreeMap::new();
    for page in collection.pages.iter().filter(|page| page.docs.iter().any(|doc| doc.kind != Kind::Planned)) {
        let folder = if page.path.starts_with("demo/") { "demos/" } else { &page.path };
        let file = files.entry(format!("{folder}text.json")).or_default();
        let (cards, others): (Vec<&Doc>, Vec<&Doc>) = page.docs.iter().partition(|doc| doc.kind == Kind::Card);
        file.extend(others.iter().map(|doc| (format!("{}{}", page.path, doc.at), doc.text.as_str().into())));
        if !cards.is_empty() {
            let all: Vec<Json> = cards.iter().map(|doc| serde_json::json!([doc.at, doc.title, doc.text])).collect();
            file.insert(format!("{}cards", page.path), all.into());
        }
    }
    files.into_iter().map(|(path, texts)| (path, json(&texts))).collect()
}

/// What the script makes.
#[derive(Deserialize)]
struct Index {
    core: Json,
    parts: Vec<Json>,
}

/// The index as files: its core, in which each part's first word has the part's address beside it, and the parts.
fn in_files(mut index: Index) -> Result<(String, BTreeMap<String, String>), Failure> {
    let mut parts = BTreeMap::new();
    let starts = index.core["starts"].as_array_mut().filter(|starts| starts.len() == index.parts.len());
    let starts = starts.ok_or_else(|| vec!["the search index does not say where its parts begin".to_string()])?;
    for (start, part) in starts.iter_mut().zip(&index.parts) {
        let text = part.to_string();
        let address = assets::hashed("assets/search-part.json", text.as_bytes());
        *start = serde_json::json!([start, address]);
        parts.insert(address, text);
    }
    Ok((index.core.to_string(), parts))
}

/// The index, made by Node.js.
fn index(root: &Path, collection: &Collection) -> Result<Index, Failure> {
    node::run(&root.join("scripts/search-index.mjs"), collection).map_err(|what| vec![what])
}

#[cfg(test)]
mod tests {
    use super::*;
    use course::route::Location;
    use std::collections::BTreeSet;

    fn everything() -> (Course, Collection) {
        let course = super::super::content::load(&super::super::project_root()).unwrap();
        let collection = collect(&course, demos::registry::DEMOS);
        (course, collection)
    }

    #[test]
    fn every_document_has_an_address_that_its_page_knows() {
        let (course, collection) = everything();
        let mut seen = BTreeSet::new();
        for page in &collection.pages {
            for doc in &page.docs {
                let address = format!("{}{}", page.path, doc.at);
                assert!(seen.insert(address.clone()), "{address} comes twice");
                let location = Location::parse_path(&address).unwrap();
                assert_eq!(location.to_path(), address);
                match &location.route {
                    Route::Lesson(slug) if !location.anchor.is_empty() => {
                        let written = course.written(slug).unwrap();
                        assert!(written.lesson.anchors.contains(&location.anchor), "{address}");
                    }
                    Route::Demo(id) => {
                        let spec = demos::registry::find(id).unwrap();
                        let pairs: Vec<_> =
                            location.query.iter().filter(|(k, _)| k != course::author::STEP).cloned().collect();
                        assert_eq!(Settings::read(spec.settings, &pairs).1, Vec::<String>::new(), "{address}");
                    }
                    _ => {}
                }
            }
        }
        let kinds: Vec<Kind> = collection.pages.iter().flat_map(|p| &p.docs).map(|d| d.kind).collect();
        for kind in [Kind::Lesson, Kind::Demo, Kind::Preset, Kind::Term, Kind::Card, Kind::Guide, Kind::Planned] {
            assert!(kinds.contains(&kind), "{kind:?}");
        }
    }

    #[test]
    fn texts_are_text_and_every_document_has_one() {
        let (course, collection) = everything();
        let files = texts(&collection);
        assert_eq!(files.len(), course.written.len() + 3);
        for page in &collection.pages {
            for doc in &page.docs {
                assert!(!doc.at.is_empty() || doc.title.is_empty(), "{}{}", page.path, doc.at);
                for noise in ["import numpy", "<p", "&amp;", "\\frac", "semantics", "  "] {
                    assert!(!doc.text.contains(noise), "{noise} in {}{}: {}", page.path, doc.at, doc.text);
                }
            }
        }
        let roc: BTreeMap<String, Json> = serde_json::from_str(&files["lesson/roc-and-pr/text.json"]).unwrap();
        let text = |key: &str| roc[key].as_str().unwrap().to_string();
        assert!(text("lesson/roc-and-pr/#what-the-area-means").contains("positive"));
        assert!(
            text("lesson/roc-and-pr/").starts_with(&course.written("roc-and-pr").unwrap().lesson.front.description)
        );
        let cards = roc["lesson/roc-and-pr/cards"].as_array().unwrap();
        assert!(cards.iter().any(|card| card[0] == "#rp-auc-in-words" && card[1].as_str().unwrap().contains("AUC")));
    }

    #[test]
    fn the_index_is_the_one_that_the_library_would_make() {
        let root = super::super::project_root();
        let mut node = std::process::Command::new("node");
        let done = node.arg(root.join("tests/search-index.mjs")).arg(assets::library()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    #[test]
    fn everything_in_one_is_json() {
        let texts = BTreeMap::from([("a/text.json".to_string(), "{\"a/\":\"b\"}".to_string())]);
        let parts = BTreeMap::from([("b.json".to_string(), "{\"words\":\"0a\"}".to_string())]);
        let search = Search { script: "x(\"</\")".into(), index: "{\"pages\":[]}".into(), parts, texts };
        let whole: serde_json::Value = serde_json::from_str(&search.in_one()).unwrap();
        assert_eq!(whole["texts"]["a/text.json"]["a/"], "b");
        assert_eq!(whole["parts"]["b.json"]["words"], "0a");
        assert_eq!(whole["script"], "x(\"</\")");
    }
}

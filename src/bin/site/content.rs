//! Everything under content/: loaded, checked as a whole, in the order of the road.

use super::engine::{Engine, check_settings};
use super::{Failure, failed, parallel};
use course::author::{self, Context, Lesson, LessonInfo, Problem};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The course as it is written so far.
#[derive(Default)]
pub struct Course {
    /// All tracks with all lessons, planned ones too.
    pub tracks: Vec<author::Track>,
    /// Slugs of the lessons that a stranger is offered first.
    pub begin: Vec<String>,
    /// The lessons that exist, in the order of the road.
    pub written: Vec<Written>,
    /// The terms of the glossary.
    pub terms: Vec<author::Term>,
    /// The page about the course, with addresses yet to be spelled.
    pub about_html: String,
    /// The guides, by slug.
    pub guides: Vec<author::Guide>,
}

/// A lesson that exists.
pub struct Written {
    /// Title of its track.
    pub track: String,
    /// Its source, below the project's root.
    pub file: String,
    /// The lesson.
    pub lesson: Lesson,
}

impl Course {
    /// A lesson that exists.
    pub fn written(&self, slug: &str) -> Option<&Written> {
        self.written.iter().find(|w| w.lesson.slug == slug)
    }

    /// Title of a lesson, planned or not.
    pub fn title(&self, slug: &str) -> Option<&str> {
        if let Some(written) = self.written(slug) {
            return Some(&written.lesson.front.title);
        }
        self.tracks.iter().flat_map(|t| &t.lessons).find(|l| l.slug == slug).map(|l| l.title.as_str())
    }

    /// The lessons that exist, in the order in which they are offered to somebody who has read none.
    pub fn ready(&self) -> Vec<&Written> {
        let first = self.begin.iter().filter_map(|slug| self.written(slug));
        let rest = self.written.iter().filter(|w| !self.begin.contains(&w.lesson.slug));
        first.chain(rest).collect()
    }

    /// The lessons before and after one, of those that exist.
    pub fn around(&self, slug: &str) -> (Option<&Written>, Option<&Written>) {
        let at = self.written.iter().position(|w| w.lesson.slug == slug);
        let before = at.and_then(|i| i.checked_sub(1)).and_then(|i| self.written.get(i));
        (before, at.and_then(|i| self.written.get(i + 1)))
    }
}

/// Loads and checks the content.
pub fn load(root: &Path) -> Result<Course, Failure> {
    load_with(root, &Engine::load(root).map_err(failed)?)
}

/// Loads and checks the content with an engine that is there already.
pub fn load_with(root: &Path, engine: &Engine) -> Result<Course, Failure> {
    let course = read(root, engine)?;
    let mut problems = recompute(engine, &course.written);
    problems.extend(author::ledger::check(&read_ledger(root), LEDGER, &ids(&course, engine)));
    if problems.is_empty() { Ok(course) } else { Err(lines(problems)) }
}

/// Loads the content and checks everything but the numbers it claims and the ledger.
pub fn read(root: &Path, engine: &Engine) -> Result<Course, Failure> {
    let content = root.join("content");
    let source = |name: &str| fs::read_to_string(content.join(name)).map_err(|e| vec![format!("content/{name}: {e}")]);
    let mut problems: Vec<Problem> = Vec::new();
    let author::Curriculum { begin, tracks } =
        author::curriculum(&source("curriculum.toml")?, "content/curriculum.toml").map_err(lines)?;
    let sources = lesson_files(&content).map_err(failed)?;
    let slugs: BTreeSet<String> = sources.iter().map(|(path, _)| author::slug_of(path)).collect();
    let glossary_source = source("glossary.md")?;
    let guides = texts(&content.join("guides"), "md").map_err(failed)?;
    let mut context = Context {
        demos: engine.infos(),
        lessons: tracks
            .iter()
            .flat_map(|t| &t.lessons)
            .map(|l| LessonInfo { slug: l.slug.clone(), title: l.title.clone(), planned: !slugs.contains(&l.slug) })
            .collect(),
        data: engine.tables().keys().cloned().collect(),
        figures: texts(&content.join("figures"), "svg").map_err(failed)?,
        guides: guides.keys().map(|name| author::slug_of(name)).collect(),
        check_settings: Box::new(check_settings),
        ..Context::default()
    };
    let terms = author::glossary(&glossary_source, "content/glossary.md", &context).map_err(lines)?;
    context.terms = terms.iter().map(|t| t.id.clone()).collect();
    let read = Mutex::new(Vec::new());
    parallel::each(
        sources.iter().collect(),
        || Ok::<_, Failure>(()),
        |(), (path, source)| {
            let lesson = author::lesson(source, path, &context);
            read.lock().map_err(|e| vec![e.to_string()])?.push((path, lesson));
            Ok(())
        },
    )?;
    let mut read = read.into_inner().map_err(|e| vec![e.to_string()])?;
    read.sort_by_key(|(path, _)| *path);
    let mut lessons = BTreeMap::new();
    for (path, lesson) in read {
        match lesson {
            Ok(lesson) => drop(lessons.insert(lesson.slug.clone(), (path.clone(), lesson))),
            Err(found) => problems.extend(found),
        }
    }
    problems.extend(author::check_together(&lessons.values().cloned().collect::<Vec<_>>()));
    if !problems.is_empty() {
        return Err(lines(problems));
    }
    let written = tracks
        .iter()
        .flat_map(|t| t.lessons.iter().map(move |l| (t, l)))
        .filter_map(|(track, l)| {
            let (file, lesson) = lessons.remove(&l.slug)?;
            Some(Written { track: track.title.clone(), file, lesson })
        })
        .collect();
    let about = source("about.md")?;
    let mut guides: Vec<author::Guide> = guides
        .iter()
        .map(|(name, source)| author::guide(source, &format!("content/guides/{name}"), &context).map_err(lines))
        .collect::<Result<_, _>>()?;
    if let Some(licenses) = guides.iter_mut().find(|guide| guide.slug == "licenses") {
        licenses.html += &super::notices::html(root)?;
    }
    Ok(Course {
        tracks,
        begin,
        written,
        terms,
        about_html: author::page(&about, "content/about.md", &context).map_err(lines)?,
        guides,
    })
}

/// Recomputes every number that a lesson claims our engine gives.
fn recompute(engine: &Engine, lessons: &[Written]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for Written { file, lesson, .. } in lessons {
        for claim in &lesson.claims {
            let author::From::Demo { demo, settings, steps, measure } = &claim.from else { continue };
            let checked = engine.measure(demo, settings, *steps, measure).and_then(|value| claim.check(value));
            if let Err(message) = checked {
                problems.push(Problem { file: file.clone(), line: claim.line, message });
            }
        }
    }
    problems
}

fn lines(problems: Vec<Problem>) -> Failure {
    problems.iter().map(ToString::to_string).collect()
}

/// Lessons by path, `content/NN-track/NN-slug.md`.
pub fn lesson_files(content: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for folder in sorted(content)?.into_iter().filter(|p| p.is_dir()) {
        for file in sorted(&folder)?.into_iter().filter(|p| p.extension().is_some_and(|e| e == "md")) {
            let numbered = |p: &Path| {
                p.file_name()
                    .and_then(|n| n.to_str())
                    .is_some_and(|n| n.as_bytes().get(..3).is_some_and(|b| b[0].is_ascii_digit() && b[2] == b'-'))
            };
            if numbered(&folder) && numbered(&file) {
                let name = file.strip_prefix(content.parent().unwrap_or(content)).unwrap_or(&file);
                files.push((name.display().to_string(), fs::read_to_string(&file)?));
            }
        }
    }
    Ok(files)
}

/// The texts of a folder's files with this ending, by name; none if there is no such folder.
fn texts(folder: &Path, ending: &str) -> std::io::Result<BTreeMap<String, String>> {
    if !folder.is_dir() {
        return Ok(BTreeMap::new());
    }
    sorted(folder)?
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == ending))
        .map(|p| Ok((p.file_name().unwrap_or_default().to_string_lossy().into_owned(), fs::read_to_string(&p)?)))
        .collect()
}

fn sorted(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    Ok(paths)
}

/// The ledger of ids, below the project's root.
const LEDGER: &str = "content/ids.ledger";

/// The ledger; an empty one before the first id is entered.
fn read_ledger(root: &Path) -> String {
    fs::read_to_string(root.join(LEDGER)).unwrap_or_default()
}

fn ids(course: &Course, engine: &Engine) -> Vec<author::StableId> {
    let demos = engine.demos().iter().map(|d| author::StableId::demo(d.id));
    course.written.iter().flat_map(|w| w.lesson.ids.clone()).chain(demos).collect()
}

/// Adds the ids that are new.
pub fn update_ledger(root: &Path) -> Result<(), Failure> {
    let engine = Engine::load(root).map_err(failed)?;
    let course = read(root, &engine)?;
    fs::write(root.join(LEDGER), author::ledger::add(&read_ledger(root), &ids(&course, &engine))).map_err(failed)
}

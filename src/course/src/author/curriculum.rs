//! The curriculum: `content/curriculum.toml`, tracks and their lessons in order, planned ones too.
//!
//! ```toml
//! begin = ["linear-algebra"]        # what the home page offers first, in this order; the rest follows the road
//! [[track]]
//! id = "foundations"
//! title = "Foundations"
//! about = "One line."
//! lessons = [
//!   { slug = "linear-algebra", title = "Matrices as maps" },
//! ]
//! ```
//!
//! Whether a lesson is planned or written follows from the files that exist: `content/NN-track/NN-slug.md`.

use super::fence::Fence;
use super::phrases;
use super::problem::{Problem, Problems};
use crate::route::is_id;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// All tracks in order, and with which lessons a stranger begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curriculum {
    /// Slugs of the lessons that are offered first, in order.
    pub begin: Vec<String>,
    /// The tracks.
    pub tracks: Vec<Track>,
}

/// A track and its lessons.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Id, kebab-case.
    pub id: String,
    /// Folder under `content/`: its place in the order and its id, `01-foundations`.
    pub folder: String,
    /// Title.
    pub title: String,
    /// What it is about, in a line.
    pub about: String,
    /// Its lessons in order.
    pub lessons: Vec<Stop>,
}

/// A lesson on the road.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Slug.
    pub slug: String,
    /// Title as it stands in lists and on the map; short.
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCurriculum {
    #[serde(default)]
    begin: Vec<Spanned<String>>,
    track: Vec<RawTrack>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrack {
    id: Spanned<String>,
    title: Spanned<String>,
    about: Spanned<String>,
    lessons: Vec<RawStop>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStop {
    slug: Spanned<String>,
    title: Spanned<String>,
}

/// Longest title of a lesson in lists and on the map.
const TITLE_LIMIT: usize = 48;

/// Reads the curriculum.
///
/// # Errors
/// Everything that is wrong with it, from top to bottom.
pub fn curriculum(source: &str, path: &str) -> Result<Curriculum, Vec<Problem>> {
    let mut problems = Problems::of(path);
    let fence = Fence { name: "curriculum".into(), body: source.replace("\r\n", "\n"), line: 1 };
    let Some(raw) = fence.read::<RawCurriculum>(&mut problems) else {
        return problems.settle(Curriculum::default());
    };
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for track in &raw.track {
        check_id(&fence, &track.id, &mut taken, &mut problems);
        check_words(&fence, &track.title, TITLE_LIMIT, &mut problems);
        check_words(&fence, &track.about, 200, &mut problems);
        for stop in &track.lessons {
            check_id(&fence, &stop.slug, &mut taken, &mut problems);
            check_words(&fence, &stop.title, TITLE_LIMIT, &mut problems);
        }
    }
    for slug in &raw.begin {
        if !raw.track.iter().flat_map(|track| &track.lessons).any(|stop| stop.slug.get_ref() == slug.get_ref()) {
            problems.add(fence.line_of(slug), format!("begin: no track has a lesson “{}”", slug.get_ref()));
        }
    }
    let begin = raw.begin.into_iter().map(Spanned::into_inner).collect();
    let stop = |raw: RawStop| Stop { slug: raw.slug.into_inner(), title: raw.title.into_inner() };
    let track = |(i, raw): (usize, RawTrack)| {
        let id = raw.id.into_inner();
        Track {
            folder: format!("{i:02}-{id}"),
            id,
            title: raw.title.into_inner(),
            about: raw.about.into_inner(),
            lessons: raw.lessons.into_iter().map(stop).collect(),
        }
    };
    problems.settle(Curriculum { begin, tracks: raw.track.into_iter().enumerate().map(track).collect() })
}

fn check_id(fence: &Fence, id: &Spanned<String>, taken: &mut BTreeMap<String, usize>, problems: &mut Problems) {
    let line = fence.line_of(id);
    if !is_id(id.get_ref()) {
        problems.add(line, format!("“{}” is no id; lower-case letters, digits and single hyphens", id.get_ref()));
    } else if let Some(first) = taken.insert(id.get_ref().clone(), line) {
        problems.add(line, format!("“{}” is taken by line {first}", id.get_ref()));
    }
}

fn check_words(fence: &Fence, text: &Spanned<String>, limit: usize, problems: &mut Problems) {
    let line = fence.line_of(text);
    let length = text.get_ref().chars().count();
    if length == 0 || length > limit {
        problems.add(line, format!("“{}” has {length} characters; 1 to {limit}", text.get_ref()));
    }
    for (_, message) in phrases::check(text.get_ref()) {
        problems.add(line, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The real file, which every build reads too.
    const SOURCE: &str = include_str!("../../../../content/curriculum.toml");

    #[test]
    fn the_curriculum_has_its_eight_tracks() {
        let Curriculum { begin, tracks } = curriculum(SOURCE, "content/curriculum.toml").unwrap();
        assert_eq!(begin[0], "confusion-matrix");
        let folders: Vec<&str> = tracks.iter().map(|t| t.folder.as_str()).collect();
        assert_eq!(
            folders,
            [
                "00-orientation",
                "01-foundations",
                "02-classical-ml",
                "03-deep-learning",
                "04-domains",
                "05-system-design",
                "06-mlops",
                "07-interviews-and-career"
            ]
        );
        let lessons: Vec<usize> = tracks.iter().map(|t| t.lessons.len()).collect();
        assert_eq!(lessons, [6, 12, 26, 17, 6, 20, 9, 11]);
    }

    #[test]
    fn faults_have_lines() {
        let source = "[[track]]\nid = \"a\"\ntitle = \"A\"\nabout = \"B\"\nlessons = [\n  { slug = \"a\", title = \"T\" },\n  { slug = \"B\", title = \"\" },\n]\n";
        let found: Vec<usize> = curriculum(source, "c.toml").unwrap_err().iter().map(|p| p.line).collect();
        assert_eq!(found, [6, 7, 7]);
        assert_eq!(curriculum("[[track]]\nx = 1\n", "c.toml").unwrap_err()[0].line, 2);
        let unknown = format!(
            "begin = [\"b\"]\n{}",
            source.replace("\"B\", title = \"\"", "\"b-b\", title = \"T\"").replacen("\"a\"", "\"t\"", 1)
        );
        let found: Vec<usize> = curriculum(&unknown, "c.toml").unwrap_err().iter().map(|p| p.line).collect();
        assert_eq!(found, [1]);
    }
}

//! What exists in the course, against which a source is checked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Says what is wrong with a demo's settings, given its id and the pairs as they stand in a link.
pub type CheckSettings<'a> = Box<dyn Fn(&str, &[(String, String)]) -> Result<(), String> + Sync + 'a>;

/// What exists: demos, lessons, terms, data sets, figures.
///
/// Strings only, so that this crate needs to know no demo.
pub struct Context<'a> {
    /// The demos of the registry.
    pub demos: Vec<DemoInfo>,
    /// Every lesson of the curriculum, planned ones too.
    pub lessons: Vec<LessonInfo>,
    /// Ids of the glossary's terms.
    pub terms: BTreeSet<String>,
    /// Names of the data sets.
    pub data: BTreeSet<String>,
    /// Slugs of the guides.
    pub guides: BTreeSet<String>,
    /// SVG figures by file name.
    pub figures: BTreeMap<String, String>,
    /// Checks the values of a demo's settings; keys have been checked before.
    pub check_settings: CheckSettings<'a>,
}

/// A demo, as far as content refers to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DemoInfo {
    /// The pack of engines that holds it.
    pub pack: String,
    /// Id in the registry.
    pub id: String,
    /// Title.
    pub title: String,
    /// Keys of its settings.
    pub settings: Vec<String>,
    /// Names of its measures.
    pub measures: Vec<String>,
    /// Its presets.
    pub presets: Vec<PresetInfo>,
}

/// A named starting point of a demo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PresetInfo {
    /// Id, unique in its demo.
    pub id: String,
    /// Settings that differ from the defaults.
    pub settings: Vec<(String, String)>,
    /// Steps already taken.
    pub steps: u32,
}

/// A lesson, as far as others refer to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LessonInfo {
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Whether it has yet to be written. A link to it becomes plain text.
    pub planned: bool,
}

impl Default for Context<'_> {
    /// A course with nothing in it, where any value of a setting will do.
    fn default() -> Self {
        Context {
            demos: Vec::new(),
            lessons: Vec::new(),
            terms: BTreeSet::new(),
            data: BTreeSet::new(),
            guides: BTreeSet::new(),
            figures: BTreeMap::new(),
            check_settings: Box::new(|_, _| Ok(())),
        }
    }
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("demos", &self.demos)
            .field("lessons", &self.lessons)
            .field("terms", &self.terms)
            .field("data", &self.data)
            .field("figures", &self.figures.keys())
            .finish_non_exhaustive()
    }
}

/// Settings of a demo and the steps taken, as they stand in a link.
pub(crate) type Start = (Vec<(String, String)>, u32);

impl Context<'_> {
    pub(crate) fn demo(&self, id: &str) -> Result<&DemoInfo, String> {
        self.demos.iter().find(|d| d.id == id).ok_or_else(|| {
            let hint = nearest(id, self.demos.iter().map(|d| d.id.as_str()));
            format!("there is no demo “{id}”{hint}")
        })
    }

    pub(crate) fn lesson(&self, slug: &str) -> Result<&LessonInfo, String> {
        self.lessons.iter().find(|l| l.slug == slug).ok_or_else(|| {
            let hint = nearest(slug, self.lessons.iter().map(|l| l.slug.as_str()));
            format!("there is no lesson “{slug}”{hint}")
        })
    }

    /// The settings and steps of a demo: those of a preset, if one is named, with `pairs` laid over them.
    pub(crate) fn start(
        &self,
        demo: &str,
        preset: Option<&str>,
        pairs: &[(String, String)],
        steps: Option<u32>,
    ) -> Result<Start, String> {
        let info = self.demo(demo)?;
        let (mut settings, preset_steps) = match preset {
            None => (Vec::new(), 0),
            Some(name) => match info.presets.iter().find(|p| p.id == name) {
                Some(p) => (p.settings.clone(), p.steps),
                None => {
                    let hint = nearest(name, info.presets.iter().map(|p| p.id.as_str()));
                    return Err(format!("the demo “{demo}” has no preset “{name}”{hint}"));
                }
            },
        };
        overlay(&mut settings, pairs);
        if let Some((key, _)) = settings.iter().find(|(key, _)| !info.settings.contains(key)) {
            let hint = nearest(key, info.settings.iter().map(String::as_str));
            return Err(format!("the demo “{demo}” has no setting “{key}”{hint}"));
        }
        (self.check_settings)(demo, &settings)?;
        Ok((settings, steps.unwrap_or(preset_steps)))
    }

    pub(crate) fn measure(&self, demo: &str, measure: &str) -> Result<(), String> {
        let info = self.demo(demo)?;
        if info.measures.iter().any(|m| m == measure) {
            return Ok(());
        }
        let hint = nearest(measure, info.measures.iter().map(String::as_str));
        Err(format!("the demo “{demo}” has no measure “{measure}”{hint}"))
    }
}

/// Lays settings over others: a key that is there gets the new value, a new one goes to the end.
pub(crate) fn overlay(settings: &mut Vec<(String, String)>, over: &[(String, String)]) {
    for (key, value) in over {
        match settings.iter_mut().find(|(k, _)| k == key) {
            Some(pair) => pair.1.clone_from(value),
            None => settings.push((key.clone(), value.clone())),
        }
    }
}

/// `; did you mean “x”?` for the closest of some names, if one is close.
pub(crate) fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> String {
    let best = names.map(|name| (distance(wrong, name), name)).min();
    match best {
        Some((d, name)) if d <= 1 + wrong.len() / 4 => format!("; did you mean “{name}”?"),
        _ => String::new(),
    }
}

/// Levenshtein's distance in bytes.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(x != y)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    row[b.len()]
}

//! The `demo` fence.
//!
//! ```toml
//! demo = "roc-and-pr"            # id in the registry
//! id = "first-look"              # anchor; the demo's id if left out
//! preset = "imbalanced"          # optional
//! settings = { threshold = 0.3 } # over the preset's
//! steps = 20                     # optional
//! lock = ["data"]                # controls that show but don't change
//! hide = ["seed"]                # controls that don't show
//! caption = '''What to look at.'''
//! [goal]
//! text = '''Find a threshold with recall of at least 0.9.'''
//! reached = '''That costs precision: look at the bars.'''
//! bounds = [{ measure = "recall", at_least = 0.9 }]
//! ```

use super::context::Start;
use super::doc::Doc;
use super::fence::{Fence, Md, Piece};
use super::problem::Problems;
use super::writer::{Placed, Writer};
use crate::page::{Bound, DemoBlock, Goal};
use serde::Deserialize;
use toml::{Spanned, Table, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDemo {
    demo: Spanned<String>,
    id: Option<Spanned<String>>,
    preset: Option<String>,
    #[serde(default)]
    settings: Table,
    steps: Option<u32>,
    #[serde(default)]
    lock: Vec<String>,
    #[serde(default)]
    hide: Vec<String>,
    goal: Option<RawGoal>,
    caption: Option<Md>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGoal {
    text: Md,
    reached: Md,
    bounds: Vec<Spanned<RawBound>>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBound {
    measure: String,
    at_least: Option<f64>,
    at_most: Option<f64>,
}

/// Settings as they stand in a link.
pub(crate) fn pairs(settings: &Table) -> Result<Vec<(String, String)>, String> {
    let text = |key: &str, value: &Value| match value {
        Value::String(s) => Ok(s.clone()),
        Value::Integer(n) => Ok(n.to_string()),
        Value::Float(x) => Ok(x.to_string()),
        Value::Boolean(true) => Ok("on".into()),
        Value::Boolean(false) => Ok("off".into()),
        _ => Err(format!("setting “{key}” is a text, a number, true or false")),
    };
    settings.iter().map(|(key, value)| Ok((key.clone(), text(key, value)?))).collect()
}

impl Writer<'_> {
    /// Notes every demo of the page, so that a preset link may stand above its demo.
    pub(crate) fn place_demos(&mut self, doc: &Doc) {
        for i in 0..doc.events.len() {
            let Some((info, fence)) = doc.fence(i) else { continue };
            if fence.name == "deeper" {
                self.place_demos(&Doc::parse(Piece { text: &fence.body, line: fence.line }, &fence.body));
            }
            if info != "demo" {
                continue;
            }
            // Problems are reported when the block itself is read.
            let mut ignored = Problems::of("");
            let Some(raw) = fence.read::<RawDemo>(&mut ignored) else { continue };
            if let Ok(start) = self.start_of(&raw) {
                let demo = raw.demo.get_ref().clone();
                let id = raw.id.map_or_else(|| demo.clone(), Spanned::into_inner);
                self.placed.insert(id, Placed { demo, start });
            }
        }
    }

    fn start_of(&self, raw: &RawDemo) -> Result<Start, String> {
        self.context.start(raw.demo.get_ref(), raw.preset.as_deref(), &pairs(&raw.settings)?, raw.steps)
    }

    pub(crate) fn demo(&mut self, fence: &Fence) -> Option<DemoBlock> {
        let raw: RawDemo = fence.read(&mut self.problems)?;
        let line = fence.line_of(&raw.demo);
        let demo = raw.demo.get_ref().clone();
        let start = self.start_of(&raw).map_err(|e| self.problems.add(line, e)).ok();
        let mut pack = String::new();
        if let Ok(info) = self.context.demo(&demo) {
            pack.clone_from(&info.pack);
            for key in raw.lock.iter().chain(&raw.hide).filter(|k| !info.settings.contains(k)) {
                let hint = super::context::nearest(key, info.settings.iter().map(String::as_str));
                self.problems.add(line, format!("the demo “{demo}” has no setting “{key}”{hint}"));
            }
        }
        if let Some(key) = raw.lock.iter().find(|k| raw.hide.contains(k)) {
            self.problems.add(line, format!("“{key}” is both locked and hidden; what is hidden can't change"));
        }
        let id = raw.id.as_ref().map_or_else(|| demo.clone(), |id| id.get_ref().clone());
        self.anchor(&id, raw.id.as_ref().map_or(line, |id| fence.line_of(id)));
        let goal = raw.goal.map(|goal| self.goal(fence, &demo, &goal));
        let caption = raw.caption.map_or_else(String::new, |c| self.indexed_inline(fence, &c));
        let (settings, steps) = start.unwrap_or_default();
        Some(DemoBlock { id, demo, pack, settings, steps, lock: raw.lock, hide: raw.hide, goal, caption })
    }

    fn goal(&mut self, fence: &Fence, demo: &str, raw: &RawGoal) -> Goal {
        let mut bounds = Vec::new();
        for spanned in &raw.bounds {
            let line = fence.line_of(spanned);
            let RawBound { measure, at_least, at_most } = spanned.get_ref().clone();
            // An unknown demo has been reported already.
            if self.context.demo(demo).is_ok() {
                let checked = self.context.measure(demo, &measure);
                checked.unwrap_or_else(|e| self.problems.add(line, e));
            }
            match (at_least, at_most) {
                (None, None) => self.problems.add(line, "a bound has at_least or at_most"),
                (Some(a), Some(b)) if a > b => self.problems.add(line, format!("nothing lies between {a} and {b}")),
                _ => {}
            }
            bounds.push(Bound { measure, at_least, at_most });
        }
        if bounds.is_empty() {
            self.problems.add(fence.line_of(&raw.text), "a goal has bounds");
        }
        Goal { text: self.quiet_inline(fence, &raw.text), reached: self.quiet_inline(fence, &raw.reached), bounds }
    }
}

//! Where links lead: `lesson:x#y`, `demo:x?key=value`, `term:x`, `preset:x?key=value`, `page:x`, `guide:x`, `#y`, and the web.

use super::context::overlay;
use super::links::{here, inside};
use super::text::escape;
use super::writer::{LinkUsed, Writer};
use crate::route::{Location, Route, format_query, parse_query};

impl Writer<'_> {
    /// A link around text that is HTML already.
    pub(crate) fn link(&mut self, target: &str, text: &str, line: usize) -> String {
        self.links.push(LinkUsed { target: target.into(), line });
        let (scheme, rest) = target.split_once(':').unwrap_or(("", target));
        let made = match scheme {
            "" => self.own_link(rest, text, line),
            "lesson" => self.lesson_link(rest, text),
            "demo" => self.demo_link(rest, text),
            "preset" => self.preset_link(rest, text),
            "term" => self.term_link(rest, text),
            "page" => page_link(rest, text),
            "guide" => self.guide_link(rest, text),
            "https" | "http" | "mailto" => {
                Ok(format!("<a class=\"external\" href=\"{}\" rel=\"external noopener\">{text}</a>", escape(target)))
            }
            _ => Err(format!("there are no links to “{scheme}:”")),
        };
        made.unwrap_or_else(|message| {
            self.problems.add(line, format!("link “{target}”: {message}"));
            String::new()
        })
    }

    fn own_link(&mut self, rest: &str, text: &str, line: usize) -> Result<String, String> {
        let Some(anchor) = rest.strip_prefix('#') else {
            return Err("a link names its kind: lesson:, demo:, term:, preset:, page:, https: or #anchor".into());
        };
        self.own_links.push((anchor.into(), line));
        Ok(format!("<a href=\"{}\">{text}</a>", here(&self.page, anchor)))
    }

    fn lesson_link(&mut self, rest: &str, text: &str) -> Result<String, String> {
        let (slug, anchor) = rest.split_once('#').unwrap_or((rest, ""));
        if self.context.lesson(slug)?.planned {
            return Ok(format!("<span class=\"planned\">{text} <span class=\"planned-mark\">(planned)</span></span>"));
        }
        let at = Location { route: Route::Lesson(slug.into()), query: Vec::new(), anchor: anchor.into() };
        Ok(format!("<a href=\"{}\">{text}</a>", inside(&at)))
    }

    fn demo_link(&mut self, rest: &str, text: &str) -> Result<String, String> {
        let (demo, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (pairs, preset, steps) = read_query(query)?;
        let start = self.context.start(demo, preset.as_deref(), &pairs, steps)?;
        Ok(format!("<a href=\"{}\">{text}</a>", inside(&demo_location(demo, &start))))
    }

    fn guide_link(&mut self, rest: &str, text: &str) -> Result<String, String> {
        let (slug, anchor) = rest.split_once('#').unwrap_or((rest, ""));
        if !self.context.guides.contains(slug) {
            let hint = super::context::nearest(slug, self.context.guides.iter().map(String::as_str));
            return Err(format!("there is no guide “{slug}”{hint}"));
        }
        let at = Location { route: Route::Guide(slug.into()), query: Vec::new(), anchor: anchor.into() };
        Ok(format!("<a href=\"{}\">{text}</a>", inside(&at)))
    }

    /// Changes a demo of the same page in place; without the app it leads to the demo's own page.
    fn preset_link(&mut self, rest: &str, text: &str) -> Result<String, String> {
        let (block, query) = rest.split_once('?').unwrap_or((rest, ""));
        let Some(placed) = self.placed.get(block).cloned() else {
            let hint = super::context::nearest(block, self.placed.keys().map(String::as_str));
            return Err(format!("this lesson has no demo block “{block}”{hint}"));
        };
        let (pairs, preset, steps) = read_query(query)?;
        // What changes: a preset is spelled out, so that the app needs only keys and values.
        let (mut change, at) = self.context.start(&placed.demo, preset.as_deref(), &pairs, steps)?;
        let mut start = placed.start;
        overlay(&mut start.0, &change);
        self.context.start(&placed.demo, None, &start.0, None)?;
        if steps.is_some() || preset.is_some() {
            start.1 = at;
            change.push((STEP.into(), at.to_string()));
        }
        let set = format_query(&change);
        Ok(format!(
            "<a class=\"try\" href=\"{}\" data-demo=\"{block}\" data-set=\"{}\">{text}</a>",
            inside(&demo_location(&placed.demo, &start)),
            escape(set.trim_start_matches('?'))
        ))
    }

    fn term_link(&mut self, id: &str, text: &str) -> Result<String, String> {
        if !self.context.terms.contains(id) && !self.terms_here.contains(id) {
            let known = self.context.terms.iter().chain(&self.terms_here);
            let hint = super::context::nearest(id, known.map(String::as_str));
            return Err(format!("the glossary has no term “{id}”{hint}"));
        }
        self.terms.insert(id.into());
        let at = Location { route: Route::Glossary, query: Vec::new(), anchor: id.into() };
        Ok(format!("<a class=\"term\" href=\"{}\">{text}</a>", inside(&at)))
    }
}

/// Key of the steps taken, in a demo's link.
pub const STEP: &str = "step";

fn page_link(name: &str, text: &str) -> Result<String, String> {
    let (path, anchor) = name.split_once('#').unwrap_or((name, ""));
    let route = match path {
        "home" => Route::Home,
        "demos" | "review" | "glossary" | "settings" | "about" => Route::parse(path).unwrap_or(Route::Home),
        _ => return Err("pages are home, demos, review, glossary, settings, about".into()),
    };
    let at = Location { route, query: Vec::new(), anchor: anchor.into() };
    Ok(format!("<a href=\"{}\">{text}</a>", inside(&at)))
}

/// The page of a demo with these settings.
pub fn demo_location(demo: &str, start: &(Vec<(String, String)>, u32)) -> Location {
    let mut query = start.0.clone();
    if start.1 > 0 {
        query.push((STEP.into(), start.1.to_string()));
    }
    Location { route: Route::Demo(demo.into()), query, anchor: String::new() }
}

type Query = (Vec<(String, String)>, Option<String>, Option<u32>);

/// Settings, preset and steps of a link.
fn read_query(query: &str) -> Result<Query, String> {
    let mut pairs = parse_query(query);
    let mut take = |name: &str| pairs.iter().position(|(k, _)| k == name).map(|i| pairs.remove(i).1);
    let preset = take("preset");
    let steps = match take(STEP) {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| format!("“{text}” is no number of steps"))?),
    };
    Ok((pairs, preset, steps))
}

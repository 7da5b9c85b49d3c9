//! Every page of the site, as data.

pub mod deck;
mod demos;
mod home;
mod lesson;

use crate::content::Course;
use crate::engine::Engine;
use crate::search_text::sections;
use crate::shell::escape;
use course::author::{DemoInfo, Guide, Links, Term, glossary_html};
use course::page::{Block, Layout, Page};
use course::part::Part;
use course::route::{Location, Route};
use std::fmt::Write as _;

/// For which home of the site addresses are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A host's folder.
    Paths,
    /// The one-file edition.
    Hash,
    /// The folders of the embeds on a host.
    Embed,
}

impl Mode {
    /// The spelling for a page.
    pub fn links(self, route: &Route) -> Links {
        match self {
            Mode::Paths => Links::Paths { depth: route.path().matches('/').count() },
            Mode::Hash => Links::Hash,
            Mode::Embed => Links::Paths { depth: crate::embed::folder(&route.path()).matches('/').count() },
        }
    }
}

/// All pages, the home page first.
pub fn all(course: &Course, engine: &Engine, mode: Mode) -> Vec<Page> {
    let mut pages = vec![
        home::page(course, mode),
        demos::gallery(engine, mode),
        review(),
        glossary(course, mode),
        settings(mode),
        about(course, mode),
    ];
    pages.extend(course.guides.iter().map(|guide| guide_page(guide, mode)));
    pages.extend(course.written.iter().map(|written| lesson::page(course, written, mode)));
    pages.extend(engine.demos().iter().map(|spec| demos::page(course, spec, mode)));
    pages
}

/// The pages that others can frame: a lesson without the way to the next, a demo without the text below it; and for a
/// demo what can be asked of it.
pub fn embedded(course: &Course, engine: &Engine) -> Vec<(Page, Option<DemoInfo>)> {
    let lessons = course.written.iter().map(|written| {
        let mut page = lesson::page(course, written, Mode::Embed);
        page.aside.clear();
        page.blocks.pop();
        (page, None)
    });
    let demos = engine.demos().iter().zip(engine.infos()).map(|(spec, info)| {
        let mut page = demos::page(course, spec, Mode::Embed);
        page.aside.clear();
        page.blocks.truncate(1);
        (page, Some(info))
    });
    lessons.chain(demos).collect()
}

fn page_of(route: &Route, title: &str, description: &str, layout: Layout, blocks: Vec<Block>) -> Page {
    Page {
        path: route.path(),
        title: title.into(),
        description: description.into(),
        layout,
        lesson: None,
        aside: String::new(),
        blocks,
    }
}

/// The headings of a page, to stand beside it: id and text.
fn contents(route: &Route, mode: Mode, class: &str, headings: &[(&str, &str)]) -> String {
    let mut html = format!(
        "<nav class=\"contents {class}\" aria-labelledby=\"contents-title\"><h2 id=\"contents-title\">On this page</h2><ol>"
    );
    for (id, text) in headings {
        let place = Location { route: route.clone(), query: Vec::new(), anchor: (*id).into() };
        let _ = write!(html, "<li><a href=\"{}\">{}</a></li>", mode.links(route).href(&place), escape(text));
    }
    html + "</ol></nav>"
}

/// A page of text alone, with its headings beside it.
fn text_page(route: &Route, title: &str, heading: &str, description: &str, html: &str, mode: Mode) -> Page {
    let html = mode.links(route).apply(html);
    let parts = sections(&html);
    let headings: Vec<(&str, &str)> =
        parts.iter().filter(|s| !s.id.is_empty()).map(|s| (s.id.as_str(), s.title.as_str())).collect();
    let aside = contents(route, mode, "here", &headings);
    let body = prose(format!("<h1>{}</h1>{html}", escape(heading)));
    Page { aside, ..page_of(route, title, description, Layout::Plain, vec![body]) }
}

/// Stands behind the name of a lesson that has yet to be written.
const PLANNED: &str = "<span class=\"planned-mark\">(planned)</span>";

fn prose(html: String) -> Block {
    Block::Prose { html }
}

/// A part that only the app can fill, and what stands there until it does.
fn own_part(kind: &str, html: &str) -> Block {
    Block::Part(Part { kind: kind.into(), html: html.into(), ..Part::default() })
}

fn review() -> Page {
    let head =
        "<h1>Review</h1><noscript><p>Reviews need the app, and with it JavaScript and WebAssembly.</p></noscript>";
    let description =
        "The cards that are due today, spaced by FSRS so that each comes back just before it would be forgotten.";
    let blocks = vec![prose(head.into()), own_part("review", "<div class=\"review-box\"></div>")];
    let aside = "<div class=\"keys-note\"><p><kbd>Space</kbd> shows the answer.</p>\
                 <p><kbd>1</kbd> to <kbd>4</kbd> rate how well you recalled it.</p>\
                 <p><kbd>u</kbd> takes the last rating back.</p></div>";
    Page { aside: aside.into(), ..page_of(&Route::Review, "Review", description, Layout::Plain, blocks) }
}

/// Headings of the settings. All but the first two are the app's.
const SETTINGS: [(&str, &str); 6] = [
    ("looks", "Looks"),
    ("keys-set", "Keys"),
    ("retention", "Review"),
    ("progress", "Your progress"),
    ("storage", "Storage"),
    ("offline", "Offline"),
];

/// How the course looks in this browser, and whether single keys act. A script acts on it, see `on-demand.js`.
fn display() -> String {
    let choice = |name: &str, legend: &str, options: &[(&str, &str)]| {
        let row = |(value, label): &(&str, &str)| {
            format!("<label><input type=\"radio\" name=\"{name}\" value=\"{value}\" data-display> {label}</label>")
        };
        let rows: String = options.iter().map(row).collect();
        format!("<fieldset class=\"row\"><legend>{legend}</legend>{rows}</fieldset>\n")
    };
    let system = ("", "As the system");
    format!(
        "<div class=\"settings\">\n<section aria-labelledby=\"looks\"><h2 id=\"looks\">Looks</h2>\n{}{}</section>\n\
         <section aria-labelledby=\"keys-set\"><h2 id=\"keys-set\">Keys</h2>\n{}\
         <p class=\"row\"><button class=\"button\" type=\"button\" data-keys>List of keys</button></p>\n\
         <p class=\"hint\">Letters, digits and signs that act by themselves, outside of fields. Switch them off if you speak \
         to your computer, or press keys by mistake.</p></section>\n</div>\n",
        choice("theme", "Theme", &[system, ("light", "Light"), ("dark", "Dark")]),
        choice("motion", "Motion", &[system, ("less", "Less"), ("full", "Full")]),
        choice("keys", "Single keys", &[("", "On"), ("off", "Off")]),
    )
}

fn settings(mode: Mode) -> Page {
    let none = "<noscript><p>Settings need JavaScript, and most of them WebAssembly.</p></noscript>";
    let head = format!("<h1>Settings</h1>{none}{}", display());
    let blocks = vec![prose(head), own_part("settings", "<div class=\"settings\"></div>")];
    let description =
        "Theme, motion, keys, target retention, and everything about your own data: export, import, reset.";
    // The one-file edition is a copy already.
    let headings = if mode == Mode::Hash { &SETTINGS[..5] } else { &SETTINGS[..] };
    let aside = contents(&Route::Settings, mode, "here living", headings);
    Page { aside, ..page_of(&Route::Settings, "Settings", description, Layout::Plain, blocks) }
}

/// The letter that a term stands under.
fn initial(term: &Term) -> char {
    term.name.chars().next().filter(char::is_ascii_alphabetic).map_or('#', |letter| letter.to_ascii_uppercase())
}

fn glossary(course: &Course, mode: Mode) -> Page {
    let route = Route::Glossary;
    let links = mode.links(&route);
    let (mut letters, mut list) = (String::new(), String::new());
    for terms in course.terms.chunk_by(|a, b| initial(a) == initial(b)) {
        let letter = terms.first().map_or('#', initial);
        let id = if letter == '#' { "letter-other".into() } else { format!("letter-{}", letter.to_ascii_lowercase()) };
        let place = links.href(&Location { route: route.clone(), query: Vec::new(), anchor: id.clone() });
        let _ = write!(letters, "<a href=\"{place}\">{letter}</a>");
        let _ = write!(
            list,
            "<section class=\"letter\" aria-labelledby=\"{id}\"><h2 id=\"{id}\">{letter}</h2>{}</section>",
            links.apply(&glossary_html(terms))
        );
    }
    let tools = format!(
        "<div class=\"glossary-tools\"><div class=\"filter\"><label for=\"filter\">Filter the terms</label>\
         <input type=\"search\" id=\"filter\" data-filter autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\">\
         <p role=\"status\" data-filtered></p></div><nav class=\"letters\" aria-label=\"Letters\">{letters}</nav></div>"
    );
    let head = format!(
        "<h1>Glossary</h1><p>{} terms of the course, each in two or three sentences that say exactly what it is. \
         In a lesson, a dotted line under a term opens its entry there.</p>",
        course.terms.len()
    );
    let description = "The terms of the course, each in two or three exact sentences.";
    page_of(&route, "Glossary", description, Layout::Plain, vec![prose(head), prose(tools), prose(list)])
}

fn about(course: &Course, mode: Mode) -> Page {
    let description = "What Descent is, where its data come from, and the licenses of everything in it.";
    text_page(&Route::About, "About", "About Descent", description, &course.about_html, mode)
}

fn guide_page(guide: &Guide, mode: Mode) -> Page {
    let route = Route::Guide(guide.slug.clone());
    text_page(&route, &guide.title, &guide.title, &guide.description, &guide.html, mode)
}

#[cfg(test)]
mod tests {
    use super::*;
    use course::page::leaves;

    /// A part whose kind the app does not know would stay dead, and nothing else would say so.
    #[test]
    fn the_app_knows_every_kind_of_part() {
        let root = crate::project_root();
        let (course, engine) = (crate::content::load(&root).unwrap(), Engine::load(&root).unwrap());
        let app = include_str!("../../../app/kinds.rs");
        let pages = all(&course, &engine, Mode::Paths);
        let kinds: std::collections::BTreeSet<&str> = pages
            .iter()
            .flat_map(|page| leaves(&page.blocks))
            .filter_map(Block::part)
            .map(|part| part.kind.as_str())
            .collect();
        for kind in ["predict", "quiz", "cards", "sort", "review"] {
            assert!(kinds.contains(kind), "no page has a part of the kind “{kind}”");
        }
        for kind in kinds {
            let a_view = app.contains(&format!("    (\"{kind}\", |"));
            assert!(
                a_view != tools::kinds().any(|tool| tool == kind),
                "“{kind}” is to be a view of the app, or a tool"
            );
        }
    }
}

//! Every page of the site, as data.

pub mod deck;
mod demos;
mod home;
mod lesson;

use crate::content::Course;
use crate::engine::Engine;
use crate::shell::escape;
use course::author::{DemoInfo, Guide, Links};
use course::page::{Block, Layout, Page};
use course::part::Part;
use course::route::Route;

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
        settings(),
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
    page_of(
        &Route::Review,
        "Review",
        description,
        Layout::Plain,
        vec![prose(head.into()), own_part("review", "<div class=\"review-box\"></div>")],
    )
}

fn settings() -> Page {
    let head =
        "<h1>Settings</h1><noscript><p>Settings need the app, and with it JavaScript and WebAssembly.</p></noscript>";
    let blocks = vec![prose(head.into()), own_part("settings", "<div class=\"settings\"></div>")];
    let description = "Theme, motion, target retention, and everything about your own data: export, import, reset.";
    page_of(&Route::Settings, "Settings", description, Layout::Plain, blocks)
}

fn glossary(course: &Course, mode: Mode) -> Page {
    let links = mode.links(&Route::Glossary);
    let html = format!("<h1>Glossary</h1>{}", links.apply(&course.glossary_html));
    page_of(
        &Route::Glossary,
        "Glossary",
        "The terms of the course, each in two or three exact sentences.",
        Layout::Plain,
        vec![prose(html)],
    )
}

fn about(course: &Course, mode: Mode) -> Page {
    let links = mode.links(&Route::About);
    let description = "What Descent is, where its data come from, and the licenses of everything in it.";
    page_of(
        &Route::About,
        "About",
        description,
        Layout::Plain,
        vec![prose(format!("<h1>About Descent</h1>{}", links.apply(&course.about_html)))],
    )
}

fn guide_page(guide: &Guide, mode: Mode) -> Page {
    let route = Route::Guide(guide.slug.clone());
    let html = format!("<h1>{}</h1>{}", escape(&guide.title), mode.links(&route).apply(&guide.html));
    page_of(&route, &guide.title, &guide.description, Layout::Plain, vec![prose(html)])
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
            assert!(app.contains(&format!("    (\"{kind}\", |")), "src/app/kinds.rs has no “{kind}”");
        }
    }
}

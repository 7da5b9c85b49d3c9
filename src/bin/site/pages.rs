//! Every page of the site, as data.

use super::content::{Course, Written};
use super::engine::Engine;
use super::road::{self, Stop, Stretch};
use super::shell::escape;
use course::author::{DemoInfo, Guide, Links};
use course::page::{Block, DemoBlock, Layout, LessonHead, Page};
use course::quiz::{Card, Item};
use course::route::{Location, Route};
use plot::layout::lay_out;
use plot::picture::Size;
use plot::svg::{SvgOptions, write as write_svg};
use serde::Serialize;
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
            Mode::Embed => Links::Paths { depth: super::embed::folder(&route.path()).matches('/').count() },
        }
    }
}

/// All pages, the home page first.
pub fn all(course: &Course, engine: &Engine, mode: Mode) -> Vec<Page> {
    let mut pages = vec![
        home(course, mode),
        demos(engine, mode),
        review(),
        glossary(course, mode),
        settings(),
        about(course, mode),
    ];
    pages.extend(course.guides.iter().map(|guide| guide_page(guide, mode)));
    pages.extend(course.written.iter().map(|written| lesson(course, written, mode)));
    pages.extend(demos::registry::DEMOS.iter().map(|spec| demo(course, spec, mode)));
    pages
}

/// The pages that others can frame: a lesson without the way to the next, a demo without the text below it; and for a
/// demo what can be asked of it.
pub fn embedded(course: &Course, engine: &Engine) -> Vec<(Page, Option<DemoInfo>)> {
    let lessons = course.written.iter().map(|written| {
        let mut page = lesson(course, written, Mode::Embed);
        page.aside.clear();
        page.blocks.pop();
        (page, None)
    });
    let demos = demos::registry::DEMOS.iter().zip(engine.infos()).map(|(spec, info)| {
        let mut page = demo(course, spec, Mode::Embed);
        page.blocks.truncate(1);
        (page, Some(info))
    });
    lessons.chain(demos).collect()
}

fn page(route: &Route, title: &str, description: &str, layout: Layout, blocks: Vec<Block>) -> Page {
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

fn prose(html: String) -> Block {
    Block::Prose { html }
}

fn island(name: &str, html: &str) -> Block {
    Block::Island { name: name.into(), html: html.into() }
}

fn home(course: &Course, mode: Mode) -> Page {
    let links = mode.links(&Route::Home);
    let href = |slug: &str| links.href(&Location::of(Route::Lesson(slug.into())));
    let stretches: Vec<Stretch> = course
        .tracks
        .iter()
        .map(|track| Stretch {
            title: track.title.clone(),
            stops: track
                .lessons
                .iter()
                .map(|l| Stop {
                    slug: l.slug.clone(),
                    title: l.title.clone(),
                    written: course.written(&l.slug).is_some(),
                })
                .collect(),
        })
        .collect();
    let intro = "<div class=\"home-intro\"><h1>The road to machine learning engineer</h1>\
        <p>From the first data set to the model in production, and through the interview. Every algorithm on the way runs \
        in this page: you move its parts, predict what it will do, and see.</p></div>";
    let printable = super::book::tracks(course);
    let book = |track: &course::author::Track| match mode {
        Mode::Paths if printable.iter().any(|(_, t, _)| t.id == track.id) => {
            format!(" <a class=\"print-track\" href=\"{}\">Print this track</a>", super::book::path(track))
        }
        _ => String::new(),
    };
    let mut list = String::from("<ol class=\"road-list\">");
    for (number, track) in course.tracks.iter().enumerate() {
        let _ = write!(
            list,
            "<li><h2><span class=\"number\">{number}</span>{}</h2><p class=\"what\">{}{}</p><ol>",
            escape(&track.title),
            escape(&track.about),
            book(track)
        );
        for lesson in &track.lessons {
            let title = escape(&lesson.title);
            let _ = match course.written(&lesson.slug) {
                Some(written) => write!(
                    list,
                    "<li class=\"written\" data-lesson=\"{}\"><a href=\"{}\">{title}</a><span class=\"minutes\">{} min</span><span class=\"minutes state\"></span></li>",
                    lesson.slug,
                    href(&lesson.slug),
                    written.lesson.front.minutes
                ),
                None => write!(list, "<li class=\"planned\">{title}<span class=\"sr-only\"> (planned)</span></li>"),
            };
        }
        list += "</ol></li>";
    }
    let planned: usize = course.tracks.iter().map(|t| t.lessons.len()).sum::<usize>() - course.written.len();
    let _ = write!(
        list,
        "</ol><p class=\"planned-note\">Written so far: {}. Planned, in italics: {planned}.</p>",
        course.written.len()
    );
    let blocks = vec![
        prose(intro.into()),
        island("today", "<div class=\"today\"></div>"),
        prose(road::map(&stretches, href)),
        prose(list),
    ];
    let description = "An interactive course for becoming a machine learning engineer: lessons, live algorithms, quizzes and spaced review, all in the browser.";
    page(&Route::Home, "Descent: the road to machine learning engineer", description, Layout::Home, blocks)
}

fn lesson(course: &Course, written: &Written, mode: Mode) -> Page {
    let lesson = &written.lesson;
    let route = Route::Lesson(lesson.slug.clone());
    let links = mode.links(&route);
    let link = |slug: &str| links.href(&Location::of(Route::Lesson(slug.into())));
    let title = escape(&lesson.front.title);
    let needs: Vec<String> = lesson
        .front
        .needs
        .iter()
        .filter_map(|slug| {
            let name = escape(course.title(slug)?);
            Some(if course.written(slug).is_some() { format!("<a href=\"{}\">{name}</a>", link(slug)) } else { name })
        })
        .collect();
    let needs = if needs.is_empty() { String::new() } else { format!("<span>Builds on {}</span>", needs.join(", ")) };
    let head = format!(
        "<header class=\"lesson-head\"><p class=\"track\">{}</p><h1>{title}</h1><p class=\"facts\"><span>{} minutes</span>{needs}</p></header>",
        escape(&written.track),
        lesson.front.minutes
    );
    let mut blocks = vec![prose(head)];
    blocks.extend(lesson.render(links));
    super::book::end::add(course, written, links, &mut blocks);
    blocks.push(island("lesson-tools", "<section class=\"lesson-tools-box\"></section>"));
    let (previous, next) = course.around(&lesson.slug);
    blocks.push(prose(print_ways(course, written, mode) + &onward(previous, next, &link)));
    let pair = |w: Option<&Written>| w.map(|w| (w.lesson.slug.clone(), w.lesson.front.title.clone()));
    let mut page = page(&route, &lesson.front.title, &lesson.front.description, Layout::Lesson, blocks);
    page.aside = contents(written, links);
    page.lesson = Some(LessonHead {
        slug: lesson.slug.clone(),
        minutes: lesson.front.minutes,
        next: pair(next),
        previous: pair(previous),
    });
    page
}

fn contents(written: &Written, links: Links) -> String {
    let mut html = String::from(
        "<nav class=\"contents\" aria-labelledby=\"contents-title\"><h2 id=\"contents-title\">In this lesson</h2><ol>",
    );
    for heading in &written.lesson.toc {
        let href = match links {
            Links::Paths { .. } => format!("#{}", heading.id),
            Links::Hash => {
                let route = Route::Lesson(written.lesson.slug.clone());
                Location { route, query: Vec::new(), anchor: heading.id.clone() }.to_hash()
            }
        };
        let _ =
            write!(html, "<li class=\"level-{}\"><a href=\"{href}\">{}</a></li>", heading.level, escape(&heading.text));
    }
    html + "</ol></nav>"
}

/// Ways onto paper: this lesson, by a script that shows the button, and the book of its track, which the one-file
/// edition does not have.
fn print_ways(course: &Course, written: &Written, mode: Mode) -> String {
    let track = super::book::tracks(course).into_iter().find(|(_, track, _)| track.title == written.track);
    let book = match (mode, track) {
        (Mode::Paths, Some((_, track, lessons))) => format!(
            "<a href=\"../../{}\">The whole track as a book</a> <span class=\"count\">{}</span>",
            super::book::path(track),
            if lessons.len() == 1 { "1 lesson".into() } else { format!("{} lessons", lessons.len()) }
        ),
        _ => String::new(),
    };
    format!(
        "<p class=\"print-ways\"><button class=\"button\" type=\"button\" data-print>Print this lesson</button>{book}</p>"
    )
}

fn onward(previous: Option<&Written>, next: Option<&Written>, link: &dyn Fn(&str) -> String) -> String {
    let one = |written: Option<&Written>, class: &str, label: &str| {
        written.map_or(String::new(), |w| {
            format!(
                "<a class=\"{class}\" href=\"{}\"><span class=\"label\">{label}</span><span class=\"name\">{}</span></a>",
                link(&w.lesson.slug),
                escape(&w.lesson.front.title)
            )
        })
    };
    format!(
        "<nav class=\"onward\" aria-label=\"Onward\">{}{}</nav>",
        one(previous, "previous", "Before"),
        one(next, "next", "Next")
    )
}

fn demo(course: &Course, spec: &'static demos::Spec, mode: Mode) -> Page {
    let route = Route::Demo(spec.id.into());
    let links = mode.links(&route);
    let block = DemoBlock::alone(spec.id);
    let mut after = format!("<p>{}</p>", escape(spec.about));
    if let (Some(_), Some(title)) = (course.written(spec.lesson), course.title(spec.lesson)) {
        let href = links.href(&Location::of(Route::Lesson(spec.lesson.into())));
        let _ = write!(after, "<p>The lesson behind it: <a href=\"{href}\">{}</a>.</p>", escape(title));
    }
    let presets: String = spec
        .presets
        .iter()
        .map(|preset| {
            let mut query: Vec<(String, String)> =
                preset.settings.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
            if preset.steps > 0 {
                query.push(("step".into(), preset.steps.to_string()));
            }
            let href = links.href(&Location { route: route.clone(), query, anchor: String::new() });
            format!(
                "<li><a class=\"try\" data-demo=\"{}\" href=\"{}\">{}</a></li>",
                spec.id,
                escape(&href),
                escape(preset.label)
            )
        })
        .collect();
    if !presets.is_empty() {
        after.insert_str(0, &format!("<h2>Good places to start</h2><ul class=\"starts\">{presets}</ul>"));
    }
    page(&route, spec.title, spec.about, Layout::Demo, vec![Block::Demo(block), prose(after)])
}

fn demos(engine: &Engine, mode: Mode) -> Page {
    let links = mode.links(&Route::Demos);
    let mut html =
        String::from("<h1>Demos</h1><p>Each runs the real algorithm, here in the page.</p><ul class=\"gallery\">");
    for spec in demos::registry::DEMOS {
        let href = links.href(&Location::of(Route::Demo(spec.id.into())));
        let _ = write!(
            html,
            "<li><h2><a href=\"{href}\">{}</a></h2><p>{}</p>{}</li>",
            escape(spec.title),
            escape(spec.about),
            thumbnail(engine, spec)
        );
    }
    html += "</ul>";
    let description =
        "Live machine learning algorithms to play with: move their parts, step them, rewind them, link to any state.";
    page(&Route::Demos, "Demos", description, Layout::Plain, vec![prose(html)])
}

fn thumbnail(engine: &Engine, spec: &'static demos::Spec) -> String {
    let block = DemoBlock::alone(spec.id);
    let Ok(player) = engine.player(spec, &block) else { return String::new() };
    let width = 640.0;
    let picture = player.demo().picture(Size { width, height: width * spec.aspect[0] });
    let options =
        SvgOptions { id: &format!("t-{}", spec.id), title: spec.title, desc: &player.demo().summary(), palette: None };
    write_svg(&lay_out(&picture), &options)
}

fn review() -> Page {
    let head =
        "<h1>Review</h1><noscript><p>Reviews need the app, and with it JavaScript and WebAssembly.</p></noscript>";
    let description =
        "The cards that are due today, spaced by FSRS so that each comes back just before it would be forgotten.";
    page(
        &Route::Review,
        "Review",
        description,
        Layout::Plain,
        vec![prose(head.into()), island("review", "<div class=\"review-box\"></div>")],
    )
}

fn settings() -> Page {
    let head =
        "<h1>Settings</h1><noscript><p>Settings need the app, and with it JavaScript and WebAssembly.</p></noscript>";
    let blocks = vec![prose(head.into()), island("settings", "<div class=\"settings\"></div>")];
    let description = "Theme, motion, target retention, and everything about your own data: export, import, reset.";
    page(&Route::Settings, "Settings", description, Layout::Plain, blocks)
}

fn glossary(course: &Course, mode: Mode) -> Page {
    let links = mode.links(&Route::Glossary);
    let html = format!("<h1>Glossary</h1>{}", links.apply(&course.glossary_html));
    page(
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
    page(
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
    page(&route, &guide.title, &guide.description, Layout::Plain, vec![prose(html)])
}

/// What review needs: the lessons in order with their cards and questions.
#[derive(Serialize)]
pub struct Deck {
    lessons: Vec<DeckLesson>,
}

#[derive(Serialize)]
struct DeckLesson {
    slug: String,
    title: String,
    minutes: u32,
    cards: Vec<Card>,
    items: Vec<Item>,
}

/// The deck of all lessons. Addresses in it are spelled for the review page.
pub fn deck(course: &Course, mode: Mode) -> Deck {
    let links = mode.links(&Route::Review);
    let lessons = course
        .written
        .iter()
        .map(|written| {
            let blocks = written.lesson.render(links);
            let mut entry = DeckLesson {
                slug: written.lesson.slug.clone(),
                title: written.lesson.front.title.clone(),
                minutes: written.lesson.front.minutes,
                cards: Vec::new(),
                items: Vec::new(),
            };
            for block in blocks {
                match block {
                    Block::Cards(cards) => entry.cards.extend(cards.cards),
                    Block::Quiz(quiz) => entry.items.extend(quiz.items),
                    _ => {}
                }
            }
            entry
        })
        .collect();
    Deck { lessons }
}

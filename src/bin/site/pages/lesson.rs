//! A lesson's page: its head, its blocks, what stands beside and below.

use super::{Mode, PLANNED, own_part, page_of, prose};
use crate::content::{Course, Written};
use crate::shell::escape;
use course::author::Links;
use course::page::{Layout, Page};
use course::route::{Location, Route};
use std::fmt::Write as _;

/// The page of a lesson.
pub fn page(course: &Course, written: &Written, mode: Mode) -> Page {
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
            Some(if course.written(slug).is_some() {
                format!("<a href=\"{}\">{name}</a>", link(slug))
            } else {
                format!("{name} {PLANNED}")
            })
        })
        .collect();
    let needs = if needs.is_empty() { String::new() } else { format!("<span>Builds on {}</span>", needs.join(", ")) };
    let head = format!(
        "<header class=\"lesson-head\"><p class=\"track\">{}</p><h1>{title}</h1><p class=\"facts\"><span>{} minutes</span>{needs}</p></header>",
        escape(&written.track),
        lesson.effort.minutes()
    );
    let mut blocks = vec![prose(head)];
    blocks.extend(lesson.render(links));
    crate::book::end::add(course, written, links, &mut blocks);
    blocks.push(own_part("lesson-tools", "<section class=\"lesson-tools-box\"></section>"));
    let (previous, next) = course.around(&lesson.slug);
    blocks.push(prose(print_ways(course, written, mode) + &onward(previous, next, &link)));
    let mut page = page_of(&route, &lesson.front.title, &lesson.front.description, Layout::Lesson, blocks);
    page.aside = contents(written, links);
    page.lesson = Some(lesson.slug.clone());
    page
}

fn contents(written: &Written, links: Links) -> String {
    let mut html = String::from(
        "<nav class=\"contents here\" aria-labelledby=\"contents-title\"><h2 id=\"contents-title\">In this lesson</h2><ol>",
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
    let track = crate::book::tracks(course).into_iter().find(|(_, track, _)| track.title == written.track);
    let book = match (mode, track) {
        (Mode::Paths, Some((_, track, lessons))) => format!(
            "<a href=\"../../{}\">The whole track as a book</a> <span class=\"count\">{}</span>",
            crate::book::path(track),
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

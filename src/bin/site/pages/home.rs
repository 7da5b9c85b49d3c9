//! The home page: the road as a map and as a list.

use super::{Mode, own_part, page_of, prose};
use crate::content::Course;
use crate::road::{self, Stop, Stretch};
use crate::shell::escape;
use course::page::{Layout, Page};
use course::route::{Location, Route};
use std::fmt::Write as _;

/// The home page.
pub fn page(course: &Course, mode: Mode) -> Page {
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
    let printable = crate::book::tracks(course);
    let book = |track: &course::author::Track| match mode {
        Mode::Paths if printable.iter().any(|(_, t, _)| t.id == track.id) => {
            format!(" <a class=\"print-track\" href=\"{}\">Print this track</a>", crate::book::path(track))
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
        own_part("today", "<div class=\"today\"></div>"),
        prose(road::map(&stretches, href)),
        prose(list),
    ];
    let description = "An interactive course for becoming a machine learning engineer: lessons, live algorithms, quizzes and spaced review, all in the browser.";
    page_of(&Route::Home, "Descent: the road to machine learning engineer", description, Layout::Home, blocks)
}

//! The home page: what is ready, and the whole road as a list and as a map.

use super::{Mode, PLANNED, own_part, page_of, prose};
use crate::content::Course;
use crate::road::{self, Stop, Stretch};
use crate::shell::escape;
use course::author::Track;
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
    let printable = crate::book::tracks(course);
    let book = |track: &Track| match mode {
        Mode::Paths if printable.iter().any(|(_, t, _)| t.id == track.id) => {
            format!(" <a class=\"print-track\" href=\"{}\">Print this track</a>", crate::book::path(track))
        }
        _ => String::new(),
    };
    let mut ready = String::from("<h2>Ready to read</h2><ol class=\"road-list\">");
    for written in course.ready() {
        let front = &written.lesson.front;
        let _ = write!(
            ready,
            "<li data-lesson=\"{0}\"><a href=\"{1}\">{2}</a><span class=\"minutes\">{3} min</span><span class=\"minutes state\"></span><p>{4}</p></li>",
            written.lesson.slug,
            href(&written.lesson.slug),
            escape(&front.title),
            written.lesson.effort.minutes(),
            escape(front.summary.as_ref().unwrap_or(&front.description)),
        );
    }
    ready += "</ol>";
    let tracks: String = course
        .tracks
        .iter()
        .enumerate()
        .map(|(number, track)| fold(course, number, track, &book(track), href))
        .collect();
    let whole = format!("<h2>The whole road</h2>{}<div class=\"tracks\">{tracks}</div>", road::map(&stretches, href));
    let blocks = vec![prose(intro(course)), own_part("today", &first(course, href)), prose(ready), prose(whole)];
    let description = "An interactive course for becoming a machine learning engineer: lessons, live algorithms, quizzes and spaced review, all in the browser.";
    page_of(&Route::Home, "Descent: the road to machine learning engineer", description, Layout::Home, blocks)
}

/// What this is, and how much of it there is.
fn intro(course: &Course) -> String {
    let ready = course.written.len();
    let planned = course.tracks.iter().map(|track| track.lessons.len()).sum::<usize>() - ready;
    let lessons = |n: usize| if n == 1 { "1 lesson is".to_string() } else { format!("{n} lessons are") };
    format!(
        "<div class=\"home-intro\"><h1>The road to machine learning engineer</h1>\
         <p>From the first data set to the model in production, and through the interview. Every algorithm on the way runs \
         in this page: you move its parts, predict what it will do, and see.</p>\
         <p class=\"how-far\">{} ready, {planned} more are planned.</p></div>",
        lessons(ready)
    )
}

/// Where a reader begins who has done nothing yet; the app goes on from there.
fn first(course: &Course, href: impl Fn(&str) -> String) -> String {
    let begin = course.ready().first().map_or(String::new(), |written| {
        format!(
            "<a class=\"go\" href=\"{}\"><span class=\"label\">Begin with</span> <span class=\"name\">{}</span> \
             <span class=\"button primary\">Begin: {} minutes</span></a>",
            href(&written.lesson.slug),
            escape(&written.lesson.front.title),
            written.lesson.effort.minutes()
        )
    });
    format!("<div class=\"today\">{begin}</div>")
}

/// A track with all its lessons, folded.
fn fold(course: &Course, number: usize, track: &Track, book: &str, href: impl Fn(&str) -> String) -> String {
    let ready = track.lessons.iter().filter(|lesson| course.written(&lesson.slug).is_some()).count();
    let lessons: String = track
        .lessons
        .iter()
        .map(|lesson| {
            let title = escape(&lesson.title);
            match course.written(&lesson.slug) {
                Some(_) => format!(
                    "<li class=\"written\" data-lesson=\"{0}\"><a href=\"{1}\">{title}</a><span class=\"minutes state\"></span></li>",
                    lesson.slug,
                    href(&lesson.slug),
                ),
                None => format!("<li class=\"planned\" id=\"{}\">{title} {PLANNED}</li>", lesson.slug),
            }
        })
        .collect();
    format!(
        "<details class=\"track\"><summary><span class=\"number\">{number}</span> <span class=\"name\">{}</span> \
         <span class=\"count\">{ready} of {} ready</span></summary><p class=\"what\">{}{book}</p><ol>{lessons}</ol></details>",
        escape(&track.title),
        track.lessons.len(),
        escape(&track.about),
    )
}

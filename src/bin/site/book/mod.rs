//! Books: a whole track as one page for paper, `print/TRACK/`, without the app and without script.
//!
//! A single lesson needs no page of its own: what paper asks for is part of every lesson's page, see [`end`].

mod anchors;
mod answers;
mod chapter;
pub mod end;
mod notes;
mod tags;

use anchors::Inside;

use super::assets::{Assets, BOOK_CSS, CSS, PRINT_CSS};
use super::content::{Course, Written};
use super::engine::Engine;
use super::road;
use super::shell::POLICY;
use super::shell::{Shell, escape};
use super::write::spelled;
use super::{Failure, failed};
use course::author::{Links, Track, glossary_html};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What the chapters of a book share.
struct Book<'a> {
    course: &'a Course,
    engine: &'a Engine,
    links: Links,
    site: Option<&'a str>,
    /// Slugs of the chapters.
    slugs: Vec<&'a str>,
    /// Ids of the terms that the chapters use.
    terms: BTreeSet<&'a str>,
    /// From the book's folder to the site's root.
    up: String,
}

impl Book<'_> {
    fn inside(&self) -> Inside<'_> {
        Inside { chapters: &self.slugs, terms: &self.terms, up: &self.up }
    }
}

/// The tracks that have something to print, each with its written lessons.
pub fn tracks(course: &Course) -> Vec<(usize, &Track, Vec<&Written>)> {
    let all = course.tracks.iter().enumerate().map(|(number, track)| {
        let lessons = track.lessons.iter().filter_map(|l| course.written(&l.slug)).collect::<Vec<_>>();
        (number, track, lessons)
    });
    all.filter(|(_, _, lessons)| !lessons.is_empty()).collect()
}

/// The folder of a track's book, below the site's root.
pub fn path(track: &Track) -> String {
    format!("print/{}/", track.id)
}

/// Writes the books.
pub fn write(out: &Path, course: &Course, engine: &Engine, shell: &Shell) -> Result<(), Failure> {
    for (number, track, lessons) in tracks(course) {
        let folder = out.join(path(track));
        fs::create_dir_all(&folder).map_err(failed)?;
        let html = spelled(&path(track), page(course, engine, shell, number, track, &lessons))?;
        fs::write(folder.join("index.html"), html).map_err(failed)?;
    }
    Ok(())
}

/// The running heads: each chapter names its page, and the page its head. They go into the books' style sheet, since
/// a page may carry no style of its own.
pub fn running_heads(course: &Course) -> String {
    let mut css = String::new();
    for (_, track, lessons) in tracks(course) {
        for (i, written) in lessons.iter().enumerate() {
            let slug = &written.lesson.slug;
            let title = css_string(&format!("{}  {}", i + 1, written.lesson.front.title));
            let track = css_string(&track.title);
            let _ = write!(
                css,
                ".p-{slug} {{ page: c-{slug}; }}\n@page c-{slug} {{ @top-left {{ content: {track}; }} @top-right {{ content: {title}; }} }}\n"
            );
        }
    }
    css
}

fn css_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn page(course: &Course, engine: &Engine, shell: &Shell, number: usize, track: &Track, lessons: &[&Written]) -> String {
    let slugs = lessons.iter().map(|w| w.lesson.slug.as_str()).collect();
    let book = Book {
        course,
        engine,
        links: chapter::LINKS,
        site: shell.site_url.as_deref(),
        slugs,
        terms: lessons.iter().flat_map(|w| w.lesson.terms.iter().map(String::as_str)).collect(),
        up: super::shell::up(&path(track)),
    };
    let chapters: Vec<_> = lessons.iter().enumerate().map(|(i, written)| chapter::set(&book, i + 1, written)).collect();
    let (answers, terms) = (answers(lessons, &chapters), terms(&book));
    let mut html = head(shell.assets, &book.up, track);
    let _ = write!(
        html,
        "<body class=\"book\">\n<header class=\"book-bar\"><p><a href=\"{up}\">Descent</a> <span>This page is made for paper: print it, or save it as PDF, with Ctrl+P or ⌘P.</span></p></header>\n\
         <main><header class=\"book-title\">{}<p class=\"label\">Track {number}</p><h1>{title}</h1><p class=\"about\">{}</p><p class=\"imprint\">{}</p></header>\n{}",
        road::motif(),
        escape(&track.about),
        imprint(shell, track),
        contents(track, lessons, [("answers", "Answers", &answers), ("terms", "Terms", &terms)]),
        up = book.up,
        title = escape(&track.title),
    );
    for chapter in &chapters {
        html += &chapter.html;
        html.push('\n');
    }
    html + &answers + &terms + "</main>\n</body>\n</html>\n"
}

fn head(assets: &Assets, up: &str, track: &Track) -> String {
    let title = escape(&track.title);
    format!(
        "<!doctype html>\n<html lang=\"en\" data-theme=\"light\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<title>{title}: the track as a book · Descent</title>\n\
         <meta name=\"description\" content=\"All lessons of the track “{title}” as a book, to print or to save as PDF.\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light\">\n\
         <link rel=\"stylesheet\" href=\"{up}{CSS}\">\n<link rel=\"stylesheet\" href=\"{up}{PRINT_CSS}\" media=\"print\">\n<link rel=\"stylesheet\" href=\"{up}{BOOK_CSS}\">\n\
         <link rel=\"icon\" href=\"{up}{}\" type=\"image/svg+xml\">\n</head>\n",
        assets.icon,
    )
}

fn imprint(shell: &Shell, track: &Track) -> String {
    let at = shell.site_url.as_ref().map_or(String::new(), |site| format!(" {}{}", escape(site), path(track)));
    format!("Descent {}.{at}", env!("CARGO_PKG_VERSION"))
}

/// The contents. What ends the book is named where there is any: its anchor, its title, itself.
fn contents(track: &Track, lessons: &[&Written], ends: [(&str, &str, &String); 2]) -> String {
    let mut html =
        String::from("<nav class=\"book-contents\" aria-labelledby=\"contents\"><h2 id=\"contents\">Contents</h2><ol>");
    for (i, written) in lessons.iter().enumerate() {
        let _ = write!(
            html,
            "<li><span class=\"no\">{}</span><a href=\"#{}\">{}</a><p>{}</p></li>",
            i + 1,
            written.lesson.slug,
            escape(&written.lesson.front.title),
            escape(&written.lesson.front.description)
        );
    }
    html += "</ol><ul>";
    for (anchor, title, _) in ends.iter().filter(|(_, _, end)| !end.is_empty()) {
        let _ = write!(html, "<li><a href=\"#{anchor}\">{title}</a></li>");
    }
    html += "</ul>";
    let planned: Vec<String> = track
        .lessons
        .iter()
        .filter(|l| lessons.iter().all(|w| w.lesson.slug != l.slug))
        .map(|l| escape(&l.title))
        .collect();
    if !planned.is_empty() {
        let _ = write!(html, "<p class=\"planned\">Planned: {}.</p>", planned.join(" · "));
    }
    html + "</nav>\n"
}

fn answers(lessons: &[&Written], chapters: &[chapter::Chapter]) -> String {
    if chapters.iter().all(|c| c.answers.is_empty()) {
        return String::new();
    }
    let mut html =
        String::from("<section class=\"book-answers\" aria-labelledby=\"answers\"><h2 id=\"answers\">Answers</h2>");
    for (i, (written, chapter)) in lessons.iter().zip(chapters).enumerate().filter(|(_, (_, c))| !c.answers.is_empty())
    {
        let title = escape(&written.lesson.front.title);
        let _ =
            write!(html, "<section><h3><span class=\"no\">{}</span> {title}</h3>{}</section>", i + 1, chapter.answers);
    }
    html + "</section>\n"
}

/// The terms that the chapters use, as the glossary has them.
fn terms(book: &Book) -> String {
    let terms: Vec<_> = book.course.terms.iter().filter(|t| book.terms.contains(t.id.as_str())).cloned().collect();
    if terms.is_empty() {
        return String::new();
    }
    let list = anchors::gather(&book.links.apply(&glossary_html(&terms)), anchors::TERM, &book.inside());
    format!("<section class=\"book-terms\" aria-labelledby=\"terms\"><h2 id=\"terms\">Terms</h2>{list}</section>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use course::author::{Context, LessonInfo, Stop, lesson};

    const LESSON: &str = r#"+++
title = "One & all"
description = "A lesson that has one of everything that is printed."
needs = []
+++

Text with [an address](https://example.org/a?b=1&c=2) and [the other](lesson:two).

```demo
id = "map"
demo = "gradient-descent"
caption = "What to look at."
```

```predict
id = "guess"
holds = "section"
prompt = "Which?"
reveal = "It turns out so."
[[choice]]
text = "This"
right = true
[[choice]]
text = "That"
```

What comes of it.

````deeper {#beside}
What is beside it.

Words in a fold.

```sort
id = "which"
prompt = "Sort."
group = [{ id = "a", name = "A" }, { id = "b", name = "B" }]
[[item]]
text = "one"
group = "a"
feedback = "Yes, it is."
wrong = { b = { feedback = "No, it is not.", misconception = "m" } }
[[item]]
text = "two"
group = "a"
feedback = "Yes, it is."
wrong = { b = { feedback = "No, it is not.", misconception = "m" } }
[[item]]
text = "three"
group = "b"
feedback = "Yes, it is."
wrong = { a = { feedback = "No, it is not.", misconception = "m" } }
```
````

## A heading

```derivation
title = "Why"
body = "Because $a = b$."
```

```quiz
title = "Check yourself"
[[item]]
id = "one-sum"
kind = "numeric"
prompt = "What is 2 + 2? See [below](#a-heading)."
answer = 4.0
tolerance = 0.0
feedback = "Count again."
explanation = "It is 4."
```
"#;

    /// A course of two lessons in one track, one of them written twice over under two slugs.
    fn course() -> Course {
        let stop = |slug: &str| Stop { slug: slug.into(), title: format!("Title of {slug}") };
        let track = Track {
            id: "track".into(),
            folder: "01-track".into(),
            title: "The “track”".into(),
            about: "About.".into(),
            lessons: vec![stop("one"), stop("two"), stop("three")],
        };
        let info = |slug: &str, planned| LessonInfo { slug: slug.into(), title: slug.into(), planned };
        let context = Context {
            demos: Engine::load(&super::super::project_root()).unwrap().infos(),
            lessons: vec![info("one", false), info("two", false), info("three", true)],
            ..Context::default()
        };
        let written = ["one", "two"].map(|slug| Written {
            track: track.title.clone(),
            file: format!("content/01-track/01-{slug}.md"),
            lesson: lesson(LESSON, &format!("content/01-track/01-{slug}.md"), &context).unwrap(),
        });
        Course { tracks: vec![track], written: written.into(), ..Course::default() }
    }

    fn made(site: Option<&str>) -> String {
        let (course, assets) = (course(), Assets::default());
        let engine = Engine::load(&super::super::project_root()).unwrap();
        let shell = Shell { assets: &assets, site_url: site.map(String::from), report_url: None };
        let (number, track, lessons) = tracks(&course).remove(0);
        page(&course, &engine, &shell, number, track, &lessons)
    }

    fn all<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
        html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn a_book_is_whole() {
        let html = made(None);
        let ids = all(&html, "id");
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        for href in all(&html, "href").into_iter().filter_map(|h| h.strip_prefix('#')) {
            assert!(ids.contains(&href), "#{href} leads nowhere: {ids:?}");
        }
        for refused in ["<script", "<button", "<canvas", " style=", "descent:"] {
            assert!(!html.contains(refused), "{refused}");
        }
        assert_eq!(html.matches("<details").count(), html.matches("<details open").count());
        assert!(html.contains("src=\"../../lesson/two/stills/map-wide-light.svg\""));
        assert!(html.contains(
            "<details open class=\"block held\" data-by=\"guess\"><summary>After you have guessed</summary>"
        ));
        assert!(html.contains("<details open class=\"block deeper\" id=\"two--beside\"><summary><span class=\"label\">Deeper</span> What is beside it.</summary>"));
        assert!(html.contains("<p>What comes of it.</p>") && html.contains("<p>Words in a fold.</p>"));
    }

    #[test]
    fn answers_stand_at_the_end_and_nowhere_else() {
        let html = made(None);
        let (chapters, end) = html.split_once("<section class=\"book-answers\"").unwrap();
        for words in ["It turns out so.", "Count again.", "It is 4.", "Right: "] {
            assert!(!chapters.contains(words), "{words}");
            assert_eq!(end.matches(words).count() % 2, 0, "{words}");
            assert!(end.contains(words), "{words}");
        }
        assert!(chapters.contains("<a href=\"#two--answer-one-sum\">Question 3</a>"), "{chapters}");
        assert!(
            end.contains("<li id=\"two--answer-one-sum\"><p class=\"of\"><a href=\"#two--q-one-sum\">Question 3</a>")
        );
    }

    #[test]
    fn links_have_numbers_and_addresses() {
        let html = made(Some("https://host.org/course/")).replace("<wbr>", "");
        assert!(
            html.contains("<a data-note=\"1\" class=\"external\" href=\"https://example.org/a?b=1&amp;c=2\""),
            "{html}"
        );
        assert!(html.contains("<li><span class=\"address\">https://example.org/a?b=1&amp;c=2</span></li>"));
        assert!(html.contains("href=\"#two\">the other</a>") && html.contains("See chapter 2, <cite>"));
        assert!(html.contains("Run it: <span class=\"address\">https://host.org/course/demo/gradient-descent/"));
    }

    #[test]
    fn running_heads_are_css_strings() {
        let css = running_heads(&course());
        assert!(css.contains(".p-one { page: c-one; }"), "{css}");
        assert!(css.contains("@top-right { content: \"1  One & all\"; }"), "{css}");
        assert_eq!(css_string("a \"b\" \\"), "\"a \\\"b\\\" \\\\\"");
    }
}

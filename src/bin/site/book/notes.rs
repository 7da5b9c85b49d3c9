//! Links on paper: a number behind the words, and the address in a list at the end.

use super::super::content::Course;
use super::super::shell::escape;
use super::tags;
use course::author::Links;
use course::route::{Location, Route};
use std::fmt::Write as _;

/// Collects the links of a lesson in the order in which they are read.
pub struct Notes<'a> {
    course: &'a Course,
    links: Links,
    /// Absolute address of the site, where the host is known.
    site: Option<&'a str>,
    /// The lesson, whose links to itself need no note.
    own: &'a str,
    /// The lessons that are chapters of the same book.
    chapters: &'a [&'a str],
    list: Vec<String>,
}

impl<'a> Notes<'a> {
    /// No notes yet.
    pub fn new(course: &'a Course, links: Links, site: Option<&'a str>, own: &'a str) -> Notes<'a> {
        Notes { course, links, site, own, chapters: &[], list: Vec::new() }
    }

    /// In a book, what is said of the other chapters is their number.
    pub fn in_book(mut self, chapters: &'a [&'a str]) -> Notes<'a> {
        self.chapters = chapters;
        self
    }

    /// Gives every link that leads away a number, `data-note`, which the style sheet prints. Terms have no note:
    /// there would be one at every other line.
    pub fn mark(&mut self, html: &str) -> String {
        numbered(html, |href| {
            let words = self.words(href)?;
            let known = self.list.iter().position(|w| *w == words);
            Some(known.unwrap_or_else(|| {
                self.list.push(words);
                self.list.len() - 1
            }))
        })
    }

    /// Marks those links that have a number already.
    pub fn mark_known(&self, html: &str) -> String {
        numbered(html, |href| {
            let words = self.words(href)?;
            self.list.iter().position(|w| *w == words)
        })
    }

    fn words(&self, href: &str) -> Option<String> {
        if href.contains(':') && !href.starts_with("#/") {
            return Some(format!("<span class=\"address\">{}</span>", breakable(href)));
        }
        let location = self.location(href)?;
        let address = self.address(&location);
        match &location.route {
            Route::Lesson(slug) if slug == self.own => None,
            Route::Lesson(slug) => {
                let title = escape(self.course.title(slug)?);
                Some(match self.chapters.iter().position(|c| c == slug) {
                    Some(i) => format!("See chapter {}, <cite>{title}</cite>", i + 1),
                    None => format!("See <cite>{title}</cite>: {address}"),
                })
            }
            Route::Demo(id) => {
                let title = demos::registry::find(id).map_or(id.as_str(), |spec| spec.title);
                Some(format!("Demo <cite>{}</cite>: {address}", escape(title)))
            }
            Route::Home => Some(format!("See the road: {address}")),
            route => Some(format!("See {}: {address}", route.path().trim_end_matches('/').replace('/', ", "))),
        }
    }

    fn location(&self, href: &str) -> Option<Location> {
        let href = href.replace("&amp;", "&");
        match self.links {
            Links::Hash => Location::parse_hash(&href),
            Links::Paths { .. } if href.starts_with('#') => None,
            Links::Paths { depth } => {
                let below = href.strip_prefix(&"../".repeat(depth)).or(href.strip_prefix("./"))?;
                Location::parse_path(below)
            }
        }
    }

    /// An address inside the course, for a reader of paper.
    pub fn address(&self, location: &Location) -> String {
        let path = match self.links {
            Links::Hash => format!("descent.html{}", location.to_hash()),
            Links::Paths { .. } => location.to_path(),
        };
        // Where the builder does not know the host, the page fills it in when it is printed.
        let root = match (self.links, self.site) {
            (Links::Hash, _) => String::new(),
            (_, Some(site)) => breakable(&escape(site)),
            (_, None) => "<span class=\"site-root\"></span>".into(),
        };
        format!("<span class=\"address\">{root}{}</span>", breakable(&escape(&path)))
    }

    /// The list, or nothing where there are no links.
    pub fn list(&self, id: &str, level: u8) -> String {
        if self.list.is_empty() {
            return String::new();
        }
        let mut html = format!("<section class=\"print-links\"><h{level} id=\"{id}\">Links</h{level}><ol>");
        for words in &self.list {
            let _ = write!(html, "<li>{words}</li>");
        }
        html + "</ol></section>"
    }
}

/// HTML with a number at each link for whose address, escaped as it stands there, there is a place in the list.
fn numbered(html: &str, mut place: impl FnMut(&str) -> Option<usize>) -> String {
    tags::each(html, "<a ", |tag| {
        let class = tags::attribute(tag, "class").unwrap_or_default();
        let at = match tags::attribute(tag, "href") {
            Some(href) if !matches!(class, "term" | "heading-link" | "note-number") => place(href),
            _ => None,
        };
        match at {
            Some(at) if !tag.contains(" data-note=") => {
                tag.replacen("<a ", &format!("<a data-note=\"{}\" ", at + 1), 1)
            }
            _ => tag.into(),
        }
    })
}

/// Lets a long address break behind its slashes and between its settings.
fn breakable(address: &str) -> String {
    address.replace('/', "/<wbr>").replace("/<wbr>/<wbr>", "//<wbr>").replace("&amp;", "<wbr>&amp;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course() -> Course {
        let stop = |slug: &str, title: &str| course::author::Stop { slug: slug.into(), title: title.into() };
        let track = course::author::Track {
            id: "t".into(),
            folder: "01-t".into(),
            title: "T".into(),
            about: String::new(),
            lessons: vec![stop("one", "Lesson <one>"), stop("two", "Lesson two")],
        };
        Course { tracks: vec![track], ..Course::default() }
    }

    const HTML: &str = "<a class=\"external\" href=\"https://e.org/a/?b=1&amp;c=2\">e</a> <a href=\"../../lesson/two/#x\">t</a> \
        <a class=\"term\" href=\"../../glossary/#r\">r</a> <a href=\"#here\">h</a> <a href=\"../../lesson/one/\">o</a> \
        <a href=\"https://e.org/a/?b=1&amp;c=2\">again</a> <a href=\"../../demo/roc-and-pr/?threshold=0.3&amp;step=2\">d</a>";

    #[test]
    fn links_that_lead_away_are_numbered_once() {
        let course = course();
        let mut notes = Notes::new(&course, Links::Paths { depth: 2 }, Some("https://h.org/c/"), "one");
        let marked = notes.mark(HTML);
        let numbers: Vec<&str> = marked.split("data-note=\"").skip(1).map(|t| &t[..1]).collect();
        assert_eq!(numbers, ["1", "2", "1", "3"]);
        let list = notes.list("l", 2).replace("<wbr>", "");
        assert!(list.contains("<li><span class=\"address\">https://e.org/a/?b=1&amp;c=2</span></li>"), "{list}");
        assert!(list.contains("See <cite>Lesson two</cite>: <span class=\"address\">https://h.org/c/lesson/two/#x"));
        assert!(list.contains("https://h.org/c/demo/roc-and-pr/?threshold=0.3&amp;step=2</span>"), "{list}");
    }

    #[test]
    fn without_a_host_the_root_is_left_open_and_chapters_have_numbers() {
        let course = course();
        let mut notes = Notes::new(&course, Links::Paths { depth: 2 }, None, "one").in_book(&["one", "two"]);
        notes.mark(HTML);
        let list = notes.list("l", 2);
        assert!(list.contains("See chapter 2, <cite>Lesson two</cite></li>"), "{list}");
        assert!(list.contains("<span class=\"site-root\"></span>demo/"), "{list}");
    }

    #[test]
    fn the_one_file_edition_has_addresses_too() {
        let course = course();
        let mut notes = Notes::new(&course, Links::Hash, None, "one");
        let marked = notes.mark("<a href=\"#/lesson/two/~x\">t</a><a href=\"#/lesson/one/~y\">o</a>");
        assert_eq!(marked.matches("data-note").count(), 1);
        assert!(notes.list("l", 2).replace("<wbr>", "").contains("descent.html#/lesson/two/~x"));
    }
}

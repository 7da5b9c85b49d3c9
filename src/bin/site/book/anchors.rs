//! Lessons side by side in one page: ids of each get its slug in front, and links between them stay in the book.

use super::tags;
use std::collections::BTreeSet;

/// Attributes that hold ids of the same page, one or several.
const REFERENCES: [&str; 5] = ["id", "for", "name", "aria-labelledby", "aria-describedby"];

/// The id of a chapter's part in the book.
pub fn id(slug: &str, anchor: &str) -> String {
    if anchor.is_empty() { slug.into() } else { format!("{slug}--{anchor}") }
}

/// What a book holds, so that links to it can stay inside.
pub struct Inside<'a> {
    /// Slugs of its chapters.
    pub chapters: &'a [&'a str],
    /// Ids of the terms at its end, whose anchors begin with [`TERM`].
    pub terms: &'a BTreeSet<&'a str>,
    /// From the book's folder to the site's root, as the addresses in a lesson have it.
    pub up: &'a str,
}

/// Stands before the ids of terms, where a chapter's slug stands before its own.
pub const TERM: &str = "term";

impl Inside<'_> {
    /// Where an address leads inside the book, if it does.
    fn of(&self, slug: &str, href: &str) -> Option<String> {
        if let Some(anchor) = href.strip_prefix('#') {
            return Some(format!("#{}", id(slug, anchor)));
        }
        let path = href.strip_prefix(self.up)?;
        if let Some(term) = path.strip_prefix("glossary/#") {
            return self.terms.contains(term).then(|| format!("#{}", id(TERM, term)));
        }
        let (to, rest) = path.strip_prefix("lesson/")?.split_once('/')?;
        self.chapters.contains(&to).then(|| format!("#{}", id(to, rest.strip_prefix('#').unwrap_or_default())))
    }
}

/// A lesson's HTML as a part of the book.
pub fn gather(html: &str, slug: &str, inside: &Inside) -> String {
    tags::each(html, "<", |tag| {
        let mut tag = tag.to_string();
        for name in REFERENCES {
            if let Some(value) = tags::attribute(&tag, name) {
                let ids: Vec<String> = value.split(' ').map(|anchor| id(slug, anchor)).collect();
                tag = tags::with(&tag, name, &ids.join(" "));
            }
        }
        if let Some(href) = tags::attribute(&tag, "href")
            && let Some(to) = inside.of(slug, href)
        {
            tag = tags::with(&tag, "href", &to);
        }
        // Drawings refer to their clips and markers.
        tag.replace("url(#", &format!("url(#{slug}--"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_prefixed_and_links_stay_in_the_book() {
        let html = "<h2 id=\"a\"><a href=\"#a\">A</a></h2><p aria-labelledby=\"a b\">1 &lt; 2</p><a href=\"../../lesson/two/\">t</a>\
            <a href=\"../../lesson/two/#x\">x</a><a href=\"../../lesson/three/#x\">y</a><g clip-path=\"url(#c)\"/><label for=\"q-0\">";
        let (chapters, terms) = (["one", "two"], BTreeSet::from(["r"]));
        let inside = Inside { chapters: &chapters, terms: &terms, up: "../../" };
        assert_eq!(gather("<a href=\"../../glossary/#r\">", "one", &inside), "<a href=\"#term--r\">");
        assert_eq!(gather("<a href=\"../../glossary/#s\">", "one", &inside), "<a href=\"../../glossary/#s\">");
        let out = gather(html, "one", &inside);
        assert_eq!(
            out,
            "<h2 id=\"one--a\"><a href=\"#one--a\">A</a></h2><p aria-labelledby=\"one--a one--b\">1 &lt; 2</p><a href=\"#two\">t</a>\
             <a href=\"#two--x\">x</a><a href=\"../../lesson/three/#x\">y</a><g clip-path=\"url(#one--c)\"/><label for=\"one--q-0\">"
        );
    }
}

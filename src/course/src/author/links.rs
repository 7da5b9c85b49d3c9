//! Addresses in generated HTML, and their two spellings.
//!
//! While a lesson is parsed, an address inside the course is written as `="descent:PATH"`, relative to the
//! site's root. Text can't contain that, since quotes are escaped; so [`Links::apply`] finds exactly the
//! addresses and spells them for the place where the HTML will stand.

use super::text::{escape, unescape};
use crate::page::{Block, Deeper, DemoBlock, Goal, Held, Html, each_mut};
use crate::route::{Location, Route};

/// Marks an address inside the course.
const INSIDE: &str = "=\"descent:";
/// Marks an address inside the same page: in paths it is the fragment alone.
const HERE: &str = "=\"descent-here:";

/// How addresses inside the course are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// As paths relative to a page that lies `depth` folders below the site's root.
    Paths {
        /// 0 for the home page, 2 for `lesson/x/`.
        depth: usize,
    },
    /// As fragments, for the one-file edition.
    Hash,
}

impl Links {
    /// The address of a place, not escaped.
    pub fn href(self, location: &Location) -> String {
        match self {
            Links::Hash => location.to_hash(),
            Links::Paths { depth } => {
                let path = format!("{}{}", "../".repeat(depth), location.to_path());
                if path.is_empty() || path.starts_with(['#', '?']) { format!("./{path}") } else { path }
            }
        }
    }

    /// Spells the addresses in HTML.
    pub fn apply(self, html: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(start) = rest.find("=\"descent") {
            let (before, found) = rest.split_at(start);
            out.push_str(before);
            let here = found.starts_with(HERE);
            let mark = if here { HERE } else { INSIDE };
            let Some((address, after)) = found.strip_prefix(mark).and_then(|f| f.split_once('"')) else {
                out.push_str("=\"descent");
                rest = &found["=\"descent".len()..];
                continue;
            };
            let href = match Location::parse_path(&unescape(address)) {
                Some(at) if here && matches!(self, Links::Paths { .. }) => {
                    let mut top = Location::of(Route::Home);
                    top.anchor = at.anchor;
                    top.to_path()
                }
                Some(at) => self.href(&at),
                None => String::new(),
            };
            out.push_str("=\"");
            out.push_str(&escape(&href));
            out.push('"');
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// Whether some HTML, or the JSON of some, still holds an address that has to be spelled for its place.
    pub fn are_left_in(text: &str) -> bool {
        ["=\"descent:", "=\"descent-here:", "=\\\"descent:", "=\\\"descent-here:"]
            .iter()
            .any(|mark| text.contains(mark))
    }

    /// Spells the addresses in every text of the blocks.
    pub fn apply_to_blocks(self, blocks: &mut [Block]) {
        each_mut(blocks, &mut |block| self.apply_to_block(block));
    }

    fn apply_to_block(self, block: &mut Block) {
        let mut spell = |html: &mut Html| *html = self.apply(html);
        match block {
            Block::Prose { html } => spell(html),
            Block::Demo(DemoBlock {
                caption,
                goal,
                id: _,
                demo: _,
                settings: _,
                steps: _,
                lock: _,
                hide: _,
                pack: _,
            }) => {
                spell(caption);
                if let Some(Goal { text, reached, bounds: _ }) = goal {
                    spell(text);
                    spell(reached);
                }
            }
            Block::Part(part) => part.each_html(&mut spell),
            Block::Deeper(Deeper { summary, id: _, blocks: _ }) => spell(summary),
            Block::Held(Held { by: _, blocks: _ }) => {}
        }
    }
}

/// `descent:…` for an `href`, escaped.
pub(crate) fn inside(location: &Location) -> String {
    escape(&format!("descent:{}", location.to_path()))
}

/// `descent-here:…` for an `href` to an anchor of the page itself, escaped.
pub(crate) fn here(page: &Route, anchor: &str) -> String {
    let at = Location { route: page.clone(), query: Vec::new(), anchor: anchor.into() };
    escape(&format!("descent-here:{}", at.to_path()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_spelled_for_their_place() {
        let html = "<a href=\"descent:demo/x/?a=1&amp;b=2\">a</a> <a href=\"descent-here:lesson/y/#z\">b</a>\
            <a href=\"descent:\">c</a>";
        let paths = Links::Paths { depth: 2 }.apply(html);
        assert_eq!(paths, "<a href=\"../../demo/x/?a=1&amp;b=2\">a</a> <a href=\"#z\">b</a><a href=\"../../\">c</a>");
        let hash = Links::Hash.apply(html);
        assert_eq!(hash, "<a href=\"#/demo/x/?a=1&amp;b=2\">a</a> <a href=\"#/lesson/y/~z\">b</a><a href=\"#/\">c</a>");
        assert_eq!(Links::Paths { depth: 0 }.apply("<a href=\"descent:\">c</a>"), "<a href=\"./\">c</a>");
    }

    #[test]
    fn an_address_that_is_left_is_noticed_in_html_and_in_json() {
        for left in ["<a href=\"descent:demo/x/\">", "<a href=\"descent-here:lesson/y/#z\">"] {
            assert!(Links::are_left_in(left));
            assert!(Links::are_left_in(&serde_json::to_string(left).unwrap()));
            assert!(!Links::are_left_in(&Links::Hash.apply(left)));
        }
        assert!(!Links::are_left_in("gradient descent: =&quot;descent:x"));
    }

    #[test]
    fn other_text_stays_as_it_is() {
        let html = "x=&quot;descent:y&quot; =\"descentish\"";
        assert_eq!(Links::Hash.apply(html), html);
    }
}

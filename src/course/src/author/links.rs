//! Addresses in generated HTML, and their two spellings.
//!
//! While a lesson is parsed, an address inside the course is written as `="descent:PATH"`, relative to the
//! site's root. Text can't contain that, since quotes are escaped; so [`Links::apply`] finds exactly the
//! addresses and spells them for the place where the HTML will stand.

use super::text::{escape, unescape};
use crate::json::FromJson;
use crate::page::Block;
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

    /// Spells the addresses in every text of some blocks.
    pub fn apply_to_blocks(self, blocks: &[Block]) -> Vec<Block> {
        // Every `Html` of a block, however deep, is a string of its JSON. A block always survives the round trip:
        // its numbers are finite and its keys are strings.
        let spell = |block: &Block| -> Option<Block> {
            let mut json = serde_json::to_value(block).ok()?;
            self.walk(&mut json);
            Block::from_json(&json)
        };
        blocks.iter().map(|b| spell(b).unwrap_or_else(|| b.clone())).collect()
    }

    fn walk(self, value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) if text.contains("=\"descent") => *text = self.apply(text),
            serde_json::Value::Array(items) => items.iter_mut().for_each(|v| self.walk(v)),
            serde_json::Value::Object(map) => map.values_mut().for_each(|v| self.walk(v)),
            _ => {}
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
    fn other_text_stays_as_it_is() {
        let html = "x=&quot;descent:y&quot; =\"descentish\"";
        assert_eq!(Links::Hash.apply(html), html);
    }
}

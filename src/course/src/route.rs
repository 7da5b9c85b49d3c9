//! Every address of the site, parsed and formatted in one place.
//!
//! A [`Route`] is where, a [`Location`] is where exactly: a route, the settings of a demo, a heading.
//! Two spellings exist. On a host, paths relative to the site's folder: `demo/roc-and-pr/?seed=3`,
//! `lesson/roc-and-pr/#ties`. In the one-file edition, the fragment: `#/demo/roc-and-pr/?seed=3`,
//! `#/lesson/roc-and-pr/~ties`.

use std::fmt::Write as _;

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The road map.
    Home,
    /// A lesson, by slug.
    Lesson(String),
    /// A demo on a page of its own, by id.
    Demo(String),
    /// The gallery of demos.
    Demos,
    /// Cards and questions that are due.
    Review,
    /// The glossary.
    Glossary,
    /// Settings, export and import.
    Settings,
    /// What the course is, its sources, licences and third-party notices.
    About,
    /// How to host or embed the course, by slug.
    Guide(String),
}

/// A route with what stands behind it in the address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The page.
    pub route: Route,
    /// Settings of a demo: key and value, in order.
    pub query: Vec<(String, String)>,
    /// The heading, without its mark; empty for the top.
    pub anchor: String,
}

impl Route {
    /// The page's folder below the site's root, with its slash; empty for the home page.
    pub fn path(&self) -> String {
        match self {
            Route::Home => String::new(),
            Route::Lesson(slug) => format!("lesson/{slug}/"),
            Route::Demo(id) => format!("demo/{id}/"),
            Route::Demos => "demos/".into(),
            Route::Review => "review/".into(),
            Route::Glossary => "glossary/".into(),
            Route::Settings => "settings/".into(),
            Route::About => "about/".into(),
            Route::Guide(slug) => format!("guide/{slug}/"),
        }
    }

    /// The route of a path below the site's root; `None` for one that no page has. A missing slash and
    /// `index.html` at the end are forgiven.
    pub fn parse(path: &str) -> Option<Route> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let mut parts = path.strip_suffix('/').unwrap_or(path).split('/');
        let route = match (parts.next()?, parts.next()) {
            ("", None) => Route::Home,
            ("lesson", Some(slug)) if is_id(slug) => Route::Lesson(slug.into()),
            ("demo", Some(id)) if is_id(id) => Route::Demo(id.into()),
            ("demos", None) => Route::Demos,
            ("review", None) => Route::Review,
            ("glossary", None) => Route::Glossary,
            ("settings", None) => Route::Settings,
            ("about", None) => Route::About,
            ("guide", Some(slug)) if is_id(slug) => Route::Guide(slug.into()),
            _ => return None,
        };
        parts.next().is_none().then_some(route)
    }
}

impl Location {
    /// The top of a page.
    pub fn of(route: Route) -> Location {
        Location { route, query: Vec::new(), anchor: String::new() }
    }

    /// The address on a host, relative to the site's root.
    pub fn to_path(&self) -> String {
        let mut out = self.route.path() + &format_query(&self.query);
        if !self.anchor.is_empty() {
            let _ = write!(out, "#{}", encode(&self.anchor));
        }
        out
    }

    /// The address in the one-file edition, with its `#/`.
    pub fn to_hash(&self) -> String {
        let mut out = format!("#/{}{}", self.route.path(), format_query(&self.query));
        if !self.anchor.is_empty() {
            let _ = write!(out, "~{}", encode(&self.anchor));
        }
        out
    }

    /// Reads an address relative to the site's root, in the host's spelling. Mail and chat programs change addresses:
    /// what they encode, append or put for `&` is forgiven, here and in fragments.
    pub fn parse_path(address: &str) -> Option<Location> {
        let (rest, anchor) = address.split_once('#').unwrap_or((address, ""));
        Location::assemble(rest, anchor)
    }

    /// Reads a fragment in the spelling of the one-file edition. An empty fragment is the home page.
    pub fn parse_hash(fragment: &str) -> Option<Location> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment.is_empty() {
            return Some(Location::of(Route::Home));
        }
        let read = |fragment: &str| {
            let fragment = fragment.strip_prefix('/').unwrap_or(fragment);
            let (rest, anchor) = fragment.split_once('~').unwrap_or((fragment, ""));
            Location::assemble(rest, anchor)
        };
        read(fragment).or_else(|| read(&decode(fragment)))
    }

    fn assemble(rest: &str, anchor: &str) -> Option<Location> {
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        // No id of ours ends in one of these, but a sentence that an address stands in does.
        let anchor = decode(anchor).trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '>']).into();
        Some(Location { route: Route::parse(path)?, query: parse_query(query), anchor })
    }
}

/// Whether a text is a stable id: lower-case letters, digits and single hyphens, at most 64 bytes.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Longest address that is read; the rest is ignored.
const QUERY_LIMIT: usize = 8_192;
/// Most pairs that are read.
const PAIRS_LIMIT: usize = 64;

/// `?key=value&…`, or nothing for no pairs.
pub fn format_query(pairs: &[(String, String)]) -> String {
    let mut out = String::new();
    for (i, (key, value)) in pairs.iter().enumerate() {
        out.push(if i == 0 { '?' } else { '&' });
        let _ = write!(out, "{}={}", encode(key), encode(value));
    }
    out
}

/// Reads `key=value&…`; hostile input is cut, never refused.
pub fn parse_query(query: &str) -> Vec<(String, String)> {
    let end = (0..=query.len().min(QUERY_LIMIT)).rev().find(|&i| query.is_char_boundary(i)).unwrap_or(0);
    query[..end]
        .split('&')
        .filter(|pair| !pair.is_empty())
        .take(PAIRS_LIMIT)
        .map(|pair| {
            let text = |part: &str| decode(&part.replace('+', " "));
            let pair = pair.strip_prefix("amp;").unwrap_or(pair);
            let Some((key, value)) = pair.split_once('=') else {
                let pair = text(pair);
                return pair.split_once('=').map_or((pair.clone(), String::new()), |(k, v)| (k.into(), v.into()));
            };
            (text(key), text(value))
        })
        .collect()
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b',' | b':' | b'!' | b'*' => {
                out.push(byte as char)
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%').then(|| text.get(i + 1..i + 3)).flatten();
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                i += 3;
            }
            None => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_route() -> Vec<Route> {
        vec![
            Route::Home,
            Route::Lesson("roc-and-pr".into()),
            Route::Demo("k-means".into()),
            Route::Demos,
            Route::Review,
            Route::Glossary,
            Route::Settings,
            Route::About,
            Route::Guide("hosting".into()),
        ]
    }

    #[test]
    fn parsing_undoes_formatting_in_both_spellings() {
        for route in every_route() {
            for query in [vec![], vec![("a".into(), "1 & 2=%~#/ü".into()), ("b".into(), String::new())]] {
                for anchor in ["", "why-ties-count-half", "ü ~#"] {
                    let location = Location { route: route.clone(), query: query.clone(), anchor: anchor.into() };
                    assert_eq!(Location::parse_path(&location.to_path()), Some(location.clone()));
                    assert_eq!(Location::parse_hash(&location.to_hash()), Some(location.clone()));
                }
            }
        }
    }

    #[test]
    fn a_missing_slash_and_index_html_are_forgiven() {
        for path in ["lesson/bias-variance", "lesson/bias-variance/", "lesson/bias-variance/index.html"] {
            assert_eq!(Route::parse(path), Some(Route::Lesson("bias-variance".into())));
        }
        assert_eq!(Route::parse("index.html"), Some(Route::Home));
    }

    #[test]
    fn addresses_lead_to_the_place_as_other_programs_leave_them() {
        let lesson = |anchor: &str| {
            let route = Route::Lesson("roc-and-pr".into());
            Some(Location { route, query: Vec::new(), anchor: anchor.into() })
        };
        let demo = |query: &[(&str, &str)]| {
            let query = query.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
            Some(Location { route: Route::Demo("roc-and-pr".into()), query, anchor: String::new() })
        };
        for (fragment, place) in [
            ("#/lesson/roc-and-pr/%7Ecards", lesson("cards")),
            ("#/lesson/roc-and-pr/~cards.", lesson("cards")),
            ("#%2Flesson%2Froc-and-pr%2F", lesson("")),
            ("#lesson/roc-and-pr/", lesson("")),
            ("#/lesson/roc-and-pr", lesson("")),
            ("#/demo/roc-and-pr/%3Fthreshold=0.3", demo(&[("threshold", "0.3")])),
            ("#/demo/roc-and-pr/?threshold%3D0.3", demo(&[("threshold", "0.3")])),
            ("#/nowhere/", None),
        ] {
            assert_eq!(Location::parse_hash(fragment), place, "{fragment}");
        }
        let pairs = demo(&[("threshold", "0.3"), ("step", "20"), ("seed", "")]);
        assert_eq!(Location::parse_path("demo/roc-and-pr/?threshold=0.3&amp;step=20&amp;seed"), pairs);
        assert_eq!(Location::parse_path("lesson/roc-and-pr/#cards),"), lesson("cards"));
        // A semicolon ends an address in some programs, so ours has none.
        let points = vec![("points".to_string(), "1,2,0;3,4,1".to_string())];
        assert_eq!(format_query(&points), "?points=1,2,0%3B3,4,1");
    }

    #[test]
    fn what_no_page_has_is_no_route() {
        for path in ["lesson/", "lesson/a/b", "demo/A", "demo/../x", "nowhere/", "reviews", "lesson/a--b", "//"] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_hostile_query_is_cut_and_never_panics() {
        let many = "a=b&".repeat(10_000);
        assert_eq!(parse_query(&many).len(), PAIRS_LIMIT);
        assert_eq!(parse_query("%ZZ=%&%F0%28=x")[0], ("%ZZ".into(), "%".into()));
        let long = format!("k={}", "ü".repeat(8_000));
        assert!(parse_query(&long)[0].1.len() <= QUERY_LIMIT);
    }
}

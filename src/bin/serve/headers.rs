//! The headers of the site, in one table: the server sends them, and the site builder writes them into the
//! configuration of every kind of host that it knows.

/// What a file is to a host. Decides its headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Has a digest of its content in its name, so it never changes.
    Hashed,
    /// A page of the course.
    Page,
    /// A page made to be shown inside other sites.
    Embed,
    /// The page for addresses that lead nowhere.
    NotFound,
    /// The course in one file.
    OneFile,
    /// Everything else: pages as data, the service worker, the data sets.
    Other,
}

/// Every kind, for tables over all of them.
#[cfg(test)]
pub const KINDS: [Kind; 6] = [Kind::Hashed, Kind::Page, Kind::Embed, Kind::NotFound, Kind::OneFile, Kind::Other];

/// Sent with every answer.
pub const ALWAYS: [(&str, &str); 3] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// For a file that never changes: a year, the longest that caches honor.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For everything else: kept, but asked about before every use.
pub const ASK_AGAIN: &str = "no-cache";

impl Kind {
    /// The kind of a file by its path below the site's root, with `/` between folders.
    pub fn of(path: &str) -> Kind {
        match path {
            "404.html" => Kind::NotFound,
            "descent.html" => Kind::OneFile,
            _ if is_hashed(path) => Kind::Hashed,
            _ if !path.ends_with(".html") => Kind::Other,
            _ if path.starts_with("embed/") => Kind::Embed,
            _ => Kind::Page,
        }
    }

    /// How long browsers keep it.
    pub const fn cache_control(self) -> &'static str {
        match self {
            Kind::Hashed => FOR_EVER,
            _ => ASK_AGAIN,
        }
    }

    /// Who may frame it, which only a header can say: anybody the pages made for it. Nothing for what is no page.
    pub fn ancestors(self) -> Option<&'static str> {
        match self {
            Kind::Embed => Some("frame-ancestors *"),
            Kind::Page | Kind::NotFound | Kind::OneFile => Some("frame-ancestors 'self'"),
            Kind::Hashed | Kind::Other => None,
        }
    }

    /// The Content-Security-Policy header of a page, given the policy that the page states itself.
    pub fn policy(self, own: Option<&str>) -> Option<String> {
        let ancestors = self.ancestors()?;
        Some(own.map_or(ancestors.into(), |own| format!("{own}; {ancestors}")))
    }
}

/// Whether the name holds a digest of the content (`start-0123456789abcdef.js`). The app's comes without leading zeros.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, digest)| digest.len() >= 12 && digest.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The Content-Security-Policy that a page states in a meta element.
pub fn stated_policy(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let meta = lower.match_indices("<meta").find_map(|(start, _)| {
        let end = start + lower[start..].find('>')?;
        lower[start..end].contains("\"content-security-policy\"").then_some(&html[start..end])
    })?;
    let (_, value) = meta.split_once("content=\"")?;
    let (value, _) = value.split_once('"')?;
    Some(
        value
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_a_file_is() {
        for (path, kind) in [
            ("index.html", Kind::Page),
            ("lesson/roc-and-pr/index.html", Kind::Page),
            ("embed/demo/x/index.html", Kind::Embed),
            ("lesson/embed/index.html", Kind::Page),
            ("404.html", Kind::NotFound),
            ("descent.html", Kind::OneFile),
            ("sw.js", Kind::Other),
            ("lesson/roc-and-pr/page.json", Kind::Other),
            ("a-deadbeef.js", Kind::Other),
            ("0123456789abcdef.js", Kind::Other),
            ("demo/gradient-descent/index.html", Kind::Page),
            ("boot.js", Kind::Other),
            ("descent-0123456789abcdef_bg.wasm", Kind::Hashed),
            ("descent-123456789abcdef_bg.wasm", Kind::Hashed),
            ("assets/descent-0123456789abcdef.css", Kind::Hashed),
        ] {
            assert_eq!(Kind::of(path), kind, "{path}");
        }
    }

    #[test]
    fn only_pages_have_a_policy_and_only_hashed_files_are_kept() {
        for kind in KINDS {
            let page = matches!(kind, Kind::Page | Kind::Embed | Kind::NotFound | Kind::OneFile);
            assert_eq!(kind.policy(None).is_some(), page, "{kind:?}");
            assert_eq!(kind.cache_control() == FOR_EVER, kind == Kind::Hashed, "{kind:?}");
        }
        assert_eq!(Kind::Page.policy(Some("a b")).as_deref(), Some("a b; frame-ancestors 'self'"));
        assert_eq!(Kind::Embed.policy(None).as_deref(), Some("frame-ancestors *"));
    }

    #[test]
    fn reads_the_policy_of_a_page() {
        let page = "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:\">";
        assert_eq!(stated_policy(page).as_deref(), Some("default-src 'none'; img-src data:"));
        assert_eq!(stated_policy("<meta name=\"description\" content=\"about a Content-Security-Policy\"><p>"), None);
        assert_eq!(stated_policy("<p>"), None);
    }
}

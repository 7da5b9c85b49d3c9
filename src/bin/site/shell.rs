//! The document around a page: head, navigation, foot, and the data that the app takes over from.

use super::assets::{Assets, BOOT, CSS, Need, OFFLINE, PRINT, PRINT_CSS, THEME};
use super::offline::developing;
use super::stand_in::StandIns;
use course::page::{AFTER_GUESS, Block, DEEPER, Page, each_mut, leaves};
use std::fmt::Write as _;

/// What is the same on every page.
pub struct Shell<'a> {
    /// Names of the built files.
    pub assets: &'a Assets,
    /// Absolute address of the site, with its slash, where the host is known.
    pub site_url: Option<String>,
    /// Where mistakes can be reported, if anywhere.
    pub report_url: Option<String>,
}

/// Allows what the site uses and nothing else. Delivered in the page, so that it holds on any host.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
frame-src 'self'; base-uri 'none'; form-action 'none'";

/// The paper of either theme, for what a browser draws around the page.
pub const THEME_COLORS: &str = "<meta name=\"theme-color\" content=\"#fbfaf6\" media=\"(prefers-color-scheme: light)\">\n\
<meta name=\"theme-color\" content=\"#16181a\" media=\"(prefers-color-scheme: dark)\">\n";

/// The head's parts stand at its right end, so they would move while the rest of it arrives: the first picture waits
/// until the parser has come to the content. Engines that do not know this paint as before.
const HEAD_FIRST: &str = "<link rel=\"expect\" href=\"#main\" blocking=\"render\">\n";

/// The pages in the head, with their names.
pub const NAVIGATION: [(&str, &str); 5] =
    [("", "Road"), ("review/", "Review"), ("demos/", "Demos"), ("glossary/", "Glossary"), ("settings/", "Settings")];

impl Shell<'_> {
    /// The whole document of a page.
    pub fn document(&self, page: &Page, stand_ins: &StandIns) -> String {
        let root = up(&page.path);
        let mut html = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n");
        self.head(&mut html, page, &root);
        let _ = write!(
            html,
            "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n{}\n\
             <main id=\"main\" tabindex=\"-1\">{}</main>\n{}\n{}<script type=\"application/json\" id=\"page\">{}</script>\n</body>\n</html>\n",
            self.header(page, &root),
            body(page, stand_ins),
            self.footer(&root),
            NOTICES,
            script_json(&without_prose(page)),
        );
        html
    }

    fn head(&self, html: &mut String, page: &Page, root: &str) {
        *html += &basics(page);
        if let Some(site) = &self.site_url {
            let url = format!("{site}{}", page.path);
            let _ = write!(
                html,
                "<link rel=\"canonical\" href=\"{url}\">\n<meta property=\"og:url\" content=\"{url}\">\n\
                 <meta property=\"og:type\" content=\"article\">\n<meta property=\"og:title\" content=\"{}\">\n\
                 <meta property=\"og:description\" content=\"{}\">\n",
                escape(&full_title(page)),
                escape(&page.description),
            );
        }
        *html += &super::oembed::link(self, page);
        *html += &self.files(page, root);
        let _ = write!(
            html,
            "{HEAD_FIRST}<link rel=\"apple-touch-icon\" href=\"{root}{}\">\n<link rel=\"manifest\" href=\"{root}manifest.webmanifest\">\n{THEME_COLORS}\
             <script type=\"module\" src=\"{root}{BOOT}\"></script>\n",
            self.assets.touch_icon,
        );
        if !developing() {
            let _ = writeln!(html, "<script type=\"module\" src=\"{root}{OFFLINE}\"></script>");
        }
    }

    /// The files that any page loads but for the script that starts the app.
    pub fn files(&self, page: &Page, root: &str) -> String {
        let assets = self.assets;
        let mut html =
            format!("<script src=\"{root}{THEME}\"></script>\n<script src=\"{root}{PRINT}\" defer></script>\n");
        let maths = leaves(&page.blocks).into_iter().any(|block| match block {
            Block::Prose { html } => html.contains("<math"),
            Block::Part(part) => part.html.contains("<math"),
            _ => false,
        });
        for (font, _) in assets.preloads.iter().filter(|(_, need)| *need == Need::Always || maths) {
            let _ = writeln!(
                html,
                "<link rel=\"preload\" href=\"{root}{font}\" as=\"font\" type=\"font/woff2\" crossorigin>"
            );
        }
        let _ = write!(
            html,
            "<link rel=\"stylesheet\" href=\"{root}{CSS}\">\n<link rel=\"stylesheet\" href=\"{root}{PRINT_CSS}\" media=\"print\">\n<link rel=\"icon\" href=\"{root}{}\" type=\"image/svg+xml\">\n",
            assets.icon,
        );
        html
    }

    /// The head of the page that readers see.
    pub fn header(&self, page: &Page, root: &str) -> String {
        let mut nav = String::new();
        for (path, name) in NAVIGATION {
            let current = if page.path == path { " aria-current=\"page\"" } else { "" };
            let count = if path == "review/" { " <span class=\"count\" data-count=\"due\"></span>" } else { "" };
            let _ = write!(nav, "<a href=\"{}\" data-nav=\"{path}\"{current}>{name}{count}</a>", href(root, path));
        }
        format!(
            "<header class=\"site-head\"><a class=\"brand\" href=\"{}\">{MARK}<span>Descent</span></a>{SEARCH}\
             <nav class=\"site-nav\" aria-label=\"Site\">{nav}</nav></header>",
            href(root, ""),
        )
    }

    /// The foot of every page.
    pub fn footer(&self, root: &str) -> String {
        let report = self.report_url.as_deref().filter(|u| u.starts_with("https://")).map_or(String::new(), |url| {
            format!("<p><a href=\"{}\" rel=\"external\">Report a mistake</a></p>", escape(url))
        });
        // The one-file edition is a copy already.
        let hosted = root != "#/" && !developing();
        let offline = if hosted { "<offline-copy></offline-copy>" } else { "" };
        format!(
            "<footer class=\"site-foot\"><p>Descent {}. No server, no account: what you do here stays in this browser.</p>\
             <p><a href=\"{}\">About, sources and licenses</a></p>\
             <p class=\"keys-open\"><button class=\"link-button\" type=\"button\" data-keys>Keys</button></p>{report}{offline}</footer>",
            env!("CARGO_PKG_VERSION"),
            href(root, "about/"),
        )
    }
}

/// Opens the search; without script there is none, and the style sheet leaves it out.
pub const SEARCH: &str = "<button class=\"search-open\" type=\"button\" data-search aria-haspopup=\"dialog\" aria-keyshortcuts=\"/ Control+K\">\
<svg viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\"><circle cx=\"8.500\" cy=\"8.500\" r=\"5.250\"/><path d=\"m12.500 12.500 4.500 4.500\"/></svg>\
<span>Search</span><kbd aria-hidden=\"true\">/</kbd></button>";

/// The mark: three contour lines around a minimum.
pub const MARK: &str = "<svg viewBox=\"0 0 28 28\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M3 15C2 8 8 3 15 3s11 6 10 12-6 10-12 10S4 21 3 15Z\"/><path d=\"M7.500 15.500C7 11 11 7.500 15.500 7.500s6.500 4 5.500 7.500-4 5.500-7.500 5.500-5.500-2-6-5Z\"/><path d=\"M12 16c0-2 1.500-3.500 3.500-3.500S18 14 17.500 15.500 15.500 17.500 14 17.500 12 17 12 16Z\"/></svg>";

/// Shown by the boot script, which notices that the app did not start or has ended.
pub const NOTICES: &str = "<div class=\"notices\" id=\"notices\">\
<div class=\"notice\" id=\"app-failed\" role=\"status\" hidden><p>The interactive parts could not start in this browser. \
Every text, picture, table and answer is here to read.</p></div>\
<div class=\"notice\" id=\"app-stopped\" role=\"alert\" hidden><p>The interactive parts have stopped because of a mistake of ours. \
The text stays readable, and everything you did up to now is saved.</p><button class=\"button\" type=\"button\" id=\"app-reload\">Reload the page</button></div></div>\n";

/// What the head of any page begins with: its encoding, its policy, its name.
pub fn basics(page: &Page) -> String {
    format!(
        "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<title>{}</title>\n\
         <meta name=\"description\" content=\"{}\">\n<meta name=\"color-scheme\" content=\"light dark\">\n",
        escape(&full_title(page)),
        escape(&page.description),
    )
}

/// The inside of `main`: what the app adopts.
pub fn body(page: &Page, stand_ins: &StandIns) -> String {
    let layout = page.layout.class();
    let aside =
        if page.aside.is_empty() { String::new() } else { format!("<div class=\"aside\">{}</div>", page.aside) };
    let mut html = format!("<div class=\"page-body\"><div class=\"{layout}\">{aside}<div class=\"blocks\">");
    let mut number = 0;
    blocks(&mut html, &page.blocks, &mut |block| {
        let inner = stand_ins.of(page, block);
        number += 1;
        format!("<div class=\"{}\" data-block=\"{}\">{inner}</div>", block.class(), number - 1)
    });
    html + "</div></div></div>"
}

/// Writes blocks, and what holds others as a fold. The app makes the same folds of a page's data.
pub fn blocks(html: &mut String, list: &[Block], leaf: &mut impl FnMut(&Block) -> String) {
    for block in list {
        let (attribute, summary) = match block {
            Block::Deeper(deeper) => (format!("id=\"{}\"", deeper.id), format!("{DEEPER}{}", deeper.summary)),
            Block::Held(held) => (format!("data-by=\"{}\"", held.by.join(" ")), AFTER_GUESS.into()),
            _ => {
                let _ = write!(html, "\n{}", leaf(block));
                continue;
            }
        };
        let class = block.class();
        let _ = write!(
            html,
            "\n<details class=\"{class}\" {attribute}><summary>{summary}</summary><div class=\"fold-body\">"
        );
        blocks(html, block.inside().unwrap_or_default(), leaf);
        *html += "</div></details>";
    }
}

/// The page without the text that its own nodes hold already.
pub fn without_prose(page: &Page) -> Page {
    let mut page = page.clone();
    page.aside.clear();
    each_mut(&mut page.blocks, &mut |block| {
        if let Block::Prose { html } = block {
            html.clear();
        }
    });
    page
}

/// JSON that may stand in a script element: no `<`, so nothing in it can end the element.
pub fn script_json(value: &impl serde::Serialize) -> String {
    super::write::json(value).replace('<', "\\u003c")
}

/// Title with the name of the course.
pub fn full_title(page: &Page) -> String {
    if page.path.is_empty() { page.title.clone() } else { format!("{} · Descent", page.title) }
}

/// From a page's folder up to the root: `../../`, or `./` for the root itself.
pub fn up(path: &str) -> String {
    match path.matches('/').count() {
        0 => "./".into(),
        depth => "../".repeat(depth),
    }
}

fn href(root: &str, path: &str) -> String {
    format!("{root}{path}")
}

/// Text with the characters escaped that HTML gives a meaning.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

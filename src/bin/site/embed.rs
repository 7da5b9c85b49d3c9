//! Pages for other people's pages: a demo or a lesson without the site around it, at `embed/<demo>/` and
//! `embed/lesson/<slug>/`, and the examples that show them.
//!
//! The app that runs in them is the same; `data-embed` on the document tells it where it is. The page's data hold
//! the address of the full page, and the pictures lie beside that one only.

use super::assets::{BOOT, EMBED_FRAME};
use super::content::Course;
use super::engine::Engine;
use super::shell::{self, POLICY, Shell, escape};
use super::stand_in::StandIns;
use super::{pages, parallel};
use course::author::DemoInfo;
use course::page::Page;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// What the frame's script must know of the page.
#[derive(Serialize)]
struct Known<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    demo: Option<&'a str>,
    keys: Vec<&'a str>,
    measures: &'a [String],
    presets: BTreeMap<&'a str, Preset<'a>>,
}

#[derive(Serialize)]
struct Preset<'a> {
    settings: &'a [(String, String)],
    steps: u32,
}

/// Writes all embed pages and the examples.
pub fn write(root: &Path, out: &Path, course: &Course, engine: &Engine, shell: &Shell) -> io::Result<()> {
    let pages = pages::embedded(course, engine);
    parallel::each(
        pages,
        || Engine::load(root),
        |engine, (page, demo)| {
            let folder = folder(&page.path);
            let depth = folder.matches('/').count();
            let stand_ins = StandIns {
                engine,
                stills_at: Some(format!("{}{}", "../".repeat(depth), page.path)),
                stills: Default::default(),
            };
            let html = document(shell, &page, &stand_ins, demo.as_ref());
            fs::create_dir_all(out.join(&folder))?;
            fs::write(out.join(&folder).join("index.html"), html)
        },
    )?;
    examples(root, out, shell)
}

/// Where the embed page of a page lies: `embed/roc-and-pr/` for `demo/roc-and-pr/`, `embed/lesson/x/` for `lesson/x/`.
pub fn folder(path: &str) -> String {
    format!("embed/{}", path.strip_prefix("demo/").unwrap_or(path))
}

fn document(shell: &Shell, page: &Page, stand_ins: &StandIns, demo: Option<&DemoInfo>) -> String {
    let root = "../".repeat(folder(&page.path).matches('/').count());
    let known = known(demo);
    let kind = if demo.is_some() { "demo" } else { "lesson" };
    let canonical = shell
        .site_url
        .as_ref()
        .map_or(String::new(), |site| format!("<link rel=\"canonical\" href=\"{site}{}\">\n", page.path));
    let apart = if demo.is_some() {
        // A demo keeps nothing, so there is nothing to lose.
        String::new()
    } else {
        format!(
            " <span id=\"embed-where\" hidden><span></span> <a href=\"{root}{}\">Open the lesson in the course</a>.</span>",
            page.path
        )
    };
    format!(
        "<!doctype html>\n<html lang=\"en\" data-embed=\"{kind}\">\n<head>\n{}{canonical}<meta name=\"robots\" content=\"noindex\">\n{}\
         <script type=\"module\" src=\"{root}{EMBED_FRAME}\"></script>\n<script type=\"module\" src=\"{root}{BOOT}\"></script>\n</head>\n<body>\n\
         <main id=\"main\" tabindex=\"-1\">{}</main>\n{}\n{}\
         <script type=\"application/json\" id=\"embed\">{}</script>\n<script type=\"application/json\" id=\"page\">{}</script>\n</body>\n</html>\n",
        shell::basics(page),
        shell.files(page, &root),
        in_new_tabs(&shell::body(page, stand_ins)),
        in_new_tabs(&format!(
            "<footer class=\"embed-foot\"><p>From Descent: <a id=\"embed-full\" href=\"{root}{}\">{}</a>{apart}</p></footer>",
            page.path,
            escape(&page.title)
        )),
        shell::NOTICES,
        shell::script_json(&known),
        shell::script_json(&shell::without_prose(page)),
    )
}

/// Opens every link in a new tab, but for those within the page: the full site needs room of its own.
fn in_new_tabs(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<a ") {
        out += before;
        let (tag, tail) = after.split_once('>').unwrap_or((after, ""));
        let here = tag.contains("href=\"#");
        let tag = match tag.split_once("rel=\"") {
            _ if here => tag.into(),
            Some((_, rel)) if rel.starts_with("noopener") || rel.contains(" noopener\"") => tag.into(),
            Some((start, rel)) => format!("{start}rel=\"noopener {rel}"),
            None => format!("{tag} rel=\"noopener\""),
        };
        out += if here { "<a " } else { "<a target=\"_blank\" " };
        out += &tag;
        out.push('>');
        rest = tail;
    }
    out + rest
}

fn known(demo: Option<&DemoInfo>) -> Known<'_> {
    let Some(info) = demo else {
        return Known { demo: None, keys: Vec::new(), measures: &[], presets: BTreeMap::new() };
    };
    let own = ["step", "speed"];
    Known {
        demo: Some(&info.id),
        keys: info.settings.iter().map(String::as_str).chain(own).collect(),
        measures: &info.measures,
        presets: info
            .presets
            .iter()
            .map(|p| (p.id.as_str(), Preset { settings: &p.settings, steps: p.steps }))
            .collect(),
    }
}

/// The examples: a page of plain HTML as anybody might write it, which uses `embed.js` like any other.
fn examples(root: &Path, out: &Path, shell: &Shell) -> io::Result<()> {
    let folder = out.join("embed/examples");
    fs::create_dir_all(&folder)?;
    let site = shell.site_url.as_deref().unwrap_or("https://example.org/course/");
    for name in ["index.html", "examples.css", "examples.js"] {
        let text = fs::read_to_string(root.join("src/web/embed-examples").join(name))?;
        fs::write(folder.join(name), text.replace("{{SITE}}", &escape(site)).replace("{{POLICY}}", POLICY))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn links_open_in_a_new_tab_unless_they_stay_in_the_page() {
        for (html, expected) in [
            ("<a href=\"../x/\">x</a>", "<a target=\"_blank\" href=\"../x/\" rel=\"noopener\">x</a>"),
            (
                "<p><a class=\"heading-link\" href=\"#y\">y</a></p>",
                "<p><a class=\"heading-link\" href=\"#y\">y</a></p>",
            ),
            (
                "<a href=\"https://x\" rel=\"external noopener\">x</a> <abbr>a</abbr>",
                "<a target=\"_blank\" href=\"https://x\" rel=\"external noopener\">x</a> <abbr>a</abbr>",
            ),
            ("<a href=\"x\" rel=\"external\">", "<a target=\"_blank\" href=\"x\" rel=\"noopener external\">"),
        ] {
            assert_eq!(in_new_tabs(html), expected);
        }
    }

    /// A word list in embed.js, as the script spells it.
    fn words<'a>(script: &'a str, name: &str) -> BTreeSet<&'a str> {
        let (_, list) = script.split_once(&format!("const {name} = ")).unwrap();
        let (list, _) = list.split_once(".split(").unwrap();
        list.split('"').skip(1).step_by(2).flat_map(str::split_whitespace).collect()
    }

    /// Settings are attributes of an element and keys of an address, beside others that mean something already.
    #[test]
    fn no_setting_has_a_name_that_means_something_else() {
        let script = include_str!("../../web/js/embed.js");
        let (own, global) = (words(script, "OWN"), words(script, "GLOBAL"));
        assert!(own.contains("goal-text") && global.contains("spellcheck"));
        for spec in demos::registry::DEMOS {
            assert!(!["lesson", "examples"].contains(&spec.id), "embed/{} is taken", spec.id);
            for key in spec.settings.iter().map(|s| s.key).chain(demos::player::RESERVED_KEYS) {
                assert!(!own.contains(key) && !global.contains(key), "{}: {key}", spec.id);
                assert!(!["on", "aria-", "data-"].iter().any(|start| key.starts_with(start)), "{}: {key}", spec.id);
                // The keys of an embed begin with "embed."
                assert!(!key.contains('.'), "{}: {key}", spec.id);
            }
        }
    }

    #[test]
    fn embeds_lie_beside_the_pages_they_show() {
        for (path, expected) in
            [("demo/roc-and-pr/", "embed/roc-and-pr/"), ("lesson/roc-and-pr/", "embed/lesson/roc-and-pr/")]
        {
            assert_eq!(folder(path), expected);
        }
    }
}

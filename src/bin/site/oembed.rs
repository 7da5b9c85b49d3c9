//! oEmbed, version 1.0: beside each lesson and demo a document that says how to show it in another page. Editors that
//! know the protocol turn a pasted address into a frame. Everything in it is absolute, so it needs the site's address.

use super::embed;
use super::shell::{Shell, escape, full_title};
use super::write::json;
use course::page::{Layout, Page};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    provider_name: &'static str,
    provider_url: &'a str,
    title: &'a str,
    html: String,
    width: u32,
    height: u32,
}

/// Width of the frame, and its height for a demo, which fits, and for a lesson, which scrolls.
const WIDTH: u32 = 760;
const DEMO_HEIGHT: u32 = 1000;
const LESSON_HEIGHT: u32 = 720;

/// The document of a page; none for pages without an embed, or without the site's address.
pub fn document(shell: &Shell, page: &Page) -> Option<String> {
    let site = shell.site_url.as_deref()?;
    let height = match page.layout {
        Layout::Demo => DEMO_HEIGHT,
        Layout::Lesson => LESSON_HEIGHT,
        Layout::Home | Layout::Plain => return None,
    };
    let html = format!(
        "<iframe src=\"{}{}\" title=\"{}\" width=\"{WIDTH}\" height=\"{height}\" loading=\"lazy\" allow=\"fullscreen\" frameborder=\"0\"></iframe>",
        escape(site),
        embed::folder(&page.path),
        escape(&full_title(page))
    );
    Some(json(&Document {
        version: "1.0",
        kind: "rich",
        provider_name: "Descent",
        provider_url: site,
        title: &page.title,
        html,
        width: WIDTH,
        height,
    }))
}

/// The line in a page's head that leads to its document.
pub fn link(shell: &Shell, page: &Page) -> String {
    match (&shell.site_url, document(shell, page)) {
        (Some(site), Some(_)) => format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}{}oembed.json\" title=\"{}\">\n",
            escape(site),
            page.path,
            escape(&full_title(page))
        ),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Assets;

    fn page(path: &str, layout: Layout) -> Page {
        let (title, description) = ("Bias & “variance”".into(), String::new());
        let (lesson, aside, blocks) = (None, String::new(), Vec::new());
        Page { path: path.into(), title, description, layout, lesson, aside, blocks }
    }

    #[test]
    fn a_document_has_what_the_protocol_demands() {
        let assets = Assets::default();
        let shell = Shell { assets: &assets, site_url: Some("https://example.org/course/".into()), report_url: None };
        for (path, layout, folder) in [
            ("demo/roc-and-pr/", Layout::Demo, "embed/roc-and-pr/"),
            ("lesson/roc-and-pr/", Layout::Lesson, "embed/lesson/roc-and-pr/"),
        ] {
            let page = page(path, layout);
            let text = document(&shell, &page).unwrap();
            let json: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!((&json["version"], &json["type"]), (&"1.0".into(), &"rich".into()));
            assert_eq!(json["title"], page.title.as_str());
            assert_eq!(json["provider_url"], "https://example.org/course/");
            assert!(json["width"].is_u64() && json["height"].as_u64().unwrap() > 500);
            let html = json["html"].as_str().unwrap();
            assert!(html.starts_with(&format!("<iframe src=\"https://example.org/course/{folder}\" ")), "{html}");
            assert!(
                html.contains("title=\"Bias &amp; “variance” · Descent\"") && html.ends_with("></iframe>"),
                "{html}"
            );
            assert_eq!(
                link(&shell, &page),
                format!(
                    "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"https://example.org/course/{path}oembed.json\" \
                     title=\"Bias &amp; “variance” · Descent\">\n"
                )
            );
        }
    }

    #[test]
    fn without_an_address_or_an_embed_there_is_none() {
        let assets = Assets::default();
        let nowhere = Shell { assets: &assets, site_url: None, report_url: None };
        let somewhere = Shell { assets: &assets, site_url: Some("https://example.org/".into()), report_url: None };
        for (shell, page) in
            [(&nowhere, page("demo/roc-and-pr/", Layout::Demo)), (&somewhere, page("glossary/", Layout::Plain))]
        {
            assert_eq!((document(shell, &page), link(shell, &page)), (None, String::new()));
        }
    }
}

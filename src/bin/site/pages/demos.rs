//! The demos' pages, and the page that shows them all.

use super::{Mode, page_of, prose};
use crate::content::Course;
use crate::engine::Engine;
use crate::shell::escape;
use course::page::{Block, DemoBlock, Layout, Page};
use course::route::{Location, Route};
use plot::layout::lay_out;
use plot::picture::Size;
use plot::svg::{SvgOptions, write as write_svg};
use std::fmt::Write as _;

/// The page of a demo, with good places to start.
pub fn page(course: &Course, spec: &'static ::demos::Spec, mode: Mode) -> Page {
    let route = Route::Demo(spec.id.into());
    let links = mode.links(&route);
    let mut block = DemoBlock::alone(spec.id, demos::registry::pack_of(spec.id));
    let mut after = String::new();
    if let (Some(_), Some(title)) = (course.written(spec.lesson), course.title(spec.lesson)) {
        let href = links.href(&Location::of(Route::Lesson(spec.lesson.into())));
        let _ = write!(after, "<p>The lesson behind it: <a href=\"{href}\">{}</a>.</p>", escape(title));
    }
    let presets: String = spec
        .presets
        .iter()
        .map(|preset| {
            let mut query: Vec<(String, String)> =
                preset.settings.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
            if preset.steps > 0 {
                query.push(("step".into(), preset.steps.to_string()));
            }
            let href = links.href(&Location { route: route.clone(), query, anchor: String::new() });
            format!(
                "<li><a class=\"try\" data-demo=\"{}\" href=\"{}\">{}</a></li>",
                spec.id,
                escape(&href),
                escape(preset.label)
            )
        })
        .collect();
    // An embed has its host's words around it.
    if mode != Mode::Embed {
        block.caption = format!(
            "<p>{}</p><ul class=\"starts\" aria-label=\"Good places to start\">{presets}</ul>",
            escape(spec.about)
        );
    }
    let blocks = vec![Block::Demo(block), prose(after)];
    Page { aside: list(Some(spec.id), mode), ..page_of(&route, spec.title, spec.about, Layout::Demo, blocks) }
}

/// All demos by name, to stand beside one of them, or beside the pictures of all.
fn list(here: Option<&str>, mode: Mode) -> String {
    let route = here.map_or(Route::Demos, |id| Route::Demo(id.into()));
    let links = mode.links(&route);
    let mut html = String::from(
        "<nav class=\"contents\" aria-labelledby=\"contents-title\"><h2 id=\"contents-title\">All demos</h2><ol>",
    );
    for spec in demos::registry::DEMOS {
        let current = if here == Some(spec.id) { " aria-current=\"page\"" } else { "" };
        let href = links.href(&Location::of(Route::Demo(spec.id.into())));
        let _ = write!(html, "<li><a href=\"{href}\"{current}>{}</a></li>", escape(spec.title));
    }
    html + "</ol></nav>"
}

/// All demos with a picture of each.
pub fn gallery(engine: &Engine, mode: Mode) -> Page {
    let links = mode.links(&Route::Demos);
    let mut html =
        String::from("<h1>Demos</h1><p>Each runs the real algorithm, here in the page.</p><ul class=\"gallery\">");
    for spec in engine.demos() {
        let href = links.href(&Location::of(Route::Demo(spec.id.into())));
        let _ = write!(
            html,
            "<li><h2><a href=\"{href}\">{}</a></h2><p>{}</p>{}</li>",
            escape(spec.title),
            escape(spec.about),
            thumbnail(engine, spec)
        );
    }
    html += "</ul>";
    let description =
        "Live machine learning algorithms to play with: move their parts, step them, rewind them, link to any state.";
    let page = page_of(&Route::Demos, "Demos", description, Layout::Plain, vec![prose(html)]);
    Page { aside: list(None, mode), ..page }
}

fn thumbnail(engine: &Engine, spec: &'static ::demos::Spec) -> String {
    engine.kept().of(&["thumbnail", spec.id], || drawn(engine, spec))
}

fn drawn(engine: &Engine, spec: &'static ::demos::Spec) -> String {
    let block = DemoBlock::alone(spec.id, demos::registry::pack_of(spec.id));
    let Ok(player) = engine.player(spec, &block) else { return String::new() };
    let width = 640.0;
    let picture = player.demo().picture(Size { width, height: width * spec.aspect[0] });
    let options =
        SvgOptions { id: &format!("t-{}", spec.id), title: spec.title, desc: &player.demo().summary(), palette: None };
    write_svg(&lay_out(&picture), &options)
}

//! The contents beside a text show where the reader is.

use super::left;
use super::navigate::remembered_scroll;
use super::signals::StoredValue;
use super::state::App;
use crate::web::dom::{self, Listener, document, window};
use crate::web::frames::Frame;
use crate::web::place;
use course::page::Page;
use course::route::Location;
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::HtmlElement;

/// Marks the heading that the reader has reached, until the page is left, and notes it for the next visit.
pub fn follow(app: App, page: &Page) {
    let Some(main) = dom::by_id("main") else { return };
    let links = dom::all(&main, ".contents.here a");
    if links.is_empty() {
        return;
    }
    let key = format!("at {}", page.path);
    // Only a lesson is read from its beginning to its end.
    let lesson = page.lesson.is_some();
    let read = page.lesson.as_ref().is_none_or(|slug| app.study.is_read(slug));
    let before = left::get(&key)
        .filter(|_| !read && app.place.get_untracked().anchor.is_empty() && remembered_scroll().is_none());
    let offer = before.and_then(|id| {
        let link = links.iter().find(|link| target(link) == id)?;
        offer(app, &id, &link.inner_html())
    });
    let mut reached = 0;
    let mark = move |_| {
        let mut current = 0;
        for (i, link) in links.iter().enumerate() {
            let id = target(link);
            // What a prediction still holds has no place yet.
            let place = dom::by_id(&id).map(|h| h.get_bounding_client_rect()).filter(|rect| rect.width() > 0.0);
            let top = place.map_or(f64::INFINITY, |rect| rect.top());
            if top < 160.0 {
                current = i;
            }
        }
        // Who has come to the end needs no way back to it, and who looks at the beginning has not lost their place.
        if lesson && current != reached && current > 0 {
            let at = if current + 1 < links.len() { target(&links[current]) } else { String::new() };
            left::set(&key, &at);
            if let Some(offer) = &offer {
                offer.remove();
            }
        }
        reached = current;
        for (i, link) in links.iter().enumerate() {
            let _ = if i == current {
                link.set_attribute("aria-current", "location")
            } else {
                link.remove_attribute("aria-current")
            };
        }
    };
    let frame = Rc::new(Frame::new(mark));
    frame.request();
    let asked = frame.clone();
    let listener = Listener::new(&document(), "scroll", move |_| asked.request());
    let asked = frame.clone();
    let resized = Listener::new(&window(), "resize", move |_| asked.request());
    let kept = StoredValue::new(Some((frame, listener, resized)));
    on_cleanup(move || {
        kept.set_value(None);
    });
}

/// The heading that a link of the contents leads to.
fn target(link: &HtmlElement) -> String {
    let href = link.get_attribute("href").unwrap_or_default();
    href.rsplit(['#', '~']).next().unwrap_or_default().into()
}

/// Offers to go on where the lesson was left, at the lower edge of the window: nothing moves for it.
fn offer(app: App, id: &str, heading: &str) -> Option<HtmlElement> {
    let place = Location { anchor: id.into(), ..app.place.get_untracked() };
    let line = dom::element("p", "resume");
    let href = dom::escape(&place::href(&place));
    line.set_inner_html(&format!("You were at <a href=\"{href}\">{heading}</a>"));
    dom::find("#main .page-body")?.append_child(&line).ok()?;
    Some(line)
}

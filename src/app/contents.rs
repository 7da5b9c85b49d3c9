//! The contents beside a text show where the reader is.

use super::signals::StoredValue;
use crate::web::dom::{self, Listener, document, window};
use crate::web::frames::Frame;
use leptos::prelude::*;
use std::rc::Rc;

/// Marks the heading that the reader has reached, until the page is left.
pub fn follow() {
    let Some(main) = dom::by_id("main") else { return };
    let links = dom::all(&main, ".contents.here a");
    if links.is_empty() {
        return;
    }
    let mark = move |_| {
        let mut current = 0;
        for (i, link) in links.iter().enumerate() {
            let id = link.get_attribute("href").unwrap_or_default();
            let id = id.rsplit(['#', '~']).next().unwrap_or_default().to_string();
            // What a prediction still holds has no place yet.
            let place = dom::by_id(&id).map(|h| h.get_bounding_client_rect()).filter(|rect| rect.width() > 0.0);
            let top = place.map_or(f64::INFINITY, |rect| rect.top());
            if top < 160.0 {
                current = i;
            }
        }
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

//! Signs of progress on parts that are plain HTML: what has been read, what is due.

use super::live::follow;
use super::state::App;
use crate::web::dom::{self, document};
use course::page::{Layout, Page};

/// Marks the lessons on a page's map and lists, and goes on doing so while the page is shown.
pub fn decorate(app: App, page: &Page) {
    super::contents::follow(app, page);
    if page.layout != Layout::Home {
        return;
    }
    follow(move || {
        let (read, due) = (app.study.lessons_read(), app.study.lessons_due());
        let Some(main) = dom::by_id("main") else { return };
        // Lists and the map, whose links are SVG. The first list is in the order of reading.
        let mut next = None;
        for element in dom::elements(&main, "[data-lesson]") {
            let slug = element.get_attribute("data-lesson").unwrap_or_default();
            let unread = !read.contains(&slug);
            if unread {
                next.get_or_insert_with(|| slug.clone());
            }
            let here = [("read", !unread), ("due", due.contains(&slug)), ("next", next.as_ref() == Some(&slug))];
            for (class, holds) in here {
                // Toggling a class with a valid name cannot fail.
                let _ = element.class_list().toggle_with_force(class, holds);
            }
            if let Ok(Some(state)) = element.query_selector(".state") {
                state.set_text_content(Some(match (read.contains(&slug), due.contains(&slug)) {
                    (_, true) => " · reviews due",
                    (true, false) => " · read",
                    (false, false) => "",
                }));
            }
        }
    });
}

/// Keeps the number of due cards in the head of the page.
pub fn counts(app: App) {
    follow(move || {
        let due = app.study.due_count();
        let Some(body) = document().body() else { return };
        for element in dom::all(&body, "[data-count=due]") {
            element.set_text_content(Some(&if due == 0 { String::new() } else { due.to_string() }));
            let label = if due == 1 { "1 card due".to_string() } else { format!("{due} cards due") };
            let _ = if due == 0 {
                element.remove_attribute("aria-label")
            } else {
                element.set_attribute("aria-label", &label)
            };
        }
    });
}

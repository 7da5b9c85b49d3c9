//! The first moments: theme, notices, and the page that is there already.

use super::navigate::Navigator;
use super::state::{App, theme_version};
use crate::web::dom::{Listener, document, window};
use crate::web::turns::Turns;
use leptos::prelude::*;

/// Starts the app.
pub fn start() {
    // Release builds turn a panic into a trap without words, which `faults.js` notices; while developing, say why.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| leptos::logging::error!("{info}")));
    let owner = Owner::new_root(None);
    // In turns: to compile what runs for the first time takes its time.
    let turns = Turns::default();
    let (rest, whole) = (turns.clone(), owner.clone());
    turns.push(move || {
        let app = owner.with(|| {
            let app = App::new();
            follow_theme();
            super::notices::follow(app);
            if !super::embed::embedded() {
                super::keyboard::listen(app);
            }
            // A test asks for the worst.
            Listener::new(&document(), "descent:panic", |_| panic!("asked for by a test")).forever();
            app
        });
        rest.push(move || {
            owner.with(|| {
                if !super::embed::embedded() {
                    super::decorate::counts(app);
                }
                Navigator::begin(app);
            });
        });
    });
    turns.run();
    // Signals of the app live as long as the page.
    std::mem::forget(whole);
}

/// Says that the page that was there has come to life.
pub fn alive() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-app", "ready");
    }
    if let Ok(event) = web_sys::CustomEvent::new("descent:ready") {
        let _ = document().dispatch_event(&event);
    }
}

/// Drawings take their colors from the style sheet, so they are drawn anew when the theme changes: the system's, the one
/// that the reader has chosen, or in an embed the host's.
fn follow_theme() {
    let changed = |target: &web_sys::EventTarget, kind| {
        Listener::new(target, kind, |_| theme_version().update(|n| *n += 1)).forever();
    };
    changed(&document(), "descent:theme");
    if let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") {
        changed(&query, "change");
    }
}

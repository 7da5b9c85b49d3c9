//! Links to the present state, and the lines that put the demo into another page.

use super::run::Run;
use crate::app::state::App;
use crate::web::dom::{escape, window};
use crate::web::place;
use leptos::html::ElementChild;
use leptos::prelude::*;

/// What is shown below the bar.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// An address.
    Link,
    /// A line of HTML.
    Embed,
}

/// The sheet below the bar.
pub fn sheet(_app: App, run: Run, which: Sheet) -> impl IntoView {
    let own = move || run.with(|p| p.settings().needs_own());
    let url = Memo::new(move |_| {
        let href = place::href(&run.link());
        // In the one-file edition an href is a fragment; a link needs the file's address before it.
        if href.starts_with('#') {
            window().location().href().unwrap_or_default().split('#').next().unwrap_or("").to_string() + &href
        } else {
            href
        }
    });
    let text = move || match which {
        Sheet::Link => url.get(),
        Sheet::Embed => {
            let title = escape(run.spec().title);
            format!(
                "<iframe src=\"{}\" title=\"{title}\" width=\"100%\" height=\"720\" loading=\"lazy\"></iframe>",
                escape(&url.get())
            )
        }
    };
    let (label, help) = match which {
        Sheet::Link => (
            "Link to exactly this state",
            "Settings, seed and step are in the link; it gives the same picture on any machine.",
        ),
        Sheet::Embed => ("HTML for another page", "Paste it into any page. It shows the demo as it stands now."),
    };
    let copied = RwSignal::new("");
    let copy = move |_| {
        let promise = window().navigator().clipboard().write_text(&text());
        leptos::task::spawn_local(async move {
            let done = wasm_bindgen_futures::JsFuture::from(promise).await.is_ok();
            copied.set(if done {
                "Copied."
            } else {
                "The browser did not allow copying. Select the text and copy it yourself."
            });
        });
    };
    view! {
        <div class="sheet">
            <label class="sr-only" for="share-text">{label}</label>
            <textarea id="share-text" rows="2" readonly prop:value=text></textarea>
            <p>{help}{move || own().then_some(" Your own data are not included.")}</p>
            <p><button class="button" type="button" on:click=copy>"Copy"</button>" "<span role="status">{copied}</span></p>
        </div>
    }
}

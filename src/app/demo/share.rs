//! Links to the present state.

use super::run::Run;
use crate::app::live::{View, live, view};
use crate::app::signals::{RwSignal, memo};
use crate::web::dom::window;
use crate::web::{file, place};

/// What is shown below the bar.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// An address.
    Link,
    /// Lines for another page.
    Embed,
}

/// The sheet below the bar that shows the link.
pub fn link(run: Run) -> View {
    let own = move || run.with(|face| face.own);
    let url = memo(move || {
        let href = place::href(&run.link());
        // In the one-file edition an href is a fragment; a link needs the file's address before it.
        if href.starts_with('#') {
            window().location().href().unwrap_or_default().split('#').next().unwrap_or("").to_string() + &href
        } else {
            href
        }
    });
    let copied = RwSignal::new("");
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            copied.set(if file::copy(&url.get_untracked()).await {
                "Copied."
            } else {
                "The browser did not allow copying. The text is selected: copy it yourself."
            });
        });
    };
    view! {
        <div class="sheet">
            <label class="sr-only" for="share-text">"Link to exactly this state"</label>
            <textarea id="share-text" rows="2" readonly prop:value=move || url.get()></textarea>
            <p>"Settings, seed and step are in the link; it gives the same picture on any machine."
                {live(move || own().then_some(" Your own data are not included."))}</p>
            <p><button class="button" type="button" on:click=copy>"Copy"</button>" "<span role="status">{live(move || copied.get())}</span></p>
        </div>
    }
}

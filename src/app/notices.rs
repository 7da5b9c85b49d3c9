//! What must be said whatever page is open.

use super::live::{live, mount, view};
use super::signals::RwSignal;
use super::state::App;
use crate::web::dom;
use course::study::journal::Status;

/// Shows notices about the study log as long as they hold.
pub fn follow(app: App) {
    let Some(place) = dom::by_id("notices") else { return };
    let dismissed = RwSignal::new(None::<String>);
    let handle = mount(&place, move || {
        live(move || {
            let said = words(&app.study.status())?;
            (dismissed.get().as_ref() != Some(&said)).then(|| {
                let text = said.clone();
                view! {
                    <div class="notice" role="status" data-notice="study">
                        <p>{said}</p>
                        <button class="button" type="button" on:click=move |_| dismissed.set(Some(text.clone()))>"Close"</button>
                    </div>
                }
            })
        })
    });
    // It lives as long as the page.
    handle.forget();
}

/// What to tell the learner; nothing while all is well.
fn words(status: &Status) -> Option<String> {
    let mut said = Vec::new();
    if let Some(trouble) = &status.trouble {
        let what = sentence(&trouble.to_string());
        said.push(format!(
            "{what} What you do now is lost when this page is closed or reloaded. Export it under Settings to keep it."
        ));
    }
    if status.aside > 0 {
        let pieces = if status.aside == 1 { "One piece".to_string() } else { format!("{} pieces", status.aside) };
        said.push(format!(
            "{pieces} of your saved progress could not be read. Nothing was deleted: download it under Settings."
        ));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// A clause as a sentence. Clauses are ours and begin with a plain letter; the tables for all others are large.
pub fn sentence(clause: &str) -> String {
    let mut sentence = format!("{clause}.");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

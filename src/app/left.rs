//! What is left on the pages, in local storage: see [`course::left`].

use super::live::follow;
use super::quiz::start_of;
use super::signals::{Memo, RwSignal, StoredValue, memo};
use super::study::site_path;
use crate::web::dom::{self, window};
use course::left::Left;
use course::quiz::{Ask, Response, Verdict};
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Many sites can share one origin.
pub fn key(what: &str) -> String {
    format!("descent:{}:{what}", site_path())
}

/// A text that is kept beside the log; nothing where the browser keeps nothing.
pub fn text(what: &str) -> Option<String> {
    storage()?.get_item(&key(what)).ok().flatten()
}

/// Keeps a text beside the log; an empty one is taken away. `false` if it could not be.
pub fn keep(what: &str, text: &str) -> bool {
    let Some(storage) = storage() else { return false };
    if text.is_empty() { storage.remove_item(&key(what)) } else { storage.set_item(&key(what), text) }.is_ok()
}

const LEFT: &str = "left";

fn all() -> Left {
    text(LEFT).map(|text| Left::read(&text)).unwrap_or_default()
}

/// What is left under a key.
pub fn get(key: &str) -> Option<String> {
    all().get(key).map(Into::into)
}

/// Leaves something under a key, or with an empty text nothing.
pub fn set(key: &str, value: &str) {
    let mut left = all();
    if left.set(key, value) {
        keep(LEFT, &left.write());
    }
}

/// Takes everything away.
pub fn clear() {
    keep(LEFT, "");
}

/// An answer that was never committed, if it fits the question as it is now.
pub fn drafted(key: &str, ask: &Ask) -> Option<Response> {
    ask.drafted(&get(key)?, &dom::number)
}

/// What stands in the fields of a question: what was left there, else `before`, else what untouched fields hold. It is
/// kept whenever the reader changes it, until there is a verdict.
pub fn response(
    key: String,
    ask: &Ask,
    before: Option<Response>,
    verdict: RwSignal<Option<Verdict>>,
) -> RwSignal<Option<Response>> {
    let response = RwSignal::new(drafted(&key, ask).or(before).or(start_of(ask)));
    keep_changes(key, move || {
        let now = response.with(|now| now.as_ref().map(|now| now.spelled(&dom::digits)));
        verdict.with_untracked(Option::is_none).then(|| now.unwrap_or_default())
    });
    response
}

/// Leaves a text whenever what it is made of changes; none leaves what is there.
pub fn keep_changes(key: String, text: impl Fn() -> Option<String> + 'static) {
    let mut first = true;
    follow(move || {
        let text = text();
        if !std::mem::take(&mut first)
            && let Some(text) = text
        {
            set(&key, &text);
        }
    });
}

/// Whether something has ever been so, in this visit or before.
pub fn ever(key: String, now: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    let ever = StoredValue::new(get(&key).is_some());
    memo(move || {
        if now() && !ever.get_value() {
            set(&key, "1");
            ever.set_value(true);
        }
        ever.get_value()
    })
}

//! What every part of the app can reach.

use super::deck::Decks;
use super::signals::RwSignal;
use super::study::Study;
use course::route::{Location, Route};
use std::cell::OnceCell;

/// The place of a demo in the page, and the settings that a link asks of it.
pub type Preset = (String, Vec<(String, String)>);

/// The app's signals. Copies all refer to the same.
#[derive(Clone, Copy)]
pub struct App {
    /// Where the reader is.
    pub place: RwSignal<Location>,
    /// A preset link that was followed: the demo's place in the page, and the settings.
    pub presets: RwSignal<Option<Preset>>,
    /// Whether a page is being fetched.
    pub loading: RwSignal<bool>,
    /// Counts the pages shown.
    pub pages: RwSignal<u32>,
    /// What the learner did.
    pub study: Study,
    /// Predictions that the reader of this tab has made or skipped, beside those in the log.
    pub passed: RwSignal<Vec<String>>,
    /// Counts changes of the theme.
    pub theme: RwSignal<u32>,
    /// The cards of all lessons.
    pub decks: Decks,
}

impl App {
    /// A fresh start, within the owner that lives as long as the page.
    pub fn new() -> App {
        let app = App {
            place: RwSignal::new(Location::of(Route::Home)),
            presets: RwSignal::new(None),
            loading: RwSignal::new(false),
            pages: RwSignal::new(0),
            study: Study::open(),
            passed: RwSignal::new(super::folds::passed_before()),
            theme: RwSignal::new(0),
            decks: Decks::new(),
        };
        APP.with(|cell| *cell.get_or_init(|| app))
    }
}

thread_local! {
    static APP: OnceCell<App> = const { OnceCell::new() };
}

/// The app, for places that no argument reaches.
///
/// # Panics
/// Before the app has started.
pub fn app() -> App {
    APP.with(|cell| *cell.get().expect("the app has started"))
}

/// Counts changes of the theme, so that drawings follow.
pub fn theme_version() -> RwSignal<u32> {
    app().theme
}

//! A running demo and everything that acts on it.

use crate::app::state::App;
use crate::web::dom::window;
use crate::web::frames::Frame;
use crate::web::place;
use crate::web::theme::reduced_motion;
use course::route::{Location, Route};
use demos::{Data, Player, Spec, Value};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// A handle to a running demo. Whoever reads through it in an effect runs again when the demo changes.
#[derive(Clone, Copy)]
pub struct Run {
    player: StoredValue<Player, LocalStorage>,
    changes: RwSignal<u64>,
    visible: StoredValue<bool>,
    frame: StoredValue<Option<Frame>, LocalStorage>,
    spoken: RwSignal<String>,
    data: StoredValue<Data, LocalStorage>,
}

impl Run {
    /// Takes a player in hand.
    pub fn new(player: Player, data: Data) -> Run {
        let run = Run {
            player: StoredValue::new_local(player),
            changes: RwSignal::new(0),
            visible: StoredValue::new(true),
            frame: StoredValue::new_local(None),
            spoken: RwSignal::new(String::new()),
            data: StoredValue::new_local(data),
        };
        run.drive();
        run
    }

    /// What is known of the demo.
    pub fn spec(self) -> &'static Spec {
        self.player.with_value(Player::spec)
    }

    /// Reads the player and subscribes to its changes.
    pub fn with<T>(self, read: impl FnOnce(&Player) -> T) -> T {
        self.changes.track();
        self.player.with_value(read)
    }

    /// Reads the player once.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Player) -> T) -> T {
        self.player.with_value(read)
    }

    /// Changes the player. A late callback may come after the page has gone, and then nothing happens.
    pub fn update<T>(self, change: impl FnOnce(&mut Player) -> T) -> Option<T> {
        let done = self.player.try_update_value(change);
        if done.is_some() {
            self.changes.update(|n| *n += 1);
            self.fetch();
        }
        done
    }

    /// Changes the player, and has the new state spoken.
    pub fn act<T>(self, change: impl FnOnce(&mut Player) -> T) {
        self.update(change);
        self.say();
    }

    /// Changes one setting.
    pub fn set(self, key: &'static str, value: Value) {
        self.act(|p| {
            let next = p.settings().with(key, value);
            p.change(next)
        });
    }

    /// Says whether the picture is in view; a run waits while it is not.
    pub fn set_visible(self, visible: bool) {
        if self.visible.try_get_value().is_some_and(|v| v != visible) {
            self.visible.set_value(visible);
            self.request();
        }
    }

    /// Runs or pauses.
    pub fn toggle(self) {
        self.act(|p| if p.running() { p.pause() } else { p.play() });
        self.request();
    }

    /// Takes over the pairs of a preset link; the rest stays as it is.
    pub fn apply(self, pairs: &[(String, String)]) {
        self.act(|p| {
            p.pause();
            p.apply(pairs);
        });
    }

    /// The learner's own data.
    pub fn set_own(self, own: ml::data::Dataset) {
        self.data.update_value(|d| d.own = Some(Rc::new(own)));
        let data = self.data.get_value();
        self.act(|p| p.set_data(data));
    }

    /// Fetches the tables that the settings ask for and that are not there yet.
    fn fetch(self) {
        let wanted = self.player.with_value(|p| p.settings().tables());
        let missing = self.data.with_value(|d| wanted.iter().any(|name| !d.tables.contains_key(*name)));
        if !missing {
            return;
        }
        leptos::task::spawn_local(async move {
            // A table that cannot be loaded leaves the player's own message standing.
            if let Ok(tables) = super::data::tables(&wanted).await
                && self.data.try_update_value(|d| d.tables.extend(tables)).is_some()
            {
                let data = self.data.get_value();
                if self.player.try_update_value(|p| p.set_data(data)).is_some() {
                    self.changes.update(|n| *n += 1);
                    self.say();
                }
            }
        });
    }

    /// What a screen reader is told: the sentence, once things have come to rest.
    pub fn spoken(self) -> String {
        self.spoken.get()
    }

    /// Speaks the present sentence after a moment without change.
    fn say(self) {
        let Some(at) = self.changes.try_get_untracked() else { return };
        set_timeout(
            move || {
                if self.changes.try_get_untracked() == Some(at) {
                    self.spoken.set(self.with_untracked(|p| p.demo().summary()));
                }
            },
            std::time::Duration::from_millis(500),
        );
    }

    /// The pairs of a link to the present state.
    pub fn link(self) -> Location {
        let (id, query) = self.with(|p| (p.spec().id.to_string(), p.link()));
        Location { route: Route::Demo(id), query, anchor: String::new() }
    }

    fn request(self) {
        if self.with_untracked(Player::running) && self.visible.get_value() {
            self.frame.with_value(|f| {
                if let Some(frame) = f {
                    frame.request();
                }
            });
        }
    }

    /// Steps in animation frames while it runs and is in view. With reduced motion the picture changes twice a
    /// second, by as many steps as have come due.
    fn drive(self) {
        let last = Rc::new(Cell::new(None::<f64>));
        let frame = Frame::new(move |time| {
            let running = self.player.try_with_value(Player::running).unwrap_or(false);
            if !running || self.visible.try_get_value() != Some(true) {
                return last.set(None);
            }
            let elapsed = last.get().map_or(0.0, |l| time - l);
            if last.get().is_none() || elapsed >= if reduced_motion() { 500.0 } else { 0.0 } {
                last.set(Some(time));
                let moved = self.player.try_update_value(|p| p.tick(elapsed)).unwrap_or(false);
                if moved {
                    self.changes.update(|n| *n += 1);
                }
                if !self.with_untracked(Player::running) {
                    self.changes.update(|n| *n += 1);
                    self.say();
                }
            }
            self.request();
        });
        self.frame.set_value(Some(frame));
        on_cleanup(move || {
            self.frame.try_set_value(None);
        });
    }

    /// Takes the settings of preset links that point to this demo, and brings it into view.
    pub fn follow_presets(self, app: App, id: &str, into_view: bool) {
        let id = id.to_string();
        Effect::new(move |_| {
            let Some((block, pairs)) = app.presets.get() else { return };
            if block == id {
                app.presets.set(None);
                self.apply(&pairs);
                if let Some(element) = crate::web::dom::by_id(&id).filter(|_| into_view) {
                    element.scroll_into_view_with_scroll_into_view_options(&{
                        let options = web_sys::ScrollIntoViewOptions::new();
                        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                        options
                    });
                }
            }
        });
    }

    /// On the demo's own page the address follows the settings, at most once in half a second.
    pub fn follow_address(self, app: App) {
        self.follow(500, false, move || {
            let link = self.link();
            // Only while this page is still the one shown.
            if app.place.with_untracked(|p| p.route == link.route) && window().document().is_some() {
                place::replace(&link);
            }
        });
    }

    /// In an embed the host is told how it begins and what changes, at most ten times a second.
    pub fn tell_host(self, block: &str) {
        let block = block.to_string();
        self.follow(100, true, move || crate::app::embed::tell(&block, self));
    }

    /// Acts on changes, at most once in so many milliseconds.
    fn follow(self, pause: u64, from_the_start: bool, act: impl Fn() + Clone + 'static) {
        let pending = StoredValue::new(false);
        Effect::new(move |first: Option<()>| {
            self.changes.track();
            if (first.is_none() && !from_the_start) || pending.get_value() {
                return;
            }
            pending.set_value(true);
            let act = act.clone();
            set_timeout(
                move || {
                    if pending.try_set_value(false).is_none() {
                        act();
                    }
                },
                std::time::Duration::from_millis(pause),
            );
        });
    }
}

//! From page to page without loading the document anew.

use super::blocks::{self, Mounted};
use super::folds;
use super::state::App;
use crate::web::dom::{self, Listener, document, window};
use crate::web::{assets, place};
use course::json;
use course::page::Page;
use course::route::{Location, Route, is_id};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, HtmlElement, MouseEvent};

/// The page that is shown, and the way to the next.
#[derive(Clone)]
pub struct Navigator {
    app: App,
    shown: Rc<RefCell<Option<Mounted>>>,
    /// Counts calls, so that a slow answer does not replace a newer page.
    turn: Rc<Cell<u32>>,
    path: Rc<RefCell<String>>,
    /// Inside another page there is only this page.
    embedded: bool,
}

/// The name that the place is kept under in this tab.
const SCROLL: &str = "scroll";

/// Where the page was scrolled to when it was left, kept in the history entry.
fn remember_scroll() {
    if let Ok(history) = window().history() {
        let y = window().scroll_y().unwrap_or(0.0);
        let _ = history.replace_state(&JsValue::from_f64(y), "");
        if let (Ok(Some(storage)), Ok(href)) = (window().session_storage(), window().location().href()) {
            let _ = storage.set_item(&super::left::key(SCROLL), &format!("{} {href}", y as i32));
        }
    }
}

/// A browser may forget what is noted in its history while a page goes to come again; this tab's storage does not.
fn recover_scroll() {
    let (Ok(Some(storage)), Ok(href)) = (window().session_storage(), window().location().href()) else { return };
    let kept = storage.get_item(&super::left::key(SCROLL)).ok().flatten().unwrap_or_default();
    let _ = storage.remove_item(&super::left::key(SCROLL));
    let came = window().performance().map(|p| p.get_entries_by_type("navigation").get(0));
    let how = came.and_then(|entry| js_sys::Reflect::get(&entry, &"type".into()).ok()).and_then(|how| how.as_string());
    if let Some((y, at)) = kept.split_once(' ')
        && at == href
        && how.as_deref() == Some("reload")
        && remembered_scroll().is_none()
        && let (Ok(y), Ok(history)) = (y.parse::<i32>(), window().history())
    {
        let _ = history.replace_state(&JsValue::from_f64(y.into()), "");
    }
}

/// Where the page was scrolled to when it was left; none for who comes to it anew.
pub fn remembered_scroll() -> Option<f64> {
    window().history().ok()?.state().ok()?.as_f64()
}

impl Navigator {
    /// Takes over the page that was loaded, or in the one-file edition shows the one that the address names.
    pub fn begin(app: App) {
        let navigator = Navigator {
            app,
            shown: Rc::default(),
            turn: Rc::default(),
            path: Rc::default(),
            embedded: super::embed::embedded(),
        };
        let page = dom::by_id("page").and_then(|e| e.text_content()).and_then(|t| json::read::<Page>(&t));
        absolute_links();
        recover_scroll();
        match (page, dom::by_id("main")) {
            (Some(page), Some(main)) if !place::one_file() => navigator.adopt(page, &main),
            _ => {
                navigator.open(place::current(), false);
                super::start::alive();
            }
        }
        navigator.listen();
    }

    fn adopt(&self, page: Page, main: &Element) {
        *self.path.borrow_mut() = page.path.clone();
        if let Some(location) = place::current() {
            self.app.place.set(location);
        }
        *self.shown.borrow_mut() = Some(blocks::take_over(self.app, main, page, super::start::alive));
        let anchor = self.app.place.get_untracked().anchor;
        match remembered_scroll() {
            Some(y) => {
                // The place counts with the fold open that the address names.
                target(&anchor).as_deref().and_then(folds::open);
                window().scroll_to_with_x_and_y(0.0, y);
            }
            None => show_folded(&anchor),
        }
    }

    fn listen(&self) {
        let me = self.clone();
        Listener::new(&document(), "click", move |event| me.clicked(&event)).forever();
        let me = self.clone();
        Listener::new(&document(), "descent:go", move |event| {
            let path = event.dyn_ref::<web_sys::CustomEvent>().and_then(|e| e.detail().as_string());
            if let Some(location) = path.and_then(|p| Location::parse_path(&p)) {
                me.go(location);
            }
        })
        .forever();
        if self.embedded {
            return;
        }
        let me = self.clone();
        Listener::new(&window(), if place::one_file() { "hashchange" } else { "popstate" }, move |_| {
            me.open(place::current(), true);
        })
        .forever();
        Listener::new(&window(), "pagehide", |_| remember_scroll()).forever();
    }

    /// Follows a click on a link of this site.
    fn clicked(&self, event: &Event) {
        let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
        if mouse.button() != 0 || mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key() {
            return;
        }
        let link = event.target().and_then(|t| t.dyn_into::<Element>().ok()).and_then(|e| e.closest("a[href]").ok()?);
        let Some(link) = link.and_then(|l| l.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        if event.default_prevented() || link.has_attribute("download") {
            return;
        }
        if let Some(guess) = link.get_attribute("data-guess").and_then(|id| dom::by_id(&id)) {
            event.prevent_default();
            reach(&guess);
            return;
        }
        let Some(location) = place::of_url(&link.href()) else { return };
        if let Some(block) = link.get_attribute("data-demo").filter(|id| dom::by_id(id).is_some()) {
            event.prevent_default();
            match dom::by_id(&block).and_then(|demo| folds::open(&demo)) {
                Some(note) => {
                    reach(&note);
                }
                None => self.app.presets.set(Some((block, location.query))),
            }
            return;
        }
        if !link.target().is_empty() {
            return;
        }
        event.prevent_default();
        self.go(location);
    }

    /// Enters an address and shows its page. In an embed only the demo can go somewhere: to other settings.
    fn go(&self, location: Location) {
        if self.embedded {
            if let Route::Demo(id) = location.route {
                self.app.presets.set(Some((id, location.query)));
            }
            return;
        }
        remember_scroll();
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
        }
        place::push(&location);
        self.open(Some(location), false);
    }

    /// Shows the page of a location; `back` if the reader came through the history.
    fn open(&self, location: Option<Location>, back: bool) {
        let Some(location) = location else {
            return self.show(not_found(), None, false);
        };
        self.app.place.set(location.clone());
        let path = location.route.path();
        if self.shown.borrow().is_some() && *self.path.borrow() == path && location.query.is_empty() {
            arrive(&location, back);
            return;
        }
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        self.app.loading.set(true);
        let me = self.clone();
        leptos::task::spawn_local(async move {
            let answer = assets::text(&format!("{path}page.json")).await;
            if me.turn.get() != turn {
                return;
            }
            me.app.loading.set(false);
            let page = answer.and_then(|text| {
                json::read::<Page>(&text).ok_or_else(|| "This page was made by another version. Reload it.".into())
            });
            match page {
                Ok(page) => me.show(page, Some(location), back),
                Err(why) => me.show(failed(&why, &location.route), Some(location), back),
            }
        });
    }

    fn show(&self, page: Page, location: Option<Location>, back: bool) {
        let Some(main) = dom::by_id("main") else { return };
        // What was shown lets go of its resources first.
        self.shown.borrow_mut().take();
        *self.path.borrow_mut() = page.path.clone();
        document().set_title(&if page.path.is_empty() {
            page.title.clone()
        } else {
            format!("{} · Descent", page.title)
        });
        if let Some(meta) = dom::find("meta[name=description]") {
            let _ = meta.set_attribute("content", &page.description);
        }
        mark_current(&page.path);
        // Addresses of the page that was loaded, which some browsers would share for this one.
        if let Some(head) = document().head() {
            dom::all(&head, "[rel=canonical], [rel=alternate]").iter().for_each(|link| link.remove());
        }
        *self.shown.borrow_mut() = Some(blocks::build(self.app, &main, page));
        self.app.pages.update(|n| *n += 1);
        match location {
            Some(location) if arrive(&location, back) => {}
            Some(_) => focus_heading(&main),
            None => {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                focus_heading(&main);
            }
        }
    }
}

/// Goes to a location from anywhere in the app.
pub fn go(location: &Location) {
    let detail = web_sys::CustomEventInit::new();
    detail.set_detail(&JsValue::from_str(&location.to_path()));
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("descent:go", &detail) {
        let _ = document().dispatch_event(&event);
    }
}

/// Scrolls to where the reader wants to be on the page that is shown. `true` if something there has the focus.
fn arrive(location: &Location, back: bool) -> bool {
    let target = target(&location.anchor);
    match (back.then(remembered_scroll).flatten(), target) {
        (Some(y), target) => {
            target.as_deref().and_then(folds::open);
            window().scroll_to_with_x_and_y(0.0, y);
            false
        }
        (None, Some(target)) => {
            let note = folds::open(&target);
            reach(&note.unwrap_or(target))
        }
        (None, None) => {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            false
        }
    }
}

/// The place that an anchor names, whole or cut short.
fn target(anchor: &str) -> Option<HtmlElement> {
    dom::by_id(anchor)
        .or_else(|| is_id(anchor).then(|| dom::find(&format!("main .block [id^=\"{anchor}\"]"))).flatten())
}

/// Brings an element into view and gives it the focus. `true` if it has it.
fn reach(target: &HtmlElement) -> bool {
    target.scroll_into_view();
    let _ = target.set_attribute("tabindex", "-1");
    target.focus().is_ok()
}

/// A page that was loaded stands at its anchor already, unless that is folded away.
fn show_folded(anchor: &str) {
    let Some(target) = target(anchor) else { return };
    let shut = folds::is_shut(&target);
    let note = folds::open(&target);
    if shut {
        reach(&note.unwrap_or(target));
    }
}

fn focus_heading(main: &Element) {
    if let Ok(Some(heading)) = main.query_selector("h1") {
        let _ = heading.set_attribute("tabindex", "-1");
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.unchecked_into::<web_sys::HtmlElement>().focus_with_options(&options);
    }
}

/// Links outside `main` stay while pages change, so they must not depend on the page's folder.
fn absolute_links() {
    let Some(body) = document().body() else { return };
    for link in dom::all(&body, ".site-head a, .site-foot a, .skip") {
        let Some(link) = link.dyn_ref::<HtmlAnchorElement>() else { continue };
        match link.get_attribute("href") {
            Some(href) if !href.starts_with('#') => link.set_href(&link.href()),
            _ => {}
        }
    }
    // A skip link moves the focus without entering the history.
    if let Some(skip) = dom::find(".skip") {
        Listener::new(&skip, "click", |event| {
            event.prevent_default();
            if let Some(main) = dom::by_id("main") {
                let _ = main.focus();
            }
        })
        .forever();
    }
}

fn mark_current(path: &str) {
    let Some(body) = document().body() else { return };
    for link in dom::all(&body, ".site-nav a") {
        let here = link.get_attribute("data-nav").as_deref() == Some(path);
        let _ = if here { link.set_attribute("aria-current", "page") } else { link.remove_attribute("aria-current") };
    }
}

fn message_page(path: String, title: &str, body: &str) -> Page {
    let html = format!("<h1>{}</h1>{body}", dom::escape(title));
    Page {
        path,
        title: title.into(),
        description: String::new(),
        layout: course::page::Layout::Plain,
        lesson: None,
        aside: String::new(),
        blocks: vec![course::page::Block::Prose { html }],
    }
}

fn not_found() -> Page {
    let road = dom::escape(&place::href(&Location::of(Route::Home)));
    message_page(
        "404/".into(),
        "No such page",
        &format!(
            "<p>The address leads nowhere. Perhaps the lesson has another name now: the <a href=\"{road}\">road</a> lists all of them.</p>"
        ),
    )
}

fn failed(why: &str, route: &Route) -> Page {
    let again = dom::escape(&place::href(&Location::of(route.clone())));
    let why = dom::escape(why);
    message_page(
        route.path(),
        "This page did not load",
        &format!("<p>{why}</p><p><a href=\"{again}\">Try again</a></p>"),
    )
}

//! The parts of a page: text is adopted or inserted, everything else is mounted.

use super::demo::Run;
use super::live::{self, follow};
use super::signals::StoredValue;
use super::state::App;
use crate::web::dom;
use crate::web::observe::Near;
use crate::web::turns::Turns;
use course::page::{AFTER_GUESS, Block, DEEPER, Deeper, DemoBlock, Held, Layout, Page, leaves};
use leptos::prelude::*;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The living parts of the page that is shown. They end when this is dropped.
pub struct Mounted {
    parts: Parts,
    _owner: Owner,
}

/// What is mounted, a part at a time: demos come when their data are there.
pub type Parts = Rc<RefCell<Option<Vec<Box<dyn Any>>>>>;

impl Drop for Mounted {
    fn drop(&mut self) {
        // A demo that comes too late finds no place any more.
        self.parts.borrow_mut().take();
    }
}

/// Brings a static page to life: its own text stays where it is, the other parts replace their stand-ins, in turn.
/// `alive` is called when all have.
pub fn take_over(app: App, main: &Element, page: Page, alive: impl FnOnce() + 'static) -> Mounted {
    let boxes = dom::all(main, "[data-block]");
    let (mounted, turns) = mount(app, page, &boxes);
    turns.push(alive);
    turns.run();
    mounted
}

/// Replaces what stands in an element; what has the focus and a name keeps the focus.
pub fn exchange(element: &HtmlElement, fill: impl FnOnce()) {
    let focused = dom::document().active_element().map(|e| e.id()).filter(|id| !id.is_empty());
    element.set_inner_html("");
    fill();
    if let Some(element) = focused.and_then(|id| dom::by_id(&id)) {
        let _ = element.focus();
    }
}

/// Makes a change to a block above the window without moving what is in it: what was answered is higher than what asks.
/// Only who comes back to the middle of a page has such blocks, and to measure takes time.
pub fn steadily(element: &HtmlElement, change: impl FnOnce()) {
    if super::navigate::remembered_scroll().is_none() {
        return change();
    }
    let before = element.get_bounding_client_rect();
    change();
    let moved = element.get_bounding_client_rect().height() - before.height();
    if before.bottom() < 0.0 && moved != 0.0 {
        dom::window().scroll_by_with_x_and_y(0.0, moved);
    }
}

/// Shows a page that was fetched.
pub fn build(app: App, main: &Element, page: Page) -> Mounted {
    main.set_inner_html("");
    let body = dom::element("div", "page-body");
    let layout = dom::element("div", page.layout.class());
    if !page.aside.is_empty() {
        let aside = dom::element("div", "aside");
        aside.set_inner_html(&page.aside);
        let _ = layout.append_child(&aside);
    }
    let column = dom::element("div", "blocks");
    let mut boxes = Vec::new();
    lay_out(&column, &page.blocks, &mut boxes);
    let _ = layout.append_child(&column);
    let _ = body.append_child(&layout);
    let _ = main.append_child(&body);
    let (mounted, turns) = mount(app, page, &boxes);
    turns.finish();
    mounted
}

/// Makes the boxes of blocks, and the folds around some of them, as the site builder does.
fn lay_out(column: &HtmlElement, blocks: &[Block], boxes: &mut Vec<HtmlElement>) {
    for block in blocks {
        let tag = if block.inside().is_some() { "details" } else { "div" };
        let element = dom::element(tag, &block.class());
        let _ = column.append_child(&element);
        match block {
            Block::Deeper(Deeper { id, summary, blocks }) => {
                element.set_id(id);
                fold(&element, &format!("{DEEPER}{summary}"), blocks, boxes);
            }
            Block::Held(Held { by, blocks }) => {
                let _ = element.set_attribute("data-by", &by.join(" "));
                fold(&element, AFTER_GUESS, blocks, boxes);
            }
            _ => {
                let _ = element.set_attribute("data-block", &boxes.len().to_string());
                if let Block::Prose { html } = block {
                    element.set_inner_html(html);
                }
                boxes.push(element);
            }
        }
    }
}

fn fold(element: &HtmlElement, summary: &str, blocks: &[Block], boxes: &mut Vec<HtmlElement>) {
    let (head, body) = (dom::element("summary", ""), dom::element("div", "fold-body"));
    head.remove_attribute("class").ok();
    head.set_inner_html(summary);
    let _ = element.append_child(&head);
    let _ = element.append_child(&body);
    lay_out(&body, blocks, boxes);
}

/// Brings the parts of a page to life: what is held at once, the rest in turns that are yet to be run.
fn mount(app: App, page: Page, boxes: &[HtmlElement]) -> (Mounted, Turns) {
    let page = Rc::new(page);
    let owner = Owner::new();
    let parts: Parts = Rc::new(RefCell::new(Some(Vec::new())));
    let turns = Turns::default();
    let (shown, kept) = (owner.clone(), parts.clone());
    // A page that has been left meanwhile is let be.
    let turn = |job: Box<dyn FnOnce()>| {
        let (shown, kept) = (shown.clone(), kept.clone());
        turns.push(move || {
            if kept.borrow().is_some() {
                shown.with(job);
            }
        });
    };
    owner.with(|| {
        super::folds::hold(app, &page);
        super::folds::reopen(&page, &parts);
    });
    for (block, element) in leaves(&page.blocks).into_iter().zip(boxes) {
        let (page, element, parts) = (page.clone(), element.clone(), parts.clone());
        match block {
            Block::Demo(demo) => {
                let demo = demo.clone();
                turn(Box::new(move || mount_demo(app, &page, demo, element, parts)));
            }
            Block::Part(part) => {
                let part = part.clone();
                turn(match super::kinds::find(&part.kind) {
                    Some(make) => Box::new(move || {
                        let place = element.clone();
                        let living = move || super::kinds::living(make, app, &page, &part);
                        steadily(&element, || exchange(&element, || keep(&parts, live::mount(&place, living))));
                    }),
                    None => Box::new(move || super::tool::mount(app, &part, element, &parts)),
                });
            }
            _ => {}
        }
    }
    turn(Box::new(move || super::decorate::decorate(app, &page)));
    (Mounted { parts, _owner: owner }, turns)
}

/// Keeps a living part for as long as the page is shown.
pub fn keep(parts: &Parts, part: impl Any) {
    if let Some(parts) = parts.borrow_mut().as_mut() {
        parts.push(Box::new(part));
    }
}

/// Opens a demo when it comes near, or is asked for, and shows it once its engine has answered. Until then its stand-in
/// stays; what the reader has moved in it counts.
fn mount_demo(app: App, page: &Rc<Page>, block: DemoBlock, element: HtmlElement, parts: Parts) {
    let stands_in = element.child_element_count() > 0;
    if !stands_in {
        // It may wait long in a fold: links find it, and on paper there is what it would show.
        element.set_inner_html(&format!(
            "<figure class=\"demo-frame\" id=\"{}\"><div class=\"demo-waiting\"></div><figcaption>{}</figcaption></figure>",
            block.id, block.caption
        ));
    }
    let own_page = page.layout == Layout::Demo;
    let query = if own_page { app.place.get_untracked().query } else { Vec::new() };
    let id = block.id.clone();
    let (owner, at, kept) = (Owner::current(), element.clone(), parts.clone());
    let open = move || {
        let Some(owner) = owner else { return };
        let shown = owner.clone();
        let (asked, pack) = (question(&block, &query, &at), block.pack.clone());
        let ready = move |run: Run, result: Result<(), String>| {
            if kept.borrow().is_none() {
                return;
            }
            // The stand-in stays and can be read; the reader is told why it does not move.
            if let Err(why) = result {
                return say_failed(&at, &why);
            }
            let moved = edits(&at);
            let before = moved.clone();
            let show = move || shown.with(|| replace(app, own_page, block, at, before, run, &kept));
            if moved.is_empty() { show() } else { run.then(protocol::Act::Edit(moved), show) }
        };
        owner.with(|| Run::open(&pack, asked, ready));
    };
    let open = StoredValue::new(Some(open));
    let begin = move || {
        if let Some(open) = open.try_update_value(Option::take).flatten() {
            open();
        }
    };
    // An embed is there for its demo, and its host waits for word. Where nothing stands in for the demo, its place has
    // not its height yet, and a reader who comes back to the middle of a page wants to find it there.
    let at_once = own_page || super::embed::embedded() || !stands_in;
    near(&element, &parts, at_once, begin);
    follow(move || {
        if app.presets.with(|preset| preset.as_ref().is_some_and(|(block, _)| *block == id)) {
            begin();
        }
    });
}

/// What has an engine begins when it is so many heights of the window away.
const NEAR: f64 = 1.5;

/// Begins when a place comes near and no fold is closed around it, or as soon as none is.
pub fn near(place: &HtmlElement, parts: &Parts, at_once: bool, begin: impl FnOnce() + 'static) {
    let (at, kept) = (place.clone(), parts.clone());
    super::folds::when_open(place, parts, move || {
        if at_once {
            return begin();
        }
        keep(&kept, Near::new(&at, NEAR, begin));
    });
}

/// What an engine is asked to open: the block, with what the address says over it, at the size of its stand-in.
fn question(block: &DemoBlock, query: &[(String, String)], element: &HtmlElement) -> protocol::Open {
    let mut pairs = block.settings.clone();
    for (key, value) in query {
        pairs.retain(|p| p.0 != *key);
        pairs.push((key.clone(), value.clone()));
    }
    let picture = element.query_selector(".picture").ok().flatten();
    let size =
        picture.map(|p| (p.client_width(), p.client_height())).filter(|(width, height)| *width > 0 && *height > 0);
    let bound = |b: &course::page::Bound| protocol::Bound {
        measure: b.measure.clone(),
        at_least: b.at_least,
        at_most: b.at_most,
    };
    let root = dom::document().document_element();
    protocol::Open {
        demo: block.demo.clone(),
        pairs,
        steps: block.steps,
        lock: block.lock.clone(),
        hide: block.hide.clone(),
        size: size.map(|(width, height)| plot::Size { width: width.into(), height: height.into() }),
        goal: block.goal.iter().flat_map(|goal| goal.bounds.iter().map(bound)).collect(),
        measures: super::embed::embedded(),
        drawing: Some(super::demo::draw::style(&block.id)),
        // Tests compare what is computed here with what the site builder has computed.
        digest: root.is_some_and(|root| root.has_attribute("data-digests")),
    }
}

/// Puts a living demo in the place of its stand-in. It is built beside the page, a part in a turn, and the reader can go
/// on meanwhile; what he or she changes in the stand-in until the last moment counts. `before` are the changes that the
/// engine knows of.
fn replace(
    app: App,
    own_page: bool,
    block: DemoBlock,
    element: HtmlElement,
    before: Vec<(String, String)>,
    run: Run,
    parts: &Parts,
) {
    if parts.borrow().is_none() {
        return;
    }
    let (turns, kept, owner) = (Turns::default(), parts.clone(), Owner::current());
    let rest = turns.clone();
    turns.push(move || {
        let Some(owner) = owner.filter(|_| kept.borrow().is_some()) else { return };
        let (aside, id) = (dom::element("div", ""), block.id.clone());
        let (place, last) = (aside.clone(), rest.clone());
        let make = move || super::demo::frame(app, own_page, block, run, &rest);
        owner.with(|| keep(&kept, live::mount(&place, make)));
        last.push(move || {
            if kept.borrow().is_none() {
                return;
            }
            let late = edits(&element);
            exchange(&element, || {
                if let Some(frame) = aside.first_element_child() {
                    let _ = element.append_child(&frame);
                }
            });
            if late != before {
                run.act(protocol::Act::Edit(late));
            }
            // A host is told of a goal that stands in the page.
            if super::embed::embedded() {
                owner.with(|| run.tell_host(&id));
            }
        });
    });
    turns.run();
}

/// Controls of a stand-in that no longer show what the page was made with.
fn edits(element: &HtmlElement) -> Vec<(String, String)> {
    dom::all(element, "[data-key]")
        .into_iter()
        .filter_map(|control| {
            let key = control.get_attribute("data-key")?;
            let now = if let Some(select) = control.dyn_ref::<web_sys::HtmlSelectElement>() {
                select.value()
            } else {
                let input = control.dyn_ref::<web_sys::HtmlInputElement>()?;
                if input.type_() == "checkbox" {
                    if input.checked() { "on" } else { "off" }.into()
                } else {
                    input.value()
                }
            };
            let was = control.get_attribute("data-was")?;
            // To ask what a browser makes of a value takes a copy of the control.
            (now != was && now != as_shown(&control, &was)).then_some((key, now))
        })
        .collect()
}

/// What a control says when nobody has touched it: a browser moves a slider's position to one of its steps.
fn as_shown(control: &HtmlElement, was: &str) -> String {
    let untouched = control.clone_node().ok().and_then(|node| node.dyn_into::<web_sys::HtmlInputElement>().ok());
    match untouched {
        Some(input) if input.type_() == "range" => {
            input.set_value(was);
            input.value()
        }
        _ => was.into(),
    }
}

fn say_failed(element: &HtmlElement, why: &str) {
    if let Ok(Some(head)) = element.query_selector(".demo-head") {
        let line = dom::element("p", "trouble");
        line.set_text_content(Some(why));
        let _ = head.append_child(&line);
    }
}

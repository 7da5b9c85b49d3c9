//! The parts of a page: text is adopted or inserted, everything else is mounted.

use super::state::App;
use crate::web::dom;
use course::page::{Block, Page};
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::any::Any;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The living parts of the page that is shown. They end when this is dropped.
pub struct Mounted {
    _parts: Vec<Box<dyn Any>>,
    _owner: Owner,
}

/// Brings a static page to life: its own text stays where it is, the other parts replace their stand-ins.
pub fn take_over(app: App, main: &Element, page: Page) -> Mounted {
    let focused = dom::document().active_element().map(|e| e.id()).filter(|id| !id.is_empty());
    let boxes = dom::all(main, "[data-block]");
    let mounted = mount(app, page, &boxes);
    if let Some(id) = focused
        && let Some(element) = dom::by_id(&id)
    {
        let _ = element.focus();
    }
    mounted
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
    let boxes: Vec<HtmlElement> = page
        .blocks
        .iter()
        .enumerate()
        .map(|(i, block)| {
            let element = dom::element("div", &block.class());
            let _ = element.set_attribute("data-block", &i.to_string());
            if let Block::Prose { html } = block {
                element.set_inner_html(html);
            }
            let _ = column.append_child(&element);
            element
        })
        .collect();
    let _ = layout.append_child(&column);
    let _ = body.append_child(&layout);
    let _ = main.append_child(&body);
    mount(app, page, &boxes)
}

fn mount(app: App, page: Page, boxes: &[HtmlElement]) -> Mounted {
    let page = Rc::new(page);
    let owner = Owner::new();
    let parts = owner.with(|| {
        let mut parts: Vec<Box<dyn Any>> = Vec::new();
        for (i, block) in page.blocks.iter().enumerate() {
            let Some(element) = boxes.get(i) else { continue };
            if matches!(block, Block::Prose { .. }) {
                continue;
            }
            let (block, page) = (block.clone(), page.clone());
            element.set_inner_html("");
            parts.push(Box::new(mount_to(element.clone().unchecked_into(), move || living(app, &page, block))));
        }
        super::decorate::decorate(app, &page);
        parts
    });
    Mounted { _parts: parts, _owner: owner }
}

fn living(app: App, page: &Rc<Page>, block: Block) -> AnyView {
    match block {
        Block::Prose { .. } => ().into_any(),
        Block::Demo(demo) => super::demo::frame(app, page, demo).into_any(),
        Block::Predict(prediction) => super::quiz::predict(app, prediction).into_any(),
        Block::Quiz(quiz) => super::quiz::quiz(app, quiz).into_any(),
        Block::Cards(cards) => super::cards::collected(app, cards).into_any(),
        Block::Island { name, .. } => super::islands::island(app, page, &name),
    }
}

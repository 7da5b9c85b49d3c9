//! What a demo hands out to scripts: its pictures and its numbers. `save.js` makes files of them, `print.js` prints
//! them. They ask by an event on the frame, and its detail is filled in before the asking call returns; so the app
//! holds no code for files, sheets and clipboards.
//!
//! ```text
//! asked     ask: "drawings" | "save"; width: of a picture in CSS pixels
//! "drawings"  pictures: [{ svg }], colored by the page's classes, on its paper
//! "save"      pictures: [{ svg, canvas, width, height, words }], in the colors of the screen; canvas at twice the size
//!             id, title, seed (or nothing), link, own: whether the learner's own data are in it
//!             table: { caption, columns: [..], rows: [[..]] }
//! ```

use super::run::Run;
use crate::web::dom::{Listener, document};
use crate::web::{canvas, place, theme};
use demos::{Demo, Kind, Player};
use js_sys::{Array, Object, Reflect};
use leptos::html::Figure;
use leptos::prelude::*;
use plot::layout::lay_out;
use plot::picture::Size;
use plot::svg::{SvgOptions, write_clear};
use wasm_bindgen::{JsCast, JsValue};

/// Pixels of a saved picture to one of CSS.
const SHARP: f64 = 2.0;

/// Answers the event as long as the frame is there.
pub fn hand_out(run: Run, frame: NodeRef<Figure>) {
    let listening = StoredValue::new_local(None::<Listener>);
    Effect::new(move |_| {
        let Some(frame) = frame.get() else { return };
        let id = frame.id();
        listening.set_value(Some(Listener::new(&frame, "descent:draw", move |event| {
            let Some(event) = event.dyn_ref::<web_sys::CustomEvent>() else { return };
            run.with_untracked(|player| fill(run, player, &id, &event.detail()));
        })));
    });
    on_cleanup(move || {
        listening.try_set_value(None);
    });
}

fn fill(run: Run, player: &Player, id: &str, detail: &JsValue) {
    let get = |key: &str| Reflect::get(detail, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED);
    let saved = get("ask").as_string().as_deref() == Some("save");
    let width = get("width").as_f64().unwrap_or(760.0);
    let demos: Vec<&dyn Demo> = std::iter::once(player.demo()).chain(player.compared().map(|c| c.1)).collect();
    let pictures: Array = demos
        .iter()
        .enumerate()
        .map(|(i, demo)| picture(player, *demo, &format!("{id}-drawn-{i}"), width, saved))
        .collect();
    set(detail, "pictures", &pictures);
    if !saved {
        return;
    }
    let spec = player.spec();
    let seed = spec.settings.iter().find(|s| matches!(s.kind, Kind::Seed { .. }));
    if let Some(seed) = seed {
        set(detail, "seed", &seed.words(player.settings().value(seed.key)).into());
    }
    set(detail, "id", &spec.id.into());
    set(detail, "title", &spec.title.into());
    set(detail, "link", &place::href(&untrack(|| run.link())).into());
    set(detail, "own", &player.settings().needs_own().into());
    let table = player.demo().table();
    let list = |cells: &[String]| cells.iter().map(JsValue::from).collect::<Array>();
    let numbers = Object::new();
    set(&numbers, "caption", &table.caption.into());
    set(&numbers, "columns", &list(&table.columns));
    set(&numbers, "rows", &table.rows.iter().map(|row| list(row)).collect::<Array>());
    set(detail, "table", &numbers);
}

fn picture(player: &Player, demo: &dyn Demo, id: &str, width: f64, saved: bool) -> Object {
    let size = Size { width, height: (width * player.spec().aspect[0]).round() };
    let scene = lay_out(&demo.picture(size));
    let (title, words) = (player.spec().title, demo.summary());
    let palette = saved.then(theme::palette);
    let options = SvgOptions { id, title, desc: &words, palette: palette.as_ref() };
    let object = Object::new();
    set(&object, "svg", &write_clear(&scene, &options).into());
    if let Some(palette) = &palette
        && let Some(target) = document().create_element("canvas").ok().and_then(|c| c.dyn_into().ok())
    {
        canvas::paint_at(&target, &scene, palette, SHARP);
        set(&object, "canvas", &target);
    }
    set(&object, "width", &size.width.into());
    set(&object, "height", &size.height.into());
    set(&object, "words", &words.into());
    object
}

fn set(object: &JsValue, key: &str, value: &JsValue) {
    // An object that anybody handed in may be frozen; then the asker gets nothing.
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}

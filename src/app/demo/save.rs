//! What a demo hands out to scripts: its pictures and its numbers. `save.js` makes files of them, `print.js` prints
//! them. They ask by an event on the frame; so the app holds no code for files, sheets and clipboards.
//!
//! ```text
//! asked     ask: "drawings" | "save"; done: called once the detail is filled in, for "save" perhaps later
//! "drawings"  pictures: [{ svg }], colored by the page's classes; or, while the demo is moving, [{ canvas, width,
//!             height, words }] of what is on the screen; filled in at once, for paper waits for nothing
//! "save"      pictures: [{ svg, canvas, width, height, words }], in the colors of the screen; canvas at twice the size
//!             id, title, seed (or nothing), link, own: whether the learner's own data are in it
//!             table: { caption, columns: [..], rows: [[..]] }
//! ```

use super::run::Run;
use crate::app::live::follow;
use crate::app::markup::NodeRef;
use crate::app::signals::StoredValue;
use crate::web::canvas::{Look, Painting};
use crate::web::dom::{Listener, document};
use crate::web::{place, theme};
use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use plot::Scene;
use plot::palette::Palette;
use protocol::{Control, Drawn, Which};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlCanvasElement;

/// Pixels of a saved picture to one of CSS.
const SHARP: f64 = 2.0;

/// Answers the event as long as the frame is there.
pub fn hand_out(run: Run, frame: NodeRef) {
    let listening = StoredValue::new(None::<Listener>);
    follow(move || {
        let Some(frame) = frame.get() else { return };
        listening.set_value(Some(Listener::new(&frame, "descent:draw", move |event| {
            let Some(event) = event.dyn_ref::<web_sys::CustomEvent>() else { return };
            let detail = event.detail();
            if get(&detail, "ask").as_string().as_deref() != Some("save") {
                return printed(run, &detail);
            }
            let fill = move || {
                if let Some(drawn) = run.drawings(|d| d.last()).flatten() {
                    saved(run, &drawn, &detail);
                }
                // Read only now: whoever asked may have decided since how to wait.
                if let Some(done) = get(&detail, "done").dyn_ref::<Function>() {
                    // Whoever asked hears of an error in its own code as of any other.
                    let _ = done.call0(&JsValue::UNDEFINED);
                }
            };
            if run.drawn_is_fresh() && run.drawings(|d| d.is_in_color()) == Some(true) {
                fill();
            } else {
                run.drawings(|d| d.wait(fill));
                run.draw();
            }
        })));
    });
    on_cleanup(move || {
        listening.set_value(None);
    });
}

/// Drawings for paper.
fn printed(run: Run, detail: &JsValue) {
    let pictures = Array::new();
    if let Some(drawn) = run.drawings(|d| d.last()).flatten().filter(|_| run.drawn_is_fresh()) {
        for picture in &drawn.pictures {
            let object = Object::new();
            set(&object, "svg", &picture.svg.as_str().into());
            pictures.push(&object);
        }
    } else {
        let words = run.with_untracked(|face| face.summary.clone());
        for scene in [Which::Main, Which::Compared].into_iter().filter_map(|which| run.scene_untracked(which)) {
            pictures.push(&painted(&scene, &Palette::LIGHT, &words));
        }
    }
    set(detail, "pictures", &pictures);
}

/// Drawings and numbers for files.
fn saved(run: Run, drawn: &Drawn, detail: &JsValue) {
    let (spec, palette) = (run.spec(), theme::palette());
    let pictures = Array::new();
    for picture in &drawn.pictures {
        let object = painted(&picture.scene, &palette, &picture.words);
        set(&object, "svg", &picture.svg_alone.as_str().into());
        pictures.push(&object);
    }
    set(detail, "pictures", &pictures);
    if let Some(seed) = spec.settings.iter().position(|s| s.control == Control::Seed) {
        let words = run.with_untracked(|face| face.values.get(seed).map(|now| now.words.clone()));
        set(detail, "seed", &words.into());
    }
    set(detail, "id", &spec.id.as_str().into());
    set(detail, "title", &spec.title.as_str().into());
    set(detail, "link", &place::href(&untrack(|| run.link())).into());
    set(detail, "own", &run.with_untracked(|face| face.own).into());
    let list = |cells: &[String]| cells.iter().map(JsValue::from).collect::<Array>();
    let numbers = Object::new();
    set(&numbers, "caption", &drawn.numbers.caption.as_str().into());
    set(&numbers, "columns", &list(&drawn.numbers.columns));
    set(&numbers, "rows", &drawn.numbers.rows.iter().map(|row| list(row)).collect::<Array>());
    set(detail, "table", &numbers);
}

fn painted(scene: &Scene, palette: &Palette, words: &str) -> Object {
    let object = Object::new();
    let target = document().create_element("canvas").ok().and_then(|c| c.dyn_into::<HtmlCanvasElement>().ok());
    if let Some(target) = target {
        Painting::sharp(target.clone(), Look::new(*palette), SHARP).finish(scene);
        set(&object, "canvas", &target);
    }
    set(&object, "width", &scene.size.width.into());
    set(&object, "height", &scene.size.height.into());
    set(&object, "words", &words.into());
    object
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

fn set(object: &JsValue, key: &str, value: &JsValue) {
    // An object that anybody handed in may be frozen; then the asker gets nothing.
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}

//! Parts whose behavior lies in the pack of tools, which is loaded when one of them comes near. Here they are shown, and
//! what they want kept is kept. See [`protocol::tool`].

use super::blocks::{Parts, exchange, keep, near, steadily};
use super::left;
use super::signals::StoredValue;
use super::state::App;
use crate::web::dom::{self, Listener};
use crate::web::engine::Engine;
use course::part::Part;
use course::quiz::Response;
use js_sys::Reflect;
use leptos::prelude::untrack;
use protocol::tool::{ACT, Act, Ask, DRAG, DROP, Fact, Given, KEY, PACK, Reply, Said, VALUE, WHOLE, Want};
use protocol::{decode, encode};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, PointerEvent};

/// A tool in its place.
#[derive(Clone, Copy)]
struct Tool {
    app: App,
    inner: StoredValue<Inner>,
}

struct Inner {
    place: HtmlElement,
    kind: String,
    data: String,
    engine: Option<Engine>,
    /// A copy of what is shown; none while something stands in for it.
    shown: Option<HtmlElement>,
    held: Option<Held>,
}

/// What is being dragged, by which pointer, where it took hold, and the place it is over.
struct Held {
    pointer: i32,
    element: HtmlElement,
    from: [i32; 2],
    over: Option<Element>,
}

/// Opens a tool when its place comes near.
pub fn mount(app: App, part: &Part, place: HtmlElement, parts: &Parts) {
    let data = serde_json::to_string(&part.data).unwrap_or_default();
    let stands_in = place.child_element_count() > 0;
    // Links find it before it is there.
    if !stands_in && let Some(id) = part.data.get("id").and_then(|id| id.as_str()) {
        let waiting = dom::element("div", "tool-waiting");
        waiting.set_id(&format!("q-{id}"));
        let _ = place.append_child(&waiting);
    }
    let inner = Inner { place: place.clone(), kind: part.kind.clone(), data, engine: None, shown: None, held: None };
    let tool = Tool { app, inner: StoredValue::new(inner) };
    near(&place, parts, !stands_in, move || tool.start());
    let heard = ["click", "input", "submit", "pointerdown", "pointermove", "pointerup", "pointercancel"];
    keep(parts, heard.map(|kind| Listener::new(&place, kind, move |event| tool.hear(kind, &event))));
}

impl Tool {
    fn start(self) {
        let said =
            move |bytes: &[u8]| decode::<Vec<Said>>(bytes).into_iter().flatten().for_each(|said| self.take(said));
        let engine = Engine::start(PACK, said, move |why| self.failed(&why));
        self.inner.try_update_value(|inner| {
            engine.send(&encode(&Ask::Open { kind: inner.kind.clone(), data: inner.data.clone() }));
            inner.engine = Some(engine);
        });
    }

    fn ask(self, ask: &Ask) {
        self.inner.try_update_value(|inner| inner.engine.iter().for_each(|engine| engine.send(&encode(ask))));
    }

    /// Does what the tool has said.
    fn take(self, said: Said) {
        let study = self.app.study;
        match said {
            Said::Need(wants) => {
                let facts = untrack(|| wants.iter().map(|want| self.known(want)).collect());
                self.ask(&Ask::Known(facts));
            }
            Said::Show(html) => {
                self.inner.try_update_value(|inner| inner.show(&html));
            }
            Said::Leave(key, text) => left::set(&key, &text),
            Said::Answered(Given { id, revision, reply, right }) => {
                study.record_answer(&id, revision, &response(reply), right);
            }
            Said::Predicted(Given { id, revision, reply, right }) => {
                study.record_prediction(&id, revision, &response(reply), right, None);
            }
            Said::Focus(id) => {
                if let Some(element) = dom::by_id(&id) {
                    let _ = element.focus();
                }
            }
            Said::Refused => {
                self.say(super::kinds::REFUSED);
            }
        }
    }

    fn known(self, want: &Want) -> Fact {
        let fact = match want {
            Want::Left(key) => left::get(key).map(Fact::Text),
            Want::Answer(id, revision) => {
                self.app.study.answer(id, *revision).map(|(given, right)| Fact::Reply(reply(given), right))
            }
            Want::Prediction(id, revision) => {
                self.app.study.prediction(id, *revision, None).map(|(given, _)| Fact::Reply(reply(given), true))
            }
        };
        fact.unwrap_or(Fact::None)
    }

    /// Says why nothing more will come. What is shown stays.
    fn say(self, why: &str) -> Option<HtmlElement> {
        let line = dom::element("p", "trouble");
        line.set_text_content(Some(why));
        self.inner.try_update_value(|inner| inner.place.append_child(&line).is_ok());
        Some(line)
    }

    fn failed(self, why: &str) {
        let Some(line) = self.say(why) else { return };
        let again = dom::element("button", "button");
        again.set_text_content(Some("Start again"));
        let _ = again.set_attribute("type", "button");
        let _ = again.set_attribute(AGAIN, "");
        let _ = line.append_child(&again);
    }

    fn hear(self, kind: &str, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let pointer = event.dyn_ref::<PointerEvent>();
        match (kind, pointer) {
            ("pointerdown", Some(pointer)) => self.grab(&target, pointer),
            ("pointermove", Some(pointer)) => self.carry(pointer),
            ("pointerup" | "pointercancel", Some(pointer)) => self.drop(pointer.pointer_id(), kind == "pointerup"),
            ("click", _) if target.has_attribute(AGAIN) => {
                if let Some(line) = target.parent_element() {
                    line.remove();
                }
                self.start();
            }
            ("click", _) => {
                if let Ok(Some(button)) = target.closest("button[type=button]") {
                    self.act(&button, Act::Press);
                }
            }
            ("submit", _) => {
                event.prevent_default();
                self.act(&target, Act::Press);
            }
            ("input", _) => {
                let value = Reflect::get(&target, &"value".into()).ok().and_then(|value| value.as_string());
                self.act(&target, Act::Choose(value.unwrap_or_default()));
            }
            _ => {}
        }
    }

    fn act(self, element: &Element, act: Act) {
        if let Some(name) = element.get_attribute(ACT) {
            self.ask(&Ask::Act(name, act));
        }
    }

    fn grab(self, target: &Element, pointer: &PointerEvent) {
        let on_control = target.closest("select, button, input, a").ok().flatten().is_some();
        // A second finger takes nothing else.
        let holds = self.inner.try_update_value(|inner| inner.held.is_some()) == Some(true);
        if pointer.button() != 0 || on_control || holds {
            return;
        }
        let Some(element) = closest(target, DRAG) else { return };
        // Text would be selected.
        pointer.prevent_default();
        let _ = element.set_pointer_capture(pointer.pointer_id());
        let held = Held { pointer: pointer.pointer_id(), element, from: at(pointer), over: None };
        self.inner.try_update_value(|inner| inner.held = Some(held));
    }

    fn carry(self, pointer: &PointerEvent) {
        self.inner.try_update_value(|inner| {
            let Some(held) = inner.held.as_mut().filter(|held| held.pointer == pointer.pointer_id()) else { return };
            let [x, y] = at(pointer);
            let _ = held.element.class_list().add_1("lifted");
            let moved = format!("translate({}px, {}px)", x - held.from[0], y - held.from[1]);
            let _ = held.element.style().set_property("transform", &moved);
            // What is held lets the pointer through.
            let under = dom::document().element_from_point(x as f32, y as f32);
            let over = under.and_then(|under| closest(&under, DROP)).filter(|over| inner.place.contains(Some(over)));
            let over: Option<Element> = over.map(Into::into);
            if over != held.over {
                held.mark(false);
                held.over = over;
                held.mark(true);
            }
        });
    }

    /// Lets go. What is let go beside all places goes back to where it was.
    fn drop(self, pointer: i32, done: bool) {
        let held = self.inner.try_update_value(|inner| inner.held.take_if(|held| held.pointer == pointer)).flatten();
        let Some(held) = held else { return };
        let _ = held.element.class_list().remove_1("lifted");
        let _ = held.element.style().remove_property("transform");
        held.mark(false);
        let (name, to) = (held.element.get_attribute(DRAG), held.over.and_then(|over| over.get_attribute(DROP)));
        if let Some((name, to)) = name.zip(to).filter(|_| done) {
            self.ask(&Ask::Act(name, Act::Drop(to)));
        }
    }
}

/// Marks the button that starts a tool again.
const AGAIN: &str = "data-again";

impl Held {
    fn mark(&self, over: bool) {
        if let Some(place) = &self.over {
            let _ = place.class_list().toggle_with_force("over", over);
        }
    }
}

fn closest(element: &Element, attribute: &str) -> Option<HtmlElement> {
    element.closest(&format!("[{attribute}]")).ok()??.dyn_into().ok()
}

fn at(pointer: &PointerEvent) -> [i32; 2] {
    [pointer.client_x(), pointer.client_y()]
}

fn response(reply: Reply) -> Response {
    match reply {
        Reply::Picks(picks) => Response::Picks(picks),
        Reply::Number(number) => Response::Number(number),
    }
}

fn reply(response: Response) -> Reply {
    match response {
        Response::Picks(picks) => Reply::Picks(picks),
        Response::Number(number) => Reply::Number(number),
    }
}

impl Inner {
    fn show(&mut self, html: &str) {
        let (now, place) = (dom::element("div", ""), self.place.clone());
        now.set_inner_html(html);
        match &self.shown {
            Some(before) => patch(&place, before, &now),
            None => steadily(&place, || exchange(&place, || place.set_inner_html(html))),
        }
        for control in dom::all(&place, &format!("[{VALUE}]")) {
            let (key, value) = (JsValue::from_str("value"), control.get_attribute(VALUE).unwrap_or_default().into());
            if Reflect::get(&control, &key).ok().as_ref() != Some(&value) {
                let _ = Reflect::set(&control, &key, &value);
            }
        }
        self.shown = Some(now);
    }
}

/// Changes an element where it is to differ from what it was. What stays is left as it is, even where a browser has
/// translated it.
fn patch(shown: &Element, before: &Element, now: &Element) {
    if before.is_equal_node(Some(now)) {
        return;
    }
    for name in names(before) {
        if !now.has_attribute(&name) {
            let _ = shown.remove_attribute(&name);
        }
    }
    for name in names(now) {
        let value = now.get_attribute(&name);
        if value != before.get_attribute(&name) {
            let _ = shown.set_attribute(&name, &value.unwrap_or_default());
        }
    }
    if is_whole(before) || is_whole(now) {
        if before.inner_html() != now.inner_html() {
            shown.set_inner_html(&now.inner_html());
        }
        return;
    }
    let mut there: Vec<(Element, Element)> = children(shown).into_iter().zip(children(before)).collect();
    let found: Vec<(Element, Option<Element>)> = children(now)
        .into_iter()
        .map(|child| {
            let same = |old: &Element| {
                old.tag_name() == child.tag_name() && old.get_attribute(KEY) == child.get_attribute(KEY)
            };
            let at = there.iter().position(|(_, old)| same(old));
            let stays = at.map(|at| {
                let (element, old) = there.remove(at);
                patch(&element, &old, &child);
                element
            });
            (child, stays)
        })
        .collect();
    there.iter().for_each(|(element, _)| element.remove());
    let mut next = shown.first_element_child();
    for (child, stays) in found {
        if stays.is_some() && next == stays {
            next = next.and_then(|element| element.next_element_sibling());
            continue;
        }
        let made = || child.clone_node_with_deep(true).ok();
        if let Some(element) = stays.map(Into::into).or_else(made) {
            let _ = shown.insert_before(&element, next.as_deref());
        }
    }
}

fn is_whole(element: &Element) -> bool {
    element.child_element_count() == 0 || element.has_attribute(WHOLE)
}

fn children(element: &Element) -> Vec<Element> {
    dom::elements(element, ":scope > *")
}

fn names(element: &Element) -> Vec<String> {
    element.get_attribute_names().iter().filter_map(|name| name.as_string()).collect()
}

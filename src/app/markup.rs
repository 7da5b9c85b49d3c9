//! Views as HTML and what is filled into it.
//!
//! The macro [`view`] compiles markup to a text: HTML, then a line for each of its holes (`src/markup/src/lib.rs`). The
//! browser reads the HTML once and copies it from then on. So a view costs what can change in it, and views have one type.
//! They are mounted by Leptos, and kept up to date by its effects. A view that is made anew from the same markup changes
//! what differs and leaves its elements where they are.
//!
//! What is filled in, by the letter in its line: `A` an attribute, absent for `false` and nothing; `P` a property; `C`
//! whether there is a class; `S` a property of the style; `H` the HTML inside; `E` what hears an event; `R` who wants to
//! know the element; `V` a view.

use super::signals::RwSignal;
use crate::web::dom::{self, Listener, document};
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::view::{Mountable, Render};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, HtmlTemplateElement, Node};

pub use ::markup::view;

/// A part of a page.
pub enum View {
    /// Text.
    Words(Cow<'static, str>),
    /// One after the other.
    Many(Vec<View>),
    /// An element: its markup, and what is filled in.
    Made(&'static str, Vec<Hole>),
    /// Is made anew whenever what it reads changes.
    Live(Box<dyn Fn() -> View>),
}

/// What is filled into markup.
pub enum Hole {
    /// A value.
    Fixed(Value),
    /// A value that changes.
    Live(Box<dyn Fn() -> Value>),
    /// What hears an event.
    Heard(Box<dyn FnMut(Event)>),
    /// Who wants to know the element.
    Held(NodeRef),
    /// A view.
    Shown(View),
}

/// Where an element is kept once there is one.
pub type NodeRef = RwSignal<Option<Element>>;

/// The value of an attribute or property.
#[derive(PartialEq)]
pub enum Value {
    /// There is none.
    Nothing,
    /// Whether there is one.
    Is(bool),
    /// A number.
    Number(f64),
    /// Text.
    Text(Cow<'static, str>),
}

/// What can be the value of an attribute: itself, or a function that gives it.
pub trait Filling {
    /// As it is filled in.
    fn hole(self) -> Hole;
}

impl<F: Fn() -> V + 'static, V: Into<Value>> Filling for F {
    fn hole(self) -> Hole {
        Hole::Live(Box::new(move || self().into()))
    }
}

macro_rules! values {
    ($($of:ty: $value:ident => $made:expr;)*) => {
        $(impl From<$of> for Value {
            fn from($value: $of) -> Value {
                $made
            }
        }

        impl Filling for $of {
            fn hole(self) -> Hole {
                Hole::Fixed(self.into())
            }
        })*
    };
}

values! {
    bool: is => Value::Is(is);
    f64: number => Value::Number(number);
    String: text => Value::Text(text.into());
    &'static str: text => Value::Text(text.into());
    Option<String>: text => text.map_or(Value::Nothing, Value::from);
    Option<&'static str>: text => text.map_or(Value::Nothing, Value::from);
}

/// What can stand in a view.
pub trait Shown {
    /// As a view.
    fn shown(self) -> View;
}

impl Shown for View {
    fn shown(self) -> View {
        self
    }
}

impl Shown for String {
    fn shown(self) -> View {
        View::Words(self.into())
    }
}

impl Shown for &'static str {
    fn shown(self) -> View {
        View::Words(self.into())
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(self) -> View {
        self.map_or(View::Many(Vec::new()), T::shown)
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn shown(self) -> View {
        View::Many(self.into_iter().map(T::shown).collect())
    }
}

/// What hears an event of a known type.
pub fn heard<E: JsCast>(mut hear: impl FnMut(E) + 'static) -> Hole {
    Hole::Heard(Box::new(move |event| hear(event.unchecked_into())))
}

/// A view in the page, or on its way into it. It has at least one node.
pub enum Built {
    /// With a node that says where they stand: a browser that translates puts an element of its own in their place.
    Words([Node; 2], Cow<'static, str>),
    /// With a node after the last.
    Many(Vec<Built>, Node),
    Made(&'static str, Element, Vec<(Mark, Filled)>),
    Live {
        shown: Rc<RefCell<Option<Built>>>,
        _effect: RenderEffect<()>,
    },
}

/// A place that is filled in.
pub struct Mark {
    node: Node,
    kind: u8,
    name: &'static str,
}

/// What fills it.
pub enum Filled {
    Fixed(Value),
    Live { last: Rc<RefCell<Option<Value>>>, _effect: RenderEffect<()> },
    Heard { _listener: Listener },
    Held,
    Shown(Built),
}

impl Render for View {
    type State = Built;

    fn build(self) -> Built {
        match self {
            View::Words(words) => Built::Words([document().create_text_node(&words).into(), comment()], words),
            View::Many(views) => Built::Many(views.into_iter().map(View::build).collect(), comment()),
            View::Made(markup, holes) => {
                let (element, marks) = copy(markup);
                let fill = |(mark, hole): (Mark, Hole)| {
                    let filled = mark.fill(hole);
                    (mark, filled)
                };
                Built::Made(markup, element, marks.into_iter().zip(holes).map(fill).collect())
            }
            View::Live(make) => {
                let shown = Rc::new(RefCell::new(None));
                let place = shown.clone();
                let _effect = watch(move || {
                    let view = make();
                    match &mut *place.borrow_mut() {
                        Some(before) => view.rebuild(before),
                        none => *none = Some(view.build()),
                    }
                });
                Built::Live { shown, _effect }
            }
        }
    }

    fn rebuild(self, built: &mut Built) {
        match (&mut *built, self) {
            (Built::Words(nodes, before), View::Words(words)) => {
                if *before != words {
                    own(nodes).set_node_value(Some(&words));
                    *before = words;
                }
            }
            (Built::Many(before, end), View::Many(views)) => {
                before.drain(before.len().min(views.len())..).for_each(|built| built.remove());
                let mut views = views.into_iter();
                before.iter_mut().zip(&mut views).for_each(|(before, view)| view.rebuild(before));
                for view in views {
                    let built = view.build();
                    built.insert_before(end);
                    before.push(built);
                }
            }
            (Built::Made(before, _, filled), View::Made(markup, holes)) if *before == markup => {
                for ((mark, filled), hole) in filled.iter_mut().zip(holes) {
                    mark.refill(filled, hole);
                }
            }
            (_, view) => {
                let new = view.build();
                new.insert_before(&built.first());
                std::mem::replace(built, new).remove();
            }
        }
    }
}

impl Built {
    fn first(&self) -> Node {
        match self {
            Built::Words(nodes, _) => own(nodes).clone(),
            Built::Many(all, end) => all.first().map_or_else(|| end.clone(), Built::first),
            Built::Made(_, element, _) => element.clone().into(),
            Built::Live { shown, .. } => shown.borrow().as_ref().expect("it is made at once").first(),
        }
    }

    /// Calls with every node of its own, in order.
    fn each(&self, act: &dyn Fn(&Node)) {
        match self {
            Built::Words(nodes, _) => {
                act(own(nodes));
                act(&nodes[1]);
            }
            Built::Many(all, end) => {
                all.iter().for_each(|built| built.each(act));
                act(end);
            }
            Built::Made(_, element, _) => act(element),
            Built::Live { shown, .. } => shown.borrow().iter().for_each(|built| built.each(act)),
        }
    }

    fn insert(&self, parent: &Node, before: Option<&Node>) {
        self.each(&|node| drop(parent.insert_before(node, before)));
    }

    fn insert_before(&self, node: &Node) {
        if let Some(parent) = node.parent_node() {
            self.insert(&parent, Some(node));
        }
    }

    fn remove(&self) {
        self.each(&|node| cut(node));
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        self.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.insert(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let node = self.first();
        node.parent_element().is_some_and(|parent| child.try_mount(&parent, Some(&node)))
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

/// A node that shows nothing, to mark a place.
fn comment() -> Node {
    document().create_comment("").into()
}

/// The node of words, where it belongs: before its mark, and there in place of what a translator has put.
fn own([words, mark]: &[Node; 2]) -> &Node {
    if words.parent_node() != mark.parent_node()
        && let Some(parent) = mark.parent_node()
    {
        let _ = parent.insert_before(words, Some(mark));
        if let Some(other) = words.previous_sibling().filter(|node| node.node_name() == "FONT") {
            cut(&other);
        }
    }
    words
}

fn cut(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

/// Runs at once, and again whenever what it reads changes.
fn watch(run: impl FnMut() + 'static) -> RenderEffect<()> {
    fn erased(mut run: Box<dyn FnMut()>) -> RenderEffect<()> {
        RenderEffect::new(move |_| run())
    }
    erased(Box::new(run))
}

/// A copy of markup, and its places to be filled.
fn copy(markup: &'static str) -> (Element, Vec<Mark>) {
    let mut lines = markup.lines();
    let html = lines.next().unwrap_or_default();
    let node = TEMPLATES.with_borrow_mut(|known| {
        if let Some((_, element)) = known.iter().find(|(other, _)| *other == markup) {
            return element.clone();
        }
        let template: HtmlTemplateElement = dom::element("template", "").unchecked_into();
        template.set_inner_html(html);
        let element = template.content().first_element_child().expect("markup is an element");
        // The browser puts elsewhere what may not stand where it is written, and then no way leads to its node.
        debug_assert_eq!(
            html.matches("</").count() + html.matches("<input").count(),
            dom::elements(&element, "*").len() + 1,
            "{html}"
        );
        known.push((markup, element.clone()));
        element
    });
    let node = document().import_node_with_deep(&node, true).expect("an element can be copied");
    let mark = |line: &'static str| {
        let (path, rest) = line.split_at(line.find(|c: char| c.is_ascii_uppercase())?);
        let node = path.bytes().try_fold(node.clone(), |node, step| node.child_nodes().item(u32::from(step - b'0')))?;
        Some(Mark { node, kind: *rest.as_bytes().first()?, name: &rest[1..] })
    };
    let marks = lines.map(|line| mark(line).expect("markup is as its marks say")).collect();
    (node.unchecked_into(), marks)
}

thread_local! {
    static TEMPLATES: RefCell<Vec<(&'static str, Element)>> = const { RefCell::new(Vec::new()) };
}

impl Mark {
    fn fill(&self, hole: Hole) -> Filled {
        match hole {
            Hole::Fixed(value) => {
                put(&self.node, self.kind, self.name, &value);
                Filled::Fixed(value)
            }
            Hole::Live(value) => {
                let last = Rc::new(RefCell::new(None));
                Filled::Live { _effect: self.follow(value, last.clone()), last }
            }
            Hole::Heard(hear) => Filled::Heard { _listener: Listener::new(&self.node, self.name, hear) },
            Hole::Held(place) => {
                place.set(Some(self.node.clone().unchecked_into()));
                Filled::Held
            }
            Hole::Shown(view) => {
                let built = view.build();
                built.insert_before(&self.node);
                cut(&self.node);
                Filled::Shown(built)
            }
        }
    }

    fn refill(&self, filled: &mut Filled, hole: Hole) {
        match (filled, hole) {
            (Filled::Fixed(before), Hole::Fixed(value)) => {
                if stale(self.kind, self.name, *before != value) {
                    put(&self.node, self.kind, self.name, &value);
                    *before = value;
                }
            }
            (Filled::Live { last, _effect }, Hole::Live(value)) => *_effect = self.follow(value, last.clone()),
            (Filled::Shown(before), Hole::Shown(view)) => view.rebuild(before),
            (filled, hole) => *filled = self.fill(hole),
        }
    }

    fn follow(&self, value: Box<dyn Fn() -> Value>, last: Rc<RefCell<Option<Value>>>) -> RenderEffect<()> {
        let (node, kind, name) = (self.node.clone(), self.kind, self.name);
        watch(move || {
            let now = Some(value());
            let before = last.replace(None);
            if let Some(value) = now.as_ref().filter(|_| stale(kind, name, before != now)) {
                put(&node, kind, name, value);
            }
            last.replace(now);
        })
    }
}

/// Whether a value is to be put in its place. A reader may have changed a property. Text that stands is let stand: written
/// anew it would be other text to the browser, and WebKit knows of no click on words that went while the button was down.
fn stale(kind: u8, name: &str, changed: bool) -> bool {
    changed || kind == b'P' && name != "textContent"
}

/// Puts a value in its place. Names are ours and valid, so the browser refuses none.
fn put(node: &Node, kind: u8, name: &str, value: &Value) {
    let element: &HtmlElement = node.unchecked_ref();
    let text = match value {
        Value::Text(text) => Cow::Borrowed(&**text),
        Value::Number(number) => dom::digits(*number).into(),
        Value::Nothing | Value::Is(_) => "".into(),
    };
    let is = !matches!(value, Value::Nothing | Value::Is(false));
    let _ = match kind {
        b'A' if is => element.set_attribute(name, &text),
        b'A' => element.remove_attribute(name),
        b'C' => element.class_list().toggle_with_force(name, is).map(|_| ()),
        b'S' => element.style().set_property(name, &text),
        b'H' => {
            element.set_inner_html(&text);
            Ok(())
        }
        // What changes most.
        _ if name == "textContent" => {
            element.set_text_content(Some(&text));
            Ok(())
        }
        _ => {
            let value = match value {
                Value::Is(is) => JsValue::from_bool(*is),
                Value::Nothing => JsValue::NULL,
                Value::Number(_) | Value::Text(_) => JsValue::from_str(&text),
            };
            js_sys::Reflect::set(element, &JsValue::from_str(name), &value).map(|_| ())
        }
    };
}

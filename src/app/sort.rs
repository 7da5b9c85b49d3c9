//! Sorting into groups: by dragging, or by a list of the groups beside each item, which works by keyboard, by finger and
//! by voice.

use super::left;
use super::live::{View, live, view};
use super::signals::{RwSignal, StoredValue};
use super::state::App;
use crate::web::dom;
use course::quiz::Response;
use course::sort::{Place, Sort};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlSelectElement, PointerEvent};

/// What is being sorted, and how far it has come.
#[derive(Clone, Copy)]
struct Sorting {
    sort: StoredValue<Sort>,
    /// The group of each item.
    placed: RwSignal<Vec<Option<usize>>>,
    /// Which items lie right, once that was checked.
    judged: RwSignal<Option<Vec<bool>>>,
    /// The group over which an item is held.
    over: RwSignal<Option<usize>>,
    /// The item that is held, and where the pointer took hold of it.
    held: StoredValue<Option<(usize, [i32; 2])>>,
}

/// The block.
pub fn sort(app: App, sort: Sort) -> View {
    let (count, groups) = (sort.items.len(), sort.groups.len());
    let (id, prompt, explanation) = (format!("q-{}", sort.id), sort.prompt.clone(), sort.explanation.clone());
    let asks = sort.predict.is_some();
    let verdict_id = format!("{}-said", sort.id);
    let key = left::draft_key(&sort.id, sort.revision);
    let expected_key = format!("{key} expected");
    let (drafted, before) = (drafted(&sort, &key), untrack(|| answered(app, &sort)));
    // Who sorts anew has left what was checked before behind.
    let judged = before.as_ref().filter(|_| drafted.is_none()).map(|placed| sort.judge(placed));
    let checked = before.map(|placed| placed.into_iter().map(Some).collect());
    let said = untrack(|| app.study.prediction(sort.predict.as_ref()?, sort.revision, None));
    let said = match said.filter(|_| judged.is_some()) {
        Some((Response::Number(said), _)) => Some(said as usize),
        _ => left::get(&expected_key).and_then(|said| said.parse().ok()),
    };
    let sorting = Sorting {
        sort: StoredValue::new(sort),
        placed: RwSignal::new(drafted.or(checked).unwrap_or(vec![None; count])),
        judged: RwSignal::new(judged),
        over: RwSignal::new(None),
        held: StoredValue::new(None),
    };
    let expected = RwSignal::new(said.filter(|said| *said <= count));
    left::keep_changes(key, move || {
        let text = sorting.placed.with(|placed| placed.iter().map(spelled).collect());
        sorting.judged.with_untracked(Option::is_none).then_some(text)
    });
    left::keep_changes(expected_key, move || expected.get().map(|said| said.to_string()));
    let done = move || sorting.judged.with(Option::is_some);
    let ready = move || {
        sorting.placed.with(|p| p.iter().all(Option::is_some)) && (!asks || expected.with(Option::is_some)) && !done()
    };
    let check = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if untrack(ready) {
            sorting.check(app, expected.get_untracked());
        }
    };
    let again = move |_| sorting.again();
    let result = move || {
        sorting.judged.get().map(|right| {
            let n = right.iter().filter(|r| **r).count();
            let expected = expected.get().filter(|_| asks).map(|e| format!(" You expected {e}."));
            let class = if n == count { "word right" } else { "word wrong" };
            view! { <p class=class>{format!("{n} of {count} right.")}{expected}</p> }
        })
    };
    let unfinished = move || sorting.judged.with(|j| j.as_ref().is_some_and(|right| right.contains(&false)));
    view! {
        <section class="sort-box" id=id role="group" aria-label="Sort into groups">
            <p class="label">"Sort"</p>
            <form class="question" class:answered=done on:submit=check>
                <fieldset>
                    <legend><div class="prompt" inner_html=prompt></div></legend>
                    <ul class="sort-pool">{live(move || sorting.list(None))}</ul>
                    <div class="sort-groups">{(0..groups).map(|g| sorting.group(g)).collect::<Vec<_>>()}</div>
                </fieldset>
                <div class="act">
                    <button class="button" type="submit" disabled=move || !ready()>"Check"</button>
                    {asks.then(|| expectation(count, expected, done))}
                    {live(move || unfinished().then(|| view! { <button class="button" type="button" on:click=again>"Try again"</button> }))}
                </div>
                <div class="verdict" role="status" id=verdict_id tabindex="-1">
                    {live(result)}
                    {live(move || (done() && !explanation.is_empty()).then(|| view! { <div class="explanation" inner_html=explanation.clone()></div> }))}
                </div>
            </form>
        </section>
    }
}

/// The groups that were checked last, if they are still groups of these items.
fn answered(app: App, sort: &Sort) -> Option<Vec<usize>> {
    let (Response::Picks(placed), right) = app.study.answer(&sort.id, sort.revision)? else { return None };
    (sort.fits(&placed) && sort.judge(&placed).iter().all(|right| *right) == right).then_some(placed)
}

/// The groups that were never checked.
fn drafted(sort: &Sort, key: &str) -> Option<Vec<Option<usize>>> {
    let text = left::get(key)?;
    let placed: Vec<_> = text.split_terminator(',').map(|group| group.parse().ok()).collect();
    let groups = sort.groups.len();
    (placed.len() == sort.items.len() && placed.iter().flatten().all(|group| *group < groups)).then_some(placed)
}

fn spelled(group: &Option<usize>) -> String {
    group.map_or_else(|| ",".into(), |group| format!("{group},"))
}

/// How many will turn out to be right: asked before the check.
fn expectation(
    count: usize,
    expected: RwSignal<Option<usize>>,
    done: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> View {
    let choose = move |event| expected.set(event_target_value(&event).parse().ok());
    let said = expected.get_untracked();
    let options: Vec<_> = (0..=count)
        .map(|n| view! { <option value=n.to_string() selected=said == Some(n)>{n.to_string()}</option> })
        .collect();
    view! {
        <label class="sort-expected"><span>"How many do you expect to be right?"</span>
            <select on:input=choose prop:disabled=done autocomplete="off"><option value="">"–"</option>{options}</select></label>
    }
}

impl Sorting {
    fn check(self, app: App, expected: Option<usize>) {
        let placed: Vec<usize> = self.placed.get_untracked().into_iter().flatten().collect();
        let right = self.sort.with_value(|sort| {
            let right = sort.judge(&placed);
            let count = right.iter().filter(|r| **r).count();
            if let (Some(id), Some(expected)) = (&sort.predict, expected) {
                let given = Response::Number(expected as f64);
                app.study.record_prediction(id, sort.revision, &given, expected == count, None);
            }
            app.study.record_answer(&sort.id, sort.revision, &Response::Picks(placed), count == right.len());
            right
        });
        self.judged.set(Some(right));
        let (id, key) =
            self.sort.with_value(|sort| (format!("{}-said", sort.id), left::draft_key(&sort.id, sort.revision)));
        left::set(&format!("{key} expected"), "");
        left::set(&key, "");
        super::order::focus_soon(move || dom::by_id(&id));
    }

    /// What lay wrong is to be sorted once more.
    fn again(self) {
        let right = self.judged.get_untracked().unwrap_or_default();
        self.placed.update(|placed| {
            for (place, _) in placed.iter_mut().zip(right).filter(|(_, right)| !right) {
                *place = None;
            }
        });
        self.judged.set(None);
        let first = self.sort.with_value(|sort| format!("#q-{} .sort-pool select", sort.id));
        super::order::focus_soon(move || dom::find(&first));
    }

    fn put(self, item: usize, group: Option<usize>) {
        if self.placed.with_untracked(|p| p[item] != group) {
            self.placed.update(|p| p[item] = group);
        }
    }

    fn group(self, group: usize) -> View {
        let (name, id) = self.sort.with_value(|s| (s.groups[group].clone(), format!("{}-group-{group}", s.id)));
        view! {
            <div class="sort-group" class:over=move || self.over.get() == Some(group) data-group=group.to_string()>
                <p class="name" id=id.clone() inner_html=name></p>
                <ul aria-labelledby=id>{live(move || self.list(Some(group)))}</ul>
            </div>
        }
    }

    /// The items of a group, or those that lie in none.
    fn list(self, group: Option<usize>) -> Vec<View> {
        let here: Vec<usize> = self.placed.with(|p| (0..p.len()).filter(|i| p[*i] == group).collect());
        here.into_iter().map(|i| self.item(i, group)).collect()
    }

    fn item(self, i: usize, group: Option<usize>) -> View {
        let (text, names, id) =
            self.sort.with_value(|s| (s.items[i].text.clone(), s.groups.clone(), format!("{}-{i}", s.id)));
        let options: Vec<_> = names
            .into_iter()
            .enumerate()
            .map(|(g, name)| view! { <option value=g.to_string() selected=group == Some(g) inner_html=name></option> })
            .collect();
        let shown = group.map_or(String::new(), |g| g.to_string());
        let choose = {
            let id = id.clone();
            move |event| {
                let chosen = event_target_value(&event).parse().ok();
                // The row will show the item that takes this place, so its list goes back to what it says here.
                if let Some(list) = dom::by_id(&id).and_then(|e| e.dyn_into::<HtmlSelectElement>().ok()) {
                    list.set_value(&shown);
                }
                self.put(i, chosen);
                // The list goes along with its item, and so does the focus.
                if dom::document().active_element().is_some_and(|e| e.id() == id) {
                    let id = id.clone();
                    super::order::focus_soon(move || dom::by_id(&id));
                }
            }
        };
        let right = move || self.judged.with(|j| j.as_ref().and_then(|right| right.get(i).copied()));
        let class = move || match right() {
            Some(true) => "sort-item right",
            Some(false) => "sort-item wrong",
            None => "sort-item",
        };
        let said = move || {
            right()?;
            self.sort.with_value(|s| s.items[i].places.get(group?).map(remark))
        };
        view! {
            <li class=class on:pointerdown=move |e| self.take(i, &e) on:pointermove=move |e| self.carry(&e)
                on:pointerup=move |e| self.drop(&e, true) on:pointercancel=move |e| self.drop(&e, false)>
                <span class="line" id=format!("{id}-text") inner_html=text></span>" "
                <select id=id.clone() aria-labelledby=format!("{id}-text") autocomplete="off" on:input=choose
                    prop:disabled=move || self.judged.with(Option::is_some)><option value="">"Group…"</option>{options}</select>
                <div class="said">{live(said)}</div>
            </li>
        }
    }

    fn take(self, i: usize, event: &PointerEvent) {
        let on_choice =
            event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()).is_some_and(|t| t.tag_name() == "SELECT");
        if event.button() != 0 || on_choice || self.judged.with_untracked(Option::is_some) {
            return;
        }
        let Some(element) = element_of(event) else { return };
        // Text would be selected.
        event.prevent_default();
        let _ = element.set_pointer_capture(event.pointer_id());
        self.held.set_value(Some((i, at(event))));
    }

    fn carry(self, event: &PointerEvent) {
        let Some((_, from)) = self.held.get_value() else { return };
        let Some(element) = element_of(event) else { return };
        let [x, y] = at(event);
        let _ = element.class_list().add_1("lifted");
        let _ = element.style().set_property("transform", &format!("translate({}px, {}px)", x - from[0], y - from[1]));
        self.over.set(group_at(event).flatten());
    }

    /// Lets go. What is let go beside the groups goes back to where it was.
    fn drop(self, event: &PointerEvent, done: bool) {
        let Some((i, _)) = self.held.try_update_value(Option::take).flatten() else { return };
        // While it is held the groups are where the pointer can reach them.
        let to = group_at(event).filter(|_| done);
        if let Some(element) = element_of(event) {
            let _ = element.class_list().remove_1("lifted");
            let _ = element.style().remove_property("transform");
        }
        self.over.set(None);
        if let Some(group) = to {
            self.put(i, group);
        }
    }
}

/// The item that an event is about.
fn element_of(event: &PointerEvent) -> Option<HtmlElement> {
    event.target()?.dyn_into::<web_sys::Element>().ok()?.closest(".sort-item").ok()??.dyn_into().ok()
}

fn at(event: &PointerEvent) -> [i32; 2] {
    [event.client_x(), event.client_y()]
}

/// The group under the pointer, `Some(None)` for the pool of what lies in none. The held item lets the pointer through.
fn group_at(event: &PointerEvent) -> Option<Option<usize>> {
    let [x, y] = at(event);
    let under = dom::document().element_from_point(x as f32, y as f32)?;
    let own = element_of(event)?.closest(".sort-box").ok()??;
    let place = under.closest(".sort-group, .sort-pool").ok()??;
    own.contains(Some(&place)).then(|| place.get_attribute("data-group").and_then(|g| g.parse().ok()))
}

fn remark(place: &Place) -> View {
    let misconception = place.misconception.clone().map(|m| view! { <p class="misconception">{m}</p> });
    view! { {misconception}<div class="why" inner_html=place.feedback.clone()></div> }
}

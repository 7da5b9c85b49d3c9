//! The table behind the picture.

use super::run::Run;
use crate::app::live::{View, live, view};
use protocol::Act;

/// A table that is filled only while it is open.
pub fn numbers(run: Run) -> View {
    let toggled = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast;
        let element = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlDetailsElement>().ok());
        run.push(Act::Numbers(element.is_some_and(|d| d.open())));
    };
    let body = move || {
        run.with(|face| face.numbers.clone())
            .map(|numbers| table("Numbers in this picture", numbers.caption, numbers.columns, numbers.rows))
    };
    view! { <details class="numbers" on:toggle=toggled><summary>"Numbers in this picture"</summary>{live(body)}</details> }
}

/// A table that scrolls by itself.
pub fn table(label: &str, caption: String, columns: Vec<String>, rows: Vec<Vec<String>>) -> View {
    let head: Vec<_> = columns.into_iter().map(|c| view! { <th scope="col">{c}</th> }).collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let mut cells = row.into_iter();
            let first = cells.next().unwrap_or_default();
            let rest: Vec<_> = cells.map(|c| view! { <td prop:textContent=c></td> }).collect();
            view! { <tr><th scope="row" prop:textContent=first></th>{rest}</tr> }
        })
        .collect();
    view! {
        <div class="table-box" tabindex="0" role="region" aria-label=label.to_string()>
            <table><caption prop:textContent=caption></caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
}

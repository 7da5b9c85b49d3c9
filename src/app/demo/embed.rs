//! The sheet that makes the lines for another page. A script of its own fills it, fetched when it is first opened.

use super::run::Run;
use crate::app::embed::dispatch;
use crate::app::live::{View, follow, view};
use crate::app::markup::NodeRef;
use crate::web::place;
use course::route::format_query;
use wasm_bindgen::JsValue;

/// The sheet below the bar.
pub fn sheet(run: Run) -> View {
    if place::one_file() {
        return view! {
            <div class="sheet"><p>"Another page can only show a demo of a course on a web host, and this course is a file. "
                "Link leads to exactly this state in it."</p></div>
        };
    }
    let spec = run.spec();
    let query = move || run.with(|face| format_query(&face.link));
    let node = NodeRef::new(None);
    follow(move || {
        if let Some(sheet) = node.get() {
            dispatch(&sheet, "descent:embed-sheet", &JsValue::NULL);
        }
    });
    view! {
        <div class="sheet embed-sheet" node_ref=node data-demo=spec.id.clone() data-title=spec.title.clone() data-query=query>
            <p role="status">"One moment."</p>
        </div>
    }
}

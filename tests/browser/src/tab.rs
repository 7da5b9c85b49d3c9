//! A browser's tab, driven by plain blocking calls that all have a time limit.

mod input;
mod page;
mod print;
mod view;

pub use page::{Record, Violation};
pub use print::Paper;

use crate::engine::Engine;
use crate::failure::{Failure, Outcome};
use fantoccini::error::CmdError;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, Locator, elements::Element};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use std::cell::Cell;
use std::path::Path;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::time::{Instant, timeout};

/// How long a single command may take.
const STEP: Duration = Duration::from_secs(30);
/// How long a condition may take to come true.
pub const WAIT: Duration = Duration::from_secs(30);
/// How often a condition is looked at.
const LOOK: Duration = Duration::from_millis(15);

/// One of a browser's windows; see [`Tab::open_second`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window(WindowHandle);

/// A browser session; commands go to the window that is current.
pub struct Tab {
    engine: Engine,
    client: Client,
    runtime: Runtime,
    first: WindowHandle,
    /// Whether the test has changed the reader's preferences.
    preferring: Cell<bool>,
}

impl Tab {
    /// Takes over a session that has just begun.
    pub fn new(engine: Engine, client: Client, runtime: Runtime) -> Outcome<Self> {
        let first = runtime.block_on(client.window())?;
        Ok(Self { engine, client, runtime, first, preferring: Cell::new(false) })
    }

    /// Opens an address and waits until it has loaded.
    pub fn goto(&self, url: &str) -> Outcome {
        self.call(&format!("open {url}"), self.client.goto(url))
    }

    /// Opens a file on disk, without a server.
    pub fn goto_file(&self, path: &Path) -> Outcome {
        let path = path.canonicalize().map_err(|e| format!("{}: {e}", path.display()))?;
        self.goto(&format!("file://{}", path.display()))
    }

    /// Loads the page anew.
    pub fn reload(&self) -> Outcome {
        self.call("reload", self.client.refresh())
    }

    /// Goes back in the history.
    pub fn back(&self) -> Outcome {
        self.call("go back", self.client.back())
    }

    /// Goes forward in the history.
    pub fn forward(&self) -> Outcome {
        self.call("go forward", self.client.forward())
    }

    /// The address of the page.
    pub fn url(&self) -> Outcome<String> {
        self.js("location.href")
    }

    /// The value of an expression.
    pub fn js<T: DeserializeOwned>(&self, expression: &str) -> Outcome<T> {
        let value = self.run(&format!("return ({expression});"), Vec::new())?;
        serde_json::from_value(value).map_err(|e| Failure::Wrong(format!("{expression}: {e}")))
    }

    /// The result of a function body; `arguments` holds the arguments.
    pub fn run(&self, body: &str, arguments: Vec<Json>) -> Outcome<Json> {
        self.call(&format!("run {}", shortened(body)), self.client.execute(body, arguments))
    }

    /// The result of the body of an async function.
    pub fn run_async(&self, body: &str, arguments: Vec<Json>) -> Outcome<Json> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; const args = [...arguments].slice(0, -1);
             (async function () {{ {body} }}).apply(null, args).then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut result =
            self.call(&format!("run {}", shortened(body)), self.client.execute_async(&script, arguments))?;
        match result.get("error") {
            Some(error) => Err(format!("{}: {error}", shortened(body)).into()),
            None => Ok(result.get_mut("value").map_or(Json::Null, Json::take)),
        }
    }

    /// Waits until an element is there.
    pub fn wait_for(&self, css: &str) -> Outcome {
        self.wait_until(&format!("document.querySelector({})", quoted(css)))
    }

    /// Waits until no such element is there.
    pub fn wait_gone(&self, css: &str) -> Outcome {
        self.wait_until(&format!("!document.querySelector({})", quoted(css)))
    }

    /// Waits until an expression is true.
    pub fn wait_until(&self, condition: &str) -> Outcome {
        self.wait_within(WAIT, condition)
    }

    /// Waits until an expression is true, for as long as `limit`.
    pub fn wait_within(&self, limit: Duration, condition: &str) -> Outcome {
        let body = format!("return Boolean({condition});");
        let end = Instant::now() + limit;
        loop {
            // While a page changes to another, the question itself may fail.
            let answer = self.call("ask", self.client.execute(&body, Vec::new()));
            if answer == Ok(Json::Bool(true)) {
                return Ok(());
            }
            if Instant::now() >= end {
                let last =
                    answer.map_or_else(|failure| format!("; the last answer was {failure:?}"), |_| String::new());
                return Err(format!("not within {limit:?}: {condition}{last}").into());
            }
            std::thread::sleep(LOOK);
        }
    }

    /// The visible text of an element.
    pub fn text(&self, css: &str) -> Outcome<String> {
        let element = self.element(css)?;
        self.call(&format!("read {css}"), element.text())
    }

    /// An attribute, if the element has it.
    pub fn attribute(&self, css: &str, name: &str) -> Outcome<Option<String>> {
        let element = self.element(css)?;
        self.call(&format!("read {name} of {css}"), element.attr(name))
    }

    /// How many elements there are.
    pub fn count(&self, css: &str) -> Outcome<usize> {
        self.js(&format!("document.querySelectorAll({}).length", quoted(css)))
    }

    /// What has the focus, as tag name with id: `button#next`.
    pub fn focused(&self) -> Outcome<String> {
        self.js("((e) => e ? e.localName + (e.id ? '#' + e.id : '') : '')(document.activeElement)")
    }

    /// The window that commands go to.
    pub fn window(&self) -> Outcome<Window> {
        self.call("ask for the window", self.client.window()).map(Window)
    }

    /// Opens a second tab of the same browser and goes on in it.
    pub fn open_second(&self, url: &str) -> Outcome<Window> {
        let window = self.call("open a tab", self.client.new_window(true))?.handle;
        self.switch_to(&Window(window.clone()))?;
        self.goto(url)?;
        Ok(Window(window))
    }

    /// Goes on in another window.
    pub fn switch_to(&self, window: &Window) -> Outcome {
        self.call("change windows", self.client.switch_to_window(window.0.clone()))
    }

    /// Leaves the browser as it was at first: one window at an empty page, nothing stored, no emulation.
    pub fn reset(&self) -> Outcome {
        for window in self.call("list the windows", self.client.windows())? {
            if window != self.first {
                self.switch_to(&Window(window))?;
                self.call("close a window", self.client.close_window())?;
            }
        }
        self.switch_to(&Window(self.first.clone()))?;
        self.call("let go of keys and buttons", self.client.release_actions())?;
        self.clear_storage()?;
        self.goto("about:blank")?;
        self.reset_view()
    }

    /// Goes on inside the frame that an expression gives: a selector finds none in a shadow tree.
    pub fn enter_frame(&self, expression: &str) -> Outcome {
        let element = self.run(&format!("return ({expression});"), Vec::new())?;
        self.issue("frame", json!({ "id": element })).map(drop)
    }

    /// Goes on in the page around the frame.
    pub fn leave_frame(&self) -> Outcome {
        self.issue("frame/parent", json!({})).map(drop)
    }

    fn element(&self, css: &str) -> Outcome<Element> {
        self.call(&format!("find {css}"), self.client.find(Locator::Css(css)))
    }

    /// A command beyond the standard, such as a browser's own.
    fn issue(&self, path: &'static str, body: Json) -> Outcome<Json> {
        self.call(path, self.client.issue_cmd(Extension { path, body }))
    }

    fn call<T>(&self, what: &str, command: impl Future<Output = Result<T, CmdError>>) -> Outcome<T> {
        match self.runtime.block_on(async { timeout(STEP, command).await }) {
            Ok(result) => result.map_err(|error| Failure::Wrong(format!("could not {what}: {error}"))),
            Err(_) => Err(Failure::Wrong(format!("could not {what} within {STEP:?}"))),
        }
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        let close = self.client.clone().close();
        // The driver is ended right after this; whether it closed the window properly no longer matters.
        let _ = self.runtime.block_on(async { timeout(Duration::from_secs(5), close).await });
    }
}

/// A JavaScript string.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > 120 { line.chars().take(120).chain(['…']).collect() } else { line }
}

#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Json,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

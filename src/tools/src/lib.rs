//! Tools: interactive parts that only the pages load on which they stand, as a pack beside those of the demos.
//!
//! A `Tool` is data and functions, so everything that it does can be tried here:
//!
//! ```
//! use protocol::tool::{Ask, Said};
//!
//! let mut engine = tools::Engine::default();
//! let said = engine.ask(Ask::Open { kind: "sort".into(), data: "{}".into() });
//! assert_eq!(said, [Said::Refused]);
//! ```
//!
//! To add one: a file here, its line in `KINDS`, and the part's author file in `course`.

mod html;
mod sort;

use protocol::tool::{Act, Ask, Fact, Said, Want};
use serde_json::Value;

/// A part's behavior.
trait Tool {
    /// What it has to know before it can be shown.
    fn wants(&self) -> Vec<Want>;

    /// Takes what is known, in the order of [`Tool::wants`].
    fn begin(&mut self, known: Vec<Fact>);

    /// The reader did something with an element; gives what is to be done outside. What makes no sense changes nothing.
    fn act(&mut self, name: &str, act: Act) -> Vec<Said>;

    /// How it looks, as HTML.
    fn show(&self) -> String;
}

/// Makes a tool of its part's data; `None` for data of another version.
type Make = fn(&Value) -> Option<Box<dyn Tool>>;

/// The tools, by the names of their parts.
const KINDS: &[(&str, Make)] = &[("sort", sort::sort)];

/// The names of all tools.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}

/// Runs one tool for a page.
#[derive(Default)]
pub struct Engine {
    tool: Option<Box<dyn Tool>>,
    /// What the reader has done before it is known what was there; nothing waits from then on.
    waiting: Option<Vec<(String, Act)>>,
    /// What is shown.
    shown: String,
}

impl Engine {
    /// Answers a message that was sent as bytes. What is no message is answered by nothing.
    pub fn answer(&mut self, bytes: &[u8]) -> Vec<u8> {
        let said = protocol::decode(bytes).map_or_else(Vec::new, |ask| self.ask(ask));
        protocol::encode(&said)
    }

    /// Answers a message.
    pub fn ask(&mut self, ask: Ask) -> Vec<Said> {
        match ask {
            Ask::Open { kind, data } => {
                let make = KINDS.iter().find(|known| known.0 == kind).map(|known| known.1);
                let data = course::json::parse(&data);
                self.tool = make.zip(data).and_then(|(make, data)| make(&data));
                self.waiting = Some(Vec::new());
                self.shown.clear();
                vec![self.tool.as_ref().map_or(Said::Refused, |tool| Said::Need(tool.wants()))]
            }
            Ask::Known(facts) => {
                let Some(tool) = &mut self.tool else { return Vec::new() };
                tool.begin(facts);
                let waiting = self.waiting.take().unwrap_or_default();
                let done: Vec<Said> = waiting.into_iter().flat_map(|(name, act)| tool.act(&name, act)).collect();
                self.show().into_iter().chain(done).collect()
            }
            Ask::Act(name, act) => {
                if let Some(waiting) = &mut self.waiting {
                    waiting.push((name, act));
                    return Vec::new();
                }
                let Some(tool) = &mut self.tool else { return Vec::new() };
                let done = tool.act(&name, act);
                // What is focused must be there.
                self.show().into_iter().chain(done).collect()
            }
        }
    }

    /// How the tool looks, if that has changed.
    fn show(&mut self) -> Option<Said> {
        let now = self.tool.as_ref()?.show();
        (now != self.shown).then(|| {
            self.shown.clone_from(&now);
            Said::Show(now)
        })
    }
}

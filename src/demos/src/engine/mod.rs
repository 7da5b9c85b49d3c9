//! Runs one demo for a page that only shows it: messages in, messages out.
//!
//! An [`Engine`] knows no page and no worker, so everything that a demo does for a reader can be tried here:
//!
//! ```
//! use demos::engine::Engine;
//! use protocol::{Act, Ask, Open, Said};
//!
//! let mut engine = Engine::new(demos::registry::DEMOS);
//! let open = Open { demo: "memory".into(), ..Open::default() };
//! let said = engine.ask(Ask::Open(open));
//! assert!(matches!(said.as_slice(), [Said::Opened(_), Said::Shown(_)]));
//! let said = engine.ask(Ask::Act { seq: 1, act: Act::Step });
//! assert!(matches!(said.as_slice(), [Said::Shown(shown)] if shown.seq == 1));
//! ```

mod data;
mod face;
mod own;
mod session;

use crate::demo::Spec;
use protocol::{Act, Ask, Open, Said};
use session::Session;

/// One demo, from its opening on.
#[derive(Default)]
pub struct Engine {
    demos: &'static [&'static Spec],
    data: data::Tables,
    /// What waits for data sets, and what to do when they are there.
    waiting: Option<Waiting>,
    session: Option<Session>,
}

/// Something that needs data sets which are not there yet.
enum Waiting {
    Open(Box<(&'static Spec, Open)>),
    Act(u32, Act),
}

impl Engine {
    /// An engine for these demos; the first message says which one.
    pub fn new(demos: &'static [&'static Spec]) -> Engine {
        Engine { demos, ..Engine::default() }
    }

    /// Answers a message that was sent as bytes. What is no message is answered by nothing.
    pub fn answer(&mut self, bytes: &[u8]) -> Vec<u8> {
        let said = protocol::decode(bytes).map_or_else(Vec::new, |ask| self.ask(ask));
        protocol::encode(&said)
    }

    /// Answers a message.
    pub fn ask(&mut self, ask: Ask) -> Vec<Said> {
        match ask {
            Ask::Open(open) => {
                let Some(spec) = self.demos.iter().copied().find(|spec| spec.id == open.demo) else {
                    return vec![Said::Refused("This demo is not part of this version.".into())];
                };
                self.session = None;
                self.waiting = Some(Waiting::Open(Box::new((spec, open))));
                self.go_on()
            }
            Ask::Table(name, text) => {
                self.data.take(&name, text);
                self.go_on()
            }
            Ask::Act { seq, act } => {
                self.waiting = Some(Waiting::Act(seq, act));
                self.go_on()
            }
            Ask::Draw { id, style } => self.session.iter().map(|s| Said::Drawn(s.draw(id, &style))).collect(),
        }
    }

    /// Does what waits, as soon as its data sets are there or known to be missing.
    fn go_on(&mut self) -> Vec<Said> {
        let Some(waiting) = &self.waiting else {
            // Data that settings asked for, after the act was answered.
            return self.session.as_mut().map_or_else(Vec::new, |s| s.take_data(&mut self.data));
        };
        let wanted = match waiting {
            Waiting::Open(open) => session::tables_to_open(open.0, &open.1),
            Waiting::Act(_, act) => self.session.as_ref().map_or_else(Vec::new, |s| s.tables_before(act)),
        };
        let missing = self.data.ask_for(&wanted);
        if !missing.is_empty() {
            return vec![Said::Need(missing)];
        }
        if wanted.iter().any(|name| self.data.is_awaited(name)) {
            return Vec::new();
        }
        match self.waiting.take() {
            Some(Waiting::Open(open)) => match Session::open(open.0, open.1, &mut self.data) {
                Ok(mut session) => {
                    let said = session.opened();
                    self.session = Some(session);
                    said
                }
                Err(why) => vec![Said::Refused(why)],
            },
            Some(Waiting::Act(seq, act)) => match &mut self.session {
                Some(session) => session.act(seq, act, &mut self.data),
                None => Vec::new(),
            },
            None => Vec::new(),
        }
    }
}

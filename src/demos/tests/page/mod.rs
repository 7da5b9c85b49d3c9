//! What a page knows of its demo, told by messages alone.

#![allow(dead_code, reason = "every test takes what it needs")]

use demos::engine::Engine;
use demos::registry;
use plot::Size;
use protocol::{Act, Ask, Drawn, Face, Open, Said, Shown, Spec, decode, encode};

/// Size of the picture.
pub const SIZE: Size = Size { width: 760.0, height: 456.0 };

/// What a page would know: the last face, and whether pictures have come.
pub struct Page {
    pub engine: Engine,
    pub spec: Spec,
    pub face: Face,
    pub pictures: [u32; 2],
    pub seq: u32,
    pub own: protocol::Own,
    pub refused: Option<String>,
    pub drawn: Drawn,
}

impl Page {
    pub fn open(open: Open) -> Page {
        let open = Open { digest: true, measures: true, size: Some(SIZE), ..open };
        let mut page = Page {
            engine: Engine::new(registry::DEMOS),
            spec: Spec::default(),
            face: Face::default(),
            pictures: [0; 2],
            seq: 0,
            own: protocol::Own::default(),
            refused: None,
            drawn: Drawn::default(),
        };
        page.ask(Ask::Open(open));
        page
    }

    /// Sends a message as bytes, and fetches what the engine needs, until it needs no more.
    pub fn ask(&mut self, ask: Ask) {
        let bytes = self.engine.answer(&encode(&ask));
        let said: Vec<Said> = decode(&bytes).expect("answers can be read");
        for said in said {
            match said {
                Said::Need(names) => {
                    for name in names {
                        let path = format!("{}/../../content/data/{name}.csv", env!("CARGO_MANIFEST_DIR"));
                        let text = std::fs::read_to_string(path).map_err(|e| e.to_string());
                        self.ask(Ask::Table(name, text));
                    }
                }
                Said::Opened(spec) => self.spec = spec,
                Said::Refused(why) => self.refused = Some(why),
                Said::Shown(shown) => {
                    let Shown { seq, face, scenes } = *shown;
                    assert!(seq == 0 || seq == self.seq, "{seq} answers {}", self.seq);
                    self.face = face;
                    for (count, scene) in self.pictures.iter_mut().zip(scenes) {
                        *count += u32::from(scene.is_some());
                    }
                }
                Said::Own(own) => self.own = own,
                Said::Drawn(drawn) => self.drawn = drawn,
            }
        }
    }

    pub fn act(&mut self, act: Act) {
        self.seq += 1;
        self.ask(Ask::Act { seq: self.seq, act });
    }

    /// A demo that waits for a file of the learner's own.
    pub fn own(spec: &demos::Spec) -> Page {
        let key = spec.settings.iter().find(|setting| matches!(setting.kind, demos::Kind::Data { own: true, .. }));
        let pairs = vec![(key.expect("it takes own data").key.to_string(), demos::OWN.to_string())];
        Page::open(Open { demo: spec.id.into(), pairs, ..Open::default() })
    }

    /// Chooses a file.
    pub fn file(&mut self, name: &str, bytes: &[u8]) {
        self.act(Act::OwnFile(name.into(), Ok(bytes.to_vec())));
    }

    /// Changes one of the choices about the file.
    pub fn choose(&mut self, key: &str, value: &str) {
        self.act(Act::OwnChoice(vec![(key.into(), value.into())]));
    }
}

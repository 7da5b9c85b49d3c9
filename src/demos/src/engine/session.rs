//! A demo that has been opened.

use super::data::Tables;
use super::face;
use super::own::OwnFile;
use crate::demo::{BuildError, Data, Demo, Spec};
use crate::player::{Player, PlayerInit};
use crate::settings::{OWN, Settings, Value};
use ml::data::Dataset;
use ml::numeric::decimal;
use plot::svg::{SvgOptions, write_clear};
use plot::{Frame, Scene, Size, lay_out};
use protocol::{Act, Bound, Drawing, Drawn, Open, Pairs, Picture, Said, Shown, Which};
use std::rc::Rc;

/// The player, and what its page wants to be told.
pub(super) struct Session {
    pub player: Player,
    pub goal: Vec<Bound>,
    pub wants: Wants,
    /// How the drawings are wanted that come with the first answer.
    drawing: Option<Drawing>,
    /// Where the panels of the main picture lie that was sent last: pixels of the page are theirs.
    pub frames: Vec<Frame>,
    sizes: [Option<Size>; 2],
    /// Of which state and in which size a picture was sent last.
    sent: [Option<(State, Size)>; 2],
    own_file: OwnFile,
    own: Option<Rc<Dataset>>,
    /// Data sets that the player has been given.
    given: usize,
    /// Why a data set did not come.
    pub data_trouble: Option<String>,
}

/// What a picture shows: the main run changes with the player, the kept one with its steps alone.
#[derive(PartialEq)]
enum State {
    Main(u64),
    Kept(Settings, u32),
}

/// What a page wants to be told beside the rest.
pub(super) struct Wants {
    pub measures: bool,
    pub digest: bool,
    pub numbers: bool,
}

/// Names of the data sets without which a demo cannot be opened.
pub(super) fn tables_to_open(spec: &Spec, open: &Open) -> Vec<&'static str> {
    let mut names = init(open).tables(spec);
    // A link to a run on somebody's own data stands on the first data set until there are such data.
    names.extend(without_own(init(open)).tables(spec));
    names.sort_unstable();
    names.dedup();
    names
}

fn init(open: &Open) -> PlayerInit {
    PlayerInit { pairs: open.pairs.clone(), steps: open.steps, lock: open.lock.clone(), hide: open.hide.clone() }
}

fn without_own(mut init: PlayerInit) -> PlayerInit {
    init.pairs.retain(|pair| pair.1 != OWN);
    init
}

impl Session {
    /// Opens a demo whose data sets are there, or known to be missing. The error is a sentence for the reader.
    pub fn open(spec: &'static Spec, open: Open, tables: &mut Tables) -> Result<Session, String> {
        if let Some(why) = tables.failure(&tables_to_open(spec, &open)) {
            return Err(why);
        }
        let init = init(&open);
        let player = match Player::new(spec, &init, tables.data.clone()) {
            Err(BuildError::NoOwnData) => {
                let asked = Settings::read(spec.settings, &init.pairs).0;
                Player::new(spec, &without_own(init), tables.data.clone()).map(|mut player| {
                    player.change(asked);
                    player
                })
            }
            built => built,
        };
        let mut session = Session {
            player: player.map_err(|why| why.to_string())?,
            goal: open.goal,
            wants: Wants { measures: open.measures, digest: open.digest, numbers: false },
            drawing: open.drawing,
            frames: Vec::new(),
            sizes: [open.size, None],
            sent: [None, None],
            own_file: OwnFile::default(),
            own: None,
            given: tables.data.tables.len(),
            data_trouble: None,
        };
        session.look_at_goal();
        Ok(session)
    }

    /// The first answer.
    pub fn opened(&mut self) -> Vec<Said> {
        let drawn = self.drawing.take().map(|style| Said::Drawn(self.draw(0, &style)));
        [Said::Opened(face::spec(&self.player))].into_iter().chain(drawn).chain([self.shown(0)]).collect()
    }

    /// Names of the data sets that an act leads to.
    pub fn tables_before(&self, act: &Act) -> Vec<&'static str> {
        match act {
            Act::Set { key, text } => self.set(key, text).tables(),
            Act::Edit(pairs) => self.edited(pairs).tables(),
            Act::Apply(pairs) => without_own(PlayerInit::link(pairs.clone())).tables(self.player.spec()),
            _ => self.player.settings().tables(),
        }
    }

    /// Does something, and shows what has come of it.
    pub fn act(&mut self, seq: u32, act: Act, tables: &mut Tables) -> Vec<Said> {
        self.give(tables);
        let mut said = Vec::new();
        let p = &mut self.player;
        match act {
            Act::Set { key, text } => {
                let next = self.set(&key, &text);
                self.player.change(next);
            }
            Act::Slide { key, at } => {
                if let Some(next) = self.slid(self.player.settings().clone(), &key, at) {
                    self.player.change(next);
                }
            }
            Act::Edit(pairs) => {
                let next = self.edited(&pairs);
                self.player.change(next);
            }
            // What is no number is no place.
            Act::Grab { px: [x, y], .. } | Act::Tap([x, y]) if !(x.is_finite() && y.is_finite()) => {}
            Act::Grab { handle, px } => {
                let handle = handle as usize;
                let panel = self.player.demo().handles().get(handle).map(|h| h.panel);
                if let Some(frame) = panel.and_then(|panel| self.frames.get(panel)) {
                    self.player.drag(handle, frame.from_px(px[0], px[1]));
                }
            }
            Act::Nudge { handle, presses } => drop(p.nudge(handle as usize, presses)),
            Act::Tap([x, y]) => {
                let inside = |f: &Frame| {
                    x >= f.area.x && x <= f.area.x + f.area.width && y >= f.area.y && y <= f.area.y + f.area.height
                };
                if let Some(panel) = self.frames.iter().position(inside) {
                    p.tap(panel, self.frames[panel].from_px(x, y));
                    p.settle();
                }
            }
            Act::Settle => p.settle(),
            Act::Toggle { .. } if p.running() => p.pause(),
            Act::Toggle { seen } if !seen => p.play(),
            Act::Toggle { .. } => {}
            Act::Tick(ms) => drop(p.tick(ms)),
            Act::Step => drop(p.step()),
            Act::Back => drop(p.back()),
            Act::ToStart => drop(p.to_start()),
            Act::Speed(at) => p.set_speed(ml::numeric::pow(10.0, at)),
            Act::Compare if p.compared().is_some() => p.unpin(),
            Act::Compare => p.pin(),
            Act::Undo => drop(p.undo()),
            Act::Reset => p.reset(),
            Act::Apply(pairs) => p.apply(&pairs),
            Act::Size(which, size) => self.sizes[which as usize] = Some(size),
            Act::Numbers(wanted) => self.wants.numbers = wanted,
            Act::OwnFile(name, bytes) => said.push(self.take_file(&name, bytes, tables)),
            Act::OwnChoice(pairs) => said.extend(self.take_choice(&pairs, tables)),
        }
        let names = self.player.settings().tables();
        let missing = tables.ask_for(&names);
        if !missing.is_empty() {
            said.push(Said::Need(missing));
        }
        self.data_trouble = tables.failure(&names);
        self.look_at_goal();
        said.push(self.shown(seq));
        said
    }

    /// Takes data sets that have come since, and shows what they change.
    pub fn take_data(&mut self, tables: &mut Tables) -> Vec<Said> {
        let names = self.player.settings().tables();
        self.data_trouble = tables.failure(&names);
        if !self.give(tables) && self.data_trouble.is_none() {
            return Vec::new();
        }
        self.look_at_goal();
        vec![self.shown(0)]
    }

    /// Drawings with their sentences, and the numbers.
    pub fn draw(&self, id: u32, style: &Drawing) -> Drawn {
        let Drawing { prefix, width, palette } = style;
        let spec = self.player.spec();
        let size = Size { width: *width, height: (width * spec.aspect[0]).round() };
        let demos = std::iter::once(self.player.demo()).chain(self.player.compared().map(|c| c.1));
        let picture = |(i, demo): (usize, &dyn Demo)| {
            let (scene, words) = (lay_out(&demo.picture(size)), demo.summary());
            let id = format!("{prefix}-drawn-{i}");
            let svg = |palette| write_clear(&scene, &SvgOptions { id: &id, title: spec.title, desc: &words, palette });
            Picture { svg: svg(None), svg_alone: svg(Some(palette)), scene, words }
        };
        let pictures = demos.enumerate().map(picture).collect();
        Drawn { id, pictures, numbers: face::numbers(self.player.demo()) }
    }

    /// Hands the player data sets that it does not have yet. Whether there were any.
    fn give(&mut self, tables: &Tables) -> bool {
        let more = tables.data.tables.len() > self.given;
        if more {
            self.set_data(tables);
        }
        more
    }

    fn set_data(&mut self, tables: &Tables) {
        self.given = tables.data.tables.len();
        self.player.set_data(Data { own: self.own.clone(), ..tables.data.clone() });
    }

    /// A file of the learner's own takes the place of the one before if the demo can show it; else that one stays, with
    /// its choices and its picture.
    fn take_file(&mut self, name: &str, bytes: Result<Vec<u8>, String>, tables: &Tables) -> Said {
        if let Some(takes) = &self.player.spec().own {
            match bytes.map_err(|why| vec![why]).and_then(|bytes| OwnFile::open(name, bytes, takes)) {
                Ok((read, data)) => match self.offer(data, tables) {
                    Ok(()) => self.own_file.take(read),
                    Err(why) => self.own_file.refuse_file(name, vec![why]),
                },
                Err(why) => self.own_file.refuse_file(name, why),
            }
        }
        self.said_own()
    }

    /// Choices about the file in use. Where they cannot be shown, the picture stays.
    fn take_choice(&mut self, pairs: &Pairs, tables: &Tables) -> Option<Said> {
        let (read, made) = self.own_file.choose(pairs, self.player.spec().own.as_ref()?)?;
        match made.and_then(|data| self.offer(data, tables).map_err(|why| vec![why])) {
            Ok(()) => self.own_file.take(read),
            Err(why) => self.own_file.refuse_choice(read, why),
        }
        Some(self.said_own())
    }

    /// Takes data if the demo can be built with them.
    fn offer(&mut self, data: Dataset, tables: &Tables) -> Result<(), String> {
        let own = Some(Rc::new(data));
        self.player.offer(Data { own: own.clone(), ..tables.data.clone() }).map_err(|why| why.to_string())?;
        self.given = tables.data.tables.len();
        self.own = own;
        Ok(())
    }

    fn said_own(&self) -> Said {
        Said::Own(self.own_file.state(self.player.spec().own.as_ref()))
    }

    /// The settings with one that is spelled as in a link; the same settings where it does not fit.
    fn set(&self, key: &str, text: &str) -> Settings {
        let mut next = self.player.settings().clone();
        next.set_text(key, text);
        next
    }

    /// The settings after changes of controls: a slider gives its position, other controls what stands in a link.
    fn edited(&self, pairs: &[(String, String)]) -> Settings {
        pairs.iter().fold(self.player.settings().clone(), |mut next, (key, text)| {
            if let Some(slid) = decimal(text).and_then(|at| self.slid(next.clone(), key, at)) {
                return slid;
            }
            next.set_text(key, text);
            next
        })
    }

    /// The settings after a slider has moved; `None` if this is no slider.
    fn slid(&self, settings: Settings, key: &str, at: f64) -> Option<Settings> {
        let setting = self.player.spec().settings.iter().find(|s| s.key == key && s.slider().is_some())?;
        Some(settings.with(setting.key, Value::Number(setting.at_position(at, self.player.reach(setting.key)))))
    }

    fn look_at_goal(&mut self) {
        let bounds = self.goal.iter().map(|b| (b.measure.as_str(), b.at_least, b.at_most));
        self.player.check_goal(bounds);
    }

    fn shown(&mut self, seq: u32) -> Said {
        // The pictures first: grips stand where the picture has just been laid out.
        let scenes = [self.scene(Which::Main), self.scene(Which::Compared)];
        Said::Shown(Box::new(Shown { seq, face: face::face(self), scenes }))
    }

    /// A picture, if it is another than the one that was sent last.
    fn scene(&mut self, which: Which) -> Option<Scene> {
        let player = &self.player;
        let (demo, state) = match which {
            Which::Main => (player.demo(), State::Main(player.version())),
            Which::Compared => match player.compared() {
                Some((settings, demo)) => (demo, State::Kept(settings.clone(), player.steps())),
                None => {
                    // A run that is kept later is drawn anew.
                    self.sent[which as usize] = None;
                    return None;
                }
            },
        };
        let now = Some((state, self.sizes[which as usize]?));
        if now == self.sent[which as usize] {
            return None;
        }
        let scene = lay_out(&demo.picture(self.sizes[which as usize]?));
        self.sent[which as usize] = now;
        if which == Which::Main {
            self.frames.clone_from(&scene.panels);
        }
        Some(scene)
    }
}

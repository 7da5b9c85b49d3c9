//! A running demo, as its page sees it: what its engine has said last, and the way to ask it for more.

use super::draw::Drawings;
use crate::app::live::follow;
use crate::app::signals::{RwSignal, StoredValue};
use crate::app::state::App;
use crate::web::assets;
use crate::web::dom::{Listener, window};
use crate::web::engine::Engine;
use crate::web::frames::Frame;
use crate::web::place;
use crate::web::theme::reduced_motion;
use course::route::{Location, Route};
use leptos::prelude::*;
use plot::{Scene, Size};
use protocol::{Act, Ask, Face, Line, Open, Own, Pairs, Said, Shown, Spec, Which, decode, encode};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// An act that takes longer than this is said to be under way, and can be stopped.
const PATIENCE: Duration = Duration::from_millis(500);
/// So long after the last change a demo counts as at rest.
const REST: Duration = Duration::from_millis(500);

/// A handle to a running demo. Whoever reads through it in an effect runs again when the demo changes.
#[derive(Clone, Copy)]
pub struct Run {
    inner: StoredValue<Inner>,
    face: RwSignal<Arc<Face>>,
    scenes: [RwSignal<Option<Arc<Scene>>>; 2],
    own: RwSignal<Own>,
    /// Sliders that have moved and are not answered yet: their own positions count until then.
    slid: RwSignal<Vec<(String, f64, u32)>>,
    condition: RwSignal<Condition>,
    spoken: RwSignal<String>,
    /// The link in the text that led to the present state, or whatever had the focus then, until something else is done.
    led_by: RwSignal<Option<web_sys::Element>>,
}

/// How an engine is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Condition {
    /// It answers.
    #[default]
    Well,
    /// It has been busy for a while.
    Busy,
    /// It has ended, and this is why.
    Ended(String),
}

/// Called once, when the demo can be shown or is known not to be.
type Ready = Box<dyn FnOnce(Result<(), String>)>;

struct Inner {
    pack: String,
    open: Open,
    engine: Option<Engine>,
    spec: Rc<Spec>,
    line: Line,
    ready: Option<Ready>,
    /// Who waits for the answer to an act, and to which.
    awaiting: Option<(u32, Box<dyn FnOnce()>)>,
    drawings: Drawings,
    /// What a new engine has to be told again.
    sizes: [Option<Size>; 2],
    numbers: bool,
    /// The learner's own file that was chosen last, and the one in use with the choices about it.
    chosen_file: Option<ChosenFile>,
    own_file: Option<ChosenFile>,
    own_choices: Pairs,
    frame: Option<Frame>,
    visible: bool,
    /// Counts answers, so that what waits for rest knows of later ones.
    heard: u64,
    /// Whether the sentence is to be spoken once things are at rest.
    speak: bool,
}

/// A file's name, its bytes, and how many choices were about the one before.
type ChosenFile = (String, Vec<u8>, usize);

impl Run {
    /// Opens a demo. `ready` is called when it can be shown, or with a sentence that says why it cannot.
    pub fn open(pack: &str, open: Open, ready: impl FnOnce(Run, Result<(), String>) + 'static) -> Run {
        let inner = Inner {
            pack: pack.into(),
            sizes: [open.size, None],
            open,
            engine: None,
            spec: Rc::default(),
            line: Line::default(),
            ready: None,
            awaiting: None,
            drawings: Drawings::default(),
            numbers: false,
            chosen_file: None,
            own_file: None,
            own_choices: Vec::new(),
            frame: None,
            visible: true,
            heard: 0,
            speak: false,
        };
        let run = Run {
            inner: StoredValue::new(inner),
            face: RwSignal::new(Arc::default()),
            scenes: [RwSignal::new(None), RwSignal::new(None)],
            own: RwSignal::new(Own::default()),
            slid: RwSignal::new(Vec::new()),
            condition: RwSignal::new(Condition::Well),
            spoken: RwSignal::new(String::new()),
            led_by: RwSignal::new(None),
        };
        run.inner.update_value(|i| {
            i.ready = Some(Box::new(move |result| ready(run, result)));
            // They come with the first answer.
            if let Some(style) = &i.open.drawing {
                i.drawings.ask(1, style);
            }
        });
        run.start();
        run.drive();
        run
    }

    // What is shown.

    /// What is known of the demo.
    pub fn spec(self) -> Rc<Spec> {
        self.inner.with_value(|i| i.spec.clone())
    }

    /// Reads how things stand, and subscribes to changes.
    pub fn with<T>(self, read: impl FnOnce(&Face) -> T) -> T {
        self.face.with(|face| read(face))
    }

    /// Reads how things stand once.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Face) -> T) -> T {
        self.face.with_untracked(|face| read(face))
    }

    /// The picture that was sent last.
    pub fn scene(self, which: Which) -> Option<Arc<Scene>> {
        self.scenes[which as usize].get()
    }

    /// The same, without a subscription.
    pub fn scene_untracked(self, which: Which) -> Option<Arc<Scene>> {
        self.scenes[which as usize].get_untracked()
    }

    /// What was read of the learner's own file.
    pub fn own(self) -> Own {
        self.own.get()
    }

    /// How the engine is.
    pub fn condition(self) -> Condition {
        self.condition.get()
    }

    /// What a screen reader is told: the sentence, once things have come to rest.
    pub fn spoken(self) -> String {
        self.spoken.get()
    }

    /// Where a slider stands: where it was moved to, until the engine has answered; then where the engine says.
    pub fn position(self, key: &str, index: usize) -> f64 {
        let moved = self.slid.with(|all| all.iter().find(|s| s.0 == key).map(|s| s.1));
        moved.unwrap_or_else(|| self.with(|face| face.values.get(index).map_or(0.0, |now| now.at)))
    }

    /// The address of the present state.
    pub fn link(self) -> Location {
        let id = self.spec().id.clone();
        Location { route: Route::Demo(id), query: self.with(|face| face.link.clone()), anchor: String::new() }
    }

    // What is asked.

    /// Does something, and has the new state spoken.
    pub fn act(self, act: Act) {
        self.inner.try_update_value(|i| i.speak = true);
        if self.led_by.with_untracked(Option::is_some) {
            self.led_by.set(None);
        }
        self.push(act);
    }

    /// Takes the last change back. Where a link led to it, the reader comes back to the link.
    pub fn undo(self) {
        let link = self.led_by.get_untracked();
        self.act(Act::Undo);
        if let Some(link) = link {
            let _ = link.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    }

    /// Whether a link in the text led to the present state, and [`Run::undo`] leads back.
    pub fn is_led(self) -> bool {
        self.led_by.with(Option::is_some)
    }

    /// Does something without a word, and gives the number that its answer will have.
    pub fn push(self, act: Act) -> u32 {
        let pushed = self.inner.try_update_value(|i| {
            match &act {
                Act::Size(which, size) => i.sizes[*which as usize] = Some(*size),
                Act::Numbers(wanted) => i.numbers = *wanted,
                Act::OwnFile(name, Ok(bytes)) => {
                    i.chosen_file = Some((name.clone(), bytes.clone(), i.own_choices.len()))
                }
                Act::OwnChoice(pairs) => i.own_choices.extend(pairs.iter().cloned()),
                _ => {}
            }
            i.line.push(act)
        });
        // A late callback may come after the page has gone, and then nothing happens.
        let Some((seq, ask)) = pushed else { return 0 };
        self.send(ask);
        seq
    }

    /// Moves a slider.
    pub fn slide(self, key: &str, at: f64) {
        self.inner.try_update_value(|i| i.speak = true);
        let seq = self.push(Act::Slide { key: key.into(), at });
        self.slid.update(|all| {
            all.retain(|s| s.0 != key);
            all.push((key.into(), at, seq));
        });
    }

    /// Changes a setting that is spelled as in a link.
    pub fn set(self, key: &str, text: &str) {
        self.act(Act::Set { key: key.into(), text: text.into() });
    }

    /// Does something, and calls back when it is answered.
    pub fn then(self, act: Act, done: impl FnOnce() + 'static) {
        let seq = self.push(act);
        self.inner.update_value(|i| i.awaiting = Some((seq, Box::new(done))));
    }

    /// Says whether the picture is in view; a run waits while it is not.
    pub fn set_visible(self, visible: bool) {
        if self.inner.try_update_value(|i| std::mem::replace(&mut i.visible, visible) != visible) == Some(true) {
            self.request();
        }
    }

    /// Reads and changes the drawings that are kept for paper and files.
    pub fn drawings<T>(self, change: impl FnOnce(&mut Drawings) -> T) -> Option<T> {
        self.inner.try_update_value(|i| change(&mut i.drawings))
    }

    /// Asks the engine for drawings of the present state, however busy the line is.
    pub fn draw(self) {
        self.inner.try_update_value(|i| {
            let prefix = i.open.drawing.as_ref().map_or("", |d| &d.prefix);
            let style = super::draw::style(prefix);
            let id = i.drawings.ask(i.heard, &style);
            if let Some(engine) = &i.engine {
                engine.send(&encode(&Ask::Draw { id, style }));
            }
        });
    }

    /// Whether the drawings that are kept show the present state.
    pub fn drawn_is_fresh(self) -> bool {
        self.inner.with_value(|i| i.drawings.is_of(i.heard))
    }

    /// Begins again, with a new engine, where the old one stood when it last answered.
    pub fn restart(self) {
        let last = self.with_untracked(|face| face.link.clone());
        self.inner.update_value(|i| {
            i.engine = None;
            i.line.clear();
            i.open.size = i.sizes[0];
        });
        self.slid.set(Vec::new());
        self.condition.set(Condition::Well);
        self.start();
        let (sizes, numbers, own) = self.inner.with_value(|i| (i.sizes, i.numbers, i.own_file.clone()));
        if let Some((name, bytes, _)) = own {
            let choices = self.inner.try_update_value(|i| std::mem::take(&mut i.own_choices)).unwrap_or_default();
            self.push(Act::OwnFile(name, Ok(bytes)));
            self.push(Act::OwnChoice(choices));
        }
        self.push(Act::Numbers(numbers));
        self.push(Act::Apply(last));
        sizes[1].map(|size| self.push(Act::Size(Which::Compared, size)));
    }

    // What comes and goes.

    fn start(self) {
        let (pack, open) = self.inner.with_value(|i| (i.pack.clone(), i.open.clone()));
        let engine = Engine::start(&pack, move |bytes| self.hear(bytes), move |why| self.end(why));
        engine.send(&encode(&Ask::Open(open)));
        self.inner.update_value(|i| i.engine = Some(engine));
    }

    fn send(self, ask: Option<Ask>) {
        let Some(ask) = ask else { return };
        self.inner.with_value(|i| {
            if let Some(engine) = &i.engine {
                engine.send(&encode(&ask));
            }
        });
        if let Ask::Act { seq, .. } = ask {
            let late = move || {
                if self.inner.try_with_value(|i| i.line.under_way()) == Some(Some(seq))
                    && self.condition.get_untracked() == Condition::Well
                {
                    self.condition.set(Condition::Busy);
                }
            };
            set_timeout(late, PATIENCE);
        }
    }

    fn hear(self, bytes: &[u8]) {
        if self.inner.try_with_value(|_| ()).is_none() {
            return;
        }
        for said in decode::<Vec<Said>>(bytes).unwrap_or_default() {
            match said {
                Said::Need(names) => names.into_iter().for_each(|name| self.fetch(name)),
                Said::Opened(spec) => self.inner.update_value(|i| i.spec = Rc::new(spec)),
                Said::Refused(why) => self.end(why),
                Said::Shown(shown) => self.show(*shown),
                Said::Own(own) => {
                    self.inner.update_value(|i| {
                        // A new engine is told of the file in use, not of one that could not be used.
                        if let Some(file) = i.chosen_file.take().filter(|_| own.errors.is_empty()) {
                            i.own_choices.drain(..file.2);
                            i.own_file = Some(file);
                        }
                    });
                    self.own.set(own);
                }
                Said::Drawn(drawn) => {
                    let waiting = self.drawings(|d| d.take(drawn));
                    waiting.into_iter().flatten().for_each(|done| done());
                }
            }
        }
    }

    fn show(self, shown: Shown) {
        let Shown { seq, face, scenes } = shown;
        self.slid.update(|all| all.retain(|s| s.2 > seq));
        let compared = face.compared.is_some();
        // A new size moves what can be taken hold of, and nothing else.
        let changed = self.face.with_untracked(|before| {
            let placed = Face { grips: face.grips.clone(), ..(**before).clone() };
            placed != face
        });
        self.face.set(Arc::new(face));
        for (place, scene) in self.scenes.into_iter().zip(scenes) {
            if let Some(scene) = scene {
                place.set(Some(Arc::new(scene)));
            }
        }
        if !compared && self.scenes[1].with_untracked(Option::is_some) {
            self.scenes[1].set(None);
        }
        let heard = self.inner.try_update_value(|i| {
            i.heard += u64::from(changed);
            let done = i.awaiting.take_if(|a| a.0 <= seq && seq > 0).map(|a| a.1);
            (i.line.answered(seq), i.ready.take(), done, i.heard)
        });
        let Some((next, ready, done, now)) = heard else { return };
        if next.is_none() {
            self.condition.set(Condition::Well);
        }
        self.send(next);
        if let Some(ready) = ready {
            ready(Ok(()));
        }
        if let Some(done) = done {
            done();
        }
        self.request();
        set_timeout(move || self.rest(now), REST);
    }

    /// Nothing has changed for a moment: the sentence is spoken, and paper gets its drawings.
    fn rest(self, heard: u64) {
        let speak = self.inner.try_update_value(|i| {
            (i.heard == heard && i.line.under_way().is_none()).then(|| std::mem::take(&mut i.speak))
        });
        let Some(Some(speak)) = speak else { return };
        if speak {
            self.spoken.set(self.with_untracked(|face| face.summary.clone()));
        }
        if !self.drawn_is_fresh() {
            self.draw();
        }
    }

    /// The engine has ended, or never began.
    fn end(self, why: String) {
        let ready = self.inner.try_update_value(|i| {
            i.engine = None;
            i.line.clear();
            i.ready.take()
        });
        match ready {
            Some(Some(ready)) => ready(Err(why)),
            Some(None) => self.condition.set(Condition::Ended(why)),
            None => {}
        }
    }

    fn fetch(self, name: String) {
        leptos::task::spawn_local(async move {
            let text = assets::text(&format!("data/{name}.csv")).await;
            self.inner.try_with_value(|i| {
                if let Some(engine) = &i.engine {
                    engine.send(&encode(&Ask::Table(name, text)));
                }
            });
        });
    }

    // Running.

    fn request(self) {
        if self.with_untracked(|face| face.running) {
            self.inner.try_with_value(|i| {
                if let Some(frame) = i.frame.as_ref().filter(|_| i.visible) {
                    frame.request();
                }
            });
        }
    }

    /// Lets time pass in animation frames while it runs and is in view, one unanswered frame at a time. With reduced
    /// motion the picture changes twice a second, by as many steps as have come due.
    fn drive(self) {
        let last = Rc::new(Cell::new(None::<f64>));
        let frame = Frame::new(move |time| {
            let Some((visible, free)) = self.inner.try_with_value(|i| (i.visible, i.line.under_way().is_none())) else {
                return;
            };
            if !visible || !self.with_untracked(|face| face.running) {
                return last.set(None);
            }
            let elapsed = last.get().map_or(0.0, |l| time - l);
            let due = last.get().is_none() || elapsed >= if reduced_motion() { 500.0 } else { 0.0 };
            if free && due {
                last.set(Some(time));
                self.inner.try_update_value(|i| i.speak = true);
                self.push(Act::Tick(elapsed));
            }
            self.request();
        });
        self.inner.update_value(|i| i.frame = Some(frame));
        on_cleanup(move || {
            self.inner.try_update_value(|i| {
                i.frame = None;
                i.engine = None;
            });
        });
    }

    // The page around it.

    /// Takes the settings of preset links that point to this demo, and brings it into view. Escape leads back, to the
    /// link too.
    pub fn follow_presets(self, app: App, id: &str, into_view: bool) {
        let id = id.to_string();
        let back = move |event: web_sys::Event| {
            if self.led_by.with_untracked(Option::is_none) {
                return;
            }
            let event: web_sys::KeyboardEvent = event.unchecked_into();
            // In a dialog it closes that.
            let elsewhere = event
                .target()
                .is_none_or(|at| at.unchecked_into::<web_sys::Element>().closest("dialog").is_ok_and(|d| d.is_some()));
            if event.key() == "Escape" && !event.default_prevented() && !elsewhere {
                self.undo();
            }
        };
        let keys = StoredValue::new(Some(Listener::new(&window(), "keydown", back)));
        on_cleanup(move || keys.set_value(None));
        follow(move || {
            let Some((block, pairs)) = app.presets.get() else { return };
            if block == id {
                app.presets.set(None);
                self.act(Act::Apply(pairs));
                self.led_by.set(crate::web::dom::document().active_element());
                if let Some(element) = crate::web::dom::by_id(&id).filter(|_| into_view) {
                    crate::web::dom::into_view(&element);
                }
            }
        });
    }

    /// On the demo's own page the address follows the settings, at most once in half a second.
    pub fn follow_address(self, app: App) {
        self.follow(500, false, move || {
            let link = untrack(|| self.link());
            // Only while this page is still the one shown.
            if app.place.with_untracked(|p| p.route == link.route) && window().document().is_some() {
                place::replace(&link);
            }
        });
    }

    /// In an embed the host is told how it begins and what changes, at most ten times a second.
    pub fn tell_host(self, block: &str) {
        let block = block.to_string();
        self.follow(100, true, move || crate::app::embed::tell(&block, self));
    }

    /// Acts on changes, at most once in so many milliseconds.
    fn follow(self, pause: u64, from_the_start: bool, act: impl Fn() + Clone + 'static) {
        let pending = StoredValue::new(false);
        let mut began = from_the_start;
        follow(move || {
            self.face.track();
            if !std::mem::replace(&mut began, true) || pending.get_value() {
                return;
            }
            pending.set_value(true);
            let act = act.clone();
            set_timeout(
                move || {
                    if pending.try_update_value(|p| *p = false).is_some() {
                        act();
                    }
                },
                Duration::from_millis(pause),
            );
        });
    }
}

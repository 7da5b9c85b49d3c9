//! How a demo is made: a fit that settings decide, a small state that steps, and a view of both.
//!
//! The view is the demo's own type. It is computed once after each change; picture, numbers and handles are read
//! off it. The fit is shared by all copies of a run and is made anew only when a setting that is marked
//! [`refits`](crate::Setting::refits) has changed.

use crate::demo::{BuildError, Data, Demo, Handle, Readout, Saved, Table};
use crate::numbers::Numbers;
use crate::player::PlayerInit;
use crate::settings::Settings;
use plot::{Picture, Size};
use std::cell::OnceCell;
use std::rc::Rc;

/// What a demo shows of a fit at a step.
pub trait Model: Sized + 'static {
    /// What the settings decide and steps leave alone. It may keep what it has computed, as long as nobody can tell.
    type Fit: 'static;
    /// What a step changes; `()` for a demo that does not run.
    type State: Clone + 'static;

    /// Makes the fit. It depends on no setting but those that refit.
    ///
    /// # Errors
    /// If the data are missing or do not fit.
    fn fit(settings: &Settings, data: &Data) -> Result<Self::Fit, BuildError>;

    /// The state before the first step.
    fn start(fit: &Self::Fit) -> Self::State;

    /// Goes one step on. `false` once there is nothing more to do, and then nothing has changed.
    fn step(_fit: &Self::Fit, _state: &mut Self::State) -> bool {
        false
    }

    /// Whether a fit for the next settings goes on at the present step instead of the first, because the steps up to
    /// there can be taken anew in a moment: so a curve follows a hand.
    fn follows(&self, _next: &Settings) -> bool {
        false
    }

    /// How many steps a fit for the next settings takes at once, where it does not follow.
    fn goes_to(&self, _next: &Settings) -> usize {
        0
    }

    /// What is to be seen.
    fn view(fit: &Rc<Self::Fit>, settings: &Settings, state: &Self::State) -> Self;

    /// The picture in a box of this size.
    fn picture(&self, size: Size) -> Picture;

    /// Sentence, read-outs, table and measures.
    fn numbers(&self) -> Numbers;

    /// More steps than this are never taken.
    const MOST_STEPS: usize = PlayerInit::MOST_STEPS as usize;

    /// Settings that these data leave without a part, beside those of which the table says so.
    fn idle(&self) -> &'static [&'static str] {
        &[]
    }

    /// Where numbers stand that these data set elsewhere than the settings do.
    fn stands(&self) -> Vec<(&'static str, f64)> {
        Vec::new()
    }

    /// Where sliders end that these data make shorter than the ranges of their settings. Typed numbers go on beyond.
    fn reach(&self) -> Vec<(&'static str, [f64; 2])> {
        Vec::new()
    }

    /// What can be dragged, or moved by arrow keys, in a fixed order.
    fn handles(&self) -> Vec<Handle> {
        Vec::new()
    }

    /// The settings after handle number `handle` has been moved to `to`, in the units of its panel.
    fn drag(&self, _settings: &Settings, _handle: usize, _to: [f64; 2]) -> Option<Settings> {
        None
    }

    /// The settings after a click on no handle, at a point of a panel.
    fn tap(&self, _settings: &Settings, _panel: usize, _at: [f64; 2]) -> Option<Settings> {
        None
    }
}

/// Builds a demo of this model; for [`crate::Spec::build`].
///
/// # Errors
/// If the settings cannot be fitted.
pub fn build<M: Model>(settings: &Settings, data: &Data) -> Result<Box<dyn Demo>, BuildError> {
    let fit = Rc::new(M::fit(settings, data)?);
    let state = M::start(&fit);
    Ok(Box::new(Running::<M> { settings: settings.clone(), fit, state, seen: OnceCell::new(), said: OnceCell::new() }))
}

/// A model under the contract of a demo: the one place where types of models are forgotten.
struct Running<M: Model> {
    settings: Settings,
    fit: Rc<M::Fit>,
    state: M::State,
    seen: OnceCell<M>,
    said: OnceCell<Numbers>,
}

impl<M: Model> Running<M> {
    fn seen(&self) -> &M {
        self.seen.get_or_init(|| M::view(&self.fit, &self.settings, &self.state))
    }

    fn said(&self) -> &Numbers {
        self.said.get_or_init(|| self.seen().numbers())
    }

    fn changed(&mut self) {
        self.seen.take();
        self.said.take();
    }
}

impl<M: Model> Demo for Running<M> {
    fn step(&mut self) -> bool {
        let more = M::step(&self.fit, &mut self.state);
        if more {
            self.changed();
        }
        more
    }
    fn look(&mut self, settings: &Settings) {
        self.settings = settings.clone();
        self.changed();
    }
    fn follows(&self, next: &Settings) -> bool {
        self.seen().follows(next)
    }
    fn goes_to(&self, next: &Settings) -> u32 {
        self.seen().goes_to(next) as u32
    }
    fn save(&self) -> Saved {
        Rc::new(self.state.clone())
    }
    fn load(&mut self, saved: &Saved) {
        if let Some(state) = saved.downcast_ref::<M::State>() {
            self.state = state.clone();
            self.changed();
        }
    }
    fn fork(&self) -> Box<dyn Demo> {
        let (settings, fit, state) = (self.settings.clone(), self.fit.clone(), self.state.clone());
        Box::new(Running::<M> { settings, fit, state, seen: OnceCell::new(), said: OnceCell::new() })
    }
    fn most_steps(&self) -> u32 {
        M::MOST_STEPS as u32
    }
    fn idle(&self) -> Vec<&'static str> {
        let mut idle = self.settings.idle();
        idle.extend(self.seen().idle().iter().filter(|key| !idle.contains(key)).copied().collect::<Vec<_>>());
        idle
    }
    fn stands(&self) -> Vec<(&'static str, f64)> {
        self.seen().stands()
    }
    fn reach(&self) -> Vec<(&'static str, [f64; 2])> {
        self.seen().reach()
    }
    fn picture(&self, size: Size) -> Picture {
        self.seen().picture(size)
    }
    fn summary(&self) -> String {
        self.said().summary.clone()
    }
    fn table(&self) -> Table {
        self.said().table.clone()
    }
    fn readouts(&self) -> Vec<Readout> {
        self.said().readouts.clone()
    }
    fn measures(&self) -> Vec<(&'static str, f64)> {
        self.said().measures.clone()
    }
    fn handles(&self) -> Vec<Handle> {
        self.seen().handles()
    }
    fn drag(&self, handle: usize, to: [f64; 2]) -> Option<Settings> {
        self.seen().drag(&self.settings, handle, to)
    }
    fn tap(&self, panel: usize, at: [f64; 2]) -> Option<Settings> {
        self.seen().tap(&self.settings, panel, at)
    }
}

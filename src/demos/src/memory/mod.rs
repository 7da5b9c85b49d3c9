//! Memory: one card forgotten and reviewed, its twin crammed, and what a deck costs at a target retention.

mod card;
mod costs;
mod model;
mod settings;
mod words;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Handle, Moves, Spec};
use crate::model::{Model, build};
use crate::numbers::Numbers;
use crate::player::Player;
use crate::setting::unless_bare;
use crate::settings::{Settings, Value};
use ml::memory::Cost;
use model::{Decks, Memory};
use plot::grid::{cut_across, cut_down, stack};
use plot::{Picture, Size};
use std::rc::Rc;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "memory",
    title: "Memory: forgetting and spacing",
    about: "Follow one card from review to review while it is forgotten, compare it with the same reviews crammed \
            into one sitting, and see what each target retention costs.",
    lesson: "how-to-learn",
    settings: settings::SETTINGS,
    presets: unless_bare(settings::PRESETS),
    runs: false,
    speed: Player::SPEED,
    aspect: [0.66, 1.9],
    own: None,
    build: build::<Memory>,
};

/// Number of the panel with the card.
const CARD: usize = 0;
/// Number of the panel with the costs.
const COST: usize = 2;
/// Between two panels.
const GAP: f64 = 16.0;

impl Memory {
    /// The first and the last day that the exam can be on.
    fn exams(&self) -> [f64; 2] {
        [2.0, self.until.min(model::LAST_EXAM).into()]
    }

    /// The settings with another exam day, within the days shown.
    fn with_exam(&self, settings: &Settings, day: f64) -> Settings {
        let [first, last] = self.exams();
        let day = day.round().clamp(first, last);
        // Where the days shown end before the exam, the line stands at their end and a move to there is none.
        if day == f64::from(self.exam) { settings.clone() } else { settings.with("exam", Value::Number(day)) }
    }

    fn with_target(&self, settings: &Settings, percent: f64) -> Settings {
        if (percent - 100.0 * self.target).abs() < 1e-9 {
            return settings.clone();
        }
        settings.with("retention", Value::Number(percent.round()))
    }
}

impl Model for Memory {
    type Fit = Decks;
    type State = ();

    fn fit(settings: &Settings, _: &Data) -> Result<Decks, BuildError> {
        Ok(Decks::new(settings))
    }

    fn start(_: &Decks) {}

    fn view(decks: &Rc<Decks>, settings: &Settings, (): &()) -> Memory {
        Memory::new(decks, settings)
    }

    /// The card over the days across the whole width; below it the deck, and the costs.
    fn picture(&self, size: Size) -> Picture {
        if size.low() {
            return Picture { size, panels: vec![card::panel(self, size.rect())] };
        }
        let [upper, left, right] = if size.narrow() {
            stack(size.rect(), GAP, [0.41, 0.26, 0.33])
        } else {
            let [upper, lower] = cut_down(size.rect(), 0.57, GAP);
            let [left, right] = cut_across(lower, 0.46, 2.0 * GAP);
            [upper, left, right]
        };
        Picture { size, panels: vec![card::panel(self, upper), costs::deck(self, left), costs::panel(self, right)] }
    }

    fn numbers(&self) -> Numbers {
        words::numbers(self)
    }

    fn handles(&self) -> Vec<Handle> {
        let (day, at) = (format!("day {}", self.exam), [self.exam.into(), 1.0]);
        let exam = Handle::new("Exam day", day, CARD, at, Moves::Across, 1.0).between(self.exams());
        let mut handles = vec![exam];
        if self.by_target {
            let target = words::percent(self.target, 0);
            let ends = settings::TARGETS.map(|percent| percent / 100.0);
            let target = Handle::new("Target retention", target, CARD, [0.0, self.target], Moves::UpDown, 0.01);
            handles.push(target.between(ends));
        }
        handles
    }

    fn drag(&self, settings: &Settings, handle: usize, to: [f64; 2]) -> Option<Settings> {
        Some(if handle == 0 { self.with_exam(settings, to[0]) } else { self.with_target(settings, 100.0 * to[1]) })
    }

    fn tap(&self, settings: &Settings, panel: usize, at: [f64; 2]) -> Option<Settings> {
        match panel {
            CARD => Some(self.with_exam(settings, at[0])),
            COST if self.by_target => {
                let off = |cost: &&Cost| (cost.known - at[0]).abs();
                let nearest = self.costs.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
                Some(self.with_target(settings, nearest.target.into()))
            }
            _ => None,
        }
    }
}

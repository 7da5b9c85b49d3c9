//! Memory: one card forgotten and reviewed, its twin crammed, and what a deck costs at a target retention.

mod card;
mod cost;
mod deck;
mod model;
mod picture;
mod settings;
mod words;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Demo, Handle, Moves, Readout, Spec, Table};
use crate::settings::{Settings, Value};
use model::Model;
use plot::{Picture, Size};

/// The demo.
pub static SPEC: Spec = Spec {
    id: "memory",
    title: "Memory: forgetting and spacing",
    about: "Follow one card from review to review while it is forgotten, compare it with the same reviews crammed \
            into one sitting, and see what each target retention costs.",
    lesson: "how-to-learn",
    settings: settings::SETTINGS,
    presets: settings::PRESETS,
    runs: false,
    aspect: [0.66, 1.9],
    build,
};

fn build(settings: &Settings, _data: &Data) -> Result<Box<dyn Demo>, BuildError> {
    Ok(Box::new(Memory(Model::new(settings, None))))
}

/// A model under the demo's contract.
#[derive(Clone)]
struct Memory(Model);

impl Memory {
    /// The settings with another exam day, within the days shown.
    fn with_exam(&self, day: f64) -> Settings {
        let day = day.round().clamp(2.0, self.0.until.min(model::LAST_EXAM).into());
        // Where the days shown end before the exam, the line stands at their end and a move to there is none.
        if day == f64::from(self.0.exam) {
            return self.0.settings.clone();
        }
        self.0.settings.with("exam", Value::Number(day))
    }

    fn with_target(&self, percent: f64) -> Settings {
        if (percent - 100.0 * self.0.target).abs() < 1e-9 {
            return self.0.settings.clone();
        }
        self.0.settings.with("retention", Value::Number(percent.round()))
    }
}

impl Demo for Memory {
    fn adjust(&mut self, next: &Settings) -> bool {
        self.0 = Model::new(next, Some(&self.0));
        true
    }

    fn idle(&self) -> Vec<&'static str> {
        if self.0.by_target { vec!["gap", "reviews"] } else { vec!["retention"] }
    }

    fn picture(&self, size: Size) -> Picture {
        picture::picture(&self.0, size)
    }

    fn summary(&self) -> String {
        words::summary(&self.0)
    }

    fn table(&self) -> Table {
        words::table(&self.0)
    }

    fn readouts(&self) -> Vec<Readout> {
        words::readouts(&self.0)
    }

    fn measures(&self) -> Vec<(&'static str, f64)> {
        words::measures(&self.0)
    }

    fn handles(&self) -> Vec<Handle> {
        let exam = Handle {
            label: "Exam day".into(),
            value: format!("day {}", self.0.exam),
            panel: picture::CARD,
            at: [self.0.exam.into(), 1.0],
            moves: Moves::Across,
            step: [1.0, 0.0],
        };
        let target = Handle {
            label: "Target retention".into(),
            value: words::percent(self.0.target, 0),
            panel: picture::CARD,
            at: [0.0, self.0.target],
            moves: Moves::UpDown,
            step: [0.0, 0.01],
        };
        if self.0.by_target { vec![exam, target] } else { vec![exam] }
    }

    fn drag(&self, handle: usize, to: [f64; 2]) -> Option<Settings> {
        Some(if handle == 0 { self.with_exam(to[0]) } else { self.with_target(100.0 * to[1]) })
    }

    fn tap(&self, panel: usize, at: [f64; 2]) -> Option<Settings> {
        match panel {
            picture::CARD => Some(self.with_exam(at[0])),
            picture::COST if self.0.by_target => {
                let off = |cost: &&model::Cost| (cost.known - at[0]).abs();
                let nearest = self.0.costs.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
                Some(self.with_target(nearest.target.into()))
            }
            _ => None,
        }
    }

    fn fork(&self) -> Box<dyn Demo> {
        Box::new(self.clone())
    }
}

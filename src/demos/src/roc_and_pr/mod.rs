//! ROC and precision–recall: drag the threshold through the scores and see its point move along both curves; draw
//! random pairs to see what the area under the ROC curve means; change the prevalence and see which curve cares.

mod cases;
mod curves;
mod grip;
mod pairs;
mod settings;
mod view;
mod words;

#[cfg(test)]
mod tests;

use crate::demo::{BuildError, Data, Handle, Spec};
use crate::model::{Model, build};
use crate::numbers::Numbers;
use crate::scored::Strip;
use crate::setting::unless_bare;
use crate::settings::Settings;
use cases::Cases;
use pairs::Pairs;
use plot::grid::stack;
use plot::{Axis, Panel, Picture, Rect, Size};
use std::rc::Rc;
use view::View;

/// The demo.
pub static SPEC: Spec = Spec {
    id: "roc-and-pr",
    title: "ROC and precision–recall",
    about: "Drag the threshold and watch its point on both curves; draw random pairs to see what AUC means; make \
            positives rare and see which curve falls.",
    lesson: "roc-and-pr",
    settings: settings::SETTINGS,
    presets: unless_bare(settings::PRESETS),
    runs: true,
    // A thousand pairs in ten seconds.
    speed: 100.0,
    aspect: [0.7, 2.95],
    own: Some(cases::TAKES),
    build: build::<View>,
};

/// Number of the panel with the scores.
const STRIP: usize = 0;
/// That of the ROC curve.
const ROC: usize = 1;
/// That of the precision–recall curve.
const PR: usize = 2;

impl Model for View {
    type Fit = Cases;
    type State = Pairs;

    fn fit(settings: &Settings, data: &Data) -> Result<Cases, BuildError> {
        Cases::new(settings, data)
    }

    fn start(cases: &Cases) -> Pairs {
        Pairs::new(cases.seed)
    }

    fn step(cases: &Cases, pairs: &mut Pairs) -> bool {
        pairs.step(&cases.a)
    }

    fn view(cases: &Rc<Cases>, settings: &Settings, pairs: &Pairs) -> View {
        View::new(cases.clone(), settings.clone(), pairs.clone())
    }

    /// Scores and pairs above, the curves below; on a phone one below the other.
    fn picture(&self, size: Size) -> Picture {
        let [scores, left, right, share] = layout(size);
        let a = &self.cases.a;
        // A made-up score has an order, but is nobody's probability; nor is a grade.
        let probable = a.scores.held_out && self.settings.is("grades", "fine");
        let strip = Strip {
            scores: &a.scores,
            threshold: self.threshold,
            counts: self.counts,
            measure: if probable { "predicted probability of" } else { "score for" },
            pair: self.pairs.last,
        };
        // One below the other, the second key need not name the models again.
        let named = !size.narrow();
        let mut panels = vec![curves::roc(self, left), curves::pr(self, named, right)];
        if size.low() {
            // The curves alone, but by their own numbers.
            panels.insert(STRIP, Panel::new(scores, Axis::hidden(0.0, 1.0), Axis::hidden(0.0, 1.0), Vec::new()));
        } else {
            panels.insert(STRIP, strip.panel(scores));
            panels.push(self.pairs.panel(a.roc.auc(), share));
        }
        Picture { size, panels }
    }

    fn numbers(&self) -> Numbers {
        words::numbers(self)
    }

    fn idle(&self) -> &'static [&'static str] {
        if self.cases.b.is_none() { &["rival"] } else { &[] }
    }

    fn stands(&self) -> Vec<(&'static str, f64)> {
        let elsewhere = self.set != self.settings.number("prevalence") / 100.0;
        if elsewhere { vec![("prevalence", 100.0 * self.set)] } else { Vec::new() }
    }

    fn handles(&self) -> Vec<Handle> {
        grip::handles(self)
    }

    fn drag(&self, _: &Settings, handle: usize, to: [f64; 2]) -> Option<Settings> {
        Some(grip::drag(self, handle, to))
    }

    fn tap(&self, _: &Settings, panel: usize, at: [f64; 2]) -> Option<Settings> {
        grip::tap(self, panel, at)
    }
}

/// Between two panels.
const GAP: f64 = 16.0;
/// A narrow screen less high than this many times its width has the curves side by side.
const TALL: f64 = 2.2;

/// Rooms of the scores, of both curves, and of the pairs.
fn layout(size: Size) -> [Rect; 4] {
    let half = ((size.width - GAP) / 2.0).floor();
    let halves = |row: Rect| [Rect { width: half, ..row }, Rect { x: half + GAP, width: half, ..row }];
    if !size.narrow() {
        let [upper, lower] = plot::grid::cut_down(size.rect(), 0.38, GAP);
        let share = (0.3 * size.width).round();
        let [left, right] = halves(lower);
        let scores = Rect { width: size.width - share - 1.5 * GAP, ..upper };
        return [scores, left, right, Rect { x: size.width - share, width: share, ..upper }];
    }
    let free = size.height - 3.0 * GAP;
    if size.low() {
        let [left, right] = halves(size.rect());
        let none = Rect { height: 0.0, ..left };
        return [none, left, right, none];
    }
    if size.height >= TALL * size.width {
        return stack(size.rect(), GAP, [0.22, 0.3, 0.3, 0.18]);
    }
    let (upper, middle) = ((0.28 * free).round(), (0.46 * free).round());
    let full = |y: f64, height: f64| Rect { y, height, ..size.rect() };
    let [left, right] = halves(full(upper + GAP, middle));
    let last = upper + middle + 2.0 * GAP;
    [full(0.0, upper), left, right, full(last, size.height - last)]
}

//! ROC and precision–recall: drag the threshold through the scores and see its point move along both curves; draw
//! random pairs to see what the area under the ROC curve means; change the prevalence and see which curve cares.

mod cases;
mod curves;
mod grip;
mod pairs;
mod prices;
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
        let [scores, left, right, share] = layout(size, self);
        let a = &self.cases.a;
        // A made-up score has an order, but is nobody's probability; nor is a grade.
        let probable = a.scores.held_out && self.settings.is("grades", "fine");
        let strip = Strip {
            scores: &a.scores,
            threshold: self.threshold,
            counts: self.counts,
            measure: if probable { "predicted probability of" } else { "score for" },
            pair: self.pairs.last,
            cheapest: self.prices.as_ref().map(|prices| prices.a.least.threshold),
        };
        // Where there is no room for all, the curves alone, but by their own numbers.
        let none = || Panel::new(scores, Axis::hidden(0.0, 1.0), Axis::hidden(0.0, 1.0), Vec::new());
        let mut panels = vec![if scores.height > 0.0 { strip.panel(scores) } else { none() }];
        if self.has_roc() {
            panels.push(curves::roc(self, left));
        }
        if self.has_pr() {
            // One below the other, the second key need not name the models again.
            panels.push(curves::pr(self, !size.narrow(), right));
        }
        match &self.prices {
            Some(prices) if share.height > 0.0 => panels.push(prices.panel(share)),
            // Its handles have their place there.
            Some(_) => panels.push(none()),
            None if !size.low() => panels.push(self.pairs.panel(a.roc.auc(), share)),
            None => (),
        }
        Picture { size, panels }
    }

    fn numbers(&self) -> Numbers {
        words::numbers(self)
    }

    fn idle(&self) -> &'static [&'static str] {
        if self.cases.b.is_none() { &["rival", view::RIVAL] } else { &[] }
    }

    fn stands(&self) -> Vec<(&'static str, f64)> {
        let elsewhere = self.set != self.settings.number("prevalence") / 100.0;
        if elsewhere { vec![("prevalence", 100.0 * self.set)] } else { Vec::new() }
    }

    fn handles(&self) -> Vec<Handle> {
        grip::handles(self)
    }

    fn drag(&self, _: &Settings, handle: usize, to: [f64; 2]) -> Option<Settings> {
        grip::drag(self, handle, to)
    }

    fn tap(&self, _: &Settings, panel: usize, at: [f64; 2]) -> Option<Settings> {
        grip::tap(self, panel, at)
    }
}

/// Between two panels.
const GAP: f64 = 16.0;
/// A narrow screen less high than this many times its width has the curves side by side.
const TALL: f64 = 2.2;

/// Rooms of the scores, of both curves, and of the pairs or the costs; of what is not shown none.
fn layout(size: Size, view: &View) -> [Rect; 4] {
    let all = size.rect();
    let none = Rect { height: 0.0, ..all };
    let half = ((size.width - GAP) / 2.0).floor();
    let halves = |row: Rect| [Rect { width: half, ..row }, Rect { x: half + GAP, width: half, ..row }];
    let priced = view.prices.is_some();
    let tall = size.narrow() && size.height >= TALL * size.width;
    if !view.has_roc() {
        let [upper, lower] = plot::grid::cut_down(all, 0.6, GAP);
        return match size.low() {
            true if priced => [none, none, none, all],
            true => [all, none, none, none],
            false => [upper, none, none, lower],
        };
    }
    if !view.has_pr() {
        let [upper, lower] = plot::grid::cut_down(all, 0.4, GAP);
        let [left, right] = halves(lower);
        let [first, second, third] = stack(all, GAP, [0.27, 0.45, 0.28]);
        return match (size.low(), tall) {
            (true, _) if priced => {
                let [left, right] = halves(all);
                [none, left, none, right]
            }
            (true, _) => [none, all, none, none],
            (_, true) => [first, second, none, third],
            _ => [upper, left, none, right],
        };
    }
    if !size.narrow() {
        let [upper, lower] = plot::grid::cut_down(all, 0.38, GAP);
        let share = (0.3 * size.width).round();
        let [left, right] = halves(lower);
        let scores = Rect { width: size.width - share - 1.5 * GAP, ..upper };
        return [scores, left, right, Rect { x: size.width - share, width: share, ..upper }];
    }
    if size.low() {
        let [left, right] = halves(all);
        return [none, left, right, none];
    }
    if tall {
        return stack(all, GAP, [0.22, 0.3, 0.3, 0.18]);
    }
    let free = size.height - 3.0 * GAP;
    let (upper, middle) = ((0.28 * free).round(), (0.46 * free).round());
    let full = |y: f64, height: f64| Rect { y, height, ..all };
    let [left, right] = halves(full(upper + GAP, middle));
    let last = upper + middle + 2.0 * GAP;
    [full(0.0, upper), left, right, full(last, size.height - last)]
}

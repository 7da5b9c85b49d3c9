//! What the `quiz` and `predict` fences ask: the fields of a question, which are described in [`super::quiz`].

use super::demo::pairs;
use super::expr::evaluate;
use super::fence::{Fence, Md};
use super::text::fnv;
use super::writer::Writer;
use crate::page::Html;
use crate::quiz::{Ask, Choice, Numeric, Shows, Trap};
use serde::Deserialize;
use toml::{Spanned, Table, Value};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Single,
    Multiple,
    Numeric,
    Order,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawQuestion {
    pub id: Spanned<String>,
    revision: Option<u32>,
    kind: Option<Kind>,
    pub prompt: Md,
    #[serde(default, alias = "choices")]
    choice: Vec<RawChoice>,
    answer: Option<f64>,
    answer_expr: Option<Spanned<String>>,
    tolerance: Option<f64>,
    unit: Option<String>,
    #[serde(default, alias = "traps")]
    trap: Vec<RawTrap>,
    #[serde(default)]
    lines: Vec<Md>,
    feedback: Option<Md>,
    pub explanation: Option<Md>,
    pub reveal: Option<Md>,
    pub holds: Option<Spanned<Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChoice {
    text: Md,
    #[serde(default)]
    right: bool,
    feedback: Option<Md>,
    misconception: Option<String>,
    shows: Option<Spanned<RawShows>>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawShows {
    text: String,
    demo: String,
    preset: Option<String>,
    #[serde(default)]
    settings: Table,
    steps: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrap {
    value: Option<f64>,
    value_expr: Option<Spanned<String>>,
    feedback: Md,
    misconception: Option<String>,
}

/// A choice this much longer than every other gives itself away.
const LENGTH_LIMIT: f64 = 1.4;

impl Writer<'_> {
    pub(crate) fn question_id(&mut self, fence: &Fence, raw: &RawQuestion, kind: &str) -> (String, u32) {
        let (id, revision) = (raw.id.get_ref().clone(), raw.revision.unwrap_or(1));
        let anchor = if kind == "question" { format!("q-{id}") } else { id.clone() };
        self.stable_id(kind, &id, &anchor, revision, fence.line_of(&raw.id));
        (id, revision)
    }

    pub(crate) fn ask(&mut self, fence: &Fence, raw: &RawQuestion, quiz: bool) -> Option<Ask> {
        let line = fence.line_of(&raw.id);
        let numeric = raw.answer.is_some() || raw.answer_expr.is_some();
        let kind = raw.kind.unwrap_or(if numeric { Kind::Numeric } else { Kind::Single });
        let choosing = matches!(kind, Kind::Single | Kind::Multiple);
        let stray = [
            (!choosing && !raw.choice.is_empty(), "choices"),
            (
                kind != Kind::Numeric && (numeric || raw.tolerance.is_some() || raw.unit.is_some()),
                "answer, tolerance or unit",
            ),
            (kind != Kind::Numeric && !raw.trap.is_empty(), "traps"),
            (kind != Kind::Order && !raw.lines.is_empty(), "lines"),
            (choosing && raw.feedback.is_some(), "feedback of its own: each choice has one"),
        ];
        for (_, what) in stray.iter().filter(|(there, _)| *there) {
            self.problems.add(line, format!("a question of this kind has no {what}"));
        }
        match kind {
            Kind::Single => Some(Ask::Single { choices: self.choices(fence, raw, kind, quiz) }),
            Kind::Multiple => Some(Ask::Multiple { choices: self.choices(fence, raw, kind, quiz) }),
            Kind::Numeric => self.numeric(fence, raw, quiz).map(Ask::Numeric),
            Kind::Order => {
                if raw.lines.len() < 3 {
                    self.problems.add(line, "an order has at least three lines");
                }
                let lines: Vec<Html> = raw.lines.iter().map(|l| self.quiet_inline(fence, l)).collect();
                let shown = shuffled(lines.len(), raw.id.get_ref());
                Some(Ask::Order { lines, shown, feedback: self.general_feedback(fence, raw, quiz) })
            }
        }
    }

    fn general_feedback(&mut self, fence: &Fence, raw: &RawQuestion, needed: bool) -> Html {
        match &raw.feedback {
            Some(text) => self.quiet_inline(fence, text),
            None => {
                if needed {
                    self.problems.add(fence.line_of(&raw.id), "`feedback` is missing: what is said of a wrong answer");
                }
                String::new()
            }
        }
    }

    fn choices(&mut self, fence: &Fence, raw: &RawQuestion, kind: Kind, quiz: bool) -> Vec<Choice> {
        let line = fence.line_of(&raw.id);
        let right = raw.choice.iter().filter(|c| c.right).count();
        match (right, kind) {
            _ if raw.choice.len() < 2 => self.problems.add(line, "a question has at least two choices"),
            (0, _) => self.problems.add(line, "no choice is right"),
            (2.., Kind::Single) => self.problems.add(line, format!("{right} choices are right; kind = \"multiple\"?")),
            (n, Kind::Multiple) if n == raw.choice.len() => self.problems.add(line, "every choice is right"),
            _ => {}
        }
        let choices: Vec<Choice> = raw.choice.iter().map(|c| self.choice(fence, c, quiz)).collect();
        let length = |c: &&Choice| super::text::strip_tags(&c.text).chars().count();
        let longest = |right| choices.iter().filter(move |c| c.right == right).map(|c| length(&c)).max().unwrap_or(0);
        // Among choices of a word or two, length tells nothing.
        if kind == Kind::Single && longest(true) > 24 && longest(true) as f64 > LENGTH_LIMIT * longest(false) as f64 {
            self.problems.add(line, "the right choice is by far the longest; that gives it away");
        }
        choices
    }

    fn choice(&mut self, fence: &Fence, raw: &RawChoice, quiz: bool) -> Choice {
        let text = self.quiet_inline(fence, &raw.text);
        let feedback = match &raw.feedback {
            Some(feedback) => self.quiet_inline(fence, feedback),
            None => {
                if quiz {
                    self.problems.add(fence.line_of(&raw.text), "a choice has feedback: why it is right or wrong");
                }
                String::new()
            }
        };
        if raw.right && raw.misconception.is_some() {
            self.problems.add(fence.line_of(&raw.text), "a right choice is no misconception");
        }
        let shows = raw.shows.as_ref().and_then(|s| {
            let RawShows { text, demo, preset, settings, steps } = s.get_ref().clone();
            let start = pairs(&settings).and_then(|p| self.context.start(&demo, preset.as_deref(), &p, steps));
            let (settings, steps) = start.map_err(|e| self.problems.add(fence.line_of(s), e)).ok()?;
            Some(Shows { text, demo, settings, steps })
        });
        Choice { text, right: raw.right, feedback, misconception: raw.misconception.clone(), shows }
    }

    fn numeric(&mut self, fence: &Fence, raw: &RawQuestion, quiz: bool) -> Option<Numeric> {
        let line = fence.line_of(&raw.id);
        let answer = self.number(fence, raw.answer, raw.answer_expr.as_ref(), line, "answer");
        let tolerance = match raw.tolerance {
            Some(t) if t.is_finite() && t >= 0.0 => t,
            Some(_) => {
                self.problems.add(line, "`tolerance` is a number from 0");
                0.0
            }
            None => {
                self.problems.add(line, "`tolerance` is missing: how far off still counts");
                0.0
            }
        };
        let mut traps = Vec::new();
        for trap in &raw.trap {
            let line = fence.line_of(&trap.feedback);
            let value = self.number(fence, trap.value, trap.value_expr.as_ref(), line, "value");
            let feedback = self.quiet_inline(fence, &trap.feedback);
            if let (Some(a), Some(v)) = (answer, value)
                && (a - v).abs() <= tolerance
            {
                self.problems.add(line, format!("the trap {v} counts as right: the answer is {a} ± {tolerance}"));
            }
            traps.extend(value.map(|value| Trap { value, feedback, misconception: trap.misconception.clone() }));
        }
        let feedback = self.general_feedback(fence, raw, quiz);
        Some(Numeric { answer: answer?, tolerance, unit: raw.unit.clone().unwrap_or_default(), traps, feedback })
    }

    /// A number given as such or as arithmetic.
    fn number(
        &mut self,
        fence: &Fence,
        plain: Option<f64>,
        expr: Option<&Spanned<String>>,
        line: usize,
        name: &str,
    ) -> Option<f64> {
        match (plain, expr) {
            (Some(value), None) if value.is_finite() => Some(value),
            (None, Some(text)) => evaluate(text.get_ref()).map_err(|e| self.problems.add(fence.line_of(text), e)).ok(),
            _ => {
                self.problems.add(line, format!("either `{name}` or `{name}_expr` is given, a finite number"));
                None
            }
        }
    }
}

/// A permutation of `0..n` that depends on the id alone, and never leaves all where they are.
pub(crate) fn shuffled(n: usize, id: &str) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = fnv(id) | 1;
    for i in (1..n).rev() {
        // xorshift64: for mixing up five lines it is good enough, and the same everywhere.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(i, (state % (i as u64 + 1)) as usize);
    }
    if order.iter().copied().eq(0..n) {
        order.rotate_left(1.min(n));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_mixed_the_same_way_each_time_and_never_solved() {
        for n in 2..8 {
            for id in ["a", "b", "split-order", "bayes-steps"] {
                let order = shuffled(n, id);
                assert_eq!(order, shuffled(n, id));
                assert!(!order.iter().copied().eq(0..n));
                let mut sorted = order;
                sorted.sort_unstable();
                assert!(sorted.into_iter().eq(0..n));
            }
        }
    }
}

//! Quiz items, predictions and cards, and the checking of answers.

use crate::json::{FromJson, Object, from_json, variant};
use crate::page::Html;
use serde::Serialize;
use serde_json::Value;

/// A run of questions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quiz {
    /// Anchor, unique in the page.
    pub id: String,
    /// Heading.
    pub title: String,
    /// The questions.
    pub items: Vec<Item>,
}

/// A question. Progress hangs on `id`; an item whose meaning changes gets a new `revision`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Stable, unique in the course, kebab-case.
    pub id: String,
    /// Counts changes of meaning, from 1.
    pub revision: u32,
    /// The situation and the question.
    pub prompt: Html,
    /// What is asked for.
    pub ask: Ask,
    /// Shown after an answer, right or wrong: why it is so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub explanation: Html,
}

/// The kinds of question.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// One right choice.
    Single {
        /// The choices in the order shown.
        choices: Vec<Choice>,
    },
    /// Any number of right choices; right only if all are found and no other.
    Multiple {
        /// The choices in the order shown.
        choices: Vec<Choice>,
    },
    /// A number.
    Numeric(Numeric),
    /// Put lines into order.
    Order {
        /// The lines in the right order.
        lines: Vec<Html>,
        /// The order in which they are first shown: a permutation of `0..lines.len()`, never the identity.
        shown: Vec<usize>,
        /// What is said of a wrong order.
        feedback: Html,
    },
}

/// One choice of a question, with what is said when it is taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// The choice.
    pub text: Html,
    /// Whether it is right.
    pub right: bool,
    /// Why it is right or wrong.
    pub feedback: Html,
    /// The name of the misconception behind a wrong choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misconception: Option<String>,
    /// A preset that refutes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shows: Option<Shows>,
}

/// A link to a demo that shows why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shows {
    /// Text of the link.
    pub text: String,
    /// The demo's id.
    pub demo: String,
    /// Settings as they stand in a link.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<(String, String)>,
    /// Steps to take.
    pub steps: u32,
}

/// Writes a number with so many decimals, or with all it has: natively or by the browser.
pub type Spell<'a> = &'a dyn Fn(f64, Option<u8>) -> String;

/// A question whose answer is a number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Numeric {
    /// The right number.
    pub answer: f64,
    /// How far off still counts, in the same unit. Shown to the learner.
    pub tolerance: f64,
    /// Unit, shown after the field.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Numbers that a known misconception leads to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traps: Vec<Trap>,
    /// What is said of any other wrong number.
    pub feedback: Html,
}

impl Numeric {
    /// The answer with as many decimals as its tolerance tells apart, and no more than it has.
    pub fn answer_text(&self) -> String {
        self.rounded(self.answer)
    }

    /// Any number with as many decimals as the question's tolerance tells apart.
    pub fn rounded(&self, value: f64) -> String {
        self.spelled(value, &|value, decimals| match decimals {
            Some(decimals) => format!("{value:.*}", usize::from(decimals)),
            None => value.to_string(),
        })
    }

    /// The answer with its unit, as HTML.
    pub fn solution(&self, spell: Spell) -> Html {
        self.with_unit(self.spelled(self.answer, spell))
    }

    fn spelled(&self, value: f64, spell: Spell) -> String {
        let (mut decimals, mut place) = (0, 1.0);
        while place > self.tolerance && decimals < 12 {
            decimals += 1;
            place /= 10.0;
        }
        let (exact, rounded) = (spell(value, None), spell(value, Some(decimals)));
        if self.tolerance > 0.0 && rounded.len() < exact.len() { rounded } else { exact }
    }

    /// A number with the unit behind it, as HTML.
    fn with_unit(&self, number: String) -> Html {
        let unit = self.unit.replace('&', "&amp;").replace('<', "&lt;");
        if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
    }
}

/// A wrong number with a reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trap {
    /// The number, matched within the question's tolerance.
    pub value: f64,
    /// Why it is wrong.
    pub feedback: Html,
    /// The name of the misconception.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misconception: Option<String>,
}

/// A commitment before the reveal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prediction {
    /// Stable, unique in the course, kebab-case.
    pub id: String,
    /// Counts changes of meaning, from 1.
    pub revision: u32,
    /// What to predict.
    pub prompt: Html,
    /// Choices or a number; the feedback is part of the reveal.
    pub ask: Ask,
    /// What turns out, shown once the learner has committed.
    pub reveal: Html,
}

impl Prediction {
    /// What a reader said beside what turned out: “You said 88 %, sure: 70 %. It is 58 %.” `spell` writes a number, with
    /// so many decimals or with all it has.
    pub fn said(&self, response: &Response, sure: Option<u8>, spell: Spell) -> Html {
        let sure = sure.map_or_else(String::new, |percent| format!(", sure: {percent}\u{a0}%"));
        let right = self.ask.judge(response).right;
        match (&self.ask, response) {
            (Ask::Numeric(ask), Response::Number(value)) => {
                format!("You said {}{sure}. It is {}.", ask.with_unit(spell(*value, None)), ask.solution(spell))
            }
            (Ask::Single { choices } | Ask::Multiple { choices }, Response::Picks(picks)) => {
                let said = quoted(picks.iter().filter_map(|&i| choices.get(i)));
                let truth = match right {
                    true => "That is right".into(),
                    false => format!("It is {}", quoted(choices.iter().filter(|choice| choice.right))),
                };
                format!("You said {said}{sure}. {truth}.")
            }
            _ if right => format!("You said your order{sure}. That is right."),
            _ => format!("You said your order{sure}. It is another one."),
        }
    }
}

/// Choices in a sentence.
fn quoted<'a>(choices: impl Iterator<Item = &'a Choice>) -> Html {
    let texts: Vec<String> = choices.map(|choice| format!("“{}”", choice.text.trim_end_matches('.'))).collect();
    match texts.as_slice() {
        [] => "none of them".into(),
        texts => texts.join(" and "),
    }
}

/// A card for spaced review.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// Stable, unique in the course, kebab-case.
    pub id: String,
    /// Counts changes of meaning, from 1.
    pub revision: u32,
    /// The question.
    pub front: Html,
    /// The answer.
    pub back: Html,
}

/// The cards of a lesson.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cards {
    /// The cards, in the order of the lesson.
    pub cards: Vec<Card>,
}

/// What a learner answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// A number.
    Number(f64),
    /// Indices of the choices taken, ascending; or of lines, in the learner's order.
    Picks(Vec<usize>),
}

impl Response {
    /// As a short text. `digits` writes a number.
    pub fn spelled(&self, digits: &dyn Fn(f64) -> String) -> String {
        match self {
            Response::Number(x) => format!("={}", digits(*x)),
            Response::Picks(picks) => picks.iter().map(|i| format!("{i},")).collect(),
        }
    }
}

/// The verdict on a response, with everything there is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Whether it counts as right.
    pub right: bool,
    /// What to say: one entry a choice taken or missed, or one for the whole.
    pub remarks: Vec<Remark>,
}

/// One thing to say about a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The choice or line it is about, if it is about one.
    pub about: Option<usize>,
    /// Whether this part was right.
    pub right: bool,
    /// The words.
    pub feedback: Html,
    /// The misconception, if one has a name.
    pub misconception: Option<String>,
    /// A demo that shows why.
    pub shows: Option<Shows>,
}

impl Ask {
    /// How sure one can say to be of an answer, in percent. The least is what a blind guess deserves.
    pub fn sure(&self) -> [u8; 6] {
        match self {
            Ask::Single { choices } if choices.len() == 2 => [50, 60, 70, 80, 90, 99],
            Ask::Single { choices } if choices.len() == 3 => [33, 50, 60, 75, 90, 99],
            Ask::Single { .. } => [25, 40, 60, 75, 90, 99],
            _ => [10, 30, 50, 70, 90, 99],
        }
    }

    /// Whether a response could have been given to this question as it is now.
    pub fn fits(&self, response: &Response) -> bool {
        let below = |picks: &[usize], count: usize| picks.iter().all(|&i| i < count);
        match (self, response) {
            (Ask::Single { choices }, Response::Picks(picks)) => picks.len() == 1 && below(picks, choices.len()),
            (Ask::Multiple { choices }, Response::Picks(picks)) => {
                picks.is_sorted_by(|a, b| a < b) && below(picks, choices.len())
            }
            (Ask::Numeric(_), Response::Number(_)) => true,
            (Ask::Order { lines, .. }, Response::Picks(picks)) => {
                picks.len() == lines.len() && (0..lines.len()).all(|i| picks.contains(&i))
            }
            _ => false,
        }
    }

    /// Whether an answer stands: it fits the question as it is now, and is judged as it was then.
    pub fn stands(&self, response: &Response, right: bool) -> bool {
        self.fits(response) && self.judge(response).right == right
    }

    /// Reads a response that was written as [`Response::spelled`]; none that does not fit.
    pub fn drafted(&self, text: &str, plain: &dyn Fn(&str) -> Option<f64>) -> Option<Response> {
        let response = match text.strip_prefix('=') {
            Some(number) => Response::Number(plain(number)?),
            None => Response::Picks(text.split_terminator(',').map(|i| i.parse().ok()).collect::<Option<_>>()?),
        };
        self.fits(&response).then_some(response)
    }

    /// Judges a response. A response of the wrong shape is wrong, with the general feedback.
    pub fn judge(&self, response: &Response) -> Verdict {
        match (self, response) {
            (Ask::Single { choices }, Response::Picks(picks)) => {
                let remarks: Vec<Remark> =
                    picks.iter().take(1).filter_map(|&i| choices.get(i).map(|c| remark(i, c, c.right))).collect();
                Verdict { right: picks.len() == 1 && remarks.iter().all(|r| r.right) && !remarks.is_empty(), remarks }
            }
            (Ask::Multiple { choices }, Response::Picks(picks)) => judge_multiple(choices, picks),
            (Ask::Numeric(ask), Response::Number(value)) => judge_number(ask, *value),
            (Ask::Order { lines, feedback, .. }, Response::Picks(picks)) => {
                let right = picks.iter().copied().eq(0..lines.len());
                let feedback = if right { String::new() } else { feedback.clone() };
                Verdict {
                    right,
                    remarks: vec![Remark { about: None, right, feedback, misconception: None, shows: None }],
                }
            }
            (Ask::Numeric(ask), _) => plain(false, &ask.feedback),
            _ => plain(false, ""),
        }
    }
}

fn remark(index: usize, choice: &Choice, right: bool) -> Remark {
    Remark {
        about: Some(index),
        right,
        feedback: choice.feedback.clone(),
        misconception: choice.misconception.clone(),
        shows: choice.shows.clone(),
    }
}

fn plain(right: bool, feedback: &str) -> Verdict {
    let remark = Remark { about: None, right, feedback: feedback.to_string(), misconception: None, shows: None };
    Verdict { right, remarks: vec![remark] }
}

fn judge_multiple(choices: &[Choice], picks: &[usize]) -> Verdict {
    let taken = |i: usize| picks.contains(&i);
    let remarks = choices
        .iter()
        .enumerate()
        .filter(|(i, c)| taken(*i) || c.right)
        .map(|(i, c)| remark(i, c, taken(i) == c.right))
        .collect();
    Verdict { right: choices.iter().enumerate().all(|(i, c)| taken(i) == c.right), remarks }
}

fn judge_number(ask: &Numeric, value: f64) -> Verdict {
    // The tolerance is meant in decimal; a hair of slack keeps 0.1 + 0.2 inside it.
    let close = |target: f64| (value - target).abs() <= ask.tolerance * (1.0 + 1e-9) + 1e-12;
    if close(ask.answer) {
        return plain(true, "");
    }
    match ask.traps.iter().find(|t| close(t.value)) {
        Some(t) => Verdict {
            right: false,
            remarks: vec![Remark {
                about: None,
                right: false,
                feedback: t.feedback.clone(),
                misconception: t.misconception.clone(),
                shows: None,
            }],
        },
        None => plain(false, &ask.feedback),
    }
}

from_json!(Quiz: id, title, items);
from_json!(Cards: cards);
from_json!(Item: id, revision, prompt, ask; explanation);
from_json!(Choice: text, feedback; right, misconception, shows);
from_json!(Shows: text, demo; settings, steps);
from_json!(Numeric: answer, tolerance, feedback; unit, traps);
from_json!(Trap: value, feedback; misconception);
from_json!(Prediction: id, revision, prompt, ask, reveal);
from_json!(Card: id, revision, front, back);

impl FromJson for Ask {
    fn from_json(value: &Value) -> Option<Self> {
        let (name, content) = variant(value)?;
        let object = Object::of(content)?;
        Some(match name {
            "single" => Ask::Single { choices: object.need("choices")? },
            "multiple" => Ask::Multiple { choices: object.need("choices")? },
            "numeric" => Ask::Numeric(Numeric::from_json(content)?),
            "order" => Ask::Order {
                lines: object.need("lines")?,
                shown: object.need("shown")?,
                feedback: object.need("feedback")?,
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(right: bool) -> Choice {
        Choice {
            text: "t".into(),
            right,
            feedback: if right { "yes" } else { "no" }.into(),
            misconception: None,
            shows: None,
        }
    }

    #[test]
    fn single_takes_exactly_one_right_choice() {
        let ask = Ask::Single { choices: vec![choice(false), choice(true)] };
        assert!(ask.judge(&Response::Picks(vec![1])).right);
        let wrong = ask.judge(&Response::Picks(vec![0]));
        assert!(!wrong.right);
        assert_eq!(wrong.remarks[0].feedback, "no");
        for picks in [vec![], vec![0, 1], vec![9]] {
            assert!(!ask.judge(&Response::Picks(picks)).right);
        }
    }

    #[test]
    fn multiple_needs_all_and_no_other_and_remarks_on_what_was_missed() {
        let ask = Ask::Multiple { choices: vec![choice(true), choice(false), choice(true)] };
        assert!(ask.judge(&Response::Picks(vec![0, 2])).right);
        let verdict = ask.judge(&Response::Picks(vec![0, 1]));
        assert!(!verdict.right);
        assert_eq!(
            verdict.remarks.iter().map(|r| (r.about, r.right)).collect::<Vec<_>>(),
            [(Some(0), true), (Some(1), false), (Some(2), false)]
        );
    }

    #[test]
    fn a_number_counts_within_its_tolerance_and_a_trap_names_its_reason() {
        let trap = Trap { value: 0.5, feedback: "half".into(), misconception: Some("base rate".into()) };
        let ask = Ask::Numeric(Numeric {
            answer: 0.3,
            tolerance: 0.01,
            unit: String::new(),
            traps: vec![trap],
            feedback: "other".into(),
        });
        assert!(ask.judge(&Response::Number(0.1 + 0.2)).right);
        assert!(ask.judge(&Response::Number(0.31)).right);
        assert!(!ask.judge(&Response::Number(0.3101)).right);
        assert!(!ask.judge(&Response::Number(f64::NAN)).right);
        assert_eq!(ask.judge(&Response::Number(0.5)).remarks[0].misconception.as_deref(), Some("base rate"));
        assert_eq!(ask.judge(&Response::Number(7.0)).remarks[0].feedback, "other");
    }

    #[test]
    fn an_answer_is_written_as_exactly_as_it_is_asked_for() {
        for (answer, tolerance, text) in [
            (90.0 / 585.0, 0.005, "0.154"),
            (46.0, 12.0, "46"),
            (0.5, 0.001, "0.5"),
            (23.97, 5.0, "24"),
            (1.0 / 3.0, 0.0, "0.3333333333333333"),
            (3.04, 0.1, "3.0"),
        ] {
            let ask = Numeric { answer, tolerance, unit: String::new(), traps: vec![], feedback: String::new() };
            assert_eq!(ask.answer_text(), text);
        }
    }

    #[test]
    fn a_reader_is_told_what_they_said_and_what_it_is() {
        let spell =
            |x: f64, decimals: Option<u8>| decimals.map_or(x.to_string(), |d| format!("{x:.*}", usize::from(d)));
        let asking =
            |ask| Prediction { id: "p".into(), revision: 1, prompt: String::new(), ask, reveal: String::new() };
        let numeric =
            Numeric { answer: 58.02, tolerance: 8.0, unit: "%".into(), traps: vec![], feedback: String::new() };
        let said = asking(Ask::Numeric(numeric)).said(&Response::Number(88.0), Some(70), &spell);
        assert_eq!(said, "You said 88\u{a0}%, sure: 70\u{a0}%. It is 58\u{a0}%.");
        let named = |right, text: &str| Choice { text: text.into(), ..choice(right) };
        let choices = vec![named(false, "It falls."), named(true, "It <em>rises</em>.")];
        let single = asking(Ask::Single { choices: choices.clone() });
        assert_eq!(
            single.said(&Response::Picks(vec![0]), None, &spell),
            "You said “It falls”. It is “It <em>rises</em>”."
        );
        assert_eq!(
            single.said(&Response::Picks(vec![1]), Some(99), &spell),
            "You said “It <em>rises</em>”, sure: 99\u{a0}%. That is right."
        );
        let multiple = asking(Ask::Multiple { choices });
        assert_eq!(
            multiple.said(&Response::Picks(vec![]), None, &spell),
            "You said none of them. It is “It <em>rises</em>”."
        );
        let order =
            asking(Ask::Order { lines: vec!["a".into(), "b".into()], shown: vec![1, 0], feedback: String::new() });
        assert_eq!(
            order.said(&Response::Picks(vec![1, 0]), Some(50), &spell),
            "You said your order, sure: 50\u{a0}%. It is another one."
        );
    }

    #[test]
    fn what_was_answered_before_counts_while_it_fits_the_question() {
        let (number, picks) = (Response::Number, |picks: &[usize]| Response::Picks(picks.to_vec()));
        let choices = vec![choice(false), choice(true), choice(true)];
        let (single, multiple) = (Ask::Single { choices: choices.clone() }, Ask::Multiple { choices });
        let order = Ask::Order { lines: vec!["a".into(); 3], shown: vec![2, 0, 1], feedback: String::new() };
        let numeric = Numeric { answer: 1.0, tolerance: 0.1, unit: String::new(), traps: vec![], feedback: "".into() };
        let numeric = Ask::Numeric(numeric);
        let fitting = [(&single, picks(&[2])), (&multiple, picks(&[])), (&multiple, picks(&[0, 2]))];
        let more = [(&order, picks(&[2, 1, 0])), (&numeric, number(-2.5))];
        for (ask, response) in fitting.into_iter().chain(more) {
            assert!(ask.fits(&response), "{response:?}");
            let text = response.spelled(&|x| x.to_string());
            assert_eq!(ask.drafted(&text, &|text| text.parse().ok()), Some(response), "{text}");
        }
        let wrong = [(&single, picks(&[3])), (&single, picks(&[])), (&single, picks(&[0, 1])), (&single, number(1.0))];
        let more = [(&multiple, picks(&[2, 0])), (&multiple, picks(&[1, 1])), (&multiple, picks(&[3]))];
        let last = [
            (&order, picks(&[0, 1])),
            (&order, picks(&[0, 0, 1])),
            (&order, picks(&[0, 1, 3])),
            (&numeric, picks(&[0])),
        ];
        for (ask, response) in wrong.into_iter().chain(more).chain(last) {
            assert!(!ask.fits(&response), "{response:?}");
        }
        for text in ["", "x,", "1,,", "-1,", "=", "=x", "9,", "99999999999999999999999,"] {
            assert_eq!(single.drafted(text, &|text| text.parse().ok()), None, "{text}");
        }
    }

    #[test]
    fn an_answer_stands_while_its_question_is_what_it_was() {
        let ask = |rights: &[bool]| Ask::Single { choices: rights.iter().map(|right| choice(*right)).collect() };
        let second = Response::Picks(vec![1]);
        assert!(ask(&[false, true]).stands(&second, true));
        // Choices were taken out, or another one is right now: nothing is shown rather than something wrong.
        assert!(!ask(&[true]).stands(&second, true));
        assert!(!ask(&[true, false]).stands(&second, true));
        assert!(!ask(&[true]).stands(&Response::Number(1.0), false));
    }

    #[test]
    fn order_compares_with_the_order_of_writing() {
        let ask =
            Ask::Order { lines: vec!["a".into(), "b".into(), "c".into()], shown: vec![2, 0, 1], feedback: "no".into() };
        assert!(ask.judge(&Response::Picks(vec![0, 1, 2])).right);
        assert!(!ask.judge(&Response::Picks(vec![2, 0, 1])).right);
        assert!(!ask.judge(&Response::Picks(vec![0, 1])).right);
    }
}

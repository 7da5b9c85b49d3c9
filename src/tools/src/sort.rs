//! Sorting into groups: by dragging, or by a list of the groups beside each item, which works by keyboard, by finger and
//! by voice.

use crate::Tool;
use crate::html::{Make, element};
use course::json::FromJson;
use course::left::draft_key;
use course::sort::{Place, Sort};
use protocol::tool::{Act, Fact, Given, Reply, Said, Want};
use serde_json::Value;

/// What is being sorted, and how far it has come.
struct Sorting {
    sort: Sort,
    /// The group of each item.
    placed: Vec<Option<usize>>,
    /// How many the reader expects to be right.
    expected: Option<usize>,
    /// Which items lie right, once that was checked.
    judged: Option<Vec<bool>>,
}

/// The tool.
pub fn sort(data: &Value) -> Option<Box<dyn Tool>> {
    let sort = Sort::from_json(data)?;
    let placed = vec![None; sort.items.len()];
    Some(Box::new(Sorting { sort, placed, expected: None, judged: None }))
}

/// Names of nodes.
const CHECK: &str = "check";
const AGAIN: &str = "again";
const EXPECT: &str = "expect";
const ITEM: &str = "item ";

impl Tool for Sorting {
    fn wants(&self) -> Vec<Want> {
        let Sort { id, revision, predict, .. } = &self.sort;
        let mut wants =
            vec![Want::Left(self.key()), Want::Left(self.expected_key()), Want::Answer(id.clone(), *revision)];
        wants.extend(predict.iter().map(|id| Want::Prediction(id.clone(), *revision)));
        wants
    }

    fn begin(&mut self, known: Vec<Fact>) {
        let mut known = known.into_iter();
        let mut next = || known.next().unwrap_or(Fact::None);
        let (draft, expected, answer, said) = (next(), next(), next(), next());
        // Who sorts anew has left what was checked before behind.
        if let Some(placed) = text(draft).and_then(|text| self.drafted(&text)) {
            self.placed = placed;
        } else if let Fact::Reply(Reply::Picks(placed), right) = answer
            && self.sort.fits(&placed)
            && self.sort.judge(&placed).iter().all(|right| *right) == right
        {
            self.judged = Some(self.sort.judge(&placed));
            self.placed = placed.into_iter().map(Some).collect();
        }
        let said = match said {
            Fact::Reply(Reply::Number(said), _) if self.judged.is_some() => Some(said as usize),
            _ => text(expected).and_then(|said| said.parse().ok()),
        };
        self.expected = said.filter(|said| *said <= self.sort.items.len());
    }

    fn act(&mut self, name: &str, act: Act) -> Vec<Said> {
        match (name, act) {
            (CHECK, Act::Press) if self.ready() => self.check(),
            (AGAIN, Act::Press) => self.again(),
            (EXPECT, Act::Choose(count)) if self.judged.is_none() => {
                self.expected = count.parse().ok().filter(|count| *count <= self.sort.items.len());
                let said = self.expected.map_or_else(String::new, |count| count.to_string());
                vec![Said::Leave(self.expected_key(), said)]
            }
            (name, Act::Choose(group)) => {
                let item = self.named(name);
                // The list goes along with its item, and so does the focus.
                let said = item.map(|item| Said::Focus(self.id_of(item)));
                let put = item.map_or_else(Vec::new, |item| self.put(item, &group));
                put.into_iter().chain(said).collect()
            }
            (name, Act::Drop(group)) => self.named(name).map_or_else(Vec::new, |item| self.put(item, &group)),
            _ => Vec::new(),
        }
    }

    fn show(&self) -> String {
        let Sort { id, groups, prompt, .. } = &self.sort;
        let done = self.judged.is_some();
        let legend = element("legend").holding([element("div").class("prompt").html(prompt)]);
        let pool = element("ul").class("sort-pool").place("").holding(self.list(None));
        let boxes = element("div").class("sort-groups").holding((0..groups.len()).map(|group| self.group(group)));
        let check = element("button").class("button").with("type", "submit").is("disabled", !self.ready());
        let mut acts = vec![check.saying("Check")];
        acts.extend(self.sort.predict.is_some().then(|| self.expectation()));
        let asked = !done && !self.ready() && self.placed.iter().all(Option::is_some);
        acts.extend(asked.then(|| element("span").class("hint").saying("Say what you expect, then check.")));
        if self.judged.as_ref().is_some_and(|right| right.contains(&false)) {
            acts.push(element("button").class("button").with("type", "button").act(AGAIN).saying("Try again"));
        }
        let verdict = element("div").class("verdict").with("role", "status").with("tabindex", "-1");
        let form = element("form").class(if done { "question answered" } else { "question" }).act(CHECK).holding([
            element("fieldset").holding([legend, pool, boxes]),
            element("div").class("act").holding(acts),
            verdict.with("id", self.verdict_id()).holding(self.verdict()),
        ]);
        let section = element("section").class("sort-box").with("id", format!("q-{id}")).with("role", "group");
        let label = element("p").class("label").saying("Sort");
        section.with("aria-label", "Sort into groups").holding([label, form])
    }
}

fn text(fact: Fact) -> Option<String> {
    if let Fact::Text(text) = fact { Some(text) } else { None }
}

impl Sorting {
    fn key(&self) -> String {
        draft_key(&self.sort.id, self.sort.revision)
    }

    fn expected_key(&self) -> String {
        self.key() + " expected"
    }

    fn verdict_id(&self) -> String {
        format!("{}-said", self.sort.id)
    }

    /// The id of an item's list of groups.
    fn id_of(&self, item: usize) -> String {
        format!("{}-{item}", self.sort.id)
    }

    /// The groups that were never checked.
    fn drafted(&self, text: &str) -> Option<Vec<Option<usize>>> {
        let placed: Vec<_> = text.split_terminator(',').map(|group| group.parse().ok()).collect();
        let groups = self.sort.groups.len();
        (placed.len() == self.sort.items.len() && placed.iter().flatten().all(|group| *group < groups))
            .then_some(placed)
    }

    fn leave(&self) -> Said {
        let spelled = |group: &Option<usize>| group.map_or_else(|| ",".into(), |group| format!("{group},"));
        Said::Leave(self.key(), self.placed.iter().map(spelled).collect())
    }

    fn ready(&self) -> bool {
        let expects = self.sort.predict.is_none() || self.expected.is_some();
        self.judged.is_none() && expects && self.placed.iter().all(Option::is_some)
    }

    fn named(&self, name: &str) -> Option<usize> {
        let item = name.strip_prefix(ITEM)?.parse().ok()?;
        (item < self.placed.len() && self.judged.is_none()).then_some(item)
    }

    /// Puts an item into a group, or back to those that lie in none.
    fn put(&mut self, item: usize, group: &str) -> Vec<Said> {
        self.placed[item] = group.parse().ok().filter(|group| *group < self.sort.groups.len());
        vec![self.leave()]
    }

    fn check(&mut self) -> Vec<Said> {
        let placed: Vec<usize> = self.placed.iter().copied().flatten().collect();
        let judged = self.sort.judge(&placed);
        let count = judged.iter().filter(|right| **right).count();
        let revision = self.sort.revision;
        let predicted = self.sort.predict.clone().zip(self.expected).map(|(id, expected)| {
            let reply = Reply::Number(expected as f64);
            Said::Predicted(Given { id, revision, reply, right: expected == count })
        });
        let right = count == judged.len();
        let answered = Said::Answered(Given { id: self.sort.id.clone(), revision, reply: Reply::Picks(placed), right });
        self.judged = Some(judged);
        let nothing = |key| Said::Leave(key, String::new());
        let rest = [nothing(self.expected_key()), nothing(self.key()), Said::Focus(self.verdict_id())];
        predicted.into_iter().chain([answered]).chain(rest).collect()
    }

    /// What lay wrong is to be sorted once more.
    fn again(&mut self) -> Vec<Said> {
        let Some(judged) = self.judged.take() else { return Vec::new() };
        for (place, _) in self.placed.iter_mut().zip(&judged).filter(|(_, right)| !**right) {
            *place = None;
        }
        let first = judged.iter().position(|right| !right).map(|item| Said::Focus(self.id_of(item)));
        [self.leave()].into_iter().chain(first).collect()
    }

    /// How many will turn out to be right: asked before the check.
    fn expectation(&self) -> String {
        let option = |value: String, text: String| element("option").with("value", value).saying(text);
        let none = option(String::new(), "–".into());
        let counts = (0..=self.sort.items.len()).map(|n| option(n.to_string(), n.to_string()));
        let said = self.expected.map_or_else(String::new, |n| n.to_string());
        let list = choice(element("select").act(EXPECT).value(said), self.judged.is_some());
        let asked = element("span").saying("How many do you expect to be right?");
        element("label").class("sort-expected").holding([asked, list.holding([none].into_iter().chain(counts))])
    }

    fn verdict(&self) -> Vec<String> {
        let Some(judged) = &self.judged else { return Vec::new() };
        let (count, all) = (judged.iter().filter(|right| **right).count(), judged.len());
        let expected = self.expected.filter(|_| self.sort.predict.is_some());
        let expected = expected.map_or_else(String::new, |n| format!(" You expected {n}."));
        let class = if count == all { "word right" } else { "word wrong" };
        let mut said = vec![element("p").class(class).saying(format!("{count} of {all} right.{expected}"))];
        if !self.sort.explanation.is_empty() {
            said.push(element("div").class("explanation").html(&self.sort.explanation));
        }
        said
    }

    fn group(&self, group: usize) -> String {
        let id = format!("{}-group-{group}", self.sort.id);
        let name = element("p").class("name").with("id", id.clone()).html(&self.sort.groups[group]);
        let list = element("ul").with("aria-labelledby", id).holding(self.list(Some(group)));
        element("div").class("sort-group").place(group.to_string()).holding([name, list])
    }

    /// The items of a group, or those that lie in none.
    fn list(&self, group: Option<usize>) -> Vec<String> {
        let here = (0..self.placed.len()).filter(|item| self.placed[*item] == group);
        here.map(|item| self.item(item, group)).collect()
    }

    fn item(&self, i: usize, group: Option<usize>) -> String {
        let (item, id) = (&self.sort.items[i], self.id_of(i));
        let right = self.judged.as_ref().map(|judged| judged[i]);
        let class = match right {
            Some(true) => "sort-item right",
            Some(false) => "sort-item wrong",
            None => "sort-item",
        };
        let text = format!("{id}-text");
        let line = element("span").class("line").with("id", text.clone()).html(&format!("{} ", item.text));
        let value = group.map_or_else(String::new, |group| group.to_string());
        let none = element("option").with("value", "").saying("Group…");
        let named = |(g, name): (usize, &String)| element("option").with("value", g.to_string()).html(name);
        let options = [none].into_iter().chain(self.sort.groups.iter().enumerate().map(named));
        let list = choice(element("select").act(format!("{ITEM}{i}")).value(value), right.is_some());
        let list = list.with("id", id).with("aria-labelledby", text).holding(options);
        let place = right.and(group).and_then(|group| item.places.get(group));
        let said = element("div").class("said").holding(place.into_iter().flat_map(remark));
        let entry = element("li").class(class).key(i.to_string());
        let entry = if right.is_none() { entry.drag(format!("{ITEM}{i}")) } else { entry };
        entry.holding([line, list, said])
    }
}

/// A list of choices, which no browser is to fill in by itself.
fn choice(list: Make, disabled: bool) -> Make {
    list.with("autocomplete", "off").is("disabled", disabled)
}

fn remark(place: &Place) -> Vec<String> {
    let misconception = place.misconception.iter().map(|name| element("p").class("misconception").saying(name.clone()));
    misconception.chain([element("div").class("why").html(&place.feedback)]).collect()
}

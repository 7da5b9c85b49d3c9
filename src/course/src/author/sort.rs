//! The `sort` fence: items to be sorted into groups.
//!
//! ```toml
//! id = "which-error-costs-more"     # stable for ever, unique in the course
//! revision = 1                      # counts changes of meaning
//! prompt = '''Blocks of Markdown.'''
//! predict = true                    # optional: asks first how many will turn out to be right
//! explanation = '''Blocks, shown after any check.'''
//! [[group]]
//! id = "miss"
//! name = '''A miss'''
//! [[group]]
//! id = "alarm"
//! name = '''A false alarm'''
//! [[item]]                          # at least three; shown in a mixed order
//! text = '''A smoke detector'''     # one paragraph, as are those below
//! group = "miss"
//! feedback = '''Why it belongs there.'''
//! [item.wrong.alarm]                # one for each other group
//! feedback = '''Why it does not belong here.'''
//! misconception = "counts how often an error happens, not what it costs"
//! ```
//!
//! ```text
//! section.sort-box#q-ID > p.label; div.question > fieldset > legend > div.prompt; SORTING
//!                         details.answer > summary; div.answer-body > ANSWER, div.explanation
//! SORTING  ul.sort-pool > li.sort-item > span.line#ID-i-text, select#ID-i
//!          div.sort-groups > div.sort-group > p.name#ID-group-g; ul
//! ANSWER   ol.sort-answer > li > p; div.said.right|.wrong    the item and its group; one of each place
//! ```

use super::fence::{Fence, Md};
use super::question::shuffled;
use super::stand_in::{on_paper, said};
use super::writer::Writer;
use crate::page::Html;
use crate::part::{Asked, Part};
use crate::quiz::Card;
use crate::sort::{Place, Sort, SortItem};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// Fewer items are a question.
const FEWEST: usize = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSort {
    id: Spanned<String>,
    revision: Option<u32>,
    prompt: Md,
    #[serde(default)]
    predict: bool,
    explanation: Option<Md>,
    #[serde(default)]
    group: Vec<RawGroup>,
    #[serde(default)]
    item: Vec<RawItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    id: Spanned<String>,
    name: Md,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    text: Md,
    group: Spanned<String>,
    feedback: Md,
    #[serde(default)]
    wrong: BTreeMap<String, RawWrong>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWrong {
    feedback: Md,
    misconception: String,
}

/// Reads a fence.
pub(crate) fn sort(writer: &mut Writer, fence: &Fence) -> Option<Part> {
    let raw: RawSort = fence.read(&mut writer.problems)?;
    let (id, revision) = (raw.id.get_ref().clone(), raw.revision.unwrap_or(1));
    let line = fence.line_of(&raw.id);
    writer.stable_id("question", &id, &format!("q-{id}"), revision, line);
    let predict = raw.predict.then(|| format!("{id}-expected"));
    if let Some(predict) = &predict {
        writer.stable_id("prediction", predict, predict, revision, line);
    }
    let names: Vec<&str> = raw.group.iter().map(|g| g.id.get_ref().as_str()).collect();
    check_groups(writer, fence, &raw, &names);
    let prompt = writer.quiet_blocks(fence, &raw.prompt);
    let groups = raw.group.iter().map(|g| writer.quiet_inline(fence, &g.name)).collect();
    let written: Vec<SortItem> = raw.item.iter().filter_map(|item| read_item(writer, fence, item, &names)).collect();
    let items = shuffled(written.len(), &id).into_iter().map(|i| written[i].clone()).collect();
    let explanation = raw.explanation.as_ref().map_or_else(String::new, |e| writer.quiet_blocks(fence, e));
    Some(part(&Sort { id, revision, prompt, groups, items, predict, explanation }))
}

fn check_groups(writer: &mut Writer, fence: &Fence, raw: &RawSort, names: &[&str]) {
    let line = fence.line_of(&raw.id);
    if names.len() < 2 {
        writer.problems.add(line, "there are at least two [[group]]s to sort into");
    }
    if raw.item.len() < FEWEST {
        writer.problems.add(line, format!("there are at least {FEWEST} [[item]]s to sort"));
    }
    for (i, group) in raw.group.iter().enumerate() {
        let (name, line) = (group.id.get_ref(), fence.line_of(&group.id));
        if group.name.get_ref().contains(['*', '`', '$', '[']) {
            writer.problems.add(line, "the name of a group is plain text: it stands in a list of choices");
        }
        if names[..i].contains(&name.as_str()) {
            writer.problems.add(line, format!("the group “{name}” comes twice"));
        } else if raw.item.iter().all(|item| item.group.get_ref() != name) {
            writer.problems.add(line, format!("nothing belongs into the group “{name}”"));
        }
    }
}

fn read_item(writer: &mut Writer, fence: &Fence, raw: &RawItem, names: &[&str]) -> Option<SortItem> {
    let text = writer.quiet_inline(fence, &raw.text);
    let line = fence.line_of(&raw.text);
    let right = raw.group.get_ref().as_str();
    let group = names.iter().position(|name| *name == right);
    if group.is_none() {
        let hint = super::context::nearest(right, names.iter().copied());
        writer.problems.add(fence.line_of(&raw.group), format!("there is no group “{right}”{hint}"));
    }
    for stray in raw.wrong.keys().filter(|name| *name == right || !names.contains(&name.as_str())) {
        let what = if *stray == right { "is the right group" } else { "is no group" };
        writer.problems.add(line, format!("“{stray}” {what}, so it is no wrong place"));
    }
    let feedback = writer.quiet_inline(fence, &raw.feedback);
    let mut places = Vec::new();
    for name in names {
        let place = match raw.wrong.get(*name) {
            _ if *name == right => Place { feedback: feedback.clone(), misconception: None },
            Some(wrong) => Place {
                feedback: writer.quiet_inline(fence, &wrong.feedback),
                misconception: Some(wrong.misconception.clone()),
            },
            None => {
                writer.problems.add(line, format!("[item.wrong.{name}] is missing: what is said of this wrong place"));
                continue;
            }
        };
        places.push(place);
    }
    Some(SortItem { text, group: group?, places })
}

fn part(sort: &Sort) -> Part {
    let Sort { id, prompt, explanation, .. } = sort;
    let after = match explanation.as_str() {
        "" => String::new(),
        text => format!("<div class=\"explanation\">{text}</div>\n"),
    };
    let texts: String = sort.items.iter().map(|item| format!("<li>{}</li>", item.text)).collect();
    let front = format!("{prompt}<p>{}</p><ul>{texts}</ul>", sort.groups.join(" · "));
    let back = format!("{}{explanation}", solved(sort));
    Part {
        html: format!(
            "<section class=\"sort-box\" id=\"q-{id}\" role=\"group\" aria-label=\"Sort into groups\">\n<p class=\"label\">Sort</p>\n\
             <div class=\"question\">\n<fieldset>\n<legend><div class=\"prompt\">{prompt}</div></legend>\n{}</fieldset>\n\
             <details class=\"answer\"><summary>Answer</summary>\n<div class=\"answer-body\">\n{}{after}</div></details>\n</div>\n</section>\n",
            sorting(sort),
            answer(sort)
        ),
        paper: format!(
            "<section class=\"sort-box\" id=\"q-{id}\"><p class=\"label\">Sort</p>{}</section>",
            on_paper(id, prompt, &lines(sort))
        ),
        asked: vec![Asked {
            id: id.clone(),
            anchor: format!("q-{id}"),
            answer: format!("{}<div class=\"why\">{explanation}</div>", answer(sort)),
            review: Some(Card { id: id.clone(), revision: sort.revision, front, back }),
        }],
        // The items say nothing of where they belong.
        found: format!("{prompt}<ul>{texts}</ul>"),
        ..Part::new("sort", sort)
    }
}

/// What is filled in: a choice of groups beside each item. Without the app nothing moves.
fn sorting(sort: &Sort) -> Html {
    let id = &sort.id;
    let names: String =
        sort.groups.iter().enumerate().map(|(g, name)| format!("<option value=\"{g}\">{}</option>", name)).collect();
    let items: String = sort
        .items
        .iter()
        .enumerate()
        .map(|(i, item)| {
            format!(
                "<li class=\"sort-item\"><span class=\"line\" id=\"{id}-{i}-text\">{}</span> \
                 <select id=\"{id}-{i}\" aria-labelledby=\"{id}-{i}-text\" autocomplete=\"off\"><option value=\"\">Group…</option>{names}</select></li>\n",
                item.text
            )
        })
        .collect();
    let groups: String = sort
        .groups
        .iter()
        .map(|name| format!("<div class=\"sort-group\"><p class=\"name\">{name}</p><ul></ul></div>\n"))
        .collect();
    format!("<ul class=\"sort-pool\">\n{items}</ul>\n<div class=\"sort-groups\">\n{groups}</div>\n")
}

/// On paper a line to write on stands before each item.
fn lines(sort: &Sort) -> Html {
    let items: String = sort
        .items
        .iter()
        .map(|item| format!("<li class=\"order-line\"><span class=\"line\">{}</span></li>", item.text))
        .collect();
    format!("<p class=\"sort-names\">{}</p><ul class=\"order\">{items}</ul>", sort.groups.join(" · "))
}

/// The items by group.
fn solved(sort: &Sort) -> Html {
    let group = |(g, name): (usize, &Html)| {
        let items: String =
            sort.items.iter().filter(|item| item.group == g).map(|item| format!("<li>{}</li>", item.text)).collect();
        format!("<p><strong>{name}</strong></p><ul>{items}</ul>")
    };
    sort.groups.iter().enumerate().map(group).collect()
}

/// The group of each item, and what is said of every place.
fn answer(sort: &Sort) -> Html {
    let item = |item: &SortItem| {
        // The right place first.
        let mut places: Vec<_> = item.places.iter().zip(&sort.groups).enumerate().collect();
        places.sort_by_key(|(g, _)| *g != item.group);
        let said: String = places
            .into_iter()
            .map(|(g, (place, name))| said(g == item.group, name, place.misconception.as_deref(), &place.feedback, ""))
            .collect();
        format!("<li><p>{}</p>\n{said}</li>\n", item.text)
    };
    format!("<ol class=\"sort-answer\">\n{}</ol>\n", sort.items.iter().map(item).collect::<String>())
}

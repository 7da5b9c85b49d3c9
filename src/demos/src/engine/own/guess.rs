//! A first choice of columns, by their names and what they hold.

use super::Why;
use super::make::{Made, dataset, ordered};
use super::{Chosen, words};
use crate::demo::Takes;
use ml::data::Dataset;
use sheets::{Column, Sheet};

/// More classes than this are not guessed.
const FEW: usize = 20;

/// Names of columns that hold what is to be predicted.
const CLASSES: &str = " class classes label labels target targets outcome outcomes y sick ill disease diagnosis diagnose \
    result response survived survival churn churned fraud spam default defaulted died death dead passed status species \
    category cultivar kind quality approved clicked bought purchased positive event condition truth klasse ziel clase \
    classe region ";
/// Names of columns that have few values and are rather something to predict from.
const GROUPS: &str = " sex gender smoker married group country city state female male race region treatment arm ";
/// Names of columns that number rows.
const NUMBERS: &str = " id ids idx index row rows rownum rowid rownames nr no num key uuid record obs case unnamed lfd \
    # nummer ";
/// Classes that somebody looks for.
const LOOKED_FOR: &str = " yes y true t 1 1.0 positive pos + sick ill diseased malignant cancer spam fraud churn churned \
    late died dead abnormal default event success bad attrited ja si sí oui wahr vrai ";

/// Classes that nobody looks for.
const USUAL: &str = " no n false f 0 0.0 negative neg - healthy well benign normal control ham good alive none nein non nej \
    falsch faux ";

/// Whether a list holds one of the words of a name.
fn names(list: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut words = name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '#');
    words.any(|word| !word.is_empty() && list.contains(&format!(" {word} ")))
}

fn is(list: &str, word: &str) -> bool {
    !word.contains(' ') && list.contains(&format!(" {} ", word.to_ascii_lowercase()))
}

/// Why a column is not taken to predict from unless somebody wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It holds nothing at all.
    Empty,
    /// It holds no numbers, or fewer numbers than other things.
    Text,
    /// Some cells are no numbers.
    Odd,
    /// It numbers the rows.
    Index,
    /// More than half of it is missing.
    Gaps,
    /// The same in every row.
    Constant,
}

/// What speaks against predicting from a column.
pub(super) fn unfit(sheet: &Sheet, column: &Column) -> Option<Unfit> {
    let whole = || column.classes.iter().all(|class| class.0.bytes().all(|byte| byte.is_ascii_digit()));
    let distinct = column.is_numeric() && column.is_distinct() && sheet.rows() > 2;
    match column {
        _ if column.nothing == sheet.rows() => Some(Unfit::Empty),
        _ if !column.is_mostly_numeric() => Some(Unfit::Text),
        _ if column.others > 0 => Some(Unfit::Odd),
        _ if column.counts => Some(Unfit::Index),
        _ if distinct && whole() && (!column.named && sheet.header().is_some() || names(NUMBERS, &column.name)) => {
            Some(Unfit::Index)
        }
        _ if 2 * column.nothing > sheet.rows() => Some(Unfit::Gaps),
        _ if column.classes.len() < 2 => Some(Unfit::Constant),
        _ => None,
    }
}

/// A choice that works, with this column as the class if that can be.
pub(super) fn first(sheet: &Sheet, takes: &Takes, label: Option<&str>) -> Result<(Chosen, Made, Dataset), Why> {
    let labels: Vec<(i32, usize)> = (0..sheet.columns.len()).filter_map(|at| Some((likely(sheet, at)?, at))).collect();
    let order = ordered(labels.len(), &|a, b| labels[a].0 > labels[b].0);
    let kept = label.and_then(|name| sheet.index(name));
    let mut why = None;
    for label in kept.into_iter().chain(order.into_iter().map(|place| labels[place].1)) {
        match with_label(sheet, takes, label) {
            Ok(made) => return Ok(made),
            Err(reason) => why = why.or(Some(reason)),
        }
    }
    Err(vec![why.unwrap_or_else(|| words::no_class(sheet))])
}

/// How likely a column is to hold the class; `None` if it can hardly be.
fn likely(sheet: &Sheet, at: usize) -> Option<i32> {
    let column = &sheet.columns[at];
    let found = column.classes.len();
    let numeric = column.is_numeric();
    let whole = column.classes.iter().all(|class| class.0.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()));
    let named = names(CLASSES, &column.name);
    if found < 2 || column.counts || column.classes.iter().filter(|class| class.1 > 1).count() < 2 {
        return None;
    }
    if found > FEW || numeric && found > 2 && (!whole || (3 * found > sheet.rows() && !named)) {
        return None;
    }
    let last = at + 1 == sheet.columns.len();
    Some(
        60 * i32::from(named) - 30 * i32::from(names(GROUPS, &column.name) && found < FEW)
            + 30 * i32::from(found == 2)
            + 25 * i32::from(!numeric || found == 2 && column.classes.iter().all(|c| c.0 == "0" || c.0 == "1"))
            + 15 * i32::from(last)
            + 5 * i32::from(at == 0),
    )
}

/// The best choice with a column as the class.
fn with_label(sheet: &Sheet, takes: &Takes, label: usize) -> Result<(Chosen, Made, Dataset), String> {
    let others: Vec<usize> = (0..sheet.columns.len()).filter(|&at| at != label).collect();
    let mut best: Vec<usize> =
        others.iter().copied().filter(|&at| unfit(sheet, &sheet.columns[at]).is_none()).take(takes.most).collect();
    // With too few, others will do whose numbers are whole or nearly so.
    let spare = |reasons: &[Unfit]| {
        let fits = |at: &usize| unfit(sheet, &sheet.columns[*at]).is_some_and(|reason| reasons.contains(&reason));
        others.iter().copied().filter(fits).collect::<Vec<_>>()
    };
    for at in spare(&[Unfit::Gaps, Unfit::Odd]).into_iter().chain(spare(&[Unfit::Index])) {
        if best.len() < takes.least {
            best.push(at);
        }
    }
    if best.len() < takes.least {
        return Err(words::too_few_columns(sheet, label, &best, takes));
    }
    loop {
        let mut features = vec![false; sheet.columns.len()];
        best.iter().for_each(|&at| features[at] = true);
        let chosen = Chosen { label, positive: positive(sheet, label, takes), features };
        let made = dataset(sheet, &chosen, takes).and_then(|(made, data)| match data.class_counts().iter().min() {
            Some(0 | 1) | None => Err(words::too_few_rows(sheet, label)),
            Some(_) => Ok((made, data)),
        });
        match made {
            Ok((made, data)) => return Ok((chosen, made, data)),
            // The column with the most gaps goes first.
            Err(why) => {
                let gaps = best.iter().enumerate().max_by_key(|(_, at)| sheet.columns[**at].nothing);
                match gaps.map(|(place, at)| (place, sheet.columns[*at].nothing)) {
                    Some((place, 1..)) if best.len() > takes.least => drop(best.remove(place)),
                    _ => return Err(why),
                }
            }
        }
    }
}

/// The class that is looked for: one with a telling name, or the rarest; `None` for each by itself where a demo can.
pub(super) fn positive(sheet: &Sheet, label: usize, takes: &Takes) -> Option<String> {
    let classes = &sheet.columns[label].classes;
    if (3..=takes.classes).contains(&classes.len()) && classes.iter().all(|class| class.1 > 1) {
        return None;
    }
    let telling: Vec<&(String, usize)> = classes.iter().filter(|class| is(LOOKED_FOR, &class.0)).collect();
    if let [one] = telling.as_slice() {
        return Some(one.0.clone());
    }
    if let [one, other] = classes.as_slice()
        && is(USUAL, &one.0) != is(USUAL, &other.0)
    {
        return Some(if is(USUAL, &one.0) { other } else { one }.0.clone());
    }
    // Of equals the last by name.
    let rarer = |a: &&(String, usize), b: &&(String, usize)| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0));
    let rarest = classes.iter().filter(|class| class.1 > 1).max_by(rarer).or(classes.iter().max_by(rarer));
    rarest.map(|class| class.0.clone())
}

//! The ledger of ids: `content/ids.ledger`. Progress hangs on ids for ever, so one that has shipped may not vanish
//! silently.
//!
//! One entry a line, sorted, `#` begins a comment:
//! ```text
//! card recall-in-words 1
//! lesson confusion-matrix 1
//! question cm-price 2
//! card old-card 1 retired
//! lesson confusion 1 redirect confusion-matrix
//! ```

use super::problem::Problem;
use super::writer::StableId;
use crate::route::is_id;
use std::collections::BTreeMap;

/// What has become of an id that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing took its place.
    Retired,
    /// It goes on under this id.
    Redirect(String),
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `lesson`, `question`, `prediction`, `card` or `demo`.
    pub kind: String,
    /// The id.
    pub id: String,
    /// The revision last seen.
    pub revision: u32,
    /// What has become of it, if it is gone.
    pub fate: Option<Fate>,
    /// Its line.
    pub line: usize,
}

/// Reads the ledger; lines that can't be read are reported.
pub fn read(ledger: &str, path: &str) -> (Vec<Entry>, Vec<Problem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for (i, text) in ledger.lines().enumerate() {
        let text = text.split('#').next().unwrap_or_default().trim();
        if text.is_empty() {
            continue;
        }
        match read_line(text, i + 1) {
            Some(entry) => entries.push(entry),
            None => {
                let message = format!("“{text}” is no entry: kind id revision, then retired or redirect and an id");
                problems.push(Problem { file: path.into(), line: i + 1, message });
            }
        }
    }
    (entries, problems)
}

fn read_line(text: &str, line: usize) -> Option<Entry> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [kind, id, revision, rest @ ..] = words.as_slice() else { return None };
    let fate = match rest {
        [] => None,
        ["retired"] => Some(Fate::Retired),
        ["redirect", to] if is_id(to) => Some(Fate::Redirect((*to).into())),
        _ => return None,
    };
    let revision = revision.parse().ok().filter(|r| *r > 0)?;
    (is_id(kind) && is_id(id)).then(|| Entry { kind: (*kind).into(), id: (*id).into(), revision, fate, line })
}

/// Compares the ledger with the ids that exist now. Reported are: an id that is gone, a revision that went back, an id
/// that is not entered yet, one that came back, and a redirect to nowhere.
pub fn check(ledger: &str, path: &str, now: &[StableId]) -> Vec<Problem> {
    let (entries, mut problems) = read(ledger, path);
    let mut report = |line: usize, message: String| problems.push(Problem { file: path.into(), line, message });
    let current: BTreeMap<(&str, &str), u32> =
        now.iter().map(|s| ((s.kind.as_str(), s.id.as_str()), s.revision)).collect();
    let mut entered: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for entry in &entries {
        let (kind, id) = (entry.kind.as_str(), entry.id.as_str());
        if let Some(first) = entered.insert((kind, id), entry.line) {
            report(entry.line, format!("{kind} “{id}” is entered in line {first} already"));
        }
        match (current.get(&(kind, id)), &entry.fate) {
            (None, None) => {
                report(
                    entry.line,
                    format!(
                        "{kind} “{id}” is gone; learners' progress hangs on it. Restore it, or write “retired” or “redirect” and the new id behind it"
                    ),
                );
            }
            (Some(revision), None) if *revision < entry.revision => {
                report(entry.line, format!("{kind} “{id}” went back from revision {} to {revision}", entry.revision));
            }
            (Some(_), Some(_)) => report(entry.line, format!("{kind} “{id}” is said to be gone, but it is there")),
            (None, Some(Fate::Redirect(to))) if !current.contains_key(&(kind, to.as_str())) => {
                report(entry.line, format!("{kind} “{id}” redirects to “{to}”, which isn't there"));
            }
            _ => {}
        }
    }
    for ((kind, id), revision) in &current {
        if !entered.contains_key(&(*kind, *id)) {
            report(
                ledger.lines().count().max(1),
                format!("{kind} “{id}” {revision} is not entered yet; update the ledger"),
            );
        }
    }
    let risen = |e: &&Entry| current.get(&(e.kind.as_str(), e.id.as_str())).is_some_and(|r| *r > e.revision);
    for entry in entries.iter().filter(risen) {
        report(entry.line, format!("{} “{}” has a new revision; update the ledger", entry.kind, entry.id));
    }
    problems.sort();
    problems
}

/// The ledger with new ids and risen revisions entered, sorted. Nothing is taken out; comments at the head stay.
pub fn add(ledger: &str, now: &[StableId]) -> String {
    let (entries, _) = read(ledger, "");
    let head: Vec<&str> = ledger.lines().take_while(|line| line.starts_with('#')).collect();
    let mut lines: BTreeMap<(String, String), (u32, Option<Fate>)> =
        entries.into_iter().map(|e| ((e.kind, e.id), (e.revision, e.fate))).collect();
    for stable in now {
        let entry = lines.entry((stable.kind.clone(), stable.id.clone())).or_insert((stable.revision, None));
        entry.0 = entry.0.max(stable.revision);
    }
    let mut out: String = head.iter().map(|line| format!("{line}\n")).collect();
    for ((kind, id), (revision, fate)) in lines {
        out.push_str(&format!("{kind} {id} {revision}"));
        match fate {
            None => {}
            Some(Fate::Retired) => out.push_str(" retired"),
            Some(Fate::Redirect(to)) => out.push_str(&format!(" redirect {to}")),
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(kind: &str, id: &str, revision: u32) -> StableId {
        StableId { kind: kind.into(), id: id.into(), revision, line: 1 }
    }

    fn lines(ledger: &str, now: &[StableId]) -> Vec<usize> {
        check(ledger, "ids.ledger", now).iter().map(|p| p.line).collect()
    }

    #[test]
    fn what_is_gone_is_reported_unless_the_ledger_says_so() {
        let now = [id("card", "b", 1), id("lesson", "new", 1)];
        assert_eq!(lines("card a 1\ncard b 1\nlesson new 1\n", &now), [1]);
        assert_eq!(lines("card a 1 retired\ncard b 1\nlesson new 1\n", &now), Vec::<usize>::new());
        assert_eq!(lines("card b 1\nlesson new 1\nlesson old 1 redirect new\n", &now), Vec::<usize>::new());
        assert_eq!(lines("card b 1\nlesson new 1\nlesson old 1 redirect older\n", &now), [3]);
        // The same id of another kind is another thing.
        assert_eq!(lines("card b 1\nlesson b 1\nlesson new 1\n", &now), [2]);
    }

    #[test]
    fn faults_of_the_ledger_are_reported() {
        let now = [id("card", "b", 1)];
        assert_eq!(lines("# head\ncard b 2\n", &now), [2]);
        assert_eq!(lines("card b 1 retired\n", &now), [1]);
        assert_eq!(lines("card b 1\ncard b 1\n", &now), [2]);
        for text in ["card b", "card b x", "card b 0", "card B 1", "card b 1 gone", "card b 1 redirect"] {
            assert_eq!(lines(&format!("card b 1\n{text}\n"), &now), [2], "{text}");
        }
    }

    #[test]
    fn adding_enters_what_is_new_and_takes_nothing_out() {
        let ledger = "# Ids for ever.\nlesson z 1\ncard gone 3 retired\n";
        let now = [id("card", "b", 2), id("lesson", "z", 4)];
        let added = add(ledger, &now);
        assert_eq!(added, "# Ids for ever.\ncard b 2\ncard gone 3 retired\nlesson z 4\n");
        assert_eq!(check(&added, "ids.ledger", &now), []);
        assert_eq!(add(&added, &now), added);
        assert_eq!(lines(ledger, &now), [2, 3]);
    }
}

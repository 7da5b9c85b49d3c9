//! Sorting into groups: what is sorted, and what is said of each place.

use crate::json::from_json;
use crate::page::Html;
use serde::Serialize;

/// Items to be sorted into groups. Progress hangs on `id`, as for a question of a quiz.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sort {
    /// Stable, unique in the course, kebab-case.
    pub id: String,
    /// Counts changes of meaning, from 1.
    pub revision: u32,
    /// The task.
    pub prompt: Html,
    /// Names of the groups.
    pub groups: Vec<Html>,
    /// The items in the order shown, in which the log holds an answer.
    pub items: Vec<SortItem>,
    /// Id of the prediction that is asked for before the check: how many items will turn out to be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub predict: Option<String>,
    /// Said after any check.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub explanation: Html,
}

/// Something to be sorted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SortItem {
    /// The item.
    pub text: Html,
    /// Where it belongs.
    pub group: usize,
    /// What is said of each group, by index: why it is the right one, or which misconception leads there.
    pub places: Vec<Place>,
}

/// What is said of an item in a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Why it belongs there or not.
    pub feedback: Html,
    /// The misconception behind a wrong place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misconception: Option<String>,
}

impl Sort {
    /// Whether these could be the groups of all items as they are now.
    pub fn fits(&self, placed: &[usize]) -> bool {
        placed.len() == self.items.len() && placed.iter().all(|group| *group < self.groups.len())
    }

    /// Which items lie where they belong. `placed` holds a group for each; one too few is an item that lies nowhere.
    pub fn judge(&self, placed: &[usize]) -> Vec<bool> {
        self.items.iter().enumerate().map(|(i, item)| placed.get(i) == Some(&item.group)).collect()
    }
}

from_json!(Sort: id, revision, prompt, groups, items; predict, explanation);
from_json!(SortItem: text, group, places);
from_json!(Place: feedback; misconception);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_counts_by_itself() {
        let item = |group| SortItem { text: "t".into(), group, places: Vec::new() };
        let sort = Sort {
            id: "s".into(),
            revision: 1,
            prompt: "p".into(),
            groups: vec!["a".into(), "b".into(), "c".into()],
            items: vec![item(2), item(0), item(0), item(1)],
            predict: None,
            explanation: String::new(),
        };
        assert_eq!(sort.judge(&[2, 0, 0, 1]), [true; 4]);
        assert_eq!(sort.judge(&[2, 1, 0, 2]), [true, false, true, false]);
        assert_eq!(sort.judge(&[2, 0]), [true, true, false, false]);
        assert!(sort.fits(&[2, 0, 1, 1]) && !sort.fits(&[2, 0, 1]) && !sort.fits(&[2, 0, 1, 3]));
        assert_eq!(sort.judge(&[9, 9, 9, 9, 9, 9]), [false; 4]);
    }
}

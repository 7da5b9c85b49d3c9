//! What a reader left on the pages that no log holds: choices not yet committed, folds that stand open, goals reached,
//! the place in a lesson. Small, bounded, and as hostile as all that comes out of a browser's storage.
//!
//! ```text
//! draft cm-recall 1\t0,2            a key, and what is left there; the newest first
//! ```

/// Most entries. The oldest go.
const MOST: usize = 400;
/// Longest entry in bytes, with its key.
const LONGEST: usize = 300;

/// Where the uncommitted answer to a question lies.
pub fn draft_key(id: &str, revision: u32) -> String {
    format!("draft {id} {revision}")
}

/// Entries by key, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left(Vec<(String, String)>);

impl Left {
    /// Reads what [`Self::write`] wrote. Lines of another shape are as if they were not there.
    pub fn read(text: &str) -> Left {
        let entries = text.split('\n').filter(|line| line.len() <= LONGEST).filter_map(|line| line.split_once('\t'));
        Left(entries.take(MOST).map(|(key, value)| (key.into(), value.into())).collect())
    }

    /// As text.
    pub fn write(&self) -> String {
        let mut text = String::new();
        for (key, value) in &self.0 {
            for part in [key, "\t", value, "\n"] {
                text.push_str(part);
            }
        }
        text
    }

    /// What is left under a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// Leaves something under a key, or with an empty text nothing. `false` if that was so before. What is too long, or
    /// of several lines, is not kept.
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        if self.get(key).unwrap_or_default() == value {
            return false;
        }
        self.0.retain(|(k, _)| k != key);
        let one_line = !key.contains(['\n', '\t']) && !value.contains('\n');
        if !value.is_empty() && one_line && key.len() + value.len() < LONGEST {
            self.0.insert(0, (key.into(), value.into()));
            self.0.truncate(MOST);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_latest_under_a_key_counts_and_the_oldest_make_room() {
        let mut left = Left::default();
        assert!(left.set("draft a 1", "0,2") && left.set("open p 1", "yes") && left.set("draft a 1", "1"));
        assert!(!left.set("draft a 1", "1") && !left.set("never", ""), "nothing has changed");
        assert_eq!(Left::read(&left.write()), left);
        assert_eq!((left.get("draft a 1"), left.get("draft a 2")), (Some("1"), None));
        assert!(left.set("draft a 1", ""));
        assert_eq!(left.write(), "open p 1\tyes\n");
        for n in 0..2 * MOST {
            left.set(&n.to_string(), "x");
        }
        assert_eq!((left.0.len(), left.get("open p 1"), left.get("799")), (MOST, None, Some("x")));
        left.set("799", &"x".repeat(LONGEST));
        left.set("two", "lines\nx");
        assert_eq!((left.get("799"), left.get("two")), (None, None));
    }

    proptest! {
        #[test]
        fn whatever_stands_in_storage_is_read_and_stays_small(text in "(\\PC|\n|\t){0,2000}", key in "[a-z ]{0,9}", value in "\\PC*") {
            let mut left = Left::read(&text);
            left.set(&key, &value);
            prop_assert!(left.write().len() <= MOST * (LONGEST + 2));
            prop_assert_eq!(Left::read(&left.write()), left);
        }
    }
}

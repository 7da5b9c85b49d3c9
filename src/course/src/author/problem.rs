//! What is wrong with a source, and where.

use std::fmt;

/// Something that an author has to change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path of the file, as the caller named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and, where it isn't plain, what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for Problem {}

/// Collects the problems of one file, so that an author sees them all at once.
#[derive(Debug)]
pub(crate) struct Problems {
    file: String,
    found: Vec<Problem>,
}

impl Problems {
    pub(crate) fn of(file: &str) -> Problems {
        Problems { file: file.into(), found: Vec::new() }
    }

    pub(crate) fn add(&mut self, line: usize, message: impl Into<String>) {
        self.found.push(Problem { file: self.file.clone(), line, message: message.into() });
    }

    /// `value` if nothing was wrong; otherwise the problems from top to bottom, each once.
    pub(crate) fn settle<T>(mut self, value: T) -> Result<T, Vec<Problem>> {
        self.found.sort_by_key(|p| p.line);
        self.found.dedup();
        if self.found.is_empty() { Ok(value) } else { Err(self.found) }
    }
}

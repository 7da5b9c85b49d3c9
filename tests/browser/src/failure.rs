//! Why a test did not pass.

use fantoccini::error::CmdError;

/// Why a test did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Something is wrong.
    Wrong(String),
    /// The engine lacks what the test needs, for the reason given.
    Skip(String),
}

/// What a test and most helpers return.
pub type Outcome<T = ()> = Result<T, Failure>;

/// The end of a test that this engine cannot run.
pub fn skip<T>(reason: &str) -> Outcome<T> {
    Err(Failure::Skip(reason.into()))
}

/// A failure unless the condition holds.
pub fn check(condition: bool, message: impl Into<String>) -> Outcome {
    if condition { Ok(()) } else { Err(Failure::Wrong(message.into())) }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Wrong(message)
    }
}

impl From<&str> for Failure {
    fn from(message: &str) -> Self {
        Self::Wrong(message.into())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Wrong(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Wrong(error.to_string())
    }
}

impl From<CmdError> for Failure {
    fn from(error: CmdError) -> Self {
        Self::Wrong(error.to_string())
    }
}

//! Scripts of ours that Node.js runs: for what is written in JavaScript because the page runs it too, or its library does.

use super::write::json;
use serde::{Serialize, de::DeserializeOwned};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a script that reads JSON and writes JSON.
pub fn run<T: DeserializeOwned>(script: &Path, input: &impl Serialize) -> Result<T, String> {
    let wrong = |what: String| format!("{}: {what}", script.display());
    let mut node = Command::new("node")
        .arg(script)
        .env("DESCENT_TOOLS", super::assets::tools())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| wrong(format!("node could not be started ({e}); it is needed for building")))?;
    if let Some(mut to) = node.stdin.take() {
        to.write_all(json(input).as_bytes()).map_err(|e| wrong(e.to_string()))?;
    }
    let done = node.wait_with_output().map_err(|e| wrong(e.to_string()))?;
    if !done.status.success() {
        return Err(wrong(format!("node ended with {}; its message is above", done.status)));
    }
    serde_json::from_slice(&done.stdout).map_err(|e| wrong(e.to_string()))
}

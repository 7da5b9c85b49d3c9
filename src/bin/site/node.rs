//! Scripts of ours that Node.js runs: for what is written in JavaScript because the page runs it too, or its library does.

use super::write::json;
use serde::{Serialize, de::DeserializeOwned};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a script that reads JSON and writes JSON.
pub fn run<T: DeserializeOwned>(script: &Path, input: &impl Serialize) -> Result<T, String> {
    let wrong = |what: String| format!("{}: {what}", script.display());
    // A script knows that it was called by its own name, which is that of the file and not of a link to it.
    let file = script.canonicalize().map_err(|e| wrong(e.to_string()))?;
    let mut node = Command::new("node")
        .arg(file)
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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    #[test]
    fn scripts_run_in_a_folder_that_is_linked() -> Result<(), String> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        let scripts = folder.path().join("scripts");
        std::os::unix::fs::symlink(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts"), &scripts)
            .map_err(|e| e.to_string())?;
        let long = BTreeMap::from([("one.js", "export const sum = 1 + 2; // and words")]);
        let short: BTreeMap<String, String> = super::run(&scripts.join("minify.mjs"), &long)?;
        assert_eq!(short["one.js"].trim(), "export const sum=3;");
        Ok(())
    }
}

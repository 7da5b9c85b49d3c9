//! Runs the Python listings of the lessons and compares what they print with what the lessons say they print.

use super::engine::Engine;
use super::{Failure, content, failed};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs all sessions in one process.
const DRIVER: &str = include_str!("listings.py");

/// What a listing printed, and its error if it ended with one.
type Printed = (String, String);

/// Runs every listing. `DESCENT_PYTHON` names the interpreter, which needs NumPy.
pub fn check(root: &Path) -> Result<(), Failure> {
    // The numbers that lessons claim are recomputed where the site is built.
    let course = content::read(root, &Engine::load(root).map_err(failed)?)?;
    let lessons: Vec<_> = course.written.iter().map(|w| &w.lesson).filter(|l| !l.listings.is_empty()).collect();
    let sessions: Vec<Vec<&str>> =
        lessons.iter().map(|l| l.listings.iter().map(|l| l.code.as_str()).collect()).collect();
    let python = std::env::var("DESCENT_PYTHON").unwrap_or_else(|_| "python3".into());
    let printed = run(root, &python, &sessions)
        .map_err(|why| vec![format!("{python} could not run the listings: {why}. DESCENT_PYTHON names another.")])?;
    let (mut passed, mut failures) = (0, Vec::new());
    for (lesson, printed) in lessons.iter().zip(printed) {
        for (listing, (got, error)) in lesson.listings.iter().zip(printed) {
            if got.trim_end() == listing.expected.trim_end() && error.is_empty() {
                passed += 1;
            } else {
                failures.push(format!(
                    "{}, listing at line {}:\nexpected:\n{}\nprinted:\n{got}\n{error}",
                    lesson.slug, listing.line, listing.expected
                ));
            }
        }
    }
    println!("{passed} listings print what their lessons say");
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

/// What the programs of each session print. Those of one session share their names.
fn run(root: &Path, python: &str, sessions: &[Vec<&str>]) -> Result<Vec<Vec<Printed>>, String> {
    let mut command = Command::new(python);
    command.args(["-c", DRIVER]).current_dir(root).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| e.to_string())?;
    let asked = serde_json::to_vec(sessions).map_err(|e| e.to_string())?;
    // It reads everything before it writes anything, so neither waits for the other. Dropped, the pipe ends.
    child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(&asked)).map_err(|e| e.to_string())?;
    let output = child.wait_with_output().map_err(|e| e.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_share_names_within_a_session_only_and_errors_are_told() {
        let sessions = [
            vec!["a = 1\nprint(a)", "print(a + 1, 'ä')"],
            vec!["print('before'); print(a)"],
            vec!["import warnings; warnings.warn('careful')", "raise SystemExit(3)"],
        ];
        let found = run(Path::new("."), "python3", &sessions).unwrap();
        let printed: Vec<Vec<&str>> = found.iter().map(|s| s.iter().map(|p| p.0.as_str()).collect()).collect();
        assert_eq!(printed, [vec!["1\n", "2 ä\n"], vec!["before\n"], vec!["", ""]]);
        let errors: Vec<&str> = found.iter().flatten().map(|p| p.1.trim().lines().last().unwrap_or("")).collect();
        assert_eq!(errors, ["", "", "NameError: name 'a' is not defined", "UserWarning: careful", "SystemExit: 3"]);
        assert!(run(Path::new("."), "no-such-python", &[]).is_err());
    }
}

//! Runs the Python listings of the lessons and compares what they print with what the lessons say they print.

use super::{Failure, content};
use std::path::Path;
use std::process::{Command, Stdio};

/// Stands between the outputs of a lesson's listings, which share one session.
const MARK: &str = "-- end of listing --";

/// Runs every listing. `DESCENT_PYTHON` names the interpreter, which needs NumPy.
pub fn check(root: &Path) -> Result<(), Failure> {
    let course = content::load(root)?;
    let python = std::env::var("DESCENT_PYTHON").unwrap_or_else(|_| "python3".into());
    let (mut passed, mut failures) = (0, Vec::new());
    for written in &course.written {
        let lesson = &written.lesson;
        if lesson.listings.is_empty() {
            continue;
        }
        let code: String = lesson.listings.iter().map(|l| format!("{}\nprint({MARK:?})\n", l.code)).collect();
        let run = Command::new(&python)
            .args(["-W", "error", "-c", &code])
            .current_dir(root)
            .stdin(Stdio::null())
            .output()
            .map_err(|e| vec![format!("{python} could not be run: {e}. Set DESCENT_PYTHON.")])?;
        let printed = String::from_utf8_lossy(&run.stdout).into_owned();
        let end = format!("{MARK}\n");
        let mut outputs = printed.split(end.as_str());
        for listing in &lesson.listings {
            let got = outputs.next().unwrap_or_default().trim_end();
            if got == listing.expected.trim_end() && run.status.success() {
                passed += 1;
            } else {
                let said = String::from_utf8_lossy(&run.stderr).into_owned();
                failures.push(format!(
                    "{}, listing at line {}:\nexpected:\n{}\nprinted:\n{got}\n{said}",
                    lesson.slug, listing.line, listing.expected
                ));
            }
        }
    }
    println!("{passed} listings print what their lessons say");
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

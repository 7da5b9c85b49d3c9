//! What the server puts into a page for tests.

/// The recorder's address. Outside every base, so that no page of the site can be there.
pub const RECORDER_PATH: &str = "/__recorder.js";
/// The recorder: a script of its own, because pages forbid inline ones.
pub const RECORDER: &str = include_str!("recorder.js");

/// The page with the recorder before anything else that could run.
pub fn with_recorder(html: &str) -> String {
    let script = format!("<script src=\"{RECORDER_PATH}\"></script>");
    let lower = html.to_ascii_lowercase();
    let at = ["<head", "<html", "<!doctype"]
        .iter()
        .find_map(|tag| lower.find(tag).and_then(|start| lower[start..].find('>').map(|end| start + end + 1)))
        .unwrap_or(0);
    format!("{}{script}{}", &html[..at], &html[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recorder_comes_first_in_the_head() {
        let script = "<script src=\"/__recorder.js\"></script>";
        for (page, expected) in [
            (
                "<!doctype html><html lang=\"en\"><head><script src=\"a.js\">",
                format!("<!doctype html><html lang=\"en\"><head>{script}<script src=\"a.js\">"),
            ),
            ("<!DOCTYPE html>\n<HTML><p>x", format!("<!DOCTYPE html>\n<HTML>{script}<p>x")),
            ("<!doctype html><p>x", format!("<!doctype html>{script}<p>x")),
            ("<p>x", format!("{script}<p>x")),
        ] {
            assert_eq!(with_recorder(page), expected);
        }
    }
}

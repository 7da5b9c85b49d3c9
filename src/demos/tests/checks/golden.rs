//! What every state showed when it was last looked at.
//!
//! `tests/golden/ID.txt` holds what the defaults and presets say, their measures to the last bit, and fingerprints of
//! words and pictures of every state. `UPDATE_GOLDEN=1 cargo test -p demos` writes them anew; read the difference
//! before you commit it. Where a fingerprint differs, `GOLDEN_IN_FULL=FOLDER` writes the words of every state into a
//! folder: do that before and after your change and compare the two.

use super::Shown;
use ml::digest::Digest;
use std::fs;
use std::path::Path;

/// What the states of a demo show, as its file keeps it.
#[derive(Default)]
pub struct Golden {
    kept: String,
    full: String,
}

impl Golden {
    /// Adds a state: its words, or their fingerprint alone.
    pub fn add(&mut self, name: &str, shown: &Shown, words: bool) {
        let Shown { pictures, words: said } = shown;
        let indented: String = said.lines().map(|line| format!("  {line}\n")).collect();
        let full = format!("{name}\n  pictures {pictures}\n{indented}");
        self.full.push_str(&full);
        self.kept.push_str(&if words {
            full
        } else {
            format!("{name}: pictures {pictures}, words {}\n", Digest::new().bytes(said.as_bytes()))
        });
    }

    /// Compares with the file of the demo, or writes it where that is asked for.
    pub fn compare(&self, demo: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let path = folder.join(demo).with_extension("txt");
        if let Some(folder) = std::env::var_os("GOLDEN_IN_FULL") {
            write(folder.as_ref(), demo, &self.full);
        }
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            write(&folder, demo, &self.kept);
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        let mut lines = self.kept.lines().zip(stored.lines().chain(std::iter::repeat("")));
        let difference = lines.find(|(now, then)| now != then);
        assert_eq!(difference, None, "{demo}: (now, then); tests/checks/golden.rs says what to do");
        assert_eq!(self.kept.len(), stored.len(), "{}", path.display());
    }
}

fn write(folder: &Path, demo: &str, text: &str) {
    let path = folder.join(demo).with_extension("txt");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
    written.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

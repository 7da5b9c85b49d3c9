//! What takes long to make is kept between builds, by a digest of all it is made of: the builder itself, the data sets,
//! and what the caller names. Whatever changes, changes the digest, so nothing kept is ever out of date.

use super::offline::hex;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;
use std::{env, fs, io};

/// What no build has asked for in this time is removed.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(30 * 24 * 3600);

/// A folder beside the compiler's output in which things lie by digest.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The store of this name.
    pub fn open(root: &Path, name: &str) -> io::Result<Store> {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        Store::at(target.join(name))
    }

    /// The store in a folder, which is made if it is not there.
    pub fn at(folder: PathBuf) -> io::Result<Store> {
        fs::create_dir_all(&folder)?;
        Ok(Store { folder })
    }

    /// What is kept under a name, or what is made now and then kept.
    pub fn or_make(&self, name: &str, make: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<Vec<u8>> {
        match self.get(name) {
            Some(bytes) => Ok(bytes),
            None => make().and_then(|bytes| self.put(name, &bytes).map(|()| bytes)),
        }
    }

    fn get(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        // Renamed when it is whole: a build may be interrupted, and several threads may make the same.
        let part = self.folder.join(format!("{name}.{}-{:?}", std::process::id(), std::thread::current().id()));
        fs::write(&part, bytes)?;
        fs::rename(&part, self.folder.join(name))
    }

    /// Removes what has lain for long. What is still of use is made again once a month, which is seldom enough.
    pub fn tidy(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
            if age > FORGOTTEN_AFTER {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// A store for what this builder makes of these data sets.
#[derive(Clone, Debug)]
pub struct Kept {
    store: Store,
    base: String,
}

impl Kept {
    /// Opens it; `data` is what everything is made of beside the builder.
    pub fn open(root: &Path, data: &str) -> io::Result<Kept> {
        let base = hex(format!("{}{data}", BUILDER.as_str()).as_bytes());
        Ok(Kept { store: Store::open(root, "site-kept")?, base })
    }

    /// What `parts` make: kept from an earlier build, or made now. The first part says what it is.
    pub fn of<T: Serialize + DeserializeOwned>(&self, parts: &[&str], make: impl FnOnce() -> T) -> T {
        let name = hex(serde_json::to_string(&(&self.base, parts)).unwrap_or_default().as_bytes());
        if let Some(value) = self.store.get(&name).and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            return value;
        }
        let value = make();
        if let Ok(bytes) = serde_json::to_vec(&value) {
            // Where nothing can be kept, everything is made at each build.
            let _ = self.store.put(&name, &bytes);
        }
        value
    }

    /// Removes what no build has asked for in long.
    pub fn tidy(&self) -> io::Result<()> {
        self.store.tidy()
    }
}

/// The digest of the running program, which any change of ours changes. Where it cannot be read, the process stands for
/// it, so that nothing is taken from others.
static BUILDER: LazyLock<String> = LazyLock::new(|| {
    let program = env::current_exe().and_then(fs::read);
    program.map_or_else(|_| std::process::id().to_string(), |bytes| hex(&bytes))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_made_once_and_anew_when_a_part_of_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let open = |base: &str| Kept { store: Store::at(folder.path().into()).unwrap(), base: base.into() };
        let made = std::cell::Cell::new(0);
        let make = |kept: &Kept, parts: &[&str]| {
            kept.of(parts, || {
                made.set(made.get() + 1);
                format!("{parts:?}")
            })
        };
        let kept = open("one");
        assert_eq!(make(&kept, &["a", "b"]), make(&kept, &["a", "b"]));
        assert_eq!(made.get(), 1);
        assert_eq!(make(&kept, &["ab", ""]), "[\"ab\", \"\"]");
        make(&open("two"), &["a", "b"]);
        assert_eq!(made.get(), 3);
        // Something else lies there: it is made again.
        for entry in fs::read_dir(folder.path()).unwrap() {
            fs::write(entry.unwrap().path(), "{").unwrap();
        }
        assert_eq!(make(&kept, &["a", "b"]), "[\"a\", \"b\"]");
        assert_eq!(made.get(), 4);
    }
}

//! Where the log is kept: text under text keys, as the browser offers it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub mod contract;

/// Why the storage did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The browser does not let this page store anything.
    #[error("the browser does not let this page keep anything")]
    Denied,
    /// There is no room.
    #[error("the browser's storage for this site is full")]
    Full,
    /// Anything else, in the words of the storage.
    #[error("the browser's storage failed: {0}")]
    Other(String),
}

/// How much of a text [`Storage::glance`] shows.
pub const GLANCE: usize = 64;

/// A store of texts, shared by all tabs. Each call stands alone: a `set` happens whole or not at all.
///
/// Every implementation has to pass [`contract::check`].
pub trait Storage {
    /// The text under a key, if there is one.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// How long a text is, in the store's own units, and its first [`GLANCE`] letters. A browser says so at once, and
    /// hands out a whole text slowly.
    fn glance(&self, key: &str) -> Result<Option<(usize, String)>, StoreError> {
        Ok(self.get(key)?.map(|text| (text.len(), text.chars().take(GLANCE).collect())))
    }
    /// Puts a text under a key, in place of the one before.
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError>;
    /// Takes a key away; one that is absent is no error.
    fn remove(&self, key: &str) -> Result<(), StoreError>;
    /// All keys, in any order, those of others included.
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

macro_rules! forward {
    ($($pointer:ty)*) => {$(
        impl<T: Storage + ?Sized> Storage for $pointer {
            fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
                (**self).get(key)
            }

            fn glance(&self, key: &str) -> Result<Option<(usize, String)>, StoreError> {
                (**self).glance(key)
            }

            fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
                (**self).set(key, text)
            }

            fn remove(&self, key: &str) -> Result<(), StoreError> {
                (**self).remove(key)
            }

            fn keys(&self) -> Result<Vec<String>, StoreError> {
                (**self).keys()
            }
        }
    )*};
}

forward! { &T Rc<T> Box<T> }

/// What shall go wrong in a [`MemoryStorage`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Every call is denied.
    pub denied: bool,
    /// Room for this many bytes of keys and texts.
    pub room: Option<usize>,
    /// The tab dies before the change after this many: nothing happens from then on.
    pub changes_left: Option<u32>,
}

/// Storage in memory, with faults to order: for tests, and for where the browser has none.
#[derive(Debug, Default)]
pub struct MemoryStorage {
    texts: RefCell<BTreeMap<String, String>>,
    faults: RefCell<Faults>,
}

impl MemoryStorage {
    /// Empty and faultless.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on, these faults. Returns those before.
    pub fn set_faults(&self, faults: Faults) -> Faults {
        self.faults.replace(faults)
    }

    /// Whether the tab has died of [`Faults::changes_left`].
    pub fn crashed(&self) -> bool {
        self.faults.borrow().changes_left == Some(0)
    }

    fn allow(&self, change: bool) -> Result<(), StoreError> {
        let mut faults = self.faults.borrow_mut();
        if faults.denied {
            return Err(StoreError::Denied);
        }
        match &mut faults.changes_left {
            Some(0) => Err(StoreError::Other("the tab is dead".into())),
            Some(left) if change => {
                *left -= 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Storage for MemoryStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.allow(false)?;
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let mut texts = self.texts.borrow_mut();
        let others: usize = texts.iter().filter(|(k, _)| *k != key).map(|(k, t)| k.len() + t.len()).sum();
        if self.faults.borrow().room.is_some_and(|room| others + key.len() + text.len() > room) {
            return Err(StoreError::Full);
        }
        self.allow(true)?;
        texts.insert(key.into(), text.into());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.allow(true)?;
        self.texts.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.allow(false)?;
        Ok(self.texts.borrow().keys().cloned().collect())
    }
}

//! Signals and kept values without their types.
//!
//! Leptos compiles a signal, a memo and a stored value anew for every type that one holds, with locks, guards and
//! subscribers: a tenth of the app. Here Leptos knows only counters and one type of box; what lies in a box is looked up
//! when it is read. The names are those of Leptos, and so is what they do.

use leptos::prelude::{Get, GetValue, LocalStorage, Track, Update, untrack};
use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

/// What a signal or a stored value holds, whatever it is.
type Place = leptos::prelude::StoredValue<Rc<dyn Any>, LocalStorage>;

/// As Leptos's: keeps a value as long as its owner lives.
pub struct StoredValue<T> {
    place: Place,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    /// Keeps a value.
    pub fn new(value: T) -> StoredValue<T> {
        let value: Rc<dyn Any> = Rc::new(RefCell::new(value));
        StoredValue { place: leptos::prelude::StoredValue::new_local(value), of: PhantomData }
    }

    /// Reads it, if its owner still lives.
    pub fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        let value = self.place.try_get_value()?;
        Some(read(&value.downcast_ref::<RefCell<T>>()?.borrow()))
    }

    /// Changes it, if its owner still lives.
    pub fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let value = self.place.try_get_value()?;
        Some(change(&mut value.downcast_ref::<RefCell<T>>()?.borrow_mut()))
    }

    /// Reads it.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.try_with_value(read).expect(GONE)
    }

    /// Changes it.
    pub fn update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        self.try_update_value(change).expect(GONE)
    }

    /// Replaces it.
    pub fn set_value(self, value: T) {
        self.try_update_value(|place| *place = value);
    }

    /// A copy of it.
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }
}

const GONE: &str = "whoever reads a value lives no longer than its owner";

/// As Leptos's: a value that tells whoever has read it when it changes.
pub struct RwSignal<T> {
    value: StoredValue<T>,
    changes: leptos::prelude::RwSignal<u32>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T: 'static> RwSignal<T> {
    /// Begins with a value.
    pub fn new(value: T) -> RwSignal<T> {
        RwSignal { value: StoredValue::new(value), changes: leptos::prelude::RwSignal::new(0) }
    }

    /// Subscribes to changes.
    pub fn track(self) {
        self.changes.track();
    }

    /// Reads it, and subscribes to changes.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    /// Reads it once.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.value.with_value(read)
    }

    /// A copy of it, and subscribes to changes.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// A copy of it, if its owner still lives.
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.value.try_with_value(T::clone)
    }

    /// Replaces it; nothing happens when its owner has gone.
    pub fn set(self, value: T) {
        self.update(|place| *place = value);
    }

    /// Changes it without a word.
    pub fn update_untracked<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        self.value.update_value(change)
    }

    /// Changes it; nothing happens when its owner has gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if self.value.try_update_value(change).is_some() {
            told(self.changes);
        }
    }
}

fn told(changes: leptos::prelude::RwSignal<u32>) {
    changes.update(|n| *n = n.wrapping_add(1));
}

/// As Leptos's: a value that is computed anew whenever what it reads changes.
pub struct Memo<T> {
    value: StoredValue<Option<T>>,
    changes: leptos::prelude::Memo<u32>,
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: 'static> Memo<T> {
    /// Reads it, and subscribes to changes.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.changes.get();
        self.value.with_value(|value| value.as_ref().map(read)).expect(GONE)
    }

    /// A copy of it, and subscribes to changes.
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        untrack(|| self.get())
    }
}

/// A value that is computed anew whenever what it reads changes, and passed on only when it differs.
pub fn memo<T: PartialEq + 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    fn erased(again: Box<dyn Fn() -> bool + Send + Sync>) -> leptos::prelude::Memo<u32> {
        leptos::prelude::Memo::new(move |before: Option<&u32>| {
            before.copied().unwrap_or_default().wrapping_add(u32::from(again()))
        })
    }
    let value = StoredValue::new(None);
    let again = move || {
        let now = Some(compute());
        let differs = value.try_with_value(|before| *before != now) == Some(true);
        if differs {
            value.set_value(now);
        }
        differs
    };
    Memo { value, changes: erased(Box::new(again)) }
}

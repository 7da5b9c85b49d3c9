//! The interactive demos: pure models behind one object-safe trait, and the registry that lists them.

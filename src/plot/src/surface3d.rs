//! Surfaces in space.

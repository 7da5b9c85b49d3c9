//! Panels side by side.

//! Contour lines.

//! Algorithms, metrics and data sets. Knows no web, no files and no clock.

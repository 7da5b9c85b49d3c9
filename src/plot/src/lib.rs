//! Pictures as data, and their rendering to drawing operations and SVG.

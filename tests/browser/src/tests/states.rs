//! Conditions on a page that many tests wait for.

/// The app has taken the page over.
pub const READY: &str = "document.documentElement.dataset.app === 'ready'";
/// And every demo of the page runs: until the last has come, its stand-in is part of the page.
pub const ALIVE: &str = "document.documentElement.dataset.app === 'ready' && [...document.querySelectorAll('.block.demo')].every((demo) => demo.querySelector('.picture.live canvas'))";
/// And there is something to take hold of.
pub const GRASPABLE: &str = "document.documentElement.dataset.app === 'ready' && document.querySelector('.picture.live canvas') && document.querySelector('.handle')";

//! The surfaces that come with the course.

use super::{Himmelblau, Quadratic, Rosenbrock, Saddle, SixHumpCamel, Surface, rows};
use std::fmt;
use std::sync::Arc;

/// The kebab-case name of a surface in links and settings; it never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SurfaceId(pub &'static str);

impl fmt::Display for SurfaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// One surface to choose.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Stable name.
    pub id: SurfaceId,
    /// Title for a menu.
    pub name: &'static str,
    /// What it is there to show, in one sentence.
    pub summary: &'static str,
    /// Makes it.
    pub build: fn() -> Arc<dyn Surface>,
}

/// The condition number of the ill-conditioned quadratic in [`REGISTRY`].
const CONDITION: f64 = 25.0;

/// All surfaces that need no data of the learner's, in the order of a menu.
pub const REGISTRY: &[Entry] = &[
    Entry {
        id: SurfaceId("well-conditioned-quadratic"),
        name: "Round bowl",
        summary: "Curvatures 1 and 2: every method that is stable gets down quickly.",
        build: || Arc::new(Quadratic::well_conditioned()),
    },
    Entry {
        id: SurfaceId("ill-conditioned-quadratic"),
        name: "Narrow valley",
        summary: "Curvatures 1 and 25: the steep direction caps the rate, the flat one crawls.",
        build: || Arc::new(Quadratic { curvatures: [1.0, CONDITION] }),
    },
    Entry {
        id: SurfaceId("rosenbrock"),
        name: "Rosenbrock's banana",
        summary: "A steep-walled, bent valley whose floor hardly slopes.",
        build: || Arc::new(Rosenbrock),
    },
    Entry {
        id: SurfaceId("himmelblau"),
        name: "Himmelblau's four pits",
        summary: "Four minima of equal depth: the start decides which one is found.",
        build: || Arc::new(Himmelblau),
    },
    Entry {
        id: SurfaceId("six-hump-camel"),
        name: "Six-hump camel",
        summary: "Six minima of three depths: a descent may settle in a poor one.",
        build: || Arc::new(SixHumpCamel),
    },
    Entry {
        id: SurfaceId("saddle"),
        name: "Saddle",
        summary: "The gradient vanishes where the surface still falls away on two sides.",
        build: || Arc::new(Saddle),
    },
    Entry {
        id: SurfaceId("plateau"),
        name: "Saturated sigmoid",
        summary: "Squared error of a sigmoid on six rows: flat where it is sure, even when it is wrong.",
        build: || Arc::new(rows::plateau()),
    },
    Entry {
        id: SurfaceId("least-squares"),
        name: "Least squares on 40 rows",
        summary: "Mean squared error of a line by slope and intercept, the feature not standardized.",
        build: || Arc::new(rows::least_squares()),
    },
    Entry {
        id: SurfaceId("log-loss"),
        name: "Log-loss on 60 rows",
        summary: "Logistic regression with two standardized features on two overlapping classes.",
        build: || Arc::new(rows::log_loss()),
    },
];

/// The surface with this id in [`REGISTRY`].
pub fn by_id(id: &str) -> Option<Arc<dyn Surface>> {
    REGISTRY.iter().find(|entry| entry.id.0 == id).map(|entry| (entry.build)())
}

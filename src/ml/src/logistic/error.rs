use thiserror::Error;

/// Why a fit cannot begin.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum LogisticError {
    /// The binary model was given another number of classes.
    #[error("two classes are needed, not {0}")]
    NotTwoClasses(usize),
    /// A class has no rows, so its intercept would run to −∞.
    #[error("there are no rows of class “{0}”")]
    EmptyClass(String),
    /// A starting point of another length.
    #[error("a starting point needs {expected} numbers, not {found}")]
    Start {
        /// One for each feature and one for the intercept.
        expected: usize,
        /// The length given.
        found: usize,
    },
    /// A setting outside its range.
    #[error("{name} must be {allowed}, not {value}")]
    Setting {
        /// Which setting.
        name: &'static str,
        /// What it may be.
        allowed: &'static str,
        /// What it was.
        value: f64,
    },
}

/// `Ok` if `holds`, otherwise a [`LogisticError::Setting`].
pub(super) fn require(holds: bool, name: &'static str, allowed: &'static str, value: f64) -> Result<(), LogisticError> {
    if holds { Ok(()) } else { Err(LogisticError::Setting { name, allowed, value }) }
}

/// Checks what both models have in common.
pub(super) fn check(l2: f64, tolerance: f64, rate: Option<f64>) -> Result<(), LogisticError> {
    require(l2.is_finite() && l2 >= 0.0, "l2", "at least 0", l2)?;
    require(tolerance.is_finite() && tolerance >= 0.0, "tolerance", "at least 0", tolerance)?;
    let rate = rate.unwrap_or(1.0);
    require(rate.is_finite() && rate > 0.0, "learning rate", "above 0", rate)
}

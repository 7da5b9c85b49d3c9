use thiserror::Error;

/// Why labels and predictions cannot be compared.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum MetricsError {
    /// As many predictions as labels are needed.
    #[error("{labels} labels but {predictions} predictions")]
    Lengths {
        /// Number of labels.
        labels: usize,
        /// Number of predictions.
        predictions: usize,
    },
    /// There is nothing to compare.
    #[error("there are no rows")]
    Empty,
    /// A score that is NaN or infinite.
    #[error("the score of row {row} is {value}")]
    NotFinite {
        /// Row, from 0.
        row: usize,
        /// Its score.
        value: f64,
    },
    /// A probability outside [0, 1].
    #[error("the probability of row {row} is {value}")]
    NotAProbability {
        /// Row, from 0.
        row: usize,
        /// Its probability.
        value: f64,
    },
    /// A class index that is too large.
    #[error("row {row} has class {class}, but there are {classes}")]
    NoClass {
        /// Row, from 0.
        row: usize,
        /// The class found.
        class: usize,
        /// Number of classes.
        classes: usize,
    },
}

/// Checks that two slices have the same, positive length.
pub(super) fn same_length(labels: usize, predictions: usize) -> Result<(), MetricsError> {
    match labels {
        _ if labels != predictions => Err(MetricsError::Lengths { labels, predictions }),
        0 => Err(MetricsError::Empty),
        _ => Ok(()),
    }
}

//! The data sets that come with the course, in `content/data`.

use super::{DataError, Dataset, csv};

/// A data set from the UCI Machine Learning Repository, CC BY 4.0. Origin and
/// changes are told in `content/data/README.md`.
///
/// The text of its file is an argument of [`Real::read`]: this crate opens no
/// files, and the page need not carry a data set it does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Real {
    /// Breast Cancer Wisconsin (Diagnostic), the ten means; malignant is
    /// positive. 569 rows. doi:10.24432/C5DW2B
    BreastCancer,
    /// Wine: 13 chemical measurements, three cultivars. 178 rows.
    /// doi:10.24432/C5PC7J
    Wine,
    /// Optical digits, 8 × 8 pixels from 0 to 16. 1,797 rows.
    /// doi:10.24432/C50P49
    Digits,
    /// Fisher's irises, four lengths, three species. 150 rows.
    /// doi:10.24432/C56C76
    Iris,
}

impl Real {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::BreastCancer, Self::Wine, Self::Digits, Self::Iris];

    /// Its id, which is also its file's name without `.csv`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::BreastCancer => "breast-cancer",
            Self::Wine => "wine",
            Self::Digits => "digits",
            Self::Iris => "iris",
        }
    }

    /// The data set of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|real| real.id() == id)
    }

    /// The column that holds the classes; the others are features.
    pub const fn label(self) -> &'static str {
        match self {
            Self::BreastCancer => "diagnosis",
            Self::Wine => "cultivar",
            Self::Digits => "digit",
            Self::Iris => "species",
        }
    }

    /// The data set from the text of its file.
    ///
    /// # Errors
    /// If it is the text of something else.
    pub fn read(self, text: &str) -> Result<Dataset, DataError> {
        let table = csv::parse(text)?;
        let names = table.columns().iter().map(|column| column.name.as_str());
        let features: Vec<&str> = names.filter(|&name| name != self.label()).collect();
        let data = Dataset::from_table(&table, &features, self.label())?;
        match self {
            Self::BreastCancer => data.with_positive("malignant"),
            _ => Ok(data),
        }
    }
}

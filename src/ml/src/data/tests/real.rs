use crate::data::real::Real;
use crate::data::{Dataset, Standardizer};
use ndarray::ArrayView1;
use serde_json::Value;

/// The files' text, for this crate's tests.
pub fn text(real: Real) -> &'static str {
    match real {
        Real::BreastCancer => include_str!("../../../../../content/data/breast-cancer.csv"),
        Real::Wine => include_str!("../../../../../content/data/wine.csv"),
        Real::Digits => include_str!("../../../../../content/data/digits.csv"),
        Real::Iris => include_str!("../../../../../content/data/iris.csv"),
    }
}

pub fn load(real: Real) -> Dataset {
    real.read(text(real)).unwrap()
}

fn close(found: ArrayView1<'_, f64>, expected: &Value) {
    let expected: Vec<f64> = expected.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() <= 1e-12 * b.abs().max(1e-3), "{a} {b}");
    }
}

#[test]
fn they_are_what_the_readme_says() {
    let shape = |real| {
        let data = load(real);
        (data.rows(), data.cols(), data.class_counts())
    };
    assert_eq!(shape(Real::BreastCancer), (569, 10, vec![357, 212]));
    assert_eq!(shape(Real::Wine), (178, 13, vec![59, 71, 48]));
    assert_eq!(shape(Real::Iris), (150, 4, vec![50, 50, 50]));
    let (rows, columns, counts) = shape(Real::Digits);
    assert_eq!((rows, columns, counts.len()), (1797, 64, 10));
    assert_eq!(load(Real::BreastCancer).classes(), ["benign", "malignant"]);
    assert!(load(Real::Digits).x().iter().all(|&p| p == p.trunc() && (0.0..=16.0).contains(&p)));
    for real in Real::ALL {
        assert_eq!(Real::from_id(real.id()), Some(real));
    }
    assert_eq!(Real::from_id("titanic"), None);
}

/// Against scikit-learn's loaders and its StandardScaler.
#[test]
fn scikit_learn_reads_the_same() {
    let reference: Value = serde_json::from_str(include_str!("../../../../../tests/reference/datasets.json")).unwrap();
    for real in Real::ALL {
        let (data, expected) = (load(real), &reference[real.id()]);
        let scale = Standardizer::fit(&data);
        close(scale.means().view(), &expected["means"]);
        close(scale.deviations().view(), &expected["scales"]);
        close(data.row(100), &expected["row_100"]);
        close(scale.apply(&data).row(100), &expected["scaled_row_100"]);
        for (row, label) in expected["first_labels"].as_array().unwrap().iter().enumerate() {
            let label = label.as_str().unwrap();
            match real {
                // scikit-learn counts the cultivars from 0: class_0.
                Real::Wine => assert_eq!(label, format!("class_{}", data.y()[row])),
                _ => assert_eq!(label, data.classes()[data.y()[row]]),
            }
        }
    }
}

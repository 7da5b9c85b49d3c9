//! Against PyTorch's own steps, stored by `tests/reference/optimizers.py`.

use super::*;
use crate::rng::Seed;
use crate::surfaces::{Loss, Point, RowLoss, Surface, by_id};
use serde_json::Value;

fn stored() -> Value {
    serde_json::from_str(include_str!("../../../../tests/reference/optimizers.json")).unwrap()
}

fn point(value: &Value) -> Point {
    [value[0].as_f64().unwrap(), value[1].as_f64().unwrap()]
}

fn params(kind: &str, p: &Value) -> Params {
    let get = |name: &str| p[name].as_f64().unwrap();
    let learning_rate = get("learning_rate");
    match kind {
        "gradient-descent" => Params::GradientDescent(GradientDescentParams { learning_rate }),
        "momentum" | "nesterov" => {
            Params::Momentum(MomentumParams { learning_rate, beta: get("beta"), nesterov: kind == "nesterov" })
        }
        "rms-prop" => Params::RmsProp(RmsPropParams { learning_rate, alpha: get("alpha"), epsilon: get("epsilon") }),
        _ => Params::Adam(AdamParams {
            learning_rate,
            beta1: get("beta1"),
            beta2: get("beta2"),
            epsilon: get("epsilon"),
            weight_decay: get("weight_decay"),
        }),
    }
}

#[test]
fn steps_equal_pytorch() {
    let stored = stored();
    let steps: Vec<usize> = stored["steps"].as_array().unwrap().iter().map(|s| s.as_u64().unwrap() as usize).collect();
    let cases = stored["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 48);
    for case in cases {
        let kind = case["optimizer"].as_str().unwrap();
        let optimizer = params(kind, &case["params"]);
        assert_eq!(optimizer.id(), kind);
        let schedule = match case["schedule"].as_str().unwrap() {
            "constant" => Schedule::Constant,
            "decay" => Schedule::Decay { every: 10, factor: 0.5 },
            _ => Schedule::Cosine { warmup: 0, steps: 50 },
        };
        let surface = by_id(case["surface"].as_str().unwrap()).unwrap();
        let settings = DescentParams { optimizer, schedule, tolerance: 0.0, ..DescentParams::default() };
        let mut run = Descent::new(surface, settings, point(&case["start"]), Seed(0)).unwrap();
        run.run(steps[steps.len() - 1]);
        for (&step, expected) in steps.iter().zip(case["points"].as_array().unwrap()) {
            let found = run.path()[step].weights;
            for (a, b) in found.into_iter().zip(point(expected)) {
                assert!((a - b).abs() <= 1e-12 * (1.0 + b.abs()), "{kind} step {step}: {a} {b}\n{case}");
            }
        }
    }
}

#[test]
fn log_loss_minimum_equals_scikit_learn() {
    let stored = &stored()["logistic"];
    let x: Vec<[f64; 2]> = stored["x"].as_array().unwrap().iter().map(point).collect();
    let y = stored["y"].as_array().unwrap().iter().map(|y| y.as_f64().unwrap()).collect();
    let surface = RowLoss::new(Loss::Log, x.into(), y).unwrap();
    let (found, expected) = (surface.minima()[0], point(&stored["weights"]));
    for (a, b) in found.into_iter().zip(expected) {
        assert!((a - b).abs() <= 1e-11 * b.abs(), "{a} {b}");
    }
}

"""Write metrics.json: scikit-learn's numbers for the tests of `ml::metrics`.

    python tests/reference/metrics.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")


def binary(seed, rows, prevalence, decimals):
    """Scores rounded to few decimals have ties."""
    rng = np.random.default_rng(seed)
    y = rng.random(rows) < prevalence
    y[:2] = [True, False]
    p = np.round(1 / (1 + np.exp(-rng.normal(np.where(y, 0.7, -0.9), 1.0))), decimals)
    fpr, tpr, thresholds = metrics.roc_curve(y, p, drop_intermediate=False)
    precision, recall, _ = metrics.precision_recall_curve(y, p)
    at = p >= 0.5
    observed, predicted = calibration_curve(y, p, n_bins=7, strategy="uniform")
    observed_q, predicted_q = calibration_curve(y, p, n_bins=7, strategy="quantile")
    tn, fp, fn, tp = metrics.confusion_matrix(y, at).ravel()
    weight = np.where(y, 0.02 / y.mean(), 0.98 / (1 - y.mean()))
    return {
        "labels": y.tolist(),
        "scores": p.tolist(),
        "fpr": fpr.tolist(),
        "tpr": tpr.tolist(),
        "thresholds": thresholds[1:].tolist(),
        "auc": metrics.roc_auc_score(y, p),
        # From the highest threshold down, without scikit-learn's first point.
        "precision": precision[::-1][1:].tolist(),
        "recall": recall[::-1][1:].tolist(),
        "average_precision": metrics.average_precision_score(y, p),
        "average_precision_at_2_percent": metrics.average_precision_score(y, p, sample_weight=weight),
        "counts": [int(tp), int(fp), int(tn), int(fn)],
        "ratios": {
            "precision": metrics.precision_score(y, at),
            "recall": metrics.recall_score(y, at),
            "specificity": metrics.recall_score(~y, ~at),
            "npv": metrics.precision_score(~y, ~at),
            "accuracy": metrics.accuracy_score(y, at),
            "balanced_accuracy": metrics.balanced_accuracy_score(y, at),
            "f1": metrics.f1_score(y, at),
            "f2": metrics.fbeta_score(y, at, beta=2),
            "f_half": metrics.fbeta_score(y, at, beta=0.5),
            "mcc": metrics.matthews_corrcoef(y, at),
        },
        "log_loss": metrics.log_loss(y, p),
        "brier": metrics.brier_score_loss(y, p),
        "reliability": {"predicted": predicted.tolist(), "observed": observed.tolist()},
        "reliability_quantile": {"predicted": predicted_q.tolist(), "observed": observed_q.tolist()},
    }


def multiclass(seed, rows, classes, absent, unpredicted):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, classes, rows)
    y[y == absent] = 0
    said = np.where(rng.random(rows) < 0.6, y, rng.integers(0, classes, rows))
    said[said == unpredicted] = 0
    labels = list(range(classes))
    averages = {}
    for name, score in [
        ("precision", metrics.precision_score),
        ("recall", metrics.recall_score),
        ("f1", metrics.f1_score),
    ]:
        for average in ["macro", "micro", "weighted"]:
            for key, value in [("zero", 0), ("skip", np.nan)]:
                averages[f"{name} {average} {key}"] = float(
                    score(y, said, labels=labels, average=average, zero_division=value)
                )
    return {
        "truth": y.tolist(),
        "predicted": said.tolist(),
        "classes": classes,
        "counts": metrics.confusion_matrix(y, said, labels=labels).ravel().tolist(),
        "averages": averages,
    }


def main():
    reference = {
        "binary": [
            binary(1, 60, 0.4, 2),
            binary(2, 200, 0.1, 3),
            binary(3, 120, 0.5, 1),
            binary(4, 30, 0.7, 15),
        ],
        "multiclass": [
            multiclass(5, 80, 3, None, None),
            multiclass(6, 40, 5, 4, 3),
            multiclass(7, 50, 4, 2, 2),
        ],
    }
    path = Path("tests/reference/metrics.json")
    path.write_text(json.dumps(reference, separators=(",", ":")) + "\n")


main()

"""Write logistic.json: scikit-learn's fits for the tests of `ml::logistic`.

Features are standardized on all rows. Each fit is checked here: the gradient
of the objective must vanish at scikit-learn's solution.

    python tests/reference/logistic.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.special import logsumexp, softmax
from sklearn import datasets
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.preprocessing import StandardScaler


def fit(x, y, c):
    model = LogisticRegression(C=c, solver="newton-cholesky", tol=1e-13, max_iter=10_000).fit(x, y)
    classes = len(np.unique(y))
    w, b = model.coef_, model.intercept_
    if classes == 2:
        z = np.c_[np.zeros(len(y)), x @ w[0] + b[0]]
    else:
        z = x @ w.T + b
    residual = (softmax(z, axis=1) - np.eye(classes)[y])[:, -len(b):]
    gradient = residual.T @ x / len(y) + w / (c * len(y))
    size = max(np.abs(gradient).max(), np.abs(residual.mean(axis=0)).max())
    assert size < 1e-14, size
    loss = np.mean(logsumexp(z, axis=1) - z[np.arange(len(y)), y])
    return {
        "c": None if np.isinf(c) else c,
        "weights": w.tolist(),
        "intercepts": b.tolist(),
        "log_loss": loss,
        "first_probabilities": model.predict_proba(x[:5]).tolist(),
        "confusion": confusion_matrix(y, model.predict(x)).ravel().tolist(),
    }


def case(name, loader, columns, strengths, flip=False):
    data = loader()
    x = StandardScaler().fit_transform(data.data[:, :columns])
    y = 1 - data.target if flip else data.target
    return {"data": name, "fits": [fit(x, y, c) for c in strengths]}


reference = {
    "binary": [
        # scikit-learn counts malignant as 0; for us it is the positive class.
        case("breast-cancer", datasets.load_breast_cancer, 10, [0.01, 1.0, 100.0, np.inf], flip=True),
    ],
    "several": [
        case("wine", datasets.load_wine, 13, [0.1, 1.0, 100.0]),
        case("iris", datasets.load_iris, 4, [1.0, 1000.0]),
        case("digits", datasets.load_digits, 64, [0.01]),
    ],
}
path = Path("tests/reference/logistic.json")
path.write_text(json.dumps(reference, separators=(",", ":")) + "\n")

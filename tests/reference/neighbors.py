"""Nearest neighbors by scikit-learn, on points without ties in distance.

    python3 neighbors.py      (numpy, scikit-learn; writes neighbors.json)
"""
import json
import pathlib

import numpy
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

rng = numpy.random.default_rng(3)
x = rng.normal(size=(40, 3)).round(4)
classes = rng.integers(0, 3, 40)
targets = (x[:, 0] - x[:, 1] ** 2 + rng.normal(size=40)).round(4)
asked = rng.normal(size=(15, 3)).round(4)


def case(k):
    mean = KNeighborsRegressor(k, algorithm="brute").fit(x, targets)
    vote = KNeighborsClassifier(k, algorithm="brute").fit(x, classes)
    distances, rows = vote.kneighbors(asked[:1])
    return dict(k=k, means=mean.predict(asked).tolist(), votes=vote.predict(asked).tolist(),
                shares=vote.predict_proba(asked).ravel().tolist(),
                rows=rows[0].tolist(), distances=distances[0].tolist())


result = dict(columns=3, x=x.ravel().tolist(), targets=targets.tolist(), classes=classes.tolist(),
              asked=asked.ravel().tolist(), cases=[case(k) for k in (1, 2, 5, 13, 40)])
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")

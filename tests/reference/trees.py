"""Trees grown by scikit-learn.

scikit-learn keeps features in 32 bits: all values here are multiples of 1/256,
which they hold exactly. Where two cuts are equally good it draws lots between
features; such cases are refused, by growing each tree with 20 seeds.

    python3 trees.py      (numpy, scikit-learn; writes trees.json)
"""
import json
import pathlib

import numpy
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

rng = numpy.random.default_rng(8)


def features(shape):
    return numpy.round(rng.uniform(-2, 2, shape) * 256) / 256


def case(x, y, asked, criterion, depth, min_leaf):
    kind = DecisionTreeRegressor if criterion == "squared_error" else DecisionTreeClassifier
    grown = [kind(criterion=criterion, max_depth=depth, min_samples_leaf=min_leaf, random_state=seed).fit(x, y)
             for seed in range(20)]
    tree = grown[0].tree_
    for other in grown[1:]:
        assert other.tree_.node_count == tree.node_count
        assert (other.tree_.feature == tree.feature).all() and (other.tree_.threshold == tree.threshold).all()
    result = dict(criterion=criterion, max_depth=depth, min_leaf=min_leaf, columns=x.shape[1],
                  x=x.ravel().tolist(), y=y.tolist(), asked=asked.ravel().tolist(),
                  leaves=int(tree.n_leaves), depth=int(tree.max_depth), impurity=float(tree.impurity[0]),
                  thresholds=sorted(tree.threshold[tree.feature >= 0].tolist()),
                  predictions=grown[0].predict(asked).tolist())
    if criterion != "squared_error":
        result["shares"] = grown[0].predict_proba(asked).ravel().tolist()
    return result


def cases():
    line = numpy.sort(features((50, 1)), axis=0)
    wave = numpy.sin(2 * line[:, 0]) + 0.3 * rng.normal(size=50)
    asked = features((30, 1))
    for depth, min_leaf in [(1, 1), (2, 1), (4, 1), (None, 1), (None, 5), (3, 8)]:
        yield case(line, wave, asked, "squared_error", depth, min_leaf)
    plane = features((80, 2))
    slope = plane[:, 0] * plane[:, 1] + 0.2 * rng.normal(size=80)
    asked = features((30, 2))
    for depth, min_leaf in [(1, 1), (4, 5), (None, 10)]:
        yield case(plane, slope, asked, "squared_error", depth, min_leaf)
    classes = (rng.uniform(size=50) < 1 / (1 + numpy.exp(-4 * wave))).astype(int)
    for criterion in ("gini", "entropy"):
        for depth, min_leaf in [(2, 1), (5, 1), (None, 3)]:
            yield case(line, classes, features((30, 1)), criterion, depth, min_leaf)
    three = (plane[:, 0] + 0.5 * rng.normal(size=80) > 0).astype(int) + (plane[:, 1] > 0.3)
    for criterion in ("gini", "entropy"):
        for depth, min_leaf in [(2, 1), (3, 12)]:
            yield case(plane, three, asked, criterion, depth, min_leaf)


pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(list(cases())) + "\n")

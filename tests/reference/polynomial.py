"""Least-squares curves in the Legendre basis and in powers of x, by NumPy and
scikit-learn, and in fractions where doubles leave no digits; and the parts of the
test error of curves, neighbors and trees on given training sets.

    python3 polynomial.py      (numpy, scikit-learn; writes polynomial.json)
"""
import json
import pathlib
from fractions import Fraction

import numpy
from numpy.polynomial import legendre
from sklearn.linear_model import Ridge
from sklearn.neighbors import KNeighborsRegressor
from sklearn.tree import DecisionTreeRegressor

rng = numpy.random.default_rng(11)
N = 20
x = numpy.sort(rng.uniform(-1, 1, N)).round(6)
y = (numpy.sin(3 * x) + 0.3 * rng.normal(size=N)).round(6)
grid = numpy.linspace(-1, 1, 9)


def case(degree, penalty):
    matrix = legendre.legvander(x, degree)
    if penalty:
        c = Ridge(alpha=penalty, fit_intercept=False, solver="svd").fit(matrix, y).coef_
    else:
        c = numpy.linalg.lstsq(matrix, y, rcond=None)[0]
    return dict(degree=degree, ridge=penalty, rank=int(numpy.linalg.matrix_rank(matrix)),
                singular_values=numpy.linalg.svd(matrix, compute_uv=False).tolist(),
                coefficients=c.tolist(), curve=legendre.legval(grid, c).tolist())


cases = [case(d, 0.0) for d in (0, 1, 3, 10, 15, 19, 25, 40)] + [case(d, p) for d in (5, 40) for p in (1e-3, 1.0)]
# Two points in one place: rank 3 for 4 columns of a cubic.
twice = numpy.array([-0.5, 0.25, 0.25, 0.75])
deficient = numpy.linalg.lstsq(legendre.legvander(twice, 3), [1.0, 2.0, 4.0, 0.0], rcond=None)


def decomposition():
    sigma, n, places = 0.3, 10, numpy.linspace(-1, 1, 101)
    truth = numpy.sin(numpy.pi * places)
    sets = []
    for _ in range(4):
        # Multiples of 1/256, which scikit-learn's 32-bit trees hold exactly.
        at = (rng.uniform(-1, 1, n) * 256).round() / 256
        sets.append((at, (numpy.sin(numpy.pi * at) + sigma * rng.normal(size=n)).round(6),
                     (sigma * rng.normal(size=101)).round(6)))

    def curve(family, dial, at, seen, asked):
        if family == "polynomial":
            c = numpy.linalg.lstsq(legendre.legvander(at, dial), seen, rcond=None)[0]
            return legendre.legval(asked, c)
        model = KNeighborsRegressor(dial) if family == "neighbors" else DecisionTreeRegressor(max_depth=dial)
        return model.fit(at[:, None], seen).predict(asked[:, None])

    def measured(family, dial):
        fits = numpy.array([curve(family, dial, at, seen, places) for at, seen, _ in sets])
        noise = numpy.array([noise for _, _, noise in sets])
        train = [numpy.mean((curve(family, dial, at, seen, at) - seen) ** 2) for at, seen, _ in sets]
        return dict(family=family, dial=dial, bias_squared=numpy.mean((fits.mean(0) - truth) ** 2),
                    variance=numpy.mean(fits.var(0)), test_error=numpy.mean((fits - truth - noise) ** 2),
                    train_error=numpy.mean(train))

    cases = [("polynomial", 3), ("polynomial", 14), ("neighbors", 3), ("tree", 2)]
    return dict(noise=sigma, sets=[[v.tolist() for v in s] for s in sets], cases=[measured(*c) for c in cases])


def powers():
    """The shortest coefficients of 1, x, x², …, for one point in each of ten equal cells."""
    draw = numpy.random.default_rng(12)
    at = (2 * (numpy.arange(10) + draw.random(10)) / 10 - 1).round(6)
    seen = (numpy.sin(numpy.pi * at) + 0.3 * draw.normal(size=10)).round(6)

    def one(degree, penalty):
        matrix = numpy.vander(at, degree + 1, increasing=True)
        if penalty:
            a = Ridge(alpha=penalty, fit_intercept=False, solver="svd").fit(matrix, seen).coef_
        else:
            a = numpy.linalg.lstsq(matrix, seen, rcond=None)[0]
        return dict(degree=degree, ridge=penalty, coefficients=a.tolist(),
                    curve=numpy.polynomial.polynomial.polyval(grid, a).tolist())

    return dict(x=at.tolist(), y=seen.tolist(),
                cases=[one(d, 0.0) for d in (3, 9, 10, 15, 30)] + [one(d, 0.1) for d in (3, 9, 30)])


def powers_exactly(degree=30, n=30):
    """The same for 31 coefficients and 30 points, where the condition is 10^14: in fractions. The shortest a with
    V·a = y is Vᵀ·w with V·Vᵀ·w = y."""
    draw = numpy.random.default_rng(13)
    at = (2 * (numpy.arange(n) + draw.random(n)) / n - 1).round(6)
    seen = (numpy.sin(numpy.pi * at) + 0.3 * draw.normal(size=n)).round(6)
    rows = [[Fraction(float(v)) ** k for k in range(degree + 1)] for v in at]
    system = [[sum(p * q for p, q in zip(a, b)) for b in rows] + [Fraction(float(v))] for a, v in zip(rows, seen)]
    for i in range(n):
        system[i] = [v / system[i][i] for v in system[i]]
        for j in range(n):
            if j != i:
                by = system[j][i]
                system[j] = [v - by * w for v, w in zip(system[j], system[i])]
    weights = [row[n] for row in system]
    a = [sum(w * row[k] for w, row in zip(weights, rows)) for k in range(degree + 1)]
    curve = [float(sum(c * Fraction(float(v)) ** k for k, c in enumerate(a))) for v in grid]
    return dict(x=at.tolist(), y=seen.tolist(), degree=degree, coefficients=[float(c) for c in a], curve=curve)


result = dict(x=x.tolist(), y=y.tolist(), grid=grid.tolist(), cases=cases,
              deficient=dict(x=twice.tolist(), y=[1.0, 2.0, 4.0, 0.0],
                             coefficients=deficient[0].tolist(), rank=int(deficient[2])),
              decomposition=decomposition(), powers=powers(), powers_exactly=powers_exactly())
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")

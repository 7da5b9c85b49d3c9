"""Least-squares curves in the Legendre basis, by NumPy and scikit-learn.

    python3 polynomial.py      (numpy, scikit-learn; writes polynomial.json)
"""
import json
import pathlib

import numpy
from numpy.polynomial import legendre
from sklearn.linear_model import Ridge

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
result = dict(x=x.tolist(), y=y.tolist(), grid=grid.tolist(), cases=cases,
              deficient=dict(x=twice.tolist(), y=[1.0, 2.0, 4.0, 0.0],
                             coefficients=deficient[0].tolist(), rank=int(deficient[2])))
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")

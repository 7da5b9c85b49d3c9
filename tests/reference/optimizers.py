"""Steps of PyTorch's optimizers on surfaces with two weights, in float64.

Gradients come from autograd, so that the stored paths check ours as well.
Also the weights of scikit-learn's logistic regression on a few rows.

    python3 optimizers.py      (torch, scikit-learn; writes optimizers.json)
"""
import json
import pathlib

import numpy
import torch
from sklearn.linear_model import LogisticRegression

torch.set_default_dtype(torch.float64)
STEPS = [1, 2, 3, 10, 40]

SURFACES = {
    "ill-conditioned-quadratic": lambda w: 0.5 * (w[0] ** 2 + 25 * w[1] ** 2),
    "rosenbrock": lambda w: (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2,
    "himmelblau": lambda w: (w[0] ** 2 + w[1] - 11) ** 2 + (w[0] + w[1] ** 2 - 7) ** 2,
    "saddle": lambda w: w[0] ** 4 / 4 - w[0] ** 2 / 2 + w[1] ** 2 / 2,
}
RUNS = [
    ("ill-conditioned-quadratic", [-4.5, 1.5], 1.0),
    ("rosenbrock", [-1.2, 1.0], 0.02),
    ("himmelblau", [-0.5, -0.5], 0.1),
    ("saddle", [0.001, 1.2], 1.0),
]
# Rates here are multiplied by the run's own factor, except for the rules that
# divide by the gradient's size.
OPTIMIZERS = [
    ("gradient-descent", {"learning_rate": 0.05}),
    ("momentum", {"learning_rate": 0.02, "beta": 0.9}),
    ("nesterov", {"learning_rate": 0.02, "beta": 0.9}),
    ("rms-prop", {"learning_rate": 0.01, "alpha": 0.99, "epsilon": 1e-8}),
    ("rms-prop", {"learning_rate": 0.1, "alpha": 0.9, "epsilon": 1e-4}),
    ("adam", {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 0.0}),
    ("adam", {"learning_rate": 0.3, "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3, "weight_decay": 0.0}),
    ("adam-w", {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 0.2}),
]
SCHEDULES = ["constant", "decay", "cosine"]


def optimizer(kind, p, w):
    rate = p["learning_rate"]
    if kind == "gradient-descent":
        return torch.optim.SGD([w], lr=rate)
    if kind in ("momentum", "nesterov"):
        return torch.optim.SGD([w], lr=rate, momentum=p["beta"], nesterov=kind == "nesterov")
    if kind == "rms-prop":
        return torch.optim.RMSprop([w], lr=rate, alpha=p["alpha"], eps=p["epsilon"])
    settings = dict(lr=rate, betas=(p["beta1"], p["beta2"]), eps=p["epsilon"])
    if kind == "adam-w":
        return torch.optim.AdamW([w], weight_decay=p["weight_decay"], **settings)
    return torch.optim.Adam([w], **settings)


def scheduler(kind, rule):
    if kind == "decay":
        return torch.optim.lr_scheduler.StepLR(rule, step_size=10, gamma=0.5)
    if kind == "cosine":
        return torch.optim.lr_scheduler.CosineAnnealingLR(rule, T_max=50)
    return None


def walk(surface, start, kind, p, schedule):
    w = torch.tensor(start, requires_grad=True)
    rule = optimizer(kind, p, w)
    pace = scheduler(schedule, rule)
    points = []
    for step in range(1, max(STEPS) + 1):
        rule.zero_grad()
        SURFACES[surface](w).backward()
        rule.step()
        if pace:
            pace.step()
        if step in STEPS:
            points.append(w.detach().tolist())
    return points


def cases():
    for surface, start, factor in RUNS:
        for kind, p in OPTIMIZERS:
            scaled = dict(p)
            if kind in ("gradient-descent", "momentum", "nesterov"):
                scaled["learning_rate"] = p["learning_rate"] * factor
            for schedule in SCHEDULES:
                if schedule != "constant" and surface != "ill-conditioned-quadratic":
                    continue
                points = walk(surface, start, kind, scaled, schedule)
                yield dict(surface=surface, start=start, optimizer=kind, params=scaled,
                           schedule=schedule, points=points)


def logistic():
    rng = numpy.random.default_rng(5)
    x = rng.normal(size=(24, 2)).round(3)
    y = (x @ [1.5, -0.7] + rng.logistic(size=24) > 0).astype(int)
    model = LogisticRegression(C=numpy.inf, fit_intercept=False, solver="newton-cholesky", tol=1e-14)
    model.fit(x, y)
    return dict(x=x.tolist(), y=y.tolist(), weights=model.coef_[0].tolist())


result = dict(torch=torch.__version__.split("+")[0], steps=STEPS, cases=list(cases()), logistic=logistic())
here = pathlib.Path(__file__)
here.with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")

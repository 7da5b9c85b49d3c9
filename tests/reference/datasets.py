"""Write content/data/*.csv from the data sets that scikit-learn carries, and
datasets.json with what scikit-learn's own loaders and StandardScaler make of them.

The numbers are copied as text, never through a float, so they read as in the
source. Run from the repository's root with scikit-learn installed:

    python tests/reference/datasets.py
"""

import csv
import gzip
import io
import json
from importlib.resources import files
from pathlib import Path

from sklearn import datasets
from sklearn.preprocessing import StandardScaler

SOURCE = files("sklearn.datasets.data")
TARGET = Path("content/data")

BREAST_CANCER = [
    "mean radius", "mean texture", "mean perimeter", "mean area", "mean smoothness",
    "mean compactness", "mean concavity", "mean concave points", "mean symmetry",
    "mean fractal dimension",
]
WINE = [
    "alcohol", "malic acid", "ash", "alcalinity of ash", "magnesium", "total phenols",
    "flavanoids", "nonflavanoid phenols", "proanthocyanins", "color intensity", "hue",
    "OD280/OD315 of diluted wines", "proline",
]
IRIS = ["sepal length", "sepal width", "petal length", "petal width"]


def rows(name):
    data = (SOURCE / name).read_bytes()
    if name.endswith(".gz"):
        data = gzip.decompress(data)
    return list(csv.reader(io.StringIO(data.decode())))


def write(name, header, lines):
    with open(TARGET / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def breast_cancer():
    body = rows("breast_cancer.csv")[1:]
    label = {"0": "malignant", "1": "benign"}
    write("breast-cancer.csv", BREAST_CANCER + ["diagnosis"],
          [row[:10] + [label[row[30]]] for row in body])


def wine():
    body = rows("wine_data.csv")[1:]
    write("wine.csv", WINE + ["cultivar"], [row[:13] + [str(int(row[13]) + 1)] for row in body])


def iris():
    body = rows("iris.csv")[1:]
    label = ["setosa", "versicolor", "virginica"]
    write("iris.csv", IRIS + ["species"], [row[:4] + [label[int(row[4])]] for row in body])


def digits():
    body = [[str(int(float(cell))) for cell in row] for row in rows("digits.csv.gz")]
    pixels = [f"r{row}c{column}" for row in range(8) for column in range(8)]
    write("digits.csv", pixels + ["digit"], body)


TARGET.mkdir(parents=True, exist_ok=True)
breast_cancer()
wine()
iris()
digits()


def summary(data, columns):
    x = data.data[:, :columns]
    scaler = StandardScaler().fit(x)
    return {
        "means": scaler.mean_.tolist(),
        "scales": scaler.scale_.tolist(),
        "row_100": x[100].tolist(),
        "scaled_row_100": scaler.transform(x[100:101])[0].tolist(),
        "first_labels": [str(data.target_names[y]) for y in data.target[:60]],
    }


reference = {
    "breast-cancer": summary(datasets.load_breast_cancer(), 10),
    "wine": summary(datasets.load_wine(), 13),
    "digits": summary(datasets.load_digits(), 64),
    "iris": summary(datasets.load_iris(), 4),
}
Path("tests/reference/datasets.json").write_text(json.dumps(reference, indent=1) + "\n")

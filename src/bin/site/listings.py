"""Runs the listings of lessons, which come as JSON on standard input: a list of sessions, each a list of programs.

Writes a list of [printed, error] for each session, in which a program sees the names of those before it. NumPy is
loaded once; each session runs in a copy of this process, so that none sees what another has changed.
"""

import contextlib
import io
import json
import multiprocessing
import os
import sys
import traceback
import warnings


def session(programs):
    sys.stdin = open(os.devnull)
    warnings.simplefilter("error")
    names, results = {"__name__": "__main__"}, []
    for code in programs:
        printed, error = io.StringIO(), ""
        with contextlib.redirect_stdout(printed):
            try:
                exec(compile(code, "listing", "exec"), names)
            except BaseException:
                error = traceback.format_exc()
        results.append([printed.getvalue(), error])
    return results


if __name__ == "__main__":
    with contextlib.suppress(ImportError):
        import numpy  # noqa: F401
    with multiprocessing.get_context("fork").Pool(maxtasksperchild=1) as pool:
        json.dump(pool.map(session, json.load(sys.stdin), chunksize=1), sys.stdout)

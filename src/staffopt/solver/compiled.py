"""The one place that knows how functions are compiled and how they are handed their arrays.

Set `STAFFOPT_INTERPRETED=1` to run the same functions as plain Python: slow, for tests.

A named tuple of forty arrays handed on by value takes minutes to compile, so the compiled functions
get a *bundle*: a pointer to a structure that holds the same arrays. Python keeps the named tuple
and sees every change, since the memory is one and the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Bundled = TypeVar("Bundled")
INTERPRETED = bool(os.environ.get("STAFFOPT_INTERPRETED"))


def njit(function: Callable[P, R]) -> Callable[P, R]:
    """Compile on first use, keep the machine code on disk, release the interpreter lock."""
    if INTERPRETED:
        return function
    import numba

    compiled: Callable[P, R] = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return compiled


def bundle(arrays: Bundled) -> Bundled:
    """A named tuple of arrays as compiled functions take it; its fields are only theirs to read."""
    if INTERPRETED:
        return arrays
    from staffopt.solver import bundles

    made: Bundled = bundles.MAKERS[type(arrays).__name__](arrays)
    return made

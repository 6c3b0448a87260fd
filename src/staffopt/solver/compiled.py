"""The one place that knows how functions are compiled and how they are handed their arrays.

Set `STAFFOPT_INTERPRETED=1` to run the same functions as plain Python: slow, for tests.

A named tuple of forty arrays handed on by value takes minutes to compile, so the compiled functions
get a *bundle*: a pointer to a structure that holds the same arrays. Python keeps the named tuple
and sees every change, since the memory is one and the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
Bundled = TypeVar("Bundled")
INTERPRETED = bool(os.environ.get("STAFFOPT_INTERPRETED"))
OPTIONS: Any = {"nogil": True, "error_model": "numpy", "_nrt": False}
"""No reference is counted: all memory is Python's."""
LAYOUTS = ("given.py", "state.py", "training_arrays.py", "bundles.py", "plain_arrays.py", "compiled.py")
"""Where the arrays that compiled functions read are laid out."""


def njit(function: Callable[P, R]) -> Callable[P, R]:
    """Compile as a part of the functions that call it; only compiled functions may."""
    if INTERPRETED:
        return function
    import numba

    made: Callable[P, R] = numba.njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, **OPTIONS)(
        function
    )
    return made


def entry(function: Callable[P, R]) -> Callable[P, R]:
    """Compile on first use, keep the machine code on disk, release the interpreter lock.

    numba would go on using machine code whose callees in other files have changed; so what is kept
    is stamped with all compiled sources.
    """
    if INTERPRETED:
        return function
    import numba

    compiled: Any = numba.njit(cache=True, **OPTIONS)(function)
    compiled._cache._cache_file._source_stamp = sources()  # noqa: SLF001 - there is no other way in
    compile_one = compiled._compiler.compile

    def compile_whole(*arguments: Any) -> Any:
        from staffopt.solver.lean_compiling import in_one_go

        with in_one_go(function.__qualname__):
            return compile_one(*arguments)

    compiled._compiler.compile = compile_whole
    made: Callable[P, R] = compiled
    return made


@cache
def sources() -> str:
    """A hash of every file with a compiled function, and of the layouts of their arrays."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        text = path.read_bytes()
        if b"\n@njit\n" in text or b"\n@entry\n" in text or path.name in LAYOUTS:
            digest.update(text)
    return digest.hexdigest()


def bundle(arrays: Bundled) -> Bundled:
    """A named tuple of arrays as compiled functions take it; its fields are only theirs to read."""
    if INTERPRETED:
        return arrays
    from staffopt.solver import bundles

    made: Any = bundles.Bundle(arrays)
    return cast(Bundled, made)

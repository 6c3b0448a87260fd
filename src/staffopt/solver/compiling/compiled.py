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
OPTIONS: Any = {"nogil": True, "error_model": "numpy"}
MARKS = (b"\n@njit\n", b"\n@part\n", b"\n@entry\n")
LAYOUTS = ("arrays/", "compiling/", "weeks/facts.py")
"""Where it stands how arrays are laid out for compiled functions, and how these are compiled."""


def njit(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function of numpy arrays on first use and keep the machine code on disk."""
    if INTERPRETED:
        return function
    made: Callable[P, R] = _kept(_numba()(cache=True, **OPTIONS)(function))
    return made


def part(function: Callable[P, R]) -> Callable[P, R]:
    """Compile as a part of the entries that call it; only compiled functions may."""
    if INTERPRETED:
        return function
    bare: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}
    compiled: Any = _numba()(**bare, **OPTIONS)(function)
    any_types = compiled.get_call_template

    def few_types(arguments: Any, named: Any) -> Any:
        return any_types([_wide(each) for each in arguments], named)

    compiled.get_call_template = few_types
    made: Callable[P, R] = compiled
    return made


def _wide(kind: Any) -> Any:
    """All whole numbers alike, constant or not: so that no part is compiled more than once."""
    from numba.core import types

    plain: Any = types.unliteral(kind)  # type: ignore[no-untyped-call]
    return types.int64 if isinstance(plain, types.Integer) else plain


def entry(function: Callable[P, R]) -> Callable[P, R]:
    """Compile with all parts on first use and keep the machine code on disk.

    Its arrays are Python's: no reference is counted.
    """
    if INTERPRETED:
        return function
    compiled: Any = _numba()(cache=True, _nrt=False, **OPTIONS)(function)
    compile_one = compiled._compiler.compile  # noqa: SLF001 - numba has no hook for it

    def compile_whole(*arguments: Any) -> Any:
        from staffopt.solver.compiling.lean_compiling import in_one_go

        with in_one_go(function.__qualname__):
            return compile_one(*arguments)

    compiled._compiler.compile = compile_whole  # noqa: SLF001
    made: Callable[P, R] = _kept(compiled)
    return made


def _numba() -> Any:
    import numba

    return numba.njit


def _kept(compiled: Any) -> Any:
    """Keep machine code in files of its own for each state of all compiled sources.

    numba would go on using machine code whose callees in other files have changed, and fails on
    what an older version kept under a type that is gone.
    """
    from numba.core.caching import IndexDataCacheFile

    cache, stamp = compiled._cache, sources()  # noqa: SLF001 - there is no other way in
    name = cache._cache_file._index_name.removesuffix(".nbi")  # noqa: SLF001
    path = cache._cache_path  # noqa: SLF001
    files: Any = IndexDataCacheFile
    cache._cache_file = files(path, f"{name}-{stamp[:12]}", stamp)  # noqa: SLF001
    return compiled


@cache
def sources() -> str:
    """A hash of every file with a compiled function, and of the layouts of their arrays."""
    digest = sha256()
    solver = Path(__file__).parents[1]
    for path in sorted(solver.rglob("*.py")):
        text, place = path.read_bytes(), path.relative_to(solver).as_posix()
        if place.startswith(LAYOUTS) or any(mark in text for mark in MARKS):
            digest.update(text)
    return digest.hexdigest()


def bundle(arrays: Bundled) -> Bundled:
    """A named tuple of arrays as compiled functions take it; its fields are only theirs to read."""
    if INTERPRETED:
        return arrays
    from staffopt.solver.compiling import bundles

    made: Any = bundles.Bundle(arrays)
    return cast("Bundled", made)

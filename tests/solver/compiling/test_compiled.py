"""Machine code that is kept on disk is that of the sources at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from staffopt.solver.annealing.anneal import anneal
from staffopt.solver.compiling import compiled


def test_kept_code_is_stamped_with_all_compiled_sources(monkeypatch):
    """A change in any file that a compiled function calls makes what was kept worthless.

    numba itself looks at the file of the function alone.
    """
    stamp = compiled.sources()
    compiled_anneal: Any = anneal
    assert compiled_anneal._cache._cache_file._source_stamp == stamp
    monkeypatch.setattr(compiled, "LAYOUTS", (*compiled.LAYOUTS, "parameters.py"))
    assert compiled.sources.__wrapped__() != stamp
    monkeypatch.undo()
    assert compiled.sources.__wrapped__() == stamp


@pytest.mark.parametrize(
    "place", ["arrays/given.py", "arrays/rests.py", "judging/judge.py", "weeks/facts.py"]
)
def test_a_change_of_a_layout_or_of_a_compiled_function_is_another_stamp(monkeypatch, place):
    """In whatever folder it lies: columns and named tuples are read by number."""
    stamp, read = compiled.sources(), Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: read(path) + b" " * path.match(f"solver/{place}")
    )
    assert compiled.sources.__wrapped__() != stamp


def test_each_state_of_the_sources_keeps_files_of_its_own():
    """An older version's machine code, whose types may be gone, is never even looked at."""
    compiled_anneal: Any = anneal
    file = compiled_anneal._cache._cache_file
    assert compiled.sources()[:12] in file._index_name
    assert compiled.sources()[:12] in file._data_name(1)

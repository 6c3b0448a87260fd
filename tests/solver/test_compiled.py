"""Machine code that is kept on disk is that of the sources at hand."""

from __future__ import annotations

from typing import Any

from staffopt.solver import compiled
from staffopt.solver.anneal import anneal


def test_kept_code_is_stamped_with_all_compiled_sources(monkeypatch):
    """A change in any file that a compiled function calls makes what was kept worthless.

    numba itself looks at the file of the function alone.
    """
    stamp = compiled.sources()
    compiled_anneal: Any = anneal
    assert compiled_anneal._cache._cache_file._source_stamp == stamp
    monkeypatch.setattr(compiled, "LAYOUTS", {*compiled.LAYOUTS, "parameters.py"})
    assert compiled.sources.__wrapped__() != stamp
    monkeypatch.undo()
    assert compiled.sources.__wrapped__() == stamp


def test_each_state_of_the_sources_keeps_files_of_its_own():
    """An older version's machine code, whose types may be gone, is never even looked at."""
    compiled_anneal: Any = anneal
    file = compiled_anneal._cache._cache_file
    assert compiled.sources()[:12] in file._index_name
    assert compiled.sources()[:12] in file._data_name(1)

"""Where settings of a store stand that are found wrong only when they are used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from staffopt.errors import Problem
from staffopt.inputs.changes import lay_over, sections_of
from staffopt.inputs.findings import Findings
from staffopt.inputs.read_store import STORE_FILE
from staffopt.inputs.store import Store
from staffopt.inputs.yaml_file import read_yaml


def placed(problems: Iterable[Problem], store: Store) -> tuple[Problem, ...]:
    """Return problems of dotted keys with line and column; as they are where no file is left."""
    path = store.folder / STORE_FILE
    if not path.is_file():
        return tuple(problems)
    file = read_yaml(path, Findings())
    lay_over(file, sections_of(store.changes)[0], Findings())
    return tuple(replace(p, where=file.where(tuple(p.where.split(".")))) for p in problems)

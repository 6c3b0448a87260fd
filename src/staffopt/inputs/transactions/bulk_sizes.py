"""Amounts of condensed tickets, kept on disk by store and kind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from staffopt.inputs.transactions.kinds import CUSTOMERS
from staffopt.inputs.transactions.usual import Floats


class BulkSizes:
    """Amounts by store and kind: put away a portion at a time, taken up store by store."""

    def __init__(self, folder: Path, stores: int) -> None:
        self._folder, self._groups = folder, stores * len(CUSTOMERS)
        self._parts: list[tuple[Path, NDArray[np.int64]]] = []

    def add(self, store: NDArray[np.integer], kind: NDArray[np.integer], sizes: Floats) -> None:
        """Put amounts away, each with its store's number and its kind's place in CUSTOMERS.

        Few groups are small numbers, and those are sorted by counting.
        """
        narrow = np.uint16 if self._groups <= np.iinfo(np.uint16).max else np.uint32
        group = (store.astype(np.int64) * len(CUSTOMERS) + kind).astype(narrow)
        path = self._folder / f"sizes_{len(self._parts):06}"
        sizes[np.argsort(group, kind="stable")].tofile(path)
        many = np.bincount(group, minlength=self._groups)
        self._parts.append((path, np.concatenate([[0], np.cumsum(many)])))

    def of(self, store: int, kind: str) -> Floats:
        """The amounts of a store and kind."""
        group = store * len(CUSTOMERS) + CUSTOMERS.index(kind)
        found = [
            np.fromfile(path, float, int(ends[group + 1] - ends[group]), offset=8 * ends[group])
            for path, ends in self._parts
        ]
        return np.concatenate(found) if found else np.zeros(0)

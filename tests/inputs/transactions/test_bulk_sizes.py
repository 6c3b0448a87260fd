"""Amounts of condensed tickets on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from staffopt.inputs.transactions.bulk_sizes import BulkSizes


@pytest.mark.parametrize("stores", [3, 40_000])
def test_amounts_come_back_by_store_and_kind(tmp_path: Path, stores: int):
    """Two portions: sales of 1 and 4 in store 2, a return of 2 there, a sale of 3 in store 0.

    So many stores that their numbers do not fit into 16 bits are told apart as well.
    """
    sizes = BulkSizes(tmp_path, stores)
    sizes.add(np.array([2, 2, 0]), np.array([0, 1, 0]), np.array([1.0, 2.0, 3.0]))
    sizes.add(np.array([2]), np.array([0]), np.array([4.0]))
    found = {
        (store, kind): sizes.of(store, kind).tolist()
        for store in (0, 1, 2)
        for kind in ("sale", "return")
    }
    wanted = {(2, "sale"): [1.0, 4.0], (2, "return"): [2.0], (0, "sale"): [3.0]}
    assert {key: amounts for key, amounts in found.items() if amounts} == wanted


def test_without_a_portion_there_is_none(tmp_path: Path):
    """Nothing was read."""
    assert BulkSizes(tmp_path, 1).of(0, "sale").tolist() == []

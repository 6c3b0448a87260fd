"""The sister of a young store: another store's folder, read for its history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from staffopt.errors import ConfigError, Problem, StaffoptError, shown
from staffopt.forecasting.past import known_before
from staffopt.forecasting.sister import Sister
from staffopt.inputs.driver_counts import driver_counts
from staffopt.inputs.read_store import read_store
from staffopt.inputs.store import Store
from staffopt.inputs.transactions.sales import read_transactions

KEY = "store.yaml, key 'sister.store'"


def read_sister(store: Store, as_of: date) -> Sister | None:
    """Return the sister as it was known before a date; None where the store names none.

    Whatever is wrong with her files is raised with her name.
    """
    said = store.sister
    if said is None:
        return None
    folder = store.folder / said.store
    if folder.resolve() == store.folder.resolve():
        raise ConfigError(Problem(KEY, shown(said.store), "another store's folder"))
    try:
        other = read_store(folder)
        if other.transactions is None:
            where = f"{other.name} store.yaml, key 'transactions'"
            raise ConfigError(Problem(where, "nothing", "where her transactions are"))
        if other.slot_minutes != store.slot_minutes:
            found = f"slots of {other.slot_minutes} minutes"
            raise ConfigError(Problem(KEY, found, f"{store.slot_minutes}, as in this store"))
        sales = read_transactions(
            other.transactions,
            other.folder,
            other.zone,
            other.opening,
            other.slot_minutes,
            other.week_starts,
        )
    except StaffoptError as error:
        of = f"sister {said.store}: "
        raise type(error)(*(replace(one, where=of + one.where) for one in error.problems)) from None
    counts = known_before(driver_counts(sales.counts, store.drivers), as_of)
    return Sister(other.name, counts, other.events, said.level)

"""Stores' transaction histories: one store's, or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from staffopt.errors import ConfigError, DataError, Problem
from staffopt.inputs.store import Store
from staffopt.inputs.transactions.asked import Asked
from staffopt.inputs.transactions.kinds import NOT_NAMED
from staffopt.inputs.transactions.sales import Sales


def read_transactions(store: Store) -> Sales:
    """Read, clean and count the store's transaction history."""
    return _counted(store, _asked(store).read())


def read_own(store: Store) -> Sales | None:
    """Read the store's history; none for a store without one whose sister has one."""
    if store.transactions is None and store.sister is not None:
        return None
    return read_transactions(store)


def read_many(stores: Iterable[Store]) -> Iterator[tuple[Store, Sales]]:
    """Yield many stores with what `read_transactions` returns; a source they share is read once.

    A store comes when its history is counted. What is wrong with some is raised together, after
    all others.
    """
    from staffopt.inputs.transactions.many import read_each

    listed = tuple(stores)
    problems: list[Problem] = []
    for place, found in read_each([_asked(store) for store in listed]):
        try:
            if isinstance(found, DataError):
                raise found
            yield listed[place], _counted(listed[place], found)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(*dict.fromkeys(problems))


def _counted(store: Store, sales: Sales) -> Sales:
    """Return a history; a driver that counts nothing while types are not named is a DataError."""
    unnamed = [drop for drop in sales.quality.dropped if drop.reason.startswith(NOT_NAMED)]
    nothing = [
        Problem(
            f"{store.name} store.yaml, key 'transactions.kinds.types'",
            f"no {driver.kind} for the driver {name!r} among {sales.quality.rows:,} rows "
            f"({'; '.join(f'{drop.rows:,} dropped: {drop.reason}' for drop in unnamed)})",
            "each type of the transactions with what it is: sale, return, void or no_sale",
        )
        for name, driver in store.drivers.items()
        if unnamed and driver.kind is not None and not sales.quality.kept[driver.kind]
    ]
    if nothing:
        raise DataError(*nothing)
    return sales


def _asked(store: Store) -> Asked:
    """Return what is asked about the store's history."""
    if store.transactions is None:
        raise ConfigError(
            Problem(
                f"{store.name} store.yaml, key 'transactions'",
                "nothing",
                "where the transactions are, or --demand or --requirement with a file",
            )
        )
    return Asked(
        store.transactions,
        store.folder,
        store.zone,
        store.opening,
        store.slot_minutes,
        store.week_starts,
    )

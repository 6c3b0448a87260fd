"""Stores' transaction histories: one store's, or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from staffopt.errors import ConfigError, DataError, Problem
from staffopt.inputs.store import Store
from staffopt.inputs.transactions.asked import Asked
from staffopt.inputs.transactions.sales import Sales


def read_transactions(store: Store) -> Sales:
    """Read, clean and count the store's transaction history."""
    return _asked(store).read()


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
        if isinstance(found, DataError):
            problems += found.problems
        else:
            yield listed[place], found
    if problems:
        raise DataError(*dict.fromkeys(problems))


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

"""Many stores' histories: a source that they share is read once, in bounded memory."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from staffopt.errors import DataError
from staffopt.inputs.transactions.asked import Asked
from staffopt.inputs.transactions.condensing import Condenser, can_condense
from staffopt.inputs.transactions.dealing import Dealer
from staffopt.inputs.transactions.history import history_of
from staffopt.inputs.transactions.kinds import TooCondensedError
from staffopt.inputs.transactions.pressing import Press
from staffopt.inputs.transactions.read import open_database
from staffopt.inputs.transactions.sales import Sales
from staffopt.inputs.transactions.settings import Columns, TransactionSettings
from staffopt.inputs.transactions.table import Table, kept_keys
from staffopt.inputs.transactions.turns import keeps_to, turns_of

BIN_MINUTES = 15


def read_each(asked: Sequence[Asked]) -> Iterator[tuple[int, Sales | DataError]]:
    """Yield for each place in the list what `read` would return there, or the error it would raise.

    Stores that share a source come one after the other, in the order of the list.
    """
    shared: dict[str, list[int]] = {}
    for place, one in enumerate(asked):
        shared.setdefault(one.source, []).append(place)
    for places in shared.values():
        alone = asked[places[0]].settings.store is None
        for place in places if alone else ():
            try:
                yield place, asked[place].read()
            except DataError as error:
                yield place, error
        if not alone:
            yield from _chain({place: asked[place] for place in places})


def _chain(asked: dict[int, Asked]) -> Iterator[tuple[int, Sales | DataError]]:
    """Yield the history of each store of a shared source: condensed first, then those it fails."""
    places: dict[str, list[int]] = {}
    for place, one in asked.items():
        places.setdefault(str(one.settings.store), []).append(place)
    left: list[str] = []
    untold = dict.fromkeys(asked)
    try:
        for store, table in _condensed(list(asked.values()), list(places)):
            told = [(place, _told(asked[place], table)) for place in places[store]]
            if any(found is None for _, found in told):
                left.append(store)
                continue
            for place, found in told:
                del untold[place]
                if found is not None:
                    yield place, found
        for store, rows in _by_row(asked[places[left[0]][0]], left) if left else ():
            for place in places[store]:
                del untold[place]
                found = _told(asked[place], rows)
                if found is not None:
                    yield place, found
    except DataError as error:
        yield from [(place, error) for place in untold]


def _told(one: Asked, table: Table | DataError | None) -> Sales | DataError | None:
    """Return the history in a table, or what is wrong with it; None if the rows must be read."""
    if table is None or isinstance(table, DataError):
        return table
    try:
        return Sales(
            *history_of(
                table, one.settings, one.zone, one.opening, one.slot_minutes, one.week_starts
            )
        )
    except TooCondensedError:
        return None
    except DataError as error:
        return error


def _condensed(
    asked: Sequence[Asked], stores: Sequence[str]
) -> Iterator[tuple[str, Table | DataError | None]]:
    """Yield each store with its condensed tickets; None where they will not do."""
    settings, folder = of_all_stores(asked[0].settings), asked[0].folder
    minutes = math.gcd(BIN_MINUTES, *(one.slot_minutes for one in asked))
    zones = {settings.zone, *(one.zone for one in asked)}
    if not can_condense(settings) or not all(keeps_to(zone, minutes) for zone in zones):
        yield from ((store, None) for store in stores)
        return
    columns = settings.columns or Columns(time="")
    with TemporaryDirectory(prefix="staffopt-") as target, open_database(target) as database:
        keys, turns = kept_keys(columns), turns_of(settings.zone)
        press = Press(Condenser(database, settings, keys, minutes, turns), Path(target))
        facts = press.press(columns, folder, stores)
        if facts is None:
            yield from ((store, None) for store in stores)
        else:
            yield from press.tables(facts, stores)


def _by_row(one: Asked, stores: Sequence[str]) -> Iterator[tuple[str, Table | DataError]]:
    """Yield each store with its tickets one by one."""
    settings = of_all_stores(one.settings)
    columns = settings.columns or Columns(time="")
    with TemporaryDirectory(prefix="staffopt-") as target, open_database(target) as database:
        dealer = Dealer(database, settings, columns, Path(target))
        facts = dealer.deal(one.folder, stores)
        yield from dealer.tables(facts)


def of_all_stores(settings: TransactionSettings) -> TransactionSettings:
    """Return the settings without the choice of a store."""
    return settings.model_copy(update={"store": None})

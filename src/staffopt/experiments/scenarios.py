"""Scenarios: the store as it is and under changes, each with what its week needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from staffopt.domain.demand import Demand
from staffopt.domain.requirement import Requirement
from staffopt.errors import ConfigError, DataError, Problem, StaffoptError, shown
from staffopt.inputs.experiment_file import MOST_SCENARIOS, grid_scenarios
from staffopt.inputs.histories import read_own
from staffopt.inputs.read_store import read_store
from staffopt.inputs.store import Store
from staffopt.inputs.transactions.sales import Sales
from staffopt.steps import forecast, staffing

BASE = "base"
"""The name of the store as it is."""

Changes = Mapping[str, object]


@dataclass(frozen=True)
class Scenario:
    """A store under changes, the customers it expects and the people it needs in the week."""

    name: str
    changes: Changes
    store: Store
    demand: Demand
    need: Requirement

    def same_as(self, other: Scenario) -> bool:
        """Whether both are the same store, whatever was written to get there."""
        return replace(self.store, changes={}) == replace(other.store, changes={})


def changes_by_name(given: Mapping[str, object]) -> dict[str, Changes]:
    """Scenarios from `{name: {key: value}}`, or every combination of `{key: [values]}`."""
    lists = {key: value for key, value in given.items() if isinstance(value, list | tuple)}
    named = {str(key): dict(value) for key, value in given.items() if isinstance(value, Mapping)}
    if lists and len(lists) == len(given):
        named = {**grid_scenarios({key: list(values) for key, values in lists.items()})}
    elif len(named) != len(given):
        odd = next(key for key, value in given.items() if not isinstance(value, Mapping))
        wanted = "for each key a list of values, or for each scenario its changes"
        raise ConfigError(Problem(f"scenarios, key {odd!r}", shown(given[odd]), wanted))
    if not 0 < len(named) <= MOST_SCENARIOS:
        raise ConfigError(Problem("scenarios", str(len(named)), f"1 to {MOST_SCENARIOS}"))
    if BASE in named:
        wanted = f"another name: {BASE!r} is the store as it is"
        raise ConfigError(Problem("scenarios", shown(BASE), wanted))
    return dict(named)


def prepared(
    store: Store,
    wanted: Mapping[str, Changes],
    week: date | str,
    overrides: str | Path | Sequence[str | Path] | None = None,
    *,
    weeks: int = 1,
) -> tuple[Scenario, ...]:
    """The base and every scenario, read, forecast and staffed, or all that is wrong with them.

    Transactions are read once for all scenarios that count them in the same way.
    """
    errors: list[tuple[str, StaffoptError]] = []
    stores = {BASE: store}
    for name, changes in wanted.items():
        try:
            stores[name] = _changed(store, changes)
        except StaffoptError as error:
            errors.append((name, error))
    found: list[Scenario] = []
    history = _History()
    for name, changed in stores.items():
        try:
            sales = history.of(changed)
            demand = forecast(sales, changed, week, weeks=weeks, overrides=overrides)
            need = staffing(demand, changed)
        except StaffoptError as error:
            errors.append((name, error))
            continue
        found.append(Scenario(name, wanted.get(name, {}), changed, demand, need))
    if errors:
        raise _all_in_one(errors)
    return tuple(found)


def _changed(store: Store, changes: Changes) -> Store:
    """The store read again with more changes; what was read in place of its files is kept."""
    found = read_store(store.folder, {**store.changes, **changes})
    if found.currency != store.currency:
        said = f"{found.currency}, where the store has {store.currency}"
        raise ConfigError(Problem("changes, key 'currency'", said, "one currency to compare in"))
    people = {person.id for person in found.people}
    past = tuple(one for one in store.past if one.shift.person_id in people)
    return replace(found, past=past)


def check_as_read(store: Store) -> None:
    """Raise a ConfigError for a store that is not what its folder says: changes need the files."""
    read = read_store(store.folder, store.changes)
    if replace(read, past=store.past) != store:
        found = "a store that was altered after it was read"
        wanted = "a store as read_store returns it; it takes `changes`"
        raise ConfigError(Problem(str(store.folder), found, wanted))


class _History:
    """Sales by what decides how they are read and counted; each is read once."""

    def __init__(self) -> None:
        self._read: list[tuple[Sequence[object], Sales | None]] = []

    def of(self, store: Store) -> Sales | None:
        """The sales of a store; None for one whose sister has them."""
        decided = (
            store.transactions,
            store.sister is None,
            store.zone,
            store.opening,
            store.slot_minutes,
            store.week_starts,
        )
        for known, sales in self._read:
            if known == decided:
                return sales
        sales = read_own(store)
        self._read.append((decided, sales))
        return sales


def _all_in_one(errors: Sequence[tuple[str, StaffoptError]]) -> StaffoptError:
    """One error with the problems of all scenarios, each problem once."""
    owners: dict[Problem, list[str]] = {}
    for name, error in errors:
        for problem in error.problems:
            owners.setdefault(problem, []).append(name)
    problems = [
        replace(problem, where=f"{_owners(names)}{problem.where}")
        for problem, names in owners.items()
    ]
    wrong_data = all(isinstance(error, DataError) for _, error in errors)
    return DataError(*problems) if wrong_data else ConfigError(*problems)


def _owners(names: Sequence[str]) -> str:
    """`scenario 'x' and 2 more, `; nothing where the store as it is has the problem too."""
    if BASE in names:
        return ""
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"scenario {shown(names[0])}{more}, "


def labels(scenarios: Mapping[str, Changes]) -> dict[str, str]:
    """Names as they are shown: those of a grid without the first words of their keys."""
    grid = {
        name: changes
        for name, changes in scenarios.items()
        if changes and name == ", ".join(f"{key}={value}" for key, value in changes.items())
    }
    short = _short({key for changes in grid.values() for key in changes})
    told = {
        name: ", ".join(f"{short[key]}={value}" for key, value in changes.items())
        for name, changes in grid.items()
    }
    return {name: told.get(name, name) for name in scenarios}


def _short(keys: Collection[str]) -> dict[str, str]:
    """The last two words of each key, or as many more as tell all keys apart."""
    words = 2
    while len({_last(key, words) for key in keys}) < len(keys):
        words += 1
    return {key: _last(key, words) for key in keys}


def _last(key: str, words: int) -> str:
    return ".".join(key.split(".")[-words:])

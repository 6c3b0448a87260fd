"""A cell of the roster traced back: to the need, the customers, their past, the settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts, Demand
from staffopt.domain.explanation import Cell, DriverTrace, Setting
from staffopt.domain.people import Person
from staffopt.domain.requirement import RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Shift
from staffopt.errors import ConfigError
from staffopt.errors import Problem as Fault
from staffopt.explaining.week import Week
from staffopt.inputs.changes import lay_over, sections_of
from staffopt.inputs.findings import Findings
from staffopt.inputs.store import Store
from staffopt.inputs.yaml_file import YamlFile, read_yaml
from staffopt.rules.words import on_clock

PAST_WEEKS = 6


def cell(
    week: Week,
    roster: Roster,
    store: Store,
    person: Person,
    slot: int,
    demand: Demand | None,
    history: Counts | None,
) -> Cell:
    """What a person does in a slot, and where that comes from.

    Without `demand` and `history` the customers are left out.
    """
    horizon = week.problem.horizon
    start = horizon.instant(slot)
    shift, role, doing = _block(week, roster, person, start)
    need = None if role is None else week.problem.requirement.roles[role]
    scheduled = _scheduled(roster, role, start)
    return Cell(
        person_id=person.id,
        name=person.name or person.id,
        start=start,
        doing=doing,
        role=role or "",
        shift=shift.id,
        required=0 if need is None else int(need.required[slot]),
        scheduled=scheduled,
        worth=_worth(need, slot, scheduled),
        work_seconds=_work(need, slot),
        drivers=tuple(_drivers(store, role, slot, demand, history, horizon)),
        settings=tuple(_settings(store, role, doing)),
    )


def _block(
    week: Week, roster: Roster, person: Person, start: datetime
) -> tuple[Shift, str | None, str]:
    """The shift a moment lies in, the role worked, and in a word what is done."""
    for shift in roster.of(person.id):
        for block in shift.blocks:
            if block.start <= start < block.end:
                worked = block.role if block.activity is Activity.WORK else None
                return shift, worked, worked or block.activity.value
    name = person.name or person.id
    found = f"{name} is not there on {on_clock(week.problem, start)}"
    raise ConfigError(Fault("cell", found, "a moment of a shift; `--person` asks why not"))


def _scheduled(roster: Roster, role: str | None, start: datetime) -> int:
    """How many work the role at a moment."""
    return sum(
        block.role == role and block.activity is Activity.WORK and block.start <= start < block.end
        for shift in roster.shifts
        for block in shift.blocks
        if role is not None
    )


def _worth(need: RoleRequirement | None, slot: int, scheduled: int) -> int | None:
    """What one person fewer would cost in the slot, in hundredths of the currency."""
    if need is None or not scheduled:
        return None
    return need.loss_of(slot, scheduled - 1) - need.loss_of(slot, scheduled)


def _work(need: RoleRequirement | None, slot: int) -> float | None:
    """Expected seconds of work in the slot."""
    return None if need is None or need.workload is None else float(need.workload[slot])


def _drivers(
    store: Store,
    role: str | None,
    slot: int,
    demand: Demand | None,
    history: Counts | None,
    horizon: Horizon,
) -> Iterator[DriverTrace]:
    """The customers that the role's need comes from, and those of past weeks at that time."""
    if role is None or demand is None:
        return
    for driver in store.roles[role].reads:
        found = demand.drivers[driver]
        counted = store.rates[driver][0] if driver in store.rates else driver
        yield DriverTrace(
            driver=driver,
            mean=float(found.mean[slot]),
            p90=float(found.quantiles[0.9][slot]),
            method=found.method,
            corrected=found.overridden is not None and bool(found.overridden[slot]),
            counted=counted,
            past=tuple(_past(history, counted, horizon.instant(slot), demand, horizon)),
        )


def _past(
    history: Counts | None, driver: str, start: datetime, demand: Demand, horizon: Horizon
) -> Iterator[tuple[datetime, int]]:
    """What was counted at the same time of the last known weeks before the forecast was made."""
    if history is None or driver not in history.series:
        return
    local, told = horizon.local(start), 0
    for weeks in range(1, 60):
        day = (local - timedelta(weeks=weeks)).date()
        at = horizon.at(day, local.time())
        slot = history.horizon.slot(at)
        inside = 0 <= slot < history.horizon.slots
        if day < demand.as_of and inside and bool(history.known[slot]) and told < PAST_WEEKS:
            told += 1
            yield at, int(np.rint(history.series[driver][slot]))


def _settings(store: Store, role: str | None, doing: str) -> Iterator[Setting]:
    """The keys of the store's files that decide it, with their places, and its changes."""
    file = read_yaml(store.folder / "store.yaml", Findings())
    lay_over(file, sections_of(store.changes)[0], Findings())
    if role is None:
        family = "break" if doing == Activity.BREAK else "training"
        for rule in store.rules:
            if family in rule.name:
                yield _setting(file, ("rules", rule.key), rule.citation or rule.name)
        return
    method = store.roles[role]
    given = file.content.get("roles", {}).get(role, {})
    for key in given if isinstance(given, dict) else ():
        yield _setting(file, ("roles", role, str(key)), given[key])
    for driver in method.reads:
        yield _setting(file, ("drivers", driver), file.content.get("drivers", {}).get(driver))
    yield _setting(file, ("forecast",), file.content.get("forecast", {"method": "gam"}))
    if store.transactions is not None:
        yield _setting(file, ("transactions", "source"), store.transactions.source)


def _setting(file: YamlFile, path: tuple[str, ...], value: object) -> Setting:
    """A key with its place and value; where only parts of it are changed, that is said."""
    inside = any(key[: len(path)] == path and key != path for key in file.changed)
    return Setting(file.where(path) + (", with changes" if inside else ""), _plain(value))


def _plain(value: object) -> str:
    """A value as one would write it in store.yaml."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(each)}" for key, each in value.items()) + "}"
    return "" if value is None else str(value)

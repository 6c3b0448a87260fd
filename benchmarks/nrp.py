"""The Curtois and Qu shift scheduling instances as staffopt problems, and rosters as their files.

One role; every shift type has slots of the day of its own, so that cover per day and type is a loss
table. A minute of the instance is a fixed part of a planned minute: types are ordered and measured,
and have no clock times. All limits and wishes are rules and goals of the product. The instances
carry no licence and are not part of the repository; WHERE says where they are.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby
from math import gcd
from pathlib import Path
from typing import Any

import numpy as np

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.people import Person, Preference, TimeOff
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.roster import Roster
from staffopt.errors import DataError
from staffopt.errors import Problem as Fault
from staffopt.goals import GOALS
from staffopt.goals.base import Goal
from staffopt.rules import RULES
from staffopt.rules.base import Rule, Selector

FILES = "Instance*.txt"
SUFFIX = ".csv"
WHERE = (
    "name NRP files, or a folder of them with --instances DIR; "
    "the nrp page of schedulingbenchmarks.org has them"
)
CHECKER = Path(__file__).resolve().parent / "instances" / "nrp" / "check_nrp.py"
FIRST = date(2026, 11, 2)
"""A Monday."""
ROLE = "staff"
MONEY = 100
"""One point of the instance is one unit of currency."""
UNMET = 300
"""Points that an hour below the contract, or a day below a least run, costs the search: such limits
are hard in the instance, and a roster that breaks one is judged so by the checker."""


@dataclass(frozen=True)
class Kind:
    """A shift type: its name, minutes, the types that may not follow it, its slots in a day."""

    id: str
    minutes: int
    not_before: tuple[str, ...]
    first: int
    slots: int


@dataclass(frozen=True)
class Member:
    """One line of the staff section, with the days off."""

    id: str
    most_of: dict[str, int]
    most_minutes: int
    least_minutes: int
    most_run: int
    least_run: int
    least_off: int
    weekends: int
    off: tuple[int, ...]


@dataclass(frozen=True)
class Instance:
    """A file: sizes in minutes of the instance, requests and cover as in its lines."""

    name: str
    days: int
    slot_minutes: int
    unit: int
    """Minutes of the instance in a slot."""
    kinds: dict[str, Kind]
    staff: tuple[Member, ...]
    on: tuple[tuple[str, int, str, int], ...]
    off: tuple[tuple[str, int, str, int], ...]
    cover: tuple[tuple[int, str, int, int, int], ...]


def read(path: Path) -> Instance:
    """An instance file."""
    if not path.is_file():
        raise DataError(Fault(str(path), "no such file", "an NRP instance, as Instance1.txt"))
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    sections: dict[str, list[list[str]]] = {}
    name = ""
    for line in lines:
        if line.startswith("SECTION_"):
            name = line.removeprefix("SECTION_")
            sections[name] = []
        elif line and not line.startswith("#"):
            sections[name].append(line.split(","))
    kinds, unit, slots = _kinds(sections["SHIFTS"])
    return Instance(
        name=path.stem,
        days=int(sections["HORIZON"][0][0]),
        slot_minutes=24 * 60 // slots,
        unit=unit,
        kinds=kinds,
        staff=_staff(sections["STAFF"], sections.get("DAYS_OFF", [])),
        on=_requests(sections.get("SHIFT_ON_REQUESTS", [])),
        off=_requests(sections.get("SHIFT_OFF_REQUESTS", [])),
        cover=tuple((int(r[0]), r[1], int(r[2]), int(r[3]), int(r[4])) for r in sections["COVER"]),
    )


def _kinds(rows: list[list[str]]) -> tuple[dict[str, Kind], int, int]:
    """The shift types one after the other in a day, minutes in a slot, slots in a day."""
    unit = gcd(*(int(minutes) for _, minutes, *_ in rows))
    kinds: dict[str, Kind] = {}
    first = 0
    for id_, minutes, *after in rows:
        slots = int(minutes) // unit
        names = tuple(name for name in after[0].split("|") if name) if after else ()
        kinds[id_] = Kind(id_, int(minutes), names, first, slots)
        first += slots
    return kinds, unit, next(n for n in range(first, 24 * 60 + 1) if 24 * 60 % n == 0)


def _staff(rows: list[list[str]], off: list[list[str]]) -> tuple[Member, ...]:
    free = {who: tuple(int(day) for day in days if day) for who, *days in off}
    found = []
    for who, most_of, *limits in rows:
        pairs = (part.split("=") for part in most_of.split("|") if part)
        most, least, run, least_run, least_off, weekends = (int(limit) for limit in limits)
        found.append(
            Member(
                who,
                {kind: int(n) for kind, n in pairs},
                most,
                least,
                run,
                least_run,
                least_off,
                weekends,
                free.get(who, ()),
            )
        )
    return tuple(found)


def _requests(rows: list[list[str]]) -> tuple[tuple[str, int, str, int], ...]:
    return tuple((row[0], int(row[1]), row[2], int(row[3])) for row in rows)


def problem(instance: Instance) -> tuple[Problem, list[Rule], list[Goal]]:
    """The instance as facts, rules and goals."""
    horizon = Horizon(FIRST, instance.days, "UTC", instance.slot_minutes)
    lengths = sorted({kind.slots * instance.slot_minutes for kind in instance.kinds.values()})
    facts = Problem(
        _requirement(instance, horizon),
        tuple(_person(instance, horizon, each) for each in instance.staff),
        grid=ShiftGrid(start_step=instance.slot_minutes, lengths=tuple(lengths)),
    )
    return facts, _rules(instance), [GOALS["service"](), GOALS["preferences"]()]


def _requirement(instance: Instance, horizon: Horizon) -> Requirement:
    people = np.arange(len(instance.staff) + 2)
    required = np.zeros(horizon.slots, np.int32)
    loss = np.zeros((horizon.slots, len(people)), np.int64)
    for day, kind, wanted, under, over in instance.cover:
        slot = horizon.day_starts[day] + instance.kinds[kind].first
        required[slot] = wanted
        missing = wanted - people
        loss[slot] = MONEY * np.where(missing > 0, missing * under, -missing * over)
    always = np.ones(horizon.slots, bool)
    return Requirement(horizon, {ROLE: RoleRequirement(required, loss)}, always, always)


def _person(instance: Instance, horizon: Horizon, each: Member) -> Person:
    midnights = [horizon.instant(slot) for slot in horizon.day_starts]
    weeks = instance.days / 7
    return Person(
        id=each.id,
        name=each.id,
        roles=(ROLE,),
        hours_min=-(-each.least_minutes // instance.unit) * instance.slot_minutes / 60 / weeks,
        hours_target=each.most_minutes // instance.unit * instance.slot_minutes / 60 / weeks,
        hours_max=each.most_minutes // instance.unit * instance.slot_minutes / 60 / weeks,
        wage=0,
        tags=frozenset(f"{name}_{value}" for name, value in _limits(each).items()),
        time_off=tuple(TimeOff(Span(midnights[day], midnights[day + 1])) for day in each.off),
        preferences=tuple(_wishes(instance, each.id)),
    )


def _wishes(instance: Instance, who: str) -> list[Preference]:
    found = []
    for kind, requests in (("wanted", instance.on), ("avoid", instance.off)):
        for person, day, type_, weight in requests:
            if person == who:
                since, until = _window(instance, [instance.kinds[type_]])
                on = FIRST + timedelta(days=day)
                found.append(Preference(kind, on, since, until, weight * MONEY))
    return found


def _window(instance: Instance, kinds: list[Kind]) -> tuple[time, time]:
    """From the start of the first to the end of the last of some neighbouring types."""
    return _wall(instance, kinds[0].first), _wall(instance, kinds[-1].first + kinds[-1].slots)


def _wall(instance: Instance, slot: int) -> time:
    minutes = slot * instance.slot_minutes % (24 * 60)
    return time(minutes // 60, minutes % 60)


def _limits(each: Member) -> dict[str, int]:
    """The limits that differ from person to person, by the names of the tags that carry them."""
    named = {f"most_{kind}": most for kind, most in each.most_of.items()}
    return {
        "run": each.most_run,
        "least_run": each.least_run,
        "least_off": each.least_off,
        "weekends": each.weekends,
        **named,
    }


def _rules(instance: Instance) -> list[Rule]:
    made = [
        _rule("one_shift_a_day"),
        _rule("skill_for_role"),
        _rule("time_off"),
        _rule(
            "contract_hours",
            short_price=UNMET * instance.unit / instance.slot_minutes,
            overtime=1.0,
            balance="plan",
            leave_lowers_least=False,
        ),
    ]
    made += _of_each(instance, "run", "days_in_a_row", "most_days")
    made += _of_each(instance, "least_run", "least_days_in_a_row", "least_days", price=UNMET)
    made += _of_each(instance, "least_off", "least_days_off", "least_days", price=UNMET)
    made += _of_each(instance, "weekends", "weekends", "most")
    for kind in instance.kinds.values():
        starts = dict(zip(("since", "until"), _window(instance, [kind]), strict=True))
        made += _of_each(instance, f"most_{kind.id}", "shifts_of_a_kind", "most", starts=starts)
    return [*made, *_fixed_shifts(instance), *_successions(instance)]


def _rule(name: str, **settings: Any) -> Rule:
    return RULES[name].model_validate(settings)


def _of_each(instance: Instance, tag: str, rule: str, field: str, **settings: Any) -> list[Rule]:
    """One rule for each value of a limit, about those who have it."""
    values = sorted({_limits(each).get(tag, 0) for each in instance.staff})
    return [
        _rule(
            rule,
            id=f"{tag}_{value}",
            who=Selector(tags=(f"{tag}_{value}",)),
            **{field: value},
            **settings,
        )
        for value in values
    ]


def _fixed_shifts(instance: Instance) -> list[Rule]:
    """For each set of types that somebody may work, a list of shifts."""
    by_types: dict[tuple[str, ...], list[str]] = {}
    for each in instance.staff:
        types = tuple(kind for kind in instance.kinds if each.most_of.get(kind, 0) > 0)
        by_types.setdefault(types, []).append(each.id)
    hour = 60 / instance.slot_minutes
    return [
        _rule(
            "fixed_shifts",
            id="shifts_" + "_".join(types),
            who=Selector(people=tuple(people)),
            shifts=[
                {
                    "start": _wall(instance, instance.kinds[kind].first),
                    "hours": instance.kinds[kind].slots / hour,
                }
                for kind in types
            ],
        )
        for types, people in by_types.items()
    ]


def _successions(instance: Instance) -> list[Rule]:
    """For types that forbid the same, one rule for each stretch of neighbours they forbid."""
    order = list(instance.kinds.values())
    made = []
    for first, after in _stretches(order, lambda kind: kind.not_before):
        for next_, _ in _stretches(order, lambda kind, after=after: kind.id in after or None):
            windows = [
                dict(zip(("since", "until"), _window(instance, kinds), strict=True))
                for kinds in (first, next_)
            ]
            made.append(
                _rule(
                    "successions",
                    id=f"{first[0].id}_before_{next_[0].id}",
                    first=windows[0],
                    next=windows[1],
                )
            )
    return made


def _stretches(kinds: list[Kind], key: Any) -> list[tuple[list[Kind], Any]]:
    """Neighbouring types with the same key, where there is one."""
    return [(list(group), value) for value, group in groupby(kinds, key) if value]


def solution(instance: Instance, roster: Roster) -> str:
    """A roster in the format's solution file: a line a person, a field a day."""
    by_start = {
        (kind.first, kind.slots * instance.slot_minutes): kind.id
        for kind in instance.kinds.values()
    }
    rows = {each.id: ["-"] * instance.days for each in instance.staff}
    for shift in roster.shifts:
        day = roster.horizon.day_of(shift.start)
        offset = roster.horizon.slot(shift.start) - roster.horizon.day_starts[day]
        rows[shift.person_id][day] = by_start[offset, shift.minutes]
    return "".join(",".join([who, *row]) + "\n" for who, row in rows.items())


def judge(path: Path, solution_path: Path, checker: Path = CHECKER) -> dict[str, Any]:
    """What the set's own checker says: the penalty, how many breaches and the first of them."""
    done = subprocess.run(
        [sys.executable, str(checker), str(path), str(solution_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    said = re.search(r"violations (\d+) (.*)\s+penalty (\d+)", done.stdout)
    if done.returncode or not said:
        raise DataError(Fault(str(checker), done.stderr or done.stdout, "its verdict"))
    return {"cost": int(said[3]), "violations": int(said[1]), "breaches": said[2]}

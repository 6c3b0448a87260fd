"""A whole store week as one linear model over whole numbers, for solvers that take such models.

Every rule and cost of the format is stated once: a literal for each shift of a person and day, for
each start of a break, and for each role in each slot; stretches by clauses on neighbouring slots.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, pairwise, product
from typing import Any

from peers.answer import Instance, Shifts

Terms = list[tuple[int, int]]
"""Pairs of variable and weight."""
Option = tuple[int, int, int]
"""Start, end and paid length of a shift, in slots."""


@dataclass
class Rows:
    """Variables from 0 to `upper` with a cost each; rows least <= terms <= most."""

    cost: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    rows: list[tuple[Terms, int | None, int | None]] = field(default_factory=list)

    def variable(self, cost: int = 0, upper: int = 1) -> int:
        """A new variable's number."""
        self.cost.append(cost)
        self.upper.append(upper)
        return len(self.cost) - 1

    def add(self, terms: Terms, *, least: int | None = None, most: int | None = None) -> None:
        """A new row."""
        self.rows.append((terms, least, most))


@dataclass
class Cell:
    """The variables of one person and day."""

    shifts: dict[Option, int] = field(default_factory=dict)
    breaks: dict[int, int] = field(default_factory=dict)
    works: dict[int, int] = field(default_factory=dict)
    roles: dict[tuple[int, str], int] = field(default_factory=dict)

    def where(self, options: Iterable[Option]) -> Terms:
        """The shifts that are among the options."""
        return [(self.shifts[each], 1) for each in options]


class LinearWeek:
    """The model of an instance, and a solution read from values."""

    def __init__(self, instance: Instance) -> None:
        self.instance, self.model = instance, Rows()
        self.days, self.slots = (
            range(len(instance["time"]["days"])),
            range(instance["time"]["slots_per_day"]),
        )
        self.cells: dict[tuple[str, int], Cell] = {}
        for person in instance["employees"]:
            for day in self.days:
                self.cells[person["id"], day] = self._cell(person, day)
            self._week(person)
        self._cover()
        self._fairness()

    def _is_due(self, option: Option) -> bool:
        return bool(option[2] > self.instance["break"]["due_above_paid"])

    def _sessions(self, person: dict[str, Any], day: int) -> list[tuple[int, int]]:
        return [
            (each["start"], each["start"] + each["duration"])
            for each in self.instance["sessions"]
            if each["day"] == day and person["id"] in each["attendees"]
        ]

    def _options(self, person: dict[str, Any], day: int) -> list[Option]:
        """The shifts that a person may work on a day."""
        shift, rest = self.instance["shift"], self.instance["break"]
        window, sunday = person["availability"][day], person["last_sunday_end"]
        found = []
        for start, paid in product(self.slots[:: shift["start_step"]], shift["paid_lengths"]):
            end = start + paid + (rest["length"] if paid > rest["due_above_paid"] else 0)
            rested = (
                day > 0
                or sunday is None
                or 96 - sunday + start >= self.instance["rules"]["min_rest"]
            )
            held = all(start <= a and b <= end for a, b in self._sessions(person, day))
            if window and window[0] <= start and end <= window[1] and rested and held:
                found.append((start, end, paid))
        return found

    def _cell(self, person: dict[str, Any], day: int) -> Cell:
        model, cell = self.model, Cell()
        options, sessions = self._options(person, day), self._sessions(person, day)
        cell.shifts = {each: model.variable(self._wish(person, day, each)) for each in options}
        model.add(cell.where(options), least=1 if sessions else None, most=1)
        self._breaks(cell, sessions)
        for slot in sorted({slot for start, end, _ in options for slot in range(start, end)}):
            if not any(a <= slot < b for a, b in sessions):
                self._slot(cell, person, slot)
        self._stretches(cell, person)
        return cell

    def _wish(self, person: dict[str, Any], day: int, option: Option) -> int:
        band = self.instance["costs"]["band"].get(person["band"]) or {}
        late = option[1] > band.get("end_after", self.slots[-1] + 1)
        early = option[0] < band.get("start_before", 0)
        return int(person["day_cost"][day] + (band["cost"] if late or early else 0))

    def _breaks(self, cell: Cell, sessions: list[tuple[int, int]]) -> None:
        """A break if and only if due, inside its window, not over a session."""
        rest, model = self.instance["break"], self.model
        due = [each for each in cell.shifts if self._is_due(each)]
        fits: dict[int, list[Option]] = defaultdict(list)
        for each in due:
            for at in range(each[0] + rest["earliest"], each[0] + rest["latest"] + 1, rest["step"]):
                if all(at + rest["length"] <= a or b <= at for a, b in sessions):
                    fits[at].append(each)
        cell.breaks = {at: model.variable() for at in sorted(fits)}
        for at, literal in cell.breaks.items():
            model.add([*cell.where(fits[at]), (literal, -1)], least=0)
        terms = [(literal, 1) for literal in cell.breaks.values()]
        model.add([*terms, *((each, -1) for each, _ in cell.where(due))], least=0, most=0)

    def _slot(self, cell: Cell, person: dict[str, Any], slot: int) -> None:
        """At work where a shift covers the slot and no break does; then in one role."""
        model, length = self.model, self.instance["break"]["length"]
        cell.works[slot] = model.variable()
        here = cell.where(each for each in cell.shifts if each[0] <= slot < each[1])
        pauses = [(v, -1) for at, v in cell.breaks.items() if at <= slot < at + length]
        model.add([*here, *pauses, (cell.works[slot], -1)], least=0, most=0)
        for role in person["skills"]:
            cell.roles[slot, role] = model.variable()
        own = [(cell.roles[slot, role], 1) for role in person["skills"]]
        model.add([*own, (cell.works[slot], -1)], least=0, most=0)

    def _stretches(self, cell: Cell, person: dict[str, Any]) -> None:
        """Where a role changes between two slots, each lasts the least stretch on its side."""
        least = self.instance["rules"]["role_min_stretch"]
        if len(person["skills"]) < 2:
            return
        for slot, role in product(cell.works, person["skills"]):
            for side in (-1, 1):
                other = cell.works.get(slot + side)
                if other is None:
                    continue
                changes = [
                    (cell.roles[slot, role], -1),
                    (cell.roles[slot + side, role], 1),
                    (other, -1),
                ]
                for far in range(1, least):
                    kept = cell.roles.get((slot - side * far, role))
                    terms = changes if kept is None else [*changes, (kept, 1)]
                    self.model.add(terms, least=-1)

    def _week(self, person: dict[str, Any]) -> None:
        """Hours, days, rest, days in a row and weekend closings of a person."""
        rules, model = self.instance["rules"], self.model
        cells = [self.cells[person["id"], day] for day in self.days]
        paid = [(v, each[2]) for cell in cells for each, v in cell.shifts.items()]
        model.add(paid, least=person["min_paid"], most=person["max_paid"])
        above = max(person["max_paid"] - person["target_paid"], 0)
        over = model.variable(self.instance["costs"]["overtime"], above)
        model.add([*paid, (over, -1)], most=person["target_paid"])
        model.add([(v, 1) for cell in cells for v in cell.shifts.values()], most=person["max_days"])
        for one, two in pairwise(cells):
            for end in sorted({each[1] for each in one.shifts}):
                late = one.where(each for each in one.shifts if each[1] >= end)
                soon = [e for e in two.shifts if 96 - end + e[0] < rules["min_rest"]]
                model.add([*late, *two.where(soon)], most=1)
        for first in range(-person["run_before"], len(cells) - rules["max_run_days"]):
            window = cells[max(first, 0) : first + rules["max_run_days"] + 1]
            most = rules["max_run_days"] - max(-first, 0)
            model.add([(v, 1) for cell in window for v in cell.shifts.values()], most=most)
        ends = [self._closings(person["id"], day) for day in rules["weekend_days"]]
        model.add([term for day in ends for term in day], most=person["max_weekend_closings"])

    def _closings(self, name: str, day: int) -> Terms:
        cell, late = self.cells[name, day], self.instance["shift"]["closing_end"]
        return cell.where(each for each in cell.shifts if each[1] >= late)

    def _cover(self) -> None:
        """Missing and idle people, and slots without a supervisor."""
        costs, model = self.instance["costs"], self.model
        working: dict[tuple[int, int, str], Terms] = defaultdict(list)
        charge: dict[tuple[int, int], Terms] = defaultdict(list)
        bosses = {each["id"] for each in self.instance["employees"] if each["supervisor"]}
        for (name, day), cell in self.cells.items():
            for (slot, role), literal in cell.roles.items():
                working[day, slot, role].append((literal, 1))
            if name in bosses:
                for slot, literal in cell.works.items():
                    charge[day, slot].append((literal, 1))
        for day, slot in product(self.days, self.slots):
            nobody = model.variable(costs["no_supervisor"])
            model.add([*charge[day, slot], (nobody, 1)], least=1)
            for role in self.instance["roles"]:
                need = self.instance["demand"][role][day][slot]
                steps = [(model.variable(c), 1) for c in costs["under"][:-1][:need]]
                rest = max(need - len(steps), 0)
                steps += [(model.variable(costs["under"][-1], rest), 1)] if rest else []
                idle = model.variable(costs["over"], len(self.instance["employees"]))
                terms = [*working[day, slot, role], *steps, (idle, -1)]
                model.add(terms, least=need, most=need)

    def _fairness(self) -> None:
        """Most less least closings within a class."""
        fair, model = self.instance["costs"]["fairness"], self.model
        classes = {each["class"] for each in self.instance["employees"]}
        for name in sorted(classes & {*fair["classes"]}):
            most, least = model.variable(fair["weight"], 7), model.variable(-fair["weight"], 7)
            for person in (e for e in self.instance["employees"] if e["class"] == name):
                own = [term for day in self.days for term in self._closings(person["id"], day)]
                model.add([*own, (most, -1)], most=0)
                model.add([*own, (least, -1)], least=0)

    def shifts(self, values: list[int]) -> Shifts:
        """The shifts that values stand for."""
        names = [person["id"] for person in self.instance["employees"]]
        return {
            name: [self._read(self.cells[name, day], values) for day in self.days] for name in names
        }

    def _read(self, cell: Cell, values: list[int]) -> dict[str, Any] | None:
        taken = [each for each, literal in cell.shifts.items() if values[literal]]
        if not taken:
            return None
        runs = groupby(range(len(self.slots) + 1), lambda slot: _role_in(cell, slot, values))
        stretches, slot = [], 0
        for role, group in runs:
            after = slot + len([*group])
            stretches += [] if role is None else [[role, slot, after]]
            slot = after
        pause = [at for at, literal in cell.breaks.items() if values[literal]]
        start, end, _ = taken[0]
        return {
            "start": start,
            "end": end,
            "break": pause[0] if pause else None,
            "roles": stretches,
        }


def _role_in(cell: Cell, slot: int, values: list[int]) -> str | None:
    """The role worked in a slot."""
    own = [role for (at, role), literal in cell.roles.items() if at == slot and values[literal]]
    return own[0] if own else None

"""The breaks that the search plans are legal wherever they start, and are planned once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from tests.stores_in_words import store

from staffopt.domain.break_shapes import BreakDue
from staffopt.domain.grid_shifts import table_of
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.inputs.findings import Findings
from staffopt.inputs.pack_file import read_pack, rules_in
from staffopt.rules.break_due import BreakOwed
from staffopt.rules.planned_breaks import planned_breaks

QUARTER = 15
LAWS = {
    "DE": BreakOwed(
        over_hours=(6, 9),
        minutes=(30, 15),
        basis="work",
        least_piece_minutes=15,
        longest_stretch_hours=6,
    ),
    "DE youth": BreakOwed(
        over_hours=(4.5, 6),
        minutes=(30, 30),
        least_piece_minutes=15,
        not_in_first_hours=1,
        before_end_hours=1,
        longest_stretch_hours=4.5,
    ),
    "WA": BreakOwed(
        over_hours=5, minutes=30, earliest_hours=2, latest_hours=5, longest_stretch_hours=5
    ),
    "OR": BreakOwed(
        over_hours=(6, 7),
        inclusive=(True, False),
        up_to_hours=(7, 24),
        minutes=30,
        earliest_hours=(2, 3),
        latest_hours=(3.5, 4.5),
        basis="work",
    ),
    "ON": BreakOwed(over_hours=5, minutes=30, longest_stretch_hours=5),
    "AU": BreakOwed(
        over_hours=(5, 10),
        inclusive=(False, True),
        minutes=30,
        not_in_first_hours=1,
        before_end_hours=1,
        longest_stretch_hours=5,
    ),
    "CA rest": BreakOwed(over_hours=3.5, inclusive=True, per_hours=4, minutes=10, paid=True),
    "NY noon": BreakOwed(over_hours=6, minutes=30, between="11:00-14:00", if_spans="11:00-14:00"),
    "NY late": BreakOwed(
        over_hours=6, minutes=45, start_between="13:00-06:00", midway_within_hours=1
    ),
}
LUNCH = BreakOwed(over_hours=6, minutes=60, earliest_hours=3, latest_hours=4.5)
CA_MEAL = BreakOwed(over_hours=(5, 10), minutes=30, latest_hours=(5, 10))
CA_REST = BreakOwed(
    over_hours=(3.5, 6, 10), inclusive=(True, False, False), minutes=10, paid=True, basis="work"
)
LONGER_IF_LONG = BreakOwed(
    over_hours=(6, 7),
    up_to_hours=(7, 24),
    minutes=(30, 60),
    earliest_hours=(2, 4),
    latest_hours=(3, 6),
    basis="work",
)
TOGETHER = {
    **{law: (rule,) for law, rule in LAWS.items()},
    "OR, an hour's lunch": (LAWS["OR"], LUNCH),
    "CA": (CA_REST, CA_MEAL),
    "a longer break in longer shifts": (LONGER_IF_LONG,),
    "two by length of work": (LAWS["OR"], LONGER_IF_LONG),
}


def _monday(step: int = 2) -> tuple[Problem, ShiftTable]:
    """One person's shifts of 3 to 16 hours that start on a Monday, by the half-hour."""
    problem, _ = store({"people": {"Ann": {}}})
    start, span = (a.ravel() for a in np.mgrid[0:96:step, 12:65:step])
    return problem, table_of(problem.horizon, 0 * start, start, start + span)


def _planned(*rules: BreakOwed) -> tuple[Problem, ShiftTable, list[BreakDue]]:
    problem, table = _monday()
    return problem, table, planned_breaks(problem, problem.people[0], rules, table)


def _placed(
    table: ShiftTable, row: int, dues: list[BreakDue], draw: random.Random
) -> Iterator[tuple[int, int, bool]]:
    """Each break of a row at a random quarter of an hour of its window."""
    for due in dues:
        if due.due[row]:
            first = -(-max(int(due.earliest[row]), QUARTER) // QUARTER)
            last = min(int(due.latest[row]), int(table.minutes[row]) - due.minutes - 1) // QUARTER
            yield draw.randint(first, last) * QUARTER, due.minutes, due.paid


def _shift(table: ShiftTable, row: int, breaks: list[tuple[int, int, bool]]) -> Shift:
    start = table.horizon.instant(int(table.start[row]))
    end = start + timedelta(minutes=int(table.minutes[row]))
    blocks, now = [], start
    for at, minutes, paid in sorted(breaks):
        begin = start + timedelta(minutes=at)
        if now < begin:
            blocks.append(Block(now, begin, Activity.WORK, "cashier"))
        now = begin + timedelta(minutes=minutes)
        blocks.append(Block(begin, now, Activity.BREAK, paid=paid))
    return Shift(f"row {row}", "Ann", (*blocks, Block(now, end, Activity.WORK, "cashier")))


@pytest.mark.parametrize("law", TOGETHER)
def test_planned_breaks_are_legal_wherever_they_start(law: str) -> None:
    """Breaks at random starts of their windows that do not meet satisfy the check, every time."""
    draw, rules, tried = random.Random(law), TOGETHER[law], 0
    problem, table, dues = _planned(*rules)
    for row in draw.sample(range(len(table)), 400):
        try:
            breaks = list(_placed(table, row, dues, draw))
        except ValueError:  # a window without a quarter of an hour: no such shift is planned
            continue
        ends = [0, *(at + minutes for at, minutes, _ in sorted(breaks))]
        if all(at >= end for (at, _, _), end in zip(sorted(breaks), ends, strict=False)):
            tried += 1
            roster = Roster(problem.horizon, (_shift(table, row, breaks),))
            assert [v for rule in rules for v in rule.check(problem, roster)] == []
    assert tried > 250


def _of(length: float, *rules: BreakOwed) -> list[tuple[int, int, int]]:
    """Minutes, earliest and latest start of the breaks planned in a shift of so many hours."""
    _, table, dues = _planned(*rules)
    row = int(np.flatnonzero(table.minutes == 60 * length)[0])
    return [(d.minutes, int(d.earliest[row]), int(d.latest[row])) for d in dues if d.due[row]]


def test_one_break_has_all_the_room_that_law_leaves() -> None:
    """Ontario, 8 h: at least 2.5 h after the start (5 h are left then), at most 5 h after it."""
    assert _of(8, LAWS["ON"]) == [(30, 150, 300)]


def test_a_long_shift_has_more_breaks_and_shares_the_room() -> None:
    """Ontario, 12 h: two breaks; 16 h could be filled, so each has a room of 2 h."""
    assert _of(12, LAWS["ON"]) == [(30, 180, 300), (30, 390, 510)]


def test_work_is_measured_without_the_break() -> None:
    """Germany: 9.5 h with 30 min off is 9 h of work, which owes no more; 10 h owes 45 min."""
    assert [minutes for minutes, _, _ in _of(9.5, LAWS["DE"])] == [30]
    assert [minutes for minutes, _, _ in _of(10, LAWS["DE"])] == [30, 15]


def test_a_longer_shift_has_its_break_later() -> None:
    """Oregon: 7.5 h with a meal is 7 h of work, which has it early; 8 h has one, too, but later."""
    assert [_of(each, LAWS["OR"]) for each in (5.5, 6, 7.5)] == [[], *[[(30, 120, 210)]] * 2]
    assert _of(8, LAWS["OR"]) == [(30, 180, 270)]


@pytest.mark.parametrize(
    ("age", "minutes"),
    [(30, {6: 0, 9: 30, 9.5: 30, 10: 45, 12: 45}), (17, {4.5: 0, 6: 30, 6.5: 30, 7: 60, 9: 60})],
)
def test_the_german_packs_breaks_are_those_of_the_law(age: int, minutes: dict[float, int]):
    """30 min over 6 h of work, 45 over 9 h; under 18 30 over 4.5 h, 60 over 6 h: not one on top."""
    findings = Findings()
    pack = read_pack("de", findings)
    assert pack is not None
    rules = [rule for rule in rules_in(pack, findings) if isinstance(rule, BreakOwed)]
    problem, _ = store({"people": {"Ann": {}}})
    born = problem.horizon.first.replace(year=problem.horizon.first.year - age, day=1)
    ann = replace(problem.people[0], birth_date=born)
    spans = np.array([int(4 * hours) for hours in minutes])
    table = table_of(problem.horizon, 0 * spans, 0 * spans + 40, 40 + spans)
    dues = planned_breaks(problem, ann, rules, table)
    owed = np.sum([due.minutes * due.due for due in dues], axis=0)
    assert owed.tolist() == list(minutes.values())


def test_an_hours_lunch_is_less_work_for_the_meal_of_the_law() -> None:
    """Oregon, 8 h: with the hour 7 h are worked at most, so the meal lies before 4 h.

    In 8.5 h more are worked and the hour is the meal; in 6.5 h 5.5 h are, which owe none.
    """
    for rules in ((LAWS["OR"], LUNCH), (LUNCH, LAWS["OR"])):
        assert sorted(_of(8, *rules)) == [(30, 120, 210), (60, 180, 270)]
        assert _of(8.5, *rules) == _of(6.5, *rules) == [(60, 180, 270)]


def test_a_meal_is_no_work_for_which_rests_are_owed() -> None:
    """California: 6.5 h with a meal are 6 h of work, which owe one rest; 7 h owe two."""
    for rules in ((CA_REST, CA_MEAL), (CA_MEAL, CA_REST)):
        assert [sorted(minutes for minutes, _, _ in _of(each, *rules)) for each in (6.5, 7)] == [
            [10, 30],
            [10, 10, 30],
        ]


def test_a_break_that_serves_two_rules_is_planned_once() -> None:
    """A break of 20 min anywhere is the one of 30 min; two of one rule stay two."""
    any_break = BreakOwed(over_hours=6, minutes=20)
    two = BreakOwed(over_hours=(6, 7), minutes=20)
    assert _of(8, LAWS["ON"], any_break) == [(30, 150, 300)]
    assert _of(8, any_break, LAWS["ON"]) == [(30, 150, 300)]
    assert len(_of(8, LAWS["ON"], two)) == len(_of(8, two, LAWS["ON"])) == 2
    assert len(_of(8, LAWS["ON"], BreakOwed(over_hours=6, minutes=20, paid=True))) == 2


def test_a_longer_break_that_may_end_too_late_is_not_one_taken_in_pieces() -> None:
    """Pieces end an hour before the shift does; an hour that may start then is planned beside them.

    One that starts half an hour earlier at the latest is both, and stays so for a third rule; and
    an hour that ends a stretch in time is the half-hour.
    """
    pieces = BreakOwed(over_hours=6, minutes=30, least_piece_minutes=15, before_end_hours=1)
    late, early = (BreakOwed(over_hours=6, minutes=60, latest_hours=at) for at in (6.5, 6))
    assert _of(8, pieces, late) == [(30, 0, 390), (60, 0, 390)]
    longer = BreakOwed(over_hours=6, minutes=75, latest_hours=6)
    assert _of(8, pieces, early) == [(60, 0, 360)]
    assert _of(8, pieces, early, longer) == [(60, 0, 360), (75, 0, 360)]
    lunch = BreakOwed(over_hours=6, minutes=60, earliest_hours=2, latest_hours=6)
    assert _of(8, LAWS["DE"], lunch) == [(60, 120, 360)]


@pytest.mark.parametrize(
    "more", [{"per_hours": 4}, {"longest_stretch_hours": 5}, {"paid": True, "basis": "work"}]
)
def test_a_break_up_to_a_length_is_not_counted_otherwise(more: dict[str, Any]) -> None:
    """What the search could not plan by length is refused, with what to leave out."""
    with pytest.raises(ValidationError, match="up_to_hours: leave out"):
        BreakOwed(over_hours=6, up_to_hours=7, minutes=30, **more)

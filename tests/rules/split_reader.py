"""Who works in pieces, slot by slot: the second reading of a rule that is only checked."""

from __future__ import annotations

from datetime import date

import numpy as np

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.rules.split_shift import SplitShift


def read_splits(rule: SplitShift, problem: Problem, roster: Roster) -> frozenset[tuple[str, date]]:
    """The people and dates whose pieces of work a rule does not allow."""
    found = {
        (person.id, day)
        for person in problem.people
        for day in problem.horizon.dates
        if rule.picks(person, day) and _is_wrong(rule, roster, person, day)
    }
    return frozenset(found)


def _is_wrong(rule: SplitShift, roster: Roster, person: Person, day: date) -> bool:
    horizon = roster.horizon
    mine = [s for s in roster.of(person.id) if horizon.date_of(s.start) == day]
    there = np.zeros(2 * horizon.slots, bool)
    for shift in mine:
        there[horizon.slot(shift.start) : horizon.slot_up(shift.end)] = True
    busy = np.flatnonzero(there)
    off = np.diff(busy)[np.diff(busy) > 1] - 1
    gaps = [hours for hours in off * horizon.slot_minutes / 60 if hours > rule.gap_hours]
    pieces = [shift.minutes / 60 for shift in mine]
    return (
        (rule.most_gaps is not None and len(gaps) > rule.most_gaps)
        or (rule.longest_gap_hours is not None and max(gaps, default=0) > rule.longest_gap_hours)
        or (bool(gaps) and min(pieces) < rule.least_piece_hours)
    )

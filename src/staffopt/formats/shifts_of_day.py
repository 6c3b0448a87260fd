"""Who is there on a day: shifts that start on it, and those of the eve that reach into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from staffopt.domain.carried_cover import reaching_in
from staffopt.domain.plan import Plan
from staffopt.domain.shifts import Shift
from staffopt.formats.cells import person_name
from staffopt.formats.figures import PersonWeek
from staffopt.formats.page.axis import Axis
from staffopt.formats.page.dates import DAYS, span_text


@dataclass(frozen=True)
class Present:
    """One shift as a day shows it."""

    person_id: str
    name: str
    shift: Shift
    from_eve: bool
    when: str
    """`22:00\u201306:00`, with the weekday in front where the shift began on the eve."""


def shifts_of_day(
    plan: Plan, people: Sequence[PersonWeek], day: int, axis: Axis
) -> tuple[Present, ...]:
    """Return a day's shifts, those of the eve first, by start, then end, then name.

    A shift of the eve is there where it reaches onto the day's axis.
    """
    horizon = plan.roster.horizon
    left = horizon.instant(axis.first)
    mine = [(one.id, one.name, shift) for one in people for shift in one.shifts]
    before = reaching_in(horizon, plan.problem.past) if day == 0 else ()
    mine += [(each.person_id, person_name(plan, each.person_id), each) for each in before]
    found = []
    for person_id, name, shift in mine:
        began = horizon.day_of(shift.start)
        if began == day or (began == day - 1 and shift.end > left):
            eve = began < day
            when = span_text(horizon, shift.start, shift.end)
            if eve:
                when = f"{DAYS[horizon.date_of(shift.start).weekday()][:3]} {when}"
            found.append(Present(person_id, name, shift, eve, when))
    return tuple(sorted(found, key=lambda one: (one.shift.start, one.shift.end, one.name)))

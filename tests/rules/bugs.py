"""The planted bugs: for every rule at least one in its shapes and one in its check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import numpy as np
from tests.rules.planting import (
    Bug,
    answers,
    checks_on,
    checks_with,
    each,
    later_end,
    later_start,
    pays_on,
    pays_with,
    sees,
    the_day_before,
)
from tests.rules.samples import Change, each_person

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Asked, FreeSpans, Stretches
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Count, Ints, Once, ShiftTable
from staffopt.domain.shifts import Activity, Shift
from staffopt.rules.change_bands import Band
from staffopt.rules.week_windows import WEEKDAYS

Ways = tuple[tuple[Asked, ...], ...]


def _no_nights(person: Person) -> Person:
    day = tuple(w for w in person.availability if w.until > w.since)
    return replace(person, availability=day or person.availability)


def _no_district(
    problem: Problem, person: Person, table: ShiftTable
) -> tuple[Problem, Person, ShiftTable]:
    return problem, replace(person, school=None), table


_DISTRICTLESS = each_person(lambda person: replace(person, school=None))


def _apart(person: Person) -> Person:
    """Windows that touch are a minute apart."""
    moved = tuple(replace(w, since=w.since.replace(minute=1)) for w in person.availability)
    return replace(person, availability=moved)


def _no_past(problem: Problem) -> Problem:
    return replace(problem, past=())


def _past_before(problem: Problem) -> Problem:
    start = problem.horizon.start
    return replace(problem, past=tuple(p for p in problem.past if p.shift.start < start))


def _past_after(problem: Problem) -> Problem:
    start = problem.horizon.start
    return replace(problem, past=tuple(p for p in problem.past if p.shift.start >= start))


def _clock_of_the_first_day(problem: Problem) -> Problem:
    """A zone without clock changes: elapsed time is taken for wall-clock time."""
    horizon = replace(problem.horizon, zone="Etc/GMT-1")
    return replace(problem, requirement=replace(problem.requirement, horizon=horizon))


def _born_later(days: int) -> Change:
    return each_person(
        lambda p: replace(p, birth_date=p.birth_date and p.birth_date + timedelta(days=days))
    )


def _first_leave_hour_lost(person: Person) -> Person:
    return replace(
        person,
        time_off=tuple(
            replace(off, span=replace(off.span, start=off.span.start + timedelta(hours=1)))
            for off in person.time_off
        ),
    )


def _work_only(roster: Roster) -> Roster:
    """Breaks and training are taken for work."""

    def busy(shift: Shift) -> Shift:
        blocks = (replace(b, activity=Activity.WORK, role="floor") for b in shift.blocks)
        return replace(shift, blocks=tuple(blocks))

    return replace(roster, shifts=tuple(busy(shift) for shift in roster.shifts))


def _breaks_paid(roster: Roster) -> Roster:
    def paid(shift: Shift) -> Shift:
        return replace(shift, blocks=tuple(replace(b, paid=True) for b in shift.blocks))

    return replace(roster, shifts=tuple(paid(shift) for shift in roster.shifts))


def _one_per_person(roster: Roster) -> Roster:
    """Only people's first shifts."""
    return replace(roster, shifts=tuple(shifts[0] for shifts in roster.by_person.values()))


def _trainers_attend(roster: Roster) -> Roster:
    """Trainers are counted as trainees."""
    return replace(
        roster,
        sessions=tuple(
            replace(s, attendees=tuple({*s.attendees, *([s.trainer_id] if s.trainer_id else [])}))
            for s in roster.sessions
        ),
    )


def _no_rooms(roster: Roster) -> Roster:
    return replace(roster, sessions=tuple(replace(s, room=None) for s in roster.sessions))


def _anybody_trains(problem: Problem) -> Problem:
    courses = tuple(replace(course, trainers=()) for course in problem.courses)
    return replace(problem, courses=courses)


def _no_prerequisites(problem: Problem) -> Problem:
    courses = tuple(replace(course, prerequisites=()) for course in problem.courses)
    return replace(problem, courses=courses)


def _no_blackout(problem: Problem) -> Problem:
    return replace(problem, courses=tuple(replace(c, blackout=()) for c in problem.courses))


def _no_dues(problem: Problem) -> Problem:
    return replace(problem, needs=tuple(replace(need, due=None) for need in problem.needs))


def _small_groups(problem: Problem) -> Problem:
    return replace(problem, courses=tuple(replace(c, group_min=1) for c in problem.courses))


def _always_open(problem: Problem) -> Problem:
    need = problem.requirement
    return replace(problem, requirement=replace(need, open=need.staffed))


def _all_paid(
    problem: Problem, person: Person, table: ShiftTable
) -> tuple[Problem, Person, ShiftTable]:
    """Shifts whose breaks are all paid."""
    return problem, person, replace(table, paid=table.minutes)


def _starts_a_day_early(
    problem: Problem, person: Person, table: ShiftTable
) -> tuple[Problem, Person, ShiftTable]:
    """Shifts that seem to lie in the day before."""
    return problem, person, replace(table, start=np.maximum(table.start - 48, 0))


def _no_seventh(counts: list[Count]) -> list[Count]:
    """A day is not dearer for being the seventh."""
    return [count for count in counts if count.sure]


def _none(_: object) -> None:
    """Nothing is known of a side of the plan, or said."""


def _half_more(most: Ints) -> Ints:
    return most + 30


def _more(price: int) -> int:
    return price + 1


def _told_later(problem: Problem, person: Person, table: ShiftTable) -> tuple[Any, ...]:
    """The roster is told an hour later than it is."""
    told = problem.publish_at and problem.publish_at - timedelta(hours=1)
    return replace(problem, publish_at=told), person, table


def _an_hour_more(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Each band reaches an hour further."""
    return tuple(b.model_copy(update={"notice_hours": b.notice_hours + 1}) for b in bands)


def _days_alone(groups: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """Every day its own group."""
    return tuple((day,) for days in groups for day in days)


def _day_later(days: Bools | None) -> Bools | None:
    return None if days is None else np.roll(days, 1)


def _once_more(once: Once) -> Once:
    return replace(once, days=once.days - 1)


def _first_time(once: Once) -> Once:
    return replace(once, last=None)


def _all_rows(rows: Bools) -> Bools:
    return np.ones_like(rows)


def _week_later(day: date) -> date:
    return day + timedelta(days=7)


def _one(_: int) -> int:
    return 1


def _midnight(_: time) -> time:
    return time(0)


def _one_fewer(ways: Ways) -> Ways:
    """One span fewer is asked for."""
    return tuple(
        tuple(
            replace(part, least=part.least - 1) if isinstance(part, FreeSpans) else part
            for part in way
        )
        for way in ways
    )


def _first_run(ways: Ways) -> Ways:
    """Only the first of the runs around a weekend counts."""
    return tuple(
        tuple(
            replace(part, groups=tuple(group[:1] for group in part.groups))
            if isinstance(part, FreeSpans)
            else part
            for part in way
        )
        for way in ways
    )


def _longer(ways: Ways) -> Ways:
    """A minute more in every stretch."""
    return _stretches(ways, lambda s: replace(s, least=s.least + 1, total=s.total + 1))


def _any_day(ways: Ways) -> Ways:
    """Stretches need not hold anything."""
    return _stretches(ways, lambda s: replace(s, around=()))


def _stretches(ways: Ways, change: Callable[[Stretches], Stretches]) -> Ways:
    return tuple(
        tuple(change(part) if isinstance(part, Stretches) else part for part in way) for way in ways
    )


def _without_history(person: Person) -> Person:
    return replace(person, history=None)


def _unknown(problem: Problem, person: Person, table: ShiftTable) -> tuple[Any, ...]:
    return problem, _without_history(person), table


BUGS = [
    Bug("availability", "shape", "ignores the last half hour", sees("allows", later_end(-30))),
    Bug("availability", "shape", "starts half an hour late", sees("allows", later_start(1))),
    Bug("availability", "check", "forgets nights", checks_on(each_person(_no_nights))),
    Bug("availability", "check", "does not join windows", checks_on(each_person(_apart))),
    Bug("break_due", "shape", "takes > for >=", sees("breaks", later_end(-1)), 2),
    Bug("break_due", "shape", "is late", each("breaks", latest=lambda at: at + 30)),
    Bug("break_due", "shape", "is early", each("breaks", earliest=lambda at: at - 60)),
    Bug("break_due", "shape", "forgets paid", each("breaks", paid=lambda _: True)),
    Bug("break_due", "check", "takes >= for >", checks_with(inclusive=lambda _: True)),
    Bug("break_due", "check", "counts all as paid", checks_on(roster=_breaks_paid)),
    Bug("break_due", "check", "forgets the end", checks_with(before_end_hours=lambda _: 0), 2),
    Bug("break_due", "shape", "forgets stretches", answers("unbroken", lambda _: ()), 4),
    Bug("break_due", "shape", "is half an hour generous", each("unbroken", most=_half_more), 4),
    Bug("break_due", "shape", "measures the span", each("breaks", spared=_none), 5),
    Bug("break_due", "shape", "takes no pieces", each("breaks", least_piece=lambda _: 0), 11),
    Bug("break_due", "shape", "reads the clock late", sees("breaks", later_start(1)), 6),
    Bug("break_due", "shape", "takes the day before", sees("breaks", the_day_before), 7),
    Bug("break_due", "shape", "is off the middle", sees("breaks", later_end(60)), 8),
    Bug("break_due", "check", "forgets stretches", checks_with(longest_stretch_hours=_none), 4),
    Bug("break_due", "check", "measures the span", checks_with(basis=lambda _: "span"), 5),
    Bug("break_due", "check", "takes no pieces", checks_with(least_piece_minutes=_none), 11),
    Bug("break_due", "check", "asks everybody at noon", checks_with(if_spans=_none), 6),
    Bug("break_due", "check", "forgets who starts late", checks_with(start_before=_none), 7),
    Bug("break_due", "check", "forgets who ends early", checks_with(end_after=_none), 7),
    Bug("break_due", "check", "ignores the clock change", checks_on(_clock_of_the_first_day), 8),
    Bug("break_due", "check", "forgets starts", checks_with(start_between=_none), 8),
    Bug("break_due", "check", "counts full parts", checks_with(major_fraction=lambda _: False), 9),
    Bug("break_due", "check", "forgets consent", checks_with(waivable=lambda _: ()), 10),
    Bug("change_premium", "shape", "forgets moves", each("counts", tiers=lambda _: ())),
    Bug(
        "change_premium", "shape", "halves the price", each("counts", least_price=lambda p: p // 2)
    ),
    Bug("change_premium", "shape", "is told an hour later", sees("counts", _told_later)),
    Bug("change_premium", "check", "excuses nobody", checks_with(exempt=lambda _: ())),
    Bug("change_premium", "check", "takes <= for <", checks_with(bands=_an_hour_more)),
    Bug("change_premium", "check", "sees first shifts", checks_on(roster=_one_per_person)),
    Bug("closings", "shape", "takes > for >=", sees("counts", later_end(-1))),
    Bug("closings", "shape", "allows one more", each("counts", most=lambda n: n + 1)),
    Bug("closings", "check", "takes > for >=", checks_with(closing_from=lambda _: time(18, 1))),
    Bug("closings", "check", "counts every day", checks_with(weekdays=lambda w: (*w, "tuesday"))),
    Bug("contract_hours", "shape", "lets overtime begin late", each("counts", tiers=lambda _: ())),
    Bug("contract_hours", "shape", "allows more", each("counts", most=lambda n: n + 30)),
    Bug("contract_hours", "shape", "asks less", each("counts", least=lambda n: n - 30)),
    Bug(
        "contract_hours", "check", "forgets leave", checks_with(leave_lowers_least=lambda _: False)
    ),
    Bug("contract_hours", "check", "sees weeks", checks_with(balance=lambda _: "week"), 1),
    Bug("contract_hours", "check", "pays breaks", checks_on(roster=_breaks_paid)),
    Bug("closed_days", "shape", "ignores the last hour", sees("allows", later_end(-60))),
    Bug("closed_days", "shape", "takes the day before", sees("allows", the_day_before), 1),
    Bug("closed_days", "check", "forgets Sundays", checks_with(sundays=lambda _: False)),
    Bug("closed_days", "check", "knows no open dates", checks_with(open=lambda _: ())),
    Bug("closed_days", "check", "is a birthday late", checks_on(_born_later(1)), 1),
    Bug("curfew", "shape", "ignores the last hour", sees("allows", later_end(-60))),
    Bug("curfew", "shape", "starts half an hour late", sees("allows", later_start(1)), 1),
    Bug("curfew", "shape", "takes the day before", sees("allows", the_day_before)),
    Bug("curfew", "check", "forgets free eves", checks_with(latest_before_free=lambda _: None)),
    Bug("curfew", "check", "is a birthday late", checks_on(_born_later(1))),
    Bug("curfew", "check", "ignores the clock change", checks_on(_clock_of_the_first_day), 1),
    Bug("daily_hours", "shape", "is half an hour generous", sees("allows", later_end(-30))),
    Bug("daily_hours", "check", "pays breaks", checks_on(roster=_breaks_paid)),
    Bug("days_a_week", "shape", "takes >= for >", each("counts", most=lambda n: n - 1)),
    Bug("days_a_week", "shape", "forgets the past", each("counts", carried=lambda _: 0), 1),
    Bug("days_a_week", "check", "forgets the past", checks_on(_no_past), 1),
    Bug("days_in_a_row", "shape", "allows one more", each("runs", most=lambda n: n + 1)),
    Bug("days_in_a_row", "shape", "forgets what follows", each("runs", after=lambda _: 0)),
    Bug("days_in_a_row", "check", "forgets what follows", checks_on(_past_before)),
    Bug("days_in_a_row", "check", "forgets what was before", checks_on(_past_after)),
    Bug("hours_due", "shape", "asks the wrong price", each("counts", least_price=_more), 1),
    Bug("hours_due", "shape", "asks less", each("counts", least=lambda n: n - 30)),
    Bug("hours_due", "shape", "forgets history", sees("counts", _unknown)),
    Bug("hours_due", "check", "forgets holidays", checks_with(holidays=lambda _: ())),
    Bug("hours_due", "check", "forgets the past", checks_on(_no_past)),
    Bug("hours_due", "check", "pays breaks", checks_on(roster=_breaks_paid)),
    Bug("hours_limit", "shape", "is half an hour generous", sees("allows", later_end(-30))),
    Bug("hours_limit", "shape", "cuts days late", sees("counts", later_start(-1)), 1),
    Bug("hours_limit", "shape", "asks the wrong price", each("counts", most_price=_more), 3),
    Bug("hours_limit", "shape", "forgets the past", each("counts", carried=lambda _: 0), 4),
    Bug("hours_limit", "shape", "allows more", each("counts", most=lambda n: n + 30), 6),
    Bug("hours_limit", "shape", "allows more in 24 h", each("dobas", most=lambda n: n + 30), 8),
    Bug("hours_limit", "shape", "forgets the day after", answers("dobas", lambda _: ()), 8),
    Bug("hours_limit", "check", "forgets the eve", checks_on(_past_after), 8),
    Bug("hours_limit", "shape", "forgets history", sees("counts", _unknown), 6),
    Bug("hours_limit", "check", "forgets history", checks_on(each_person(_without_history)), 5),
    Bug("hours_limit", "check", "pays breaks", checks_on(roster=_breaks_paid)),
    Bug("hours_limit", "check", "cuts at midnight", checks_with(day_starts=lambda _: None), 1),
    Bug("hours_limit", "check", "sees school weeks", checks_with(on=lambda _: "school_week"), 2),
    Bug("hours_limit", "check", "forgets the past", checks_on(_no_past), 3),
    Bug("hours_limit", "check", "counts leave", checks_with(leave_is_neutral=lambda _: False), 6),
    Bug(
        "hours_limit",
        "check",
        "begins on the first of the month",
        checks_with(reference_from=lambda day: day.replace(day=1)),
        7,
    ),
    Bug("min_engagement", "shape", "is half an hour generous", sees("allows", later_end(30))),
    Bug("min_engagement", "check", "pays breaks", checks_on(roster=_breaks_paid)),
    Bug("min_rest", "shape", "takes <= for <", each("follows", minutes=lambda n: n + 1)),
    Bug("min_rest", "shape", "asks the wrong price", each("follows", price=lambda p: p + 1), 1),
    Bug("min_rest", "shape", "is a day late", each("follows", days=_day_later), 1),
    Bug("min_rest", "shape", "allows it again", each("follows", once=_once_more), 2),
    Bug("min_rest", "shape", "forgets last week's", each("follows", once=_first_time), 2),
    Bug("min_rest", "shape", "forgets paid hours", each("follows", unless_paid=_none), 4),
    Bug("min_rest", "shape", "forgets long days", answers("allows", _all_rows), 5),
    Bug("min_rest", "check", "pays breaks", checks_on(roster=_breaks_paid), 4),
    Bug("min_rest", "check", "forgets long days", checks_with(scope=lambda _: "any"), 5),
    Bug("min_rest", "check", "counts days wrongly", checks_with(short_once_days=_more), 2),
    Bug("min_rest", "check", "is half an hour generous", checks_with(hours=lambda h: h - 1)),
    Bug("min_rest", "check", "forgets last week", checks_on(_past_after)),
    Bug("min_rest", "check", "forgets next week", checks_on(_past_before)),
    Bug(
        "minor_with_adult",
        "shape",
        "is half an hour late",
        each("together", slots=lambda s: np.concatenate([[False], s[:-1]])),
    ),
    Bug("minor_with_adult", "shape", "takes everybody", each("together", only_if=lambda _: None)),
    Bug("minor_with_adult", "check", "counts breaks as work", checks_on(roster=_work_only)),
    Bug("minor_with_adult", "check", "is a birthday late", checks_on(_born_later(1))),
    Bug("minors_hours", "shape", "is half an hour generous", sees("allows", later_end(-30))),
    Bug("minors_hours", "shape", "forgets the district", sees("allows", _no_district)),
    Bug(
        "minors_hours",
        "check",
        "forgets the district",
        checks_on(_DISTRICTLESS),
    ),
    Bug("minors_hours", "shape", "forgets the week", answers("counts", lambda _: ())),
    Bug("minors_hours", "check", "swaps the days", checks_with(school_day_hours=lambda _: 7)),
    Bug("minors_hours", "check", "forgets the past", checks_on(_no_past)),
    Bug("minors_hours", "check", "is a birthday early", checks_on(_born_later(-1))),
    Bug("one_shift_a_day", "shape", "allows overlaps", answers("follows", lambda _: ())),
    Bug("one_shift_a_day", "shape", "forbids to follow", each("follows", minutes=lambda _: 1)),
    Bug("one_shift_a_day", "check", "forgets the past", checks_on(_no_past)),
    Bug("one_shift_a_day", "check", "sees first shifts", checks_on(roster=_one_per_person)),
    Bug("overtime_tiers", "shape", "pyramids", answers("prices", lambda found: [*found, *found])),
    Bug("overtime_tiers", "shape", "is half an hour late", sees("prices", later_end(-30))),
    Bug("overtime_tiers", "shape", "forgets the past", each("counts", carried=lambda _: 0), 1),
    Bug("overtime_tiers", "shape", "has no seventh day", answers("counts", _no_seventh)),
    Bug("overtime_tiers", "check", "forgets the past", pays_on(_no_past), 1),
    Bug("overtime_tiers", "check", "pays breaks", pays_on(roster=_breaks_paid)),
    Bug("overtime_tiers", "check", "forgets a tier", pays_with(daily=lambda t: t[:1])),
    Bug("overtime_tiers", "check", "forgets the seventh", pays_with(seventh_day=lambda _: ())),
    Bug("overtime_tiers", "check", "is a birthday late", pays_on(_born_later(1)), 1),
    Bug("pinned", "shape", "asks for nothing", answers("counts", lambda _: ())),
    Bug("pinned", "shape", "lets the day free", each("counts", least=lambda _: 0)),
    Bug("pinned", "check", "asks the wrong price", checks_with(price=lambda p: p + 1)),
    Bug("pinned", "check", "sees first shifts", checks_on(roster=_one_per_person)),
    Bug("presence", "shape", "takes everybody", each("together", only_if=lambda _: None)),
    Bug("presence", "shape", "asks one fewer", each("together", least=lambda n: n - 1), 1),
    Bug("presence", "check", "counts breaks as work", checks_on(roster=_work_only)),
    Bug("presence", "check", "is a birthday late", checks_on(_born_later(1))),
    Bug("presence", "check", "holds all day", checks_with(until=lambda _: time(0))),
    Bug("presence", "check", "asks the wrong price", checks_with(price=lambda p: p + 1), 1),
    Bug("publication", "shape", "freezes an hour less", sees("allows", _told_later)),
    Bug("publication", "shape", "halves the price", each("counts", least_price=lambda p: p // 2)),
    Bug("publication", "check", "freezes an hour more", checks_with(freeze_hours=lambda h: h + 1)),
    Bug("publication", "check", "sees first shifts", checks_on(roster=_one_per_person)),
    Bug("role_block", "shape", "takes <= for <", answers("least_block", lambda n: n + 1)),
    Bug(
        "role_block",
        "check",
        "is half an hour generous",
        checks_with(least_minutes=lambda n: n - 30),
    ),
    Bug("role_block", "check", "does not see cuts", checks_on(roster=_work_only)),
    Bug("school_hours", "shape", "ignores the last hour", sees("allows", later_end(-60)), 1),
    Bug("school_hours", "shape", "starts an hour late", sees("allows", later_start(2))),
    Bug("school_hours", "check", "forgets the district", checks_on(_DISTRICTLESS)),
    Bug("school_hours", "check", "is a birthday late", checks_on(_born_later(1)), 1),
    Bug("shift_length", "shape", "takes <= for <", sees("allows", later_end(-1))),
    Bug("shift_length", "shape", "takes >= for >", sees("allows", later_end(1))),
    Bug("shift_length", "check", "measures paid time", checks_with(basis=lambda _: "paid")),
    Bug("shift_length", "check", "pays breaks", checks_on(roster=_breaks_paid), 1),
    Bug(
        "skill_for_role", "shape", "is a day late", answers("may_work", lambda m: np.roll(m, 1, 1))
    ),
    Bug("skill_for_role", "shape", "swaps roles", answers("may_work", lambda m: m[::-1])),
    Bug("skill_for_role", "check", "forgets tags", checks_with(needs_tag=lambda _: {})),
    Bug("skill_for_role", "check", "is a birthday early", checks_on(_born_later(-1))),
    Bug("someone_in_charge", "shape", "asks one fewer", each("together", least=lambda n: n - 1)),
    Bug("someone_in_charge", "check", "counts breaks as duty", checks_on(roster=_work_only)),
    Bug("someone_in_charge", "check", "reads staffed hours", checks_on(_always_open)),
    Bug("someone_in_charge", "check", "asks the wrong price", checks_with(price=lambda p: p + 1)),
    Bug("shift_starts", "shape", "is half an hour early", sees("allows", later_start(1))),
    Bug("shift_starts", "shape", "is half an hour late", sees("allows", later_start(-1))),
    Bug("shift_starts", "check", "knows one window", checks_with(windows=lambda w: w[:1])),
    Bug("shift_starts", "check", "is a birthday late", checks_on(_born_later(1)), 1),
    Bug("shift_starts", "check", "ignores the clock change", checks_on(_clock_of_the_first_day)),
    Bug("split_shift", "check", "forgets gaps", checks_with(most_gaps=_none)),
    Bug("split_shift", "check", "is a birthday late", checks_on(_born_later(1))),
    Bug("split_shift", "check", "allows long gaps", checks_with(longest_gap_hours=_none), 1),
    Bug("split_shift", "check", "forgets pieces", checks_with(least_piece_hours=lambda _: 0), 2),
    Bug("split_shift", "check", "sees first shifts", checks_on(roster=_one_per_person)),
    Bug("spread_of_hours", "shape", "is an hour generous", sees("allows", later_end(-60))),
    Bug("spread_of_hours", "shape", "takes >= for >", sees("allows", later_end(1))),
    Bug("spread_of_hours", "check", "is an hour generous", checks_with(most_hours=lambda h: h + 1)),
    Bug("spread_of_hours", "check", "is a birthday late", checks_on(_born_later(1)), 1),
    Bug("time_window", "shape", "ignores the last hour", sees("allows", later_end(-60))),
    Bug("time_window", "shape", "starts half an hour late", sees("allows", later_start(1)), 1),
    Bug("time_window", "shape", "takes the day before", sees("allows", the_day_before), 1),
    Bug("time_window", "check", "forgets school", checks_with(on=lambda _: "all")),
    Bug("time_window", "check", "takes days for eves", checks_with(on=lambda _: "school_day")),
    Bug("time_window", "check", "is a birthday late", checks_on(_born_later(1))),
    Bug("time_window", "check", "forgets dates", checks_with(dates=lambda _: ()), 1),
    Bug("time_window", "check", "forgets weekdays", checks_with(weekdays=lambda _: WEEKDAYS), 1),
    Bug("time_window", "check", "ignores the clock change", checks_on(_clock_of_the_first_day), 1),
    Bug(
        "time_window",
        "check",
        "takes eves for days",
        checks_with(on=lambda _: "eve_of_school_day"),
        2,
    ),
    Bug("time_off", "shape", "ignores the last half hour", sees("allows", later_end(-30))),
    Bug("time_off", "check", "forgets an hour", checks_on(each_person(_first_leave_hour_lost))),
    Bug(
        "trainer_present",
        "shape",
        "lets anybody train",
        each("holds", trainers=lambda _: ("p0", "p1", "p2", "p3")),
    ),
    Bug("trainer_present", "shape", "needs no trainer", each("holds", trainers=lambda _: ())),
    Bug("trainer_present", "check", "forgets rooms", checks_on(roster=_no_rooms)),
    Bug("trainer_present", "check", "lets anybody train", checks_on(_anybody_trains)),
    Bug("training_held", "shape", "allows any time", each("holds", starts=np.ones_like)),
    Bug("training_held", "shape", "takes < for <=", each("holds", group_max=lambda n: n - 1)),
    Bug("training_held", "shape", "forgets order", each("holds", prerequisites=lambda _: ())),
    Bug("training_held", "check", "forgets order", checks_on(_no_prerequisites)),
    Bug("training_held", "check", "forgets blackouts", checks_on(_no_blackout)),
    Bug("training_held", "check", "forgets due dates", checks_on(_no_dues)),
    Bug(
        "training_staggered",
        "shape",
        "rounds up",
        each("staggers", share_percent=lambda n: n + 1),
        1,
    ),
    Bug(
        "training_staggered",
        "shape",
        "allows more",
        each("staggers", store_most=lambda n: n + 1),
        2,
    ),
    Bug("training_staggered", "check", "counts trainers", checks_on(roster=_trainers_attend), 2),
    Bug("training_staggered", "check", "forgets large groups", checks_on(_small_groups), 2),
    Bug("gap_premium", "shape", "takes <= for <", each("follows", minutes=lambda n: n + 30)),
    Bug("gap_premium", "shape", "pays all shifts alike", each("follows", before=lambda _: 0), 1),
    Bug("gap_premium", "shape", "asks the wrong price", each("follows", price=lambda p: p + 9), 2),
    Bug("gap_premium", "check", "is half an hour generous", pays_with(hours=lambda h: h - 1)),
    Bug("gap_premium", "check", "forgets last week", pays_on(_past_after)),
    Bug("gap_premium", "check", "pays breaks", pays_on(roster=_breaks_paid), 1),
    Bug("time_premium", "shape", "is half an hour early", sees("prices", later_start(-1))),
    Bug("time_premium", "shape", "pays breaks", sees("prices", _all_paid)),
    Bug("time_premium", "shape", "takes the day before", sees("prices", _starts_a_day_early)),
    Bug("time_premium", "check", "pays breaks", pays_on(roster=_breaks_paid)),
    Bug("time_premium", "check", "forgets the holiday", pays_with(dates=lambda _: ())),
    Bug("time_premium", "check", "knows one band", pays_with(bands=lambda bands: bands[:1])),
    Bug("time_premium", "check", "ignores the clock change", pays_on(_clock_of_the_first_day)),
    Bug("time_off", "shape", "starts half an hour late", sees("allows", later_start(1))),
    Bug("weekly_hours", "shape", "takes >= for >", each("counts", most=lambda n: n - 1)),
    Bug("weekly_hours", "shape", "forgets the past", each("counts", carried=lambda _: 0), 1),
    Bug("weekly_hours", "check", "forgets the past", checks_on(_no_past), 1),
    Bug("weekly_hours", "check", "pays breaks", checks_on(roster=_breaks_paid)),
    Bug(
        "weekly_hours", "check", "starts on Monday", checks_with(week_starts=lambda _: "monday"), 1
    ),
    Bug("days_a_week", "shape", "forgets the fortnight", answers("counts", lambda n: n[:-1]), 2),
    Bug("days_a_week", "check", "takes the other week", checks_with(fortnight_from=_week_later), 2),
    Bug("recurring_day_off", "shape", "asks one fewer", each("frees", ways=_one_fewer)),
    Bug("recurring_day_off", "shape", "sees the first run", each("frees", ways=_first_run), 1),
    Bug("recurring_day_off", "check", "forgets last week", checks_on(_past_after)),
    Bug(
        "recurring_day_off", "check", "forgets the day more", checks_with(consecutive_days=_one), 1
    ),
    Bug("recurring_day_off", "check", "asks one fewer", checks_with(least=lambda n: n - 1), 2),
    Bug("compensatory_rest", "shape", "asks one fewer", each("frees", ways=_one_fewer)),
    Bug("compensatory_rest", "check", "forgets last week", checks_on(_past_after)),
    Bug("compensatory_rest", "check", "starts at midnight", checks_with(day_starts=_midnight), 1),
    Bug("max_of_dates", "shape", "forgets the past", each("groups", most=lambda _: 1)),
    Bug("max_of_dates", "shape", "asks the wrong price", each("groups", price=_more), 1),
    Bug("max_of_dates", "check", "forgets the past", checks_on(_no_past)),
    Bug("weekly_rest", "shape", "takes > for >=", each("frees", ways=_longer)),
    Bug("weekly_rest", "shape", "forgets the other way", each("frees", ways=lambda w: w[:1]), 2),
    Bug("weekly_rest", "shape", "takes any day", each("frees", ways=_any_day), 1),
    Bug(
        "weekly_rest", "shape", "sees the days alone", answers("frees", lambda found: found[-1:]), 3
    ),
    Bug("weekly_rest", "check", "forgets last week", checks_on(_past_after), 3),
    Bug("weekly_rest", "check", "forgets next week", checks_on(_past_before), 3),
    Bug(
        "weekly_rest",
        "check",
        "forgets the daily rest",
        checks_with(daily_rest_hours=lambda _: 0),
        3,
    ),
    Bug("weekly_rest", "check", "ignores the clock change", checks_on(_clock_of_the_first_day)),
    Bug("weekly_rest", "check", "forgets long days", checks_with(exempt_day_hours=_none), 4),
    Bug("eligibility", "shape", "is a day late", answers("may_work", lambda m: np.roll(m, 1, 1))),
    Bug("eligibility", "shape", "swaps roles", answers("may_work", lambda m: m[::-1])),
    Bug("eligibility", "check", "forgets papers", checks_with(certificates=lambda _: ())),
    Bug("eligibility", "check", "asks all roles", checks_with(roles=lambda _: ())),
    Bug("eligibility", "check", "is a birthday early", checks_on(_born_later(-1)), 1),
    Bug("fixed_shifts", "shape", "is half an hour generous", sees("allows", later_end(-30))),
    Bug("fixed_shifts", "check", "sees first shifts", checks_on(roster=_one_per_person)),
    Bug("least_days_in_a_row", "shape", "asks less", each("least_runs", least=lambda n: n - 1)),
    Bug("least_days_in_a_row", "shape", "forgets the past", each("least_runs", before=_none)),
    Bug("least_days_in_a_row", "check", "forgets next week", checks_on(_past_before)),
    Bug("least_days_in_a_row", "check", "asks the wrong price", checks_with(price=lambda p: p + 1)),
    Bug(
        "least_days_off", "shape", "takes work for rest", each("least_runs", worked=lambda _: True)
    ),
    Bug("least_days_off", "shape", "forgets what follows", each("least_runs", after=_none)),
    Bug("least_days_off", "check", "forgets last week", checks_on(_past_after)),
    Bug("least_days_off", "check", "opens the edges", checks_with(edges=lambda _: "open")),
    Bug("shifts_of_a_kind", "shape", "is early", sees("counts", later_start(-6))),
    Bug("shifts_of_a_kind", "shape", "allows one more", each("counts", most=lambda n: n + 1)),
    Bug("shifts_of_a_kind", "check", "counts longer", checks_with(in_days=lambda n: n + 1)),
    Bug("shifts_of_a_kind", "check", "sees first shifts", checks_on(roster=_one_per_person)),
    Bug("successions", "shape", "forgets the eve", each("successions", eve=lambda _: False)),
    Bug("successions", "shape", "asks the wrong price", each("successions", price=_more), 1),
    Bug("successions", "check", "forgets next week", checks_on(_past_before)),
    Bug("successions", "check", "sees first shifts", checks_on(roster=_one_per_person)),
    Bug("weekends", "shape", "takes days for weekends", each("groups", groups=_days_alone)),
    Bug("weekends", "shape", "allows one more", each("groups", most=lambda n: n + 1)),
    Bug("weekends", "check", "counts Saturdays", checks_with(weekdays=lambda _: ("saturday",))),
    Bug("weekends", "check", "asks the wrong price", checks_with(price=lambda p: p + 1), 1),
]

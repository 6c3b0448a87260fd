"""What would mend something: other opening hours, a shorter rest, each searched and billed."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import numpy as np
import pytest
from tests.explaining.small_week import MISSING, roster, rule, small_week
from tests.explaining.test_unmet import EFFORT, IN_CHARGE, asked, with_boss

from staffopt.domain.explanation import Hurdle
from staffopt.domain.people import Availability
from staffopt.domain.problem import ShiftGrid
from staffopt.domain.violation import Violation
from staffopt.explaining.mends import Trials, _ideas
from staffopt.explaining.other_hours import other_hours
from staffopt.explaining.sentences import sentences
from staffopt.explaining.week import Week

HOUR = timedelta(hours=1)
MONDAY, TUESDAY = (Availability(day, time(0), time(0)) for day in range(2))


def hours_of(week: Week, lengths: tuple[int, ...], **windows: tuple[Availability, ...]) -> Week:
    """The week with shifts of so many minutes, in which some are there at some times only."""
    people = tuple(
        replace(each, availability=windows.get(each.id, each.availability))
        for each in week.problem.people
    )
    grid = ShiftGrid(start_step=60, lengths=lengths)
    return replace(week, problem=replace(week.problem, people=people, grid=grid))


def missing(week: Week, first: int, last: int) -> Violation:
    """Nobody in charge in some hours of the horizon."""
    start, end = (week.problem.horizon.instant(slot) for slot in (first, last))
    return Violation("someone_in_charge", "nobody in charge", None, start, end, 1_000)


@pytest.mark.parametrize(
    ("late", "said", "open_hours"),
    [
        (False, "opening at Tue 04 Mar 09:00", (9, 16)),
        (True, "closing at Tue 04 Mar 15:00", (8, 15)),
    ],
)
def test_the_store_may_open_later_or_close_earlier(
    late: bool, said: str, open_hours: tuple[int, int]
) -> None:
    """Bo alone is there on Tuesday, for all hours but one, without whom 40.00 are lost.

    The hour is lost as well if the store is closed, which saves the 10.00 of nobody in charge; Bo
    there for 25.00 saves both.
    """
    window = Availability(1, time(8 if late else 9), time(15 if late else 16))
    week = with_boss(small_week([IN_CHARGE]), "bo")
    week = hours_of(week, (420, 480), ann=(MONDAY,), bo=(MONDAY, window))
    whole = roster(("bo", 0), ("bo", 1))
    there = whole.shifts[1].blocks[0]
    block = (
        replace(there, end=there.end - HOUR) if late else replace(there, start=there.start + HOUR)
    )
    made = replace(whole, shifts=(whole.shifts[0], replace(whole.shifts[1], blocks=(block,))))
    found = asked(week, made)
    (conflict,) = found.conflicts
    assert [(each.text, each.change, each.mends) for each in conflict.mends] == [
        ("availability given up for Bo", 2_500 - MISSING - 1_000, True),
        (said, -1_000, True),
    ]
    hour = 24 + (15 if late else 8)
    ((_, changed),) = other_hours(week, missing(week, hour, hour + 1))
    need = changed.problem.requirement
    assert need.open[24:].nonzero()[0].tolist() == [*range(*open_hours)]


def test_a_crew_comes_as_long_before_a_later_opening() -> None:
    """Somebody is due from 7 to 8, the store opens at 8; opened at 9, from 8 to 9."""
    week = small_week([IN_CHARGE])
    need = week.problem.requirement
    till, staffed = need.roles["till"], need.staffed.copy()
    till.required[31], till.loss[31, 0], staffed[31] = 1, 777, True
    week = replace(week, problem=replace(week.problem, requirement=replace(need, staffed=staffed)))
    ((_, changed),) = other_hours(week, missing(week, 32, 33))
    after = changed.problem.requirement
    assert [*after.staffed[30:34]] == [False, False, True, True]
    assert [*after.open[30:34]] == [False, False, False, True]
    assert [*after.roles["till"].required[30:34]] == [0, 0, 1, 1]
    assert after.roles["till"].loss[31:34].tolist() == [[MISSING] * 3, [777, 0, 0], [MISSING, 0, 0]]


def test_other_days_stay_where_people_work_through_the_night() -> None:
    """Staffed at all hours: Monday stays as it is when Tuesday opens at 9, after a longer night.

    The hour's customers are lost, whoever is there then.
    """
    week = small_week([IN_CHARGE])
    need = week.problem.requirement
    till = need.roles["till"]
    till.required[~need.open], till.loss[~need.open, 0] = 1, 300
    need = replace(need, staffed=np.ones_like(need.staffed))
    week = replace(week, problem=replace(week.problem, requirement=need))
    ((_, later),) = other_hours(week, missing(week, 32, 33))
    assert later.problem.requirement.open.nonzero()[0].tolist() == [*range(8, 16), *range(33, 40)]
    assert later.problem.requirement.staffed.all()
    night = later.problem.requirement.roles["till"]
    assert night.required.all()
    assert night.loss[23:26].tolist() == [
        [300, 0, 0],
        [MISSING + 300, MISSING, MISSING],
        [300, 0, 0],
    ]
    ((_, earlier),) = other_hours(week, missing(week, 15, 16))
    assert earlier.problem.requirement.open.nonzero()[0].tolist() == [*range(8, 15), *range(32, 40)]
    assert earlier.problem.requirement.staffed.all()
    assert earlier.problem.requirement.roles["till"].loss[23].tolist() == [
        MISSING + 300,
        MISSING,
        MISSING,
    ]


@pytest.mark.parametrize("later", [False, True])
def test_a_crew_up_to_the_plans_end_goes_as_the_store_closes(later: bool) -> None:
    """The last evening's crew until midnight, the first morning's from it: no night goes on."""
    week = small_week([IN_CHARGE])
    need = week.problem.requirement
    crew = slice(0, 8) if later else slice(40, 48)
    till, staffed = need.roles["till"], need.staffed.copy()
    till.required[crew], staffed[crew] = 1, True
    week = replace(week, problem=replace(week.problem, requirement=replace(need, staffed=staffed)))
    ((_, changed),) = other_hours(week, missing(week, *((8, 9) if later else (39, 40))))
    gone = 0 if later else 47
    after = changed.problem.requirement
    assert not after.staffed[gone]
    assert after.roles["till"].required[gone] == 0
    assert after.staffed.sum() == staffed.sum() - 1


def test_long_hours_and_the_middle_of_the_day_stay_open() -> None:
    """Three hours from the opening on, and an hour at noon, ask for no other hours."""
    week = small_week([IN_CHARGE])
    assert not [*other_hours(week, missing(week, 32, 35))]
    assert not [*other_hours(week, missing(week, 35, 36))]


def test_a_rest_is_shortened_by_no_more_hours_than_needed() -> None:
    """Bo has 16 h between two days, is due 18 by the store and by law 12.50 for the 17th.

    In charge on both days, Bo costs 40.00 more than Ann and 12.50, and saves 80.00.
    """
    law = rule("gap_premium", hours=17, form="inside", rate=1.5, citation="Gap Act, 3")
    rest = rule("min_rest", hours=18, citation="policy")
    week = hours_of(with_boss(small_week([IN_CHARGE, rest, law]), "bo"), (480,))
    found = asked(week, roster(("bo", 0), ("ann", 1)))
    (conflict,) = found.conflicts
    (mend,) = [each for each in conflict.mends if "rest" in each.text]
    assert (mend.text, mend.change) == ("rest of 16 h for Bo", 4_000 + 1_250 - 8_000)
    assert sentences(found, week.problem)[2].endswith(
        "rest of 16 h for Bo (saves 27.50 EUR, law: policy; 12.50 EUR are owed by Gap Act, 3)."
    )


def test_a_rest_that_no_hours_less_mend_is_given_up() -> None:
    """Bo has 16 h between two days and is due 24: four hours less are not enough."""
    week = with_boss(small_week([IN_CHARGE, rule("min_rest", hours=24)]), "bo")
    (conflict,) = asked(hours_of(week, (480,)), roster(("bo", 0), ("ann", 1))).conflicts
    assert "min rest given up for Bo" in [each.text for each in conflict.mends if each.mends]


def test_only_pay_that_a_shorter_rest_adds_is_told() -> None:
    """Bo comes back after 16 h: by availability given up, for a shorter rest, and all along."""
    law = rule("gap_premium", hours=17, form="inside", rate=1.5)
    week = hours_of(with_boss(small_week([IN_CHARGE, law]), "bo"), (480,), bo=(MONDAY,))
    rest = with_boss(small_week([IN_CHARGE, law, rule("min_rest", hours=18)]), "bo")
    twice, once = roster(("bo", 0), ("bo", 1)), roster(("bo", 0), ("ann", 1))
    violation = missing(week, 32, 40)
    for given, name, base, owed in (
        (week, "availability", once, 0),
        (rest, "min_rest", once, 1),
        (rest, "min_rest", twice, 0),
    ):
        trials, hurdle = Trials(given, (base, {}), EFFORT), Hurdle(name, "bo", "Bo", "")
        for idea in _ideas(given, base, violation, [hurdle]):
            for each in (idea, *idea.milder):
                trials.done[violation.rule, each.text] = [twice]
        found = trials.mends(violation, [hurdle])
        (mend,) = [each for each in found if each.text.endswith("for Bo")]
        assert len(mend.owed) == owed

"""Hours due in a period by the law's own example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.rules.contract import by_check, by_shapes
from tests.stores_in_words import store

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.rules.carry_out import carry_out
from staffopt.rules.hours_due import HoursDue
from staffopt.rules.training_held import TrainingHeld

AUTUMN = HoursDue(reference_from=date(2026, 9, 1), reference_months=4, holidays_of="PL")
ANN: dict[str, Any] = {"hours": "0 40 40"}


def told(rule: HoursDue, problem: Problem, roster: Roster) -> str:
    """What the check says is due; the search is asked for the same."""
    (found,) = rule.check(problem, roster)
    search = by_shapes(rule, problem, roster, TrainingHeld())
    assert search.agrees(by_check(rule, problem, roster))
    return found.message.partition("; ")[2]


def with_digest(made: tuple[Problem, Roster], week: date) -> tuple[Problem, Roster]:
    """Ann's next week without a shift, of which she has the digest of a plan."""
    history = carry_out(*made, [AUTUMN])["Ann"]
    problem, roster = store({"people": {"Ann": ANN}, "week": week})
    return replace(problem, people=(replace(problem.people[0], history=history),)), roster


def test_poland_2026_has_2008_hours() -> None:
    """52 weeks and a Thursday less ten holidays, one told twice; Sundays take nothing off."""
    rule = HoursDue(
        reference_from=date(2026, 1, 1),
        reference_months=12,
        holidays_of="PL",
        holidays=(date(2026, 11, 11),),
    )
    problem, roster = store({"people": {"Ann": {"hours": "0 40 40"}}, "week": date(2026, 1, 1)})
    (found,) = rule.check(problem, roster)
    assert found.message.endswith("are due of 2008 h to Thu 31 Dec")


@pytest.mark.parametrize("months", [1, 4])
@pytest.mark.parametrize("year", [2026, 2027, 2028, 2029])
def test_forty_hours_on_average_leave_no_plan_150_hours_of_overtime(year: int, months: int) -> None:
    """KP 151 s.3 holds by itself in plans: the average is above what is due by 117 h a year."""
    rule = HoursDue(reference_from=date(2026, 1, 1), reference_months=months, holidays_of="PL")
    over = 0.0
    for month in range(1, 13, months):
        first = date(year, month, 1)
        after = date(year + (month + months) // 13, (month + months - 1) % 12 + 1, 1)
        problem, roster = store({"people": {"Ann": ANN}, "week": first})
        text = next(iter(rule.check(problem, roster))).message
        due = float(text.partition("are due of ")[2].partition(" h")[0])
        over += max(40 * (after - first).days / 7 - due, 0)
    assert 60 < over <= 117


@pytest.mark.parametrize("past", [[], ["Ann Mon-1 08:00-16:00 cashier"]])
def test_a_balance_of_the_period_is_known_from_its_start_whatever_shifts_are(past: Any) -> None:
    """600 h of 672 since 1 September, a shift of 21 December among them or not: 72 h are left."""
    digest = {"as_of": date(2026, 12, 28), "periods": {date(2026, 9, 1): 600}}
    facts = {"people": {"Ann": {**ANN, "history": digest}}, "week": date(2026, 12, 28)}
    assert told(AUTUMN, *store({**facts, "past": past})).startswith("72 h are due of 72 h")


def test_the_digest_of_a_typed_digest_knows_the_whole_period() -> None:
    """672 h less 152 h typed and 40 h planned: 480 h are left."""
    digest = {"as_of": date(2026, 9, 28), "periods": {date(2026, 9, 1): 152}}
    shifts = [f"Ann {day} 08:00-16:00 cashier" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
    facts = {"people": {"Ann": {**ANN, "history": digest}}, "roster": shifts}
    made = store({**facts, "week": date(2026, 9, 28)})
    said = told(AUTUMN, *with_digest(made, date(2026, 10, 5)))
    assert said.endswith("are due of 480 h to Thu 31 Dec")


@pytest.mark.parametrize(("past", "left"), [([], 640), (["Ann Fri-1 08:00-16:00 cashier"], 640)])
def test_a_first_week_without_a_shift_is_known_and_no_more(past: Any, left: int) -> None:
    """640 h are due from 7 September on, the 8 h of Friday the 4th being worked off, too."""
    made = store({"people": {"Ann": ANN}, "week": date(2026, 9, 7), "past": past})
    assert told(AUTUMN, *made).endswith(f"of {left} h to Thu 31 Dec")
    said = told(AUTUMN, *with_digest(made, date(2026, 9, 14)))
    assert said.endswith(f"are due of {left} h to Thu 31 Dec")


def test_holidays_of_all_years_of_a_long_period_are_known_to_both() -> None:
    """53 weeks from 29 December 2025: the year 2026 lies between the first date and the last."""
    rule = HoursDue(reference_from=date(2025, 12, 29), reference_weeks=53, holidays_of="PL")
    problem, roster = store({"people": {"Ann": ANN}, "week": date(2026, 4, 27)})
    assert told(rule, problem, roster).startswith("31.5 h are due of 1376 h")


def test_a_region_needs_its_country() -> None:
    """Bavaria's holidays would otherwise be none, without a word."""
    with pytest.raises(ValueError, match="region only with holidays_of"):
        HoursDue(reference_from=date(2026, 1, 1), reference_months=1, region="BY")


def test_hours_asked_for_twice_are_noted() -> None:
    """`hours_min` beside the rule is told; 0 is not, nor what costs nothing."""
    problem, _ = store({"people": {"Ann": {"hours": "32 40 40"}, "Bo": ANN}})
    (note,) = AUTUMN.notes(problem)
    assert note.startswith("hours_due: 1 of 2 people have hours_min as well")
    assert not list(AUTUMN.model_copy(update={"short_price": 0}).notes(problem))

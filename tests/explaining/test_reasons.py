"""Every plan says why its dearest unmet things are not met, where that takes no search."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from tests.explaining.small_week import roster, rule, small_week
from tests.explaining.test_unmet import CY_THEN_ANN, IN_CHARGE, with_boss

from staffopt import steps
from staffopt.auditor import bill
from staffopt.domain.explanation import Conflict, Obstacle
from staffopt.domain.plan import Plan, Run
from staffopt.domain.roster import Roster
from staffopt.domain.training import Course, TrainingNeed
from staffopt.explaining.reasons import MOST_TOLD, with_reasons
from staffopt.explaining.unmet_sentences import conflict_text
from staffopt.explaining.week import Week


def made(week: Week, worked: Roster) -> tuple[Plan, Any]:
    """A plan of a roster, and the store it is of."""
    costs, _, violations = bill(worked, week.problem, week.rules, week.goals)
    run = Run(seed=1, iterations=0, seconds=0.0, first_roster_s=0.0)
    plan = Plan(week.problem, worked, costs, 0, "nothing", violations, run)
    problem = week.problem
    return plan, SimpleNamespace(
        people_of=lambda _: problem.people, rules=week.rules, goals=week.goals, currency="EUR"
    )


def test_the_rule_in_the_way_is_named():
    """Cy alone may decide and is away on Tuesday; what the rule says of mending stays."""
    plan, store = made(with_boss(small_week([IN_CHARGE]), "cy"), CY_THEN_ANN)
    found = with_reasons(plan, store)
    (before,), (after,) = plan.violations, found.violations
    assert after.why.startswith("It cannot hold together with: Cy: is not available")
    assert (after.message, after.mend, found.notes) == (before.message, before.mend, ())


def test_where_no_rule_is_in_the_way_those_it_takes_are_named():
    """Bo or Cy may decide on Monday, for 40.00 or 80.00 more than Ann, less 16.00 unmet."""
    week = small_week([rule("someone_in_charge", tag="boss", price=2)])
    plan, store = made(with_boss(with_boss(week, "bo"), "cy"), roster(("ann", 0), ("bo", 1)))
    (why,) = [each.why for each in with_reasons(plan, store).violations]
    assert why.startswith("Those it takes, each alone: Bo: 08:00-")
    assert "; Cy: 08:00-" in why
    assert "EUR" not in why, "every file tells it, and an amount for hours is a wage"
    assert why.count(" costs more than it saves") == 2


NOT_ON_DUTY = "Cy is not on duty at any time at which it may be held"


def untrained(*courses: str) -> Week:
    """Cy, who works neither day, needs these courses."""
    week = small_week([rule("training_held")])
    held = tuple(Course(each.lower(), each, 60) for each in courses)
    needs = tuple(TrainingNeed("cy", each.id, None, False, 100) for each in held)
    return replace(week, problem=replace(week.problem, courses=held, needs=needs))


def test_a_displaced_training_says_why_and_repeats_neither_person_nor_course():
    """Both stand in the line before: `Cy gets no Till training`; so does `explain`."""
    plan, store = made(untrained("Till"), roster(("ann", 0), ("bo", 1)))
    (found,) = with_reasons(plan, store).violations
    assert (found.message, found.why) == ("Cy gets no Till training", NOT_ON_DUTY)
    cy = Obstacle("cy", "Cy", found.why)
    searched = conflict_text(Conflict(found, (), None, (), others=(cy,)), plan.problem)
    assert searched == f"Searched for all of training_held, it stays unmet: {NOT_ON_DUTY}."


def in_turn(*courses: Course) -> dict[str, str]:
    """What is said of Cy's courses, each of which the one before has to come before."""
    before = [(), *((each.id,) for each in courses[:-1])]
    held = tuple(
        replace(each, prerequisites=ids) for each, ids in zip(courses, before, strict=True)
    )
    needs = tuple(TrainingNeed("cy", each.id, None, False, 100) for each in held)
    week = untrained()
    week = replace(week, problem=replace(week.problem, courses=held, needs=needs))
    plan, store = made(week, roster(("ann", 0), ("bo", 1)))
    return {each.message: each.why for each in with_reasons(plan, store).violations}


@pytest.mark.parametrize("names", [("Till", "Till returns"), ("Po", "Cy"), ("Till", "training")])
def test_each_course_has_its_own_reason(names: tuple[str, str]) -> None:
    """Whatever else its line says: another course's name, in a longer one or in the person's."""
    first, second = names
    assert in_turn(Course("1", first, 60), Course("2", second, 60)) == {
        f"Cy gets no {first} training": NOT_ON_DUTY,
        f"Cy gets no {second} training": f"Cy has to attend {first} before",
    }


def test_of_two_courses_called_the_same_both_reasons_are_told():
    """Nothing in the line tells them apart."""
    both = f"{NOT_ON_DUTY}; Cy has to attend Till before"
    assert in_turn(Course("1", "Till", 60), Course("2", "Till", 60)) == {
        "Cy gets no Till training": both
    }


def test_a_plan_that_meets_everything_stays_as_it_is():
    """No violation: the same plan."""
    plan, store = made(small_week(), CY_THEN_ANN)
    assert with_reasons(plan, store) is plan


def test_where_time_is_up_a_note_says_what_was_left_out():
    """No second was given for the search: none for the reasons."""
    plan, store = made(with_boss(small_week([IN_CHARGE]), "cy"), CY_THEN_ANN)
    found = with_reasons(plan, store, seconds=-1)
    assert [each.why for each in found.violations] == [""]
    assert found.notes == (
        "why 1 thing is not met was not looked into in time; explain --unmet says why",
    )


def test_the_dearest_are_looked_into():
    """Of six short weeks and one moment, five are looked into; the cheapest two are not."""
    rules = [rule("contract_hours", short_price=price, id=f"c{price}") for price in range(1, 7)]
    week = with_boss(small_week([*rules, IN_CHARGE]), "cy")
    people = tuple(
        replace(each, hours_min=35.0) if each.id == "bo" else each for each in week.problem.people
    )
    week = replace(week, problem=replace(week.problem, people=people))
    plan, store = made(week, CY_THEN_ANN)
    assert len(plan.violations) == MOST_TOLD + 2
    cheaper = "why 2 cheaper things are not met was not looked into, only the 5 dearest are"
    assert with_reasons(plan, store).notes == (cheaper,)
    late, after = with_reasons(plan, store, seconds=-1).notes
    assert late.startswith("why 5 things are not met was not looked into in time; explain --unmet")
    assert after == cheaper


def test_ctrl_c_while_reasons_are_sought_keeps_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search is over: its plan is returned, without reasons."""

    def pressed(*_: object) -> Plan:
        raise KeyboardInterrupt

    plan, store = made(with_boss(small_week([IN_CHARGE]), "cy"), CY_THEN_ANN)
    store.problem, store.packs = lambda *_: plan.problem, plan.packs
    store.said_before = lambda _: ()
    monkeypatch.setattr(steps, "check_handed_on", lambda **_: None)
    monkeypatch.setattr(steps, "check_need_of", lambda *_: None)
    monkeypatch.setattr(steps, "record_of", lambda _: None)
    monkeypatch.setattr(steps, "plan_problem", lambda *_, **__: plan)
    monkeypatch.setattr(steps, "with_reasons", pressed)
    need = plan.problem.requirement
    assert steps.plan(need, store, seconds=1, seed=1) == plan

"""The audit: soundness, every rule, and the bill."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.rules.samples import SAMPLES
from tests.stores_in_words import store
from tests.worlds import world

from staffopt.auditor import audit, bill
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.errors import DataError
from staffopt.goals.fairness import Fairness
from staffopt.goals.wages import Wages
from staffopt.rules import RULES
from staffopt.rules.contract_hours import ContractHours
from staffopt.rules.min_rest import MinRest
from staffopt.rules.role_block import RoleBlock
from staffopt.rules.someone_in_charge import SomeoneInCharge

HOUR = timedelta(hours=1)


def _messages(problem: Problem, *shifts: Shift) -> list[str]:
    roster = Roster(problem.horizon, shifts)
    violations = audit(roster, problem, [rule() for rule in (RoleBlock, SomeoneInCharge)])
    assert all(each.hard for each in violations if each.rule == "roster")
    return [each.message for each in violations if each.rule == "roster"]


def test_a_sound_roster_has_no_fault() -> None:
    """One shift of known people in known roles, without holes."""
    problem, roster = store({"roster": ["Ann Mon 09:00-17:00 cashier, break 12:00-12:30 unpaid"]})
    assert audit(roster, problem, []) == ()


def test_every_kind_of_unsound_shift_is_named() -> None:
    """Holes, turned blocks, strangers, unknown roles, unpaid work, no blocks, another week."""
    problem, roster = store({"roster": ["Ann Mon 09:00-17:00 cashier, floor 12:00-13:00"]})
    (good,) = roster.shifts
    first, second, third = good.blocks

    def wrong(*blocks: Block, person: str = "Ann") -> list[str]:
        return _messages(problem, replace(good, id="x", person_id=person, blocks=blocks))

    assert wrong(first, second, third) == []
    assert wrong(first, third) == ["shift x has blocks that leave a hole or overlap"]
    assert wrong(first, replace(second, start=second.start - HOUR), third) == [
        "shift x has blocks that leave a hole or overlap"
    ]
    assert "shift x has a block that ends before it starts" in wrong(
        first, replace(second, end=second.start - HOUR), third
    )
    assert wrong(first, person="Zoe") == ["shift x is of 'Zoe', who is not an employee"]
    assert wrong(replace(first, role="chef")) == ["shift x has work in the unknown role 'chef'"]
    assert wrong(replace(first, role=None)) == ["shift x has work in the unknown role None"]
    assert wrong(replace(first, paid=False)) == ["shift x has unpaid work"]
    assert wrong() == ["shift x has no blocks"]
    early = replace(first, start=first.start - 48 * HOUR)
    assert wrong(early) == ["shift x starts outside the planned days"]


def test_training_lists_its_people_and_sessions_exist() -> None:
    """A training block needs a session that lists the person, a session a course and people."""
    facts = {
        "courses": {"till": {}},
        "people": {"Bo": {}},
        "sessions": [
            "S1 till Mon 10:00-11:00 by - for Bo",
            "S1 till Mon 12:00-13:00 by Zoe for Bo Bo",
        ],
        "roster": ["Ann Mon 09:00-17:00 cashier, training S1 10:00-11:00"],
    }
    problem, roster = store(facts)
    odd = replace(roster.sessions[0], id="S2", course_id="golf")
    roster = replace(roster, sessions=(*roster.sessions, odd))
    assert sorted(each.message for each in audit(roster, problem, [])) == [
        "session S1 lists 'Zoe', who is not an employee",
        "session S1 lists Bo 2 times",
        "session S2 is of the unknown course 'golf'",
        "session id S1 is used 2 times",
        "shift Ann-2026-06-01-0 has training in session 'S1', which does not list them",
    ]


def test_shift_ids_are_used_once() -> None:
    """The same id twice is reported once."""
    problem, roster = store({"roster": ["Ann Mon 09:00-17:00 cashier"]})
    assert _messages(problem, *roster.shifts, *roster.shifts) == [
        "shift id Ann-2026-06-01-0 is used 2 times"
    ]


def test_rules_do_not_stumble_over_an_unsound_roster() -> None:
    """All rules run on a roster of a stranger's shift, an empty shift and an unknown course."""
    facts = {
        "roster": ["Ann Mon 09:00-17:00 cashier"],
        "courses": {"till": {}},
        "people": {"Bo": {}},
    }
    problem, roster = store({**facts, "sessions": ["S1 till Mon 10:00-11:00 by - for Bo"]})
    stranger = replace(roster.shifts[0], id="x", person_id="Zoe")
    odd = replace(roster.sessions[0], id="S2", course_id="golf", attendees=("Zoe",))
    shifts = (*roster.shifts, stranger, Shift("empty", "Ann", ()))
    roster = Roster(roster.horizon, shifts, (*roster.sessions, odd))
    rules = [samples[0].rule for samples in SAMPLES.values()]
    found = audit(roster, problem, rules)
    assert {"roster", "training_held"} <= {each.rule for each in found}
    costs, _, _ = bill(roster, problem, rules, [Wages()])
    assert costs["wages"] == 8 * 20_00


def test_breaches_come_in_order_of_time_and_hold_every_rule() -> None:
    """Violations are sorted by start; each rule's check is asked."""
    each = world(7)
    rules = [samples[0].rule for samples in SAMPLES.values()]
    found = audit(each.roster, each.problem, rules)
    starts = [violation.start or each.problem.horizon.start for violation in found]
    assert starts == sorted(starts)
    asked = {v.rule for rule in rules for v in rule.check(each.problem, each.roster)}
    assert {violation.rule for violation in found} == asked
    assert len(asked) > len(RULES) // 3


def test_a_roster_of_another_week_cannot_be_judged() -> None:
    """The periods are named."""
    problem, roster = store({"roster": []})
    horizon = replace(problem.horizon, days=6)
    with pytest.raises(
        DataError, match="6 days from 2026-06-01 in Europe/Warsaw; expected one of 7"
    ):
        audit(replace(roster, horizon=horizon), problem, [])


def test_the_bill_has_a_line_for_every_goal_and_every_price() -> None:
    """Two shifts of 10 h, 8 h between: 400.00 wages, 120.00 overtime, 40.00 rest, no fairness."""
    facts = {
        "people": {"Ann": {"hours": "0 8 40"}},
        "roster": ["Ann Mon 12:00-22:00 cashier", "Ann Tue 06:00-16:00 cashier"],
    }
    problem, roster = store(facts)
    rules = [ContractHours(), MinRest(hours=11, price=40), RoleBlock()]
    goals = [Wages(), Fairness(), Fairness(enabled=False)]
    costs, claims, violations = bill(roster, problem, rules, goals)
    assert costs == {"wages": 400_00, "fairness": 0, "overtime": 120_00, "min_rest": 40_00}
    assert [claim.amount for claim in claims] == [120_00]
    assert [violation.price for violation in violations] == [40_00]


def test_violations_carry_the_rule_id_and_citation() -> None:
    """A rule of a pack is known by its own id."""
    problem, roster = store(
        {"roster": ["Ann Mon 14:00-22:00 cashier", "Ann Tue 06:00-14:00 cashier"]}
    )
    rule = MinRest(id="pl/rest", citation="KP art. 132", hours=11)
    (violation,) = audit(roster, problem, [rule])
    assert (violation.rule, violation.citation) == ("pl/rest", "KP art. 132")
    assert violation.hard

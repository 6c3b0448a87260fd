"""An audited roster and the plan beside it, on the page."""

from __future__ import annotations

from dataclasses import replace

from tests.formats.sample import tiny_plan

from staffopt.domain.plan import AUDITED
from staffopt.domain.roster import Roster
from staffopt.domain.side_by_side import SideBySide
from staffopt.domain.training import TrainingNeed
from staffopt.domain.violation import Violation
from staffopt.formats.html_page import page_text
from staffopt.formats.page.beside import beside_tables


def _beside() -> SideBySide:
    """Ann's 7.5 h of the 9 h that are needed, and a roster in which she is not there."""
    plan = tiny_plan()
    short = Violation("contract_hours", "Ann is paid 0 h", "E1", price=2000)
    nobody = Roster(plan.roster.horizon, ())
    costs = {"service": 18_000, "contract_hours": 2000}
    return SideBySide(plan, replace(plan, roster=nobody, costs=costs, violations=(short,)))


def test_all_that_differs_is_in_a_table():
    """Cost with its total, cover, rules and hours; what the plan has more or less has a sign."""
    found = {
        table.title: [(line.name, line.here, line.there, line.change) for line in table.lines]
        for table in beside_tables(_beside())
    }
    assert found["Cost in GBP"] == [
        ("Wages", "90.00", "0.00", "\u221290.00"),
        ("Service", "30.00", "180", "+150"),
        ("Contract hours", "0.00", "20.00", "+20.00"),
        ("Total", "120", "200", "+80.00"),
    ]
    assert found["Cover, in hours"] == [
        ("Cashier, on duty (9 needed)", "7.5", "0", "\u22127.5"),
        ("Cashier, short", "1.5", "9", "+7.5"),
    ]
    assert found["Rules not kept, how often"] == [
        ("Contract hours", "0", "1", "+1"),
        ("Hard rules", "0", "0", ""),
    ]
    assert found["Paid hours, where they differ"] == [("Ann", "7.5", "0", "\u22127.5")]


def test_what_does_not_differ_has_no_table():
    """Beside itself a roster has cost and cover, and no rules or hours to show."""
    plan = tiny_plan()
    titles = [table.title for table in beside_tables(SideBySide(plan, plan))]
    assert titles == ["Cost in GBP", "Cover, in hours"]


def test_training_that_a_foreign_roster_leaves_out_is_needed():
    """One need, no session and nothing displaced: none of one is held, and the card says where."""
    plan = tiny_plan()
    problem = replace(plan.problem, needs=(TrainingNeed("E1", "till", None, False, 4000),))
    run = replace(plan.run, stopped=AUDITED)
    text = page_text(replace(plan, problem=problem, run=run))
    assert "0 of 1" in text
    assert "1 not held, see the rules not kept" in text
    assert "Nobody needs training" not in text


def test_the_page_has_the_part_only_where_something_lies_beside():
    """A plan's own page is as it was."""
    assert 'id="beside"' in page_text(tiny_plan(), _beside())
    assert 'id="beside"' not in page_text(tiny_plan())


def test_each_role_is_laid_beside_itself():
    """The plan's roles are in another order, and it needs two at the till."""
    plan = tiny_plan()
    need = plan.problem.requirement
    till = need.roles["cashier"]
    none, two = (replace(till, required=k * till.required) for k in (0, 2))
    here, there = {"cashier": till, "floor": none}, {"floor": none, "cashier": two}
    plans = (
        replace(plan, problem=replace(plan.problem, requirement=replace(need, roles=roles)))
        for roles in (here, there)
    )
    tables = {table.title: table.lines for table in beside_tables(SideBySide(*plans))}
    assert [(line.name, line.here, line.there) for line in tables["Cover, in hours"]] == [
        ("Cashier, on duty (9 and 18 needed)", "7.5", "7.5"),
        ("Cashier, short", "1.5", "10.5"),
        ("Floor, on duty (0 needed)", "0", "0"),
        ("Floor, short", "0", "0"),
    ]

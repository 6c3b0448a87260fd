"""Any roster is billed on the terms of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

import staffopt as so
from staffopt.audits.roster_audit import LEFT_OUT, NO_NEED
from staffopt.audits.weekly_need import need_of, weekly_demand
from staffopt.cli.audit import _need
from staffopt.domain.joined_demand import joined_demand
from staffopt.domain.shifts import Shift
from staffopt.staffing_methods.learners import Learners


@pytest.fixture(scope="module")
def demands(counter: so.Store) -> list[so.Demand]:
    """The customers of that week and the next, as forecast two weeks before each."""
    found = list(weekly_demand(counter, counter.horizon("2011-11-07", 2)))
    assert [demand.horizon.first.day for demand in found] == [7, 14]
    return found


def test_wages_are_hours_times_wage(counter: so.Store, published: so.Roster):
    """Without a need there is no service to judge, and the wages are summed by hand."""
    found = so.audited(published, counter)
    wage = {person.id: person.wage for person in counter.people}
    by_hand = sum(wage[shift.person_id] * shift.paid_minutes / 60 for shift in published.shifts)
    assert found.costs["wages"] == round(by_hand)
    assert "service" not in found.costs
    assert NO_NEED in found.notes
    assert (found.bound, found.run.stopped) == (0, "audited")
    assert found.violations == so.audit(published, counter)


def test_a_need_brings_service_and_cover(
    counter: so.Store, published: so.Roster, demands: list[so.Demand]
):
    """The loss of every slot is on the bill."""
    need = so.staffing(demands[0], counter)
    found = so.audited(published, counter, need)
    by_hand = sum(
        role.loss_of(slot, int(people))
        for name, role in need.roles.items()
        for slot, people in enumerate(published.cover(name))
    )
    assert found.costs["service"] == by_hand > 0
    assert NO_NEED not in found.notes


def test_a_rule_that_is_left_out_is_named(counter: so.Store, published: so.Roster):
    """Its breaches are gone, and the notes say why; a rule that is not there is refused."""
    late = replace(counter, rules=tuple(_stricter(rule) for rule in counter.rules))
    assert {one.rule for one in so.audited(published, late).violations} >= {"min_rest"}
    found = so.audited(published, late, without=["min_rest"])
    assert "min_rest" not in {one.rule for one in found.violations}
    assert f"min_rest: {LEFT_OUT}" in found.notes
    with pytest.raises(so.ConfigError, match=r"'min_rset'.*did you mean 'min_rest'"):
        so.audited(published, late, without=["min_rset"])


def test_notes_say_who_is_hired_within_the_days(counter: so.Store, published: so.Roster):
    """What a plan says of people before its first page, an audit says, too."""
    first, *others = counter.people
    late = replace(first, name="Zoe", hired=date(2011, 11, 9))
    found = so.audited(published, replace(counter, people=(late, *others)))
    assert "Zoe is hired on 2011-11-09: no shifts before" in found.notes


def _stricter(rule):
    """The same rule; of rests, one that nobody keeps."""
    return rule.model_copy(update={"hours": 30}) if rule.key == "min_rest" else rule


def test_several_weeks_are_audited_at_once(
    counter: so.Store, published: so.Roster, demands: list[so.Demand]
):
    """Two weeks with the same shifts need and cost each week's part; both are played."""
    later = _a_week_later(published)
    both = so.Roster(counter.horizon("2011-11-07", 2), (*published.shifts, *later.shifts))
    expected = joined_demand(demands)
    need = need_of(both, demands, counter)
    assert need.horizon == both.horizon
    found = so.audited(both, counter, need)
    weeks = [
        so.audited(each, counter, so.staffing(demand, counter))
        for each, demand in zip((published, later), demands, strict=True)
    ]
    assert found.costs["service"] == sum(week.costs["service"] for week in weeks)
    assert found.costs["wages"] == pytest.approx(sum(week.costs["wages"] for week in weeks), abs=1)
    halves = np.split(found.problem.requirement.roles["cashier"].required, 2)
    for half, week in zip(halves, weeks, strict=True):
        assert (half == week.problem.requirement.roles["cashier"].required).all()
    played = so.simulate(found, expected, counter, weeks=20)
    alone = [
        so.simulate(week, demand, counter, weeks=20)
        for week, demand in zip(weeks, demands, strict=True)
    ]
    customers = sum(each.roles["cashier"].customers for each in alone)
    assert played.roles["cashier"].customers == pytest.approx(customers, rel=0.05)


def test_each_week_is_judged_with_its_own_learners(
    counter: so.Store, published: so.Roster, demands: list[so.Demand]
):
    """All are new in the first week and have learnt by the second."""
    learners = Learners(weeks=1, factor=2)
    roles = {
        name: method.model_copy(update={"learners": learners})
        for name, method in counter.roles.items()
    }
    people = tuple(replace(each, hired=date(2011, 11, 7)) for each in counter.people)
    store = replace(counter, roles=roles, people=people)
    both = so.Roster(
        counter.horizon("2011-11-07", 2), (*published.shifts, *_a_week_later(published).shifts)
    )
    _, need, _ = _need(both, store, None, (Path("roster.csv"), None, None))
    assert need is not None
    first, later = np.split(need.roles["cashier"].required, 2)
    assert (first == so.staffing(demands[0], store).roles["cashier"].required).all()
    assert (later == so.staffing(demands[1], counter).roles["cashier"].required).all()
    assert first.sum() > so.staffing(demands[0], counter).roles["cashier"].required.sum()


def _a_week_later(roster: so.Roster) -> so.Roster:
    """The same shifts seven days later."""
    week = timedelta(days=7)
    shifts = tuple(
        Shift(
            f"later {shift.id}",
            shift.person_id,
            tuple(replace(b, start=b.start + week, end=b.end + week) for b in shift.blocks),
        )
        for shift in roster.shifts
    )
    return so.Roster(replace(roster.horizon, first=roster.horizon.first + week), shifts)


def test_the_page_of_an_audited_roster_claims_no_bound(
    counter: so.Store, published: so.Roster, tmp_path: Path
):
    """No gap and no lower bound: nothing was searched for."""
    found = so.audited(published, counter)
    so.write(found, tmp_path / "audit.html")
    page = (tmp_path / "audit.html").read_text(encoding="utf-8")
    assert "audited, not searched for" in page
    assert "above the best possible" not in page
    assert "lower bound by" not in page

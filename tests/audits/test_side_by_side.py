"""Two rosters beside each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.formats.sample import tiny_plan

import staffopt as so


def test_what_differs_is_told(counter: so.Store, published: so.Roster):
    """Without Margaret's shifts her hours are 0, her wages are saved, her contract is short."""
    hers = published.of("E01")
    fewer = replace(published, shifts=tuple(s for s in published.shifts if s not in hers))
    found = so.side_by_side(so.audited(fewer, counter), so.audited(published, counter))
    hours = {one.person_id: (one.minutes, one.other_minutes) for one in found.hours}
    minutes = sum(shift.paid_minutes for shift in hers)
    assert minutes > 0
    assert hours["E01"] == (0, minutes)
    assert all(here == there for person, (here, there) in hours.items() if person != "E01")
    here, there = found.costs["wages"]
    wage = counter.people[0].wage
    assert there - here == pytest.approx(wage * minutes / 60, abs=1)
    assert found.breaches["contract_hours"] == (1, 0)
    assert found.service == {}


def test_other_days_are_not_laid_beside(counter: so.Store, published: so.Roster):
    """Both rosters must be of the same weeks."""
    one = so.audited(published, counter)
    empty = so.Roster(counter.horizon("2011-11-14"), ())
    with pytest.raises(so.DataError, match="7 days from 2011-11-14"):
        so.side_by_side(one, so.audited(empty, counter))


def test_other_roles_are_not_laid_beside():
    """A plan whose till is called otherwise has no cover to compare."""
    plan = tiny_plan()
    need = plan.problem.requirement
    renamed = replace(need, roles={"till": need.roles["cashier"]})
    other = replace(plan, problem=replace(plan.problem, requirement=renamed))
    with pytest.raises(so.DataError, match="found the roles till; expected cashier"):
        so.side_by_side(plan, other)

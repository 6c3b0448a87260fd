"""The line that slots hand on: by hand, against Erlang C and against the exact simulation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.staffing_methods.line_errors import cases, rows
from tests.staffing_methods.steady_line import mean_wait, served_within

from staffopt.domain.spread import POISSON, Spread
from staffopt.staffing_methods.line import Line
from staffopt.staffing_methods.outlook import Capacity, Manners, outlook

QUARTER = 900.0
PATIENT = 86_400.0


def line(*customers: float, service: float = 100, patience: float = PATIENT) -> Line:
    """So many customers a quarter of an hour, to begin within a minute."""
    return Line(np.array(customers, float), np.ones(1), QUARTER, service, 60.0, patience)


def people(*counts: int) -> np.ndarray:
    """One plan."""
    return np.array([counts])


@pytest.mark.parametrize(("tills", "share"), [(3, 0.48), (4, 0.87), (5, 0.97)])
def test_a_steady_day_becomes_erlang_c(tills, share):
    """90 customers an hour at 100 s: after some hours 3, 4, 5 tills serve 48, 87, 97 % in 60 s."""
    day = line(*[22.5] * 100)
    served = day.served(people(*[tills] * 100))
    load = np.array([2.5])
    exact = served_within(load, 100, 60, 5)[0, tills]
    assert exact == pytest.approx(share, abs=0.005)
    assert served.in_time[0, 80] == pytest.approx(exact, abs=1e-3)
    assert served.wait[0, 80] == pytest.approx(mean_wait(load, 100, 5)[0, tills], rel=0.01)
    assert served.left[0, 80] < 1e-3


def test_the_line_is_handed_on():
    """A slot with too few leaves a line: the next one, staffed alike, serves fewer in time."""
    short = line(22.5, 22.5, 22.5).served(np.array([[4, 4, 4], [4, 2, 4]]))
    assert short.in_time[1, 0] == pytest.approx(short.in_time[0, 0], abs=0.1)
    assert short.in_time[1, 2] < short.in_time[0, 2] - 0.2


def test_days_may_vary_otherwise_from_slot_to_slot():
    """Two days apart, one sure and one of two levels, fare as each of them alone."""
    quiet, busy = np.ones(2), np.array([0.5, 1.5])
    night = [0.0] * 119
    day, varies = (22.5, *night), np.repeat([quiet, busy], 120, axis=0)
    found = replace(line(*day, *day), factors=varies).served(people(*[3] * 240))
    for slot, factors in ((0, quiet), (120, busy)):
        alone = replace(line(*day), factors=factors).served(people(*[3] * 120))
        assert found.in_time[0, slot] == pytest.approx(alone.in_time[0, 0], abs=1e-6)
        assert found.wait[0, slot] == pytest.approx(alone.wait[0, 0], rel=1e-6)


def test_nobody_there_then_somebody():
    """Who comes in the middle of a slot without people waits 450 s for the next, then is served."""
    seen = outlook(
        Capacity(people(0, 3), QUARTER, 100), np.array([0.5]), QUARTER, Manners(60, 600), 4
    )
    assert seen.wait[0, 0, :3] == pytest.approx([450, 450, 450])
    assert seen.wait[0, 0, 3] == pytest.approx(450 + 100 / 3, abs=1)
    assert seen.in_time[0, 0].tolist() == [0, 0, 0, 0]
    assert seen.leaves[0, 0, 0] == 0


def test_one_ahead_of_one_person():
    """One being served in 100 s on average: begun within 60 s with chance 1 - exp(-0.6)."""
    seen = outlook(
        Capacity(people(1, 1), QUARTER, 100), np.array([0.5]), QUARTER, Manners(60, 300), 3
    )
    assert seen.in_time[0, 0, :2] == pytest.approx([1, 1 - np.exp(-0.6)])
    assert seen.leaves[0, 0, :2] == pytest.approx([0, np.exp(-3)])
    assert seen.wait[0, 0, :2] == pytest.approx([0, 100 * (1 - np.exp(-3))])


def test_a_time_without_people_changes_no_other():
    """Patience that fades: what is hoped for under a plan depends on no plan or hour beside it."""
    manners, moments = Manners(60, 300, fades=True), np.array([0.5, 10.5])
    gap, alone, beside = (
        outlook(Capacity(plans, QUARTER, 100), moments, QUARTER, manners, 6)
        for plans in (
            people(2, 2, *[0] * 8, 2, 2),
            people(*[2] * 12),
            np.array([[2] * 12, [0] * 12]),
        )
    )
    for plain, among, with_gap in zip(alone.parts, beside.parts, gap.parts, strict=True):
        assert among[0] == pytest.approx(plain[0])
        assert with_gap[0] == pytest.approx(plain[0])


def test_without_people_everybody_waits_out_his_patience():
    """No one is in time, all leave after ten minutes; a slot without customers says nothing."""
    served = line(20, 0, 20, patience=600).served(people(0, 0, 0))
    assert served.left[0] == pytest.approx([1, 0, 1])
    assert served.wait[0] == pytest.approx([600, 0, 600])
    assert served.in_time[0].tolist() == pytest.approx([0, 1, 0])


def test_who_is_in_line_at_closing_is_lost():
    """One person and 10 customers in the last quarter: about half leave or are left standing."""
    served = line(10, patience=3600, service=300).served(people(1))
    assert 0.4 < served.left[0, 0] < 0.7


@settings(deadline=None, max_examples=25)
@example(customers=[0, 2, 30, 0], there=[0, 0, 0, 1], service=350)
@given(
    customers=st.lists(st.floats(0, 40), min_size=4, max_size=4),
    there=st.lists(st.integers(0, 5), min_size=4, max_size=4),
    service=st.floats(30, 900),
)
def test_one_more_person_never_harms(customers, there, service):
    """With one more in some slot, chances stay chances and no more customers are lost.

    Within 4 %: who leaves is told on arrival, so a line kept by one more person, who then goes, may
    cost the next slot more than was saved (2.2 % in the example).
    """
    few = np.array(there)
    more = few + np.eye(4, dtype=int)
    served = line(*customers, service=service, patience=600).served(np.vstack([few, more]))
    for part in (served.in_time, served.left):
        assert part.min() > -1e-9
        assert part.max() < 1 + 1e-9
    come = np.array(customers)
    lost = (served.left * come).sum(axis=1)
    assert (lost[1:] <= lost[0] * 1.04 + 0.05).all()


def test_a_spell_forgets():
    """A shortage that lasts a quarter leaves the line of the first plan, a long one its own."""
    day, plans = line(*[22.5] * 12), np.array([[4] * 12, [2] * 12])
    own, brief = day.served(plans), day.served(plans, spell=1.0)
    assert brief.in_time[0] == pytest.approx(own.in_time[0])
    assert brief.in_time[1, 11] == pytest.approx(brief.in_time[1, 5], abs=0.03)
    assert own.in_time[1, 11] < brief.in_time[1, 11] - 0.2


def test_a_spell_lasts_a_slot_at_least():
    """A quarter of an hour in slots of an hour is an hour: chances stay chances."""
    day, plans = line(*[60.0] * 4, service=400), np.array([[8] * 4, [5] * 4])
    brief, slot = (day.served(plans, spell) for spell in (0.25, 1.0))
    assert (brief.in_time == slot.in_time).all()
    assert brief.wait.min() >= 0


@pytest.mark.parametrize(
    "spread", [POISSON, Spread(batch=1.5)], ids=("sure rates", "rates that vary by the slot")
)
@pytest.mark.parametrize(
    "case", [case for case in cases() if case.peaky], ids=lambda case: case.name
)
def test_shares_in_time_are_those_of_the_simulation(case, spread):
    """Within 5 points by the roster's line and 10 by the table, however people are short.

    All days are alike here, or some days would not do; the table in the docs is from more.
    """
    for row in rows(replace(case, spread=spread), 100):
        assert row.by_roster == pytest.approx(row.simulated, abs=0.05), row.staffing
        assert row.by_table == pytest.approx(row.simulated, abs=0.1), row.staffing
        assert row.loss_by_table == pytest.approx(row.loss, rel=0.25, abs=12), row.staffing

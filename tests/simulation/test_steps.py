"""`so.simulate`: a plan or a roster, a forecast, a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

import staffopt as so
from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.plan import Run
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, PastShift, Shift
from staffopt.domain.spread import POISSON, Spread
from staffopt.forecasting.quantiles import quantiles
from staffopt.inputs.example_store import write_example_store
from staffopt.inputs.settings import DriverSettings, StressTestSettings
from staffopt.playing import usual_weeks
from staffopt.simulation.record import record


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> so.Store:
    """The example store."""
    folder = tmp_path_factory.mktemp("example") / "shop"
    write_example_store(folder)
    return so.read_store(folder)


@pytest.fixture(scope="module")
def demand(store: so.Store) -> Demand:
    """Two customers a slot of each driver; the store's lines and hours."""
    horizon = store.horizon("2026-03-23")
    is_open = store.opening.mask(horizon)
    mean = np.where(is_open, 2.0, 0.0)
    averages = {"items": 3.0, "lines": 3.0}
    driver = DriverDemand(mean, quantiles(mean, POISSON), averages=averages)
    return Demand(horizon, dict.fromkeys(store.drivers, driver), horizon.first, is_open)


def shift(store: so.Store, horizon: Horizon, start: int, *hours: str) -> Shift:
    """A shift of the first employee on Tuesday from an hour on: a role or a break each hour."""
    begin = horizon.start + timedelta(days=1, hours=start)
    blocks = tuple(
        Block(
            begin + timedelta(hours=k),
            begin + timedelta(hours=k + 1),
            Activity.BREAK if what == "break" else Activity.WORK,
            None if what == "break" else what,
        )
        for k, what in enumerate(hours)
    )
    return Shift("s1", store.people[0].id, blocks)


def test_people_are_there_by_role_and_not_in_breaks(store, demand):
    """Cashier from 10 to 11 and from 12 to 13, break between, then returns."""
    day = shift(store, demand.horizon, 10, "cashier", "break", "cashier", "returns")
    found = so.simulate(Roster(demand.horizon, (day,)), demand, store, weeks=5)
    at = [demand.horizon.slot(day.start + timedelta(hours=k)) for k in range(4)]
    assert [found.roles["cashier"].people[slot] for slot in at] == [1, 0, 1, 0]
    assert [found.roles["returns"].people[slot] for slot in at] == [0, 0, 0, 1]
    assert found.notes == ("not played, no line of customers: floor",)


def test_people_of_the_eve_are_there_until_they_go(store, demand):
    """A past shift that reaches into the first morning serves as well."""
    night = shift(store, demand.horizon, -26, *["cashier"] * 4)
    found = so.simulate(
        Roster(demand.horizon, ()), demand, replace(store, past=(PastShift(night),)), weeks=2
    )
    people = found.roles["cashier"].people
    hour = 60 // demand.horizon.slot_minutes
    assert people[: 2 * hour].tolist() == [1] * (2 * hour)
    assert people[2 * hour :].sum() == 0


def test_returns_that_are_a_rate_of_sales_are_busy_with_them(store, demand):
    """Where the store says so: then both days' levels are one; else each driver has its own."""
    mean = np.where(demand.open, 30.0, 0.0)
    wild = replace(demand.drivers["sales"], mean=mean, spread=Spread(day=1.0))
    weeks = replace(demand, drivers=dict.fromkeys(store.drivers, wild))
    nobody = Roster(demand.horizon, ())

    def ratios(own: so.Store) -> np.ndarray:
        roles = so.simulate(nobody, weeks, own, weeks=1).roles
        days = zip(roles["cashier"].days, roles["returns"].days, strict=True)
        return np.array([one.customers / other.customers for one, other in days if one.customers])

    rated = DriverSettings(rate_of="sales", rate=1.0)
    shared = ratios(replace(store, drivers={**store.drivers, "returns": rated}))
    assert shared == pytest.approx(np.ones(6), abs=0.2)
    assert abs(np.log(ratios(store))).max() > 0.5


def test_nobody_comes_while_the_store_is_closed(store, demand):
    """Also where a demand of one's own expects them."""
    driver = replace(demand.drivers["sales"], mean=np.full(demand.horizon.slots, 2.0))
    always = replace(demand, drivers=dict.fromkeys(store.drivers, driver))
    found = so.simulate(Roster(demand.horizon, ()), always, store, weeks=5).roles["cashier"]
    assert (found.slot_customers[~demand.open] == 0).all()
    assert (found.slot_customers[demand.open] > 0).any()


@pytest.fixture
def plan(store: so.Store, demand: Demand) -> so.Plan:
    """Nobody works and nobody proved anything."""
    problem = store.problem(so.staffing(demand, store))
    run = Run(seed=1, iterations=0, seconds=0.0, first_roster_s=0.0)
    return so.Plan(problem, Roster(demand.horizon, ()), {}, 0, "nothing", (), run)


def test_a_plan_carries_its_stress_test(store, demand, plan):
    """The same figures as `simulate` gives; money is the store's; nothing else changes."""
    tested = so.stress_tested(plan, demand, store, weeks=3)
    assert tested.stress_test is not None
    assert record(tested.stress_test) == record(so.simulate(plan, demand, store, weeks=3))
    assert tested.stress_test.currency == store.currency
    assert replace(tested, stress_test=None) == plan


def test_without_weeks_or_without_lines_a_plan_stays_as_it_is(store, demand, plan):
    """0 weeks: nobody wants it played. Only work at a rate: there is no line to play."""
    assert so.stress_tested(plan, demand, store, weeks=0) is plan
    floor = replace(store, roles={"floor": store.roles["floor"]})
    assert so.stress_tested(plan, demand, floor) is plan


def test_a_very_large_store_is_played_for_fewer_weeks(make_role):
    """200 weeks; with 40,000 customers a week 100, with a million 20."""
    for customers, weeks in {4_200: 200, 40_000: 100, 1_000_000: 20}.items():
        assert usual_weeks([make_role(customers / 84)]) == weeks


def test_call_outs_are_the_stores_unless_given(store, demand):
    """`stress_test: {call_outs: 1}`: nobody comes. `call_outs=0`: everybody does."""
    day = shift(store, demand.horizon, 10, "cashier", "cashier")
    roster = Roster(demand.horizon, (day,))
    sick = replace(store, stress_test=StressTestSettings(call_outs=1.0))
    assert store.stress_test.call_outs == 0.0
    found = so.simulate(roster, demand, sick, weeks=2)
    assert (found.call_outs, found.person_days_lost) == (1.0, 1.0)
    assert found.roles["cashier"].in_time == 0.0
    calm = so.simulate(roster, demand, sick, weeks=2, call_outs=0.0)
    assert calm.roles["cashier"].in_time > 0.0
    with pytest.raises(so.ConfigError, match="call_outs: found 2; expected a number from 0 to 1"):
        so.simulate(roster, demand, store, call_outs=2)


def test_nobody_there_loses_everybody(store, demand):
    """An empty roster serves no one; every customer waits out the patience."""
    found = so.simulate(Roster(demand.horizon, ()), demand, store, weeks=5).roles["cashier"]
    assert (found.in_time, found.left) == (0.0, 1.0)
    assert found.wait == pytest.approx(store.roles["cashier"].patience_minutes * 60)


def test_another_week_is_refused(store, demand):
    """A roster of next week cannot meet this week's customers."""
    later = replace(demand.horizon, first=demand.horizon.first + timedelta(days=7))
    with pytest.raises(so.DataError, match=r"found 7 days from 2026-03-30; expected 7 days from"):
        so.simulate(Roster(later, ()), demand, store)


def test_a_store_without_a_line_is_refused(store, demand):
    """Where all work is done at a rate there is nothing to play."""
    floor = replace(store, roles={"floor": store.roles["floor"]})
    with pytest.raises(so.ConfigError, match="no role with a line"):
        so.simulate(Roster(demand.horizon, ()), demand, floor)


def test_every_role_with_a_missing_average_is_named(store, demand):
    """Handling by items needs their average."""
    bare = {name: replace(one, averages={}) for name, one in demand.drivers.items()}
    with pytest.raises(so.ConfigError, match=r"roles\.cashier\.handling\.averages\.items"):
        so.simulate(Roster(demand.horizon, ()), replace(demand, drivers=bare), store)

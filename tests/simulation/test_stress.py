"""A roster's people against random weeks: figures, risk, bottleneck."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.simulation.conftest import WEEK

from staffopt.domain.spread import Spread
from staffopt.domain.stress_wording import bottleneck_text, played_text
from staffopt.errors import ConfigError
from staffopt.simulation.record import record
from staffopt.simulation.stress import Weeks, check_settings, stress


def team(people, *, absent=()):
    """So many people from 8 to 20 every day, nobody in some slots."""
    there = np.zeros((7, 24), np.int32)
    there[:, 8:20] = people
    slots = there.ravel()
    slots[list(absent)] = 0
    return {"till": slots}


def test_enough_people_serve_everybody_at_once(make_role):
    """With twenty people for a load below two nobody waits and nothing is at risk."""
    found = stress(team(20), [make_role()], Weeks(WEEK, 20, 1))
    till = found.roles["till"]
    assert (till.wait, till.in_time, till.left) == (0.0, 1.0, 0.0)
    assert found.bottleneck is None
    assert till.at_risk == ()
    assert till.customers == pytest.approx(7 * 12 * 50, rel=0.02)


def test_the_bottleneck_is_where_nobody_is(make_role):
    """Nobody on Saturday from 14 to 15: that hour is named, with what one more person saves.

    Who comes in the last minute may still be in time, and the line is served within the next hour.
    """
    slot = 5 * 24 + 14
    role = make_role(patience=7200.0)
    found = stress(team(20, absent=[slot]), [role], Weeks(WEEK, 40, 1))
    worst = found.bottleneck
    assert worst is not None
    assert WEEK.slot(worst.span.start) == slot
    assert worst.people == 0
    assert worst.late == pytest.approx(50 * 59 / 60, rel=0.1)
    assert worst.late_with_one_more is not None
    assert worst.late_with_one_more < worst.late
    text = bottleneck_text(found)
    assert text.startswith("till, Sat 14:00 to 15:00: ")
    assert "Nobody is there." in text


def test_too_few_for_the_work_is_said_so(make_role):
    """A load of 50 * 120 / 3600 = 1.7 with one person: the line grows, all week at risk."""
    found = stress(team(1), [make_role()], Weeks(WEEK, 10, 1))
    till = found.roles["till"]
    assert till.slots_at_risk.sum() >= 7 * 11
    assert till.left > 0.3
    assert found.bottleneck is not None
    text = bottleneck_text(found)
    assert "Work for 1.7 people, 1.0 there: the line grows." in text


def test_one_more_person_serves_the_same_customers_sooner(make_role):
    """The customers hang on the seed alone; with patience without end no slot gets worse."""
    role = make_role(20.0, patience=1e9)
    few, more = (stress(team(n), [role], Weeks(WEEK, 30, 9)).roles["till"] for n in (1, 2))
    assert few.slot_customers.tolist() == more.slot_customers.tolist()
    busy = few.slot_customers > 0
    assert (more.slot_wait[busy] <= few.slot_wait[busy]).all()
    assert more.wait < few.wait
    again = stress(team(1), [role], Weeks(WEEK, 30, 9)).roles["till"]
    assert (again.wait, again.in_time) == (few.wait, few.in_time)


def test_days_and_slots_add_up_to_the_week(make_role):
    """Means weighted by customers; quantiles get worse with their level."""
    role = make_role(spread=Spread(1.3, 0.1, 0.02))
    till = stress(team(2), [role], Weeks(WEEK, 60, 2)).roles["till"]
    customers = np.array([day.customers for day in till.days])
    shares = np.array([day.in_time for day in till.days])
    assert customers.sum() == pytest.approx(till.customers)
    assert (customers * shares).sum() / customers.sum() == pytest.approx(till.in_time, abs=2e-6)
    busy = till.slot_customers > 0
    weighted = (till.slot_customers * np.nan_to_num(till.slot_wait)).sum()
    assert weighted / till.slot_customers.sum() == pytest.approx(till.wait)
    for day in till.days:
        assert day.waits[0.5] <= day.waits[0.8] <= day.waits[0.95]
        assert day.shares[0.5] >= day.shares[0.8] >= day.shares[0.95]
    assert (till.slot_waits[0.5][busy] <= till.slot_waits[0.95][busy]).all()


def test_the_standard_error_is_the_spread_of_repeated_simulations(make_role):
    """Forty seeds of twenty Mondays: their spread is the error that each states, within a third."""
    monday = replace(WEEK, days=1)
    role = make_role(20.0, spread=Spread(1.2, 0.05))
    role = replace(role, mean=role.mean[:24])
    people = {"till": team(1)["till"][:24]}
    runs = [stress(people, [role], Weeks(monday, 20, seed)).roles["till"] for seed in range(40)]
    spread = np.std([run.in_time for run in runs], ddof=1)
    assert np.mean([run.in_time_error for run in runs]) == pytest.approx(spread, rel=0.35)


def test_customers_who_take_no_time_wait_only_for_nobody(make_role):
    """An average of no items at so much an item is no work: one person serves any number."""
    till = stress(team(1), [make_role(service=0.0)], Weeks(WEEK, 3, 1)).roles["till"]
    assert (till.wait, till.in_time) == (0.0, 1.0)


def test_a_day_without_customers_is_left_out(make_role):
    """Closed on Monday: the days with figures begin on Tuesday, also in JSON."""
    mean = make_role().mean.copy()
    mean[:24] = 0.0
    found = stress(team(2), [replace(make_role(), mean=mean)], Weeks(WEEK, 5, 1))
    assert [one.day.day for one in found.roles["till"].days] == [3, 4, 5, 6, 7, 8]
    said = json.loads(json.dumps(record(found), allow_nan=False))
    assert said["roles"]["till"]["days"][0]["date"] == "2026-03-03"
    assert len(said["roles"]["till"]["slots"]) == 6 * 12


def test_a_role_to_which_nobody_comes_is_always_in_time(make_role):
    """No division by nothing: nobody waits, nobody is late, nothing is at risk."""
    role = make_role(0.0)
    found = stress(team(0), [role], Weeks(WEEK, 3, 1))
    till = found.roles["till"]
    assert (till.customers, till.wait, till.in_time, till.left) == (0.0, 0.0, 1.0, 0.0)
    assert (till.days, found.bottleneck) == ((), None)


def test_one_more_person_saves_what_waits_and_lost_customers_cost(make_role):
    """Nobody on Saturday from 14 to 15, no patience: each of the 50 who leave costs 2.00.

    Who comes while all twenty have gone is lost at once; with one person there fewer are.
    """
    slot = 5 * 24 + 14
    role = make_role(patience=1.0, within=1.0, lost_price=2.0)
    found = stress(team(20, absent=[slot]), [role], Weeks(WEEK, 40, 1))
    worst = found.bottleneck
    assert worst is not None
    assert worst.saved_with_one_more is not None
    assert worst.late_with_one_more is not None
    spared = worst.late - worst.late_with_one_more
    assert worst.saved_with_one_more == pytest.approx(200 * spared, abs=1)
    assert 0 < spared < 50
    assert f"saves {worst.saved_with_one_more / 100:.2f} EUR a week" in bottleneck_text(
        replace(found, currency="EUR")
    )


def test_figures_have_six_decimals(make_role):
    """Digits that mean nothing are in no file; a second run gives the very same figures."""
    one, other = (stress(team(1), [make_role()], Weeks(WEEK, 5, 1)) for _ in range(2))
    till = one.roles["till"]
    assert till.wait == round(till.wait, 6)
    assert np.array_equal(till.slot_wait, np.round(till.slot_wait, 6), equal_nan=True)
    assert record(one) == record(other)


def test_the_quantiles_of_the_week_surround_it(make_role):
    """In 95 % of the weeks customers wait at least as long as in 50 %, and no day is as even."""
    till = stress(team(2), [make_role(spread=Spread(1.1, 0.1))], Weeks(WEEK, 40, 1)).roles["till"]
    assert till.waits[0.5] < till.waits[0.8] < till.waits[0.95]
    assert till.shares[0.5] > till.shares[0.8] > till.shares[0.95]
    day = till.days[0]
    assert till.waits[0.95] - till.waits[0.5] < day.waits[0.95] - day.waits[0.5]


def test_settings_out_of_range_are_refused_all_at_once():
    """No weeks, a negative seed, an absurd spread: three problems."""
    with pytest.raises(ConfigError) as caught:
        check_settings(0, -1, 9.0)
    assert [problem.where for problem in caught.value.problems] == ["weeks", "seed", "service_cv"]


def test_a_fortnight_says_its_dates_and_no_figures_of_a_week(make_role):
    """One person for 50 an hour: the worst stretch has a date, and weeks are runs of two."""
    role = make_role()
    role = replace(role, mean=np.tile(role.mean, 2))
    fortnight = replace(WEEK, days=14)
    few = {"till": np.ones(fortnight.slots, int)}
    found = stress(few, [role], Weeks(fortnight, 5, 1))
    assert found.bottleneck is not None
    start = fortnight.local(found.bottleneck.span.start)
    assert bottleneck_text(found).startswith(f"till, {start:%a} {start.day} Mar {start:%H:%M} to")
    assert "a week" not in bottleneck_text(found)
    assert played_text(found) == "5 random runs of 2 weeks"
    assert played_text(stress(team(1), [make_role()], Weeks(WEEK, 1, 1))) == "1 random week"

"""The recursion against an event loop, a hand-made day, Erlang C and its own monotony."""

from __future__ import annotations

import numpy as np
import pytest
from tests.simulation.event_loop import waits_by_events
from tests.staffing_methods.steady_line import mean_wait, served_within

from staffopt.simulation.waiting import Tally, play

SLOT = 60.0
FOREVER = float("inf")


def crowd_of(counts, rng, mean):
    """Arrivals and exponential services in each slot; the weeks by falling counts."""
    for slot in np.flatnonzero(counts.any(axis=1)).tolist():
        number = np.sort(counts[slot])[::-1]
        there = np.arange(number[0])[:, None] < number
        within = np.sort(np.where(there, rng.random(there.shape), 1.0), axis=0)
        yield slot, (slot + within) * SLOT, rng.exponential(mean, there.shape)


def one_week(arrivals, services, people, *, within=0.0, patience=FOREVER) -> Tally:
    """Play given customers of one week."""
    slots = (np.array(arrivals) // SLOT).astype(int)
    counts = np.bincount(slots, minlength=len(people))[:, None]
    crowd = [
        (slot, np.array(arrivals)[slots == slot, None], np.array(services)[slots == slot, None])
        for slot in np.unique(slots).tolist()
    ]
    return play(counts, crowd, np.array(people), SLOT, within=within, patience=patience)


def test_a_line_by_hand():
    """One person: at 0 for 50 s, at 10 for 20 s waits 40, at 30 waits 40; two people: nobody."""
    customers = ([0.0, 10.0, 30.0], [50.0, 20.0, 5.0])
    assert one_week(*customers, [1, 1]).waited.sum() == pytest.approx(40 + 40)
    assert one_week(*customers, [2, 2]).waited.sum() == pytest.approx(0.0)


def test_a_person_who_leaves_finishes_the_customer_and_counts_until_then():
    """Two serve from 0 and 10 until 100 and 80; from 60 on there is one, who is free at 100."""
    found = one_week([0.0, 10.0, 70.0], [100.0, 70.0, 5.0], [2, 1, 1])
    assert found.waited[1, 0] == pytest.approx(30.0)


def test_a_person_who_comes_takes_the_first_in_the_line():
    """One serves until 200; the second comes at 60 and takes who came at 10, the third at 120."""
    found = one_week([0.0, 10.0, 20.0], [200.0, 60.0, 1.0], [1, 2, 2, 2])
    assert found.waited.sum() == pytest.approx(50 + 100)


def test_people_may_differ_from_week_to_week():
    """Each week alone, and both at once in an order by customers: the same waits."""
    weeks = (([0.0, 10.0, 70.0], [100.0, 70.0, 5.0]), ([5.0, 6.0, 7.0, 80.0], [9.0] * 4))
    people = np.array([[2, 1], [1, 0], [1, 1]])
    alone = [one_week(*week, people[:, k].tolist()) for k, week in enumerate(weeks)]
    counts = np.hstack([one.came for one in alone])
    crowd = []
    for slot in range(3):
        order = np.argsort(-counts[slot], kind="stable")
        rows = int(counts[slot].max())
        if rows:
            arrivals, services = np.full((2, rows, 2), 1e9)
            for place, week in enumerate(order.tolist()):
                for row, (at, takes) in enumerate(
                    (a, s) for a, s in zip(*weeks[week], strict=True) if a // SLOT == slot
                ):
                    arrivals[row, place], services[row, place] = at, takes
            crowd.append((slot, arrivals, services))
    both = play(counts, crowd, people, SLOT, within=0.0, patience=FOREVER)
    assert both.waited.tolist() == np.hstack([one.waited for one in alone]).tolist()
    assert both.in_time.tolist() == np.hstack([one.in_time for one in alone]).tolist()


def test_who_would_wait_too_long_leaves_and_delays_nobody():
    """With a patience of 30 the one who came at 10 leaves; the one who came at 30 waits 20."""
    found = one_week([0.0, 10.0, 30.0], [50.0, 20.0, 5.0], [1, 1], patience=30.0)
    assert found.left.sum() == 1
    assert found.waited.sum() == pytest.approx(30 + 20)


def test_patience_may_differ():
    """The second has none and leaves without a wait, the third waits 20 of 30 seconds."""
    ready = iter([np.array([[30.0], [0.0], [30.0]])])
    customers = ([0.0, 10.0, 30.0], [50.0, 20.0, 5.0])
    found = one_week(*customers, [1, 1], within=60.0, patience=lambda _: next(ready))
    assert (found.left.sum(), found.in_time.sum()) == (1, 2)
    assert found.waited.sum() == pytest.approx(20)


@pytest.mark.parametrize("patience", [FOREVER, 45.0])
def test_each_wait_is_that_of_an_event_loop(patience):
    """Hundred random days, people from 0 to 3 in each slot: as many wait at most so long.

    Some are lost or never served; the seconds waited by those with patience are the same too.
    """
    rng = np.random.default_rng(7)
    lost = 0
    for _ in range(100):
        people = rng.integers(0, 4, 12)
        arrivals = np.sort(rng.uniform(0, 12 * SLOT, 40))
        services = rng.exponential(35.0, 40)
        waits = waits_by_events(
            arrivals.tolist(), services.tolist(), people.tolist(), SLOT, patience
        )
        served = np.array([wait for wait in waits if wait is not None])
        lost += waits.count(None)
        for within in (0.0, 5.0, 20.0, 60.0, 1e6):
            found = one_week(arrivals, services, people, within=within, patience=patience)
            assert found.in_time.sum() == (served <= within).sum()
        if patience < FOREVER:
            assert found.left.sum() == waits.count(None)
            expected = served.sum() + patience * waits.count(None)
            assert found.waited.sum() == pytest.approx(expected)
    assert lost > 0


def test_weeks_side_by_side_are_weeks_one_by_one():
    """Twenty weeks of unequal counts at once meet what each meets alone."""
    rng = np.random.default_rng(3)
    counts = rng.poisson(4.0, (8, 20))
    people = np.array([2, 3, 0, 1, 4, 2, 2, 3])
    crowd = list(crowd_of(counts, rng, 40.0))
    together = play(counts, crowd, people, SLOT, within=15.0, patience=90.0)
    for week in range(20):
        arrivals, services = [], []
        for slot, come, take in crowd:
            place = np.argsort(-counts[slot], kind="stable").tolist().index(week)
            arrivals += come[: counts[slot, week], place].tolist()
            services += take[: counts[slot, week], place].tolist()
        alone = one_week(arrivals, services, people, within=15.0, patience=90.0)
        assert together.waited[:, week] == pytest.approx(alone.waited[:, 0])
        assert (together.in_time[:, week] == alone.in_time[:, 0]).all()
        assert (together.left[:, week] == alone.left[:, 0]).all()


@pytest.mark.parametrize(("people", "load"), [(1, 0.7), (3, 2.4), (8, 6.8)])
def test_a_steady_line_is_erlang_c(people, load):
    """Minutes 120 to 220 of two thousand days: M/M/c's wait within 3 %, its share within 0.01."""
    rng = np.random.default_rng(11)
    service, slots, weeks = 30.0, 260, 2000
    counts = rng.poisson(load / service * SLOT, (slots, weeks))
    team = np.full(slots, people)
    found = play(counts, crowd_of(counts, rng, service), team, SLOT, within=15.0, patience=FOREVER)
    steady = slice(120, 220)
    came = found.came[steady].sum()
    offered = np.array([load])
    expected = mean_wait(offered, service, people)[0, people]
    share = served_within(offered, service, 15.0, people)[0, people]
    assert found.waited[steady].sum() / came == pytest.approx(expected, rel=0.03)
    assert found.in_time[steady].sum() / came == pytest.approx(share, abs=0.01)


def test_one_more_person_never_makes_anybody_wait_longer():
    """With the same customers, who all stay: no slot of no week waits longer in sum."""
    rng = np.random.default_rng(5)
    counts = rng.poisson(5.0, (12, 30))
    crowd = list(crowd_of(counts, rng, 25.0))
    people = rng.integers(1, 4, 12)
    before = play(counts, crowd, people, SLOT, within=20.0, patience=FOREVER)
    better = 0
    for slot in range(12):
        more = people.copy()
        more[slot] += 1
        after = play(counts, crowd, more, SLOT, within=20.0, patience=FOREVER)
        assert (after.waited <= before.waited + 1e-6).all()
        assert (after.in_time >= before.in_time).all()
        better += int(after.waited.sum() < before.waited.sum() - 1e-6)
    assert better == 12

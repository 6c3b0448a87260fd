"""Weeks by columns: legal, priced as the model prices them, with a bound below the optimum."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import numpy as np
import pytest
from tests.solver.patterns import patterned
from tests.solver.small import MONDAY, Small, small

from staffopt.domain.arrays import Floats
from staffopt.domain.calendar import Horizon
from staffopt.domain.roster import Roster
from staffopt.solver.dealing.rotation import Dealt
from staffopt.solver.finish import Finished
from staffopt.solver.model.acceptance import accepts
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.parameters import Effort
from staffopt.solver.solve import BUDGET, OPTIMAL, Ended
from staffopt.solver.weeks import pricing
from staffopt.solver.weeks.completion import completed, no_completion
from staffopt.solver.weeks.facts import WeekFacts
from staffopt.solver.weeks.kernel import Asked, best_weeks
from staffopt.solver.weeks.listing import weeks_below
from staffopt.solver.weeks.opened import Opened
from staffopt.solver.weeks.pool import pools
from staffopt.solver.weeks.pricing import Pricing, week_cost
from staffopt.solver.weeks.roster import roster_of
from staffopt.solver.weeks.search import WeekSearch, everybodys_facts
from staffopt.solver.weeks.tree import WeekTree

HARD = Effort(deterministic_time=20, linearization=2)


def searched(store: Small, turns: int) -> WeekSearch:
    """A search from the empty roster."""
    facts = everybodys_facts(store.answers)
    assert facts is not None
    search = WeekSearch.of(store.answers, facts, Roster(store.problem.horizon, ()))
    search.first()
    while search.turns < turns and not search.done:
        search.again()
    return search


@pytest.mark.parametrize("seed", range(4))
def test_one_persons_best_weeks_are_the_optimum_and_proven(seed: int) -> None:
    """With nobody else, the kernel alone finds what CP-SAT proves, and its bound meets it."""
    store = patterned(seed, people=1, groupings=1)
    search = searched(store, 3)
    whole = solve_whole(store.answers, effort=HARD)
    assert whole.optimal
    assert search.best_cost == whole.cost
    assert search.proven <= whole.cost


@pytest.mark.parametrize("seed", range(4))
def test_weeks_together_are_accepted_at_their_cost_between_bound_and_optimum(seed: int) -> None:
    """Bound <= proven optimum <= what is found, which the model takes at the same cost."""
    store = patterned(seed, groupings=1)
    search = searched(store, 6)
    judged = accepts(store.answers, roster_of(store.answers, search.best))
    assert judged.accepted, judged.blame
    assert judged.cost == search.best_cost
    whole = solve_whole(store.answers, effort=HARD)
    assert whole.optimal
    assert search.proven <= whole.cost <= search.best_cost


@pytest.mark.parametrize("looks", [12, 24])
def test_a_dive_whose_time_ends_still_ends_in_a_roster(looks: int) -> None:
    """Time for so many looks at the clock: all are taken, and few after them.

    The roster is cheaper than nobody at work, and accepted.
    """
    store = patterned(2, groupings=1)
    facts = everybodys_facts(store.answers)
    assert facts is not None
    clock = count(looks, -1)
    roster = Roster(store.problem.horizon, ())
    search = WeekSearch.of(store.answers, facts, roster, left=lambda: float(next(clock)))
    empty = search.best_cost
    search.first()
    assert search.best_cost < empty
    assert accepts(store.answers, roster_of(store.answers, search.best)).cost == search.best_cost
    assert -5 < next(clock) <= 0


def test_no_time_leaves_the_roster_as_it_was() -> None:
    """Nobody's weeks are looked at when time is up from the start."""
    store = patterned(2, groupings=1)
    facts = everybodys_facts(store.answers)
    assert facts is not None
    roster = Roster(store.problem.horizon, ())
    search = WeekSearch.of(store.answers, facts, roster, left=lambda: 0.0)
    before = dict(search.best)
    search.first()
    search.again()
    assert (search.best, search.size) == (before, len(before))


def test_the_kernel_counts_a_week_as_plain_arithmetic_does_and_keeps_caps() -> None:
    """At random prices, 20 times for each person: the same cost, caps kept, none below proof."""
    for each, price in priced():
        pricing = Pricing(each)
        costs, weeks = pricing.weeks(price, 3, np.inf)
        assert len(costs)
        bound = pricing.proven(price, 1e12)
        for cost, rows in zip(costs, weeks, strict=True):
            assert cost == pytest.approx(week_cost(each, price, rows))
            assert each.use[rows[rows >= 0]].sum() <= each.cap[0]
            assert bound <= cost + 1e-6


def test_caps_of_many_minutes_are_kept() -> None:
    """Caps, and what rows use of them, 12,000 times as large: the same weeks, where caps bind."""
    for each, price in priced():
        wide = each._replace(use=12_000 * each.use, cap=12_000 * each.cap)
        wanted = price - 1_000_000 * each.use[:, 0]
        costs, weeks = Pricing(each).weeks(wanted, 3, np.inf)
        same, found = Pricing(wide).weeks(wanted, 3, np.inf)
        assert np.array_equal(found, weeks)
        assert same == pytest.approx(costs)


def test_a_week_that_is_the_best_but_for_its_runs_is_not_called_optimal() -> None:
    """The choice of weeks ended with a proof; its runs cost something on top, or nothing."""
    end = Finished(Roster(Horizon(MONDAY, 1, "UTC"), ()), 0, 0, "", OPTIMAL, {})
    for runs, said in ((0, OPTIMAL), (5, BUDGET)):
        ended = Ended(None, end, Dealt(end.roster, runs), 1.0)  # type: ignore[arg-type]
        assert ended.stopped == said


def test_what_the_days_to_come_cost_drops_no_week_below_the_limit() -> None:
    """Below a limit the kernel finds what it finds without one, and nothing proven is above it."""
    dropped = 0
    for each, price in priced():
        plain = Asked(price, no_completion(each), np.inf, False)
        costs, _ = best_weeks(each, plain, 9)
        limit = float(costs[min(2, len(costs) - 1)])
        coming, least = completed(each, price, limit, 0.0)
        assert least <= costs[0] + 1e-6
        kept, same = best_weeks(each, Asked(price, coming, limit, False), 9)
        below = int((kept < limit).sum())
        assert below == int((costs < limit).sum())
        assert kept[:below] == pytest.approx(costs[:below])
        assert [week_cost(each, price, rows) for rows in same] == pytest.approx(kept)
        dropped += len(costs) - len(kept)
    assert dropped > 0


def test_listed_weeks_are_all_that_the_kernel_finds_and_cost_what_plain_arithmetic_says() -> None:
    """Below a limit: every week once, within the caps, the cheapest as the kernel has it."""
    for each, price in priced():
        costs, _ = Pricing(each).weeks(price, 9, np.inf)
        limit = float(costs[min(2, len(costs) - 1)]) + 1e-6
        listed, weeks, whole = weeks_below(each, price, limit, 20_000)
        assert whole
        assert min(listed) <= costs[0] + 1e-6
        assert len(listed) >= (costs < limit).sum()
        assert len({tuple(rows) for rows in weeks.tolist()}) == len(weeks)
        assert (listed < limit).all()
        for cost, rows in zip(listed, weeks, strict=True):
            assert cost == pytest.approx(week_cost(each, price, rows))
            assert (each.use[rows[rows >= 0]].sum(axis=0) <= each.cap).all()
        _, _, whole = weeks_below(each, price, limit, len(weeks) - 1)
        assert not whole


@pytest.mark.parametrize("seed", range(4))
def test_a_tree_on_all_weeks_that_count_proves_the_optimum(seed: int) -> None:
    """From the first dive on, branch and bound alone ends at what CP-SAT proves, and says so."""
    store = patterned(seed, groupings=1)
    search = searched(store, 0)
    tree = WeekTree(search, pools(search, Opened(search, list(search.facts), None).master))
    tree.grow(2_000)
    whole = solve_whole(store.answers, effort=HARD)
    assert whole.optimal
    assert tree.exact
    assert tree.done
    assert (search.best_cost, search.proven) == (whole.cost, whole.cost)
    assert accepts(store.answers, roster_of(store.answers, search.best)).cost == whole.cost


def test_turns_in_vain_end_in_a_tree_that_can_prove(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where opened parts find nothing, the next turn lists all weeks, and the search is done."""
    monkeypatch.setattr("staffopt.solver.weeks.search.STALLED", 0)
    search = searched(patterned(7, people=4, groupings=1), 0)
    assert not search.done
    search.turn()
    assert search.tree is not None
    assert search.done


def priced() -> Iterator[tuple[WeekFacts, Floats]]:
    """Everybody of a store at 20 random prices."""
    facts = everybodys_facts(patterned(1, groupings=1).answers)
    assert facts is not None
    draw = np.random.default_rng(1)
    for each in facts.values():
        assert len(each.cap) == 1
        for _ in range(20):
            yield each, each.own - draw.integers(0, 500_000, len(each.own))


def test_stores_that_weeks_cannot_hold_are_left_to_the_other_searches() -> None:
    """Breaks, sessions and people with several roles: no tables."""
    assert everybodys_facts(small(0).answers) is None


def test_the_kernel_is_compiled_before_the_budget_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables come with a first call of both dynamic programs, so that no search pays for it."""
    called: list[str] = []

    def heard(name: str) -> None:
        work = getattr(pricing, name)

        def first(*arguments: object) -> object:
            called.append(name)
            return work(*arguments)

        monkeypatch.setattr(pricing, name, first)

    for name in ("completed", "best_weeks"):
        heard(name)
    everybodys_facts(patterned(1, groupings=1).answers)
    assert called[:2] == ["completed", "best_weeks"]

"""The bound is never above a proven optimum, and means something."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import numpy as np
import pytest
from ortools.math_opt.python import mathopt
from scipy.sparse import csr_array
from tests.solver.small import CLOSES, OPENS, EvenClosings, Small, made, rule, small

from staffopt.domain.people import Availability, Person
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.shapes import Count, Run, ShiftTable, Spread
from staffopt.domain.shifts import Block, Shift
from staffopt.goals.base import Goal
from staffopt.rules.base import Rule
from staffopt.solver.bounds import bound
from staffopt.solver.bounds.bound import Relaxation, finer_bound, lower_bound
from staffopt.solver.bounds.cover import blocks_of_days
from staffopt.solver.bounds.interior_point import FAILURES, Rows
from staffopt.solver.bounds.linear_program import LinearProgram, proven
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.out_of_time import endless
from staffopt.solver.parameters import Effort

HARD = Effort(deterministic_time=40, linearization=2)


def around_the_clock(seed: int) -> Small:
    """A store staffed day and night, whose shifts cross midnight and the end of the horizon."""
    store = small(seed, people=3, training=False)
    problem = store.problem
    need = problem.requirement
    always = np.ones(problem.horizon.slots, bool)
    roles = {
        name: RoleRequirement(role.required, np.roll(role.loss, 8, axis=0))
        for name, role in need.roles.items()
    }
    open_ = Requirement(problem.horizon, roles, always, always)
    grid = replace(problem.grid, start_step=360, lengths=(360, 480))
    people = tuple(replace(person, availability=()) for person in problem.people)
    return made(replace(problem, requirement=open_, people=people, grid=grid), store.rules, GOALS)


def pinned(seed: int) -> Small:
    """A store in which somebody's first day is settled: eight hours without a break at the till."""
    store = small(seed)
    horizon = store.problem.horizon
    person = next(p for p in store.problem.people if "cashier" in p.roles)
    start = horizon.instant(8)
    pin = Shift("pin", person.id, (Block(start, start + timedelta(hours=4), role="cashier"),))
    rules = (*store.rules, rule("pinned"))
    return made(replace(store.problem, pins=(pin,), past=()), rules, store.goals)


class Remembered(EvenClosings):
    """The same, and one person has closed before."""

    before: dict[str, int]

    def spreads(self, problem: Problem, tables: dict[str, ShiftTable]) -> list[Spread]:
        (even,) = super().spreads(problem, tables)
        return [replace(even, carried=even.carried | self.before)]


def uneven(seed: int) -> Small:
    """A store in which somebody has closed twice more than the others."""
    store = small(seed)
    name = store.problem.people[0].id
    return made(store.problem, store.rules, (store.goals[0], Remembered(before={name: 2})))


GOALS: tuple[Goal, ...] = small(0).goals[:1]
WORLDS = {
    "0": lambda: small(0),
    "3": lambda: small(3),
    "5": lambda: small(5),
    "8": lambda: small(8),
    "11": lambda: small(11),
    "five people": lambda: small(2, people=5),
    "nights": lambda: around_the_clock(1),
    "more nights": lambda: around_the_clock(2),
    "pinned": lambda: pinned(0),
    "pinned, other seed": lambda: pinned(3),
    "uneven before": lambda: uneven(3),
    "uneven before, other seed": lambda: uneven(8),
}


@pytest.mark.parametrize("world", WORLDS)
def test_no_optimum_is_below_the_bound(world: str) -> None:
    """Proven optimum against proven bound; the bound is at least half of it."""
    store = WORLDS[world]()
    whole = solve_whole(store.answers, effort=HARD)
    assert whole.optimal
    found = lower_bound(store.answers)
    finer = finer_bound(store.answers, found)
    assert found.value <= finer.value
    assert finer.value * 60 <= whole.cost
    assert found.value * 60 > whole.cost / 2


def test_days_joined_by_nights_are_one_block() -> None:
    """Shifts over midnight join days, others do not."""
    assert blocks_of_days(around_the_clock(1).answers) == [0, 0]
    assert blocks_of_days(small(0).answers) == [0, 1]


class Bare(Goal):
    """Wages of whole hours."""

    name = "bare"

    def prices(self, problem: object, person: Person, table: object) -> np.ndarray:
        return np.asarray(table.paid * person.wage, np.int64)  # type: ignore[attr-defined]


def one_person(loss: list[int]) -> Small:
    """One cashier at 12.00 an hour, one day, four to eight hours; losses an hour by people."""
    store = small(3, people=3, training=False)
    person = next(p for p in store.problem.people if "cashier" in p.roles)
    person = replace(person, wage=1200, roles=("cashier",), availability=(), hours_min=0.0)
    horizon = replace(store.problem.horizon, days=1)
    staffed = store.problem.requirement.staffed[: horizon.slots]
    table = np.where(staffed[:, None], np.array(loss)[None, :], 0).astype(np.int64)
    role = RoleRequirement(staffed.astype(np.int32), table)
    problem = replace(
        store.problem,
        requirement=Requirement(horizon, {"cashier": role}, staffed, staffed),
        people=(person,),
        past=(),
    )
    rules = (rule("skill_for_role"), rule("one_shift_a_day"))
    return made(problem, rules, (Bare(),))


def test_a_bound_to_check_by_hand() -> None:
    """Eight hours open; alone costs 0, nobody 30.00 an hour: 8 x 12.00 of wages is the optimum."""
    store = one_person([3000, 0])
    found = lower_bound(store.answers)
    assert found.value in (9599, 9600)
    assert found.parts == {"service": 0, "wages and wishes": 9600}


def test_people_dearer_than_customers_stay_at_home() -> None:
    """Nobody costs 8.00 an hour, somebody 12.00: the bound is 8 x 8.00."""
    assert lower_bound(one_person([800, 0]).answers).value in (6399, 6400)


def test_a_loss_that_is_not_convex_is_bounded_from_below() -> None:
    """The first person changes nothing, so the second is not there to help: 8 x 30.00."""
    assert lower_bound(one_person([3000, 3000, 0]).answers).value in (23999, 24000)


def hour_by_hour(losses: list[int], lengths: tuple[int, ...], *rules: Rule) -> Small:
    """The same cashier; nobody there costs so much in each of the eight hours, somebody nothing."""
    store = one_person([0, 0, 0])
    need = store.problem.requirement
    table = np.zeros_like(need.roles["cashier"].loss)
    table[need.staffed, 0] = losses
    role = RoleRequirement(need.roles["cashier"].required, table)
    problem = replace(
        store.problem,
        requirement=replace(need, roles={"cashier": role}),
        grid=replace(store.problem.grid, lengths=lengths),
    )
    return made(problem, (*store.rules, *rules), store.goals)


def test_a_shift_is_not_cut_up_to_where_it_helps() -> None:
    """30.00 are lost in the first and in the last hour: a shift over both costs 96.00, so 60.00.

    With shifts of four hours wherever they help, half a shift of 48.00 would do.
    """
    store = hour_by_hour([3000, 0, 0, 0, 0, 0, 0, 3000], (240, 360, 480))
    coarse = lower_bound(store.answers)
    finer = finer_bound(store.answers, coarse)
    assert coarse.value in (2399, 2400)
    assert finer.value in (5999, 6000)
    assert finer.by == "linear relaxation slot by slot"


def test_a_break_is_not_taken_when_it_suits() -> None:
    """Eight hours with an unpaid one off, the fourth or the fifth, when 30.00 are lost: 84 + 30.

    In any other hour, 13.00 are lost: 84 + 13 where the place of a break is free.
    """
    off = rule("break_due", over_hours=5, minutes=60, earliest_hours=3, latest_hours=4)
    store = hour_by_hour([1300, 1300, 1300, 3000, 3000, 1300, 1300, 1300], (480,), off)
    assert solve_whole(store.answers, effort=HARD).cost == 11400 * 60
    coarse = lower_bound(store.answers)
    assert coarse.value in (9699, 9700)
    assert finer_bound(store.answers, coarse).value in (11399, 11400)


def early_and_late(closings: int) -> Small:
    """The late cashier is needed for the last four hours; a second one is there until noon."""
    store = hour_by_hour([0, 0, 0, 0, 3000, 3000, 3000, 3000], (240,))
    late = store.problem.people[0]
    noon = tuple(Availability(d, time(OPENS), time((OPENS + CLOSES) // 2)) for d in range(7))
    early = replace(late, id="early", availability=noon)
    problem = replace(store.problem, people=(late, early))
    goals = (*store.goals, Remembered(before={early.id: closings}))
    return made(problem, (*store.rules, rule("availability")), goals)


@pytest.mark.parametrize(("closings", "cost"), [(0, 5500), (1, 4800), (3, 6200)])
def test_closings_that_cannot_be_shared_cost_what_they_cost(closings: int, cost: int) -> None:
    """A shift of 48.00, and 7.00 for each closing between the one who can close and the other.

    Over the whole day the hours could lie in the morning, when nobody closes: 48.00, and 7.00 for
    each closing beyond the one that the late cashier may have.
    """
    store = early_and_late(closings)
    assert solve_whole(store.answers, effort=HARD).cost == cost * 60
    coarse = lower_bound(store.answers)
    finer = finer_bound(store.answers, coarse)
    assert coarse.value in ((cost, cost - 1) if closings else (4799, 4800))
    assert finer.value in (cost, cost - 1)
    assert finer.parts["even_closings"] == cost - 4800


def test_closings_in_turns_are_free_in_the_bound() -> None:
    """Two who can both close: half a closing each, so only the 48.00 of a shift are proven."""
    store = early_and_late(0)
    late = store.problem.people[0]
    people = (late, replace(late, id="early"))
    store = made(replace(store.problem, people=people), store.rules, store.goals)
    assert solve_whole(store.answers, effort=HARD).cost == 5500 * 60
    assert finer_bound(store.answers, lower_bound(store.answers)).value in (4799, 4800)


def test_no_patience_is_no_finer_bound() -> None:
    """What would take longer than there is patience for is left out."""
    answers = hour_by_hour([3000, 0, 0, 0, 0, 0, 0, 3000], (240, 360, 480)).answers
    coarse = lower_bound(answers)
    assert finer_bound(answers, coarse, patience=1e-4) is coarse


@pytest.mark.parametrize("failure", FAILURES)
def test_where_highs_fails_the_first_bound_stays(
    failure: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan is not lost with its finer bound."""

    def fails(*_given: object, **_named: object) -> None:
        raise failure

    store = small(3)
    coarse = lower_bound(store.answers)
    monkeypatch.setattr(mathopt, "solve", fails)
    monkeypatch.setattr(bound, "CHAINS", 0)
    assert finer_bound(store.answers, coarse) == coarse


def test_forced_wages_are_those_of_the_cheapest_weeks() -> None:
    """Six hours promised at 12.00, each missing one at 20.00: 72.00 are paid whatever comes."""
    store = one_person([0, 0])
    promise = rule("contract_hours", short_price=20, overtime=1)
    person = replace(store.problem.people[0], hours_min=42.0, hours_target=56.0, hours_max=56.0)
    store = made(replace(store.problem, people=(person,)), (*store.rules, promise), store.goals)
    assert lower_bound(store.answers).forced_wages == 7200
    cheap = rule("contract_hours", short_price=10, overtime=1)
    store = made(store.problem, (*store.rules[:2], cheap), store.goals)
    assert lower_bound(store.answers).forced_wages == 0


@pytest.mark.parametrize("large", [0, 9], ids=["inside", "at a vertex"])
def test_prices_with_errors_still_prove_a_bound(large: int) -> None:
    """x + y >= 3 at costs 2 and 1, y <= 1: 5 is proven, and no more with any prices."""
    program = LinearProgram()
    x = program.add("x", 2.0, 9.0)
    y = program.add("y", 1.0, 1.0)
    program.row([*x, *y], 1.0, least=3.0)
    solution = program.solve(large)
    assert 4.99 < solution.bound <= 5.0
    assert solution.parts() == pytest.approx({"x": 4.0, "y": 1.0}, rel=1e-5)


def test_any_prices_prove_something() -> None:
    """0 <= x <= 9 at cost 2, 3 <= x <= 5: a price of 2 proves 6, one of 3 only 0, one of -1 less.

    At 3 each x costs -1 beside the 9 of the row, so that 9 are lost; at -1 the row takes 5.
    """
    rows = Rows(csr_array(np.ones((1, 1))), np.array([3.0]), np.array([5.0]))
    ends = (np.array([2.0]), np.array([0.0]), np.array([9.0]), rows)
    found = [proven(*ends, np.array([price])) for price in (2.0, 3.0, -1.0)]
    assert found == [6.0, 0.0, -5.0]
    open_ = Rows(csr_array(np.ones((1, 1))), np.array([3.0]), np.array([np.inf]))
    assert proven(*ends[:3], open_, np.array([-1.0])) == 0.0  # no most: the price counts as 0


def test_both_methods_prove_the_same() -> None:
    """A small store slot by slot, by the simplex and by the interior point method."""
    answers = small(3).answers
    made = Relaxation(answers, endless)
    made.cover(capped=False)
    made.by_slot()
    vertex = made.program.solve().bound
    assert made.program.solve(large=0).bound == pytest.approx(vertex, rel=1e-5)


def test_limits_on_days_in_a_row_and_sums_are_kept() -> None:
    """One person, two days, one free day in a row of two: half of the need is not met."""
    store = small(3, people=3, training=False)
    answers = store.answers
    free = {
        name: replace(
            about,
            runs=(("run", Run(1)),),
            counts=(("sum", Count(about.candidates.table.paid, about_day(store), most=480)),),
        )
        for name, about in answers.people.items()
    }
    limited = replace(answers, people=free)
    assert lower_bound(limited).value > lower_bound(answers).value


def about_day(store: Small):
    return store.problem.horizon.first


def test_a_spread_of_nobody_is_passed_over() -> None:
    """A goal may share a thing that nobody can do."""
    answers = small(3).answers
    nobody = replace(answers, spreads=(("shared", Spread({}, {}, 700)),))
    assert lower_bound(nobody).value == lower_bound(replace(answers, spreads=())).value

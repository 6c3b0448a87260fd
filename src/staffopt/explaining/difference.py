"""Two sets of terms searched from one roster, and what sets their costs apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from staffopt.domain.explanation import Difference
from staffopt.domain.roster import Roster
from staffopt.explaining.near_roster import NearRoster
from staffopt.explaining.week import Week, more

SEEDS = (1, 2, 3)
MOVES_A_DAY = 1_500
"""Moves for each person and day, in each search."""
NEAR_PERCENT = 50
"""What a changed shift counts where it matters who changes, in percent of a median hour's wage."""

Billed = tuple[Roster, Mapping[str, int]]


@dataclass(frozen=True)
class Effort:
    """How often, and for how many moves, each side is searched; None: by the size of the store.

    With `near`, the search stays near the present roster where that costs little.
    """

    seeds: tuple[int, ...] = SEEDS
    iterations: int | None = None
    near: bool = True

    def moves(self, week: Week) -> int:
        """The moves of one search."""
        if self.iterations is not None:
            return self.iterations
        return MOVES_A_DAY * len(week.problem.people) * week.problem.horizon.days


@dataclass(frozen=True)
class Compared:
    """The difference of two sets of terms, and the best roster under the changed ones."""

    difference: Difference
    roster: Roster
    costs: Mapping[str, int]


def compared(present: Week, changed: Week, start: Roster, effort: Effort) -> Compared | None:
    """What the changed terms cost more than the present; None where no legal roster was found.

    Every roster that was found under one set of terms is offered to the other, so that less freedom
    never looks cheaper.
    """
    rosters = [searched(week, start, effort) for week in (present, changed)]
    given = present.bill(start)
    here = [start, *rosters[0]]
    best = best_of(present, [*here, *rosters[1]])
    other = best_of(changed, [*rosters[1], *here])
    if best is None or other is None:
        return None
    spreads = [_spread(present, rosters[0]), _spread(changed, rosters[1])]
    difference = Difference(
        costs=more(other[1], best[1]),
        spread=None if None in spreads else max(each or 0 for each in spreads),
        slack=0 if given is None else sum(given.values()) - sum(best[1].values()),
        seeds=effort.seeds,
        iterations=effort.moves(present),
    )
    return Compared(difference, *other)


def searched(week: Week, start: Roster, effort: Effort) -> list[Roster]:
    """What every seed finds under some terms."""
    from staffopt.solver.again import again
    from staffopt.solver.solve import prepare

    goals = [*week.goals]
    if effort.near:
        wage = median(person.wage for person in week.problem.people)
        price = max(1, round(wage * NEAR_PERCENT / 100))
        goals.append(NearRoster(present=start, price=price))
    made = prepare(week.problem, week.rules, goals)
    moves = effort.moves(week)
    return [again(made, start, moves=moves, seed=seed) for seed in effort.seeds]


def best_of(week: Week, rosters: Sequence[Roster]) -> Billed | None:
    """The cheapest legal roster, the first of equal ones, with its bill."""
    billed = [(roster, week.bill(roster)) for roster in rosters]
    legal = [(roster, costs) for roster, costs in billed if costs is not None]
    return min(legal, key=lambda each: sum(each[1].values()), default=None)


def _spread(week: Week, rosters: Sequence[Roster]) -> int | None:
    """Dearest less cheapest of what the seeds found; None where fewer than two are legal."""
    bills = [costs for each in rosters if (costs := week.bill(each)) is not None]
    found = [sum(each.values()) for each in bills]
    return max(found) - min(found) if len(found) > 1 else None

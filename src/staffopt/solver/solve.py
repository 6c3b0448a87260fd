"""The whole search of one problem: candidates, annealing, polish, bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from staffopt.domain.grid_shifts import all_shifts
from staffopt.domain.plan import Progress
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement
from staffopt.domain.roster import Roster
from staffopt.errors import Problem as Fault
from staffopt.errors import SolverDisagrees
from staffopt.goals.base import Goal
from staffopt.rules.base import Rule
from staffopt.solver.acceptance import Acceptance, accepts
from staffopt.solver.answers import SCALE, ask
from staffopt.solver.arrays import Arrays, arrays
from staffopt.solver.bound import Bound, lower_bound
from staffopt.solver.candidates import candidates
from staffopt.solver.displaced import displaced_needs
from staffopt.solver.finish import ByWeeks, finish
from staffopt.solver.inspected import Inspector
from staffopt.solver.role_table import compile_all
from staffopt.solver.rotation import dealt_out, stays_of
from staffopt.solver.search import SEARCHES, Budget, Found, search, unkept_pins
from staffopt.solver.translate import to_roster
from staffopt.solver.week_search import everybodys_facts

DEFAULT_SECONDS = 60.0
INTERRUPTED = "interrupted"
ANNEALING = 0.95
"""Share of the seconds for annealing; the rest is CP-SAT's."""
BEFORE_WEEKS = 0.03
"""The same where everybody's weeks can be searched as a whole."""
POLISHED = 0.95
"""Share of the seconds after which roles are dealt out, where a goal prices runs."""


@dataclass(frozen=True)
class Solved:
    """What the search hands over; money in hundredths of the currency."""

    roster: Roster
    cost: int
    bound: int
    bound_by: str
    forced_wages: int
    iterations: int
    seconds: float
    first_roster_s: float
    stopped: str
    stages: Mapping[str, Any]


def prepare(problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal]) -> Arrays:
    """Everybody's candidates and the arrays the rules and goals answer with."""
    if not any(goal.name == "service" for goal in goals):
        problem = replace(problem, requirement=_without_loss(problem.requirement))
    made = _packed(problem, rules, goals, set())
    loose = unkept_pins(made) if problem.pins else set()
    return _packed(problem, rules, goals, loose) if loose else made


def _packed(
    problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal], loose: set[str]
) -> Arrays:
    shifts = all_shifts(problem)
    found = {p.id: candidates(problem, p, rules, shifts, loose) for p in problem.people}
    return arrays(ask(problem, rules, goals, found))


def _without_loss(need: Requirement) -> Requirement:
    """The same need with nothing to lose: what the search reads where service is no goal."""
    roles = {name: replace(role, loss=role.loss * 0) for name, role in need.roles.items()}
    return replace(need, roles=roles)


def solve(
    problem: Problem,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    start: Roster | None = None,
    report: Callable[[Progress], None] | None = None,
    inspect: Inspector | None = None,
) -> Solved:
    """Search within a budget of seconds (60 when nothing is said) or of moves.

    Ctrl-C ends the search, not the plan: from the first roster on, the best so far is kept.
    """
    if seconds is None and iterations is None:
        seconds = DEFAULT_SECONDS
    made = prepare(problem, rules, goals)
    facts = everybodys_facts(made.answers)
    warm = search(made, Budget(moves=1), seed, start)
    if stays_of(problem, goals):
        compile_all()
    if warm.stopped == INTERRUPTED:
        seconds, iterations = None, 0
    budget = Budget(seconds=seconds, moves=iterations)
    with ThreadPoolExecutor(1) as aside:
        bound = aside.submit(lower_bound, made.answers)
        part = ANNEALING if facts is None else BEFORE_WEEKS
        found = search(made, budget.share(part), seed, start, report, bound, inspect)
        proven, waiting = _waited_for(bound)
    stopped = INTERRUPTED if INTERRUPTED in {warm.stopped, waiting} else found.stopped
    polishing = budget.share(POLISHED) if stays_of(problem, goals) else budget
    weeks = None if facts is None else ByWeeks(facts, _teller(report, budget, found))
    end = finish(made, to_roster(made, found.state), proven, polishing, seed, stopped, weeks)
    spare = budget if end.stopped != INTERRUPTED else Budget(moves=0)
    dealt, runs = dealt_out(problem, end.roster, rules, goals, budget=spare, seed=seed)
    roster = replace(dealt, displaced=displaced_needs(problem, rules, dealt))
    judged = accepts(made.answers, roster)
    _check(judged, int(found.state.cost[0]), end.saved)
    return Solved(
        roster=roster,
        cost=round(judged.cost / SCALE) + runs,
        bound=end.bound,
        bound_by=end.bound_by,
        forced_wages=proven.forced_wages,
        iterations=found.moves,
        seconds=budget.spent(),
        first_roster_s=found.first_roster_s,
        stopped=end.stopped,
        stages={"chunks": [list(each) for each in found.chunks], **end.stages},
    )


def _teller(
    report: Callable[[Progress], None] | None, budget: Budget, found: Found
) -> Callable[[int, int], None]:
    """Passes costs and bounds of the search of weeks on as progress."""

    def tell(cost: int, bound: int) -> None:
        if report is not None:
            moves = SEARCHES * found.moves
            report(Progress(budget.spent(), moves, cost, bound, "weeks"))

    return tell


def _check(judged: Acceptance, counted: int, saved: int) -> None:
    """CP-SAT must take the roster at the cost that the search counted.

    What polish saved is at least what it says: its models may stop before every price is tight.
    """
    exact = judged.cost == counted if saved == 0 else judged.cost <= counted - saved
    if not judged.accepted or not exact:
        said = f"CP-SAT: cost {judged.cost}, blame {[str(each) for each in judged.blame[:3]]}"
        raise SolverDisagrees(Fault("our own roster", said, f"accepted at {counted} - {saved}"))


def _waited_for(bound: Future[Bound]) -> tuple[Bound, str]:
    """The bound once it is there, and how the wait for it ended: a roster is not lost for it."""
    try:
        return bound.result(), "budget"
    except KeyboardInterrupt:
        return bound.result(), INTERRUPTED

"""The whole search of one problem: candidates, annealing, polish, bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from staffopt.solver.annealing.inspected import Inspector
from staffopt.solver.annealing.translate import to_roster
from staffopt.solver.arrays.packing import Arrays, arrays
from staffopt.solver.asked.answers import SCALE, ask
from staffopt.solver.asked.candidates import candidates
from staffopt.solver.bounds.bound import Bound
from staffopt.solver.budget import Budget
from staffopt.solver.days.turns import Turns, days_pay, warm_up
from staffopt.solver.dealing.rotation import Dealt, dealt_out, stays_of
from staffopt.solver.dealing.table import compile_all
from staffopt.solver.displaced import displaced_needs
from staffopt.solver.finish import ByWeeks, Finished, finish
from staffopt.solver.model.acceptance import Acceptance, accepts
from staffopt.solver.proving import Proving
from staffopt.solver.search import SEARCHES, Found, heat, search, unkept_pins
from staffopt.solver.second_press import unless_pressed_twice
from staffopt.solver.weeks.facts import WeekFacts
from staffopt.solver.weeks.search import everybodys_facts

DEFAULT_SECONDS = 60.0
BUDGET, INTERRUPTED, OPTIMAL = "budget", "interrupted", "optimal"
ANNEALING = 0.95
"""Share of the seconds for annealing; the rest is CP-SAT's."""
BEFORE_DAYS, DAYS = 0.65, 0.97
"""The same where days are chosen anew as programs, and the share after which that ends."""
BEFORE_WEEKS = 0.03
"""The same where everybody's weeks can be searched as a whole."""
POLISHED = 0.95
"""Share of the seconds after which roles are dealt out, where a goal prices runs."""


@dataclass(frozen=True)
class Solved:
    """What the search hands over; money in hundredths of the currency.

    `seconds` ends where the roster is found; the check of it comes after.
    """

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


@dataclass(frozen=True)
class Asked:
    """What is searched, from what, and who hears of it."""

    problem: Problem
    rules: Sequence[Rule]
    goals: Sequence[Goal]
    seed: int
    start: Roster | None
    report: Callable[[Progress], None] | None
    inspect: Inspector | None


@dataclass(frozen=True)
class Ended:
    """Where the search ended: the roster and what led to it; the check of it is to come."""

    found: Found
    end: Finished
    dealt: Dealt
    seconds: float

    @property
    def stopped(self) -> str:
        """Why it ended: what is the best but for runs may not be the best with them."""
        if self.dealt.interrupted:
            return INTERRUPTED
        return BUDGET if self.end.stopped == OPTIMAL and self.dealt.runs else self.end.stopped


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
    asked = Asked(problem, rules, goals, seed, start, report, inspect)
    made = prepare(problem, rules, goals)
    facts = everybodys_facts(made.answers)
    stopped = _warm_up(asked, made, facts, Budget(seconds, iterations).worth())
    if stopped == INTERRUPTED:
        seconds, iterations = None, 0
    with Proving(made.answers, Budget(seconds=seconds, moves=iterations)) as proving:
        ended = _searched(asked, made, facts, proving, stopped)
        (roster, judged), pressed = unless_pressed_twice(
            lambda: _checked(asked, made, ended), pressed=ended.stopped == INTERRUPTED
        )
        proven, pressed = proving.waited_for(interrupted=pressed)
    return _solved(ended, roster, judged, proven, INTERRUPTED if pressed else ended.stopped)


def _warm_up(asked: Asked, made: Arrays, facts: dict[str, WeekFacts] | None, worth: float) -> str:
    """Compile what a budget worth so many seconds will need, before it begins; why that ended."""
    warm = search(made, Budget(moves=1), asked.seed, asked.start)
    try:
        if warm.stopped != INTERRUPTED and stays_of(asked.problem, asked.goals):
            compile_all()
        if warm.stopped != INTERRUPTED and facts is None and days_pay(made, worth):
            warm_up(made, warm.state)
    except KeyboardInterrupt:
        return INTERRUPTED
    return warm.stopped


def _searched(
    asked: Asked,
    made: Arrays,
    facts: dict[str, WeekFacts] | None,
    proving: Proving,
    stopped: str,
) -> Ended:
    """All that improves the roster, one after the other, within the budget."""
    budget, seed = proving.budget, asked.seed
    by_days = facts is None and days_pay(made, budget.worth())
    part = BEFORE_DAYS if by_days else ANNEALING if facts is None else BEFORE_WEEKS
    found = search(
        *(made, budget.share(part), seed, asked.start, proving.told(asked.report)),
        *(proving.future, asked.inspect),
    )
    if by_days and INTERRUPTED not in {stopped, found.stopped}:
        tell = _teller(asked.report, proving, found, "days")
        found = _days_anew(made, found, budget, asked, tell)
    pressed = INTERRUPTED in {stopped, found.stopped}
    roster, pressed = unless_pressed_twice(lambda: to_roster(made, found.state), pressed=pressed)
    weeks = None
    if facts is not None:
        weeks = ByWeeks(facts, _teller(asked.report, proving, found, "weeks"))
    polishing = budget.share(POLISHED) if stays_of(asked.problem, asked.goals) else budget
    end = finish(made, roster, polishing, seed, INTERRUPTED if pressed else found.stopped, weeks)
    spare = budget if end.stopped != INTERRUPTED else Budget(moves=0)
    dealt = dealt_out(asked.problem, end.roster, asked.rules, asked.goals, budget=spare, seed=seed)
    return Ended(found, end, dealt, budget.spent())


def _days_anew(
    made: Arrays, found: Found, budget: Budget, asked: Asked, tell: Callable[[int, int], None]
) -> Found:
    """What annealing found, its days chosen anew."""
    turns = Turns(
        *(made, found.state, heat(made), budget.share(DAYS), asked.seed),
        *(lambda cost: tell(cost // SCALE, 0), asked.inspect),
    )
    done = turns.run()
    stages = {"days": {"turns": turns.turns, "saved": turns.saved}}
    return replace(found, stopped=found.stopped if done else INTERRUPTED, stages=stages)


def _checked(asked: Asked, made: Arrays, ended: Ended) -> tuple[Roster, Acceptance]:
    """The roster with what it displaces, and CP-SAT's word on it."""
    roster = ended.dealt.roster
    roster = replace(roster, displaced=displaced_needs(asked.problem, asked.rules, roster))
    judged = accepts(made.answers, roster)
    _check(judged, int(ended.found.state.cost[0]), ended.end.saved)
    return roster, judged


def _solved(
    ended: Ended, roster: Roster, judged: Acceptance, proven: Bound, stopped: str
) -> Solved:
    """The better of both bounds, and all the rest."""
    found, end = ended.found, ended.end
    better = end.bound > proven.value
    return Solved(
        roster=roster,
        cost=round(judged.cost / SCALE) + ended.dealt.runs,
        bound=end.bound if better else proven.value,
        bound_by=end.bound_by if better else proven.by,
        forced_wages=proven.forced_wages,
        iterations=found.moves,
        seconds=ended.seconds,
        first_roster_s=found.first_roster_s,
        stopped=stopped,
        stages={"phases": [list(each) for each in found.phases], **found.stages, **end.stages},
    )


def _teller(
    report: Callable[[Progress], None] | None, proving: Proving, found: Found, stage: str
) -> Callable[[int, int], None]:
    """Passes costs and bounds of a later stage on as progress."""

    def tell(cost: int, bound: int) -> None:
        if report is not None:
            moves, proven = SEARCHES * found.moves, max(bound, proving.so_far.value)
            report(Progress(proving.budget.spent(), moves, cost, proven, stage))

    return tell


def _check(judged: Acceptance, counted: int, saved: int) -> None:
    """CP-SAT must take the roster at the cost that the search counted.

    What polish saved is at least what it says: its models may stop before every price is tight.
    """
    exact = judged.cost == counted if saved == 0 else judged.cost <= counted - saved
    if not judged.accepted or not exact:
        said = f"CP-SAT: cost {judged.cost}, blame {[str(each) for each in judged.blame[:3]]}"
        raise SolverDisagrees(Fault("our own roster", said, f"accepted at {counted} - {saved}"))

"""so.explain: one question about a plan, answered by the search and the audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from staffopt.auditor import audit
from staffopt.domain.demand import Counts, Demand
from staffopt.domain.explanation import Answer, Cell, Explanation, WorkedDay
from staffopt.domain.people import Person
from staffopt.domain.plan import Plan
from staffopt.errors import ConfigError, DataError, one_of, shown
from staffopt.errors import Problem as Fault
from staffopt.explaining.difference import SEEDS, Effort
from staffopt.explaining.moments import day_of, slot_of
from staffopt.explaining.person_day import person_day
from staffopt.explaining.rule_cost import rule_cost
from staffopt.explaining.sentences import notes, sentences
from staffopt.explaining.short_slot import short_slot
from staffopt.explaining.trace import cell as cell_of
from staffopt.explaining.unmet import unmet as unmet_of
from staffopt.explaining.week import Week, week_of
from staffopt.forecasting.files import override_paths
from staffopt.formats.store_names import check_plan_of
from staffopt.inputs.driver_counts import driver_counts
from staffopt.inputs.histories import read_own
from staffopt.inputs.store import Store
from staffopt.rules.words import on_clock, on_day
from staffopt.steps import forecast

QUESTIONS = "a rule, a person and a day, a slot and a role, unmet, or a cell"
PAIRS = (("person", "day"), ("slot", "role"))


def explain(  # noqa: PLR0913 - all but two have a default
    plan: Plan,
    store: Store,
    *,
    rule: str | None = None,
    person: str | None = None,
    day: date | str | None = None,
    slot: str | None = None,
    role: str | None = None,
    unmet: bool = False,
    cell: str | None = None,
    demand: Demand | None = None,
    history: Counts | None = None,
    iterations: int | None = None,
    seeds: Sequence[int] = SEEDS,
) -> Explanation:
    """Answer one question about a plan of a store.

    `rule`: what a rule costs this week. `person` (id or name) and `day` (date or weekday): why
    somebody works then, what freeing the day costs and who would stand in; or what keeps them away.
    `slot` (such as `sat 17:15`) and `role`: what keeps each person away who is not there then.
    `unmet`: why each thing that the plan pays for is not met, and what would mend it.
    `cell` (such as `Margaret tue 10:15`): where it comes from, back to the settings and to the
    customers: those of a `demand` and a `history` of counts, where one is given, else of the
    store's own history and forecast; notes say why where that fails, and where the plan was made
    with another forecast.
    Both sides of a difference are searched from the plan's roster with the same `seeds` and
    `iterations`, by default 1,500 for each person and day: equal questions get equal answers.
    """
    asked = {"rule": rule, "person": person, "day": day, "slot": slot, "role": role}
    said = {name: str(each) for name, each in asked.items() if each is not None}
    said |= {"unmet": "unmet"} if unmet else {}
    said |= {} if cell is None else {"cell": cell}
    _check(said)
    _check_effort(iterations, seeds)
    check_plan_of(plan, store)
    week, effort = week_of(plan, store), Effort(tuple(seeds), iterations)
    further: tuple[str, ...] = ()
    if cell is None:
        question, answer = _answered(plan, week, said, effort)
    else:
        if demand is None and history is None:
            demand, history, further = _customers(plan, store)
        question = f"Where does {cell} come from?"
        answer, unseen = _traced(plan, store, week, cell, demand, history)
        further += unseen
    told = sentences(answer, week.problem)
    return Explanation(question, answer, told, store.currency, (*notes(plan, week), *further))


def _answered(
    plan: Plan, week: Week, said: Mapping[str, str], effort: Effort
) -> tuple[str, Answer]:
    """The question in words, and its answer."""
    if "unmet" in said:
        once = replace(effort, seeds=effort.seeds[:1])
        broken = audit(plan.roster, week.problem, week.rules)
        answer: Answer = unmet_of(week, plan.roster, broken, once)
        return "What is not met, and what would mend it?", answer
    if "rule" in said:
        answer = rule_cost(week, plan.roster, said["rule"], effort)
        return f"What does {said['rule']} cost?", answer
    if "slot" in said:
        role = _role(week, said["role"])
        slot = short_slot(week, plan.roster, slot_of(week.problem.horizon, said["slot"]), role)
        return f"Why is nobody more at {role} on {on_clock(week.problem, slot.start)}?", slot
    person, day = _person(week, said["person"]), day_of(week.problem.horizon, said["day"])
    found = person_day(week, plan.roster, person, day, effort)
    works = "does" if isinstance(found, WorkedDay) else "does not"
    return f"Why {works} {found.name} work on {on_day(day)}?", found


def _traced(
    plan: Plan,
    store: Store,
    week: Week,
    asked: str,
    demand: Demand | None,
    history: Counts | None,
) -> tuple[Cell, tuple[str, ...]]:
    """Where a cell comes from, with a note where the plan was not made for the demand shown."""
    person, slot = _cell(week, asked)
    if history is not None:
        history = driver_counts(history, store.drivers)
    found = cell_of(week, plan.roster, store, person, slot, demand, history)
    return found, tuple(_unseen(week, found, slot, demand))


def _unseen(week: Week, cell: Cell, slot: int, demand: Demand | None) -> Iterator[str]:
    """What a cell's role was planned for, where it is not the demand of its drivers."""
    if demand is None:
        return
    for each in cell.drivers:
        planned = week.problem.requirement.roles[cell.role].demand_p90
        if planned is None:
            yield f"the plan was made without this forecast of {each.driver}"
        elif not np.array_equal(planned, demand.drivers[each.driver].quantiles[0.9]):
            made = f"the plan was made with another forecast of {each.driver}"
            yield f"{made}, whose P90 here is {planned[slot]:,.0f}"


def _check(asked: Mapping[str, str]) -> None:
    """One question, whole."""
    kinds = {"rule", "unmet", "cell", *(pair[0] for pair in PAIRS)}
    half = [pair for pair in PAIRS if len(set(pair) & set(asked)) == 1]
    problems = [
        Fault("question", f"a {each} alone", f"a {pair[0]} and a {pair[1]}")
        for pair in half
        for each in pair
        if each in asked
    ]
    whole = sorted(kinds & set(asked))
    if not problems and len(whole) != 1:
        problems.append(Fault("question", " and ".join(whole) or "none", QUESTIONS))
    if problems:
        raise ConfigError(*problems)


def _check_effort(iterations: int | None, seeds: Sequence[int]) -> None:
    """A budget that is one; all that is wrong at once."""
    problems = []
    if iterations is not None and iterations < 0:
        problems.append(Fault("iterations", shown(iterations), "a number from 0 on"))
    if not seeds or len(set(seeds)) != len(seeds) or min(seeds) < 0:
        problems.append(Fault("seeds", shown(list(seeds)), "different numbers from 0 on"))
    if problems:
        raise ConfigError(*problems)


def _customers(plan: Plan, store: Store) -> tuple[Demand | None, Counts | None, tuple[str, ...]]:
    """The forecast of a plan's weeks, the counts behind it, and notes of why there is none."""
    if store.transactions is None and store.sister is None:
        return None, None, ()
    horizon = plan.problem.horizon
    weeks = horizon.days // 7
    said = override_paths(store.name, store.week_of(horizon.first), weeks)
    try:
        sales = read_own(store)
        demand = forecast(sales, store, week=horizon.first, weeks=weeks, overrides=said)
    except (ConfigError, DataError) as error:
        return None, None, tuple(f"the customers are left out: {each}" for each in error.problems)
    return demand, None if sales is None else sales.counts, ()


def _cell(week: Week, said: str) -> tuple[Person, int]:
    """The person and the slot that `Margaret tue 10:15` means."""
    parts = said.rsplit(maxsplit=2)
    if len(parts) != 3:
        raise ConfigError(Fault("cell", shown(said), "a name, a day and a time: Ann tue 10:15"))
    name, *when = parts
    return _person(week, name), slot_of(week.problem.horizon, " ".join(when))


def _role(week: Week, said: str) -> str:
    """A role of the store."""
    if said in week.problem.roles:
        return said
    raise ConfigError(Fault("role", shown(said), one_of(said, week.problem.roles)))


def _person(week: Week, said: str) -> Person:
    """The person with an id, or with a name that nobody else has."""
    people = week.problem.people
    if said in week.problem.person:
        return week.problem.person[said]
    named = [each for each in people if each.name.lower() == said.lower()]
    first = [each for each in people if each.name.lower().split(" ")[0] == said.lower()]
    for found in (named, first):
        if len(found) == 1:
            return found[0]
    if named or first:
        ids = [each.id for each in (named or first)]
        raise ConfigError(Fault("person", f"several called {shown(said)}", one_of(said, ids)))
    known = one_of(said, [each.name or each.id for each in people])
    raise ConfigError(Fault("person", shown(said), known))

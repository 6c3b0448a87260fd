"""so.explain: one question about a plan, answered by the search and the audit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from staffopt.domain.calendar import Horizon
from staffopt.domain.explanation import Answer, Explanation, WorkedDay
from staffopt.domain.people import Person
from staffopt.domain.plan import Plan
from staffopt.errors import ConfigError, one_of, shown
from staffopt.errors import Problem as Fault
from staffopt.explaining.difference import SEEDS, Effort
from staffopt.explaining.person_day import person_day
from staffopt.explaining.rule_cost import rule_cost
from staffopt.explaining.sentences import notes, sentences
from staffopt.explaining.week import Week, week_of
from staffopt.inputs.store import Store
from staffopt.rules.words import on_day

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LEAST_LETTERS = 3
QUESTIONS = "a rule, or a person and a day"


def explain(
    plan: Plan,
    store: Store,
    *,
    rule: str | None = None,
    person: str | None = None,
    day: date | str | None = None,
    iterations: int | None = None,
    seeds: Sequence[int] = SEEDS,
) -> Explanation:
    """Answer one question about a plan of a store.

    `rule`: what a rule costs this week. `person` (id or name) and `day` (date or weekday): why
    somebody works then, what freeing the day costs and who would stand in; or what keeps them away.
    Both sides of a difference are searched from the plan's roster with the same `seeds` and
    `iterations`, by default 1,500 for each person and day: equal questions get equal answers.
    """
    _check(rule, person, day, iterations, seeds)
    week, effort = week_of(plan, store), Effort(tuple(seeds), iterations)
    answer: Answer
    if rule is not None:
        question = f"What does {rule} cost?"
        answer = rule_cost(week, plan.roster, rule, effort)
    else:
        who, date_ = _person(week, str(person)), _day(week.problem.horizon, day)
        answer = person_day(week, plan.roster, who, date_, effort)
        works = "does" if isinstance(answer, WorkedDay) else "does not"
        question = f"Why {works} {answer.name} work on {on_day(date_)}?"
    currency = store.currency
    told = sentences(answer, currency)
    return Explanation(question, answer, told, currency, notes(plan, week))


def _check(
    rule: str | None,
    person: str | None,
    day: date | str | None,
    iterations: int | None,
    seeds: Sequence[int],
) -> None:
    """One question, and a budget that is one; all that is wrong at once."""
    problems = []
    whose = person is not None or day is not None
    if (rule is not None) == whose:
        problems.append(Fault("question", "both" if whose else "none", QUESTIONS))
    elif whose and (person is None or day is None):
        found = "a day alone" if person is None else "a person alone"
        problems.append(Fault("question", found, "a person and a day"))
    if iterations is not None and iterations < 0:
        problems.append(Fault("iterations", shown(iterations), "a number from 0 on"))
    if not seeds or len(set(seeds)) != len(seeds) or min(seeds) < 0:
        problems.append(Fault("seeds", shown(list(seeds)), "different numbers from 0 on"))
    if problems:
        raise ConfigError(*problems)


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


def _day(horizon: Horizon, said: date | str | None) -> date:
    """The date of the plan that a date or a weekday's name means."""
    text = str(said).strip().lower()
    for day in horizon.dates:
        weekday = WEEKDAYS[day.weekday()]
        short = len(text) >= LEAST_LETTERS and weekday.startswith(text)
        if text == day.isoformat() or short:
            return day
    first, last = horizon.dates[0], horizon.dates[-1]
    wanted = f"a weekday such as sat, or a date from {first} to {last}"
    raise ConfigError(Fault("day", shown(str(said)), wanted))

"""Answers in the manager's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from staffopt.domain.explanation import (
    Answer,
    Cell,
    DayChange,
    Difference,
    FreeDay,
    RuleCost,
    ShortSlot,
    Unmet,
    WorkedDay,
)
from staffopt.domain.plan import Plan
from staffopt.domain.problem import Problem
from staffopt.domain.spread import WEEK
from staffopt.explaining.amounts import money, obstacle_text, parts, whole
from staffopt.explaining.cell_sentences import cell_sentences
from staffopt.explaining.unmet_sentences import unmet_sentences
from staffopt.explaining.week import Week
from staffopt.rules.words import on_clock, on_day

MOST_LISTED = 6


def sentences(answer: Answer, problem: Problem) -> tuple[str, ...]:
    """An answer in sentences, the most important first."""
    currency = problem.currency
    if isinstance(answer, Cell):
        return tuple(cell_sentences(answer, problem))
    if isinstance(answer, Unmet):
        return tuple(unmet_sentences(answer, problem))
    if isinstance(answer, ShortSlot):
        return tuple(_short_slot(answer, problem))
    if isinstance(answer, RuleCost):
        return tuple(_rule_cost(answer, problem))
    if isinstance(answer, WorkedDay):
        return tuple(_worked_day(answer, problem))
    return tuple(_free_day(answer, currency))


def notes(plan: Plan, week: Week) -> tuple[str, ...]:
    """What has changed since the plan was made, where its roster now costs something else."""
    costs = week.bill(plan.roster)
    if costs is None:
        return ("the plan's roster breaks a hard rule of the store as it is now",)
    now = sum(costs.values())
    if now == plan.cost:
        return ()
    cost, currency = money(plan.cost), week.problem.currency
    return (f"the store has changed since: the roster costs {money(now)} {currency}, then {cost}",)


def _rule_cost(answer: RuleCost, problem: Problem) -> Iterator[str]:
    currency = problem.currency
    these = "this week" if problem.horizon.days <= WEEK else "in these weeks"
    yield f"{answer.rule}: {answer.promise}"
    total = -answer.difference.total
    if not total:
        yield f"It costs nothing {these}: without it, the search finds no cheaper roster."
    else:
        kept = {name: -cents for name, cents in answer.difference.costs.items()}
        told = f"Keeping it costs {money(total)} {currency} {these}: {parts(kept)}"
        yield f"{told} ({_noise(answer.difference)})."
    if answer.law:
        yield f"It is law ({answer.citation}): this is what it costs, not a way to save."
    elif answer.hard:
        yield "It is a rule of the store, which no plan breaks."
    if not answer.hard:
        yield "Some or all of it may be broken at a price, which is in the cost."
    if answer.breaches and total:
        listed = _listed([*answer.breaches])
        yield f"Without it: {listed}."
    yield from _slack(answer.difference, currency)


def _worked_day(answer: WorkedDay, problem: Problem) -> Iterator[str]:
    currency, all_days = problem.currency, whole(problem.horizon)
    pinned = ", as pinned" if answer.pinned else ""
    yield f"{answer.name} works {on_day(answer.day)} {answer.shift}{pinned}: {answer.work}."
    alone = sum(answer.alone.values())
    told = f": {parts(answer.alone)}" if answer.alone else ""
    if alone >= 0:
        cost = f"{money(alone)} {currency} more{told}"
    else:
        cost = f"{money(-alone)} {currency} less{told}"
    yield f"If the shift fell away, {all_days} would cost {cost}."
    if answer.unmet:
        yield f"Not met then: {_listed([*answer.unmet])}."
    yield _freed(answer, problem)
    if answer.takers:
        yield f"Who would stand in: {_changes(answer.takers)}."
    others = [
        each
        for each in answer.changes
        if each not in answer.takers
        and (each.person_id, each.day) != (answer.person_id, answer.day)
    ]
    if others:
        yield f"Other days that change: {_changes(others, dated=True)}."
    yield from _slack(answer.freed, currency)


def _freed(answer: WorkedDay, problem: Problem) -> str:
    currency, all_days = problem.currency, whole(problem.horizon)
    total, found = answer.freed.total, answer.freed
    if not found.costs:
        return f"With the day free for {answer.name}, {all_days} costs the same ({_noise(found)})."
    way = "more" if total >= 0 else "less"
    told = f"{all_days} costs {money(abs(total))} {currency} {way}: {parts(found.costs)}"
    return f"With the day free for {answer.name}, {told} ({_noise(found)})."


def _free_day(answer: FreeDay, currency: str) -> Iterator[str]:
    yield f"{answer.name} does not work on {on_day(answer.day)}."
    found = answer.obstacle
    text = obstacle_text(found, currency, with_pay=True)
    yield f"{answer.name}: {text}." if found.change is None else f"The best shift, {text}."


def _short_slot(answer: ShortSlot, problem: Problem) -> Iterator[str]:
    at, role = on_clock(problem, answer.start), answer.role
    there = f" ({', '.join(answer.there)})" if answer.there else ""
    yield f"{role} on {at}: {answer.scheduled}{there} of {answer.required} required."
    currency = problem.currency
    if answer.saves > 0:
        yield (
            f"One more in these {problem.horizon.slot_minutes} minutes saves "
            f"{money(answer.saves)} {currency}."
        )
    else:
        yield "One more there saves nothing."
    for found in answer.obstacles:
        told = not found.now or found.now in found.text
        now = "" if told else f"{found.now} then; "
        yield f"{found.name}: {now}{obstacle_text(found, currency, with_pay=True)}."


def _noise(found: Difference) -> str:
    """What a difference is worth: the spread of the seeds, or that it is not known."""
    if found.spread is None:
        return "one seed: the noise is not known"
    within = "within noise, " if found.costs and found.within_noise else ""
    return f"{within}another seed alone changes up to {money(found.spread)}"


def _slack(found: Difference, currency: str) -> Iterator[str]:
    """What the search saves with nothing changed, which is in no difference."""
    if found.slack > 0:
        saved = f"{money(found.slack)} {currency}"
        yield f"Searching on saves {saved} with nothing changed; that is not counted here."


def _changes(changes: Sequence[DayChange], *, dated: bool = False) -> str:
    """Return `Bo 09:00-17:00 (was free), Cy ...`, never very many."""
    return _listed([_change(each, dated=dated) for each in changes], "; ")


def _change(change: DayChange, *, dated: bool) -> str:
    day = f" {on_day(change.day)}" if dated else ""
    return f"{change.name}{day} {change.after or 'free'} (was {change.before or 'free'})"


def _listed(texts: Sequence[str], between: str = "; ") -> str:
    """Some texts in a row, and how many more there are."""
    shown = between.join(texts[:MOST_LISTED])
    left = len(texts) - MOST_LISTED
    return f"{shown}; and {left} more" if left > 0 else shown

"""What is not met, in the manager's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from staffopt.domain.explanation import Conflict, Mend, Obstacle, Unmet
from staffopt.domain.problem import Problem
from staffopt.domain.violation import Violation
from staffopt.explaining.amounts import money, obstacle_text, parts, whole


def unmet_sentences(answer: Unmet, problem: Problem) -> Iterator[str]:
    """Each thing that is not met, why, and what would mend it."""
    currency = problem.currency
    if not answer.conflicts:
        yield "Everything is met."
    for each in answer.conflicts:
        one = each.violation
        yield f"Not met: {one.message} ({one.rule}, {money(one.price or 0)} {currency})."
        yield f"  {conflict_text(each, problem)}"
        listed = mends_listed(each, currency)
        if listed:
            yield f"  Any one of these would mend it: {listed}."
    if answer.left_out:
        yield f"{answer.left_out} more are not met, at lower prices; they were not looked into."


def conflict_text(found: Conflict, problem: Problem) -> str:
    """Why one thing is not met: what it costs to meet, or what it cannot hold together with."""
    currency = problem.currency
    if found.keeping is not None:
        total = sum(found.keeping.values())
        told = f": {parts(found.keeping)}" if found.keeping else ""
        if total < 0:
            saved = f"{money(-total)} {currency}"
            return f"It can be met, which would save {saved}; the search has missed it{told}."
        rule, cost = found.violation.rule, f"{money(total)} {currency}"
        met = f"It can be met: with all that can be met of {rule}"
        return f"{met}, {whole(problem.horizon)} costs {cost} more{told}."
    if found.hurdles:
        listed = "; ".join(f"{each.name}: {each.text} ({each.rule})" for each in found.hurdles)
        others = "As the other days are, it" if found.standing else "It"
        proven = " Proven." if found.proven else ""
        return f"{others} cannot hold together with: {listed}.{proven}"
    if found.others:
        listed = others_listed(found.violation, found.others, currency)
        takes = ": " if found.violation.person_id else ". Those it takes: "
        return f"Searched for all of {found.violation.rule}, it stays unmet{takes}{listed}."
    return "The search finds no roster that meets it; no one person's rules alone forbid it."


def others_listed(violation: Violation, others: Sequence[Obstacle], currency: str) -> str:
    """What keeps each of those whom a thing takes; whom its breach names is not named again."""
    told = [(each.name, obstacle_text(each, currency)) for each in others]
    return "; ".join(text if violation.person_id else f"{name}: {text}" for name, text in told)


def mends_listed(found: Conflict, currency: str) -> str:
    """What was tried and mends it, cheapest first; nothing where nothing does."""
    return "; ".join(_mend(each, currency) for each in found.mends if each.mends)


def _mend(mend: Mend, currency: str) -> str:
    law = f", law: {mend.citation}" if mend.citation else ""
    for each in mend.owed:
        law += f"; {money(each.amount)} {currency} are owed by {each.citation or each.rule}"
    if mend.change > 0:
        return f"{mend.text} (costs {money(mend.change)} {currency} more{law})"
    return f"{mend.text} (saves {money(-mend.change)} {currency}{law})"

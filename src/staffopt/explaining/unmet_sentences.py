"""What is not met, in the manager's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
        yield f"  {conflict_text(each, problem, with_pay=True)}"
        listed = mends_listed(each, currency, with_pay=True)
        if listed:
            yield f"  Any one of these would mend it: {listed}."
    if answer.left_out:
        yield f"{answer.left_out} more are not met, at lower prices; they were not looked into."


def conflict_text(found: Conflict, problem: Problem, *, with_pay: bool = False) -> str:
    """Why one thing is not met: what it costs to meet, or what it cannot hold together with.

    Amounts that are about one person only `with_pay`.
    """
    if found.keeping is not None:
        with_pay = with_pay or found.violation.person_id is None
        return _keeping(found, found.keeping, problem, with_pay=with_pay)
    if found.hurdles:
        listed = "; ".join(f"{each.name}: {each.text} ({each.rule})" for each in found.hurdles)
        others = "As the other days are, it" if found.standing else "It"
        proven = " Proven." if found.proven else ""
        return f"{others} cannot hold together with: {listed}.{proven}"
    if found.others:
        currency = problem.currency
        listed = others_listed(found.violation, found.others, currency, with_pay=with_pay)
        takes = ": " if found.violation.person_id else ". Those it takes: "
        return f"Searched for all of {found.violation.rule}, it stays unmet{takes}{listed}."
    return "The search finds no roster that meets it; no one person's rules alone forbid it."


def _keeping(
    found: Conflict, keeping: Mapping[str, int], problem: Problem, *, with_pay: bool
) -> str:
    """What meeting all that can be met of a rule costs."""
    total = sum(keeping.values())
    told = f": {parts(keeping)}" if keeping and with_pay else ""
    bare = "" if total else "no "
    amount = f"{money(abs(total))} {problem.currency} " if with_pay else bare
    if total < 0:
        saved = amount.strip() or "money"
        return f"It can be met, which would save {saved}; the search has missed it{told}."
    met = f"It can be met: with all that can be met of {found.violation.rule}"
    return f"{met}, {whole(problem.horizon)} costs {amount}more{told}."


def others_listed(
    violation: Violation, others: Sequence[Obstacle], currency: str, *, with_pay: bool = False
) -> str:
    """What keeps each of those whom a thing takes; whom its breach names is not named again."""
    told = [(each.name, obstacle_text(each, currency, with_pay=with_pay)) for each in others]
    return "; ".join(text if violation.person_id else f"{name}: {text}" for name, text in told)


def mends_listed(found: Conflict, currency: str, *, with_pay: bool = False) -> str:
    """What was tried and mends it, cheapest first; nothing where nothing does.

    What it costs in all is left out where the breach is about one person, unless `with_pay`.
    """
    mends = [each for each in found.mends if each.mends]
    return "; ".join(_mend(found, each, currency, with_pay=with_pay) for each in mends)


def _mend(found: Conflict, mend: Mend, currency: str, *, with_pay: bool) -> str:
    law = f", law: {mend.citation}" if mend.citation else ""
    for each in mend.owed:
        pay = f"{money(each.amount)} {currency} are" if with_pay else "pay is"
        law += f"; {pay} owed by {each.citation or each.rule}"
    told = with_pay or found.violation.person_id is None
    bare = "" if mend.change else " no"
    amount = f" {money(abs(mend.change))} {currency}" if told else bare
    if mend.change > 0 or amount == " no":
        return f"{mend.text} (costs{amount} more{law})"
    return f"{mend.text} (saves{amount}{law})"

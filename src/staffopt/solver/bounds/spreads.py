"""Spreads in the relaxation: how unevenly a counted thing is shared."""

from __future__ import annotations

from collections.abc import Mapping

from staffopt.solver.asked.answers import SCALE, Answers
from staffopt.solver.bounds.linear_program import LinearProgram
from staffopt.solver.bounds.people import Kinds, most_in_days


def spread_columns(program: LinearProgram, answers: Answers, people: Mapping[str, Kinds]) -> None:
    """The least of a spread's members and how far the most lies above it, at its price.

    Valid: these are the model's own terms, and what is shared is never negative.
    """
    for g, (label, spread) in enumerate(answers.spreads):
        if len(spread.amount) < 2 or spread.price <= 0:
            continue
        sums = {name: people[name].spread[:, g].astype(float) for name in spread.amount}
        carried = {name: float(spread.carried.get(name, 0)) for name in sums}
        tops = [carried[name] + most_in_days(people[name], each) for name, each in sums.items()]
        least = min([*carried.values(), *(each.min(initial=0.0) for each in sums.values())])
        if least < 0 or max(tops) <= 0:
            continue
        low = program.add(label, 0.0, max(tops))
        gap = program.add(label, float(spread.price * SCALE), max(tops))
        for name, each in sums.items():
            where, weights = people[name].column[each != 0], each[each != 0]
            program.row([*where, *low], [*weights, -1.0], least=-carried[name])
            program.row([*where, *low, *gap], [*weights, -1.0, -1.0], most=-carried[name])

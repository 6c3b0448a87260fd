"""The tables of the page: the bill by component, customers and staff, what was changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from staffopt.domain.shared_changes import shared_changes
from staffopt.domain.spread import WEEK
from staffopt.experiments.comparison import Comparison, Outcome
from staffopt.experiments.page.lanes import judged
from staffopt.experiments.page.words import duration, share, signed, whole
from staffopt.formats.cells import words


@dataclass(frozen=True)
class Cell:
    """A cell; `tone` is `bad`, `warn`, `zero` or empty."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class Line:
    """A row: whose, and its cells."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A table."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Change:
    """A scenario in full: its name and what it changes, key by key."""

    name: str
    keys: tuple[tuple[str, str], ...]
    roster_of: str


def headline(comparison: Comparison) -> str:
    """Return the whole in a sentence or two."""
    others = comparison.outcomes[1:]
    tones = [judged(comparison, one)[1] for one in others]
    least = min(comparison.outcomes, key=lambda one: one.cost)
    base = comparison.base
    parts = [
        f"{tones.count(tone)} {word}"
        for tone, word in (
            ("cheap", "cheaper"),
            ("dear", "dearer"),
            ("noise", "not told apart from it"),
        )
        if tone in tones
    ]
    these = "this week" if base.plan.problem.horizon.days <= WEEK else "these weeks"
    many = f"{len(others)} scenario{'s' if len(others) != 1 else ''}"
    told = (
        f"The store as it is costs {whole(base.cost)} {comparison.currency} in {these}."
        f" Of {many}: {', '.join(parts)}."
    )
    if least is not base and judged(comparison, least)[1] == "cheap":
        saved = whole(-comparison.difference(least))
        told += f" Cheapest is \u201c{least.label}\u201d, by {saved} {comparison.currency}."
    return told


def bill(comparison: Comparison) -> Grid:
    """Return the base's cost by component, the largest first, and each scenario's difference."""
    largest = {
        name: max(abs(one.plan.costs.get(name, 0)) for one in comparison.outcomes)
        for name in comparison.components
    }
    names = sorted((name for name in largest if largest[name]), key=lambda n: -largest[n])
    first = comparison.base
    lines = [
        Line(
            "As it is",
            (
                Cell(whole(first.cost)),
                *(Cell(whole(first.plan.costs.get(name, 0))) for name in names),
            ),
        )
    ]
    for one in comparison.outcomes[1:]:
        amounts = (comparison.difference(one), *(comparison.difference(one, n) for n in names))
        lines.append(Line(one.label, tuple(_difference(each) for each in amounts)))
    return Grid(("Total", *(words(name) for name in names)), tuple(lines))


def _difference(cents: int) -> Cell:
    text = signed(cents)
    return Cell(text, "zero" if text == "0" else "")


def customers(comparison: Comparison) -> Grid:
    """Return service, cover, training, rules and proof of every scenario."""
    heads = (
        "Served in time",
        "Mean wait",
        "Short slots",
        "Paid hours",
        "At work",
        "Training held",
        "Displaced",
        "Rules unmet",
        "Gap",
    )
    return Grid(heads, tuple(_figures(one) for one in comparison.outcomes))


def _figures(one: Outcome) -> Line:
    total = one.totals
    displaced = total.needs - total.held
    unmet = f"{total.hard} hard" if total.hard else str(total.priced)
    return Line(
        "As it is" if not one.changes else one.label,
        (
            Cell(share(one.service.in_time)),
            Cell(duration(one.service.wait_s)),
            Cell(str(total.short_slots)),
            Cell(f"{total.paid_minutes / 60:,.1f}"),
            Cell(f"{len(one.plan.roster.by_person)} of {len(one.plan.problem.people)}"),
            Cell(f"{total.held} of {total.needs}"),
            Cell(str(displaced), "warn" if displaced else ""),
            Cell(unmet, "bad" if total.hard else ""),
            Cell(share(one.plan.gap)),
        ),
    )


def changes(comparison: Comparison) -> tuple[Change, ...]:
    """Return what each scenario changes, and whose roster it took."""
    label = {one.name: one.label for one in comparison.outcomes}
    label[comparison.base.name] = "the store as it is"
    return tuple(
        Change(
            one.label,
            tuple((key, _written(value)) for key, value in shared_changes(one.changes).items()),
            label[one.roster_of] if one.roster_of else "",
        )
        for one in comparison.outcomes
        if one.changes or one.roster_of
    )


def _written(value: object) -> str:
    """Return a value as one would write it in the experiment file."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_written(part)}" for key, part in value.items())
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)

"""Violations as rows for scripts and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from staffopt.domain.money import amount, money

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from staffopt.domain.violation import Violation

MOST_SHOWN = 12


def violation_rows(violations: Iterable[Violation], zone: ZoneInfo) -> list[dict[str, object]]:
    """Return the violations with the columns of `violations.csv`."""
    return [
        {
            "rule": one.rule,
            "citation": one.citation,
            "employee_id": one.person_id or "",
            "start": _instant(one.start, zone),
            "end": _instant(one.end, zone),
            "hard": one.hard,
            "price": None if one.price is None else amount(one.price),
            "message": one.message,
            "mend": one.mend,
            "why": one.why,
        }
        for one in violations
    ]


def violation_table(
    violations: Iterable[Violation], *, mend: bool = False, all_in: str = "--json"
) -> Table:
    """Return a table of the breaches, hard ones first, then the dearest.

    With `mend` the law and what would keep it are told too. `all_in` says where those left out are.
    """
    from rich.table import Table

    ordered = sorted(violations, key=lambda one: (not one.hard, -(one.price or 0), one.message))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Price", justify="right", no_wrap=True)
    table.add_column("Rule", no_wrap=True)
    table.add_column("What")
    said: dict[str, str] = {}
    for one in ordered[:MOST_SHOWN]:
        told = [one.message]
        if one.why:
            first = said.setdefault(one.why, one.message)
            told += [f"why: {one.why if first == one.message else f'as for: {first}'}"]
        if mend:
            told += [f"by {one.citation}"] if one.citation else []
        if mend or one.why:
            told += [f"to mend: {one.mend}"] if one.mend else []
        price = "hard" if one.price is None else money(one.price)
        table.add_row(price, one.rule, "\n".join(told))
    if len(ordered) > MOST_SHOWN:
        table.add_row("", "", f"... and {len(ordered) - MOST_SHOWN} more, all in {all_in}")
    return table


def print_violations(violations: Sequence[Violation], console: Console) -> None:
    """Print how many rules are broken, which, and what would mend them."""
    hard = sum(one.hard for one in violations)
    if violations:
        console.print(violation_table(violations, mend=True))
    console.print(f"{hard} hard, {len(violations) - hard} priced.")


def _instant(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return the moment on the store's clock, ISO 8601 with offset, or nothing."""
    return "" if moment is None else moment.astimezone(zone).isoformat()

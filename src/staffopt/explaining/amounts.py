"""Amounts of money in sentences, and what they keep people from."""

from __future__ import annotations

from collections.abc import Mapping

from staffopt.domain.calendar import Horizon
from staffopt.domain.explanation import Obstacle
from staffopt.domain.spread import WEEK


def money(cents: int) -> str:
    """Return `12,345.67`, with a minus sign where it is negative."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def parts(costs: Mapping[str, int]) -> str:
    """Return `service +12.00, wages -3.50`, the largest first; nothing for no costs."""
    ordered = sorted(costs.items(), key=lambda each: -abs(each[1]))
    return ", ".join(
        f"{name.replace('_', ' ')} {'+' if cents > 0 else ''}{money(cents)}"
        for name, cents in ordered
    )


def whole(horizon: Horizon) -> str:
    """Return what costs something in all: `the week`, or `the plan` of several weeks."""
    return "the week" if horizon.days <= WEEK else "the plan"


def obstacle_text(found: Obstacle, currency: str, *, with_pay: bool = False) -> str:
    """Return what keeps somebody away: `rests 9 h, at least 11 h (min_rest)`.

    Amounts, which tell the person's wage, only `with_pay`.
    """
    if found.change is None:
        return f"{found.text} ({found.rule})" if found.rule else found.text
    told = f": {parts(found.costs)}" if found.costs and with_pay else ""
    amount = f"{money(abs(found.change))} {currency} " if with_pay else ""
    if not found.change:
        return f"{found.day} costs as much as it saves{told}"
    if found.change > 0:
        return f"{found.day} costs {amount}more than it saves{told}"
    saved = amount.strip() or "money"
    return f"{found.day} would save {saved}, which the search has not found{told}"

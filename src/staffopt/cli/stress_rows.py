"""A plan's stress test in at most two lines of its summary, and in its object for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from staffopt.domain.stress_wording import bottleneck_text, stretch_text

if TYPE_CHECKING:
    from staffopt.domain.stress_test import StressTest

MOST_ROLES = 2
"""Roles that are named in one line; the page has all of them."""


def stress_rows(found: StressTest | None) -> Iterator[tuple[str, str]]:
    """Yield what customers meet with: served in time, and where the roster is at risk."""
    if found is None:
        return
    said = [
        f"{role.role} {role.in_time:.0%} (wanted {role.served_share:.0%})"
        for role in found.roles.values()
        if role.customers
    ]
    more = f" and {len(said) - MOST_ROLES} more" if len(said) > MOST_ROLES else ""
    yield "in time", f"{', '.join(said[:MOST_ROLES]) or 'nobody comes'}{more}"
    worst = found.bottleneck
    if worst is not None:
        where = stretch_text(worst, found.horizon)
        yield "bottleneck", f"{where}: {worst.late:,.1f} of {worst.customers:,.1f} too late"


def stress_object(found: StressTest | None) -> dict[str, object] | None:
    """Return the figures of the week, for scripts; None where nothing was played."""
    if found is None:
        return None
    return {
        "weeks": found.weeks,
        "seed": found.seed,
        "call_outs": found.call_outs,
        "roles": {
            name: {
                "customers": round(role.customers, 4),
                "wait_s": round(role.wait, 4),
                "in_time": round(role.in_time, 4),
                "wanted": role.served_share,
                "left": round(role.left, 4),
                "slots_at_risk": int(role.slots_at_risk.sum()),
            }
            for name, role in found.roles.items()
        },
        "bottleneck": bottleneck_text(found) or None,
    }

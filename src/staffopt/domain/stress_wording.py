"""A bottleneck in plain words: which role, when, how bad, why, and what one more would do."""

from __future__ import annotations

from staffopt.domain.calendar import Horizon
from staffopt.domain.stress_test import StressTest, Stretch

NEARLY_ALL = 0.95
"""With work for this share of the people, a line grows on any day that is a little busier."""


def stretch_text(stretch: Stretch, horizon: Horizon) -> str:
    """Return `cashier, Sat 14:00 to 16:00`."""
    first, last = horizon.local(stretch.span.start), horizon.local(stretch.span.end)
    until = f"{last:%H:%M}" if last.date() == first.date() else f"{last:%a %H:%M}"
    return f"{stretch.role}, {first:%a %H:%M} to {until}"


def bottleneck_text(found: StressTest) -> str:
    """Return one sentence or two that a manager can act on; nothing where nothing is at risk."""
    stretch, horizon = found.bottleneck, found.horizon
    if stretch is None:
        return ""
    service = found.roles[stretch.role]
    text = (
        f"{stretch_text(stretch, horizon)}: {stretch.late:,.1f} of {stretch.customers:,.1f} "
        f"customers a week are not served within {service.within:g} s "
        f"(wanted: {service.served_share:.0%} are). {_reason(stretch)}"
    )
    if stretch.late_with_one_more is not None:
        text += f" One more person there: {stretch.late_with_one_more:,.1f}"
        saved = stretch.saved_with_one_more
        worth = f"; saves {saved / 100:,.2f} {found.currency}".rstrip() if saved else ""
        text += f"{worth} a week in waiting and lost customers." if worth else "."
    return text


def _reason(stretch: Stretch) -> str:
    """Say why customers wait."""
    if stretch.people == 0:
        return "Nobody is there."
    held = f"Work for {stretch.load:.1f} people, {stretch.people:.1f} there"
    if stretch.load >= stretch.people:
        return f"{held}: the line grows."
    if stretch.load >= NEARLY_ALL * stretch.people:
        return f"{held}: a line that forms does not go away."
    return f"{held}: enough on average, too few when customers bunch or the day is busy."

"""A bottleneck in plain words: which role, when, how bad, why, and what one more would do."""

from __future__ import annotations

from staffopt.domain.calendar import Horizon
from staffopt.domain.service_difference import ServiceDifference, service_difference
from staffopt.domain.spread import WEEK
from staffopt.domain.stress_test import StressTest, Stretch

NEARLY_ALL = 0.95
"""With work for this share of the people, a line grows on any day that is a little busier."""


def stretch_text(stretch: Stretch, horizon: Horizon) -> str:
    """Return `cashier, Sat 14:00 to 16:00`; with the date where the roster has several weeks."""
    first, last = horizon.local(stretch.span.start), horizon.local(stretch.span.end)
    until = f"{last:%H:%M}" if last.date() == first.date() else f"{last:%a %H:%M}"
    day = f"{first:%a}" if horizon.days <= WEEK else f"{first:%a} {first.day} {first:%b}"
    return f"{stretch.role}, {day} {first:%H:%M} to {until}"


def played_text(found: StressTest) -> str:
    """Return `200 random weeks`, or how often several weeks were played."""
    text = f"{found.weeks:,} random {times(found.horizon)}"
    text = text.removesuffix("s") if found.weeks == 1 else text
    return text if found.horizon.days <= WEEK else f"{text} of {found.horizon.days // WEEK} weeks"


def times(horizon: Horizon) -> str:
    """Return what is played again and again: `weeks`, or `runs` of several weeks."""
    return "weeks" if horizon.days <= WEEK else "runs"


def each_time(horizon: Horizon) -> str:
    """Return the time that figures of customers are for: ` a week`, nothing for several weeks."""
    return " a week" if horizon.days <= WEEK else ""


def bottleneck_text(found: StressTest) -> str:
    """Return one sentence or two that a manager can act on; nothing where nothing is at risk."""
    stretch, horizon = found.bottleneck, found.horizon
    if stretch is None:
        return ""
    service = found.roles[stretch.role]
    text = (
        f"{stretch_text(stretch, horizon)}: {stretch.late:,.1f} of {stretch.customers:,.1f} "
        f"customers{each_time(horizon)} are not served within {service.within:g} s "
        f"(wanted: {service.served_share:.0%} are). {_reason(stretch)}"
    )
    if stretch.late_with_one_more is not None:
        text += f" With one more person there {stretch.late_with_one_more:,.1f} would be late"
        saved = stretch.saved_with_one_more
        worth = f"; saves {saved / 100:,.2f} {found.currency}".rstrip() if saved else ""
        text += f"{worth}{each_time(horizon)} in waiting and lost customers." if worth else "."
    return text


def call_outs_text(found: StressTest) -> str:
    """Return what call-outs alone change, role by role; nothing where none were played."""
    horizon = found.horizon
    changes = [
        f"{role.role} "
        f"{change_text(service_difference(role.weeks, role.everybody_there), each_time(horizon))}"
        for role in found.roles.values()
        if role.everybody_there is not None and role.customers
    ]
    if not changes:
        return ""
    return (
        f"{found.call_outs:.1%} of those due do not come, {found.person_days_lost:.1f} person-days"
        f"{each_time(horizon)}. That alone changes: {'; '.join(changes)}."
    )


def change_text(change: ServiceDifference, each: str) -> str:
    """Return `in time -1.8 ±0.2 points, lost +0.3 ±0.1 a week`; `each` is `each_time`."""
    in_time, lost = change.in_time, change.lost
    return (
        f"in time {100 * in_time.value:+.1f}{_error(in_time.error, 100)} points, "
        f"lost {lost.value:+.1f}{_error(lost.error)}{each}"
    )


def _error(error: float | None, factor: float = 1.0) -> str:
    return "" if error is None else f" \u00b1{factor * error:.1f}"


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

"""The stress test on the page: each role's week, its days as pictures, where it is at risk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from staffopt.domain.calendar import DAY
from staffopt.domain.plan import Plan
from staffopt.domain.spread import WEEK
from staffopt.domain.stress_test import LEVELS, RoleService, StressTest, Stretch
from staffopt.domain.stress_wording import (
    bottleneck_text,
    call_outs_text,
    each_time,
    played_text,
    times,
)
from staffopt.formats.cells import percent, wait_text, words
from staffopt.formats.page.axis import day_axis, hours_text
from staffopt.formats.page.dates import moment_text, period, short_day
from staffopt.formats.page.looks import Look
from staffopt.formats.page.waits import WaitChart, highest_wait, wait_chart

MOST_SHOWN = 6
"""Stretches at risk that are listed, the worst first."""


@dataclass(frozen=True)
class RoleFigures:
    """A role's line in the table; quantiles are in the order of the levels."""

    look: Look
    target: str
    customers: str
    wait: str
    waits: tuple[str, ...]
    in_time: str
    shares: tuple[str, ...]
    left: str
    risk: str
    below: bool


@dataclass(frozen=True)
class RoleDays:
    """A role's days side by side, on one scale; `scale` says how far up it goes."""

    look: Look
    scale: str
    days: tuple[WaitChart | None, ...]


@dataclass(frozen=True)
class Pictures:
    """The pictures of one week: days at the top, a row a role."""

    title: str
    hours: str
    days: tuple[str, ...]
    lines: tuple[RoleDays, ...]


@dataclass(frozen=True)
class Risk:
    """A stretch of time in which too few are served in time."""

    when: str
    role: str
    late: str
    people: str
    load: str


@dataclass(frozen=True)
class StressPart:
    """All that the section shows."""

    weeks: str
    each: str
    times: str
    levels: tuple[str, ...]
    roles: tuple[RoleFigures, ...]
    pictures: tuple[Pictures, ...]
    bottleneck: str
    call_outs: str
    risks: tuple[Risk, ...]
    unlisted: int
    notes: tuple[str, ...]


def stress_part(plan: Plan, look: Mapping[str, Look], wall: tuple[int, int]) -> StressPart | None:
    """Return the section; None for a plan that was not played."""
    found = plan.stress_test
    if found is None:
        return None
    return StressPart(
        weeks=played_text(found),
        each=each_time(found.horizon),
        times=times(found.horizon),
        levels=tuple(f"{level:.0%}" for level in LEVELS),
        roles=tuple(_figures(role, _look(role, look)) for role in _played(found)),
        pictures=tuple(_pictures(found, look, wall)),
        bottleneck=_bottleneck(found),
        call_outs=call_outs_text(found),
        risks=tuple(_risk(one, found) for one in found.at_risk[:MOST_SHOWN]),
        unlisted=max(len(found.at_risk) - MOST_SHOWN, 0),
        notes=tuple(words(note) for note in found.notes),
    )


def _played(found: StressTest) -> tuple[RoleService, ...]:
    """Return the roles to which anybody comes."""
    return tuple(role for role in found.roles.values() if role.customers)


def _look(role: RoleService, look: Mapping[str, Look]) -> Look:
    """Return a role's look, a plain one where the plan does not know the role."""
    return look.get(role.role, Look("r0", words(role.role), ""))


def _figures(role: RoleService, look: Look) -> RoleFigures:
    """Return a role's figures as text."""
    slots = int((role.slot_customers > 0).sum())
    return RoleFigures(
        look=look,
        target=f"{role.served_share:.0%} within {role.within:g} s",
        customers=f"{role.customers:,.0f}" if role.customers >= 10 else f"{role.customers:.1f}",
        wait=wait_text(role.wait),
        waits=tuple(wait_text(role.waits[level]) for level in LEVELS),
        in_time=percent(role.in_time),
        shares=tuple(percent(role.shares[level]) for level in LEVELS),
        left=percent(role.left),
        risk=f"{int(role.slots_at_risk.sum())} of {slots}",
        below=role.in_time < role.served_share,
    )


def _pictures(found: StressTest, look: Mapping[str, Look], wall: tuple[int, int]) -> list[Pictures]:
    """Return the pictures week by week; a role has one scale over all days."""
    horizon = found.horizon
    highest = {role.role: highest_wait(role) for role in _played(found)}
    axes = [day_axis(horizon, day, wall) for day in range(horizon.days)]
    made = []
    for first in range(0, horizon.days, WEEK):
        span = range(first, min(first + WEEK, horizon.days))
        dates = [horizon.first + day * DAY for day in span]
        lines = tuple(
            RoleDays(
                _look(role, look),
                wait_text(highest[role.role]),
                tuple(wait_chart(role, horizon, axes[k], highest[role.role]) for k in span),
            )
            for role in _played(found)
        )
        title = period(dates[0], dates[-1]) if horizon.days > WEEK else ""
        days = tuple(short_day(day) for day in dates)
        made.append(Pictures(title, hours_text(wall), days, lines))
    return made


def _bottleneck(found: StressTest) -> str:
    """Return the bottleneck in words, with the role as the page calls it."""
    if found.bottleneck is None:
        return ""
    role = found.bottleneck.role
    return words(role) + bottleneck_text(found).removeprefix(role)


def _risk(one: Stretch, found: StressTest) -> Risk:
    """Return a stretch as text."""
    return Risk(
        moment_text(found.horizon, one.span.start, one.span.end),
        words(one.role),
        f"{one.late:,.1f} of {one.customers:,.1f}",
        f"{one.people:.1f}",
        f"{one.load:.1f}",
    )

"""Blocks of shifts as bars on a day's axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from staffopt.domain.plan import Plan
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.formats.cells import course_name, hours
from staffopt.formats.figures import PersonWeek
from staffopt.formats.page.axis import Axis
from staffopt.formats.page.dates import span_text
from staffopt.formats.page.looks import Look
from staffopt.formats.shifts_of_day import shifts_of_day

SLOT_PX = 13
"""Width of a slot where the page is narrowest."""
CHAR_PX = 6.2
PADDING_PX = 10
TRAINING = "Train"


@dataclass(frozen=True)
class Bar:
    """A block: where it lies on the axis, what it is, and how much of that fits on it."""

    css: str
    at: float
    width: float
    what: str
    letters: str
    when: str
    fits: str
    """`l`: what and when; `m`: what; `s`: letters."""


@dataclass(frozen=True)
class Row:
    """One person's day."""

    person_id: str
    name: str
    when: str
    hours: str
    bars: tuple[Bar, ...]
    pinned: bool
    from_eve: bool
    """Whether the shift began on the day before."""


def day_rows(
    plan: Plan, people: tuple[PersonWeek, ...], day: int, axis: Axis, look: Mapping[str, Look]
) -> tuple[Row, ...]:
    """Return the people who are there on a day, by start, then end, then name."""
    pins = {pin.id for pin in plan.problem.pins}
    titles = {s.id: course_name(plan, s.course_id) for s in plan.roster.sessions}
    left = plan.roster.horizon.instant(axis.first)
    return tuple(
        Row(
            one.person_id,
            one.name,
            one.when,
            hours(one.shift.paid_minutes),
            tuple(
                _bar(plan, block, axis, look, titles)
                for block in one.shift.blocks
                if block.end > left
            ),
            one.shift.id in pins,
            one.from_eve,
        )
        for one in shifts_of_day(plan, people, day, axis)
    )


def _bar(
    plan: Plan, block: Block, axis: Axis, look: Mapping[str, Look], titles: Mapping[str, str]
) -> Bar:
    """Return a block as a bar; what lies before the axis is cut off."""
    horizon = plan.roster.horizon
    begins = max(block.start, horizon.instant(axis.first))
    at = (begins - horizon.instant(axis.first)).total_seconds() / 60 / horizon.slot_minutes
    width = (block.end - begins).total_seconds() / 60 / horizon.slot_minutes
    css, what, letters = _looks_like(block, look, titles)
    room = (width * SLOT_PX - PADDING_PX) / CHAR_PX
    fits = "l" if room >= len(what) + 12 else "m" if room >= len(what) else "s"
    if css == "trn" and room >= len(TRAINING):
        letters = TRAINING
    when = span_text(horizon, block.start, block.end)
    return Bar(css, round(at, 2), round(width, 2), what, letters, when, fits)


def _looks_like(
    block: Block, look: Mapping[str, Look], titles: Mapping[str, str]
) -> tuple[str, str, str]:
    """Return a block's class, words and letters."""
    if block.activity == Activity.BREAK:
        return "brk", "Break" if block.paid else "Break, unpaid", ""
    if block.activity == Activity.TRAINING:
        title = titles.get(block.session_id or "")
        return "trn", f"Training: {title}" if title else "Training", "T"
    known = look.get(block.role or "")
    return (known.css, known.name, known.letters) if known else ("r0", "Work", "W")


def stripes(shift: Shift, look: Mapping[str, Look]) -> tuple[tuple[str, int, int], ...]:
    """Return a shift in brief, for the week: (class, first minute, minutes), breaks left out."""
    found: list[tuple[str, int, int]] = []
    for block in shift.blocks:
        if block.activity == Activity.BREAK:
            continue
        css = _looks_like(block, look, {})[0]
        begin = int((block.start - shift.start).total_seconds() // 60)
        found.append((css, begin, block.minutes))
    return tuple(found)

"""Days and hours without tickets: closed, missing, an outage, or cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from staffopt.domain.calendar import DAY, Horizon, Span
from staffopt.domain.opening import Opening
from staffopt.inputs.transactions.quality import Finding, day, days, many, stamp
from staffopt.inputs.transactions.settings import TransactionSettings
from staffopt.inputs.transactions.usual import Bools, Floats, day_sums, usual_before

CUT_TICKETS = 3.0
MISSED_TICKETS = 5.0


@dataclass(frozen=True)
class DayBook:
    """Which slots can be trusted, and why the others cannot."""

    known: Bools
    open: Bools
    closed: frozenset[date]
    missing: frozenset[date]
    findings: tuple[Finding, ...]


def day_book(
    horizon: Horizon, counts: Floats, ends: Span, opening: Opening, settings: TransactionSettings
) -> DayBook:
    """Judge every day and hour of a history from its customers per slot.

    `ends` are the first and the last stamp of the history.
    """
    open_slots = opening.mask(horizon)
    totals = day_sums(horizon, counts)
    listed = {
        one for one in horizon.dates if any(c.first <= one <= c.last for c in settings.closed)
    }
    hours = _hours_but(horizon, opening, listed)
    opened = np.bincount(horizon.slot_day[hours], minlength=horizon.days)
    shut = {one for one, slots in zip(horizon.dates, opened, strict=True) if not slots}
    empty = {one for one, total in zip(horizon.dates, totals, strict=True) if not total}
    usual = usual_before(horizon, counts, hours & ~_on(horizon, empty))
    due = dict(zip(horizon.dates, day_sums(horizon, usual * hours), strict=True))
    idle = empty - shut
    holidays = {one for one in idle if one in opening.holidays}
    missing = {one for one in idle - holidays if due[one] >= MISSED_TICKETS}
    closed = (shut & empty) | holidays
    known = hours & ~_on(horizon, holidays | missing)
    lost, lost_findings = _lost_hours(horizon, counts, ends, usual, known, settings.outage_tickets)
    told = (
        *_closed_and_missing(horizon, totals, shut, listed, holidays, missing, opening),
        *_long_gaps(horizon, empty),
        _outside_hours(counts, open_slots),
        *lost_findings,
    )
    findings = tuple(finding for finding in told if finding is not None)
    return DayBook(known & ~lost, open_slots, frozenset(closed), frozenset(missing), findings)


def _hours_but(horizon: Horizon, opening: Opening, dates: set[date]) -> Bools:
    """Return the open slots as if some dates were closed: none on them, nor after their nights."""
    special = {**opening.special, **dict.fromkeys(dates, ())}
    return replace(opening, special=special).mask(horizon) & ~_on(horizon, dates)


def _on(horizon: Horizon, dates: set[date]) -> Bools:
    """Return the slots of some dates."""
    chosen = np.array([one in dates for one in horizon.dates], bool)
    return np.asarray(chosen[horizon.slot_day])


def _closed_and_missing(
    horizon: Horizon,
    totals: Floats,
    shut: set[date],
    listed: set[date],
    holidays: set[date],
    missing: set[date],
    opening: Opening,
) -> Iterator[Finding]:
    """Tell of closed days with customers, and of open days without any."""
    sold = {
        one: total
        for one, total in zip(horizon.dates, totals, strict=True)
        if one in shut and total
    }
    if sold:
        total = sum(sold.values())
        text = (
            f"{many(total, 'customer')} on {many(len(sold), 'closed day')}, counted but not trusted"
        )
        examples = tuple(f"{day(one)}: {n:,.0f}" for one, n in list(sold.items())[:5])
        yield Finding("closed_day_sold", text, len(sold), examples)
    if quiet := listed - set(sold):
        text = f"{many(len(quiet), 'day')} closed as transactions.closed says: {days(quiet)}"
        yield Finding("closed_listed", text, len(quiet))
    if holidays:
        names = "; ".join(f"{day(one)} {opening.holidays[one]}" for one in sorted(holidays))
        text = f"{many(len(holidays), 'public holiday')} without a ticket, taken as closed: {names}"
        yield Finding("closed_holiday", text, len(holidays))
    if missing:
        text = (
            f"{many(len(missing), 'open day')} without a ticket, taken as missing: {days(missing)}"
        )
        advice = " (name them in transactions.closed if the store was shut)"
        yield Finding("missing_day", text + advice, len(missing))


def _long_gaps(horizon: Horizon, empty: set[date]) -> Iterator[Finding]:
    """Tell of four or more days on end without a ticket, whatever the reason."""
    run: list[date] = []
    for one in (*horizon.dates, horizon.dates[-1] + DAY):
        if one in empty:
            run.append(one)
            continue
        if len(run) > 3:
            yield Finding("gap", f"no ticket on the {len(run)} days {days(set(run))}", len(run))
        run = []


def _outside_hours(counts: Floats, open_slots: Bools) -> Finding | None:
    """Tell how many customers came when the store was not open."""
    outside, total = float(counts[~open_slots].sum()), float(counts.sum())
    if not outside:
        return None
    share = outside / total
    text = f"{many(outside, 'customer')} ({share:.1%}) outside the opening hours"
    return Finding("outside_hours", text + ", counted but not trusted", round(outside))


def _lost_hours(
    horizon: Horizon, counts: Floats, ends: Span, usual: Floats, known: Bools, limit: float
) -> tuple[Bools, list[Finding]]:
    """Return the slots of outages and of the cut ends of the history, and tell of them.

    An empty gap is an outage when `limit` customers were due in it, at the level of the rest of its
    day. The first and the last day are cut when a few were due before the first or after the last.
    """
    lost = np.zeros(horizon.slots, bool)
    found = list(_cut_ends(horizon, ends, usual, known, lost))
    holes = []
    for first, last, due in _empty_gaps(horizon, counts, usual, known & ~lost) if limit else ():
        if due >= limit:
            lost[first:last] = True
            span = Span(horizon.instant(first), horizon.instant(last))
            since, until = horizon.local(span.start), horizon.local(span.end)
            holes.append(f"{stamp(since)} to {until:%H:%M} ({due:.0f} due)")
    if holes:
        text = f"{many(len(holes), 'gap')} in open hours, taken as outages or early closings"
        found.append(Finding("hole", text, len(holes), tuple(holes[:10])))
    return lost, found


def _cut_ends(
    horizon: Horizon, ends: Span, usual: Floats, known: Bools, lost: Bools
) -> Iterator[Finding]:
    """Mark and tell the missing part of the first and the last day."""
    head, tail = horizon.slot(ends.start), horizon.slot(ends.end)
    before, after = known.copy(), known.copy()
    before[head:] = False
    after[: tail + 1] = False
    for part, slot, moment, code, words in (
        (before, head, ends.start, "late_start", "first day begins at"),
        (after, tail, ends.end, "cut", "last day is cut at"),
    ):
        due = float(usual[part].sum())
        if due < CUT_TICKETS:
            continue
        lost |= part
        lost[slot] = True
        text = f"{words} {stamp(horizon.local(moment))}, where {due:.0f} more customers were due"
        yield Finding(code, text, round(due))


def _empty_gaps(
    horizon: Horizon, counts: Floats, usual: Floats, known: Bools
) -> Iterator[tuple[int, int, float]]:
    """Yield runs of empty known slots within a day: first, end, and how many customers were due."""
    for start, end in zip(horizon.day_starts, horizon.day_starts[1:], strict=False):
        slots = np.flatnonzero(known[start:end]) + start
        if not len(slots) or not counts[slots].any():
            continue
        quiet = counts[slots] == 0
        edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(int)))
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            run = slots[first:last]
            rest = np.concatenate([slots[:first], slots[last:]])
            level = min(1.0, counts[rest].sum() / max(usual[rest].sum(), 1e-9))
            yield int(run[0]), int(run[-1]) + 1, float(usual[run].sum() * level)

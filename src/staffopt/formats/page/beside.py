"""An audited roster and the plan beside it: what differs, in tables for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from staffopt.domain.plan import Plan
from staffopt.domain.side_by_side import SideBySide
from staffopt.formats.cells import hours, readable_amount, words
from staffopt.formats.figures import RoleCover, role_covers


@dataclass(frozen=True)
class BesideLine:
    """One thing in both rosters; `change` is what the plan has more or less."""

    name: str
    here: str
    there: str
    change: str
    total: bool = False


@dataclass(frozen=True)
class BesideTable:
    """Lines of one kind."""

    title: str
    lines: tuple[BesideLine, ...]


def beside_tables(beside: SideBySide | None) -> tuple[BesideTable, ...]:
    """Return what is laid side by side: cost, cover, rules not kept and paid hours that differ."""
    if beside is None:
        return ()
    tables = (
        BesideTable(f"Cost in {beside.plan.problem.currency}", tuple(_costs(beside))),
        BesideTable("Cover, in hours", tuple(_cover(beside))),
        BesideTable("Rules not kept, how often", tuple(_breaches(beside))),
        BesideTable("Paid hours, where they differ", tuple(_hours(beside))),
    )
    return tuple(table for table in tables if table.lines)


def _costs(beside: SideBySide) -> Iterator[BesideLine]:
    """Each component, then all of them."""
    for name, (here, there) in beside.costs.items():
        yield _money(words(name), here, there)
    yield _money("Total", beside.plan.cost, beside.other.cost, total=True)


def _money(name: str, here: int, there: int, *, total: bool = False) -> BesideLine:
    one, other, change = (
        readable_amount(each, "").strip() for each in (here, there, abs(there - here))
    )
    return BesideLine(name, one, other, _signed(change, there - here), total)


def _cover(beside: SideBySide) -> Iterator[BesideLine]:
    """Each role's hours on duty and short of its need, where a need is known."""
    if not any(each.required.any() for each in role_covers(beside.plan)):
        return
    slot = beside.plan.problem.horizon.slot_minutes
    other = {each.role: each for each in role_covers(beside.other)}
    for here in role_covers(beside.plan):
        name, both = words(here.role), (here, other[here.role])
        needed = dict.fromkeys(hours(slot * int(each.required.sum())) for each in both)
        duty = [slot * int(each.scheduled.sum()) for each in both]
        yield _minutes(f"{name}, on duty ({' and '.join(needed)} needed)", *duty)
        yield _minutes(f"{name}, short", *(_short(each, slot) for each in both))


def _short(cover: RoleCover, slot: int) -> int:
    return slot * int(cover.short.sum())


def _breaches(beside: SideBySide) -> Iterator[BesideLine]:
    """Each rule that either breaks, then the hard ones of all."""
    for rule, (here, there) in beside.breaches.items():
        yield _count(words(rule), here, there)
    if beside.breaches:
        yield _count("Hard rules", *map(_hard, (beside.plan, beside.other)), total=True)


def _hard(plan: Plan) -> int:
    return sum(one.hard for one in plan.violations)


def _hours(beside: SideBySide) -> Iterator[BesideLine]:
    """Everybody whose paid hours are not the same in both."""
    for one in beside.hours:
        if one.minutes != one.other_minutes:
            yield _minutes(one.name, one.minutes, one.other_minutes)


def _minutes(name: str, here: int, there: int) -> BesideLine:
    change = _signed(hours(abs(there - here)), there - here)
    return BesideLine(name, hours(here), hours(there), change)


def _count(name: str, here: int, there: int, *, total: bool = False) -> BesideLine:
    change = _signed(str(abs(there - here)), there - here)
    return BesideLine(name, str(here), str(there), change, total)


def _signed(text: str, change: int) -> str:
    """Return the size of a difference with its sign, nothing where there is none."""
    if change == 0:
        return ""
    return f"+{text}" if change > 0 else f"\u2212{text}"

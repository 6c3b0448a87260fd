"""Stretches of work read from anywhere, put together to shifts and a roster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift, dated_id
from staffopt.domain.training import Session
from staffopt.inputs.findings import Findings
from staffopt.inputs.store import Store

MOST_DAYS = 371
LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class Piece:
    """One person's blocks without a hole, and where they were read."""

    where: str
    person_id: str
    blocks: tuple[Block, ...]

    @property
    def start(self) -> datetime:
        return self.blocks[0].start

    @property
    def end(self) -> datetime:
        return self.blocks[-1].end


def roster_of(pieces: Iterable[Piece], store: Store, findings: Findings, file: str) -> Roster:
    """Return the roster that pieces make up; those of a person that touch are one shift.

    Pieces that overlap, and a roster of more than a year, are noted.
    """
    ordered = sorted(pieces, key=lambda each: (each.person_id, each.start))
    if not ordered:
        if not len(findings):
            findings.add(file, "no shift", "at least one")
        findings.raise_if_any()
    first, last = min(each.start for each in ordered), max(each.end for each in ordered)
    if (last - first).days > MOST_DAYS:
        found = f"shifts from {first:%Y-%m-%d} to {last:%Y-%m-%d}"
        findings.add(file, found, f"one roster of at most {MOST_DAYS} days")
    shifts: dict[str, Shift] = {}
    for person, own in groupby(ordered, key=lambda each: each.person_id):
        for blocks in _shifts(list(own), findings):
            name = dated_id(person, blocks[0].start.astimezone(ZoneInfo(store.zone)).date(), shifts)
            shifts[name] = Shift(name, person, blocks)
    findings.raise_if_any()
    in_order = tuple(sorted(shifts.values(), key=lambda each: (each.start, each.person_id)))
    return Roster(_weeks(in_order, store), in_order, _sessions(in_order))


def _weeks(shifts: Sequence[Shift], store: Store) -> Horizon:
    """The whole weeks from the first shift's start to the last one's."""
    first, last = (
        each.start.astimezone(ZoneInfo(store.zone)).date() for each in (shifts[0], shifts[-1])
    )
    return store.horizon(first, (last - store.week_of(first)).days // 7 + 1)


def _shifts(pieces: Sequence[Piece], findings: Findings) -> list[tuple[Block, ...]]:
    """Return one person's pieces as shifts; those that overlap are noted."""
    made: list[list[Block]] = []
    reached, where = None, ""
    for piece in pieces:
        if reached is not None and piece.start < reached:
            findings.add(piece.where, f"a shift inside the one of {where}", "one at a time")
        elif reached == piece.start:
            made[-1] += piece.blocks
        else:
            made.append([*piece.blocks])
        if reached is None or piece.end > reached:
            reached, where = piece.end, piece.where
    return [tuple(blocks) for blocks in made]


def _sessions(shifts: Iterable[Shift]) -> tuple[Session, ...]:
    """Return the sessions of the training blocks, whose ids begin with their course's."""
    groups: dict[str, list[tuple[Span, str]]] = {}
    for shift in shifts:
        for block in shift.of(Activity.TRAINING):
            groups.setdefault(block.session_id or "", []).append((block.span, shift.person_id))
    return tuple(
        Session(name, name.rpartition("@")[0], parts[0][0], None, None, tuple(p for _, p in parts))
        for name, parts in groups.items()
    )


def session_id(course: str, start: datetime) -> str:
    """Return the id of the session of a course that is held at an instant."""
    return f"{course}@{start:%Y%m%dT%H%M}"


def with_break(start: datetime, end: datetime, role: str, rest: Block | None) -> tuple[Block, ...]:
    """Return the blocks of a shift in one role with a break inside it."""
    if rest is None:
        return (Block(start, end, role=role),)
    return (Block(start, rest.start, role=role), rest, Block(rest.end, end, role=role))

"""A roster in which one shift falls away and nobody stands in."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block, Shift


def without_shift(roster: Roster, gone: Shift) -> Roster:
    """The roster without a shift; sessions given in it are not held, those attended go on.

    Who would have attended a session that is not held works instead, as in the rest of the shift.
    """
    sessions, ended = [], set()
    for session in roster.sessions:
        inside = gone.span.contains(session.span)
        left = tuple(each for each in session.attendees if not inside or each != gone.person_id)
        if inside and (session.trainer_id == gone.person_id or (session.attendees and not left)):
            ended.add(session.id)
        else:
            sessions.append(replace(session, attendees=left))
    shifts = tuple(_at_work(each, ended) for each in roster.shifts if each is not gone)
    return replace(roster, shifts=shifts, sessions=tuple(sessions))


def _at_work(shift: Shift, ended: Set[str]) -> Shift:
    """The shift with its own work in place of sessions that are not held: the work next to them."""
    if not any(block.session_id in ended for block in shift.blocks) or not shift.of(Activity.WORK):
        return shift
    blocks: list[Block] = []
    role = shift.of(Activity.WORK)[0].role
    for block in shift.blocks:
        role = block.role or role
        held = block.session_id not in ended
        now = block if held else Block(block.start, block.end, Activity.WORK, role)
        if blocks and now.activity is Activity.WORK and blocks[-1].role == role:
            now = replace(blocks.pop(), end=now.end)
        blocks.append(now)
    return replace(shift, blocks=tuple(blocks))

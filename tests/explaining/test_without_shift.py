"""A shift that falls away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.explaining.small_week import HORIZON, roster

from staffopt.domain.calendar import Span
from staffopt.domain.shifts import Activity, Block
from staffopt.domain.training import Session
from staffopt.explaining.without_shift import without_shift


def test_a_session_without_its_trainer_is_not_held():
    """Ann trains Bo for an hour: without Ann, Bo works that hour; without Bo, nothing is held."""
    start = HORIZON.instant(8)
    hour = Span(start, start + timedelta(hours=1))
    session = Session("s", "c", hour, "ann", None, ("bo",))
    made = roster(("ann", 0), ("bo", 0))
    shifts = tuple(
        replace(
            shift,
            blocks=(
                Block(hour.start, hour.end, Activity.TRAINING, session_id="s"),
                Block(hour.end, shift.end, role="till"),
            ),
        )
        for shift in made.shifts
    )
    made = replace(made, shifts=shifts, sessions=(session,))
    alone = without_shift(made, shifts[0])
    assert alone.sessions == ()
    assert alone.of("bo") == roster(("bo", 0)).shifts
    assert without_shift(made, shifts[1]).sessions == ()

"""training.csv: one row a person and session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from staffopt.domain.plan import Plan
from staffopt.formats.base import Table
from staffopt.formats.cells import stamp

TRAINING_COLUMNS = (
    "session_id",
    "course",
    "start",
    "end",
    "employee_id",
    "part",
    "status",
    "reason",
)


class TrainingTable(Table):
    """Who trains and who teaches in every session held, then who was displaced and why."""

    name = "training"
    file = "training.csv"
    columns: ClassVar[tuple[str, ...]] = TRAINING_COLUMNS

    def rows(self, plan: Plan, *, with_pay: bool) -> Iterable[Sequence[object]]:
        """One row a person and session, one a displaced need."""
        horizon = plan.roster.horizon
        for session in sorted(plan.roster.sessions, key=lambda s: (s.span.start, s.id)):
            parts = [(person, "trainee") for person in session.attendees]
            if session.trainer_id is not None:
                parts.insert(0, (session.trainer_id, "trainer"))
            start, end = stamp(horizon, session.span.start), stamp(horizon, session.span.end)
            for person, part in parts:
                yield (session.id, session.course_id, start, end, person, part, "held", "")
        for lost in plan.roster.displaced:
            need = lost.need
            person, course = need.person_id, need.course_id
            yield ("", course, "", "", person, "trainee", "displaced", lost.reason)

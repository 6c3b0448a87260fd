"""Training in turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import Field

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Stagger
from staffopt.domain.training import Session
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.words import on_clock


class TrainingStaggered(Rule):
    """Only a share of those on duty is away in training at the same time.

    Why: training takes people off the tills; in turns, the store stays open.
    Example: with `share_percent: 20`, of ten cashiers on duty two may be in training, of four
    one (one is always allowed). People count by their main role; trainers do not count. A course
    whose least group is larger may be held when no other session runs. `store_most` caps the store.
    """

    name = "training_staggered"
    holds_always = True
    share_percent: int = Field(
        20, ge=0, le=100, description="Most of a role's people on duty in training, in percent."
    )
    store_most: int | None = Field(
        None, ge=1, description="Most people of the store in training at once; no limit if empty."
    )

    def staggers(self, problem: Problem) -> Sequence[Stagger]:
        return [Stagger(self.share_percent, self.store_most)]

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        horizon = problem.horizon
        for slot in range(horizon.slots):
            start, end = horizon.instant(slot), horizon.instant(slot + 1)
            running = [s for s in roster.sessions if s.span.start < end and start < s.span.end]
            if not running:
                continue
            on_duty = {s.person_id for s in roster.shifts if s.start < end and start < s.end}
            for fault in self._faults(problem, running, on_duty):
                yield self.breach(f"{on_clock(problem, start)}: {fault}", None, start, end)

    def _faults(self, problem: Problem, running: list[Session], on_duty: set[str]) -> Iterable[str]:
        """What is too much at one moment."""
        away = {person for session in running for person in session.attendees}
        roles = Counter(problem.person[person].main_role for person in on_duty)
        for role, count in sorted(Counter(problem.person[p].main_role for p in away).items()):
            cap = max(1, roles[role] * self.share_percent // 100)
            alone = len(running) == 1 and problem.course[running[0].course_id].group_min > cap
            if count > cap and not alone:
                yield f"{count} of {roles[role]} {role} are in training; at most {cap}"
        if self.store_most is not None and len(away) > self.store_most:
            yield f"{len(away)} people are in training; at most {self.store_most} in the store"

"""Which look each role has: a class of the style sheet and a letter for narrow bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from staffopt.domain.plan import Plan
from staffopt.formats.cells import words

LOOKS = 6
"""How many looks the style sheet has; from the seventh role on they are used again."""


@dataclass(frozen=True)
class Look:
    """How a role is drawn: its class, its name, its letters."""

    css: str
    name: str
    letters: str


def looks(plan: Plan) -> Mapping[str, Look]:
    """Return the look of every role, those that only the roster knows included."""
    worked = {b.role for s in plan.roster.shifts for b in s.blocks if b.role is not None}
    roles = [*plan.problem.roles, *sorted(worked - set(plan.problem.roles))]
    taken: set[str] = set()
    found = {}
    for place, role in enumerate(roles):
        name = words(role)
        letters = next((name[:k] for k in range(1, 4) if name[:k] not in taken), name[:1])
        taken.add(letters)
        found[role] = Look(f"r{place % LOOKS}", name, letters)
    return found

"""What is owed in the end, when several rules claim pay for the same time."""

from __future__ import annotations

from collections.abc import Iterable

from staffopt.domain.calendar import Span
from staffopt.domain.violation import PayClaim


def owed(claims: Iterable[PayClaim]) -> tuple[PayClaim, ...]:
    """The claims that are paid, by time: in a stack group the highest, from all groups the sum.

    Why: an hour that is both overtime and a night hour of the same group is paid once, at the
    better rate; premiums for different causes add up.
    Of claims of one person and group that overlap, the highest stays. A claim without a group
    stands alone.
    """
    kept: list[PayClaim] = []
    for claim in sorted(claims, key=lambda each: (-each.amount, each.start, each.rule)):
        if not claim.group or not any(_same_cause(claim, other) for other in kept):
            kept.append(claim)
    return tuple(sorted(kept, key=lambda each: (each.start, each.person_id, each.rule)))


def _same_cause(one: PayClaim, two: PayClaim) -> bool:
    """Whether two claims compete: same person, same group, common time."""
    return (
        one.person_id == two.person_id
        and one.group == two.group
        and Span(one.start, one.end).overlaps(Span(two.start, two.end))
    )

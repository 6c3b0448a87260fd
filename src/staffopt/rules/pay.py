"""What is owed in the end, when several rules claim pay for the same time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from staffopt.domain.calendar import Span
from staffopt.domain.violation import PayClaim


def owed(claims: Iterable[PayClaim]) -> tuple[PayClaim, ...]:
    """The claims that are paid, by time: in a stack group the highest, from all groups the sum.

    Why: an hour that is both overtime and a night hour of the same group is paid once, at the
    better rate; premiums for different causes add up.
    Claims of one person and group compete minute by minute, each at its amount a minute. A flat
    claim pays what those inside it leave. A claim without a group stands alone.
    """
    kept: list[PayClaim] = []
    rivals: dict[tuple[str, str], list[PayClaim]] = defaultdict(list)
    for claim in claims:
        if claim.group:
            rivals[claim.person_id, claim.group].append(claim)
        else:
            kept.append(claim)
    for group in rivals.values():
        kept += _topped_up(group)
    return tuple(sorted(kept, key=lambda each: (each.start, each.person_id, each.rule, each.end)))


def _topped_up(group: Sequence[PayClaim]) -> list[PayClaim]:
    """The timed claims that are paid, and what flat ones leave, the highest first."""
    timed = sorted((each for each in group if not each.flat), key=_rate)
    kept = list(_by_minute(timed)) if _any_meet(timed) else timed
    for claim in sorted((each for each in group if each.flat), key=lambda each: -each.amount):
        time = Span(claim.start, claim.end)
        inside = sum(each.amount for each in kept if time.contains(Span(each.start, each.end)))
        if claim.amount > inside:
            kept.append(replace(claim, amount=claim.amount - inside))
    return kept


def _any_meet(claims: Sequence[PayClaim]) -> bool:
    line = sorted(claims, key=lambda each: each.start)
    return any(two.start < one.end for one, two in pairwise(line))


def _rate(claim: PayClaim) -> tuple[float, str]:
    """Higher amounts a minute come first."""
    return -claim.amount / max(Span(claim.start, claim.end).minutes, 1), claim.rule


def _by_minute(best_first: Sequence[PayClaim]) -> Iterator[PayClaim]:
    """The pieces of time in which a claim is the best, each with its share of the amount."""
    edges = sorted({at for each in best_first for at in (each.start, each.end)})
    won: list[tuple[PayClaim, Span]] = []
    for start, end in pairwise(edges):
        best = next((c for c in best_first if c.start <= start and end <= c.end), None)
        if best is None:
            continue
        if won and won[-1][0] is best and won[-1][1].end == start:
            won[-1] = (best, Span(won[-1][1].start, end))
        else:
            won.append((best, Span(start, end)))
    for claim, span in won:
        whole = Span(claim.start, claim.end).minutes
        amount = (2 * claim.amount * span.minutes + whole) // (2 * whole)
        yield replace(claim, start=span.start, end=span.end, amount=amount)

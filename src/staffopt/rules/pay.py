"""What is owed in the end, when several rules claim pay for the same time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from itertools import pairwise
from math import ceil

from staffopt.domain.calendar import Span
from staffopt.domain.violation import Overtime, PayClaim

Pay = tuple[Span, float]
"""A time, and what each minute of it brings, in hundredths."""


def owed(claims: Iterable[PayClaim]) -> tuple[PayClaim, ...]:
    """The claims that are paid, by time: in a stack group the highest, from all groups the sum.

    Why: an hour that is both overtime and a night hour of the same group is paid once, at the
    better rate; premiums for different causes add up.
    Claims of one person and group compete minute by minute, each at its amount a minute. A flat
    claim pays what those inside it leave; of flat overtime those inside that are overtime, too,
    and what is paid for just its time. A claim without a group stands alone.
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
    found = (_plain(each) for each in kept)
    return tuple(sorted(found, key=lambda each: (each.start, each.person_id, each.rule, each.end)))


def _plain(claim: PayClaim) -> PayClaim:
    """The claim as bills show it."""
    return PayClaim(*(getattr(claim, field.name) for field in fields(PayClaim)))


def _topped_up(group: Sequence[PayClaim]) -> list[PayClaim]:
    """The timed claims that are paid, and what flat ones leave, the highest first."""
    timed = [each for each in group if not each.flat]
    kept = _highest(timed)
    paid = [_as_pay(each) for each in kept]
    above = [_as_pay(each) for each in _highest([c for c in timed if isinstance(c, Overtime)])]
    for claim in sorted((each for each in group if each.flat), key=lambda each: -each.amount):
        if isinstance(claim, Overtime):
            amount = round(_beyond(claim, above, paid))
        else:
            time = Span(claim.start, claim.end)
            inside = (e.amount for e in kept if time.contains(Span(e.start, e.end)))
            amount = claim.amount - sum(inside)
        if amount > 0:
            kept.append(replace(claim, amount=amount))
    return kept


def _beyond(claim: Overtime, above: list[Pay], paid: Sequence[Pay]) -> float:
    """What flat overtime brings beyond what is `paid` for its time.

    Other overtime of its period, `above`, is taken off whenever it is worked; what then is left is
    due for the last of the time, and joins the other for the claims that follow.
    """
    period, found = Span(claim.start, claim.end), 0.0
    left = claim.amount - sum(r * time.minutes for time, r in above if period.contains(time))
    rate = claim.amount / sum(time.minutes for time in claim.worked)
    for time in _latest_first(claim.worked, [*above, *paid]):
        before = _rate_in(above, time)
        if left <= 0 or before >= rate:
            continue
        minutes = min(time.minutes, ceil(left / (rate - before)))
        more = min(minutes * (rate - before), left)
        left -= more
        found += max(more - minutes * max(_rate_in(paid, time) - before, 0), 0)
        above.append((Span(time.end - timedelta(minutes=minutes), time.end), more / minutes))
    return found


def _latest_first(times: Iterable[Span], pays: Sequence[Pay]) -> Iterator[Span]:
    """The same times, cut where the pay changes; each piece after the ones that follow it."""
    for time in times:
        cuts = {at for each, _ in pays for at in (each.start, each.end)}
        edges = {time.start, time.end, *(at for at in cuts if time.start < at < time.end)}
        yield from (Span(*ends) for ends in reversed(list(pairwise(sorted(edges)))))


def _rate_in(pays: Iterable[Pay], time: Span) -> float:
    """What each minute of a time brings that lies in each pay wholly, or not at all."""
    return sum(rate for each, rate in pays if each.contains(time))


def _as_pay(claim: PayClaim) -> Pay:
    time = Span(claim.start, claim.end)
    return time, claim.amount / max(time.minutes, 1)


def _highest(claims: Sequence[PayClaim]) -> list[PayClaim]:
    """The claims, or where some meet the pieces of time in which each is the best."""
    best_first = sorted(claims, key=_rate)
    return list(_by_minute(best_first)) if _any_meet(best_first) else best_first


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

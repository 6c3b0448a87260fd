"""The parts of the page around the roster: headline, costs, training, people."""

from __future__ import annotations

from dataclasses import dataclass

from staffopt.domain.plan import Plan
from staffopt.domain.training import TrainingNeed
from staffopt.formats.cells import (
    course_name,
    hours,
    percent,
    percent_down,
    person_name,
    readable_amount,
    words,
)
from staffopt.formats.figures import PersonWeek, RoleCover, Totals
from staffopt.formats.page.dates import day_month, moment_text, period
from staffopt.formats.week_totals import week_totals


@dataclass(frozen=True)
class Card:
    """A headline number; `tone` is `good`, `warn`, `bad` or empty."""

    value: str
    label: str
    detail: str
    tone: str = ""


@dataclass(frozen=True)
class WeekLine:
    """A week of several in a line."""

    title: str
    covered: str
    short: str
    shifts: int
    hours: str
    unmet: int


@dataclass(frozen=True)
class CostLine:
    """A component of the cost and its share of the whole, in percent."""

    name: str
    amount: str
    share: float


@dataclass(frozen=True)
class Held:
    """A session that takes place."""

    course: str
    when: str
    trainer: str
    room: str
    attendees: str


@dataclass(frozen=True)
class Missed:
    """A training need that is not met."""

    person: str
    course: str
    due: str
    reason: str
    price: str


@dataclass(frozen=True)
class PersonLine:
    """Hours against contract, in percent of the widest contract, and what is shared fairly."""

    name: str
    roles: str
    hours: str
    target: str
    limits: str
    bar: float
    low: float
    high: float
    mark: float
    verdict: str
    leave: str
    days: int
    openings: int
    closings: int
    weekend_days: int
    training: str


def cards(plan: Plan, total: Totals, people: tuple[PersonWeek, ...]) -> tuple[Card, ...]:
    """Return the headline."""
    currency = plan.problem.currency
    target = sum(one.target for one in people)
    above = f"at most {readable_amount(plan.cost - plan.bound, currency)}"
    said = f"{above} ({percent(plan.gap)}) above the best possible"
    slot = plan.problem.horizon.slot_minutes
    return (
        Card(percent_down(total.covered, 1), "Cover", "of the needed staff time is there"),
        Card(
            f"{hours(total.short_minutes)} h",
            "Short",
            f"person-hours, in {total.short_slots} of the {slot}-minute slots",
            "warn" if total.short_minutes else "good",
        ),
        Card(
            f"{total.paid_minutes / 60:,.0f} h", "Paid hours", f"contracts aim at {target:,.0f} h"
        ),
        Card(
            readable_amount(plan.cost, currency),
            "Cost",
            said if plan.searched else "audited, not searched for",
        ),
        _training_card(plan, total),
        _rules_card(total),
    )


def week_lines(plan: Plan, covers: tuple[RoleCover, ...]) -> tuple[WeekLine, ...]:
    """Return a line for each week; none for a plan of one."""
    found = week_totals(plan, covers)
    if len(found) < 2:
        return ()
    return tuple(
        WeekLine(
            period(one.first, one.last),
            percent_down(one.covered, 1),
            hours(one.short_minutes) if one.short_minutes else "",
            one.shifts,
            hours(one.paid_minutes),
            one.unmet,
        )
        for one in found
    )


def _training_card(plan: Plan, total: Totals) -> Card:
    """Return how much of the needed training is held."""
    if not total.needs:
        return Card("none", "Training", "nobody needs a session this time")
    missed = total.needs - total.held
    detail = f"{missed} displaced, reasons below" if missed else "every needed place is held"
    if missed and not plan.roster.displaced:
        detail = f"{missed} not held, see the rules not kept"
    tone = "warn" if missed else "good"
    return Card(f"{total.held} of {total.needs}", "Training held", detail, tone)


def _rules_card(total: Totals) -> Card:
    """Return how many rules are not kept."""
    if total.hard:
        return Card(f"{total.hard} broken", "Rules", "hard rules: not a legal roster", "bad")
    if total.priced:
        return Card(f"{total.priced} unmet", "Rules", "at a price; no hard rule is broken", "warn")
    return Card("all kept", "Rules", "audited separately from the search", "good")


def cost_lines(plan: Plan) -> tuple[CostLine, ...]:
    """Return the components, the largest first."""
    widest = max((abs(cents) for cents in plan.costs.values()), default=0) or 1
    ordered = sorted(plan.costs.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        CostLine(
            words(name),
            readable_amount(cents, plan.problem.currency),
            round(100 * max(cents, 0) / widest, 1),
        )
        for name, cents in ordered
    )


def proof(plan: Plan) -> tuple[str, ...]:
    """Return what the bound says, in sentences."""
    if not plan.searched:
        return ("The roster was audited, not searched for: nothing is proved of the least cost.",)
    money = plan.problem.currency
    least = readable_amount(plan.bound, money)
    told = [f"No roster for this problem costs less than {least} (lower bound by {plan.bound_by})."]
    left = plan.cost - plan.bound
    if left <= 0:
        return (*told, "This plan meets the bound: it is optimal.")
    told.append(
        f"This plan costs {readable_amount(left, money)} more than that: a gap of"
        f" {percent(plan.gap)}."
    )
    if plan.forced_wages:
        rest = plan.cost - plan.forced_wages
        share = f"; of the rest the gap is {percent(left / rest)}" if rest > 0 else ""
        forced = readable_amount(plan.forced_wages, money)
        told.append(f"Contracts force {forced} of the wages whatever is planned{share}.")
    return tuple(told)


def held(plan: Plan) -> tuple[Held, ...]:
    """Return the sessions in order of time."""
    horizon = plan.roster.horizon
    return tuple(
        Held(
            course_name(plan, one.course_id),
            moment_text(horizon, one.span.start, one.span.end),
            person_name(plan, one.trainer_id),
            words(one.room or ""),
            ", ".join(person_name(plan, person) for person in one.attendees),
        )
        for one in sorted(plan.roster.sessions, key=lambda one: (one.span.start, one.id))
    )


def missed(plan: Plan) -> tuple[Missed, ...]:
    """Return the training that is not held, the dearest first."""
    ordered = sorted(plan.roster.displaced, key=lambda one: (-one.need.price, one.need.person_id))
    return tuple(
        Missed(
            person_name(plan, one.need.person_id),
            course_name(plan, one.need.course_id),
            _due(one.need),
            one.reason,
            readable_amount(one.need.price, plan.problem.currency),
        )
        for one in ordered
    )


def _due(need: TrainingNeed) -> str:
    """Return by when a need is to be met, or since when it is overdue; empty without a date."""
    if need.overdue_since is not None:
        return f"overdue since {day_month(need.overdue_since)} {need.overdue_since.year}"
    return day_month(need.due) if need.due else ""


def people_lines(people: tuple[PersonWeek, ...]) -> tuple[PersonLine, ...]:
    """Return everybody's hours and share of the unloved shifts."""
    widest = max((max(one.most, one.hours) for one in people), default=0) or 1
    return tuple(_person_line(one, widest) for one in people)


def _person_line(one: PersonWeek, widest: float) -> PersonLine:
    """Return one person's line."""
    under, over = one.hours < one.least_due - 1e-9, one.hours > one.most + 1e-9
    return PersonLine(
        name=one.name,
        roles=", ".join(words(role) for role in one.person.roles) if one.person else "",
        hours=hours(one.paid_minutes),
        target=f"{one.target:.4g}",
        limits=f"{one.least:.4g}\u2013{one.most:.4g}",
        bar=round(100 * one.hours / widest, 1),
        low=round(100 * one.least / widest, 1),
        high=round(100 * (one.most - one.least) / widest, 1),
        mark=round(100 * one.target / widest, 1),
        verdict="under" if under else "over" if over else "",
        leave=f"{one.leave} {'day' if one.leave == 1 else 'days'} of leave" if one.leave else "",
        days=one.days,
        openings=one.openings,
        closings=one.closings,
        weekend_days=one.weekend_days,
        training=hours(one.training_minutes) if one.training_minutes else "",
    )

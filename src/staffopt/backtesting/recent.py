"""How far a forecaster was off of late, in a sentence for the plan that is made with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from staffopt.backtesting.rolling import Subject, rolled, whole_weeks
from staffopt.backtesting.score import score
from staffopt.backtesting.tested_week import TestedWeek
from staffopt.domain.demand import Counts
from staffopt.domain.events import Event
from staffopt.domain.opening import Opening
from staffopt.forecasting.base import Forecaster
from staffopt.forecasting.past import read_past

WEEKS = 8


def recent_text(
    forecaster: Forecaster,
    known: Counts,
    driver: str,
    opening: Opening,
    *,
    lead: int,
    week_starts: int,
    events: tuple[Event, ...] = (),
) -> str:
    """Return how the last known weeks would have been forecast, each `lead` days ahead.

    `known` ends where the plan's own forecast begins, so that the sentence sees no more than it.
    Of a forecaster that chooses among others, the one chosen now is tested.
    """
    slot = known.horizon.slot_minutes
    subject = Subject(known, driver, opening, timedelta(days=lead), slot, events)
    firsts = whole_weeks(subject, WEEKS, forecaster.least_days, week_starts)
    if not firsts:
        return f"{driver}: too little history to test {forecaster.name} on"
    past = read_past(known, driver)
    method = forecaster.settled(past, subject.lead, opening.holidays)
    weeks = rolled(subject, method, firsts, how_sure=False)
    many = f"last {len(weeks)} known weeks" if len(weeks) > 1 else "last known week"
    return f"{driver}: {method.name} on the {many}, {lead} days ahead: {_errors(weeks, slot)}"


def _errors(weeks: Sequence[TestedWeek], slot: int) -> str:
    """Bias, error by day, and error by slot where slots are not too thin to tell."""
    total = score(weeks)
    if total.bias is None:
        return "nobody came"
    days = [day for week in weeks for day in week.days.values()]
    by_day = sum(abs(expected - came) for came, expected in days) / total.customers
    size = f"{abs(total.bias):.0%}"
    side = "right in all" if size == "0%" else f"{size} too {'high' if total.bias > 0 else 'low'}"
    text = f"{side}, days off by {by_day:.0%}"
    if total.sparse:
        return text
    return f"{text}, {slot} minutes by {total.wape:.0%} ({total.floor:.0%} is chance)"

"""A driver's past with events in it: what it would have been without them, and what they did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.demand import Counts
from staffopt.domain.events import Event
from staffopt.forecasting.base import Forecaster
from staffopt.forecasting.event_effects import Effect, Occasion, effect_of
from staffopt.forecasting.holiday_effects import kind_of
from staffopt.forecasting.past import Past, by_slot, read_past

Bools = NDArray[np.bool_]

MOST_OCCASIONS = 20
"""So many of the latest events of a kind are looked at."""


@dataclass(frozen=True)
class EventfulPast:
    """The history of one driver up to where knowledge ends, and the events that touch it."""

    forecaster: Forecaster
    history: Counts
    driver: str
    holidays: Mapping[date, str]
    events: tuple[Event, ...]

    @cached_property
    def by_kind(self) -> dict[str, list[Event]]:
        """The events of each kind in order."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in sorted(self.events, key=lambda event: (event.first, event.name)):
            found[event.kind].append(event)
        return dict(found)

    @cached_property
    def _slots(self) -> dict[str, Bools]:
        """The slots of the history that are in an event of each kind."""
        horizon = self.history.horizon
        return {
            kind: np.logical_or.reduce([event.mask(horizon) for event in events])
            for kind, events in self.by_kind.items()
        }

    @cached_property
    def _crowd(self) -> NDArray[np.int64]:
        """How many kinds of event every slot of the history is in."""
        many = np.zeros(self.history.horizon.slots, np.int64)
        for slots in self._slots.values():
            many += slots
        return many

    @cached_property
    def _ordinary(self) -> Bools:
        """The slots of days that are no holiday, nor the eve of one or the day after."""
        horizon = self.history.horizon
        plain = [kind_of(day, self.holidays) is None for day in horizon.dates]
        return np.array(plain, bool)[horizon.slot_day]

    @cached_property
    def hidden(self) -> Past:
        """The driver's past as if nothing were known of any event."""
        known = self.history.known & (self._crowd == 0)
        return read_past(replace(self.history, known=known), self.driver)

    @cached_property
    def _asked(self) -> Forecaster:
        """The forecaster that says whom it expected."""
        return self.forecaster.settled(self.hidden, timedelta(0), self.holidays)

    @cached_property
    def _effects(self) -> dict[str, Effect]:
        """The effects that were asked for so far."""
        return {}

    def effect(self, kind: str) -> Effect:
        """What the past events of a kind did; events not of this driver did nothing."""
        if kind not in self._effects:
            events = self.by_kind.get(kind, [])[-MOST_OCCASIONS:]
            found = (self._occasion(event) for event in events)
            self._effects[kind] = effect_of([one for one in found if one is not None])
        return self._effects[kind]

    def without_events(self) -> Counts:
        """The history that ordinary days are forecast from.

        Slots in an event are unknown. On holidays and next to them they are kept, without what
        the kind did: a holiday that always lies in school holidays can be learnt only there.
        """
        usual = self.history.series[self.driver]
        for kind, slots in self._slots.items():
            shared = slots & ~self._ordinary & self.history.known
            if shared.any():
                usual = np.where(shared, usual * np.exp(-self.effect(kind).log), usual)
        known = self.history.known & ((self._crowd == 0) | ~self._ordinary)
        return replace(
            self.history, series={**self.history.series, self.driver: usual}, known=known
        )

    def _occasion(self, event: Event) -> Occasion | None:
        """Who came to an event, and who was expected on its eve from days without events.

        Only slots count that are known, in one kind of event alone, on ordinary days. None where
        there is none, or too little past before it.
        """
        history, then = self.history, self.hidden.until(event.first)
        last = min(event.last + DAY, self.hidden.end - DAY)
        if then.known_days < self.forecaster.least_days or last < event.first:
            return None
        days = (last - event.first).days + 1
        horizon = Horizon(event.first, days, history.horizon.zone, history.horizon.slot_minutes)
        start = history.horizon.slot(horizon.start)
        here = slice(start, start + horizon.slots)
        at = event.mask(horizon) & history.known[here] & self._ordinary[here]
        at &= self._crowd[here] == 1
        if not at.any():
            return None
        rows, _ = self._asked.expect(then, horizon.dates, self.holidays)
        expected = float(by_slot(rows, horizon)[at].sum())
        return Occasion(float(history.series[self.driver][here][at].sum()), expected)

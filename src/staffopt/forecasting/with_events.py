"""A forecast with the events of its week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts, DriverDemand
from staffopt.domain.doubt import Doubt, told_apart
from staffopt.domain.events import Event
from staffopt.domain.opening import Opening
from staffopt.forecasting.base import Forecaster
from staffopt.forecasting.event_effects import Effect
from staffopt.forecasting.eventful_past import EventfulPast
from staffopt.forecasting.past import by_slot, read_past
from staffopt.forecasting.quantiles import quantiles

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """What is to be forecast: a driver over the slots of a horizon, with its hours and events."""

    driver: str
    horizon: Horizon
    opening: Opening
    events: tuple[Event, ...] = ()


def forecast_with_events(
    forecaster: Forecaster, history: Counts, asked: Asked, *, how_sure: bool = True
) -> DriverDemand:
    """Forecast ordinary days from days without events, and times what each event does.

    A stated effect wins; else a kind's is learnt from its past. Without events of the driver it
    is the plain forecast. Without `how_sure` no spread is measured: a tenth of the time.
    """
    driver, horizon, opening = asked.driver, asked.horizon, asked.opening
    mine = tuple(event for event in asked.events if event.touches(driver))
    if not mine or driver not in history.series:
        return _usual(forecaster, history, asked, how_sure)
    past = EventfulPast(forecaster, history, driver, opening.holidays, mine)
    if past.hidden.until(horizon.first).known_days < forecaster.least_days:
        demand = _usual(forecaster, history, asked, how_sure)
        said = f"{driver}: events cover its past, so only stated effects of events count"
        return affected(replace(demand, notes=(*demand.notes, said)), driver, mine, {}, horizon)
    demand = _usual(forecaster, past.without_events(), asked, how_sure)
    wanted = {e.kind for e in mine if e.effect is None and e.mask(horizon).any()}
    effects = {kind: past.effect(kind) for kind in sorted(wanted)}
    return affected(demand, driver, mine, effects, horizon)


def _usual(forecaster: Forecaster, history: Counts, asked: Asked, how_sure: bool) -> DriverDemand:
    """What the forecaster says of the driver without any events."""
    driver, horizon, opening = asked.driver, asked.horizon, asked.opening
    if how_sure:
        return forecaster.forecast(history, driver, horizon, opening)
    past = read_past(history, driver).until(horizon.first)
    return DriverDemand(by_slot(forecaster.expected(past, horizon, opening).rows, horizon), {})


def affected(
    demand: DriverDemand,
    driver: str,
    events: Iterable[Event],
    effects: Mapping[str, Effect],
    horizon: Horizon,
) -> DriverDemand:
    """The demand of a driver with its events, each said in a note.

    Stated effects multiply. A learnt one counts once where several events of its kind meet, and
    not where one of them has a stated effect. What an effect may be off by widens the quantiles.
    """
    factor: Floats = np.ones(horizon.slots)
    settled: dict[str, Bools] = {}
    learnt: list[tuple[Event, Bools]] = []
    notes, doubts = [], list(demand.doubts)
    for event in events:
        at = event.mask(horizon)
        if not (at & (demand.mean > 0)).any():
            continue
        if event.effect is None:
            learnt.append((event, at))
        else:
            settled[event.kind] = settled.get(event.kind, np.zeros_like(at)) | at
            factor = np.where(at, factor * (1.0 + event.effect), factor)
            doubts.append(Doubt(_words(event), at, event.doubt))
        notes.append(f"{driver}: {_said(event, effects)}")
    for event, at in learnt:
        taken, effect = settled.get(event.kind, np.zeros_like(at)), effects.get(event.kind)
        settled[event.kind] = taken | at
        if effect is not None and (free := at & ~taken).any():
            factor = np.where(free, factor * np.exp(effect.log), factor)
            doubts.append(Doubt(_words(event), free, effect.doubt))
    if not notes:
        return demand
    some = told_apart(doubt for doubt in doubts if doubt.variance > 0.0)
    found = replace(demand, mean=demand.mean * factor, doubts=some)
    around = quantiles(found.mean, found.spread, found.lift)
    return replace(found, quantiles=around, notes=(*demand.notes, *notes))


def _words(event: Event) -> str:
    """What tells an event from others, the same in every week that it is in."""
    hours = () if event.window is None else event.window
    return " ".join(str(part) for part in (event.name, event.first, event.last, *hours))


def _said(event: Event, effects: Mapping[str, Effect]) -> str:
    """An event and what it does, as a note says it."""
    when = f"{event.first}" + (f" to {event.last}" if event.last > event.first else "")
    if event.effect is None:
        text = effects.get(event.kind, Effect()).text
    else:
        error = f", error {100 * event.error:.0f}" if event.error else ""
        text = f"{100 * event.effect:+.0f} %{error}, stated"
    return f"{event.name} ({event.kind}, {when}): {text}"

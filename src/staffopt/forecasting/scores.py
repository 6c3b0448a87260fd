"""Who was right, the forecast or the manager: both are held to the customers who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts
from staffopt.forecasting.overrides import Override

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LEAST = 0.01
"""A lower mean counts as this one: of none expected, one customer would refute for ever."""

EVEN = 4.0
"""Deviances nearer than this are even: one is e^2, or seven times, as likely as the other."""


@dataclass(frozen=True)
class StoredWeek:
    """A forecast as it was stored, NaN in slots without a row, and what was said against it."""

    horizon: Horizon
    expected: Mapping[str, Floats]
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True)
class Account:
    """What one side expected in some slots, and how far that was from what came."""

    expected: float = 0.0
    absolute_error: float = 0.0
    deviance: float = 0.0

    def __add__(self, other: Account) -> Account:
        return Account(
            self.expected + other.expected,
            self.absolute_error + other.absolute_error,
            self.deviance + other.deviance,
        )


@dataclass(frozen=True)
class Duel:
    """The forecast and the corrected forecast on the same slots, and the customers who came."""

    slots: int = 0
    came: float = 0.0
    model: Account = Account()
    manager: Account = Account()

    def __add__(self, other: Duel) -> Duel:
        return Duel(
            self.slots + other.slots,
            self.came + other.came,
            self.model + other.model,
            self.manager + other.manager,
        )

    @property
    def right(self) -> str:
        """`model` or `manager`, by the lower Poisson deviance; `even` where that may be chance."""
        gain = self.model.deviance - self.manager.deviance
        if abs(gain) < EVEN:
            return "even"
        return "manager" if gain > 0 else "model"


@dataclass(frozen=True)
class WeekScore:
    """One driver's week: its corrected slots alone, and all slots whose counts are known."""

    week: date
    driver: str
    corrected: Duel
    whole: Duel


@dataclass(frozen=True)
class ForecastScore:
    """Past forecasts and corrections held to what came, by week and by author."""

    weeks: tuple[WeekScore, ...] = ()
    authors: Mapping[str, Duel] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def corrected(self) -> Duel:
        """All corrected slots together."""
        return sum((week.corrected for week in self.weeks), Duel())

    @property
    def whole(self) -> Duel:
        """All known slots together."""
        return sum((week.whole for week in self.weeks), Duel())


def score_weeks(
    counts: Counts, stored: Iterable[StoredWeek], notes: Iterable[str] = ()
) -> ForecastScore:
    """Score every stored week of which counts are known.

    A slot that several corrected is its last author's. What was said when a slot had begun is
    hindsight: it is left out, and noted.
    """
    weeks: list[WeekScore] = []
    authors: dict[str, Duel] = {}
    said = list(notes)
    for week in stored:
        first = week.horizon.first
        for driver, expected in week.expected.items():
            if driver not in counts.series:
                said.append(f"{first}: {driver} has no counts of its own and is not scored")
                continue
            came, known = _came(counts, driver, week.horizon)
            known &= ~np.isnan(expected)
            if not known.any():
                said.append(f"{first}: nothing known of {driver} yet")
                continue
            corrected, last = _corrected(week, driver, expected, said)
            for author in sorted({name for name in last[known] if name}):
                mine = _duel(came, expected, corrected, known & (last == author))
                authors[author] = authors.get(author, Duel()) + mine
            weeks.append(
                WeekScore(
                    first,
                    driver,
                    _duel(came, expected, corrected, known & (last != "")),
                    _duel(came, expected, corrected, known),
                )
            )
    return ForecastScore(tuple(weeks), dict(sorted(authors.items())), tuple(dict.fromkeys(said)))


def _came(counts: Counts, driver: str, horizon: Horizon) -> tuple[Floats, Bools]:
    """What came in every slot of a week, and where that is known."""
    came, known = np.zeros(horizon.slots), np.zeros(horizon.slots, bool)
    first = counts.horizon.slot(horizon.start)
    there, slots = counts.series[driver], np.arange(first, first + horizon.slots)
    inside = (slots >= 0) & (slots < len(there))
    came[inside], known[inside] = there[slots[inside]], counts.known[slots[inside]]
    return came, known


def _corrected(
    week: StoredWeek, driver: str, expected: Floats, notes: list[str]
) -> tuple[Floats, NDArray[np.object_]]:
    """The means after all that was said in time, and the last author of every slot."""
    horizon, mean = week.horizon, expected
    last = np.full(horizon.slots, "", object)
    for override in week.overrides:
        if override.driver != driver:
            continue
        at = horizon.mask(override.span) & ~np.isnan(expected)
        begun = 0 if override.said is None else horizon.slot_up(override.said)
        late = int(at[: max(begun, 0)].sum())
        if late:
            when = f"{override.author} on {override.at}"
            notes.append(f"{horizon.first}: {late} slots of {driver} had begun when {when} spoke")
            at[:begun] = False
        mean = override.applied(mean, at)
        last[at] = override.author
    return mean, last


def _duel(came: Floats, model: Floats, manager: Floats, at: Bools) -> Duel:
    """Both sides on the marked slots."""
    return Duel(
        int(at.sum()),
        float(came[at].sum()),
        _account(came[at], model[at]),
        _account(came[at], manager[at]),
    )


def _account(came: Floats, mean: Floats) -> Account:
    """One side against what came."""
    safe = np.maximum(mean, LEAST)
    logs = came * np.log(np.maximum(came, LEAST) / safe)
    return Account(
        float(mean.sum()),
        float(np.abs(came - mean).sum()),
        2.0 * float(np.where(came > 0, logs, 0.0).sum() - (came - safe).sum()),
    )

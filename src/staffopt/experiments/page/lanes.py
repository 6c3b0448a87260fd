"""The chart: for each scenario a lane with its difference, its seeds and the noise."""

from __future__ import annotations

import math
from dataclasses import dataclass

from staffopt.experiments.comparison import Comparison, Outcome
from staffopt.experiments.page.words import signed, whole

MOST_TICKS = 4


@dataclass(frozen=True)
class Lane:
    """One scenario's lane; places and widths in percent of the axis."""

    name: str
    cost: str
    difference: str
    percent: str
    verdict: str
    tone: str
    left: float
    width: float
    noise_left: float
    noise_width: float
    dots: tuple[float, ...]
    said: str


@dataclass(frozen=True)
class Chart:
    """All lanes over one axis of differences against the base."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    zero: float


def lanes(comparison: Comparison) -> Chart:
    """Return a lane for each scenario but the base, in the order of the experiment."""
    others = comparison.outcomes[1:]
    axis = _Axis.over(comparison)
    ticks = tuple((axis.place(at), signed(at) if at else "0") for at in axis.ticks())
    return Chart(tuple(_lane(comparison, one, axis) for one in others), ticks, axis.place(0))


@dataclass(frozen=True)
class _Axis:
    """From the least to the greatest difference, in hundredths of the currency."""

    low: float
    high: float

    @classmethod
    def over(cls, comparison: Comparison) -> _Axis:
        """An axis on which every bar, dot and band has its place."""
        base = comparison.base.cost
        shown = [0.0, *(cost - base for one in comparison.outcomes for cost in one.seed_costs)]
        for one in comparison.outcomes:
            noise = comparison.noise(one) or 0
            shown += [comparison.difference(one), noise, -noise]
        low, high = min(shown), max(shown)
        room = 0.04 * ((high - low) or 1)
        return cls(low - room, high + room)

    def place(self, difference: float) -> float:
        """Where a difference lies, in percent."""
        return round(100 * (difference - self.low) / (self.high - self.low), 2)

    def ticks(self) -> list[int]:
        """Round differences inside the axis, 0 among them."""
        rough = max((self.high - self.low) / MOST_TICKS, 100)
        power = 10 ** math.floor(math.log10(rough))
        step = next(power * k for k in (1, 2, 5, 10) if power * k >= rough)
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [round(k * step) for k in range(first, last + 1)]


def _lane(comparison: Comparison, one: Outcome, axis: _Axis) -> Lane:
    difference, noise = comparison.difference(one), comparison.noise(one)
    base = comparison.base.cost
    ends = sorted((axis.place(0), axis.place(difference)))
    verdict, tone = judged(comparison, one)
    percent = f"{100 * difference / base:+.1f}\u202f%" if base and difference else ""
    return Lane(
        name=one.label,
        cost=whole(one.cost),
        difference=signed(difference),
        percent=percent.replace("-", "\u2212"),
        verdict=verdict,
        tone=tone,
        left=ends[0],
        width=round(ends[1] - ends[0], 2),
        noise_left=axis.place(-(noise or 0)),
        noise_width=round(axis.place(noise or 0) - axis.place(-(noise or 0)), 2),
        dots=tuple(axis.place(cost - base) for cost in one.seed_costs),
        said=f"{one.label}: {signed(difference)} {comparison.currency} against the base, {verdict}",
    )


def judged(comparison: Comparison, one: Outcome) -> tuple[str, str]:
    """What a difference says, in words and as a tone."""
    difference, within = comparison.difference(one), comparison.within_noise(one)
    if difference == 0:
        return "same cost", "noise"
    if within:
        return "within noise", "noise"
    word, tone = ("dearer", "dear") if difference > 0 else ("cheaper", "cheap")
    return (f"{word}, noise not known" if within is None else word), tone

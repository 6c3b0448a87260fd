"""Side by side: everybody's cost on one instance and budget, as bars."""

from __future__ import annotations

from dataclasses import dataclass

from tracking.standing import Standing
from tracking.targets import TWELVE

US = "staffopt"


@dataclass(frozen=True)
class Bar:
    """One solver's cost; the width is in percent of the dearest shown."""

    who: str
    cost: str
    width: float
    ours: bool
    trace: bool


@dataclass(frozen=True)
class Side:
    """One instance and budget."""

    title: str
    bars: tuple[Bar, ...]


def sides(standing: Standing) -> list[Side]:
    """Every instance and budget on which a peer was measured, cheapest first."""
    found = []
    for name in TWELVE:
        for at in (60.0, 300.0):
            costs = {who: standing.figure("stores", name, at, who) for who in _all(standing)}
            known = {who: one for who, one in costs.items() if one is not None}
            if len(known) < 2:
                continue
            most = max(one.cost for one in known.values()) or 1.0
            bars = tuple(
                Bar(
                    who,
                    f"{one.cost:,.0f}",
                    round(100 * one.cost / most, 1),
                    who == US,
                    one.source.startswith("trace"),
                )
                for who, one in sorted(known.items(), key=lambda pair: pair[1].cost)
            )
            found.append(Side(f"{name}, {at:g} s", bars))
    return found


def _all(standing: Standing) -> list[str]:
    return [US, *standing.methods()]

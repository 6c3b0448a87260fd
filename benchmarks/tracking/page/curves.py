"""Time to gap: a chart for each size of store weeks, a line for each seed, a dot for each peer."""

from __future__ import annotations

from dataclasses import dataclass

from tracking.page.axis import HEIGHT, WIDTH, Axis, over, steps
from tracking.row import Row
from tracking.standing import Standing

SIZES = (20, 50, 100, 200)
BUDGETS = (300.0, 60.0)


@dataclass(frozen=True)
class Curve:
    """One run; `said` is what a reader is told of it."""

    path: str
    tone: str
    said: str


@dataclass(frozen=True)
class Dot:
    """A peer's result at the end of its budget."""

    x: float
    y: float
    said: str


@dataclass(frozen=True)
class Chart:
    """Curves and dots over seconds; ticks are (place, words)."""

    title: str
    curves: tuple[Curve, ...]
    dots: tuple[Dot, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    summary: str


def gap_of(row: Row, cost: float) -> float:
    """The proven gap of the total in percent: (cost - bound) / (constant part + cost)."""
    total = row.part.get("wage_proxy", 0.0) + cost
    return 100 * (cost - (row.bound or 0.0)) / total if total else 0.0


def curves(standing: Standing) -> list[Chart]:
    """A chart for every size that was measured."""
    found = ((size, _rows(standing, size)) for size in SIZES)
    return [_chart(standing, size, rows) for size, rows in found if rows]


def _rows(standing: Standing, size: int) -> list[Row]:
    """The newest runs of the first instance of a size, longest budget first."""
    name = f"store_{size}_1"
    rows = [r for at in BUDGETS for r in standing.newest("stores", name, "staffopt", at)]
    return [row for row in rows if row.points]


def _chart(standing: Standing, size: int, rows: list[Row]) -> Chart:
    name = f"store_{size}_1"
    others = [
        row
        for method in standing.methods()
        for at in BUDGETS
        for row in standing.newest("stores", name, method, at)
    ]
    gaps = [gap_of(row, cost) for row in rows for _, cost in row.points]
    gaps += [gap_of(row, row.cost) for row in others]
    last = max(float(row.seconds) for row in [*rows, *others])
    across, up = Axis(1.0, last * 1.05, WIDTH), over(gaps, HEIGHT)
    return Chart(
        title=f"{size} people",
        curves=tuple(_curve(row, across, up) for row in rows),
        dots=tuple(_dot(row, across, up) for row in others),
        across=tuple((across.place(at), f"{at:g} s") for at in _seconds(last)),
        up=tuple((round(HEIGHT - up.place(at), 1), f"{at:g} %") for at in up.ticks()),
        summary="; ".join(f"{r.seconds} s, seed {r.seed}: {r.cost:,.0f}" for r in rows),
    )


def _seconds(last: float) -> list[float]:
    return [at for at in (1, 2, 5, 10, 30, 60, 120, 300, 600) if at <= last]


def _curve(row: Row, across: Axis, up: Axis) -> Curve:
    points = [(at, gap_of(row, cost)) for at, cost in row.points]
    return Curve(
        steps(points, across, up),
        "long" if float(row.seconds) > 60 else "short",
        f"{row.instance}, {row.seconds} s, seed {row.seed}: {row.cost:,.0f}",
    )


def _dot(row: Row, across: Axis, up: Axis) -> Dot:
    x, y = across.place(float(row.seconds)), HEIGHT - up.place(gap_of(row, row.cost))
    return Dot(x, round(y, 1), f"{row.method}, {row.seconds} s: {row.cost:,.0f}")

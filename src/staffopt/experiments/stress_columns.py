"""What the stress test says of a scenario, as columns: figures, differences, errors."""

from __future__ import annotations

from staffopt.experiments.comparison import Comparison, Outcome


def stress_columns(comparison: Comparison, one: Outcome) -> dict[str, object]:
    """Share in time, mean wait and customers lost a week, each against the base."""
    totals, change = one.played, comparison.service_difference(one)
    figures = {
        "in_time": None if totals is None else totals.mean_in_time,
        "wait_s": None if totals is None else totals.mean_wait,
        "lost": None if totals is None else totals.mean_left,
    }
    parts = {
        "in_time": change and change.in_time,
        "wait_s": change and change.wait,
        "lost": change and change.lost,
    }
    found: dict[str, object] = {}
    for name, value in figures.items():
        part = parts[name]
        found[f"stress_{name}"] = _number(value)
        found[f"stress_{name}_difference"] = _number(part.value if part else None)
        found[f"stress_{name}_error"] = _number(part.error if part else None)
        found[f"stress_{name}_within_noise"] = part.within_noise if part else None
    return found


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

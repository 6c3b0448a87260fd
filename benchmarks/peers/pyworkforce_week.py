"""pyworkforce: which facts of an instance its models cannot state.

Its scheduling model (`MinAbsDifference`) chooses how many people start each of some given shifts
against one demand per period, without names; its rostering model (`MinHoursRoster`) gives named
people given shifts per day, with banned shifts, days off, least hours and no rest but forbidden
pairs of shifts.
"""

from __future__ import annotations

from peers.answer import Answer, Ask, CannotRunError, Instance


def solve(instance: Instance, _: Ask) -> list[Answer]:
    """Raise with what the instance says that the models cannot."""
    missing = [
        (len(instance["roles"]) > 1, "several roles, changed within a shift"),
        (bool(instance["break"]), "breaks that are placed"),
        (bool(instance["sessions"]), "sessions at fixed times"),
        (any(e["max_paid"] for e in instance["employees"]), "at most so many paid hours a week"),
        (bool(instance["rules"]["max_run_days"]), "days in a row with those before the week"),
        (bool(instance["costs"]["fairness"]), "fair shares of closings"),
        (bool(instance["costs"]["under"]), "demand by quarter hour and role in the roster itself"),
    ]
    said = "; ".join(text for holds, text in missing if holds)
    if not said:
        raise CannotRunError("an instance that pyworkforce might state, but no model is written")
    raise CannotRunError(f"its models cannot state: {said}")

"""How hot a search begins, how slowly it cools, and when it is heated again."""

from __future__ import annotations

SMALL = 40
"""Person-days up to which there are moves enough to begin hot."""
LAP = ((0.005, 2.0, 0.3), (0.085, 0.3, 0.08), (0.01, 0.08, 0.03))
"""Share of the budget, first and last temperature as shares of what one missing person costs. A
quick search first, so that whoever interrupts after a tenth of the time has a good roster."""
PHASES = (*LAP, (0.82, 0.3, 0.07), (0.08, 0.07, 0.025))
MIDDLE = 200
"""Person-days up to which one slow cooling from hotter ends lower than two laps."""
MIDDLE_PHASES = ((0.05, 2.0, 0.6), (0.85, 0.6, 0.12), (0.1, 0.12, 0.03))
SMALL_PHASES = ((0.3, 5.0, 1.0), (0.3, 1.0, 0.3), (0.3, 0.3, 0.1), (0.1, 0.1, 0.03))


def phases(person_days: int) -> tuple[tuple[float, float, float], ...]:
    """The phases of a store of so many people times days; between them searches share the better.

    In a small store hours and presence weigh as much as cover, and a colder search stays where
    its first sessions and days off have put it.
    """
    if person_days <= SMALL:
        return SMALL_PHASES
    return MIDDLE_PHASES if person_days <= MIDDLE else PHASES

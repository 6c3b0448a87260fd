"""How hot a search begins, how slowly it cools, and when it is heated again."""

from __future__ import annotations

SMALL = 40
"""Person-days up to which there are moves enough to begin hot, again and again."""
LAP = ((0.005, 2.0, 0.3), (0.085, 0.3, 0.08), (0.01, 0.08, 0.03))
"""Share of the budget, first and last temperature as shares of what one missing person costs. A
quick search first, so that whoever interrupts after a tenth of the time has a good roster."""
PHASES = (*LAP, (0.82, 0.3, 0.07), (0.08, 0.07, 0.025))
MIDDLE = 200
"""Person-days up to which a slow cooling from hotter ends lower than `PHASES`."""
MIDDLE_LAP = ((0.05, 2.0, 0.6), (0.85, 0.6, 0.12), (0.1, 0.12, 0.03))
MIDDLE_FIRST = 0.1
"""Share of the budget of a middle store's first cooling, for whoever interrupts."""
LONGEST_LAP = 30.0
"""Seconds, or millions of moves: a longer cooling of a middle store ends no lower, another may."""
SMALL_LAP = ((0.3, 5.0, 1.0), (0.3, 1.0, 0.3), (0.3, 0.3, 0.1), (0.1, 0.1, 0.03))
RESTARTS = (*(1 / 16,) * 4, *(1 / 8,) * 2, *(1 / 4,) * 2)
"""Shares of the budget of a small store's coolings: the first ends early, the last is slow."""
WORTH_RESTARTS = 0.2
"""Seconds, or millions of moves, below which there is only one."""


def phases(person_days: int, worth: float = 60.0) -> tuple[tuple[float, float, float], ...]:
    """The phases of a store of so many people times days, for a budget worth so many seconds.

    In a small store hours and presence weigh as much as cover, and a colder search stays where
    its first sessions and days off have put it; each cooling leads somewhere else.
    """
    if person_days > MIDDLE:
        return PHASES
    if person_days > SMALL:
        return _laps(_middle_laps(worth), MIDDLE_LAP)
    return _laps(RESTARTS if restarts(person_days, worth) else (1.0,), SMALL_LAP)


def _middle_laps(worth: float) -> tuple[float, ...]:
    """The shares of a middle store's coolings: a quick one, then slow ones of equal length."""
    slow = max(1, round((1 - MIDDLE_FIRST) * worth / LONGEST_LAP))
    return (MIDDLE_FIRST, *((1 - MIDDLE_FIRST) / slow,) * slow)


def _laps(
    shares: tuple[float, ...], lap: tuple[tuple[float, float, float], ...]
) -> tuple[tuple[float, float, float], ...]:
    """The same cooling again and again, each with its share of the budget."""
    return tuple((part * share, hot, cold) for part in shares for share, hot, cold in lap)


def restarts(person_days: int, worth: float) -> bool:
    """Whether each search cools again and again by itself; else they share the better roster."""
    return person_days <= SMALL and worth >= WORTH_RESTARTS

"""Why things are not met, and what would mend them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from staffopt.domain.explanation import Conflict, Unmet
from staffopt.domain.roster import Roster
from staffopt.domain.violation import Violation
from staffopt.errors import ConfigError
from staffopt.errors import Problem as Fault
from staffopt.explaining.difference import Billed, Effort, best_of, searched
from staffopt.explaining.hurdles import hurdles
from staffopt.explaining.mends import Trials, still_broken
from staffopt.explaining.those_it_takes import those_it_takes
from staffopt.explaining.waived import dear
from staffopt.explaining.week import Week, more

MOST_EXPLAINED = 5
"""Violations that are looked into, the dearest first."""
MEND_SHARE = 0.5
"""Moves of the search of one mend, as a share: it begins at the best roster and changes little."""


def unmet(week: Week, roster: Roster, violations: Sequence[Violation], effort: Effort) -> Unmet:
    """The conflict behind each priced violation of a roster."""
    priced = [each for each in violations if each.price is not None]
    priced.sort(key=lambda each: -(each.price or 0))
    if not priced:
        return Unmet((), 0)
    base = best_of(week, [roster, *searched(week, roster, effort)])
    if base is None:
        raise ConfigError(Fault("the plan", "a hard rule is broken", "a legal roster"))
    dearer: dict[str, list[Roster]] = {}
    small = replace(effort, iterations=round(effort.moves(week) * MEND_SHARE))
    found, trials = [], Trials(week, base, small)
    for each in priced[:MOST_EXPLAINED]:
        if each.rule not in dearer:
            dearer[each.rule] = searched(dear(week, each.rule), base[0], effort)
        found.append(_conflict(week, base, each, dearer[each.rule], trials))
    return Unmet(tuple(found), max(0, len(priced) - MOST_EXPLAINED))


def _conflict(
    week: Week, base: Billed, violation: Violation, dearer: Sequence[Roster], trials: Trials
) -> Conflict:
    """Whether a violation could be mended at a price, or what it cannot hold together with."""
    if not any(rule.key == violation.rule for rule in week.rules):
        return Conflict(violation, (), None, ())
    kept = best_of(week, [each for each in dearer if not still_broken(week, violation, each)])
    if kept is not None:
        return Conflict(violation, (), more(kept[1], base[1]), trials.mends(violation, ()))
    found, standing = hurdles(week, violation, None), False
    if not found.hurdles:
        found, standing = hurdles(week, violation, base[0]), True
    others = () if found.hurdles else those_it_takes(week, base[0], violation)
    mends = trials.mends(violation, found.hurdles)
    return Conflict(violation, found.hurdles, None, mends, standing, others, found.proven)

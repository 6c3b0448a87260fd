"""A rest between shifts that is shorter by whole hours, for one person."""

from __future__ import annotations

from collections.abc import Iterator

from staffopt.domain.explanation import Hurdle
from staffopt.explaining.waived import waived
from staffopt.explaining.week import Week
from staffopt.rules.base import Selector
from staffopt.rules.min_rest import MinRest

MOST_HOURS = 4
"""Hours by which a rest is shortened, at most."""


def shorter_rests(week: Week, hurdle: Hurdle) -> Iterator[tuple[str, Week]]:
    """The week with less and less rest for the person of a hurdle, in words; none elsewhere."""
    rule = next((each for each in week.rules if each.key == hurdle.rule), None)
    if not isinstance(rule, MinRest):
        return
    for step in range(1, MOST_HOURS + 1):
        hours = rule.hours - step
        if hours <= 0:
            return
        # Another rule beside the waived one: the others keep theirs.
        now_and_then = None if rule.short_hours is None else min(rule.short_hours, hours)
        who = Selector(people=(hurdle.person_id,))
        own = {"id": f"{rule.key}_{hours:g}", "hours": hours, "short_hours": now_and_then}
        shorter = rule.model_copy(update={**own, "who": who})
        without = waived(week, rule.key, hurdle.person_id)
        yield f"rest of {hours:g} h for {hurdle.name}", without.with_rule(shorter)

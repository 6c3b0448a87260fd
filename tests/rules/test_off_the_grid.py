"""Published shifts that start within a slot: no row of the search is such a shift."""

from __future__ import annotations

from tests.rules.contract import by_check, by_shapes
from tests.stores_in_words import store

from staffopt.rules.publication import Publication
from staffopt.rules.training_held import TrainingHeld


def test_a_frozen_shift_that_starts_within_a_slot_cannot_be_kept() -> None:
    """A shift 09:05-17:05 is frozen: 09:00-17:00 is another, added too late, and no shift costs."""
    rule, told = Publication(freeze_hours=72), {"told": "Sun-1 12:00"}
    past = {"past": ["Ann Tue 09:05-17:05 cashier"], **told}
    for roster in ([], ["Ann Tue 09:00-17:00 cashier"]):
        problem, found = store({"roster": roster, **past})
        check = by_check(rule, problem, found)
        assert by_shapes(rule, problem, found, TrainingHeld()).agrees(check)
        assert check.price == 60 * 500_00
        assert len(list(rule.check(problem, found))) == 1 + len(roster)

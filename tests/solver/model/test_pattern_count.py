"""Models of role patterns stay small where roles are many."""

from __future__ import annotations

import random

import pytest
from tests.solver.small import small

from staffopt.domain.roster import Roster
from staffopt.solver.asked.answers import Answers
from staffopt.solver.model import neighbourhoods
from staffopt.solver.model.draft import Draft
from staffopt.solver.model.neighbourhoods import on_day, roles_of_day
from staffopt.solver.model.pattern_count import pattern_count
from staffopt.solver.model.settled_cell import PiecesCell
from staffopt.solver.model.whole import solve_whole
from staffopt.solver.parameters import Effort


@pytest.fixture(scope="module")
def solved() -> tuple[Answers, Roster]:
    """A small store with a good roster."""
    store = small(0)
    found = solve_whole(store.answers, effort=Effort(deterministic_time=3))
    assert found.roster is not None
    return store.answers, found.roster


def test_patterns_are_counted_as_the_model_makes_them(solved: tuple[Answers, Roster]) -> None:
    """The number of literals of each shift of a day, but for patterns with more changes of role."""
    answers, roster = solved
    scope = roles_of_day(answers, roster, 0, random.Random(1)).scope
    draft = Draft(answers, scope, roster)
    shifts = {(s.person_id, 0): s for s in roster.shifts if roster.horizon.day_of(s.start) == 0}
    for cell in scope.cells:
        made = draft.cells[cell]
        assert isinstance(made, PiecesCell)
        few = [pattern for _, pattern, _, _ in made.literals if len(pattern) <= 2]
        assert pattern_count(answers, cell, shifts[cell]) == len(few)


def test_only_so_many_shifts_are_opened(
    solved: tuple[Answers, Roster], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for no more patterns than one shift has, one is opened; with room for all, all."""
    answers, roster = solved
    everybody = on_day(answers, roster, 0)
    assert len(everybody) > 1
    opened = roles_of_day(answers, roster, 0, random.Random(1)).scope
    assert sorted(opened.cells) == sorted(everybody)
    monkeypatch.setattr(neighbourhoods, "MOST_PATTERNS", 1)
    assert len(roles_of_day(answers, roster, 0, random.Random(1)).scope.cells) == 1

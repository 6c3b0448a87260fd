"""Both engines price who must be at hand beside others, several of them at once."""

from __future__ import annotations

import pytest
from tests.solver.small import made, rule, small
from tests.solver.test_search import found_in

from staffopt.auditor import audit
from staffopt.solver.model.acceptance import accepts


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_the_search_and_the_audit_price_missing_company_alike(seed: int) -> None:
    """While one of two people works, two of the others must: CP-SAT counts what the moves do."""
    given = small(seed, people=5, days=2, training=False)
    ids = [person.id for person in given.problem.people]
    beside = rule(
        "presence",
        who={"people": ids[:2]},
        present={"people": ids[2:]},
        least=2,
        price=30,
        **{"from": "08:00", "to": "18:00"},
    )
    store = made(given.problem, (*given.rules, beside), given.goals)
    found, roster = found_in(store, 20_000)
    judged = accepts(store.answers, roster)
    assert judged.accepted, judged.blame
    assert judged.cost == int(found.state.cost[0])
    assert not [v for v in audit(roster, store.problem, store.rules) if v.hard]

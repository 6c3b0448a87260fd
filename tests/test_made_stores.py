"""The stores of the scaling table are what they say, and can be planned."""

from __future__ import annotations

from pathlib import Path

from made_stores import Wanted, made_store, varied
from scaling import COLUMNS, VARIED, solved
from staffopt.planning import plan_problem
from tracking.growth import scaling, trust


def test_equal_numbers_give_equal_stores() -> None:
    """Twice the same, and another with another seed."""
    one, two = (made_store(varied(people=12))[0] for _ in range(2))
    assert one.people == two.people
    assert one.needs == two.needs
    assert made_store(varied(people=12, seed=2))[0].people != one.people


def test_a_store_is_as_large_as_asked() -> None:
    """Two weeks of 5-minute slots are 4,032; demand is 94 % of the contracts' hours."""
    problem, _, _ = made_store(varied(people=40, weeks=2, slot_minutes=5, roles=6))
    assert (len(problem.people), len(problem.roles)) == (40, 6)
    assert problem.horizon.slots == 14 * 24 * 12
    wanted = sum(role.required.sum() for role in problem.requirement.roles.values()) / 12
    hours = 2 * sum(person.hours_target for person in problem.people)
    assert abs(wanted / hours - 0.94) < 0.02
    assert {need.course_id for need in problem.needs} == {"till", "goods"}
    assert any(person.age_on(problem.horizon.first) == 17 for person in problem.people)


def test_a_night_store_never_closes() -> None:
    """Staffed in every slot, and somebody is wanted before six in the morning."""
    problem, _, _ = made_store(varied(people=30, night=True))
    assert problem.requirement.staffed.all()
    assert problem.requirement.roles["till"].required[:24].sum() > 0


def test_a_law_adds_its_rules_to_the_stores_own() -> None:
    """The Dutch pack's rules, under their names, after all that every store has."""
    usual, with_law = (made_store(varied(people=5, law=law))[1] for law in ("", "nl"))
    assert [rule.key for rule in with_law[: len(usual)]] == [rule.key for rule in usual]
    more = [rule.key for rule in with_law[len(usual) :]]
    assert more
    assert all(key.startswith("nl/") for key in more)


def test_a_small_one_is_planned_without_a_hard_breach() -> None:
    """Eight people, half-hour slots, 2,000 moves; the plan is audited on its way out."""
    plan = plan_problem(*made_store(Wanted(people=8, slot_minutes=30)), iterations=2_000)
    assert plan.roster.shifts
    assert plan.status != "illegal"
    assert plan.bound <= plan.cost


def test_a_row_of_the_table_has_the_tables_columns() -> None:
    """Six people for a second: cost above the bound, 0 if none was in time; rows and memory."""
    row = solved(Wanted(people=6, slot_minutes=30), 1)
    assert set(row) <= set(COLUMNS)
    assert row["cost"] >= row["bound"] >= 0
    assert row["rows"] > 100
    assert row["memory_mb"] > 50


def test_the_table_varies_one_thing_at_a_time() -> None:
    """10 to 300 people, 1 to 4 weeks, 5 to 30 minutes, 1 to 6 roles, laws; then the largest."""
    usual = Wanted()
    for name, stores in VARIED.items():
        for store in stores:
            changed = [
                f
                for f in ("people", "weeks", "slot_minutes", "roles", "night", "law")
                if getattr(store, f) != getattr(usual, f)
            ]
            assert len(changed) <= (2 if name in {"nights", "largest"} else 1)
    assert VARIED["people"][-1].people == 300
    assert VARIED["weeks"][-1].weeks == 4


def test_tables_become_sections_of_the_page(tmp_path: Path) -> None:
    """Two proven stores, one of them 1 % above; a store that failed has its reason."""
    found = tmp_path / "trust.csv"
    found.write_text("optimal,found,optimum\nTrue,100,100\nTrue,101,100\nFalse,9,5\n")
    page = "\n".join(trust(found))
    assert "| proven by CP-SAT | 2 |" in page
    assert "| further above | 1 |" in page
    assert "| furthest above | 1.00% |" in page
    grown = tmp_path / "scaling.csv"
    cells = {"store": "300p", "seconds": "10", "failed": "out of memory"}
    row = ",".join(cells.get(name, "") for name in COLUMNS)
    grown.write_text(f"{','.join(COLUMNS)}\n{row}\n")
    assert "out of memory |" in "\n".join(scaling(grown))
    assert list(trust(tmp_path / "none")) == list(scaling(tmp_path / "none")) == []

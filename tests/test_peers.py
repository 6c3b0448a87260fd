"""The peers say the same as the store weeks' checker, and who cannot run is skipped."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from ortools.sat.python import cp_model

from peers.judge import judged
from peers.linear_week import LinearWeek
from peers.timefold_numbers import numbers

HERE = Path(__file__).parent.parent / "benchmarks"
STORE = HERE / "instances" / "store_20_1.json"
FAR = 1 << 20
SHIFT: dict[str, Any] = {
    "start": 8,
    "end": 42,
    "break": 20,
    "roles": [["cashier", 8, 20], ["floor", 22, 42]],
}


def three_people() -> dict[str, Any]:
    """A store week with its first three people, nobody bound to hours or sessions."""
    store: dict[str, Any] = json.loads(STORE.read_text())
    free = {"availability": [[0, 64]] * 7, "min_paid": 0, "last_sunday_end": None}
    store["employees"] = [each | free for each in store["employees"][:3]]
    return store | {"sessions": []}


def test_the_linear_model_costs_what_the_checker_says() -> None:
    """One shift of eight hours, nobody else: CP-SAT with it fixed finds the checker's residual."""
    store = three_people()
    first = store["employees"][0]["id"]
    shifts: dict[str, list[Any]] = {each["id"]: [None] * 7 for each in store["employees"]}
    shifts[first] = [None, SHIFT, *[None] * 5]
    verdict = judged(store, shifts)
    assert verdict.broken == ()
    week = LinearWeek(store)
    assert week.shifts(solved(week, shifts, verdict.parts["residual"])) == shifts


def solved(week: LinearWeek, shifts: dict[str, list[Any]], cost: int) -> list[int]:
    """The values that make the shifts, at just that cost."""
    model = cp_model.CpModel()
    of = [model.new_int_var(0, upper, "") for upper in week.model.upper]
    for terms, least, most in week.model.rows:
        total = cp_model.LinearExpr.weighted_sum([of[v] for v, _ in terms], [w for _, w in terms])
        low, high = -FAR if least is None else least, FAR if most is None else most
        model.add_linear_constraint(total, low, high)
    for (name, day), cell in week.cells.items():
        shift = shifts[name][day]
        for each, literal in cell.shifts.items():
            model.add(
                of[literal] == (shift is not None and each[:2] == (shift["start"], shift["end"]))
            )
        for at, literal in cell.breaks.items():
            model.add(of[literal] == (shift is not None and at == shift["break"]))
        for (slot, role), literal in cell.roles.items():
            held = [] if shift is None else shift["roles"]
            model.add(of[literal] == any(r == role and a <= slot < b for r, a, b in held))
    model.minimize(cp_model.LinearExpr.weighted_sum(of, week.model.cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    assert solver.objective_value == cost
    return [solver.value(each) for each in of]


def test_a_shift_that_breaks_a_rule_is_no_solution_of_the_linear_model() -> None:
    """A role of half an hour beside another: the checker and the rows refuse it."""
    store = three_people()
    roles: list[Any] = [["cashier", 8, 10], ["floor", 10, 20], ["floor", 22, 42]]
    first = store["employees"][0]["id"]
    shifts: dict[str, list[Any]] = {each["id"]: [None] * 7 for each in store["employees"]}
    shifts[first] = [None, SHIFT | {"roles": roles}, *[None] * 5]
    assert [each[:2] for each in judged(store, shifts).broken] == ["H7"]
    week = LinearWeek(store)
    cell = week.cells[first, 1]
    chosen = {
        v
        for (slot, role), v in cell.roles.items()
        if any(r == role and a <= slot < b for r, a, b in roles)
    }
    chosen |= {v for slot, v in cell.works.items() if 8 <= slot < 20 or 22 <= slot < 42}
    own = {*cell.roles.values(), *cell.works.values()}
    broken = [
        1
        for terms, least, _ in week.model.rows
        if least == -1
        and {v for v, _ in terms} <= own
        and sum(w for v, w in terms if v in chosen) < least
    ]
    assert broken


def test_the_java_program_is_told_all_numbers() -> None:
    """Three people: the name first, 7 x 64 x 3 numbers of demand, and each person's last word."""
    words = numbers(three_people()).split()
    assert words[0] == "store_20_1"
    demand = sum(sum(map(sum, days)) for days in three_people()["demand"].values())
    at = len(words) - 1 - sum(len(_words(each)) for each in three_people()["employees"])
    assert sum(map(int, words[at - 1 - 7 * 64 * 3 : at - 1])) == demand


def _words(person: dict[str, Any]) -> list[str]:
    """As many words as a person takes: id, skills and their number, and 31 figures."""
    return [""] * (2 + len(person["skills"]) + 31)


def test_a_peer_that_cannot_run_has_a_row_that_says_why(tmp_path: Path) -> None:
    """pyworkforce knows no breaks; the run goes on."""
    program = [sys.executable, str(HERE / "peers" / "run.py"), str(STORE)]
    words = ["--peers", "pyworkforce", "--out", str(tmp_path)]
    done = subprocess.run([*program, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with (tmp_path / "peers.csv").open(newline="") as source:
        (row,) = csv.DictReader(source)
    assert row["residual"] == ""
    assert "breaks that are placed" in row["note"]

"""One CP-SAT model of the whole week, with CP-SAT's own defaults but for time, seed and workers.

By CPU seconds it is stopped once the process has had so many on every core.
"""

from __future__ import annotations

import threading
import time

from ortools.sat.python import cp_model

from peers.answer import Answer, Ask, Instance
from peers.linear_week import LinearWeek

BUSIEST = 30
"""By CPU seconds the clock may show so many times as many."""


def solve(instance: Instance, ask: Ask) -> list[Answer]:
    """Build the model, search for the asked seconds; building is not counted in them."""
    began, cpu = time.perf_counter(), time.process_time()
    week = LinearWeek(instance)
    model = cp_model.CpModel()
    of = [model.new_int_var(0, upper, "") for upper in week.model.upper]
    for terms, least, most in week.model.rows:
        weights = [weight for _, weight in terms]
        total = cp_model.LinearExpr.weighted_sum([of[v] for v, _ in terms], weights)
        low = cp_model.INT32_MIN if least is None else least
        model.add_linear_constraint(total, low, cp_model.INT32_MAX if most is None else most)
    model.minimize(cp_model.LinearExpr.weighted_sum(of, week.model.cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = ask.cores
    solver.parameters.random_seed = ask.seed
    solver.parameters.max_time_in_seconds = ask.seconds * (BUSIEST if ask.cpu else 1)
    built = time.perf_counter() - began
    done = threading.Event()
    if ask.cpu:
        threading.Thread(target=_stop_by_cpu, args=(solver, ask, done), daemon=True).start()
    status = solver.solve(model)
    done.set()
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    shifts = week.shifts([solver.value(each) for each in of]) if found else None
    note = f"{solver.status_name(status)}; {len(of):,} variables, {len(week.model.rows):,} rows"
    wall, spent = time.perf_counter() - began, time.process_time() - cpu
    note = f"{note}; model built in {built:.0f} s"
    return [Answer("cp_sat", ask.seed, shifts, wall, spent, solver.best_objective_bound, note)]


def _stop_by_cpu(solver: cp_model.CpSolver, ask: Ask, done: threading.Event) -> None:
    """Stop the search when the process has had its seconds."""
    until = time.process_time() + ask.seconds * ask.cores
    while not done.wait(0.5):
        if time.process_time() >= until:
            solver.stop_search()

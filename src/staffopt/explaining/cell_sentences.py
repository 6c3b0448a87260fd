"""A traced cell in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from staffopt.domain.explanation import Cell, DriverTrace
from staffopt.domain.problem import Problem
from staffopt.explaining.amounts import money
from staffopt.rules.words import on_clock


def cell_sentences(answer: Cell, problem: Problem) -> Iterator[str]:
    """From the roster back to the transactions."""
    what = answer.role or ("on a break" if answer.doing == "break" else "in training")
    when = on_clock(problem, answer.start)
    yield f"Roster: {answer.name} is {what} on {when}, in shift {answer.shift}."
    if answer.role:
        minutes = problem.horizon.slot_minutes
        told = f"Need: {answer.scheduled} at {answer.role}, {answer.required} required"
        if answer.work_seconds is not None:
            people = answer.work_seconds / (60 * minutes)
            told += f"; {answer.work_seconds:,.0f} s of work in {minutes} min, {people:.2f} people"
        yield told + "."
        if answer.worth is not None:
            yield (
                f"One fewer there would cost {money(answer.worth)} {problem.currency} "
                f"in these {minutes} min."
            )
    for driver in answer.drivers:
        yield from _customers(driver, problem)
    for setting in answer.settings:
        yield f"Setting: {setting.where}" + (f" = {setting.value}" if setting.value else "")


def _customers(driver: DriverTrace, problem: Problem) -> Iterator[str]:
    told = f"Forecast: {driver.mean:,.1f} {driver.driver} expected, P90 {driver.p90:,.0f}"
    told += f", by {driver.method}" if driver.method else ""
    yield told + ("; corrected by hand." if driver.corrected else ".")
    if driver.past:
        counts = ", ".join(
            f"{count} on {problem.horizon.local(at):%d %b %Y}" for at, count in driver.past
        )
        yield f"Transactions: {driver.counted} at that time: {counts}."

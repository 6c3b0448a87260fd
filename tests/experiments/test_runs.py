"""Seconds become iterations; searches report as they end."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from staffopt.experiments import runs


@pytest.mark.parametrize(
    ("number", "expected"),
    [(3_417_233, 3_400_000), (1_950_000, 2_000_000), (87, 87), (4, 4), (-5, 1), (0.2, 1)],
)
def test_measured_iterations_have_two_digits(number: float, expected: int):
    """More digits would pretend that a clock repeats itself."""
    assert runs.rounded(number) == expected


@pytest.mark.parametrize(("seconds", "expected"), [(3.0, 2_000_000), (0.1, 1), (11.0, 10_000_000)])
def test_what_a_run_takes_besides_is_not_counted_as_speed(
    monkeypatch: pytest.MonkeyPatch, seconds: float, expected: int
):
    """One second to begin with and a million iterations a second: three seconds are two million."""

    def plan(need: object, store: object, *, iterations: int, seed: int, reasons: bool):
        return SimpleNamespace(run=SimpleNamespace(seconds=1.0 + iterations / 1e6))

    monkeypatch.setattr("staffopt.steps.plan", plan)
    assert runs._iterations_in(seconds, None, None, 1) == expected  # type: ignore[arg-type]


def test_a_clock_that_runs_backwards_is_no_trouble(monkeypatch: pytest.MonkeyPatch):
    """A busy machine may time the longer run as the shorter: its own speed is taken."""

    def plan(need: object, store: object, *, iterations: int, seed: int, reasons: bool):
        return SimpleNamespace(run=SimpleNamespace(seconds=4.0 if iterations < 100_000 else 2.0))

    monkeypatch.setattr("staffopt.steps.plan", plan)
    assert runs._iterations_in(4.0, None, None, 1) == 800_000  # type: ignore[arg-type]

"""The live line of a search."""

from __future__ import annotations

from staffopt.cli.progress import line, live_progress
from staffopt.domain.plan import Progress


def test_the_line_says_time_cost_bound_and_gap():
    """In units of the currency."""
    progress = Progress(12.34, 1000, cost=1_234_567, bound=1_200_001, stage="anneal")
    assert line(progress, "GBP") == (
        "12.3 s  cost 12,345.67 GBP  bound 12,000.01  gap 2.8%  anneal"
    )


def test_nothing_is_shown_where_standard_error_is_no_terminal(capfd):
    """A log file gets no bars."""
    with live_progress(1.0, "GBP", show=True) as report:
        assert report is None
    assert capfd.readouterr().err == ""


def test_a_terminal_gets_a_live_line(monkeypatch, capsys):
    """The figures appear while the search runs."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    with live_progress(2.0, "GBP", show=True) as report:
        assert report is not None
        report(Progress(1.0, 10, cost=10_000, bound=9_000, stage="polish"))
    assert "cost 100.00 GBP" in capsys.readouterr().err

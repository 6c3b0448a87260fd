"""staffopt backtest."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.cli.conftest import SALES

import staffopt as so
from staffopt.backtesting import store_backtest
from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts


@pytest.fixture
def tested(library, monkeypatch):
    """Two forecasters of a busy driver and one of a thin one, over eight weeks."""
    horizon = Horizon(date(2026, 1, 5), 84, "Europe/Warsaw", 60)
    random = np.random.default_rng(1)
    series = {
        "customers with long names": random.poisson(6.0, horizon.slots).astype(float),
        "returns": random.poisson(0.1, horizon.slots).astype(float),
    }
    history = Counts(horizon, series, np.ones(horizon.slots, bool))
    holidays = {date(2026, 3, 18): "the day of a patron with a long name"}
    found = {
        driver: tuple(
            so.backtest(history, method, weeks=3, driver=driver, holidays=holidays)
            for method in ("same_slot_average", "seasonal_naive")
        )
        for driver in series
    }
    answer = library.answer("backtest_store", found)
    monkeypatch.setattr(store_backtest, "backtest_store", answer)
    return found


def test_options_reach_the_library(run, library, tested):
    """Drivers, methods, lead, weeks and slots; changes go to the store."""
    options = ("--driver", "a", "--driver", "b", "--method", "gam", "--weeks", "9")
    more = ("--lead-days", "7", "--minutes", "60", "--set", "b=2", "-q")
    result = run("backtest", "shop", *options, *more)
    assert (result.exit_code, result.stdout) == (0, "")
    assert library.calls["read_store"] == ((Path("shop"),), {"changes": {"b": 2}})
    assert library.calls["backtest_store"] == (
        (library.store, SALES),
        {"drivers": ("a", "b"), "methods": ("gam",), "lead": 7, "weeks": 9, "minutes": 60},
    )


def test_people_read_who_is_best_in_80_columns(run, tested, monkeypatch):
    """Methods side by side, the best by deviance, its worst weeks; thin slots are said to be."""
    monkeypatch.setenv("COLUMNS", "80")
    text = run("backtest", "shop").stdout
    assert max(map(len, text.splitlines())) <= 80
    assert "customers with long names: 3 weeks, 2026-03-09 to 2026-03-29\n" in text
    assert "14 days ahead, 60 minutes a slot, " in text
    busy, thin = text.split("\nreturns: ")
    assert "Best by deviance: same_slot_average, " in busy
    assert "Worst weeks of same_slot_average" in busy
    assert "only the deviance judges fairly" not in busy
    assert "only the deviance judges fairly" in thin


def test_scripts_read_one_object(run, tested, library):
    """A result for each driver and method, with its weeks."""
    said = json.loads(run("backtest", "shop", "--json").stdout)
    assert said["store"] == library.store.name
    assert [(one["driver"], one["method"]) for one in said["results"]] == [
        (driver, method) for driver in tested for method in ("same_slot_average", "seasonal_naive")
    ]
    weeks = [date(2026, 3, 9) + timedelta(days=7 * k) for k in range(3)]
    assert [one["week"] for one in said["results"][0]["weeks"]] == [str(day) for day in weeks]


def test_the_page_is_written_and_said(run, tested):
    """`--page FILE`, also for scripts."""
    assert (
        "Page to read: there/page.html\n"
        in run("backtest", "shop", "--page", "there/page.html").stdout
    )
    assert Path("there/page.html").read_text("utf-8").startswith("<!doctype html>")
    said = json.loads(run("backtest", "shop", "--json", "--page", "page.html").stdout)
    assert said["page"] == "page.html"

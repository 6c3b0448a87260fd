"""staffopt forecast."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.cli.conftest import WEEK

import staffopt
from staffopt.domain.demand import QUANTILES, Demand, DriverDemand

FORECAST = ("forecast", "shop", "--week", "2026-03-04")


@pytest.fixture
def demand(library, monkeypatch) -> Demand:
    """Two customers an hour from Monday to Friday, 9 to 17; one hour corrected."""
    is_open = (WEEK.wall_minute >= 540) & (WEEK.wall_minute < 1020) & (WEEK.slot_day < 5)
    mean = np.where(is_open, 2.0, 0.0)
    corrected = np.zeros(WEEK.slots, bool)
    corrected[9] = True
    quantiles = dict.fromkeys(QUANTILES, mean)
    sales = DriverDemand(mean, quantiles, "same_slot_average", overridden=corrected)
    found = Demand(WEEK, {"sales": sales}, date(2026, 2, 16), is_open, ("Friday is a fair",))
    monkeypatch.setattr(staffopt, "forecast", library.answer("forecast", found), raising=False)
    return found


def test_the_file_has_its_place(run, demand):
    """forecasts/<store>/<week>.csv, a row for every open hour."""
    result = run(*FORECAST)
    written = Path("forecasts/shop/2026-03-02.csv")
    assert result.exit_code == 0
    assert len(written.read_text("utf-8").splitlines()) == 1 + 5 * 8
    assert str(written) in result.stdout


def test_people_read_customers_by_day(run, demand):
    """Sixteen a day, eighty in the week, what was known, and the notes."""
    text = run(*FORECAST).stdout
    assert "Mon 2 Mar" in text
    assert "16.0" in text
    assert "80.0" in text
    assert "before 2026-02-16" in text
    assert "Friday is a fair" in text


def test_scripts_read_one_object(run, demand):
    """Totals by driver and day, the method, how many slots were corrected."""
    said = json.loads(run(*FORECAST, "--json", "--out", "mine.csv").stdout)
    assert said["out"] == "mine.csv"
    assert said["drivers"]["sales"] == {
        "method": "same_slot_average",
        "mean": 80.0,
        "days": [16.0] * 5 + [0.0] * 2,
        "overridden_slots": 1,
    }


def test_corrections_are_looked_for_next_to_the_file(run, demand, library):
    """With --out, next to that file."""
    run(*FORECAST, "--out", "there/week.csv", "--quiet")
    assert library.calls["forecast"][1]["overrides"] == Path("there/week.override.csv")

"""staffopt forecast."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.cli.conftest import WEEK

import staffopt
from staffopt.domain.demand import QUANTILES, Demand, DriverDemand
from staffopt.domain.spread import Spread
from staffopt.forecasting.scores import Account, Duel, ForecastScore, WeekScore

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
    """Sixteen a day, at most 21 of nine in ten; eighty in the week, what was known, the notes."""
    text = run(*FORECAST).stdout
    assert "P90" in text
    assert text.count(" 21") == 5
    assert "Mon 2 Mar" in text
    assert "16.0" in text
    assert "80.0" in text
    assert "before 2026-02-16" in text
    assert "Friday is a fair" in text


def test_scripts_read_one_object(run, demand):
    """Totals by driver and day, the method, the spread, how many slots were corrected.

    Poisson's 90 % quantiles: 21 at a mean of 16, 92 at 80.
    """
    said = json.loads(run(*FORECAST, "--json", "--out", "mine.csv").stdout)
    assert said["out"] == "mine.csv"
    assert said["drivers"]["sales"] == {
        "method": "same_slot_average",
        "mean": 80.0,
        "p50": 80.0,
        "p90": 92.0,
        "days": [16.0] * 5 + [0.0] * 2,
        "days_p50": [16.0] * 5 + [0.0] * 2,
        "days_p90": [21.0] * 5 + [0.0] * 2,
        "spread": {"batch": 1.0, "day": 0.0, "week": 0.0},
        "overridden_slots": 1,
    }


def test_corrections_are_looked_for_next_to_the_file(run, demand, library):
    """With --out, next to that file."""
    run(*FORECAST, "--out", "there/week.csv", "--quiet")
    assert library.calls["forecast"][1]["overrides"] == Path("there/week.override.csv")


def test_the_file_keeps_the_forecast_and_the_corrections_stay(run, demand, library, monkeypatch):
    """Made again with a correction: the file has the model's 2, the correction is untouched."""
    sales = demand.drivers["sales"]
    corrected = replace(sales, mean=sales.mean * 3, uncorrected=sales)
    found = replace(demand, drivers={"sales": corrected})
    monkeypatch.setattr(staffopt, "forecast", library.answer("forecast", found), raising=False)
    said = Path("forecasts/shop/2026-03-02.override.csv")
    said.parent.mkdir(parents=True)
    said.write_text("driver,start,factor,author,reason,at\n", "utf-8")
    result = run(*FORECAST, "--json")
    assert (
        Path("forecasts/shop/2026-03-02.csv").read_text("utf-8").splitlines()[1].split(",")[2]
        == "2"
    )
    assert said.read_text("utf-8") == "driver,start,factor,author,reason,at\n"
    assert json.loads(result.stdout)["drivers"]["sales"]["mean"] == 240.0


@pytest.fixture
def fortnight(demand, library, monkeypatch) -> Demand:
    """Two such weeks, of which the second is surer of nothing: a day's level varies by a tenth."""
    sales = demand.drivers["sales"]
    found: Demand = replace(
        demand,
        horizon=replace(WEEK, days=14),
        drivers={
            "sales": replace(
                sales,
                mean=np.tile(sales.mean, 2),
                quantiles=dict.fromkeys(QUANTILES, np.tile(sales.mean, 2)),
                overridden=np.tile(sales.overridden, 2),
                later=(Spread(day=0.1),),
            )
        },
        open=np.tile(demand.open, 2),
    )
    monkeypatch.setattr(staffopt, "forecast", library.answer("forecast", found), raising=False)
    return found


def test_each_of_several_weeks_has_its_file_and_its_spread(run, fortnight, library):
    """Corrections are read next to each; the second week's rows say 0.1, the first one's 0."""
    result = run(*FORECAST, "--weeks", "2")
    files = [Path(f"forecasts/shop/2026-03-0{first}.csv") for first in (2, 9)]
    rows = [list(csv.DictReader(file.read_text("utf-8").splitlines())) for file in files]
    assert result.exit_code == 0
    assert [{row["day"] for row in week} for week in rows] == [{"0"}, {"0.1"}]
    assert [week[0]["start"][:10] for week in rows] == ["2026-03-02", "2026-03-09"]
    assert library.calls["forecast"][1]["weeks"] == 2
    assert library.calls["forecast"][1]["overrides"] == tuple(
        file.with_suffix(".override.csv") for file in files
    )
    assert [line.split()[:3] for line in result.stdout.splitlines() if "weeks" in line] == [
        ["2", "weeks", "160.0"]
    ]
    assert result.stdout.count("Written: ") == 2


def test_several_weeks_may_share_a_file(run, fortnight):
    """With --out all rows are in it, and each week of the object names it."""
    said = json.loads(run(*FORECAST, "--weeks", "2", "--json", "--out", "all.csv").stdout)
    assert len(Path("all.csv").read_text("utf-8").splitlines()) == 1 + 2 * 40
    assert [(one["week"], one["out"]) for one in said["weeks"]] == [
        ("2026-03-02", "all.csv"),
        ("2026-03-09", "all.csv"),
    ]
    assert [one["drivers"]["sales"]["spread"]["day"] for one in said["weeks"]] == [0.0, 0.1]
    assert [one["drivers"]["sales"]["overridden_slots"] for one in said["weeks"]] == [1, 1]
    assert said["notes"] == ["Friday is a fair"]


@pytest.fixture
def scored(library, monkeypatch) -> ForecastScore:
    """Ann doubled eight hours, and twice as many came."""
    duel = Duel(8, 1600, Account(800, 800.25, 6137.1), Account(1600, 0, 0))
    week = WeekScore(WEEK.first, "sales", duel, duel + duel)
    found = ForecastScore((week,), {"Ann": duel, "[b]ld": duel}, ("returns are not scored",))
    monkeypatch.setattr(staffopt, "score", library.answer("score", found), raising=False)
    return found


def test_people_read_who_was_right(run, scored, library):
    """A row a week, one an author, the total; at most 80 columns; names are no markup."""
    result = run("forecast", "shop", "--score")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert max(map(len, lines)) <= 80
    (week,) = [line for line in lines if line.startswith("2026-03-02") and "manager" in line]
    assert week.split() == [
        "2026-03-02",
        "sales",
        "8",
        "1,600",
        "800.2",
        "0.0",
        "6,137.1",
        "0.0",
        "manager",
    ]
    assert any(line.startswith("Ann") for line in lines)
    assert any(line.startswith("[b]ld") for line in lines)
    assert any(line.startswith("2026-03-02") and "1,600.5" in line for line in lines)
    assert "Note: returns are not scored" in lines
    assert library.calls["score"][1] == {"week": None}


def test_scripts_read_the_same_score(run, scored):
    """Weeks, authors and totals as numbers."""
    said = json.loads(run("forecast", "shop", "--score", "--json", "--week", "2026-03-04").stdout)
    assert said["weeks"][0]["corrected"] == said["authors"]["Ann"] == said["corrected"]
    assert said["corrected"]["model"] == {
        "expected": 800,
        "absolute_error": 800.25,
        "deviance": 6137.1,
    }
    assert said["corrected"]["right"] == "manager"
    assert said["whole"]["slots"] == 16
    assert said["notes"] == ["returns are not scored"]


@pytest.mark.parametrize("wrong", [(), ("--score", "--out", "x.csv"), ("--score", "--weeks", "2")])
def test_a_week_or_a_score(run, demand, wrong):
    """Without either there is nothing to do, and a score writes no file."""
    result = run("forecast", "shop", *wrong)
    assert result.exit_code == 2
    assert "--score" in result.stderr

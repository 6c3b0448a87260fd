"""What others published of days around holidays: shipped files and a store's own."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date

import pytest
from tests.inputs.conftest import STORE

from staffopt.domain.holidays import Holidays, PublishedEffect, published_on
from staffopt.inputs.published_effects import FOLDER, FigureRow, kinds_of_shops
from staffopt.inputs.read_store import read_store
from staffopt.inputs.settings import HolidaySettings

HEAD = "holiday,days,percent,baseline,year,source\n"
FEAST = "Christmas Day,-2,50,the year before,2024,https://www.example.org/a?b\n"


def store(effects: str, country: str = "GB") -> str:
    """The small store with a country's holidays and a file of figures."""
    holidays = f"  holidays: {{country: {country}, effects: {effects}}}\n"
    return STORE.replace("drivers:", f"{holidays}drivers:", 1)


def ratio(day: date, holidays: Mapping[date, str]) -> float:
    """Customers over those of an average day; 0 where nothing is published."""
    found = published_on(day, holidays)
    return 0.0 if found is None else found.customers(1.0, 0.0)


def test_a_file_of_ones_own(write):
    """Figures of one day are one effect; its source says the file and the hosts."""
    rows = f"{FEAST}Christmas Day,-2,70,our own count,2025,the ledger\nBoxing Day,0,-40,x,2025,y\n"
    files = {"store.yaml": store("days.csv"), "days.csv": HEAD + rows}
    holidays = read_store(write(files)).opening.holidays
    effect = published_on(date(2026, 12, 23), holidays)
    assert effect == PublishedEffect(
        "Christmas Day", -2, (1.5, 1.7), "days: example.org, the ledger"
    )
    assert ratio(date(2026, 12, 26), holidays) == pytest.approx(0.6)
    assert holidays[date(2026, 12, 25)] == "Christmas Day"


def test_figures_against_the_same_weekday_say_so(write):
    """In a column that may be left out, and its cells too: then against an average day."""
    head = HEAD.replace("baseline", "against,baseline")
    rows = "".join(
        f"Christmas Day,-2,{percent},{against},the year before,2024,the ledger\n"
        for percent, against in ((50, ""), (20, "weekday"), (70, "day"), (40, "weekday"))
    )
    files = {"store.yaml": store("days.csv"), "days.csv": head + rows}
    holidays = read_store(write(files)).opening.holidays
    assert published_on(date(2026, 12, 23), holidays) == PublishedEffect(
        "Christmas Day", -2, (1.5, 1.7), "days: the ledger", (1.2, 1.4)
    )


def test_another_baseline_is_refused_with_its_place(problems):
    """Line and column, and what would do."""
    head = HEAD.replace("baseline", "against,baseline")
    rows = "Christmas Day,-2,50,tuesday,the year before,2024,the ledger\n"
    (line,) = problems({"store.yaml": store("days.csv"), "days.csv": head + rows})
    assert "days.csv line 2, column 'against': found 'tuesday'; expected 'day' or 'weekday'" in line


def test_a_kind_of_shop_by_its_name(write):
    """American groceries: the eve of Thanksgiving and 23 December, nothing else."""
    holidays = read_store(write({"store.yaml": store("us-grocery", "US")})).opening.holidays
    assert isinstance(holidays, Holidays)
    assert [day for day in holidays.published if day.year == 2017] == [
        date(2017, 12, 23),
        date(2017, 11, 22),
    ]
    assert ratio(date(2017, 11, 22), holidays) == pytest.approx(1.8134, abs=1e-4)
    assert ratio(date(2017, 12, 23), holidays) == pytest.approx(1.7785)


def test_without_the_key_there_are_names_alone(write):
    """Off when absent."""
    text = store("x").replace(", effects: x", "")
    assert type(read_store(write({"store.yaml": text})).opening.holidays) is dict


@pytest.mark.parametrize("name", kinds_of_shops())
def test_every_shipped_figure_says_where_it_was_read(name):
    """An address, the day it was read, whose customers and against which days."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [FigureRow.model_validate(row) for row in csv.DictReader(file)]
    assert rows
    for row in rows:
        assert row.source.startswith("https://")
        assert row.read_on is not None
        assert row.shops
    assert name in str(HolidaySettings.model_fields["effects"].description)


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        (
            "us-grocer",
            "store.yaml:5:27, key 'opening.holidays.effects': found 'us-grocer'; expected one of",
        ),
        ("other.csv", "no file 'other.csv'"),
        ("../days.csv", "a path outside the store's folder"),
        ("us-grocery", "found 'us-grocery', figures of country US, in a store of "),
    ],
)
def test_what_cannot_be_found_is_said_with_its_place(problems, effects, said):
    """A name that is meant otherwise, files that are not there, figures of another country."""
    (line,) = problems({"store.yaml": store(effects)})
    assert said in line
    assert "(did you mean 'us-grocery'?), or a .csv file" in line or effects != "us-grocer"


def test_figures_of_another_country_are_refused(problems, write):
    """Canada has a Thanksgiving too, in October; a country's longer code is the same country."""
    (line,) = problems({"store.yaml": store("us-grocery", "CA")})
    assert "key 'opening.holidays.effects'" in line
    assert "'us-grocery', figures of country US, in a store of CA; expected a .csv file" in line
    longer = read_store(write({"store.yaml": store("us-grocery", "USA")})).opening.holidays
    assert ratio(date(2017, 11, 22), longer) == pytest.approx(1.8134, abs=1e-4)


def test_all_mistakes_of_a_file_at_once(problems):
    """Each with its line; a name that the calendar has otherwise, with that which is meant."""
    rows = f"{FEAST}Christmas,-2,50,x,2024,y\nBoxing Day,-9,-100,,24,y\nChristmas,1,5,x,2024,y\n"
    found = problems({"store.yaml": store("days.csv"), "days.csv": HEAD + rows})
    assert [line.split(":")[0].strip(" -") for line in found] == [
        "days.csv line 4, column 'days'",
        "days.csv line 4, column 'percent'",
        "days.csv line 4, column 'baseline'",
        "days.csv line 4, column 'year'",
        "days.csv line 3, column 'holiday'",
    ]
    assert "(did you mean 'Christmas Day'?)" in found[-1]


def test_an_empty_file_is_said(problems):
    """A header alone."""
    (line,) = problems({"store.yaml": store("days.csv"), "days.csv": HEAD})
    assert "days.csv: found no figures; expected at least one row" in line

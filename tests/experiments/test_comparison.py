"""Differences and noise, by hand; the table and the record that carry them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from tests.experiments.sample import GRID, sample_comparison

from staffopt.domain.shared_changes import shared_changes
from staffopt.errors import ConfigError
from staffopt.experiments.page import page_text
from staffopt.experiments.record import record
from staffopt.experiments.table import csv_text


def test_differences_are_against_the_base():
    """19,500.00 against 20,000.00 is -500.00: 200.00 in wages, 300.00 in service."""
    found = sample_comparison()
    one = found["fewer returns"]
    assert found.difference(one) == -50_000
    assert (found.difference(one, "wages"), found.difference(one, "service")) == (-20_000, -30_000)
    assert found.difference(one, "never billed") == 0
    assert found.difference(found.base) == 0


def test_a_difference_inside_the_larger_spread_is_within_noise():
    """Spreads are 50.00 (base) and 70.00: 40.00 is noise; 500.00 and 600.00 are not."""
    found = sample_comparison()
    assert found.base.spread == 5_000
    assert found.noise(found["one person more"]) == 7_000
    assert found.noise(found["fewer returns"]) == 5_000
    assert [found.within_noise(one) for one in found.outcomes] == [True, False, False, True, True]


def test_with_one_seed_the_noise_is_not_known():
    """Not zero: nobody has looked."""
    found = sample_comparison(seeds=(1,))
    assert {found.noise(one) for one in found.outcomes} == {None}
    assert {found.within_noise(one) for one in found.outcomes} == {None}


def test_an_unknown_scenario_is_an_error_with_the_names():
    """As everywhere: what was found, what would do."""
    with pytest.raises(ConfigError, match="did you mean 'fewer returns'"):
        sample_comparison()["fewer return"]


def test_the_table_is_one_row_a_scenario():
    """Money with its difference by component, noise, service, training, rules, seeds."""
    rows = list(csv.DictReader(io.StringIO(csv_text(sample_comparison()))))
    assert [row["scenario"] for row in rows][2] == GRID
    row = rows[1]
    expected = {
        "currency": "GBP",
        "cost": "19500.00",
        "difference": "-500.00",
        "difference_percent": "-2.5",
        "noise": "50.00",
        "within_noise": "false",
        "bound": "19480.00",
        "cost_wages": "14800.00",
        "difference_service": "-300.00",
        "served_in_time": "0.905",
        "expected_wait_s_cashier": "130.0",
        "roster_of": "fewer returns",
        "cost_seed_2": "19530.00",
    }
    assert {key: row[key] for key in expected} == expected
    assert json.loads(row["changes"]) == {"rules.min_rest.hours": 12, "people.E02": False}
    training = [int(row[f"training_{key}"]) for key in ("held", "displaced", "needed")]
    assert training[0] + training[1] == training[2] == 4
    assert rows[3]["roster_of"] == "base"


def test_unknown_figures_are_empty_cells():
    """A noise that is not known is no zero."""
    row = next(csv.DictReader(io.StringIO(csv_text(sample_comparison(seeds=(7,))))))
    assert (row["noise"], row["within_noise"], row["cost_seed_7"]) == ("", "", "20000.00")


def test_a_queue_that_the_base_lacks_has_its_columns():
    """They are empty in the rows of scenarios without that queue."""
    found = sample_comparison()
    base, other, *rest = found.outcomes
    queues = {**other.role_service, "floor": other.service}
    wider = replace(found, outcomes=(base, replace(other, role_service=queues), *rest))
    rows = list(csv.DictReader(io.StringIO(csv_text(wider))))
    assert [row["served_in_time_floor"] for row in rows] == ["", "0.905", "", "", ""]
    assert [row["expected_wait_s_floor"] for row in rows][:2] == ["", "130.0"]


def test_the_record_is_plain_json():
    """What was compared, with what, and every scenario's row and displaced training."""
    found = json.loads(json.dumps(record(sample_comparison())))
    assert found["schema"] == "staffopt comparison"
    assert (found["week"], found["seeds"], found["iterations"]) == (
        "2026-11-23",
        [1, 2, 3],
        400_000,
    )
    assert found["inputs"] == {"store.yaml": "12ab"}
    assert [one["within_noise"] for one in found["scenarios"]] == [True, False, False, True, True]
    assert found["scenarios"][0]["changes"] == {}


def test_wages_and_birth_dates_of_people_are_not_shared():
    """The table and the page go to everybody; what else is changed is said."""
    changes = {
        "people.E9": {
            "name": "New",
            "wage": 9.5,
            "birth_date": date(1999, 1, 2),
            "roles": ["till"],
        },
        "people.E3.wage": 12,
        "people.E4": False,
        "roles.till.wage": 3,
    }
    assert shared_changes(changes) == {
        "people.E9": {
            "name": "New",
            "wage": "(not shown)",
            "birth_date": "(not shown)",
            "roles": ["till"],
        },
        "people.E3.wage": "(not shown)",
        "people.E4": False,
        "roles.till.wage": 3,
    }
    found = sample_comparison()
    told = replace(found, outcomes=(found.base, replace(found.outcomes[1], changes=changes)))
    for text in (csv_text(told), json.dumps(record(told)), page_text(told)):
        assert "(not shown)" in text
        assert "9.8765" not in text
        assert "1999" not in text

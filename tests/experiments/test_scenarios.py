"""Scenarios are read, checked and forecast before anything is searched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.experiments.conftest import WEEK

from staffopt.errors import ConfigError
from staffopt.experiments.scenarios import changes_by_name, check_as_read, labels, prepared
from staffopt.inputs.histories import read_transactions
from staffopt.inputs.settings import SisterSettings
from staffopt.inputs.store import Store


def test_lists_are_a_grid():
    """Two times two values are four scenarios, each named by its changes."""
    found = changes_by_name({"rules.min_rest.hours": [10, 12], "drivers.sales.factor": (1, 2)})
    assert len(found) == 4
    assert found["rules.min_rest.hours=12, drivers.sales.factor=1"] == {
        "rules.min_rest.hours": 12,
        "drivers.sales.factor": 1,
    }


def test_sections_are_named_scenarios():
    """Names are kept as they are."""
    given = {"more rest": {"rules.min_rest.hours": 12}, "as now": {}}
    assert changes_by_name(given) == given


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "1 to 500"),
        ({"a.b": []}, "1 to 500"),
        ({"a.b": 12}, "a list of values"),
        ({"a.b": [1], "more": {"a.b": 2}}, "a list of values"),
        ({"base": {"a.b": 1}}, "another name"),
        ({f"k{n}": [1, 2] for n in range(9)}, "1 to 500"),
    ],
)
def test_what_is_neither_is_refused(given: dict[str, object], expected: str):
    """The error says what would do."""
    with pytest.raises(ConfigError, match=expected):
        changes_by_name(given)


def test_the_problems_of_all_scenarios_come_at_once(store: Store):
    """Three bad scenarios, one error; a problem that two share is said once."""
    bad: dict[str, dict[str, object]] = {
        "typo": {"rules.min_rst.hours": 12},
        "same typo": {"rules.min_rst.hours": 12},
        "nobody": {"people.E77.wage": 3},
        "money": {"currency": "EUR"},
        "fine": {"rules.min_rest.hours": 12},
    }
    with pytest.raises(ConfigError) as error:
        prepared(store, bad, WEEK)
    lines = str(error.value).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("scenario 'typo' and 1 more, store.yaml")
    assert "did you mean 'min_rest'" in lines[0]
    assert "scenario 'nobody', changes, key 'people.E77.wage'" in lines[1]
    assert "scenario 'money', changes, key 'currency': found EUR" in lines[2]


def test_a_problem_of_the_store_itself_is_said_once(store: Store):
    """A week before all history is no scenario's fault."""
    with pytest.raises(Exception, match="transactions before") as error:
        prepared(store, {"more rest": {"rules.min_rest.hours": 12}}, "2025-01-06")
    assert len(str(error.value).splitlines()) == 1
    assert "scenario" not in str(error.value)


def test_transactions_are_read_once_for_those_who_count_alike(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    """Rules, people, handling times and demand do not touch the history; opening hours do."""
    read: list[Store] = []

    def counting(store: Store):
        read.append(store)
        return read_transactions(store)

    monkeypatch.setattr("staffopt.experiments.scenarios.read_own", counting)
    alike: dict[str, dict[str, object]] = {
        "rest": {"rules.min_rest.hours": 12},
        "fewer": {"people.E3": False},
        "half": {"roles.returns.handling.seconds": 150},
        "more": {"drivers.sales.factor": 1.1},
    }
    found = prepared(store, {**alike, "later": {"opening.week.mon": "10:00-19:00"}}, WEEK)
    assert len(read) == 2
    assert [one.name for one in found] == ["base", *alike, "later"]


def test_a_young_store_is_expected_as_its_sister(store: Store, monkeypatch: pytest.MonkeyPatch):
    """Without transactions of its own it has no sales, and is forecast all the same."""
    demand, handed = prepared(store, {}, WEEK)[0].demand, []

    def expected(sales: object, *_: object, **__: object):
        handed.append(sales)
        return demand

    monkeypatch.setattr("staffopt.experiments.scenarios.forecast", expected)
    young = replace(store, transactions=None, sister=SisterSettings(store="older"))
    assert prepared(young, {}, WEEK)[0].demand is demand
    assert handed == [None]


def test_changes_reach_demand_people_and_requirement(store: Store):
    """Twice the customers are expected, a person is gone, half the handling is half the work."""
    found = prepared(
        store,
        {
            "twice": {"drivers.sales.factor": 2.0},
            "fewer": {"people.E3": False},
            "half": {"roles.returns.handling.seconds": 150},
        },
        WEEK,
    )
    base, twice, fewer, half = found
    sold = [one.demand.drivers["sales"].mean.sum() for one in (base, twice)]
    assert sold[1] == pytest.approx(2 * sold[0])
    assert len(base.store.people) - len(fewer.store.people) == 1
    work = [one.need.roles["returns"].workload for one in (base, half)]
    assert work[0] is not None
    assert work[1] is not None
    assert work[1].sum() == pytest.approx(work[0].sum() / 2)


def test_a_past_that_was_given_to_read_store_stays(store: Store):
    """A scenario keeps it, but for the people who are gone."""
    own = replace(store, past=())
    check_as_read(own)
    assert prepared(own, {"rest": {"rules.min_rest.hours": 12}}, WEEK)[1].store.past == ()
    fewer = prepared(store, {"fewer": {"people.E3": False}}, WEEK)[1].store
    assert store.past
    assert {one.shift.person_id for one in fewer.past} <= {one.id for one in fewer.people}


def test_a_store_altered_in_python_is_refused(store: Store):
    """Its changes would be lost, since scenarios are read from the files."""
    with pytest.raises(ConfigError, match="altered after it was read"):
        check_as_read(replace(store, lead_days=7))


def test_the_same_store_is_seen_whatever_was_written(store: Store):
    """Eleven hours of rest is what the store has."""
    changes: dict[str, dict[str, object]] = {
        "eleven": {"rules.min_rest.hours": 11},
        "twelve": {"rules.min_rest.hours": 12},
    }
    base, eleven, twelve = prepared(store, changes, WEEK)
    assert eleven.same_as(base)
    assert not twelve.same_as(base)


def test_names_of_a_grid_are_shown_short():
    """The last two words of each key; a name of the user's stays."""
    long = "rules.min_rest.hours=10, roles.cashier.handling.seconds=60"
    changes = {"rules.min_rest.hours": 10, "roles.cashier.handling.seconds": 60}
    assert labels({long: changes, "mine": {"a.b.c": 1}}) == {
        long: "min_rest.hours=10, handling.seconds=60",
        "mine": "mine",
    }


def test_keys_of_a_grid_that_end_alike_are_told_apart():
    """By as many of their last words as it takes."""
    handling = [f"roles.{role}.handling.seconds" for role in ("cashier", "returns")]
    found = labels(changes_by_name({key: [60, 90] for key in handling}))
    assert list(found.values())[1] == "cashier.handling.seconds=60, returns.handling.seconds=90"
    assert len(set(found.values())) == 4

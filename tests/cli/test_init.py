"""staffopt init and staffopt check, on the store that init writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CHECKED = "No faults, "


@pytest.fixture
def shop(run) -> Path:
    """The example store, in an empty folder."""
    assert run("init", "shop").exit_code == 0
    return Path("shop")


def test_init_names_what_it_wrote_and_what_comes_next(run):
    """Every file it says is there, and the next command."""
    lines = run("init", "shop").stdout.splitlines()
    files = [line.removeprefix("Written: ") for line in lines if line.startswith("Written: ")]
    assert sorted(files) == sorted(str(path) for path in Path("shop").iterdir())
    assert lines[-1] == "Next: staffopt check shop"


def test_init_never_writes_over_anything(run, shop):
    """A folder with something in it is refused, and stays as it was."""
    (shop / "store.yaml").write_text("mine", "utf-8")
    result = run("init", "shop")
    assert result.exit_code == 2
    assert (shop / "store.yaml").read_text("utf-8") == "mine"


def test_the_example_store_has_no_faults(run, shop):
    """People, rows kept, the week that can be planned next, and no fault."""
    result = run("check", "shop")
    assert result.exit_code == 0
    assert "6 people" in result.stdout
    assert "Kept 6,059" in result.stdout
    assert "Week of Mon 23 Mar 2026" in result.stdout
    assert result.stdout.splitlines()[-2:] == [
        "No faults, 0 warnings.",
        "Next: staffopt plan shop --week 2026-03-23",
    ]


def test_check_takes_another_week(run, shop):
    """Any date in it."""
    said = json.loads(run("check", "shop", "--week", "2026-03-12", "--json").stdout)
    assert said["week"] == "2026-03-09"


def test_check_names_every_fault_at_once(run, shop):
    """An unknown key and a wrong employee, each with its place; exit code 2."""
    store, people = shop / "store.yaml", shop / "employees.csv"
    store.write_text(store.read_text("utf-8").replace("lead_days:", "led_days:"), "utf-8")
    people.write_text(people.read_text("utf-8").replace("cashier", "cahsier", 1), "utf-8")
    result = run("check", "shop")
    assert result.exit_code == 2
    assert "did you mean 'lead_days'?" in result.stderr
    assert "did you mean 'cashier'?" in result.stderr
    assert CHECKED not in result.stdout


def test_check_warns_where_people_do_not_fit_the_week(run, shop):
    """Four times the customers: the contracts do not reach, which is no fault."""
    result = run("check", "shop", "--set", "drivers.sales.factor=4")
    assert result.exit_code == 0
    assert "contracts allow 212 at most" in result.stdout
    assert "No faults, 2 warnings." in result.stdout


def test_a_store_without_transactions_is_no_fault(run, shop):
    """It can be planned from a demand file; check says what it could not see."""
    text = (shop / "store.yaml").read_text("utf-8")
    before, rest = text.split("\ntransactions:", 1)
    after = rest[rest.index("\ndrivers:") :]
    (shop / "store.yaml").write_text(before + after, "utf-8")
    result = run("check", "shop")
    assert result.exit_code == 0
    assert "no transactions" in result.stdout
    assert result.stdout.endswith("No faults, 1 warning.\n")

"""A requirement from a file, and every way to get one wrong."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import numpy as np
import pytest

from staffopt.domain.opening import Opening
from staffopt.domain.people import Person
from staffopt.domain.requirement import Requirement
from staffopt.errors import ConfigError
from staffopt.inputs.requirement_file import read_requirement
from staffopt.inputs.store import Store
from staffopt.staffing_methods.erlang_c import ErlangC
from staffopt.staffing_methods.minimum_crew import MinimumCrew
from staffopt.steps import staffing


def person(name: str, *roles: str) -> Person:
    return Person(name, name, roles, 0, 20, 40, 1000)


@pytest.fixture
def store():
    """Open on Mondays from 09:00 to 09:30, with a till and a crew that opens up."""
    return Store(
        folder=Path(),
        name="corner",
        zone="Europe/London",
        currency="GBP",
        opening=Opening({0: ((time(9), time(9, 30)),)}),
        roles={
            "cashier": ErlangC(driver="sales", handling={"seconds": 100}),
            "floor": MinimumCrew(minimum=1, opening_minutes=15, missing_price=60),
        },
        people=(person("Ann", "cashier", "floor"), person("Bo", "cashier"), person("Cy", "floor")),
    )


def write_requirement(need: Requirement, path: Path) -> Path:
    """Write the staffed slots as CSV, losses in the currency."""
    lines = ["role,start,required,n,loss"]
    for name, role in need.roles.items():
        for slot in np.flatnonzero(need.staffed).tolist():
            start = need.horizon.local(need.horizon.instant(slot)).isoformat()
            for people, loss in enumerate(role.loss[slot].tolist()):
                lines.append(f"{name},{start},{role.required[slot]},{people},{loss / 100:.2f}")
    path.write_text("\n".join([*lines, ""]))
    return path


@pytest.fixture
def need(store, make_demand):
    """The requirement of a day with 20 and 30 customers."""
    return staffing(make_demand(20, 30), store)


def test_staffing_asks_every_method_and_widens_the_staffed_slots(store, need):
    """Tables go to two people beyond a role's; the opening crew is there before the store opens."""
    assert {role: need.roles[role].loss.shape[1] for role in need.roles} == {
        "cashier": 5,
        "floor": 5,
    }
    assert np.flatnonzero(need.open).tolist() == [36, 37]
    assert np.flatnonzero(need.staffed).tolist() == [35, 36, 37]
    assert np.flatnonzero(need.roles["floor"].required).tolist() == [35, 36, 37]


def test_all_missing_drivers_are_named_at_once(store, make_demand):
    """Two roles with unknown drivers are two problems of one error."""
    lost = {"driver": "sails", "handling": {"seconds": 9}}
    broken = Store(
        **{**store.__dict__, "roles": {"till": ErlangC(**lost), "desk": ErlangC(**lost)}}
    )
    with pytest.raises(ConfigError) as caught:
        staffing(make_demand(1), broken)
    assert [problem.where for problem in caught.value.problems] == [
        "roles.till.driver",
        "roles.desk.driver",
    ]


def test_read_back_is_the_same(store, need, tmp_path):
    """Everything that a search reads survives."""
    found = read_requirement(write_requirement(need, tmp_path / "need.csv"), store)
    assert found.horizon.first == need.horizon.first
    day = slice(0, need.horizon.slots)
    for role, wrote in need.roles.items():
        assert (found.roles[role].required[day] == wrote.required).all()
        assert (found.roles[role].loss[day] == wrote.loss).all()
        assert not found.roles[role].loss[need.horizon.slots :].any()
    assert (found.staffed[day] == need.staffed).all()
    assert (found.open[day] == need.open).all()


def test_several_weeks_of_one_file_all_have_rows(store, need, tmp_path):
    """Two weeks with the same Monday; a third without a row is said, not taken as no need."""
    path = write_requirement(need, tmp_path / "need.csv")
    text = path.read_text()
    path.write_text(text + text.partition("\n")[2].replace("2011-05-02", "2011-05-09"))
    found = read_requirement(path, store, weeks=2)
    one, other = found.roles["cashier"].required.reshape(2, -1)
    assert found.horizon.days == 14
    assert one.any()
    assert one.tolist() == other.tolist()
    with pytest.raises(ConfigError, match="no row in the week of 2011-05-16"):
        read_requirement(path, store, weeks=3)


def test_every_role_has_rows_in_every_week(store, need, tmp_path):
    """Cashiers in both weeks, the floor in the first: nobody there in the second is not meant."""
    path = write_requirement(need, tmp_path / "need.csv")
    text = path.read_text()
    later = text.partition("\n")[2].replace("2011-05-02", "2011-05-09")
    kept = [row for row in later.splitlines(keepends=True) if not row.startswith("floor")]
    path.write_text(text + "".join(kept))
    with pytest.raises(ConfigError, match="no row for role 'floor' in the week of 2011-05-09"):
        read_requirement(path, store, weeks=2)


def test_a_short_curve_goes_on_with_its_last_slope(store, tmp_path):
    """9.00, 4.00 goes on to nothing, never below; a longer one beside it keeps its length."""
    path = tmp_path / "need.csv"
    start = "2011-05-02T09:00:00+01:00"
    rows = [f"cashier,{start},2,0,9", f"cashier,{start},2,1,4"]
    rows += [f"cashier,{start.replace(':00:', ':15:', 1)},1,{n},0" for n in range(4)]
    rows += [f"floor,{start},0,0,0"]
    path.write_text("\n".join(["role,start,required,n,loss", *rows]))
    loss = read_requirement(path, store, week=date(2011, 5, 4)).roles["cashier"].loss
    assert loss[36].tolist() == [900, 400, 0, 0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cashier,", "cahsier,", "line 2, column 'role'"),
        (",0,15.00", ",1,15.00", "column 'n': found 1; expected 0"),
        (",1,1,0.00", ",2,1,0.00", "column 'required': found 2; expected 1"),
        (",1,1,0.00", ",1,1,16.00", "at least 17.00"),
        (",1,0,15.00", ",1,0,-15.00", "column 'loss'"),
        ("T08:45:00+01:00", "T08:50:00+01:00", "a 15-minute slot"),
        ("2011-05-02T", "2011-05-32T", "column 'start'"),
    ],
)
def test_mistakes_are_placed(store, need, tmp_path, old, new, said):
    """Each mistake is found with its line and column."""
    path = write_requirement(need, tmp_path / "need.csv")
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(ConfigError) as caught:
        read_requirement(path, store)
    assert "need.csv line" in str(caught.value)
    assert said in str(caught.value)


def test_too_many_people_may_cost(store, need, tmp_path):
    """A loss that rises with people who stand idle is kept as it is given."""
    path = write_requirement(need, tmp_path / "need.csv")
    text = path.read_text()
    for people in (2, 3, 4):
        text = text.replace(f",1,{people},0.00", f",1,{people},{people - 1}.00", 1)
    path.write_text(text)
    loss = read_requirement(path, store).roles["floor"].loss
    assert loss[35].tolist() == [1500, 0, 100, 200, 300]


def test_every_role_is_asked_for(store, need, tmp_path):
    """A file without rows for a role of the store is refused."""
    path = write_requirement(need, tmp_path / "need.csv")
    kept = [line for line in path.read_text().splitlines() if not line.startswith("floor")]
    path.write_text("\n".join(kept))
    with pytest.raises(ConfigError, match="no row for role 'floor'"):
        read_requirement(path, store)

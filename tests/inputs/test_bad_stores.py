"""Bad stores end with one error that names file, line, what was found and what would do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.inputs.conftest import STORE

from staffopt.errors import ConfigError
from staffopt.inputs.read_store import read_store

HEAD = "employee_id,name,birth_date,contract,hours_min,hours_target,hours_max,wage,roles\n"
ANN = "E1,Ann,1990-02-28,full_time,8,12,16,11.50,cashier\n"
FREE = "employee_id,weekday,from,to,valid_from,valid_to\n"
OFF = "employee_id,start,end,reason\n"
NEED = "employee_id,course,due,hard,price,priority\n"
PAST = "employee_id,shift_id,start,end,activity,role\n"


def edited(old: str, new: str) -> str:
    """The small store's store.yaml with a line changed."""
    assert old in STORE
    return STORE.replace(old, new)


BAD: dict[str, tuple[dict[str, str | bytes | None], str]] = {
    "unknown key": (
        {"store.yaml": edited("currency: GBP", "currency: GBP\ncurency: GBP")},
        "store.yaml:3:1, key 'curency': found unknown key 'curency'; expected one of",
    ),
    "unknown key inside a rule": (
        {"store.yaml": edited("{hours: 11}", "{hour: 11}")},
        "store.yaml:11:14, key 'rules.min_rest.hour': found unknown key 'hour'; expected one of",
    ),
    "missing key": (
        {"store.yaml": edited("zone: Europe/London\n", "")},
        "found no 'zone'; expected IANA time zone of the store",
    ),
    "a template's key": (
        {"store.yaml": edited("minimum: 1", "{{ minimum }}: 1")},
        "store.yaml:9:33: found a section or a list as a key; expected text; `{{` stands in quotes",
    ),
    "a template's value": (
        {"courses.yaml": "tills: {minutes: {{ minutes }}, self_study: true}\n"},
        "courses.yaml:1:19: found a section or a list as a key; expected text",
    ),
    "a list as a key": (
        {"store.yaml": STORE + "? [a, b]\n: 2\n"},
        "store.yaml:12:3: found a section or a list as a key; expected text",
    ),
    "an unknown key with a bracket": (
        {"store.yaml": STORE + "tills[1]: 2\n"},
        "store.yaml:12:1, key 'tills[1]': found unknown key 'tills[1]'; expected one of",
    ),
    "wrong type": (
        {"store.yaml": edited("currency: GBP", "currency: GBP\nlead_days: soon")},
        "store.yaml:3:1, key 'lead_days': found 'soon'; expected a whole number",
    ),
    "wrong zone name": (
        {"store.yaml": edited("Europe/London", "Europe/Londn")},
        "store.yaml:1:1, key 'zone': found 'Europe/Londn'; expected an IANA zone name",
    ),
    "slots that clock changes cut": (
        {"store.yaml": edited("Europe/London", "Australia/Lord_Howe\nslot_minutes: 60")},
        "key 'slot_minutes': found 60; expected 5, 6, 10, 15 or 30 minutes where clocks change",
    ),
    "breaks shorter than their pieces": (
        {
            "store.yaml": edited(
                "{hours: 11}",
                "{hours: 11}\n  break_due: {minutes: [30, 10], least_piece_minutes: 15}",
            )
        },
        "least_piece_minutes: at most the least of `minutes`",
    ),
    "closed all week": (
        {"store.yaml": edited("{mon: 09:00-17:00, tue: 09:00-17:00}", "{mon: closed}")},
        "key 'opening.week': found {'mon': 'closed'}; expected hours on at least one day",
    ),
    "hours nobody can read": (
        {"store.yaml": edited("tue: 09:00-17:00", "tue: 9 to 5")},
        "key 'opening.week.tue': found '9 to 5'; expected hours as 08:00-18:00, or closed",
    ),
    "a date that no calendar has": (
        {"store.yaml": edited("opening:", "opening:\n  special: {2026-06-31: closed}")},
        "store.yaml:4:13, key 'opening.special.2026-06-31': found '2026-06-31'; expected a date as",
    ),
    "unknown country": (
        {"store.yaml": edited("opening:", "opening:\n  holidays: {country: XX}")},
        "expected a country and region that the holidays library knows",
    ),
    "unknown rule": (
        {"store.yaml": edited("min_rest: {", "min_ret: {")},
        "found unknown type 'min_ret'; expected one of",
    ),
    "unknown staffing method": (
        {"store.yaml": edited("erlang_c", "erlang_b")},
        "(did you mean 'erlang_c'?)",
    ),
    "unknown driver": (
        {"store.yaml": edited("driver: sales", "driver: sale")},
        "key 'roles.cashier.driver': found unknown driver 'sale'; expected sales",
    ),
    "unknown forecaster": (
        {"store.yaml": edited("roles:", "forecast: {method: crystal_ball}\nroles:")},
        "key 'forecast.method': found unknown method 'crystal_ball'; expected one of",
    ),
    "a driver's forecaster that is no section": (
        {"store.yaml": edited("roles:", "forecast: {drivers: {sales: gam}}\nroles:")},
        "key 'forecast.drivers.sales': found 'gam'; expected a section, such as {method: gam}",
    ),
    "a rule that ends before it begins": (
        {
            "store.yaml": edited(
                "hours: 11", "hours: 9, valid_from: 2026-03-01, valid_to: 2026-02-01"
            )
        },
        "expected `valid_to` at or after `valid_from`",
    ),
    "a rule for some that holds for everybody": (
        {"store.yaml": edited("rules:", "rules:\n  role_block: {valid_from: 2030-01-01}")},
        "expected no `valid_from`: role_block holds on all days and for everybody",
    ),
    "an age that nobody has": (
        {"store.yaml": edited("min_rest: {", "min_rest: {who: {age_from: 18, age_below: 16}, ")},
        "expected `age_below` above `age_from`: nobody is both",
    ),
    "a window of starts that has none": (
        {
            "store.yaml": edited(
                "rules:",
                'rules:\n  shift_starts: {windows: [{since: "20:00", until: "04:00"}]}',
            )
        },
        "expected `until` at or after `since`: past midnight, two windows",
    ),
    "more free weeks than there are": (
        {"store.yaml": edited("rules:", "rules:\n  recurring_day_off: {least: 5, per_weeks: 4}")},
        "expected `least` at most the 4 weeks",
    ),
    "a rate without end": (
        {"store.yaml": edited("rules:", "rules:\n  time_premium: {bands: [{rate: .inf}]}")},
        "key 'rules.time_premium.bands.0.rate'",
    ),
    "a truth as a number": (
        {"store.yaml": edited("currency: GBP", "currency: GBP\nlead_days: true")},
        "store.yaml:3:1, key 'lead_days': found true; expected a number",
    ),
    "a truth as the number of a role": (
        {"store.yaml": edited("minimum: 1", "minimum: true")},
        "store.yaml:9:33, key 'roles.floor.minimum': found true; expected a number",
    ),
    "a truth as a number inside a rule": (
        {"store.yaml": edited("rules:", "rules:\n  time_premium: {bands: [{rate: true}]}")},
        "key 'rules.time_premium.bands.0.rate': found true; expected a number",
    ),
    "a truth as the number of a course": (
        {"courses.yaml": "tills: {minutes: 60, self_study: true, group_max: true}\n"},
        "key 'tills.group_max': found true; expected a number",
    ),
    "a day off beyond the calendar": (
        {"store.yaml": edited("rules:", "rules:\n  compensatory_rest: {within_days_after: 9999}")},
        "key 'rules.compensatory_rest.within_days_after': found 9999; expected less than or",
    ),
    "weeks beyond the calendar": (
        {"store.yaml": edited("rules:", "rules:\n  recurring_day_off: {per_weeks: 999999}")},
        "key 'rules.recurring_day_off.per_weeks': found 999999; expected less than or equal to 520",
    ),
    "more in charge than a store has": (
        {"store.yaml": edited("rules:", "rules:\n  someone_in_charge: {tag: coach, least: 9999}")},
        "key 'rules.someone_in_charge.least': found 9999; expected less than or equal to 1000",
    ),
    "hours beyond all weeks": (
        {"store.yaml": edited("rules:", "rules:\n  weekly_hours: {most_hours: 1e308}")},
        "key 'rules.weekly_hours.most_hours': found 1e+308; expected a number of at most 1,000,000",
    ),
    "a whole number beyond all minutes": (
        {"store.yaml": STORE + f"goals:\n  fairness: {{within_minutes: {10**20}}}\n"},
        "key 'goals.fairness.within_minutes': found 100000000000000000000; expected a number of",
    ),
    "a price beyond all money inside a goal": (
        {
            "store.yaml": STORE
            + "goals: {task_runs: {roles: {floor: {times: [{times: 2, price: 1e17}]}}}}\n"
        },
        "expected a number of at most 1,000,000, not 1e+17",
    ),
    "a time of day as a number": (
        {"store.yaml": edited("rules:", "rules:\n  curfew: {latest: 22}")},
        "key 'rules.curfew.latest': found 22; expected a time as HH:MM, from 00:00 to 24:00",
    ),
    "unknown goal": (
        {"store.yaml": edited("rules:", "goals: {fairnes: {price: 1}}\nrules:")},
        "found unknown goal 'fairnes'; expected one of",
    ),
    "a key twice": (
        {"store.yaml": edited("currency: GBP", "currency: GBP\ncurrency: EUR")},
        "store.yaml:3:1: found no YAML: found duplicate key",
    ),
    "no YAML": ({"store.yaml": "zone: [1,\n"}, "found no YAML"),
    "a list": ({"store.yaml": "- zone\n"}, "expected a mapping"),
    "an empty file": ({"store.yaml": ""}, "store.yaml: found an empty file"),
    "aliases without end": (
        {
            "store.yaml": "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
            + "".join(
                f"{y}: &{y} [*{x},*{x},*{x},*{x},*{x},*{x},*{x},*{x},*{x},*{x}]\n"
                for x, y in zip("abcdefg", "bcdefgh", strict=True)
            )
        },
        "found more than 50,000 values",
    ),
    "deeper than anybody writes": (
        {"store.yaml": "[" * 5000},
        "store.yaml: found more than 100 brackets inside each other",
    ),
    "YAML that is not UTF-8": ({"store.yaml": b"zone: Kr\xe4hwinkel\n"}, "expected UTF-8 text"),
    "duplicate employee": (
        {"employees.csv": HEAD + ANN + ANN},
        "employees.csv line 3, column 'employee_id': found employee_id 'E1', also on line 2",
    ),
    "unknown role": (
        {"employees.csv": HEAD + ANN.replace("cashier", "cahsier")},
        "column 'roles': found unknown role 'cahsier'; expected one of cashier, floor (did you",
    ),
    "born in the future": (
        {"employees.csv": HEAD + ANN.replace("1990-02-28", "2999-01-01")},
        "column 'birth_date': found 2999-01-01; expected a date in the past",
    ),
    "negative wage": (
        {"employees.csv": HEAD + ANN.replace("11.50", "-11.50")},
        "column 'wage': found '-11.50'; expected an amount of money of at least 0",
    ),
    "hours out of order": (
        {"employees.csv": HEAD + ANN.replace("8,12,16", "8,20,16")},
        "found 8, 20, 16; expected hours_min <= hours_target <= hours_max",
    ),
    "a date that is none": (
        {"employees.csv": HEAD + ANN.replace("1990-02-28", "1990-02-30")},
        "found '1990-02-30'; expected a date as YYYY-MM-DD",
    ),
    "an empty cell": (
        {"employees.csv": HEAD + ANN.replace("Ann", "")},
        "employees.csv line 2, column 'name': found no 'name'",
    ),
    "unknown column": (
        {"employees.csv": HEAD.replace("wage", "wages") + ANN},
        "employees.csv line 1: found unknown column 'wages'; expected one of",
    ),
    "semicolons between columns": (
        {"employees.csv": (HEAD + ANN).replace(";", " ").replace(",", ";")},
        "employees.csv line 1: found columns parted by semicolons; expected commas: CSV, comma",
    ),
    "a tab in YAML": (
        {"store.yaml": "opening:\n\tweek: {}\n"},
        "store.yaml:2:1: found no YAML: a tab; expected spaces at the start of a line",
    ),
    "too few cells": (
        {"employees.csv": HEAD + "E1,Ann\n"},
        "employees.csv line 2: found 2 cells; expected 9, as the header",
    ),
    "an open quote": ({"employees.csv": HEAD + '"E1,Ann'}, "found no CSV"),
    "empty table": ({"employees.csv": ""}, "employees.csv: found an empty file"),
    "nobody": ({"employees.csv": HEAD, "training_needs.csv": None}, "found no employees"),
    "table that is not UTF-8": (
        {"employees.csv": (HEAD + "E1,M").encode() + b"\xfcller"},
        "employees.csv line 2: found b'\\xfcller'; expected UTF-8 text",
    ),
    "UTF-16": ({"employees.csv": (HEAD + ANN).encode("utf-16")}, "expected UTF-8 text"),
    "no employees file": ({"employees.csv": None}, "employees.csv: found no file"),
    "contract above availability": (
        {"availability.csv": FREE + "E1,mon,09:00,12:00,,\n"},
        "found 8 contract hours, but availability.csv allows 3 a week",
    ),
    "availability of nobody": (
        {"availability.csv": FREE + "E9,mon,09:00,12:00,,\n"},
        "availability.csv line 2, column 'employee_id': found unknown employee 'E9'",
    ),
    "no weekday": (
        {"availability.csv": FREE + "E1,someday,09:00,12:00,,\n"},
        "found 'someday'; expected a weekday: mon, tue",
    ),
    "time off that ends before it starts": (
        {"time_off.csv": OFF + "E1,2026-03-05,2026-03-03,leave\n"},
        "time_off.csv line 2, column 'end': found 2026-03-03; expected later than 2026-03-05",
    ),
    "overlapping time off": (
        {"time_off.csv": OFF + "E1,2026-03-01,2026-03-05,\nE1,2026-03-05T12:00,2026-03-06,\n"},
        "time_off.csv line 3: found time off of E1 that overlaps an earlier row",
    ),
    "a wish without a window": (
        {"preferences.csv": "employee_id,kind,day,from,to,price\nE1,avoid,mon,,,5\n"},
        "found no window; expected from and to for avoid",
    ),
    "a wish told twice": (
        {
            "preferences.csv": "employee_id,kind,day,from,to,price\n"
            "E1,day_off,mon,,,5\nE2,day_off,mon,,,5\nE1,day_off,Monday,,,5.00\n"
        },
        "preferences.csv line 4: found line 2 again; expected each row once",
    ),
    "an event told twice": (
        {"events.csv": "name,kind,first,effect\n" + 2 * "S,promo,2026-03-24,40\n"},
        "events.csv line 3: found line 2 again; expected each row once",
    ),
    "course without trainer": (
        {"courses.yaml": "tills: {minutes: 60, trainer_tag: guru}\n"},
        "courses.yaml:1:22, key 'tills.trainer_tag': found nobody who can give 'tills'",
    ),
    "course that does not say who gives it": (
        {"courses.yaml": "tills: {minutes: 60}\n"},
        "expected either self_study: true, or trainers or a trainer_tag",
    ),
    "circular prerequisites": (
        {
            "courses.yaml": "tills: {minutes: 60, self_study: true, prerequisites: [online]}\n"
            "online: {minutes: 30, self_study: true, prerequisites: [tills]}\n"
        },
        "found a circle of prerequisites: tills before online before tills",
    ),
    "unknown course": (
        {"training_needs.csv": NEED + "E1,til,,true,5,1\n"},
        "found unknown course 'til'; expected one of online, tills (did you mean 'tills'?)",
    ),
    "a hole in a past shift": (
        {
            "past_roster.csv": PAST + "E1,a,2026-02-24T09:00,2026-02-24T11:00,work,floor\n"
            "E1,a,2026-02-24T12:00,2026-02-24T13:00,work,floor\n"
        },
        "past_roster.csv line 3, column 'start': found a block of shift 'a' that leaves a hole",
    ),
    "two shifts at once": (
        {
            "past_roster.csv": PAST + "E1,a,2026-02-24T09:00,2026-02-24T11:00,work,floor\n"
            "E1,b,2026-02-24T10:00,2026-02-24T13:00,work,floor\n"
        },
        "found shift 'b' overlaps shift 'a' of E1",
    ),
    "work without a role": (
        {"pins.csv": PAST + "E1,a,2026-02-24T09:00,2026-02-24T11:00,work,\n"},
        "expected a role for each block of work",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_store_is_refused_in_plain_words(problems: Callable[..., list[str]], name: str):
    """The problem is named where it is, with what was found and what would do."""
    files, expected = BAD[name]
    assert any(expected in line for line in problems(files)), problems(files)


def test_all_problems_of_all_files_come_at_once(problems: Callable[..., list[str]]):
    """One wrong thing in each of four files makes four lines, and no other."""
    found = problems(
        {
            "store.yaml": edited("GBP", "pounds"),
            "employees.csv": HEAD + ANN.replace("11.50", "much"),
            "availability.csv": FREE + "E1,mon,25:00,12:00,,\n",
            "training_needs.csv": NEED + "E1,tills,soon,true,5,1\n",
            "courses.yaml": "tills: {minutes: 60, self_study: true}\n",
        }
    )
    assert [line.split(":")[0].split(" ")[0] for line in found] == [
        "store.yaml",
        "employees.csv",
        "availability.csv",
        "training_needs.csv",
    ]


def test_a_line_of_a_gigabyte_is_not_read(write: Any, problems: Callable[..., list[str]]):
    """A sparse file with one endless line is refused after 64 kB of it."""
    folder: Path = write()
    with (folder / "time_off.csv").open("wb") as handle:
        handle.write(OFF.encode() + b"x")
        handle.truncate(1 << 30)
    with pytest.raises(ConfigError, match=r"time_off.csv line 2: found a line of more than 65,536"):
        read_store(folder)


def test_a_huge_store_file_is_not_read(write: Any):
    """store.yaml of a gigabyte is refused after half a megabyte of it."""
    folder: Path = write()
    with (folder / "store.yaml").open("wb") as handle:
        handle.truncate(1 << 30)
    with pytest.raises(ConfigError, match=r"store.yaml: found more than 500,000 bytes"):
        read_store(folder)


def test_a_table_with_many_faults_is_cut_short(problems: Callable[..., list[str]]):
    """Of a thousand bad rows fifty are named, and that there are more."""
    found = problems({"time_off.csv": OFF + "E1,2026-03-05\n" * 1000})
    assert len(found) == 51
    assert "50 problems and more" in found[-1]


def test_files_outside_the_folder_are_refused(write: Any, tmp_path_factory: Any):
    """A link from a table to a file elsewhere is not followed."""
    folder: Path = write()
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "pins.csv"
    elsewhere.write_text(PAST)
    (folder / "pins.csv").symlink_to(elsewhere)
    with pytest.raises(ConfigError, match=r"pins\.csv: found a path outside the store's folder"):
        read_store(folder)


def test_a_folder_that_is_none(tmp_path: Path):
    """Reading nothing says how to begin."""
    with pytest.raises(ConfigError, match=r"found no folder; .*staffopt init"):
        read_store(tmp_path / "none")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rules.min_rest.hours": "long"}, "changes, key 'rules.min_rest.hours': found 'long'"),
        ({"zone.name": "x"}, "changes, key 'zone.name': found a key inside a plain value"),
        ({"people.E7": False}, "changes, key 'people.E7': found unknown employee 'E7'"),
        ({"people.E1": 3}, "changes, key 'people.E1': found 3; expected false, or a column"),
        ({"people.E1.wage": -1}, "changes, 'wage' of employees.csv line 2: found '-1'"),
        ({"people.E9": {"name": "Cy"}}, "changes, key 'people.E9', column 'wage': found no 'wage'"),
        ({"courses.tills.minutes": 1}, "changes, key 'tills.minutes': found 1"),
        ({"people.E1": False}, "found nobody who can give 'tills'"),
    ],
)
def test_bad_changes_are_named_as_changes(
    problems: Callable[..., list[str]], changes: dict[str, object], expected: str
):
    """A what-if change that does not fit is blamed on the change, not on a line of a file."""
    found = problems({}, changes)
    assert any(expected in line for line in found), found


def told(write: Callable[..., Path], files: dict[str, str | None]) -> list[str]:
    """What is wrong with the small store with files changed, a line each."""
    with pytest.raises(ConfigError) as caught:
        read_store(write(files))
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "E2,Bo,,part_time,0,8,16,10\n",
        "E2,Bo,,part_time,0,8,16,10,floor,,\n",
        "E2,,,x,0,8,16,10,y\n",
    ],
)
def test_a_person_whose_own_line_is_faulty_is_known(write: Callable[..., Path], line: str):
    """Too few cells, too many or wrong ones: no other table calls them unknown."""
    rows = {
        "training_needs.csv": NEED + "E2,tills,2026-03-06,true,90,1\n",
        "availability.csv": FREE + "E2,mon,09:00,17:00,,\n",
    }
    found = told(write, {"employees.csv": HEAD + ANN + line, **rows})
    assert found
    assert all(each.startswith("employees.csv line 3") for each in found)


def test_who_comes_after_a_line_where_reading_ends_may_be_known(write: Callable[..., Path]):
    """A stray quote hides all employees after it: none of them is called unknown."""
    found = told(write, {"employees.csv": HEAD + ANN + '"E2,Bo\n'})
    assert found == [
        "employees.csv line 3: found no CSV: unexpected end of data; expected quotes in pairs"
    ]


def test_whoever_a_faulty_line_names_is_looked_up_too(write: Callable[..., Path]):
    """An unknown person beside a wrong weekday: both are told at once."""
    found = told(write, {"availability.csv": FREE + "X9,mun,09:00,17:00,,\n"})
    assert ["weekday" in found[0], "unknown employee 'X9'" in found[1]] == [True, True]


def test_the_rest_of_a_store_without_employees_is_checked(write: Callable[..., Path]):
    """A missing employees.csv and a wrong key are told at once."""
    files = {"store.yaml": edited("currency: GBP", "currency: GBP\nlead_days: soon")}
    found = told(write, {**files, "employees.csv": None})
    assert ["employees.csv: found no file" in found[0], "lead_days" in found[1]] == [True, True]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("store", "school"),
    [(STORE + "roles: {{x}}: 1\n", "hill"), (edited("{kind: sale}", "{kind: sold}"), "")],
)
def test_no_table_is_held_against_a_store_that_could_not_be_read(
    write: Callable[..., Path], store: str, school: str
):
    """Drivers of events and schools of people may be right where `store.yaml` is at fault."""
    people = HEAD.replace("\n", ",school\n") + ANN.replace("\n", f",{school}\n")
    events = "name,kind,first,drivers\nA,a,2026-03-02,sales\n"
    none = {"courses.yaml": None, "training_needs.csv": None}
    found = told(
        write, {"store.yaml": store, "employees.csv": people, "events.csv": events, **none}
    )
    assert [each.split(":")[0] for each in found] == ["store.yaml"]


def test_needs_are_not_held_against_courses_that_could_not_be_read(write: Callable[..., Path]):
    """Of an empty courses.yaml only that is told."""
    found = told(write, {"courses.yaml": ""})
    assert found == ["courses.yaml: found an empty file; expected a mapping of `key: value` lines"]


def test_the_cells_below_a_wrong_header_are_checked(write: Callable[..., Path]):
    """A wrong name of one column, a wrong wage: both are told at once, and nobody is unknown."""
    wrong = HEAD.replace("contract", "contrakt") + ANN.replace("11.50", "-24.00")
    found = told(
        write, {"employees.csv": wrong, "availability.csv": FREE + "X9,mon,9:00,17:00,,\n"}
    )
    assert "found unknown column 'contrakt'" in found[0]
    assert "line 2, column 'wage': found '-24.00'" in found[1]
    assert "availability.csv line 2, column 'employee_id': found unknown employee 'X9'" in found[2]


def test_below_a_header_without_ids_nobody_is_called_unknown(write: Callable[..., Path]):
    """Only what is wrong in employees.csv is told."""
    found = told(write, {"employees.csv": HEAD.replace("employee_id", "emp") + ANN})
    assert found
    assert all(each.startswith("employees.csv line 1: ") for each in found)

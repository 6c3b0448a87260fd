"""A store's folder to a Store: every file is read, and all problems are raised at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from staffopt.domain.people import Person
from staffopt.domain.shifts import PastShift
from staffopt.inputs.changes import change_rows, lay_over, sections_of
from staffopt.inputs.cross_checks import check_contracts, check_employees, check_inside
from staffopt.inputs.findings import Findings, Path
from staffopt.inputs.opening_hours import opening_of
from staffopt.inputs.parts import forecasters_of, goals_of, rules_of, staffing_of
from staffopt.inputs.people_tables import EmployeeRow, attached, balances, person_of
from staffopt.inputs.roster_tables import read_past, read_pins
from staffopt.inputs.rows import Staff, checked, raw_rows, read_rows
from staffopt.inputs.settings import StoreSettings
from staffopt.inputs.store import Store
from staffopt.inputs.training_tables import NeedRow, courses_of, needs_of
from staffopt.inputs.yaml_file import YamlFile, read_yaml

STORE_FILE = "store.yaml"
TABLES = (
    "employees.csv",
    "availability.csv",
    "time_off.csv",
    "preferences.csv",
    "training_needs.csv",
    "past_roster.csv",
    "pins.csv",
    "employee_history.csv",
    "courses.yaml",
)
STAND_INS: dict[str, object] = {
    "zone": "UTC",
    "currency": "XXX",
    "opening": {"week": {"mon": "00:00-24:00"}},
    "roles": {"work": {}},
}
"""What stands in for sections that failed, so that the other files can still be checked."""


def read_store(
    folder: FilePath | str,
    changes: Mapping[str, object] | None = None,
    past: FilePath | str | None = None,
) -> Store:
    """Return the store in a folder, or raise one ConfigError with every problem in its files.

    `changes` maps dotted keys to values laid over the files before they are checked, for example
    `{"rules.min_rest.hours": 12, "people.E03": False}`. `past` is read instead of past_roster.csv.
    """
    folder = FilePath(folder)
    findings = Findings()
    _check_folder(folder, findings)
    findings.raise_if_any()
    for_store, for_courses, for_people = sections_of(changes)
    file = read_yaml(folder / STORE_FILE, findings)
    lay_over(file, for_store, findings)
    settings = _settings(file, findings)
    staff = _read_staff(folder, for_people, settings, findings)
    courses_file = YamlFile("courses.yaml")
    if (folder / courses_file.name).exists():
        courses_file = read_yaml(folder / courses_file.name, findings)
    lay_over(courses_file, for_courses, findings)
    zone, ids, roles = ZoneInfo(settings.zone), staff.ids, settings.roles
    courses = courses_of(courses_file, staff.people, ids.gone, zone, findings)
    need_rows = read_rows(folder / "training_needs.csv", NeedRow, findings)
    past_file = FilePath(past) if past is not None else folder / "past_roster.csv"
    store = Store(
        folder=folder,
        name=settings.name or folder.resolve().name,
        zone=settings.zone,
        currency=settings.currency,
        week_starts=settings.week_starts,
        slot_minutes=settings.slot_minutes,
        lead_days=settings.lead_days,
        opening=opening_of(settings.opening),
        transactions=settings.transactions,
        drivers=settings.drivers,
        forecasters=forecasters_of(settings, file, findings),
        roles=staffing_of(settings, file, findings),
        rules=rules_of(settings, file, findings),
        goals=goals_of(settings, file, findings),
        grid=settings.shifts.grid,
        limits=settings.limits,
        people=staff.people,
        courses=courses,
        needs=needs_of(need_rows, ids, courses_file.content, findings),
        past=_past(past_file, past is not None, ids, settings, findings),
        pins=read_pins(folder / "pins.csv", ids, roles, zone, findings),
        balances=balances(folder, ids, findings),
        changes=dict(changes or {}),
    )
    check_contracts(staff.placed, store.opening, store.grid, findings)
    findings.raise_if_any()
    return store


def _check_folder(folder: FilePath, findings: Findings) -> None:
    """Note a folder without the two files that every store has, and files that lie outside it."""
    if not folder.is_dir():
        findings.add(str(folder), "no folder", "a store's folder; `staffopt init` writes one")
        return
    for name in (STORE_FILE, "employees.csv"):
        if not (folder / name).is_file():
            findings.add(str(folder / name), "no file", "every store to have one")
    for name in (STORE_FILE, *TABLES):
        if (folder / name).exists():
            check_inside(folder, folder / name, name, findings)


def _settings(file: YamlFile, findings: Findings) -> StoreSettings:
    """Return store.yaml; sections that fail are noted and stand-ins take their places."""
    try:
        return StoreSettings.model_validate(file.content)
    except ValidationError as error:
        findings.add_invalid(error, file.where, StoreSettings)
        failed = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
    kept = {key: value for key, value in file.content.items() if key not in failed}
    stand_ins = dict(STAND_INS)
    if isinstance(file.content.get("roles"), dict) and file.content["roles"]:
        stand_ins["roles"] = {str(role): {} for role in file.content["roles"]}
    return StoreSettings.model_validate({**stand_ins, **kept})


@dataclass(frozen=True)
class _People:
    people: tuple[Person, ...]
    ids: Staff
    placed: tuple[tuple[Person, str], ...]


def _read_staff(
    folder: FilePath, changes: Mapping[Path, object], settings: StoreSettings, findings: Findings
) -> _People:
    """Return the employees with what hangs on them, and where each one's hours stand."""
    raw, gone = change_rows(
        raw_rows(folder / "employees.csv", EmployeeRow, findings), changes, findings
    )
    rows = check_employees(checked(raw, EmployeeRow, findings), settings.roles, findings)
    if not raw and not len(findings):
        findings.add("employees.csv", "no employees", "at least one row")
    known = frozenset(str(row.cells.get("employee_id", "")) for row in raw)
    staff = Staff(known, gone)
    free, off, wishes = attached(folder, staff, ZoneInfo(settings.zone), findings)
    placed = []
    for read in rows:
        person_id = read.value.employee_id
        person = person_of(
            read.value, free.get(person_id, ()), off.get(person_id, ()), wishes.get(person_id, ())
        )
        placed.append((person, read.where("hours_min")))
    return _People(tuple(person for person, _ in placed), staff, tuple(placed))


def _past(
    path: FilePath, asked_for: bool, staff: Staff, settings: StoreSettings, findings: Findings
) -> tuple[PastShift, ...]:
    """Return the past roster; a file that was asked for must exist."""
    if asked_for and not path.is_file():
        findings.add(str(path), "no file", "a past roster")
        return ()
    return read_past(path, staff, settings.roles, ZoneInfo(settings.zone), findings)

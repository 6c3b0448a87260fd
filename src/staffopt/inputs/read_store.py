"""A store's folder to a Store: every file is read, and all problems are raised at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from staffopt.domain.people import Person
from staffopt.inputs.changes import change_rows, lay_over, sections_of
from staffopt.inputs.cross_checks import check_contracts, check_employees, check_inside
from staffopt.inputs.dated_papers import certificates_of, consents_of
from staffopt.inputs.event_table import read_events
from staffopt.inputs.findings import Findings, Path
from staffopt.inputs.history_table import histories
from staffopt.inputs.opening_hours import lawful, opening_of
from staffopt.inputs.pack_rules import packs_of
from staffopt.inputs.parts import forecasters_of, goals_of, rules_of, staffing_of
from staffopt.inputs.people_tables import EmployeeRow, attached, person_of
from staffopt.inputs.published_effects import with_published
from staffopt.inputs.roster_tables import read_past, read_pins, read_reasons
from staffopt.inputs.rows import Staff, checked, raw_rows, read_rows
from staffopt.inputs.school_calendars import school_of
from staffopt.inputs.settings import StoreSettings
from staffopt.inputs.store import Store
from staffopt.inputs.training_tables import NeedRow, courses_of, needs_of
from staffopt.inputs.truths import note_truths
from staffopt.inputs.yaml_file import YamlFile, read_yaml

STORE_FILE, EMPLOYEES_FILE, COURSES_FILE = "store.yaml", "employees.csv", "courses.yaml"
OTHERS = (
    "availability.csv",
    "time_off.csv",
    "preferences.csv",
    "consents.csv",
    "certificates.csv",
    "training_needs.csv",
    "past_roster.csv",
    "pins.csv",
    "change_reasons.csv",
    "employee_history.csv",
    "events.csv",
)
STAND_INS: dict[str, object] = {
    "zone": "UTC",
    "currency": "XXX",
    "opening": {"week": {"mon": "00:00-24:00"}},
    "roles": {"": {}},
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
    if not _can_be_read(folder, findings):
        findings.raise_if_any()
    for_store, for_courses, for_people = sections_of(changes)
    file = read_yaml(folder / STORE_FILE, findings)
    lay_over(file, for_store, findings)
    settings = _settings(file, findings)
    staff = _read_staff(folder, for_people, settings, file, findings)
    known = histories(folder, staff.ids, findings)
    drivers = None if "drivers" in file.failed else settings.drivers
    store = replace(
        _decided(folder, settings, file, findings),
        people=tuple(replace(p, history=known.get(p.id)) for p, _ in staff.placed),
        events=read_events(folder / "events.csv", drivers, findings),
        changes=dict(changes or {}),
    )
    store = _with_training(store, for_courses, staff.ids, findings)
    store = _with_rosters(store, past, staff.ids, settings.roles, findings)
    if not file.failed & {"opening", "shifts"}:
        check_contracts(staff.placed, store.opening, store.grid, findings)
    findings.raise_if_any()
    return store


def _decided(
    folder: FilePath, settings: StoreSettings, file: YamlFile, findings: Findings
) -> Store:
    """Return what store.yaml decides; people and training are still missing."""
    packs, laws = packs_of(settings, file, findings)
    rules = (*rules_of(settings, file, findings), *laws)
    holidays = settings.opening.holidays
    opening = with_published(opening_of(settings.opening), holidays, folder, file, findings)
    return Store(
        folder=folder,
        name=settings.name or folder.resolve().name,
        zone=settings.zone,
        currency=settings.currency,
        week_starts=settings.week_starts,
        slot_minutes=settings.slot_minutes,
        lead_days=settings.lead_days,
        opening=lawful(opening, rules),
        transactions=settings.transactions,
        drivers=settings.drivers,
        sister=settings.sister,
        forecasters=forecasters_of(settings, file, findings),
        roles=staffing_of(settings, file, findings),
        rules=rules,
        packs=packs,
        goals=goals_of(settings, file, findings),
        grid=settings.shifts.grid,
        limits=settings.limits,
        stress_test=settings.stress_test,
        people=(),
    )


def _with_training(
    store: Store, changes: Mapping[Path, object], ids: Staff, findings: Findings
) -> Store:
    """Return the store with its courses and training needs."""
    file, noted = YamlFile(COURSES_FILE), len(findings)
    if (store.folder / COURSES_FILE).exists():
        file = read_yaml(store.folder / COURSES_FILE, findings)
    unread = len(findings) > noted
    lay_over(file, changes, findings)
    courses = courses_of(file, store.people, ids, ZoneInfo(store.zone), findings)
    rows = read_rows(store.folder / "training_needs.csv", NeedRow, findings, ids)
    named = {read.value.course for read in rows} if unread else file.content
    return replace(store, courses=courses, needs=needs_of(rows, ids, named, findings))


def _with_rosters(
    store: Store,
    past: FilePath | str | None,
    ids: Staff,
    roles: Collection[str],
    findings: Findings,
) -> Store:
    """Return the store with its past roster and pins; a past that was asked for must exist."""
    zone = ZoneInfo(store.zone)
    file = FilePath(past) if past is not None else store.folder / "past_roster.csv"
    if past is not None and not file.is_file():
        findings.add(str(file), "no file", "a past roster")
        return store
    pins = read_pins(store.folder / "pins.csv", ids, roles, zone, findings)
    reasons = read_reasons(store.folder / "change_reasons.csv", ids, findings)
    past_shifts = read_past(file, ids, roles, zone, findings)
    return replace(store, past=past_shifts, pins=pins, change_reasons=reasons)


def _can_be_read(folder: FilePath, findings: Findings) -> bool:
    """Note a folder without the two files that every store has, and files that lie outside it.

    Where only the employees are missing, the rest can be checked.
    """
    if not folder.is_dir():
        findings.add(str(folder), "no folder", "a store's folder; `staffopt init` writes one")
        return False
    sound = True
    for name in (STORE_FILE, EMPLOYEES_FILE):
        if not (folder / name).is_file():
            findings.add(str(folder / name), "no file", "every store to have one")
            sound &= name == EMPLOYEES_FILE and not (folder / name).exists()
    for name in (STORE_FILE, EMPLOYEES_FILE, COURSES_FILE, *OTHERS):
        if (folder / name).exists():
            sound &= check_inside(folder, folder / name, name, findings)
    return sound


def _settings(file: YamlFile, findings: Findings) -> StoreSettings:
    """Return store.yaml; sections that fail are noted and stand-ins take their places."""
    unreadable = not file.content and len(findings) > 0
    try:
        settings = StoreSettings.model_validate(file.content)
        note_truths(file.content, settings, file.where, findings)
        return settings
    except ValidationError as error:
        if not unreadable:
            findings.add_invalid(error, file.where, StoreSettings)
        at_fault = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
        file.failed |= set(StoreSettings.model_fields) if unreadable else at_fault
    kept = {key: value for key, value in file.content.items() if key not in file.failed}
    stand_ins = dict(STAND_INS)
    if isinstance(file.content.get("roles"), dict) and file.content["roles"]:
        stand_ins["roles"] = {str(role): {} for role in file.content["roles"]}
    return StoreSettings.model_validate({**stand_ins, **kept})


@dataclass(frozen=True)
class _Staff:
    """The people, each with where their hours stand, and the ids that tables may name."""

    placed: tuple[tuple[Person, str], ...]
    ids: Staff


def _read_staff(
    folder: FilePath,
    changes: Mapping[Path, object],
    settings: StoreSettings,
    file: YamlFile,
    findings: Findings,
) -> _Staff:
    """Return the employees with what hangs on them."""
    listed = raw_rows(folder / EMPLOYEES_FILE, EmployeeRow, findings)
    raw, gone = change_rows(listed, changes, findings)
    rows = check_employees(checked(raw, EmployeeRow, findings), settings.roles, findings)
    if not raw and not len(findings):
        findings.add(EMPLOYEES_FILE, "no employees", "at least one row")
    all_seen = all("employee_id" in row.cells for row in raw if row.torn)
    known = frozenset(str(row.cells.get("employee_id", "")) for row in raw if all_seen)
    ids = Staff(known, gone)
    free, off, wishes = attached(folder, ids, ZoneInfo(settings.zone), findings)
    consents = consents_of(folder, ids, findings)
    papers = certificates_of(folder, ids, findings)
    schools = None if "schools" in file.failed else settings.schools
    placed = []
    for read in rows:
        of = read.value.employee_id
        person = person_of(read.value, free.get(of, ()), off.get(of, ()), wishes.get(of, ()))
        school = school_of(read, schools, findings)
        person = replace(person, consents=consents.get(of, ()), school=school)
        person = replace(person, certificates=papers.get(of, ()))
        placed.append((person, read.where("hours_min")))
    return _Staff(tuple(placed), ids)

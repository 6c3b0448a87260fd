"""plan.json and manifest.json back into a plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.plan import Plan
from staffopt.domain.requirement import Requirement
from staffopt.domain.stress_test import WeekTotals
from staffopt.errors import DataError, Problem, shown
from staffopt.formats.decoding import Decoder, field_hints
from staffopt.formats.manifest_file import MANIFEST_SCHEMA, ManifestFile
from staffopt.formats.plan_file import PLAN_SCHEMA, READABLE, PlanFile

LARGEST = 500_000_000
MOST_DAYS = 371
SUMMARY = frozenset(
    {"schema", "version", "id", "with_pay", "status", "currency", "cost", "gap", "changes"}
)


def read_plan(path: str | Path) -> Plan:
    """Read a plan back from its folder or its `plan.json`.

    The plan is equal to the one written (`same_plan`); from files without pay it is equal to
    `without_pay` of it. The record of the run comes from the manifest of the same folder, where it
    belongs to the same plan; without it, the changes to the store are known all the same.
    """
    path = Path(path)
    file = path / PlanFile.file if path.is_dir() else path
    data = _json(file)
    _check_kind(data, file.name)
    decoder = Decoder(file.name)
    told = {key: one for key, one in data.items() if key not in SUMMARY}
    changes = decoder.decode(data.get("changes", {}), Mapping[str, Any], "changes")
    told["manifest"] = {"changes": changes} if changes else {}
    told.update(_record(file.with_name(ManifestFile.file), data))
    plan = decoder.decode(_unclocked(told), Plan, "plan")
    if not decoder.problems:
        _check_whole(plan, decoder)
    if decoder.problems:
        raise DataError(*decoder.problems)
    assert isinstance(plan, Plan)  # noqa: S101 - no problem was noted
    return plan


def _json(path: Path) -> dict[str, Any]:
    """Return the object a file holds."""
    try:
        if path.stat().st_size > LARGEST:
            raise DataError(Problem(path.name, f"more than {LARGEST:,} bytes", "a plan"))
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        expected = "a plan.json" if path.name == PlanFile.file else "the folder of a plan"
        raise DataError(Problem(str(path), error.strerror or str(error), expected)) from None
    except UnicodeDecodeError as error:
        where = f"{path.name} byte {error.start}"
        raise DataError(Problem(where, "no UTF-8", "UTF-8 text")) from None
    except json.JSONDecodeError as error:
        where = f"{path.name} line {error.lineno}"
        raise DataError(
            Problem(where, f"no JSON: {error.msg}", "JSON as a plan writes it")
        ) from None
    except RecursionError:
        raise DataError(Problem(path.name, "JSON nested without end", "a plan")) from None
    if not isinstance(data, dict):
        raise DataError(Problem(path.name, shown(data), "an object"))
    return data


def _check_kind(data: Mapping[str, Any], name: str) -> None:
    """Refuse what is no plan, or a plan of another version."""
    if data.get("schema") != PLAN_SCHEMA:
        found = f"schema {shown(data.get('schema'))}"
        raise DataError(Problem(f"{name}: schema", found, repr(PLAN_SCHEMA)))
    if data.get("version") not in READABLE:
        expected = f"{' or '.join(map(str, READABLE))}; this staffopt reads no other"
        raise DataError(Problem(f"{name}: version", shown(data.get("version")), expected))


def _record(path: Path, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return run and manifest from the manifest beside a plan, nothing where it is another's."""
    if not path.is_file():
        return {}
    record = _json(path)
    ours = record.get("schema") == MANIFEST_SCHEMA and record.get("id") == data.get("id")
    if not ours:
        return {}
    return {"run": record.get("run"), "manifest": record.get("record", {})}


def horizon_beside(path: Path) -> Horizon | None:
    """Return the period that the manifest beside a file says, None where there is none."""
    manifest = path.with_name(ManifestFile.file)
    if not manifest.is_file():
        return None
    record = _json(manifest)
    if record.get("schema") != MANIFEST_SCHEMA:
        return None
    decoder = Decoder(manifest.name)
    horizon = decoder.decode(record.get("horizon"), Horizon, "horizon")
    if decoder.problems:
        raise DataError(*decoder.problems)
    _check_horizon(horizon, "horizon", decoder)
    if decoder.problems:
        raise DataError(*decoder.problems)
    return horizon if isinstance(horizon, Horizon) else None


def store_beside(path: Path) -> str:
    """Return the name of the store that the manifest beside a file says, nothing where it is not.

    Why: an error may name the store that a table is of.
    """
    manifest = path.with_name(ManifestFile.file)
    record = _json(manifest).get("record") if manifest.is_file() else None
    return str(record.get("store", "")) if isinstance(record, Mapping) else ""


def _unclocked(told: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with zeros for what only a manifest knows."""
    run = told.get("run")
    if not isinstance(run, Mapping):
        return told
    return {**told, "run": {"seconds": 0.0, "first_roster_s": 0.0, **run}}


def _check_whole(plan: Plan, decoder: Decoder) -> None:
    """Note a zone nobody knows and slot arrays that do not fit the horizon."""
    need = plan.problem.requirement
    _check_horizon(need.horizon, "plan.problem.requirement.horizon", decoder)
    _check_horizon(plan.roster.horizon, "plan.roster.horizon", decoder)
    if not decoder.problems:
        _check_lengths(need, decoder)
        _check_stress_test(plan, decoder)
    for shift in plan.roster.shifts:
        if not shift.blocks:
            decoder.note(f"plan.roster.shifts, id {shift.id!r}", "no blocks", "at least one")


def _check_horizon(horizon: Horizon, where: str, decoder: Decoder) -> None:
    """Note a period that is none."""
    try:
        ZoneInfo(horizon.zone)
    except (KeyError, ValueError, OSError):
        decoder.note(f"{where}.zone", shown(horizon.zone), "a zone such as Europe/London")
    if not (1 <= horizon.days <= MOST_DAYS and 1 <= horizon.slot_minutes <= 60):
        found = f"{horizon.days} days, slots of {horizon.slot_minutes} minutes"
        decoder.note(where, found, f"1 to {MOST_DAYS} days, slots of 1 to 60 minutes")


def _check_lengths(need: Requirement, decoder: Decoder) -> None:
    """Note the slot arrays that are not as long as the horizon."""
    arrays = {"open": need.open, "staffed": need.staffed}
    for role, one in need.roles.items():
        for name in field_hints(type(one)):
            if getattr(one, name) is not None:
                arrays[f"roles.{role}.{name}"] = getattr(one, name)
    slots = need.horizon.slots
    for name, values in arrays.items():
        if len(values) != slots:
            where = f"plan.problem.requirement.{name}"
            decoder.note(where, f"{len(values)} slots", f"{slots}, as the horizon has")


def _check_stress_test(plan: Plan, decoder: Decoder) -> None:
    """Note a stress test of another period, and slot arrays that do not fit it."""
    found = plan.stress_test
    if found is None:
        return
    if found.horizon != plan.roster.horizon:
        said = f"{found.horizon.days} days from {found.horizon.first}"
        decoder.note("plan.stress_test.horizon", said, "the roster's")
        return
    for role, service in found.roles.items():
        arrays = {
            name: getattr(service, name)
            for name in field_hints(type(service))
            if isinstance(getattr(service, name), np.ndarray)
        }
        _check_weeks(service.weeks, f"{role}.weeks", found.weeks, decoder)
        if service.everybody_there is not None:
            where = f"{role}.everybody_there"
            _check_weeks(service.everybody_there, where, found.weeks, decoder)
        arrays |= {f"slot_waits.{level}": one for level, one in service.slot_waits.items()}
        for name, values in arrays.items():
            if len(values) != found.horizon.slots:
                where = f"plan.stress_test.roles.{role}.{name}"
                expected = f"{found.horizon.slots}, as the horizon has"
                decoder.note(where, f"{len(values)} slots", expected)


def _check_weeks(totals: WeekTotals, where: str, weeks: int, decoder: Decoder) -> None:
    """Note sums of another number of weeks."""
    for name in field_hints(WeekTotals):
        if len(getattr(totals, name)) != weeks:
            place = f"plan.stress_test.roles.{where}.{name}"
            decoder.note(place, f"{len(getattr(totals, name))} weeks", str(weeks))

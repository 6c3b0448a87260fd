"""What-if changes: dotted keys laid over the files of a store before they are checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import deepcopy
from datetime import date, datetime

from staffopt.domain.shared_changes import PEOPLE
from staffopt.errors import one_of, shown
from staffopt.inputs.findings import Findings, Path
from staffopt.inputs.table_file import Row
from staffopt.inputs.yaml_file import YamlFile

COURSES = "courses"


def sections_of(changes: Mapping[str, object] | None) -> tuple[dict[Path, object], ...]:
    """Split changes by the file they concern: store.yaml, courses.yaml, employees.csv."""
    store: dict[Path, object] = {}
    courses: dict[Path, object] = {}
    people: dict[Path, object] = {}
    for key, value in (changes or {}).items():
        head, *rest = str(key).split(".")
        owner = {PEOPLE: people, COURSES: courses}.get(head, store)
        owner[tuple(rest) if owner is not store else (head, *rest)] = _written(value)
    return store, courses, people


def lay_over(file: YamlFile, changes: Mapping[Path, object], findings: Findings) -> None:
    """Write changes into a file's content, making sections where there are none."""
    for path, value in changes.items():
        if not _write(file.content, path, deepcopy(value)):
            key = ".".join(str(part) for part in path)
            findings.add(
                f"changes, key {key!r}", "a key inside a plain value", "a key of a section"
            )
        file.changed.add(path)


def _write(content: object, path: Path, value: object) -> bool:
    """Set one value; return False where the path leads through a plain value."""
    if not path or not all(str(part) for part in path):
        return False
    here = content
    for part in path[:-1]:
        if isinstance(here, dict):
            if here.get(part) is None:
                here[part] = {}
            here = here[part]
        elif isinstance(here, list) and str(part).isdecimal() and int(part) < len(here):
            here = here[int(part)]
        else:
            return False
    last = path[-1]
    if isinstance(here, list) and str(last).isdecimal() and int(last) < len(here):
        here[int(last)] = value
        return True
    if isinstance(here, dict):
        here[str(last)] = value
        return True
    return False


def change_rows(
    rows: Collection[Row], changes: Mapping[Path, object], findings: Findings
) -> tuple[list[Row], frozenset[str]]:
    """Return employee rows with changes, and the ids taken out.

    `people.E03: false` takes E03 out, `people.E03.hours_max: 30` changes a cell,
    `people.E99: {name: ...}` adds a person.
    """
    found = {str(row.cells.get("employee_id")): row for row in rows}
    listed = list(rows)
    added: list[Row] = []
    gone: set[str] = set()
    for path, value in changes.items():
        where = f"changes, key {'.'.join((PEOPLE, *map(str, path)))!r}"
        person = str(path[0]) if path else ""
        known = person in found
        if known and value is False and len(path) == 1:
            gone.add(person)
        elif known and len(path) == 2:
            _change(found[person], str(path[1]), value)
        elif not known and isinstance(value, Mapping) and len(path) == 1:
            cells = {str(column): _cell(part) for column, part in value.items()}
            added.append(Row(where, 0, {"employee_id": person, **cells}))
        elif known:
            findings.add(where, shown(value), "false, or a column and its value")
        else:
            wanted = f"{one_of(person, found)}, or the columns of somebody new"
            findings.add(where, f"unknown employee {shown(person)}", wanted)
    kept = [row for row in listed if str(row.cells.get("employee_id")) not in gone]
    return [*kept, *added], frozenset(gone)


def _change(row: Row, column: str, value: object) -> None:
    """Set one cell; None empties it."""
    if value is None:
        row.cells.pop(column, None)
    else:
        row.cells[column] = _cell(value)
    row.changed.add(column)


def _cell(value: object) -> object:
    """Return a value as a table has it."""
    return list(value) if isinstance(value, list | tuple) else str(value)


def _written(value: object) -> object:
    """Return a change as a YAML file would hold it: dates and times as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _written(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_written(part) for part in value]
    return value

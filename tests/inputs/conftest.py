"""A small valid store, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from staffopt.errors import ConfigError
from staffopt.inputs.read_store import read_store

STORE = """\
zone: Europe/London
currency: GBP
opening:
  week: {mon: 09:00-17:00, tue: 09:00-17:00}
drivers:
  sales: {kind: sale}
roles:
  cashier: {method: erlang_c, driver: sales, handling: {seconds: 60}}
  floor: {method: minimum_crew, minimum: 1}
rules:
  min_rest: {hours: 11}
"""
EMPLOYEES = """\
employee_id,name,birth_date,contract,hours_min,hours_target,hours_max,wage,roles,tags,hired
E1,Ann,1990-02-28,full_time,8,12,16,11.50,cashier;floor,manager;coach,2015-01-01
E2,Bo,,part_time,0,8,16,10,floor,,
"""
COURSES = """\
tills: {minutes: 60, trainer_tag: coach}
online: {minutes: 30, self_study: true}
"""
NEEDS = """\
employee_id,course,due,hard,price,priority
E2,tills,2026-03-06,true,90,1
"""
FILES = {
    "store.yaml": STORE,
    "employees.csv": EMPLOYEES,
    "courses.yaml": COURSES,
    "training_needs.csv": NEEDS,
}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the small store, with files changed, added or (None) left out; return its folder."""

    def written(files: dict[str, str | bytes | None] | None = None) -> Path:
        for name, content in {**FILES, **(files or {})}.items():
            if isinstance(content, bytes):
                (tmp_path / name).write_bytes(content)
            elif content is not None:
                (tmp_path / name).write_text(content, encoding="utf-8")
        return tmp_path

    return written


@pytest.fixture
def problems(write: Write) -> Callable[..., list[str]]:
    """Read a spoilt store and return the problems, a line each."""

    def found(
        files: dict[str, str | bytes | None], changes: dict[str, object] | None = None
    ) -> list[str]:
        with pytest.raises(ConfigError) as error:
            read_store(write(files), changes)
        return str(error.value).splitlines()

    return found

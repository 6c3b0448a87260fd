"""manifest.json: the record of the run, and the only file in which a clock shows."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from staffopt.domain.plan import Plan
from staffopt.formats.base import Format
from staffopt.formats.encoding import encode, in_units
from staffopt.formats.plan_file import plan_id, shared_record

MANIFEST_SCHEMA = "staffopt manifest"
VERSION = 1
LIBRARIES = ("staffopt", "numpy", "ortools", "numba", "tzdata")


class ManifestFile(Format):
    """Input hashes, versions, seed, budget, bound, gap, cost by component, hashes of the files."""

    name = "manifest"
    suffix = ".json"
    file = "manifest.json"
    alone = False

    def write(self, plan: Plan, path: Path, *, with_pay: bool = False) -> None:
        """Write the record alone."""
        write_record(manifest_record(plan, with_pay=with_pay), path)

    def write_into(self, plan: Plan, folder: Path, *, with_pay: bool = False) -> None:
        """Write the record of a folder with the hash of every file that lies in it."""
        record = manifest_record(plan, with_pay=with_pay)
        write_record({**record, "files": file_hashes(folder)}, folder / self.file)


def manifest_record(plan: Plan, *, with_pay: bool) -> dict[str, Any]:
    """Return the record of a plan's run."""
    zone = plan.problem.horizon.tz
    record = plan.manifest if with_pay else shared_record(plan.manifest)
    return {
        "schema": MANIFEST_SCHEMA,
        "version": VERSION,
        "id": plan_id(plan),
        "with_pay": with_pay,
        "horizon": encode(plan.problem.horizon, zone, personal=True),
        "status": plan.status,
        "currency": plan.problem.currency,
        "cost": in_units(plan.cost),
        "bound": in_units(plan.bound),
        "bound_by": plan.bound_by,
        "gap": plan.gap,
        "costs": in_units(plan.costs),
        "forced_wages": in_units(plan.forced_wages),
        "run": encode(plan.run, zone, personal=True),
        "versions": _versions(),
        "record": encode(record, zone, personal=True),
    }


def file_hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a folder, by its path within."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): file_hash(path) for path in found}


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _versions() -> dict[str, str]:
    """Return the versions on which bytes may depend."""
    versions = {"python": platform.python_version()}
    for library in LIBRARIES:
        try:
            versions[library] = version(library)
        except PackageNotFoundError:
            continue
    return versions


def write_record(record: dict[str, Any], path: Path) -> None:
    """Write JSON that people can read."""
    text = json.dumps(record, ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")

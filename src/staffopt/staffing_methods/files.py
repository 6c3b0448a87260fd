"""A requirement as a file: people needed per role and slot, and what any number of them costs."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import numpy as np

from staffopt.domain.requirement import Requirement

COLUMNS = ("role", "start", "required", "n", "loss")


def write_requirement(need: Requirement, path: str | Path) -> Path:
    """Write the staffed slots as CSV, losses in the currency, at once or not at all."""
    path = Path(path)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    slots = np.flatnonzero(need.staffed).tolist()
    starts = {t: need.horizon.local(need.horizon.instant(t)).isoformat() for t in slots}
    for name, role in need.roles.items():
        for t in slots:
            for people, loss in enumerate(role.loss[t].tolist()):
                cells = (name, starts[t], int(role.required[t]), people, f"{loss / 100:.2f}")
                writer.writerow(cells)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(text.getvalue(), encoding="utf-8")
    fresh.replace(path)
    return path

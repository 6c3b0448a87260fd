"""consents.csv: what people have agreed to, and from when until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path as FilePath

from pydantic import Field

from staffopt.domain.people import Consent
from staffopt.inputs.findings import Findings
from staffopt.inputs.rows import RowModel, Staff, read_rows
from staffopt.inputs.values import Day


class ConsentRow(RowModel):
    """A recorded consent of one person; it ends on the date on which it is revoked."""

    employee_id: str
    kind: str = Field(pattern=r"^[a-z0-9_]{1,40}$", description="Letters a-z, digits and _.")
    valid_from: Day | None = None
    valid_to: Day | None = None


def consents_of(
    folder: FilePath, staff: Staff, findings: Findings
) -> Mapping[str, tuple[Consent, ...]]:
    """Return the recorded consents by employee."""
    found: dict[str, tuple[Consent, ...]] = defaultdict(tuple)
    for read in read_rows(folder / "consents.csv", ConsentRow, findings):
        row = read.value
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            expected = "a date on or after valid_from"
            findings.add(read.where("valid_to"), repr(str(row.valid_to)), expected)
        if person := staff.of(read, row.employee_id, findings):
            found[person] += (Consent(row.kind, row.valid_from, row.valid_to),)
    return found

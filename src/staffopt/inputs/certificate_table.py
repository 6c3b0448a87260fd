"""certificates.csv: what papers people hold, and from when until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path as FilePath

from pydantic import Field

from staffopt.domain.people import Certificate
from staffopt.inputs.findings import Findings
from staffopt.inputs.rows import RowModel, Staff, read_rows
from staffopt.inputs.values import Day


class CertificateRow(RowModel):
    """A certificate of one person; it is valid on the date of `valid_to`, too."""

    employee_id: str
    certificate: str = Field(pattern=r"^[a-z0-9_]{1,40}$", description="Letters a-z, digits and _.")
    valid_from: Day | None = None
    valid_to: Day | None = None


def certificates_of(
    folder: FilePath, staff: Staff, findings: Findings
) -> Mapping[str, tuple[Certificate, ...]]:
    """Return the certificates by employee."""
    found: dict[str, tuple[Certificate, ...]] = defaultdict(tuple)
    for read in read_rows(folder / "certificates.csv", CertificateRow, findings):
        row = read.value
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            expected = "a date on or after valid_from"
            findings.add(read.where("valid_to"), repr(str(row.valid_to)), expected)
        if person := staff.of(read, row.employee_id, findings):
            found[person] += (Certificate(row.certificate, row.valid_from, row.valid_to),)
    return found

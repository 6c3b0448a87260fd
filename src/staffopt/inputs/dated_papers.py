"""certificates.csv and consents.csv: what people hold and have agreed to, from when until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import Field

from staffopt.domain.people import Certificate, Consent
from staffopt.inputs.findings import Findings
from staffopt.inputs.rows import RowModel, Staff, read_rows
from staffopt.inputs.values import Day

Word = Field(pattern=r"^[a-z0-9_]{1,40}$", description="Letters a-z, digits and _.")


class PaperRow(RowModel):
    """Something of one person that holds from a date to another, both included."""

    employee_id: str
    valid_from: Day | None = None
    valid_to: Day | None = None


class CertificateRow(PaperRow):
    """A certificate of one person; it is valid on the date of `valid_to`, too."""

    certificate: str = Word


class ConsentRow(PaperRow):
    """A recorded consent of one person; it ends on the date on which it is revoked."""

    kind: str = Word


R = TypeVar("R", bound=PaperRow)


def certificates_of(
    folder: FilePath, staff: Staff, findings: Findings
) -> Mapping[str, tuple[Certificate, ...]]:
    """Return the certificates by employee."""
    found: dict[str, tuple[Certificate, ...]] = defaultdict(tuple)
    for who, row in _papers(folder / "certificates.csv", CertificateRow, staff, findings):
        found[who] += (Certificate(row.certificate, row.valid_from, row.valid_to),)
    return found


def consents_of(
    folder: FilePath, staff: Staff, findings: Findings
) -> Mapping[str, tuple[Consent, ...]]:
    """Return the recorded consents by employee."""
    found: dict[str, tuple[Consent, ...]] = defaultdict(tuple)
    for who, row in _papers(folder / "consents.csv", ConsentRow, staff, findings):
        found[who] += (Consent(row.kind, row.valid_from, row.valid_to),)
    return found


def _papers(
    path: FilePath, model: type[R], staff: Staff, findings: Findings
) -> Iterator[tuple[str, R]]:
    """The rows of known people, with their ids; dates the wrong way round are noted."""
    for read in read_rows(path, model, findings, staff):
        row = read.value
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            expected = "a date on or after valid_from"
            findings.add(read.where("valid_to"), repr(str(row.valid_to)), expected)
        if person := staff.of(read, row.employee_id, findings):
            yield person, row

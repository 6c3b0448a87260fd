"""How a table of somebody else's is to be read: which column is what, and how it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath
from typing import Literal

from pydantic import Field, ValidationError

from staffopt.errors import ConfigError
from staffopt.errors import Problem as Fault
from staffopt.inputs.findings import Findings
from staffopt.inputs.section import Section
from staffopt.inputs.yaml_file import read_yaml

PARTS = ("person", "date", "start", "end", "role", "break_start", "break_end", "break_minutes")
"""What a column can hold."""
OWN_NAMES = {"person": ("employee_id", "person", "name")}
"""Headers that say by themselves what a column holds, where it is not the part's own name."""

Part = Literal[
    "person", "date", "start", "end", "role", "break_start", "break_end", "break_minutes"
]


class ColumnSettings(Section):
    """The content of a column file; every key may be left out."""

    columns: dict[Part, str] = Field({}, description="Header of the column, by what it holds.")
    people: dict[str, str] = Field({}, description="employee_id for each name written otherwise.")
    roles: dict[str, str] = Field({}, description="Role for each word written otherwise.")
    role: str | None = Field(None, description="The role where the table names none.")
    dates: str | None = Field(None, description="How dates are written, such as %d/%m/%Y.")
    times: str | None = Field(None, description="How times are written, such as %I:%M %p.")
    overnight: bool = Field(
        False, description="Whether an end at or before its start is on the next day."
    )
    break_after_hours: float | None = Field(
        None, ge=0, le=24, description="When a break begins of which only the length is written."
    )
    break_paid: bool = Field(False, description="Whether breaks are paid.")
    sheet: str | None = Field(None, description="The sheet of a workbook; the first if left out.")
    header_line: int | None = Field(
        None, ge=1, description="The line of the headers; the first with text if left out."
    )
    delimiter: str | None = Field(
        None,
        min_length=1,
        max_length=1,
        description="What parts CSV cells; seen in the headers if left out.",
    )

    def header_of(self, part: str, headers: Mapping[str, int]) -> str | None:
        """Return the header under which a part stands; None where the table has none.

        Of headers that say it by themselves, capitals do not matter.
        """
        if part in self.columns:
            return self.columns[part]
        own = OWN_NAMES.get(part, (part,))
        small = {name.casefold(): name for name in headers} | {name: name for name in headers}
        return next((small[name] for name in own if name in small), None)

    def like(self, part: str, header: str, texts: Iterable[str]) -> list[str]:
        """Return the headers that say a part as this one does, itself among them."""
        exact = part in self.columns or header in OWN_NAMES.get(part, (part,))
        same = (lambda text: text) if exact else str.casefold
        return [text for text in texts if same(text) == same(header)]


def read_columns(
    path: str | FilePath | None, over: Mapping[str, str] | None = None
) -> ColumnSettings:
    """Read a column file; `over` are headers by part, laid over the file's."""
    findings = Findings()
    content: dict[str, object] = {}
    where = "--column"
    file = None
    if path is not None:
        path = FilePath(path)
        if not path.is_file():
            raise ConfigError(Fault(str(path), "no file", "a column file"))
        file = read_yaml(path, findings)
        content, where = dict(file.content), file.name
    said = content.get("columns")
    columns = dict(said) if isinstance(said, dict) else {} if said is None else said
    if over and isinstance(columns, dict):
        columns = {**columns, **over}
    try:
        found = ColumnSettings.model_validate({**content, "columns": columns})
    except ValidationError as error:
        findings.add_invalid(error, file.where if file else lambda _: where, ColumnSettings)
        found = ColumnSettings()
    findings.raise_if_any()
    return found

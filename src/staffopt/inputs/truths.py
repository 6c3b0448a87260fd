"""`true` and `false` where a setting is no truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from staffopt.inputs.findings import Findings, Path, Where


def note_truths(given: object, read: object, where: Where, findings: Findings) -> None:
    """Note each truth of a section that was read as a number.

    Why: pydantic takes `true` for the number 1.
    """
    for path, truth in _misread(given, read, ()):
        findings.add(where(path), str(truth).lower(), "a number")


def _misread(given: object, read: object, path: Path) -> Iterator[tuple[Path, bool]]:
    """Truths that were read as numbers, and where; what reading built anew is passed over."""
    if isinstance(given, bool):
        if isinstance(read, int | float) and not isinstance(read, bool):
            yield path, given
    elif isinstance(given, Mapping):
        parts = _parts(read)
        for key in sorted(given.keys() & parts):
            yield from _misread(given[key], parts[key], (*path, key))
    elif isinstance(given, list) and isinstance(read, tuple) and len(given) == len(read):
        for at, (one, other) in enumerate(zip(given, read, strict=True)):
            yield from _misread(one, other, (*path, at))


def _parts(read: object) -> Mapping[str, object]:
    """What was read, by the keys that stand in files."""
    if not isinstance(read, BaseModel):
        return read if isinstance(read, Mapping) else {}
    fields = type(read).model_fields.items()
    return {field.alias or name: getattr(read, name) for name, field in fields}

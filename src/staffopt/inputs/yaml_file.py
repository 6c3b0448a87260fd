"""YAML 1.2 files as plain values that remember line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path as FilePath
from typing import Any

from staffopt.errors import shown
from staffopt.inputs.findings import Findings, Path, Where

MOST_BYTES = 500_000
MOST_VALUES = 50_000
DEEPEST = 100


@dataclass
class YamlFile:
    """The content of one file and where each key stands.

    `changed` marks keys laid over it, `failed` sections that stand-ins had to replace.
    """

    name: str
    content: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    changed: set[Path] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    def where(self, path: Path) -> str:
        """Return `store.yaml:3:7, key 'rules.min_rest.hours'`; the nearest key above if unknown."""
        key = ".".join(str(part) for part in path)
        named = f", key {key!r}" if key else ""
        for length in range(len(path), 0, -1):
            head = path[:length]
            if head in self.changed:
                return f"changes{named}"
            if head in self.places:
                line, column = self.places[head]
                return f"{self.name}:{line}:{column}{named}"
        return f"{self.name}:1:1{named}"

    def inside(self, head: Path) -> Where:
        """Return a `where` for paths inside a section."""
        return lambda path: self.where((*head, *path))


def read_yaml(path: FilePath, findings: Findings) -> YamlFile:
    """Read a mapping; what is no YAML, no mapping or too large is noted, and the rest is empty."""
    file = YamlFile(path.name)
    text = _text(path, findings)
    if text is None:
        return file
    loaded = _loaded(text, file, findings)
    if loaded is None:
        return file
    if not isinstance(loaded, Mapping):
        findings.add(f"{file.name}:1:1", shown(str(loaded)), "a mapping of `key: value` lines")
        return file
    noted = len(findings)
    try:
        content = _plain(loaded, (), _Unfolding(file, findings))
    except (_TooMuchError, RecursionError):
        findings.add(file.name, f"more than {MOST_VALUES:,} values", "a smaller file, no aliases")
        return file
    if len(findings) == noted:
        file.content = content
    return file


class _TooMuchError(Exception):
    """A file that unfolds to more values than anybody writes."""


@dataclass
class _Unfolding:
    """The file whose values are made plain, what is noted of them, and how many more may come."""

    file: YamlFile
    findings: Findings
    left: int = MOST_VALUES


def _text(path: FilePath, findings: Findings) -> str | None:
    """Return a file's text, or note why there is none."""
    with path.open("rb") as handle:
        raw = handle.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        findings.add(path.name, f"more than {MOST_BYTES:,} bytes", "a file written by hand")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        findings.add(f"{path.name}:{line}", shown(raw[error.start : error.start + 8]), "UTF-8 text")
        return None
    if not text.strip():
        findings.add(path.name, "an empty file", "a mapping of `key: value` lines")
        return None
    return text


def _loaded(text: str, file: YamlFile, findings: Findings) -> object:
    """Return what the YAML parser makes of a text, None with a note where it fails."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from staffopt.inputs.yaml_dates import LenientDates

    if _depth(text) > DEEPEST:
        findings.add(file.name, f"more than {DEEPEST} brackets inside each other", "fewer")
        return None
    parser = YAML(typ="rt")
    parser.Constructor = LenientDates
    try:
        return parser.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        found = (error.problem or str(error)).splitlines()[0]
        if "'\\t'" in found:
            findings.add(f"{file.name}{place}", "no YAML: a tab", "spaces at the start of a line")
        else:
            findings.add(f"{file.name}{place}", f"no YAML: {found}", "YAML 1.2, each key once")
    except (YAMLError, RecursionError, ValueError) as error:
        first = (str(error) or type(error).__name__).splitlines()[0]
        findings.add(file.name, f"no YAML: {first}", "YAML 1.2, each key once")
    return None


def _depth(text: str) -> int:
    """Return how many brackets are open at once, at most; the parser is slow where many are."""
    depth = deepest = 0
    for mark in text:
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth = max(depth - 1, 0)
    return deepest


def _plain(value: object, path: Path, of: _Unfolding) -> Any:
    """Return a value as plain Python, noting where each part stands; dates become ISO text."""
    of.left -= 1
    if of.left < 0:
        raise _TooMuchError
    if isinstance(value, Mapping):
        return {
            _key(key): _plain(part, _placed(value, key, path, of), of)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_plain(part, _placed(value, at, path, of), of) for at, part in enumerate(value)]
    return _scalar(value)


def _placed(owner: Any, key: Any, path: Path, of: _Unfolding) -> Path:
    """Return the path of one part, after noting its line and column, both from 1.

    A key that is no scalar, as a template's `{{ name }}`, is a problem.
    """
    is_list = isinstance(owner, list)
    here = (*path, key if is_list else _key(key))
    try:
        line, column = owner.lc.item(key) if is_list else owner.lc.key(key)
        of.file.places[here] = (line + 1, column + 1)
    except (AttributeError, KeyError, TypeError):
        pass
    if isinstance(key, Mapping | tuple):
        place = of.file.where(here).partition(",")[0]
        of.findings.add(place, "a section or a list as a key", "text; `{{` stands in quotes")
    return here


def _key(key: object) -> str:
    return str(_scalar(key))


def _scalar(value: object) -> object:
    """Return a scalar without the parser's own types."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if hasattr(value, "isoformat"):
        return str(value)
    for plain in (int, float, str):
        if isinstance(value, plain):
            return plain(value)
    return str(value)

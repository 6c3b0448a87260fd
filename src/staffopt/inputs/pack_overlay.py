"""What a store's `rules:` says about a rule of a pack: other numbers, off, on, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from staffopt.errors import shown
from staffopt.inputs.findings import Findings, Path
from staffopt.inputs.yaml_file import YamlFile

WHAT_IF = "a change for this run"
"""The reason of changes that are laid over the files for one run."""


@dataclass(frozen=True)
class Overlay:
    """What is laid over one rule of a pack."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    off: bool = False
    on: bool = False
    reason: str = ""

    def has(self, path: Path) -> bool:
        """Whether a setting comes from here."""
        here: Any = self.settings
        for part in path:
            if not isinstance(here, Mapping) or part not in here:
                return False
            here = here[part]
        return bool(path)


def overlay_of(key: str, content: object, file: YamlFile, findings: Findings) -> Overlay:
    """Return what a store lays over the rule `key` of a pack; a change without reason is noted."""
    given = dict(content) if isinstance(content, Mapping) else {"off": content is False}
    if content is True:
        given["on"] = True
    path: Path = ("rules", key)
    switches = {}
    for name in ("off", "on"):
        switches[name] = given.pop(name, False)
        if not isinstance(switches[name], bool):
            findings.add(file.where((*path, name)), shown(switches[name]), "true or false")
    if switches["off"] is True and switches["on"] is True:
        findings.add(file.where((*path, "on")), "both on and off", "one of them")
    if "type" in given:
        expected = "none: a pack's rule keeps its type"
        findings.add(file.where((*path, "type")), f"a type, {shown(given.pop('type'))}", expected)
    reason = given.pop("reason", None) or _usual_reason(path, file)
    if not isinstance(reason, str) or not reason.strip():
        expected = "a reason for the change, kept with every plan"
        findings.add(file.where((*path, "reason")), "no 'reason'", expected)
    return Overlay(given, switches["off"] is True, switches["on"] is True, str(reason).strip())


def _usual_reason(path: Path, file: YamlFile) -> str:
    """Return the reason of a change for one run; empty for what the files say."""
    return WHAT_IF if any(each[: len(path)] == path for each in file.changed) else ""


def laid_over(mine: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with others over them; a section is laid over key by key."""
    both = dict(mine)
    for key, value in over.items():
        if isinstance(value, Mapping) and isinstance(both.get(key), Mapping):
            both[key] = laid_over(both[key], value)
        else:
            both[key] = value
    return both


def differences(mine: BaseModel, changed: BaseModel) -> list[str]:
    """Return `hours 11 instead of 10` for every setting that differs, in order of the type."""
    was, now = _flat(mine.model_dump(mode="json")), _flat(changed.model_dump(mode="json"))
    return [
        f"{key} {_plain(now.get(key))} instead of {_plain(was.get(key))}"
        for key in dict.fromkeys((*now, *was))
        if now.get(key) != was.get(key)
    ]


def _flat(content: Mapping[str, Any], head: str = "") -> dict[str, Any]:
    """Return a nested mapping with dotted keys."""
    found: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, Mapping) and value:
            found |= _flat(value, f"{head}{key}.")
        else:
            found[f"{head}{key}"] = value
    return found


def _plain(value: object) -> str:
    """Return a value as one reads it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, float):
        return f"{value:g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

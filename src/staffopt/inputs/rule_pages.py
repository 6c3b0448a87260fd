"""docs/rules: a page a rule type and a page a pack, made from the classes and the pack files.

`python -m staffopt.inputs.rule_pages` writes them anew.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from pydantic.fields import FieldInfo

from staffopt.inputs.findings import Findings
from staffopt.inputs.pack_file import Pack, pack_names, read_pack, rules_in
from staffopt.inputs.pack_pages import CONFIDENCE, pack_page
from staffopt.rules import RULES
from staffopt.rules.base import Rule

FOLDER = FilePath(__file__).parents[3] / "docs" / "rules"
IN_THE_SEARCH = {
    "allows": "shifts that break it are never proposed",
    "may_work": "roles are closed, day by day, to those whom it bars",
    "least_block": "shorter pieces of a role are not made",
    "follows": "the time between shifts that follow each other is kept",
    "counts": "sums over a person's shifts are kept, or priced",
    "prices": "shifts are priced one by one",
    "runs": "days in a row are counted",
    "least_runs": "days in a row are counted",
    "groups": "groups of days are counted",
    "successions": "shifts that may not follow each other do not",
    "frees": "windows hold the free time they must",
    "breaks": "breaks that a shift owes are placed",
    "unbroken": "nobody works too long without a break",
    "together": "those on duty at the same moment are counted",
    "holds": "sessions are held only where and when they may be",
    "staggers": "those in training at the same moment are counted",
}
"""What each shape of a rule does, in words; the order is that of the base class."""
GENERATED = "<!-- Made by `python -m staffopt.inputs.rule_pages`; edit the class or the pack. -->"


def pages() -> dict[str, str]:
    """Return the text of every page by its path under docs/rules."""
    packs = [_read(name) for name in pack_names()]
    users: dict[str, list[str]] = {}
    for pack in packs:
        for rule_id, about in pack.settings.rules.items():
            users.setdefault(about.type, []).append(f"{pack.name}/{rule_id}")
    found = {"README.md": _index(packs)}
    found |= {f"{name}.md": rule_page(kind, users.get(name, [])) for name, kind in RULES.items()}
    found |= {f"packs/{pack.name}.md": f"{pack_page(pack)}\n{GENERATED}\n" for pack in packs}
    return found


def write_pages(folder: FilePath = FOLDER) -> None:
    """Write all pages, and take away those of rules and packs that are gone."""
    wanted = pages()
    (folder / "packs").mkdir(parents=True, exist_ok=True)
    for old in folder.rglob("*.md"):
        if old.relative_to(folder).as_posix() not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def _read(name: str) -> Pack:
    findings = Findings()
    pack = read_pack(name, findings)
    if pack is not None:
        rules_in(pack, findings)
    findings.raise_if_any()
    assert pack is not None  # noqa: S101 - a pack without problems was read
    return pack


def _index(packs: list[Pack]) -> str:
    """Return the list of all types and packs, with the settings that every rule has."""
    lines = [
        "# Rules",
        "",
        "A rule type is a class; a pack is a file of cited rules of one law. How stores name them,",
        "and record consents and schools, is told in [The files of a store](../store-files.md).",
        "",
        "## Packs",
        "",
        "| pack | law of | rules | not modelled |",
        "|---|---|---|---|",
    ]
    for pack in packs:
        head = pack.settings
        counts = f"{len(head.rules)} | {len(head.not_modelled)}"
        lines.append(f"| [{pack.name}](packs/{pack.name}.md) | {head.title} | {counts} |")
    lines += ["", "## Types", "", "| type | what it demands |", "|---|---|"]
    lines += [f"| [{name}]({name}.md) | {_cell(promise(kind))} |" for name, kind in RULES.items()]
    lines += ["", "## Settings of every rule", "", *_settings(Rule.model_fields)]
    lines += ["", "How sure a source is:", ""]
    lines += [f"- **{code}**: {words}." for code, words in CONFIDENCE.items()]
    return "\n".join([*lines, "", GENERATED, ""])


def rule_page(kind: type[Rule], users: list[str]) -> str:
    """Return the page of one rule type: what it demands, its settings, how it is checked, where."""
    own = {key: one for key, one in kind.model_fields.items() if key not in Rule.model_fields}
    lines = [f"# {kind.name}", "", *_prose(kind), "", "## Settings", ""]
    lines += _settings(own) if own else ["None of its own."]
    but = ", but none that says when or for whom" if kind.holds_always else ""
    lines += ["", f"And those of [every rule](README.md#settings-of-every-rule){but}.", ""]
    lines += ["## How it is kept", "", *_kept(kind), "", "## In packs", ""]
    lines += [f"- [{key}](packs/{key.split('/', maxsplit=1)[0]}.md)" for key in users] or ["None."]
    return "\n".join([*lines, "", GENERATED, ""])


def promise(kind: type[Rule]) -> str:
    """Return the first paragraph of a rule's documentation, on one line."""
    return inspect.cleandoc(kind.__doc__ or "").split("\n\n", 1)[0].replace("\n", " ")


def _prose(kind: type[Rule]) -> Iterator[str]:
    """The documentation of a class with its reason and example set off."""
    text = inspect.cleandoc(kind.__doc__ or "")
    yield re.sub(r"^(Why|Example): ", r"\n**\1:** ", text, flags=re.MULTILINE).replace(
        "\n\n\n", "\n\n"
    )


def _kept(kind: type[Rule]) -> Iterator[str]:
    """How the search keeps a rule and who looks after it."""
    shapes = [name for name in IN_THE_SEARCH if _overrides(kind, name)]
    if shapes:
        told = dict.fromkeys(IN_THE_SEARCH[name] for name in shapes)
        yield f"- In the search: {'; '.join(told)}."
    else:
        yield "- The search does not see it."
    if _overrides(kind, "check"):
        yield "- In every roster, ours or not: held against the calendar by code of its own, which"
        yield "  shares nothing with the search."
    if _overrides(kind, "pays"):
        yield "- On the bill: what it owes is itemised by person and instant."
    yield f"- Cases in words: [{kind.name}.yaml](../../tests/cases/{kind.name}.yaml)."


def _overrides(kind: type[Rule], method: str) -> bool:
    return getattr(kind, method) is not getattr(Rule, method)


def _settings(fields: Mapping[str, FieldInfo]) -> list[str]:
    """Return a table of settings: name, default, meaning."""
    rows = [
        f"| `{field.alias or name}` | {_default(field)} | {_cell(field.description or '')} |"
        for name, field in fields.items()
    ]
    return ["| setting | if left out | |", "|---|---|---|", *rows]


def _default(field: FieldInfo) -> str:
    """Return what a setting is where nobody says anything."""
    if field.is_required():
        return "needed"
    value: Any = field.get_default(call_default_factory=True)
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json", exclude_defaults=True)
    if value in (None, "", (), {}, []):
        return ""
    return f"`{json.dumps(value, ensure_ascii=False, default=str)}`"


def _cell(text: str) -> str:
    """Return a text that a table can hold."""
    return text.replace("|", r"\|")


if __name__ == "__main__":
    write_pages()

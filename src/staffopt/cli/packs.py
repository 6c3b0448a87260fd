"""What the terminal says of law packs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from staffopt.cli.screen import headed
from staffopt.errors import ConfigError, Problem, shown

if TYPE_CHECKING:
    from rich.console import Console

    from staffopt.domain.packs import PackInForce
    from staffopt.inputs.pack_file import Pack


def print_pack(console: Console, name: str, *, as_json: bool) -> None:
    """Print a shipped pack: its rules with their numbers, and what of its law it leaves out."""
    from staffopt.inputs.findings import Findings
    from staffopt.inputs.pack_file import pack_names, pack_wanted, read_pack

    if name not in pack_names():
        raise ConfigError(Problem("option --pack", shown(name), pack_wanted(name)))
    findings = Findings()
    pack = read_pack(name, findings)
    findings.raise_if_any()
    assert pack is not None  # noqa: S101 - a pack without problems was read
    if as_json:
        console.file.write(json.dumps(pack.file.content, ensure_ascii=False) + "\n")
    else:
        _print_page(console, pack)


def _print_page(console: Console, pack: Pack) -> None:
    """Print a pack for people."""
    console.print(headed(pack.name, f": {pack.settings.title}"))
    for fact, least in pack.settings.requires.stated().items():
        console.print(f"For employers with {fact} of {least} and more.")
    for rule_id, about in pack.settings.rules.items():
        console.print(headed(f"\n{pack.name}/{rule_id}", f" ({about.type})"))
        for fact, least in about.requires.stated().items():
            console.print(f"    for employers with {fact} of {least} and more")
        for key, value in pack.content(rule_id).items():
            console.print(f"    {key}: {json.dumps(value, ensure_ascii=False)}")
    if pack.settings.not_modelled:
        console.print(headed("\nNot modelled"))
        for line in pack.settings.not_modelled:
            console.print(f"- {line}")


def changes_of(packs: Sequence[PackInForce], rule: str) -> list[str]:
    """Return what a store changed in one rule of its packs, with the reasons."""
    return [
        f"{change.what} ({change.reason})"
        for pack in packs
        for change in pack.changes
        if change.rule == rule
    ]


def print_absent(console: Console, packs: Sequence[PackInForce], in_force: Sequence[str]) -> None:
    """Print which rules of a store's packs do not hold in it, and why."""
    for pack in packs:
        for absent in pack.absent:
            console.print(headed(absent.rule, f": does not hold: {absent.why}"))
        for change in pack.changes:
            if change.rule not in in_force:
                console.print(headed(change.rule, f": {change.what} ({change.reason})"))


def print_law(console: Console, packs: Sequence[PackInForce], *, planned: bool = True) -> None:
    """Print which laws hold, and what was changed in them or is left out.

    Before anything is planned there is no report, and rules that do not hold are warned of apart.
    """
    if not packs:
        return
    missing = sum(len(pack.not_modelled) for pack in packs)
    names = ", ".join(pack.name for pack in packs)
    listed = "in the report" if planned else "by staffopt rules --pack"
    said = f"; not modelled: {missing} points, listed {listed}" if missing else ""
    console.print(headed("\nLaw", f": {names}{said}"))
    lines = (pack.deviations if planned else pack.changed for pack in packs)
    for line in (line for of_pack in lines for line in of_pack):
        console.print(f"- {line}")

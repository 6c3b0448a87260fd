"""staffopt rules: what the labour rules are, and which of them hold in a store."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from staffopt.cli.options import json_option, set_option
from staffopt.cli.packs import changes_of, print_absent, print_pack
from staffopt.cli.screen import headed, screen
from staffopt.errors import ConfigError, Problem, one_of, shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from staffopt.inputs.store import Store
    from staffopt.rules.base import Rule


@click.command("rules")
@click.argument("rule", required=False)
@click.option("--pack", help="Print this law pack, as us-federal.")
@click.option("--packs", is_flag=True, help="List the law packs, each with its law.")
@click.option("--store", type=click.Path(path_type=Path), help="The rules in force in this store.")
@set_option
@json_option
def command(
    rule: str | None,
    pack: str | None,
    packs: bool,
    store: Path | None,
    changes: dict[str, object],
    as_json: bool,
) -> None:
    """List the labour rules, or print the page of one, or a law pack."""
    from staffopt.inputs.rule_pages import promise
    from staffopt.rules import RULES

    _check_alone({"RULE": rule, "--pack": pack, "--packs": packs or None, "--store": store})
    if changes and store is None:
        raise click.UsageError("found --set without --store; expected the store that it changes")
    console = screen()
    if packs:
        _list_packs(console, as_json=as_json)
        return
    if pack is not None:
        print_pack(console, pack, as_json=as_json)
        return
    if store is not None:
        import staffopt as so

        _print_in_force(console, so.read_store(store, changes=changes), rule, as_json=as_json)
        return
    if rule is not None and rule not in RULES:
        raise ConfigError(Problem("argument RULE", shown(rule), one_of(rule, RULES)))
    chosen = RULES if rule is None else {rule: RULES[rule]}
    if as_json:
        click.echo(json.dumps({name: kind.model_json_schema() for name, kind in chosen.items()}))
    elif rule is None:
        console.print(_two_columns((name, promise(kind)) for name, kind in chosen.items()))
    else:
        _print_page(console, chosen[rule])


def _check_alone(asked: Mapping[str, object]) -> None:
    """Refuse what would not be read beside something else; a rule may be one of a store."""
    given = [name for name, value in asked.items() if value is not None]
    if len(given) > 1 and given != ["RULE", "--store"]:
        found = " and ".join(given)
        raise click.UsageError(f"found {found}; expected one of them, or RULE and --store")


def _list_packs(console: Console, *, as_json: bool) -> None:
    """Print every law pack with the name of its law."""
    from staffopt.inputs.pack_file import titles

    if as_json:
        click.echo(json.dumps(dict(titles()), ensure_ascii=False))
    else:
        console.print(_two_columns(titles()))


def _print_page(console: Console, kind: type[Rule]) -> None:
    """Print a rule's documentation and its settings with their defaults."""
    console.print(headed(kind.name))
    console.print(_unwrapped(kind.__doc__ or ""))
    console.print(headed("\nSettings"))
    console.print(
        _two_columns(
            (
                f"{name}: {'required' if field.is_required() else _plain(field.default)}",
                field.description or "",
            )
            for name, field in kind.model_fields.items()
        )
    )


def _unwrapped(docstring: str) -> str:
    """Return a docstring with its paragraphs on one line each, for the terminal to wrap."""
    text = inspect.cleandoc(docstring)
    return re.sub(r"(?<!\n)\n(?!\n|Why:|Example:|[-*] )", " ", text)


def _print_in_force(console: Console, store: Store, wanted: str | None, *, as_json: bool) -> None:
    """Print a store's rules by id, with the settings that differ from the type's own."""
    from staffopt.inputs.rule_pages import promise

    by_key = {rule.key: rule for rule in store.rules}
    if wanted is not None and wanted not in by_key:
        raise ConfigError(Problem("argument RULE", shown(wanted), one_of(wanted, by_key)))
    chosen = by_key if wanted is None else {wanted: by_key[wanted]}
    if as_json:
        said = {key: _object(rule, changes_of(store.packs, key)) for key, rule in chosen.items()}
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    for key, rule in chosen.items():
        kind = "" if key == rule.name else f" ({rule.name})"
        console.print(headed(key, f"{kind}: {promise(type(rule))}"))
        for name, value in _said(rule).items():
            console.print(f"    {name}: {_plain(value)}")
        for change in changes_of(store.packs, key):
            console.print(f"    changed: {change}")
    if wanted is None:
        print_absent(console, store.packs, list(chosen))


def _object(rule: Rule, changes: list[str]) -> dict[str, object]:
    """Return a rule for scripts."""
    changed: dict[str, object] = {"changed": changes} if changes else {}
    return {"type": rule.name, **_said(rule), **changed}


def _said(rule: Rule) -> dict[str, object]:
    """Return the settings of a rule that the store or a pack gave."""
    said: dict[str, object] = rule.model_dump(mode="json", exclude_defaults=True, exclude={"id"})
    return said


def _plain(value: object) -> str:
    """Return a value as one would write it in store.yaml."""
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(value, ensure_ascii=False, default=str)


def _two_columns(rows: Iterable[tuple[str, str]]) -> Table:
    """Return names on the left, what they say on the right."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for name, text in rows:
        table.add_row(name, text)
    return table

"""The page of a law pack: every rule with its numbers, its source and how sure that is."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator

from staffopt.inputs.pack_file import Pack, PackRule
from staffopt.inputs.settings import EmployerFacts
from staffopt.rules import RULES

CONFIDENCE = {
    "A": "the text of the law itself was read",
    "B": "an official page or competent commentary was read",
    "C": "general knowledge, well settled, not looked up",
    "D": "doubtful or fast-moving: off until a store switches it on",
}
SAID_ELSEWHERE = ("citation", "verified_on", "confidence", "valid_from", "valid_to")


def pack_page(pack: Pack) -> str:
    """Return the page of one pack."""
    head = pack.settings
    lines = [f"# {head.title}", "", f"Pack `{pack.name}`.", *_about(head.requires)]
    if head.not_modelled:
        lines += ["", "## Not modelled", "", *(f"- {line}" for line in head.not_modelled)]
    lines += ["", "## Rules", ""]
    for rule_id, about in head.rules.items():
        lines += _rule(pack, rule_id, about)
    lines.append(
        f"Cases in words: [{pack.name}.yaml](../../../tests/cases/packs/{pack.name}.yaml)."
    )
    return "\n".join([*lines, ""])


def _about(requires: EmployerFacts) -> Iterator[str]:
    """The employers that a pack or a rule is about."""
    for fact, least in requires.stated().items():
        yield f"For employers with `{fact}` of {least} and more."


def _rule(pack: Pack, rule_id: str, about: PackRule) -> Iterator[str]:
    """One rule: the promise of its type, its numbers, its source."""
    demands = inspect.cleandoc(RULES[about.type].__doc__ or "").split("\n\n", 1)[0]
    yield f"### {pack.name}/{rule_id}"
    yield ""
    yield f"[{about.type}](../{about.type}.md): {' '.join(demands.split())}"
    yield from _about(about.requires)
    yield ""
    content = pack.content(rule_id)
    numbers = {key: value for key, value in content.items() if key not in SAID_ELSEWHERE}
    for key, value in numbers.items():
        yield f"- `{key}`: {_plain(value)}"
    yield ""
    since = f" In force from {content['valid_from']}." if "valid_from" in content else ""
    until = f" In force until {content['valid_to']}." if "valid_to" in content else ""
    sure = f"Confidence {about.confidence}: {CONFIDENCE[about.confidence]}"
    yield f"{about.citation}.{since}{until} {sure}; last checked {about.verified_on}."
    yield ""


def _plain(value: object) -> str:
    """Return a setting as one would write it in YAML."""
    return str(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

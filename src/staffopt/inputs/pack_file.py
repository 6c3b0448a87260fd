"""Law packs: files of cited rules of one country, state, city or award, shipped with us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError

from staffopt.errors import did_you_mean, shown
from staffopt.inputs.findings import Findings, Path
from staffopt.inputs.parts import build
from staffopt.inputs.section import Section
from staffopt.inputs.settings import EmployerFacts
from staffopt.inputs.values import Day
from staffopt.inputs.yaml_file import YamlFile, read_yaml
from staffopt.rules import base
from staffopt.rules.base import Rule

FOLDER = FilePath(base.__file__).with_name("packs")
RuleId = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", description="Letters a-z, digits and _.")]


class PackRule(Section):
    """What every rule of a pack says beside the settings of its type."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="The rule type.")
    citation: str = Field(min_length=1, description="The law, contract or policy behind it.")
    verified_on: Day = Field(description="When the citation was last read.")
    confidence: Literal["A", "B", "C", "D"] = Field(
        description="A: the text itself was read; B: an official page; C: settled; D: doubtful."
    )
    requires: EmployerFacts = Field(
        EmployerFacts(), description="The employers it is about, by their least size."
    )


class PackSettings(Section):
    """The whole of a pack file."""

    pack: str = Field(description="Its name, that of the file.")
    title: str = Field(min_length=1, description="What it is called on a page.")
    country: str = Field(pattern=r"^[A-Z]{2}$", description="Country code, or EU.")
    requires: EmployerFacts = Field(
        EmployerFacts(), description="The employers it is about, by their least size."
    )
    not_modelled: tuple[str, ...] = Field(
        (), description="What of this law no rule of the pack carries."
    )
    rules: dict[RuleId, PackRule] = Field({}, description="Rules by id.")


@dataclass(frozen=True)
class Pack:
    """One pack: its head, its rules as written, and where each key stands."""

    settings: PackSettings
    file: YamlFile

    @property
    def name(self) -> str:
        """The name under which stores ask for it."""
        return self.settings.pack

    def content(self, rule_id: str) -> dict[str, Any]:
        """The settings of one rule for its type."""
        written: dict[str, Any] = self.file.content["rules"][rule_id]
        return {key: value for key, value in written.items() if key not in ("type", "requires")}

    def where(self, rule_id: str, path: Path) -> str:
        """File, line and key of a setting of one rule."""
        return self.file.where(("rules", rule_id, *path))


def pack_names() -> tuple[str, ...]:
    """Return the names of the packs that are shipped."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))


def read_pack(name: str, findings: Findings) -> Pack | None:
    """Return a shipped pack; None with a note of everything wrong in its file."""
    file = read_yaml(FOLDER / f"{name}.yaml", findings)
    if not file.content:
        return None
    try:
        settings = PackSettings.model_validate(file.content)
    except ValidationError as error:
        findings.add_invalid(error, file.where, PackSettings)
        return None
    if settings.pack != name:
        findings.add(file.where(("pack",)), shown(settings.pack), f"{name!r}, as the file is named")
    return Pack(settings, file)


def pack_wanted(found: str) -> str:
    """Return what may stand where an unknown pack does: all names, and the law that is meant."""
    names = pack_names()
    laws = {title.lower(): name for name, title in titles()}
    meant = [
        name for title, name in laws.items() if len(found) > 2 and title.startswith(found.lower())
    ]
    near = f" (did you mean {meant[0]!r}?)" if meant else did_you_mean(found, names)
    listed = ", ".join(names)
    return f"one of {listed}{near}; `staffopt rules --packs` says which law each is"


def titles() -> Iterator[tuple[str, str]]:
    """Yield the name of each shipped pack with that of its law."""
    for name in pack_names():
        pack = read_pack(name, Findings())
        if pack is not None:
            yield name, pack.settings.title


def rules_in(pack: Pack, findings: Findings) -> tuple[Rule, ...]:
    """Return the rules of a pack as written, whatever the store; wrong settings are noted."""
    from staffopt.rules import RULES

    found = []
    for rule_id, about in pack.settings.rules.items():
        content = {"id": f"{pack.name}/{rule_id}", **pack.content(rule_id)}
        at = (pack.file.inside(("rules", rule_id)), "type")
        found.append(build(RULES, about.type, content, at, findings))
    return tuple(rule for rule in found if rule is not None)


def read_packs(names: tuple[str, ...], store: YamlFile, findings: Findings) -> list[Pack]:
    """Return the packs that a store names; unknown and repeated names are noted."""
    known = pack_names()
    found = []
    for at, name in enumerate(names):
        if name not in known:
            findings.add(store.where(("packs", at)), shown(name), pack_wanted(name))
        elif name in names[:at]:
            findings.add(store.where(("packs", at)), f"{name!r} again", "each pack once")
        elif pack := read_pack(name, findings):
            found.append(pack)
    return found

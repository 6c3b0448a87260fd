"""The rules that a store's packs bring, with the store's own words laid over them."""

from __future__ import annotations

from dataclasses import dataclass

from staffopt.domain.packs import AbsentRule, PackChange, PackInForce
from staffopt.errors import one_of, shown
from staffopt.inputs.findings import Findings, Path
from staffopt.inputs.pack_file import Pack, PackRule, read_packs
from staffopt.inputs.pack_overlay import Overlay, differences, laid_over, overlay_of
from staffopt.inputs.parts import build
from staffopt.inputs.settings import EmployerFacts, StoreSettings
from staffopt.inputs.yaml_file import YamlFile
from staffopt.rules.base import Rule


def packs_of(
    settings: StoreSettings, file: YamlFile, findings: Findings
) -> tuple[tuple[PackInForce, ...], tuple[Rule, ...]]:
    """Return the packs that a store names and their rules, known as `pack/id`."""
    packs = read_packs(settings.packs, file, findings)
    _check_keys(settings, packs, file, findings)
    laying = [_Laying(pack, settings, file, findings) for pack in packs]
    return tuple(each.in_force() for each in laying), tuple(
        r for each in laying for r in each.rules
    )


def _check_keys(
    settings: StoreSettings, packs: list[Pack], file: YamlFile, findings: Findings
) -> None:
    """Note words about rules of packs that the store does not name, or that have no such rule."""
    by_name = {pack.name: pack for pack in packs}
    for key in settings.rules:
        name, slash, rule_id = key.partition("/")
        if not slash or "packs" in file.failed:
            continue
        if name not in by_name:
            if name not in settings.packs:
                found = f"a rule of the pack {shown(name)}, which `packs` does not name"
                findings.add(file.where(("rules", key)), found, one_of(name, settings.packs))
        elif rule_id not in by_name[name].settings.rules:
            wanted = one_of(rule_id, by_name[name].settings.rules)
            findings.add(file.where(("rules", key)), f"no rule {shown(rule_id)} in {name}", wanted)


class _Laying:
    """One pack as it holds in one store."""

    def __init__(
        self, pack: Pack, settings: StoreSettings, file: YamlFile, findings: Findings
    ) -> None:
        self.pack, self.settings, self.file, self.findings = pack, settings, file, findings
        self.rules: list[Rule] = []
        self.changes: list[PackChange] = []
        self.absent: list[AbsentRule] = []
        whole = self._unmet(pack.settings.requires, pack.name)
        for rule_id, about in pack.settings.rules.items():
            self._lay(rule_id, about, whole)
        if whole:
            self.absent = [AbsentRule(pack.name, whole), *self.absent]

    def in_force(self) -> PackInForce:
        """The pack without its rules, for what a plan says of it."""
        head = self.pack.settings
        return PackInForce(
            head.pack, head.title, head.not_modelled, tuple(self.changes), tuple(self.absent)
        )

    def _lay(self, rule_id: str, about: PackRule, whole: str) -> None:
        """Take one rule in, or note why not."""
        key = f"{self.pack.name}/{rule_id}"
        overlay = Overlay()
        if key in self.settings.rules:
            overlay = overlay_of(key, self.settings.rules[key], self.file, self.findings)
        if overlay.off:
            self.changes.append(PackChange(key, "left out", overlay.reason))
            return
        unmet = "" if overlay.on else whole or self._unmet(about.requires, key)
        if not unmet and not overlay.on and about.confidence == "D":
            unmet = f"off because its source is doubtful (confidence D): {about.citation}"
        if unmet:
            if unmet != whole:
                self.absent.append(AbsentRule(key, unmet))
            return
        if overlay.on:
            self.changes.append(PackChange(key, "switched on", overlay.reason))
        self._build(_Placed(key, rule_id, about.type, overlay))

    def _build(self, placed: _Placed) -> None:
        """Make the rule with the store's words over the pack's, and note what they change."""
        from staffopt.rules import RULES

        mine = {"id": placed.key, **self.pack.content(placed.rule_id)}
        both = laid_over(mine, placed.overlay.settings)

        def where(path: Path) -> str:
            if placed.overlay.has(path):
                return self.file.where(("rules", placed.key, *path))
            return self.pack.where(placed.rule_id, path)

        rule = build(RULES, placed.type, both, (where, "type"), self.findings)
        if rule is None:
            return
        self.rules.append(rule)
        if placed.overlay.settings:
            before = build(RULES, placed.type, mine, (where, "type"), self.findings)
            for what in differences(before, rule) if before is not None else ():
                self.changes.append(PackChange(placed.key, what, placed.overlay.reason))

    def _unmet(self, requires: EmployerFacts, what: str) -> str:
        """Return which requirement the employer does not meet; one it does not state is noted."""
        for fact, least in requires.stated().items():
            has = getattr(self.settings.employer, fact)
            if has is None:
                if "employer" not in self.file.failed:
                    expected = f"a number: {what} is about employers from {least} on"
                    self.findings.add(self.file.where(("employer", fact)), f"no {fact!r}", expected)
            elif has < least:
                return f"{fact} is {has}, it holds from {least} on"
        return ""


@dataclass(frozen=True)
class _Placed:
    """A rule to be made: its key in the store, its id in the pack, its type, what lies over it."""

    key: str
    rule_id: str
    type: str
    overlay: Overlay

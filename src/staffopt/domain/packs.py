"""What a store's law packs come to: which hold, what was changed in them, what they leave out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackChange:
    """A change of a pack's rule by the store, and why it was made."""

    rule: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class AbsentRule:
    """A rule of a pack, or a whole pack, that does not hold in the store, and why."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class PackInForce:
    """A pack that a store names. `not_modelled` is the part of its law that no rule carries."""

    name: str
    title: str
    not_modelled: tuple[str, ...] = ()
    changes: tuple[PackChange, ...] = ()
    absent: tuple[AbsentRule, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """What holds with other settings than the pack's, a line each, with the reason."""
        return tuple(f"{each.rule}: {each.what} ({each.reason})" for each in self.changes)

    @property
    def deviations(self) -> tuple[str, ...]:
        """What holds otherwise than the pack says, a line each, with the reason."""
        return (*self.changed, *self.not_held)

    @property
    def not_held(self) -> tuple[str, ...]:
        """What does not hold, and why: a line for the pack, and one for all its rules together."""
        by_why: dict[str, list[str]] = {}
        for each in self.absent:
            if each.rule != self.name:
                by_why.setdefault(each.why, []).append(each.rule.removeprefix(f"{self.name}/"))
        whole = tuple(
            f"{each.rule} does not hold: {each.why}"
            for each in self.absent
            if each.rule == self.name
        )
        count = sum(map(len, by_why.values()))
        if not count:
            return whole
        listed = "; ".join(f"{', '.join(rules)}: {why}" for why, rules in by_why.items())
        do = "1 rule of {} does" if count == 1 else f"{count} rules of {{}} do"
        return (*whole, f"{do.format(self.name)} not hold: {listed}")

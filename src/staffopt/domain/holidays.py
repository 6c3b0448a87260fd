"""Public holidays by date, and what others published of the days around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class PublishedEffect:
    """What a day so many days after a holiday (before it: negative) does to shops of a kind.

    `ratios` are customers over those of an average day, one of each published figure; `source`
    says where they stand.
    """

    holiday: str
    days: int
    ratios: tuple[float, ...]
    source: str

    @property
    def ratio(self) -> float:
        """The plain mean of the figures."""
        return sum(self.ratios) / len(self.ratios)


class Holidays(dict[date, str]):
    """The names of holidays by date, and what is published of dates around them.

    Where two holidays are near a date, it has what is published of the nearer.
    """

    def __init__(self, names: Mapping[date, str], effects: Iterable[PublishedEffect] = ()) -> None:
        super().__init__(names)
        self.effects = tuple(effects)
        self.published: dict[date, PublishedEffect] = {}
        for effect in sorted(self.effects, key=lambda effect: (-abs(effect.days), effect.days)):
            for day, name in names.items():
                if name == effect.holiday:
                    self.published[day + timedelta(days=effect.days)] = effect


def published_on(day: date, names: Mapping[date, str]) -> PublishedEffect | None:
    """What is published of a date; nothing where `names` are plain names."""
    return names.published.get(day) if isinstance(names, Holidays) else None

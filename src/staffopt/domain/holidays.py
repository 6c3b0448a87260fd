"""Public holidays by date, and what others published of the days around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class PublishedEffect:
    """What a day so many days after a holiday (before it: negative) does to shops of a kind.

    Each published figure is a ratio: `ratios` of the day's customers to those of an average day,
    `weekday_ratios` to those of the same weekday on average. `source` says where they stand.
    """

    holiday: str
    days: int
    ratios: tuple[float, ...]
    source: str
    weekday_ratios: tuple[float, ...] = ()

    def customers(self, average: float, weekday: float) -> float:
        """The plain mean of who comes by each figure.

        So many come on an `average` day, and so many on an average one of the same `weekday`.
        """
        days, weekdays = sum(self.ratios) * average, sum(self.weekday_ratios) * weekday
        return (days + weekdays) / (len(self.ratios) + len(self.weekday_ratios))


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

"""A commented store of invented people and tickets, named as its folder, to start from."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path as FilePath

from staffopt.errors import ConfigError, Problem

SOURCE = FilePath(__file__).with_name("example_store")
FIRST, WEEKS = date(2026, 1, 5), 10
HOURLY = {9: 5, 10: 8, 11: 11, 12: 14, 13: 12, 14: 9, 15: 9, 16: 13, 17: 16, 18: 12, 19: 6}
CLOSES = (19, 19, 19, 19, 20, 16)
RETURNS_SHARE = 0.06
HOLIDAY = date(2026, 1, 6)
"""A public holiday of the store's country: it is closed, nobody buys."""
NAME = "name: corner-shop"


def write_example_store(folder: FilePath | str) -> tuple[FilePath, ...]:
    """Write the example store into a new or empty folder and return the files.

    Nothing that exists is ever overwritten.
    """
    folder = FilePath(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(Problem(str(folder), "something that exists", "a new or empty folder"))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted(SOURCE.iterdir()):
        target = folder / source.name
        text = source.read_text(encoding="utf-8").replace(NAME, _name(folder), 1)
        target.write_text(text, encoding="utf-8")
        written.append(target)
    tickets = folder / "transactions.csv"
    tickets.write_text("\n".join(("time,ticket,type,amount,items", *_tickets(), "")), "utf-8")
    return (*written, tickets)


def _name(folder: FilePath) -> str:
    """Name the store as its folder, where YAML takes that for a name."""
    found = folder.resolve().name
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,59}", found)
    return f"name: {found}" if plain and found.lower() not in ("true", "false", "null") else NAME


def _tickets() -> Iterator[str]:
    """Ten weeks of tickets, the same every time; about one in sixteen is a return."""
    draw = random.Random(1)  # noqa: S311 - no secret is drawn
    number = 1000
    for day in (FIRST + timedelta(days=k) for k in range(7 * WEEKS)):
        for at in _moments(draw, day):
            items = 1 + int(draw.expovariate(0.4))
            amount = items * draw.randint(900, 4900) / 100
            returned = draw.random() < RETURNS_SHARE
            if day == HOLIDAY:
                continue
            number += 1
            if returned:
                yield f"{at:%Y-%m-%dT%H:%M:%S},{number},return,-{amount:.2f},1"
            else:
                yield f"{at:%Y-%m-%dT%H:%M:%S},{number},sale,{amount:.2f},{items}"


def _moments(draw: random.Random, day: date) -> list[datetime]:
    """When tickets are closed on a day, in order."""
    if day.weekday() >= len(CLOSES):
        return []
    opens = 10 if day.weekday() == 5 else 9
    hours = range(opens, CLOSES[day.weekday()])
    found = []
    for hour in hours:
        count = round(draw.gauss(HOURLY[hour], HOURLY[hour] ** 0.5))
        seconds = (draw.randrange(3600) for _ in range(max(count, 0)))
        found += [
            datetime(day.year, day.month, day.day, hour) + timedelta(seconds=s) for s in seconds
        ]
    return sorted(found)

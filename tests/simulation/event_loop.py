"""The same line as an event loop, written without a look at the recursion: slow and plain."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Sequence


def waits_by_events(
    arrivals: Sequence[float],
    services: Sequence[float],
    people: Sequence[int],
    slot_seconds: float,
    patience: float,
) -> list[float | None]:
    """Each customer's wait, None for those who leave or are never served."""
    events: list[tuple[float, int, str]] = []
    for number, moment in enumerate(arrivals):
        heapq.heappush(events, (moment, number, "comes"))
    for slot in range(len(people) + 1):
        heapq.heappush(events, (slot * slot_seconds, slot, "turn"))
    waits: list[float | None] = [None] * len(arrivals)
    line: deque[int] = deque()
    there = in_service = 0
    while events:
        now, number, kind = heapq.heappop(events)
        if kind == "comes":
            line.append(number)
            if patience < float("inf"):
                heapq.heappush(events, (now + patience, number, "gives up"))
        elif kind == "gives up" and number in line:
            line.remove(number)
        elif kind == "turn":
            there = people[number] if number < len(people) else 0
        elif kind == "is done":
            in_service -= 1
        while line and in_service < there:
            first = line.popleft()
            waits[first] = now - arrivals[first]
            in_service += 1
            heapq.heappush(events, (now + services[first], first, "is done"))
    return waits

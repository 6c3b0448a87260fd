"""A kiosk that never closes, as files: a cashier at all times, one in stock from 23:00 to 03:00."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Warsaw")
STORE = """
name: kiosk
zone: Europe/Warsaw
currency: PLN
slot_minutes: 30
opening:
  week: {mon: "00:00-24:00", tue: "00:00-24:00", wed: "00:00-24:00", thu: "00:00-24:00",
         fri: "00:00-24:00", sat: "00:00-24:00", sun: "00:00-24:00"}
roles:
  cashier: {method: minimum_crew, minimum: 1}
  stock: {method: minimum_crew, minimum: 1}
rules:
  shift_starts:
    windows: [{since: "06:00", until: "06:00"}, {since: "14:00", until: "14:00"},
              {since: "22:00", until: "22:00"}]
  min_rest: {hours: 11}
  days_in_a_row: {most_days: 6}
  role_block: {least_minutes: 60}
  pause: {type: break_due, over_hours: 6, minutes: 30, paid: true, earliest_hours: 2,
          latest_hours: 6}
shifts: {start_step_minutes: 60, lengths_hours: [8]}
"""
EMPLOYEES = "employee_id,name,hours_min,hours_target,hours_max,wage,roles\n" + "".join(
    f"E{k},Person {k},0,40,40,30,cashier;stock\n" for k in range(1, 10)
)
BLOCK = "employee_id,name,shift_id,start,end,activity,role,session_id,paid,state\n"


def write_night_store(folder: Path, week: date) -> None:
    """Write the store, the need of a week beginning on a Monday, and the night before it."""
    folder.mkdir()
    (folder / "store.yaml").write_text(STORE, encoding="utf-8")
    (folder / "employees.csv").write_text(EMPLOYEES, encoding="utf-8")
    eve = f"E1,Person 1,eve,{week - timedelta(days=1)}T22:00,{week}T06:00,work,cashier,,true,worked"
    (folder / "past_roster.csv").write_text(f"{BLOCK}{eve}\n", encoding="utf-8")
    rows = ["role,start,required,n,loss", *_need(week)]
    (folder / "need.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _need(week: date) -> Iterator[str]:
    """Rows of the requirement: 100.00 a missing half hour, nothing for one too many."""
    instant, end = (
        datetime.combine(day, time(0), ZONE).astimezone(UTC)
        for day in (week, week + timedelta(days=7))
    )
    while instant < end:
        wall = instant.astimezone(ZONE)
        stock = wall.hour >= 23 or wall.hour < 3
        for role, required in (("cashier", 1), ("stock", int(stock))):
            for n in range(3):
                yield f"{role},{wall.isoformat()},{required},{n},{100 * max(required - n, 0)}"
        instant += timedelta(minutes=30)

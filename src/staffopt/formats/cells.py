"""How instants, money and names are written in every file."""

from __future__ import annotations

from datetime import datetime

from staffopt.domain.calendar import Horizon
from staffopt.domain.plan import Plan


def stamp(horizon: Horizon, instant: datetime) -> str:
    """Return an instant as ISO 8601 on the store's clock, with its offset."""
    return horizon.local(instant).isoformat()


def clock(horizon: Horizon, instant: datetime) -> str:
    """Return the store's clock at an instant, as `07:30`."""
    return horizon.local(instant).strftime("%H:%M")


def amount(cents: int) -> str:
    """Return money in units of the currency with two decimals, exactly."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def readable_amount(cents: int, currency: str) -> str:
    """Return money for people: no cents from 100 on, thousands apart."""
    sign = "\u2212" if cents < 0 else ""
    whole = abs(cents) if abs(cents) < 100_00 else 100 * ((abs(cents) + 50) // 100)
    text = f"{whole / 100:,.2f}" if abs(cents) < 100_00 else f"{whole // 100:,}"
    return sign + text.replace(",", "\u202f") + f"\u00a0{currency}"


def hours(minutes: int) -> str:
    """Return minutes as hours for people: `7.5`, `8`."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def wait_text(seconds: float) -> str:
    """Return seconds as minutes and seconds: `0:34`, `18:20`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def percent(share: float) -> str:
    """Return a share for people: `12.5\u202f%`."""
    return f"{100 * share:.1f}\u202f%"


def percent_down(share: float, digits: int = 0) -> str:
    """Return a share for people, rounded down: `99\u202f%`; 100 is said of all only.

    A share such as 0.57 lies a little below itself, and is 57 all the same.
    """
    return f"{int(100 * 10**digits * share + 1e-6) / 10**digits:g}\u202f%"


def person_name(plan: Plan, person_id: str | None) -> str:
    """Return a person's name, the id where nobody with it is known."""
    if person_id is None:
        return ""
    person = plan.problem.person.get(person_id)
    return person.name if person else person_id


def course_name(plan: Plan, course_id: str) -> str:
    """Return a course's name, the id where it is not known."""
    course = plan.problem.course.get(course_id)
    return course.name if course else course_id


def words(identifier: str) -> str:
    """Return an identifier as people read it: `self_checkout` is `Self checkout`."""
    text = identifier.replace("_", " ").replace("/", ": ").strip()
    return text[:1].upper() + text[1:]

"""Who works in the store, and when they can or would like to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from staffopt.domain.calendar import Span, in_force
from staffopt.domain.history import History
from staffopt.domain.school import SchoolCalendar


@dataclass(frozen=True, slots=True)
class Availability:
    """A weekly wall-clock window in which a person can work, valid between two dates inclusive.

    `weekday` is 0 for Monday. `until` at or before `since` means the next day.
    """

    weekday: int
    since: time
    until: time
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the window exists on a date."""
        return day.weekday() == self.weekday and in_force(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class TimeOff:
    """A period in which a person does not work."""

    span: Span
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preference:
    """A wish of one person with a price in hundredths of the currency.

    `kind` is `day_off` (priced if the day is worked), `avoid` (priced if any work falls into the
    window), `prefer` (priced if a shift that day lies partly outside the window) or `wanted`
    (priced unless a shift that day lies wholly inside it). `day` is a date or a weekday number,
    None for every day; the window is wall-clock time.
    """

    kind: str
    day: date | int | None
    since: time | None
    until: time | None
    price: int

    def concerns(self, day: date) -> bool:
        """Whether the wish is about a date."""
        return self.day is None or self.day in (day, day.weekday())


@dataclass(frozen=True, slots=True)
class Consent:
    """A recorded consent of one person, valid between two dates inclusive."""

    kind: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the consent is given, and not revoked, on a date."""
        return in_force(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A paper that a person holds between two dates inclusive: a licence, a clearance."""

    name: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on a date."""
        return in_force(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Person:
    """One employee. Hours are per week; the wage is hundredths of the currency per hour.

    `availability` empty means always available. `roles` are in order of preference: the first is
    the person's main role. `school` is the calendar of the person's own district, where known;
    `history` what is known of the person's work before the plan, beyond the past roster.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    hours_min: float
    hours_target: float
    hours_max: float
    wage: int
    contract: str = "full_time"
    birth_date: date | None = None
    tags: frozenset[str] = frozenset()
    hired: date | None = None
    availability: tuple[Availability, ...] = ()
    time_off: tuple[TimeOff, ...] = ()
    preferences: tuple[Preference, ...] = ()
    consents: tuple[Consent, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    school: SchoolCalendar | None = None
    history: History | None = None

    def holds(self, certificate: str, day: date) -> bool:
        """Whether the person has a valid certificate of a name on a date."""
        return any(each.name == certificate and each.holds_on(day) for each in self.certificates)

    def consents_to(self, kind: str, day: date) -> bool:
        """Whether a recorded consent of a kind holds on a date."""
        return any(each.kind == kind and each.holds_on(day) for each in self.consents)

    def age_on(self, day: date) -> int | None:
        """Completed years on a date, None when the birth date is not known."""
        if self.birth_date is None:
            return None
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (not had_birthday)

    @property
    def main_role(self) -> str:
        return self.roles[0]

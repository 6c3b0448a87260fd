"""The sections of store.yaml."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from staffopt.domain.problem import ShiftGrid
from staffopt.inputs.school_calendars import SchoolSettings
from staffopt.inputs.section import Section
from staffopt.inputs.transactions.settings import TransactionSettings
from staffopt.inputs.values import Day, HoursText, Weekday

Choice = dict[str, Any]
"""A section whose keys depend on the class it names; checked by that class."""


class WeekHours(Section):
    """Opening hours of a usual week; a day left out is closed."""

    mon: HoursText = Field((), description="Hours as 08:00-18:00, a list of such, or closed.")
    tue: HoursText = Field((), description="Hours, or closed.")
    wed: HoursText = Field((), description="Hours, or closed.")
    thu: HoursText = Field((), description="Hours, or closed.")
    fri: HoursText = Field((), description="Hours, or closed.")
    sat: HoursText = Field((), description="Hours, or closed.")
    sun: HoursText = Field((), description="Hours, or closed.")

    @model_validator(mode="after")
    def _open_at_all(self) -> WeekHours:
        if not any(self.by_day.values()):
            raise ValueError("hours on at least one day of the week")
        return self

    @property
    def by_day(self) -> dict[int, tuple[Any, ...]]:
        """The hours by weekday, 0 for Monday."""
        days = (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)
        return dict(enumerate(days))


class HolidaySettings(Section):
    """Public holidays: a country's, less the days removed, and the days added."""

    country: str | None = Field(None, description="Country code of the `holidays` library, as GB.")
    region: str | None = Field(None, description="Its region code, as ENG.")
    hours: HoursText | None = Field(
        None, description="Hours on every holiday, or closed; left out: as on other days."
    )
    add: dict[Day, str] = Field({}, description="Days to count as holidays, with their names.")
    remove: tuple[Day, ...] = Field((), description="Days not to count as holidays.")
    effects: str | None = Field(
        None,
        min_length=1,
        description="Published figures of days around them: us-grocery, us-dollar, or a .csv file.",
    )

    @model_validator(mode="after")
    def _country_known(self) -> HolidaySettings:
        if self.region and not self.country:
            raise ValueError("a country for the region")
        if self.country:
            _check_country(self.country, self.region)
        return self


def _check_country(country: str, region: str | None) -> None:
    """Raise a ValueError in our words where the `holidays` library knows no such place."""
    from holidays import country_holidays

    try:
        country_holidays(country, subdiv=region)
    except NotImplementedError:
        place = f"{country} {region}" if region else country
        raise ValueError(
            f"a country and region that the holidays library knows, {place!r} is none"
        ) from None


class CutHoursSettings(Section):
    """What customers do on days that open late or close early."""

    same_day: float = Field(
        0.0, ge=0, le=1, description="Share of the customers of hours cut that comes in open ones."
    )
    next_day: float = Field(0.0, ge=0, le=1, description="Share that comes on the day after.")

    @model_validator(mode="after")
    def _no_more_than_all(self) -> CutHoursSettings:
        if self.same_day + self.next_day > 1:
            raise ValueError("same_day and next_day that add up to 1 at most")
        return self


class OpeningSettings(Section):
    """When the store is open to customers."""

    week: WeekHours = Field(description="Opening hours by weekday.")
    special: dict[Day, HoursText] = Field({}, description="Dates with other hours, or closed.")
    holidays: HolidaySettings = Field(HolidaySettings(), description="Public holidays.")
    cut_hours: CutHoursSettings | None = Field(
        None,
        description="Where customers of hours cut go; left out: learnt from past early closings.",
    )


class DriverSettings(Section):
    """A counted stream of customer events: counted in the transactions, or a share of another."""

    kind: Literal["sale", "return"] | None = Field(
        None, description="The kind of transaction that is counted."
    )
    rate_of: str | None = Field(None, description="The driver of which this one is a share.")
    rate: float | None = Field(None, gt=0, description="Events per event of that driver.")
    factor: float = Field(
        1.0, ge=0, description="What expected counts are multiplied by, for what-if."
    )

    @model_validator(mode="after")
    def _one_source(self) -> DriverSettings:
        counted, shared = self.kind is not None, self.rate_of is not None
        if counted == shared or shared != (self.rate is not None):
            raise ValueError("either a kind, or rate_of and rate")
        return self


class SisterSettings(Section):
    """An older store whose customers come as this young one's will."""

    store: str = Field(min_length=1, description="Her folder, seen from this store's.")
    level: float | None = Field(
        None,
        gt=0,
        le=1000,
        description="Customers of this store over hers; left out: from the days it has.",
    )
    weeks: int = Field(
        4, ge=2, le=104, description="With so many weeks of its own a driver needs no sister."
    )


class GridSettings(Section):
    """Which shifts are proposed; what is legal is for the rules to say."""

    start_step_minutes: int = Field(15, ge=5, le=720, description="Grid of shift starts.")
    length_step_minutes: int = Field(15, ge=5, le=720, description="Grid of shift lengths.")
    shortest_hours: float = Field(3, gt=0, le=24, description="Shortest shift, breaks included.")
    longest_hours: float = Field(10, gt=0, le=24, description="Longest shift, breaks included.")
    lengths_hours: tuple[Annotated[float, Field(gt=0, le=24)], ...] = Field(
        (), description="The only lengths to propose, instead of the grid."
    )

    @model_validator(mode="after")
    def _shortest_first(self) -> GridSettings:
        if self.shortest_hours > self.longest_hours:
            raise ValueError("shortest_hours of at most longest_hours")
        return self

    @property
    def grid(self) -> ShiftGrid:
        """The same in minutes."""
        return ShiftGrid(
            start_step=self.start_step_minutes,
            length_step=self.length_step_minutes,
            shortest=round(self.shortest_hours * 60),
            longest=round(self.longest_hours * 60),
            lengths=tuple(sorted(round(hours * 60) for hours in self.lengths_hours)),
        )


class LimitSettings(Section):
    """The budget of a search, unless a command says otherwise."""

    seconds: float = Field(60.0, ge=0, description="Seconds of search.")
    seed: int = Field(1, ge=0, description="Seed of the search.")


class StressTestSettings(Section):
    """What a finished roster is played against, besides customers."""

    call_outs: float = Field(
        0.0, ge=0, le=1, description="Chance that a person who is due on a day does not come."
    )


class EmployerFacts(Section):
    """Facts of the employer on which laws depend. In a pack: the least that a law asks for."""

    headcount_worldwide: int | None = Field(None, ge=0, description="People employed worldwide.")
    headcount_in_city: int | None = Field(None, ge=0, description="People employed in the city.")
    headcount_covered: int | None = Field(
        None, ge=0, description="People employed that the city's scheduling law covers."
    )
    stores_worldwide: int | None = Field(None, ge=0, description="Stores worldwide.")
    stores_in_city: int | None = Field(None, ge=0, description="Stores in the city.")

    def stated(self) -> dict[str, int]:
        """The facts that are given, by name."""
        found: dict[str, int] = self.model_dump(exclude_none=True)
        return found


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("an IANA zone name such as Europe/London") from None
    return name


def _divides_an_hour(minutes: int) -> int:
    if minutes < 5 or 60 % minutes:
        raise ValueError("5, 6, 10, 12, 15, 20, 30 or 60 minutes")
    return minutes


def _clock_changes(zone: str) -> set[int]:
    """Minutes by which the clocks of a zone are put forward or back in these years."""
    months = (datetime(2020 + k // 12, k % 12 + 1, 1, tzinfo=ZoneInfo(zone)) for k in range(120))
    offsets = {(month.utcoffset() or timedelta()) // timedelta(minutes=1) for month in months}
    return {abs(one - other) for one in offsets for other in offsets}


class StoreSettings(Section):
    """The whole of store.yaml."""

    name: str = Field(
        "",
        pattern=r"^([\w .-]*[\w-][\w .-]*)?$",
        max_length=60,
        description="Name of letters, digits, spaces, dots, _ and -; the folder's if left out.",
    )
    zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        description="IANA time zone of the store, as Europe/London."
    )
    currency: str = Field(pattern=r"^[A-Z]{3}$", description="Three letters, as GBP.")
    week_starts: Weekday = Field(0, description="First day of the planned week.")
    slot_minutes: Annotated[int, AfterValidator(_divides_an_hour)] = Field(
        15, description="Planning interval, a divisor of 60."
    )

    @field_validator("slot_minutes")
    @classmethod
    def _divides_clock_changes(cls, minutes: int, info: ValidationInfo) -> int:
        zone = info.data.get("zone")
        if zone and any(change % minutes for change in _clock_changes(zone)):
            raise ValueError(f"5, 6, 10, 15 or 30 minutes where clocks change as in {zone}")
        return minutes

    lead_days: int = Field(
        14, ge=0, le=366, description="Days between the last data of a forecast and its week."
    )
    opening: OpeningSettings = Field(description="When the store is open to customers.")
    transactions: TransactionSettings | None = Field(
        None, description="Where the transactions are and how to read them."
    )
    drivers: dict[str, DriverSettings] = Field({}, description="What is counted, by name.")
    forecast: Choice = Field(
        {"method": "gam"}, description="A forecaster (`method`) and its settings."
    )
    sister: SisterSettings | None = Field(
        None, description="An older store, for the forecast of a new one."
    )
    roles: dict[str, Choice] = Field(
        min_length=1, description="Roles, each with a staffing `method` and its settings."
    )
    packs: tuple[str, ...] = Field((), description="Law packs that hold here, as us-federal.")
    employer: EmployerFacts = Field(
        EmployerFacts(), description="Facts of the employer on which laws depend."
    )
    schools: dict[str, SchoolSettings] = Field(
        {}, description="Calendars of school districts by name; `school` in employees.csv."
    )
    rules: dict[str, Choice | bool | None] = Field(
        {},
        description="Rules by id: the type (the id if left out) and its settings; `pack/id` lays "
        "settings over a pack's rule and gives the reason.",
    )
    goals: dict[str, Choice | bool | None] = Field(
        {}, description="Settings of goals by name; goals left out count as they come."
    )
    shifts: GridSettings = Field(GridSettings(), description="Which shifts are proposed.")
    limits: LimitSettings = Field(LimitSettings(), description="The budget of a search.")
    stress_test: StressTestSettings = Field(
        StressTestSettings(), description="What a finished roster is played against."
    )

"""courses.yaml and training_needs.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, model_validator

from staffopt.domain.calendar import DAY, Span
from staffopt.domain.people import Person
from staffopt.domain.training import Course, TrainingNeed, WeekWindow
from staffopt.errors import one_of, shown
from staffopt.inputs.findings import Findings
from staffopt.inputs.people_tables import moment
from staffopt.inputs.rows import Read, RowModel, Staff
from staffopt.inputs.section import Section
from staffopt.inputs.truths import note_truths
from staffopt.inputs.values import Day, DayOrMoment, Money, Names, Truth, WallTime, Weekday
from staffopt.inputs.yaml_file import YamlFile

USUAL_PRICE = 100_00
"""What leaving out a need of the first priority costs where its file says no price; hundredths."""


class WindowSettings(Section):
    """When sessions may be held: weekdays and a stretch of the day."""

    days: tuple[Weekday, ...] = Field(tuple(range(7)), description="Weekdays; all if left out.")
    since: WallTime = Field(alias="from", description="Earliest start.")
    until: WallTime = Field(alias="to", description="Latest end.")


class BlackoutSettings(Section):
    """A period without sessions: dates, last day included, or moments."""

    start: DayOrMoment
    end: DayOrMoment


class CourseSettings(Section):
    """One course of courses.yaml."""

    name: str = Field("", max_length=80, description="What people call it; the id if left out.")
    minutes: int = Field(ge=5, le=600, description="How long one session lasts.")
    group_min: int = Field(1, ge=1, description="Least attendees of a session.")
    group_max: int = Field(1, ge=1, description="Most attendees of a session.")
    self_study: Truth = Field(False, description="Whether it needs no trainer.")
    trainers: Names = Field((), description="Employee ids of those who can give it.")
    trainer_tag: str | None = Field(None, description="Everybody with this tag can give it.")
    room: str | None = Field(None, max_length=80, description="Where it takes place.")
    prerequisites: Names = Field((), description="Courses to be held before it.")
    windows: tuple[WindowSettings, ...] = Field((), description="When sessions may be held.")
    blackout: tuple[BlackoutSettings, ...] = Field((), description="Periods without sessions.")

    @model_validator(mode="after")
    def _fits_together(self) -> CourseSettings:
        if self.group_max < self.group_min:
            raise ValueError("group_min of at most group_max")
        if self.self_study == bool(self.trainers or self.trainer_tag):
            raise ValueError("either self_study: true, or trainers or a trainer_tag")
        return self


class NeedRow(RowModel):
    """One person needs one course."""

    employee_id: str
    course: str
    due: Day | None = None
    hard: Truth = False
    price: Money | None = None
    priority: Annotated[int, Field(ge=1, le=9)] = 1

    @property
    def due_price(self) -> int:
        """The price in hundredths; where none is said, `USUAL_PRICE` divided by the priority."""
        return round(USUAL_PRICE / self.priority) if self.price is None else self.price


def courses_of(
    file: YamlFile,
    people: Iterable[Person],
    ids: Staff,
    zone: ZoneInfo,
    findings: Findings,
) -> tuple[Course, ...]:
    """Return the courses of a file; those that cannot be right are noted."""
    staff = {person.id: person for person in people}
    found: list[Course] = []
    for course_id, content in file.content.items():
        try:
            settings = CourseSettings.model_validate(content)
        except ValidationError as error:
            findings.add_invalid(error, file.inside((course_id,)), CourseSettings)
            continue
        note_truths(content, settings, file.inside((course_id,)), findings)
        trainers = _trainers(course_id, settings, staff, ids, file, findings)
        found.append(_course(course_id, settings, trainers, zone))
    _check_prerequisites(found, file, findings)
    return tuple(found)


def _trainers(
    course_id: str,
    settings: CourseSettings,
    staff: Mapping[str, Person],
    ids: Staff,
    file: YamlFile,
    findings: Findings,
) -> tuple[str, ...]:
    """Return who can give a course: those named and those tagged, in the order of employees.csv."""
    for at, person in enumerate(settings.trainers):
        if ids.known and person not in ids.known | ids.gone:
            where = file.where((course_id, "trainers", at))
            findings.add(where, f"unknown employee {shown(person)}", one_of(person, ids.known))
    named = set(settings.trainers)
    trainers = tuple(
        person.id
        for person in staff.values()
        if person.id in named or (settings.trainer_tag and settings.trainer_tag in person.tags)
    )
    all_read = len(staff) == len(ids.known) > 0
    if all_read and not trainers and not settings.self_study:
        key = "trainers" if settings.trainers else "trainer_tag"
        findings.add(
            file.where((course_id, key)),
            f"nobody who can give {course_id!r}",
            "a trainer among the employees, or self_study: true",
        )
    return trainers


def _course(
    course_id: str, settings: CourseSettings, trainers: tuple[str, ...], zone: ZoneInfo
) -> Course:
    return Course(
        id=course_id,
        name=settings.name or course_id,
        minutes=settings.minutes,
        group_min=settings.group_min,
        group_max=settings.group_max,
        trainers=trainers,
        room=settings.room,
        prerequisites=settings.prerequisites,
        windows=tuple(WeekWindow(frozenset(w.days), w.since, w.until) for w in settings.windows),
        blackout=tuple(_blackout(period, zone) for period in settings.blackout),
    )


def _blackout(period: BlackoutSettings, zone: ZoneInfo) -> Span:
    end = period.end if isinstance(period.end, datetime) else period.end + DAY
    return Span(moment(period.start, zone), moment(end, zone))


def _check_prerequisites(courses: list[Course], file: YamlFile, findings: Findings) -> None:
    """Note prerequisites that do not exist or that lead back to their course."""
    before = {course.id: course.prerequisites for course in courses}
    for course in courses:
        for at, needed in enumerate(course.prerequisites):
            if needed not in file.content:
                where = file.where((course.id, "prerequisites", at))
                findings.add(where, f"unknown course {shown(needed)}", one_of(needed, before))
        if circle := _circle(course.id, before):
            findings.add(
                file.where((course.id, "prerequisites")),
                f"a circle of prerequisites: {' before '.join(circle)}",
                "an order in which they can be held",
            )


def _circle(start: str, before: Mapping[str, tuple[str, ...]]) -> list[str] | None:
    """Return a path of prerequisites from a course back to itself, None where there is none."""
    paths, seen = [[start]], set[str]()
    while paths:
        path = paths.pop()
        for needed in before.get(path[-1], ()):
            if needed == start:
                return [*path, start]
            if needed not in seen:
                seen.add(needed)
                paths.append([*path, needed])
    return None


def needs_of(
    rows: list[Read[NeedRow]], staff: Staff, courses: Iterable[str], findings: Findings
) -> tuple[TrainingNeed, ...]:
    """Return the training needs; unknown people, unknown courses and repeats are noted."""
    known = frozenset(courses)
    found: dict[tuple[str, str], TrainingNeed] = {}
    for read in rows:
        row = read.value
        person = staff.of(read, row.employee_id, findings)
        if row.course not in known:
            wanted = one_of(row.course, known)
            findings.add(read.where("course"), f"unknown course {shown(row.course)}", wanted)
            continue
        if (row.employee_id, row.course) in found:
            what = f"{row.course} for {row.employee_id} twice"
            findings.add(read.where(), what, "each course once a person")
        if person is not None:
            need = TrainingNeed(person, row.course, row.due, row.hard, row.due_price, row.priority)
            found[person, row.course] = need
    return tuple(found.values())

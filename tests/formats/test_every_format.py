"""What every format promises."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.formats.sample import sample_plan

from staffopt.domain.people import Certificate, Consent, TimeOff
from staffopt.domain.plan import Plan
from staffopt.domain.school import SchoolCalendar
from staffopt.formats import FORMATS
from staffopt.formats.base import Format

EVERY = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
FOR_PEOPLE = {"calendar", "plan", "report", "roster", "shifts", "workbook"}


HIDDEN = ("late_evenings", "night_watch", "North Bend")


def private() -> Plan:
    """The sample with a wage, a birth date, papers, a school, a reason and a claim to stand out."""
    plan = sample_plan()
    owed = replace(plan.violations[0], price=45_678, pay=True)
    people = tuple(
        replace(
            person,
            wage=98_765,
            birth_date=date(1987, 3, 21),
            consents=(Consent("late_evenings"),),
            certificates=(Certificate("night_watch"),),
            school=SchoolCalendar("North Bend"),
            time_off=tuple(TimeOff(one.span, "chemotherapy") for one in person.time_off),
        )
        for person in plan.problem.people
    )
    problem = replace(plan.problem, people=people)
    return replace(plan, problem=problem, violations=(*plan.violations, owed))


def everything(plan: Plan, form: type[Format], folder: Path, *, with_pay: bool = False) -> str:
    """All text in a format's part of a plan folder."""
    folder.mkdir()
    form().write_into(plan, folder, with_pay=with_pay)
    return "\n".join(_text(path.read_bytes()) for path in sorted(folder.rglob("*.*")))


def _text(content: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode("utf-8") for name in sorted(book.namelist()))


def test_the_folder_is_the_list():
    """Twelve formats, and no two that a suffix alone would pick."""
    assert set(FORMATS) == {
        "calendar",
        "coverage",
        "history",
        "manifest",
        "plan",
        "premiums",
        "report",
        "roster",
        "shifts",
        "training",
        "violations",
        "workbook",
    }
    alone = [form.suffix for form in FORMATS.values() if form.alone]
    assert sorted(alone) == [".csv", ".html", ".ics", ".json", ".xlsx"]


@EVERY
def test_a_format_says_what_it_writes(form: type[Format]):
    """Each has a docstring of its own, for its page."""
    assert form.__doc__ is not None
    assert form.__doc__ != Format.__doc__


@EVERY
def test_the_same_plan_gives_the_same_bytes(
    form: type[Format], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A year later on the clock, and only the record of the run may say so."""
    first = everything(sample_plan(), form, tmp_path / "first")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 31_536_000)
    slower = replace(sample_plan(), run=replace(sample_plan().run, seconds=99.9, total_s=100.0))
    second = everything(slower, form, tmp_path / "second")
    assert (first == second) is (form.name != "manifest")


@EVERY
def test_nothing_private_leaves_unasked(form: type[Format], tmp_path: Path):
    """Wages, birth dates, papers, schools, reasons and what is owed, in no file unless asked."""
    text = everything(private(), form, tmp_path / "out")
    assert not [
        word
        for word in ("987.65", "98765", "1987-03-21", "chemo", "456.78", *HIDDEN)
        if word in text
    ]


def test_what_is_asked_for_is_there(tmp_path: Path):
    """With pay, plan.json says the wage, the birth date, the reason and what is owed."""
    text = everything(private(), FORMATS["plan"], tmp_path / "out", with_pay=True)
    asked = ("987.65", "1987-03-21", "chemo", "456.78", *HIDDEN)
    assert [word for word in asked if word not in text] == []


@EVERY
def test_names_are_there_for_people(form: type[Format], tmp_path: Path):
    """Whoever works is named, umlauts and apostrophes kept."""
    text = everything(sample_plan(), form, tmp_path / "out").replace("&#39;", "'")
    named = "Zoë Larsen-Hughes" in text and "Rosie O'Connell" in text
    listed = form.name != "calendar" and named
    assert listed is (form.name in FOR_PEOPLE - {"calendar"})

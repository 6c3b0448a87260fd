"""The page is whole, quiet and right in a browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.formats.sample import played_plan, sample_plan, tiny_plan

from staffopt.domain.calendar import DAY, Span
from staffopt.domain.people import TimeOff
from staffopt.domain.plan import Plan
from staffopt.domain.shifts import Shift
from staffopt.domain.training import Displaced, TrainingNeed
from staffopt.domain.violation import Violation
from staffopt.formats.html_page import HtmlPage, page_text
from staffopt.formats.plan_reading import read_plan
from staffopt.formats.writing import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LARGEST = 500_000


class Visit:
    """A page that was opened, with what it said and asked for."""

    def __init__(self, page: Page, url: str) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page = page
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(url)

    def shown(self, selector: str) -> list[str]:
        """The texts of what is visible."""
        found = self.page.locator(selector).all()
        return [one.inner_text().strip() for one in found if one.is_visible()]


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the sample's page, its stress test included."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    HtmlPage().write(played_plan(sample_plan()), path)
    return path.as_uri()


@pytest.fixture
def desk(chromium: Browser, week: str) -> Iterator[Visit]:
    """The page on a desk."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield Visit(page, week)
    page.close()


def test_it_is_silent_and_asks_for_nothing(desk: Visit, week: str):
    """No word on the console, no request but the page itself, also while days are switched."""
    for tab in desk.page.locator(".tabs a").all():
        tab.click()
    assert (desk.said, desk.asked) == ([], [week])


def test_names_and_times_are_right(desk: Visit):
    """Monday's rows are Monday's shifts, by start, and each bar says its role and times."""
    plan = sample_plan()
    horizon = plan.roster.horizon
    monday = sorted(
        (s for s in plan.roster.shifts if horizon.day_of(s.start) == 0),
        key=lambda s: (s.start, s.end, plan.problem.person[s.person_id].name),
    )
    rows = [row.split("\n") for row in desk.shown(".gantt .who")]
    assert [row[0] for row in rows] == [plan.problem.person[s.person_id].name for s in monday]
    assert rows[0][1].startswith(f"{horizon.local(monday[0].start):%H:%M}\u2013")
    titles = [bar.get_attribute("title") for bar in desk.page.locator(".bar:visible").all()]
    assert len(titles) == sum(len(shift.blocks) for shift in monday)
    assert f"Break, unpaid {horizon.local(monday[1].blocks[1].start):%H:%M}" in str(titles)


def test_bars_lie_under_their_hours(desk: Visit):
    """A bar's left edge is that of its hour's grid line, and the charts above share the axis."""
    bar = desk.page.locator(".day:not(.off) .bar[title*='08:00\u2013']").first.bounding_box()
    tick = desk.page.locator(".day:not(.off) .hours span", has_text="08:00").first.bounding_box()
    chart = desk.page.locator(".day:not(.off) .cover svg").first.bounding_box()
    track = desk.page.locator(".day:not(.off) .gantt .track").first.bounding_box()
    assert bar
    assert tick
    assert chart
    assert track
    assert abs(bar["x"] - (tick["x"] + tick["width"] / 2)) < 2
    assert (chart["x"], chart["width"]) == (track["x"], track["width"])


def test_one_day_at_a_time(desk: Visit):
    """A tab shows its day and can be linked to; `All days` shows all."""
    assert desk.shown(".day h2") == ["Monday 23 November"]
    desk.page.get_by_role("link", name="Sat 28").last.click()
    assert desk.shown(".day h2") == ["Saturday 28 November"]
    assert desk.page.url.endswith("#day-2026-11-28")
    desk.page.keyboard.press("ArrowRight")
    assert desk.shown(".day h2") == ["Sunday 29 November"]
    desk.page.get_by_role("link", name="All days").click()
    assert len(desk.shown(".day h2")) == 7


def test_a_person_is_found(desk: Visit):
    """Typing a part of a name leaves the rows of who has it."""
    desk.page.get_by_label("Find a person").fill("KOWAL")
    assert desk.shown(".week .glance tbody th") == ["Joanna Kowalczyk"]


def test_without_script_everything_is_shown(chromium: Browser, week: str):
    """All seven days, no tools that do nothing."""
    context = chromium.new_context(java_script_enabled=False)
    visit = Visit(context.new_page(), week)
    assert len(visit.shown(".day h2")) == 7
    assert visit.shown(".find") == []
    context.close()


def test_on_a_phone_the_page_does_not_scroll_sideways(chromium: Browser, week: str):
    """Charts scroll inside their own frames, names stay in sight, text is not tiny."""
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    visit = Visit(page, week)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator(".day:not(.off) .scroll").evaluate("box => box.scrollLeft = 400")
    name = page.locator(".day:not(.off) .gantt .who").first.bounding_box()
    assert name
    assert 0 <= name["x"] < 40
    sizes = page.evaluate(
        "[...document.querySelectorAll('td,.who,.bar.l,p')].map(e => getComputedStyle(e).fontSize)"
    )
    assert min(float(size.removesuffix("px")) for size in sizes) >= 12
    assert visit.said == []
    page.close()


def test_it_prints_a_day_a_page(chromium: Browser, week: str):
    """Overview, seven days, waits, cost and training, people: about a page each, A4."""
    page = chromium.new_page()
    Visit(page, week)
    pdf = page.pdf(prefer_css_page_size=True)
    pages = pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page/") or pdf.count(b"/MediaBox")
    assert 9 <= pages <= 12
    page.close()


def test_what_comes_from_the_store_is_text():
    """A name with markup is shown as it is written."""
    plan = tiny_plan()
    ann = replace(plan.problem.people[0], name="<script>alert(1)</script>")
    problem = replace(plan.problem, people=(ann,))
    text = page_text(replace(plan, problem=problem, manifest={"store": "<b>S&Co"}))
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<h1>&lt;b&gt;S&amp;Co " in text


def test_the_proof_is_in_words_and_figures():
    """Cost 120, bound 114, gap 5 %; six quarters short of 36."""
    text = page_text(tiny_plan())
    assert "120.00\u00a0GBP" not in text
    assert "120\u00a0GBP" in text
    assert "at most 6.00\u00a0GBP (5.0\u202f%) above the best possible" in text
    assert "costs less than 114\u00a0GBP (lower bound by arithmetic)" in text
    assert "<b>83.3\u202f%</b>" in text
    assert "Cashier: 1.5 person-hours short, most at 16:00\u201317:00 (1 short)" in text


def test_a_day_of_25_hours_says_so():
    """The clocks go back in London on 25 October 2026; the axis has the hour twice."""
    text = page_text(tiny_plan(date(2026, 10, 25)))
    assert text.count("The clocks change: this day has 25 hours.") == 1


def test_a_closed_day_says_so():
    """Six of the tiny week's days, in their place and over the week; it is not called covered."""
    text = page_text(tiny_plan())
    assert text.count("Closed: nobody is needed and nobody works.") == 6
    assert text.count("<small>closed</small>") == 6
    assert "covered</small>" not in text


def test_hours_that_leave_takes_off_are_not_called_under():
    """Ann is paid 7.5 of 14 hours: under; with four days of leave 6 were due, and it says why."""
    plan = tiny_plan()
    spans = plan.roster.horizon
    off = TimeOff(Span(spans.instant(spans.day_starts[3]), spans.end))
    due = replace(plan.problem.people[0], hours_min=14)
    texts = [
        page_text(replace(plan, problem=replace(plan.problem, people=(ann,))))
        for ann in (due, replace(due, time_off=(off,)))
    ]
    assert ['<small class="short">under</small>' in text for text in texts] == [True, False]
    assert ["<small>4 days of leave</small>" in text for text in texts] == [False, True]
    week = [(text.count("<em>free</em>"), text.count("<em>leave</em>")) for text in texts]
    assert week == [(6, 0), (2, 4)]


def test_what_is_not_kept_its_reason_and_its_mend_stand_apart():
    """A paragraph each: a message ends without a stop."""
    breach = Violation("rest", "Ann rests 10 h", price=500, mend="1 h more", why="nobody else")
    text = page_text(replace(tiny_plan(), violations=(breach,)))
    assert "<p>Ann rests 10 h</p><p>Why: nobody else.</p><p>To mend: 1 h more.</p>" in text


def test_a_days_line_counts_people_and_not_shifts():
    """Ann twice on a split day is one person."""
    plan = tiny_plan()
    (shift,) = plan.roster.shifts
    halves = (Shift("S1", "E1", shift.blocks[:1]), Shift("S2", "E1", shift.blocks[2:]))
    text = page_text(replace(plan, roster=replace(plan.roster, shifts=halves)))
    assert ">1 person, 7.5 paid hours, " in text


def test_an_empty_roster_has_a_page():
    """Nobody works and it says what is missing."""
    plan = tiny_plan()
    empty: Plan = replace(plan, roster=replace(plan.roster, shifts=()))
    assert "Nobody works, 9 person-hours missing" in page_text(empty)


def test_fifty_people_are_quick_and_small():
    """Under a second of processor time and half a megabyte."""
    plan = sample_plan(50)
    before = time.process_time()
    text = page_text(plan)
    assert time.process_time() - before < 1
    assert len(text.encode()) < LARGEST


def test_the_page_names_the_laws_and_what_they_leave_to_people():
    """Changes with their reasons, rules that are off; without packs there is no such part."""
    text = page_text(sample_plan())
    assert "uk/rest: hours 12 instead of 11 (agreed with the union)" in text
    assert "1 rule of uk does not hold: notice: off because its source is doubtful" in text
    assert "Employment Rights Act 2025: notice of shifts" in text
    assert 'id="law"' not in page_text(tiny_plan())


def test_premiums_are_named_by_rule_and_nobody_by_premium():
    """The sample's 24.88, once, on top of wages; a plan without claims has no such line."""
    plan = sample_plan()
    assert "On top of wages: Sunday premium, once, 24.88" in page_text(plan)
    assert "On top of wages" not in page_text(replace(plan, claims=()))


def test_a_plan_read_back_without_pay_still_names_its_premiums(tmp_path: Path):
    """Two claims of a rule on two days are one line of its page, though nobody's claim is kept."""
    plan = sample_plan()
    (one,) = plan.claims
    later = replace(one, start=one.start + DAY, end=one.end + DAY)
    write(replace(plan, claims=(one, later)), tmp_path / "plan")
    back = read_plan(tmp_path / "plan")
    assert back.claims == ()
    assert "On top of wages: Sunday premium, 2 times, 49.76" in page_text(back)


def test_training_displaced_says_by_when_it_was_due():
    """The date to come, since when it is overdue, or nothing where there is no date."""
    plan = tiny_plan()
    need = TrainingNeed("E01", "fire_safety", date(2026, 11, 27), hard=False, price=4000)
    late = replace(need, due=None, overdue_since=date(2026, 11, 6))
    for each, due in (
        (need, "Fri 27 Nov"),
        (late, "overdue since Fri 6 Nov 2026"),
        (replace(need, due=None), ""),
    ):
        roster = replace(plan.roster, displaced=(Displaced(each, "no slack"),))
        text = page_text(replace(plan, roster=roster))
        assert f'data-l="Due">{due}</td>' in text

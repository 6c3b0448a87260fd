"""report.html: the week as a page, whole in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from staffopt.domain.plan import Plan
from staffopt.domain.side_by_side import SideBySide
from staffopt.formats.base import Format
from staffopt.formats.cells import readable_amount, words
from staffopt.formats.figures import person_weeks, role_covers, totals
from staffopt.formats.page import sections
from staffopt.formats.page.axis import wall_range
from staffopt.formats.page.beside import beside_tables
from staffopt.formats.page.breaches import breaches
from staffopt.formats.page.crowds import crowd_weeks
from staffopt.formats.page.dates import period
from staffopt.formats.page.day import days
from staffopt.formats.page.looks import looks
from staffopt.formats.page.markup import markup, template
from staffopt.formats.page.stress import stress_part
from staffopt.formats.page.week import weeks
from staffopt.formats.plan_file import plan_id
from staffopt.formats.premium_lines import by_rule

PARTS = "staffopt.formats.page"


class HtmlPage(Format):
    """Week, days as people by time with cover above, customers, waits, cost, training, notes.

    One file that asks for nothing else: style and pictures are inside, the small script only
    switches days and finds people, and without it everything is shown. Reasons for absence, birth
    dates and wages of single people are never on it. An audited roster may have a plan `beside` it.
    """

    name = "report"
    suffix = ".html"
    file = "report.html"

    def __init__(self, beside: SideBySide | None = None) -> None:
        self.beside = beside

    def write(self, plan: Plan, path: Path, *, with_pay: bool = False) -> None:
        """Write the page."""
        with path.open("w", encoding="utf-8", newline="\n") as handle:
            handle.write(page_text(plan, self.beside))


def page_text(plan: Plan, beside: SideBySide | None = None) -> str:
    """Return the page, with what lies beside the roster."""
    covers, people, look = role_covers(plan), person_weeks(plan), looks(plan)
    total, wall = totals(plan, covers), wall_range(plan)
    currency = plan.problem.currency
    return template(PARTS).render(
        **_heading(plan),
        looks=tuple(look.values()),
        cards=sections.cards(plan, total, people),
        summary=sections.week_lines(plan, covers),
        beside=beside_tables(beside),
        breaches=breaches(plan),
        weeks=weeks(plan, covers, people, look, wall),
        days=days(plan, covers, people, look, wall),
        crowds=crowd_weeks(plan, look, wall),
        stress=stress_part(plan, look, wall),
        costs=sections.cost_lines(plan),
        cost=readable_amount(plan.cost, plan.problem.currency),
        bound=readable_amount(plan.bound, plan.problem.currency),
        proof=sections.proof(plan),
        premiums=[
            (words(one.rule), one.citation, one.times, readable_amount(one.amount, currency))
            for one in by_rule(plan)
        ],
        held=sections.held(plan),
        missed=sections.missed(plan),
        needs=total.needs,
        people=sections.people_lines(people),
        packs=plan.packs,
        notes=tuple(dict.fromkeys((*plan.problem.requirement.notes, *plan.notes))),
        style=markup(PARTS, "style.css"),
        script=markup(PARTS, "script.js"),
    )


def _heading(plan: Plan) -> dict[str, Any]:
    """Return what stands at the top and the foot of the page."""
    horizon = plan.problem.horizon
    people = len(plan.problem.people)
    _, week, _ = horizon.first.isocalendar()
    number = f"Week {week}. " if horizon.first.weekday() == 0 and horizon.days == 7 else ""
    return {
        "title": str(plan.manifest.get("store") or "Roster"),
        "period": period(horizon.first, horizon.dates[-1]),
        "subtitle": f"{number}{people} people, {len(plan.roster.shifts)} shifts.",
        "seed": plan.run.seed,
        "iterations": f"{plan.run.iterations:,}",
        "id": plan_id(plan),
        "zone": horizon.zone,
    }

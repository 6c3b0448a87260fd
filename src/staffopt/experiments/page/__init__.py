"""comparison.html: the comparison as a page, whole in one file."""

from __future__ import annotations

from staffopt.domain.stress_wording import each_time, played_text, times
from staffopt.experiments.comparison import Comparison
from staffopt.experiments.page.figures import bill, changes, customers, headline
from staffopt.experiments.page.lanes import lanes
from staffopt.experiments.page.played import played
from staffopt.formats.page.dates import period
from staffopt.formats.page.markup import markup, template

HERE, SHARED = "staffopt.experiments.page", "staffopt.formats.page"


def page_text(comparison: Comparison) -> str:
    """Return the page: differences as bars, then the bill, the customers, and what was changed."""
    test = comparison.base.plan.stress_test
    horizon = comparison.base.plan.problem.horizon
    return template(HERE).render(
        title=comparison.name,
        store=comparison.store,
        period=period(horizon.first, horizon.dates[-1]),
        currency=comparison.currency,
        headline=headline(comparison),
        chart=lanes(comparison),
        bill=bill(comparison),
        customers=customers(comparison),
        played=played(comparison),
        weeks=played_text(test) if test else "",
        times=times(horizon),
        each=each_time(horizon),
        changes=changes(comparison),
        seeds=comparison.seeds,
        iterations=f"{comparison.iterations:,}".replace(",", "\u202f"),
        measured=comparison.seconds,
        notes=comparison.notes,
        style=markup(SHARED, "style.css") + markup(HERE, "style.css"),
    )

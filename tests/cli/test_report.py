"""staffopt report."""

from __future__ import annotations

from pathlib import Path


def test_the_page_goes_into_the_plan(run, library):
    """Without --out, report.html of the plan's own folder."""
    result = run("report", "plans/shop")
    assert library.calls["read_plan"][0] == (Path("plans/shop"),)
    assert library.calls["write"] == (
        (library.plan, Path("plans/shop/report.html")),
        {"with_pay": False},
    )
    assert result.stdout == "Written: plans/shop/report.html\n"


def test_a_plan_may_be_named_by_its_file(run, library, tmp_path):
    """As `explain`, `simulate` and `publish` take it: the page goes beside."""
    (tmp_path / "plan.json").write_text("{}")
    run("report", str(tmp_path / "plan.json"))
    assert library.calls["write"][0] == (library.plan, tmp_path / "report.html")


def test_another_format_by_its_suffix(run, library):
    """`--out week.xlsx` and pay only where asked for."""
    run("report", "plans/shop", "--out", "week.xlsx", "--with-pay", "--quiet")
    assert library.calls["write"] == (
        (library.plan, Path("week.xlsx")),
        {"with_pay": True},
    )

"""The oddities of the real invoices all show in the report."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from staffopt.inputs.transactions import Sales


def text(sales: Sales, code: str) -> str:
    """The findings of one code as text."""
    return " | ".join(str(f) for f in sales.quality.findings if f.code == code)


def test_every_invoice_is_accounted_for(trade_counter: Sales):
    """25,900 invoices: 3,836 returns, 2,102 of amount 0, 3 bookings of bad debt, 19,959 sales."""
    quality = trade_counter.quality
    assert quality.rows == 25_900
    assert quality.kept == {"sale": 19_959, "return": 3_836}
    assert {drop.reason: drop.rows for drop in quality.dropped} == {
        "no sale: amount 0": 2_102,
        "void: id starts with 'A'": 3,
    }
    assert quality.lines()[0] == (
        "Read 25,900 rows from transactions.csv.gz: 1 Dec 2010 08:26 to 9 Dec 2011 12:50 "
        "(Europe/London), 52 whole weeks."
    )


def test_bad_debt_typed_as_sales(trade_counter: Sales):
    """Three rows A563185 to A563187 of +-11,062.06, typed as sales, two of them negative."""
    assert "3 rows whose id starts with 'A', typed as sale" in text(trade_counter, "prefix")
    assert "A563185 12 Aug 2011 14:50 11,062.06" in text(trade_counter, "prefix")
    assert "2 rows typed as sale with a negative amount" in text(trade_counter, "sign")
    assert "A563186 12 Aug 2011 14:51 -11,062.06" in text(trade_counter, "sign")


def test_amounts(trade_counter: Sales):
    """2,102 rows of amount 0, and a sale and its return of 168,469.60."""
    assert text(trade_counter, "zero_amount").startswith("2,102 rows of amount 0 (536414 ")
    assert "581483 9 Dec 2011 09:15 168,469.60" in text(trade_counter, "amount")
    assert "C581484 9 Dec 2011 09:27 -168,469.60" in text(trade_counter, "amount")


def test_a_quarter_of_an_hour_with_35_invoices(trade_counter: Sales):
    """35 invoices from 14:45 on 28 Jan 2011, 32 of them of amount 0 and so no customers."""
    told = "35 in 28 Jan 2011 14:45-15:00, usual 1.4, 3 of them counted"
    assert told in text(trade_counter, "busy_slot")


def test_closed_at_christmas_and_on_public_holidays(trade_counter: Sales):
    """Nothing from 24 Dec 2010 to 3 Jan 2011; nine later days are holidays; Easter Sunday lacks."""
    assert "no ticket on the 11 days 24 Dec 2010 to 3 Jan 2011" in text(trade_counter, "gap")
    assert "11 days closed as transactions.closed says" in text(trade_counter, "closed_listed")
    assert "29 Apr 2011 Wedding of William and Catherine" in text(trade_counter, "closed_holiday")
    assert trade_counter.quality.missing == {date(2011, 4, 24)}
    counts = trade_counter.counts
    christmas = {date(2010, 12, 24 + k) for k in range(8)} | {date(2011, 1, k) for k in (1, 2, 3)}
    assert christmas <= counts.closed
    on = np.isin(counts.horizon.slot_day, [(day - counts.horizon.first).days for day in christmas])
    assert not counts.known[on].any()


def test_the_last_day_is_cut(trade_counter: Sales):
    """The last invoice is of 12:50 on a Friday that goes on until 18:00."""
    assert text(trade_counter, "cut").startswith("last day is cut at 9 Dec 2011 12:50, where ")
    counts = trade_counter.counts
    friday = counts.horizon.slot_day == counts.horizon.days - 1
    assert counts.known[friday].sum() * 0.25 == pytest.approx(4.75)  # 08:00 to 12:45


def test_the_zone_is_right(trade_counter: Sales):
    """London stamps stay put when London's clocks change."""
    assert not text(trade_counter, "zone")
    assert not text(trade_counter, "zone_hours")


def test_the_counts_add_up(trade_counter: Sales):
    """Tickets are what was kept; visits are fewer, and as the report says."""
    counts, quality = trade_counter.counts, trade_counter.quality
    assert counts.extra["sales.tickets"].sum() == quality.kept["sale"]
    assert counts.series["sales"].sum() == quality.visits["sale"] == 18_554
    assert counts.series["returns"].sum() == quality.visits["return"] == 3_747
    assert "variance over mean 1.38 before, 1.28 after" in text(trade_counter, "split")
    assert set(counts.extra) == {
        f"{driver}.{measure}"
        for driver in ("sales", "returns")
        for measure in ("tickets", "items", "lines")
    }

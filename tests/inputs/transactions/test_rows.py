"""Rows in, counts out: what is read as what, and what is dropped for which reason."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import numpy as np
import pytest

from staffopt.domain.opening import Opening
from staffopt.inputs.transactions import Sales
from staffopt.inputs.transactions.quality import DataQuality

Read = Callable[..., Sales]


def balanced(quality: DataQuality) -> bool:
    """Whether every row read is accounted for."""
    return quality.rows == quality.folded + sum(quality.kept.values()) + quality.dropped_rows


def dropped(quality: DataQuality) -> dict[str, int]:
    """Reason -> rows."""
    return {drop.reason: drop.rows for drop in quality.dropped}


def hours(sales: Sales, driver: str = "sales") -> dict[str, float]:
    """Local time -> count, for the slots that have any."""
    horizon, series = sales.counts.horizon, sales.counts.series[driver]
    return {
        f"{horizon.local(horizon.instant(int(t))):%d %H:%M}": float(series[t])
        for t in np.flatnonzero(series)
    }


def test_tickets_land_in_their_quarter_of_an_hour(read: Read):
    """10:00 and 10:14:59 share a slot, 10:15 opens the next; the return goes to its own driver."""
    sales = read(
        "2024-05-06 10:00,1,sale,5,a",
        "2024-05-06 10:14:59,2,sale,5,b",
        "2024-05-06 10:15,3,sale,5,c",
        "2024-05-07 11:00,4,return,-5,c",
    )
    assert hours(sales) == {"06 10:00": 2, "06 10:15": 1}
    assert hours(sales, "returns") == {"07 11:00": 1}
    assert (sales.counts.horizon.first, sales.counts.horizon.days) == (date(2024, 5, 6), 2)


def test_bad_rows_are_named_by_file_and_line(read: Read):
    """Each kind of bad row is counted under its reason, with its line."""
    good = [f"2024-05-06 10:00,{k},sale,5,a" for k in range(10, 30)]
    sales = read(
        *good[:10],
        "2024-05-06 10:00,1,sale,five,a",
        "2024-05-06 10:00,2,sale",
        "2024-05-06 10:00,3,sale,5,a,b,c",
        "yesterday,4,sale,5,a",
        ",5,sale,5,a",
        *good[10:],
        bad_rows=0.5,
    )
    assert dropped(sales.quality) == {
        "bad row: column 'amount' is no number": 1,
        "bad row: too few columns": 1,
        "bad row: too many columns": 1,
        "bad row: no time": 1,
        "bad row: time not understood": 1,
    }
    examples = [drop.examples for drop in sales.quality.dropped]
    assert "sales.csv line 12: '2024-05-06 10:00,1,sale,five,a'" in examples[0]
    assert examples[4] == ("sales.csv line 15: 'yesterday'",)
    assert sales.quality.kept["sale"] == 20
    assert balanced(sales.quality)


def test_bad_rows_of_all_files_add_up(tmp_path: Path, read: Read):
    """Rows of two and of three columns in two files are four rows with too few columns."""
    good = "2024-05-06 10:00,1,sale,5,a"
    for name in ("a.csv", "b.csv"):
        rows = (good, "2024-05-06 10:00,2", "2024-05-06 10:00,3,sale", "x,4,sale,5,a")
        text = "\n".join(["ts,id,type,amount,customer", *rows, ""])
        (tmp_path / name).write_text(text, encoding="utf-8")
    quality = read(source="*.csv", bad_rows=1, duplicates="keep").quality
    assert dropped(quality) == {
        "bad row: too few columns": 4,
        "bad row: time not understood": 2,
    }
    assert quality.dropped[1].examples == ("a.csv line 5: 'x'", "b.csv line 5: 'x'")
    assert (quality.rows, balanced(quality)) == (8, True)


def test_a_heap_of_odd_rows_balances(read: Read):
    """Whatever the mess, rows read = kept + dropped; seeded rows of all sorts, three settings."""
    rng = np.random.default_rng(3)
    kinds = ["sale", "return", "void", "what", ""]
    rows = [
        f"2024-0{rng.integers(1, 9)}-1{rng.integers(0, 9)} {rng.integers(0, 26):02}:00,"
        f"{rng.integers(0, 60)},{kinds[rng.integers(0, 5)]},{rng.integers(-2, 4)},{'abc'[k % 3]}"
        + (",x" if k % 40 == 0 else "")
        for k in range(600)
    ]
    for changes in (
        {},
        {"duplicates": "keep", "first": "2024-03-12", "visit_minutes": 60},
        {"kinds": {"types": {"sale": "sale"}, "other": "no_sale", "zero": "void"}},
    ):
        quality = read(*rows, bad_rows=1, **changes).quality
        assert quality.rows == 600
        assert quality.dropped_rows > 100
        assert balanced(quality)


@pytest.mark.parametrize(
    ("stamp", "zone", "wall"),
    [
        ("2024-07-01 10:00", "Europe/Warsaw", "01 10:00"),
        ("2024-07-01T10:00:00Z", "Europe/Warsaw", "01 12:00"),
        ("2024-07-01T10:00:00+00:00", "Europe/Warsaw", "01 12:00"),
        ("2024-07-01T10:00:00-04:00", "Europe/Warsaw", "01 16:00"),
        ("2024-07-01 10:00", "UTC", "01 12:00"),
        ("2024-01-01 10:00", "UTC", "01 11:00"),
        ("2024-03-31 02:30", "Europe/Warsaw", "31 03:30"),
        ("2024-10-27 02:30", "Europe/Warsaw", "27 02:30"),
    ],
)
def test_stamps_become_the_stores_clock(read: Read, stamp: str, zone: str, wall: str):
    """A stamp with an offset is taken at its word, one without is in the zone that was named."""
    sales = read(f"{stamp},1,sale,5,a", zone=zone)
    assert hours(sales) == {wall: 1}
    assert (sales.quality.found("skipped_hour") is not None) == (stamp == "2024-03-31 02:30")


def test_a_time_shown_twice_is_the_first(read: Read):
    """02:30 on 27 Oct 2024 in Warsaw is 00:30 UTC, not 01:30."""
    sales = read("2024-10-27 02:30,1,sale,5,a")
    slot = int(np.flatnonzero(sales.counts.series["sales"])[0])
    assert sales.counts.horizon.instant(slot).isoformat() == "2024-10-27T00:30:00+00:00"


def test_duplicates_and_days_outside(read: Read):
    """The second row of id 1 at 10:00 goes, its row at 10:01 stays; 5 May and 8 May are outside."""
    rows = [
        "2024-05-05 10:00,9,sale,5,a",
        "2024-05-06 10:00,1,sale,5,a",
        "2024-05-06 10:00,1,sale,5,a",
        "2024-05-06 10:01,1,sale,5,a",
        "2024-05-08 00:00:01,8,sale,5,a",
    ]
    quality = read(*rows, first="2024-05-06", last="2024-05-07").quality
    assert dropped(quality) == {
        "before 2024-05-06": 1,
        "after 2024-05-07": 1,
        "duplicate: same id and time": 1,
    }
    assert quality.kept["sale"] == 2
    kept = read(*rows, first="2024-05-06", last="2024-05-07", duplicates="keep").quality
    assert kept.kept["sale"] == 3
    assert kept.found("duplicate") is not None


def test_stamps_of_a_reset_till_do_not_stretch_the_history(read: Read):
    """One row from 2000-01-01 and one from the year 24 among 200 of May 2024 are impossible."""
    rows = [f"2024-05-{6 + k % 5:02} 1{k % 10}:00,{k},sale,5,a" for k in range(200)]
    sales = read("2000-01-01 00:01,x,sale,5,a", "24-05-06 10:00,y,sale,5,a", *rows)
    assert sales.counts.horizon.days == 5
    assert list(dropped(sales.quality)) == [
        "impossible stamp: not between 1990 and 2100",
        "impossible stamp: 180 days from others",
    ]


def test_a_season_begins_after_a_pause(read: Read):
    """Three days of April after a summer's 600 rows are kept; two may be a till's wrong clock."""
    rows = [f"2023-08-{1 + k % 28:02} 1{k % 10}:00,{k},sale,5,a" for k in range(600)]
    april = [f"2024-04-0{day} 10:00,x{day},sale,5,a" for day in (1, 2, 3)]
    assert read(*rows, *april).quality.last.date().isoformat() == "2024-04-03"
    short = read(*rows, *april[:2]).quality
    assert dropped(short) == {"impossible stamp: 180 days from others": 2}
    far = [row.replace("2024", "2025") for row in april]
    assert dropped(read(*rows, *far).quality) == {"impossible stamp: 180 days from others": 3}


def test_too_little_to_tell_a_spread_is_left_out(read: Read):
    """With one hour open a day nothing varies around the day: no variance over mean of nan."""
    short = Opening({day: ((time(10), time(10, 30)),) for day in range(7)})
    rows = [f"2024-05-{6 + k % 14:02} 10:0{k % 10},{k},sale,5,a" for k in range(56)]
    for minutes in (0, 5):
        report = "\n".join(read(*rows, opening=short, visit_minutes=minutes).quality.lines())
        assert "split" in report or "one visit" in report
        assert "nan" not in report


def test_a_field_too_long_for_a_reader_is_no_end_of_the_report(read: Read):
    """The row with the bad stamp behind it is left out all the same, without its line."""
    rows = [f"2024-05-{6 + k % 5:02} 1{k % 10}:00,{k},sale,5,a" for k in range(200)]
    long = "2024-05-06 10:00,a,sale,5," + "x" * 140_000
    quality = read(*rows[:100], long, "soon,b,sale,5,a", *rows[100:], bad_rows=0.1).quality
    assert dropped(quality) == {"bad row: time not understood": 1}


def test_lines_fold_into_tickets(read: Read):
    """Three lines of ticket 1 and one of ticket 2 are two customers, 7 items, 4 lines."""
    sales = read(
        "2024-05-06 10:00,1,2,a",
        "2024-05-06 10:00,1,1,a",
        "2024-05-06 10:01,1,900,a",
        "2024-05-06 10:40,2,3,b",
        header="ts,id,items,customer",
        columns={"time": "ts", "id": "id", "items": "items", "customer": "customer"},
        kinds={},
        rows="lines",
        items_cap=100,
    )
    assert hours(sales) == {"06 10:00": 1, "06 10:30": 1}
    assert sales.counts.extra["sales.items"].sum() == 7
    assert sales.counts.extra["sales.lines"].sum() == 4
    assert (sales.quality.rows, sales.quality.folded) == (4, 2)
    assert "1 row of more than 100 units" in str(sales.quality.found("items_cap"))
    assert balanced(sales.quality)


@pytest.mark.parametrize("rows", ["tickets", "lines"])
def test_measured_service_times_are_summed_by_ticket(read: Read, rows: str):
    """Tickets of 40 and 60 s in a half hour are 100 s; lines of a ticket repeat its seconds."""
    lines = ["2024-05-06 10:00,1,40", "2024-05-06 10:05,2,60", "2024-05-06 10:30,3,50"]
    sales = read(
        *(lines if rows == "tickets" else [lines[0], *lines]),
        header="ts,id,secs",
        columns={"time": "ts", "id": "id", "seconds": "secs"},
        kinds={},
        rows=rows,
    )
    assert hours(sales) == {"06 10:00": 2, "06 10:30": 1}
    assert sorted(sales.counts.extra["sales.seconds"][sales.counts.extra["sales.seconds"] > 0]) == [
        50,
        100,
    ]


def test_a_ticket_is_dated_by_its_first_line_and_numbers_start_anew_each_day(read: Read):
    """Ticket 1 of Monday has lines at 10:16 and 10:14; ticket 1 of Tuesday is another."""
    sales = read(
        "2024-05-06 10:16,1",
        "2024-05-06 10:14,1",
        "2024-05-07 11:00,1",
        header="ts,id",
        columns={"time": "ts", "id": "id"},
        kinds={},
        rows="lines",
    )
    assert hours(sales) == {"06 10:00": 1, "07 11:00": 1}


def test_other_stores_are_dropped_and_named(read: Read):
    """Of a file with several stores only the one asked for counts; none of it is an error."""
    columns = {"time": "ts", "store": "id"}
    rows = ("2024-05-06 10:00,7", "2024-05-06 10:20,8", "2024-05-06 10:40,8")
    shape = {"header": "ts,id", "columns": columns, "kinds": {}}
    quality = read(*rows, store="7", **shape).quality
    assert dropped(quality) == {"another store": 2}
    assert quality.dropped[0].examples == ("8: 2",)
    with pytest.raises(Exception, match="'9', which no row has; expected one of 8, 7"):
        read(*rows, store="9", **shape)


def test_two_columns_semicolons_and_decimal_commas(tmp_path: Path, read: Read):
    """A German export: day and time apart, `;` between columns, `1,50` for an amount."""
    text = "Datum;Uhrzeit;Betrag\r\n06.05.2024;10:00:00;1,50\r\n06.05.2024;10:30:00;-2,50\r\n"
    (tmp_path / "sales.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    sales = read(
        columns={"date": "Datum", "time": "Uhrzeit", "amount": "Betrag"},
        kinds={},
        decimal=",",
        time_format="%d.%m.%Y %H:%M:%S",
    )
    assert hours(sales) == {"06 10:00": 1}
    assert hours(sales, "returns") == {"06 10:30": 1}


def test_csv_gz_and_parquet_give_the_same_counts(tmp_path: Path, read: Read):
    """A folder of one packed CSV file and one Parquet file with true stamps reads as two days."""
    import duckdb

    row = "2024-05-06 10:00,1,sale,5,a"
    packed = gzip.compress(f"ts,id,type,amount,customer\n{row}\n".encode())
    (tmp_path / "one.csv.gz").write_bytes(packed)
    target = tmp_path / "odd [name]*.parquet"
    with duckdb.connect() as database:
        rows = database.sql(
            "SELECT TIMESTAMP '2024-05-07 10:00' ts, 2 id, 'sale' AS type, 5.0 amount, 'b' customer"
        )
        rows.write_parquet(str(target))
    sales = read(source=".")
    assert hours(sales) == {"06 10:00": 1, "07 10:00": 1}
    assert sales.quality.sources == ("odd [name]*.parquet", "one.csv.gz")


def test_latin_1_when_said(tmp_path: Path, read: Read):
    """The same bytes that are no UTF-8 are read with `encoding: latin-1`."""
    text = "ts,id,type,amount,customer\n2024-05-06 10:00,1,sale,5,café\n"
    (tmp_path / "sales.csv").write_bytes(text.encode("latin-1"))
    assert read(encoding="latin-1").quality.kept["sale"] == 1

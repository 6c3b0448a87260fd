"""The same rows from a file or from a database are the same history."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.inputs.transactions.conftest import DAILY, HEADER, Read, shop_settings

from staffopt.errors import DataError
from staffopt.inputs.transactions import read_transactions
from staffopt.inputs.transactions.answers import answer_of
from staffopt.inputs.transactions.settings import Columns

NAMES = HEADER.split(",")
QUERY = "SELECT ts, id, type, amount, customer FROM sales"
Rows = list[tuple[str | None, ...]]

cells = st.tuples(
    st.one_of(
        st.datetimes(datetime(2024, 3, 29), datetime(2024, 4, 2)).map(
            lambda at: f"{at:%Y-%m-%d %H:%M}"
        ),
        st.sampled_from(
            ["2024-03-31 02:30", "2024-03-30T10:00:00Z", "2024-03-30 10:00+02:00", "x", "", "1970"]
        ),
    ),
    st.sampled_from(["1", "2", "C3", "A4", "007", "8", ""]),
    st.sampled_from(["sale", "sale", "SALE ", "return", "void", "what", ""]),
    st.sampled_from(["5", "-3", "0", "0.25", "five", "1e3", ""]),
    st.sampled_from(["ann", " bo", "cy", ""]),
)


def put(folder: Path, rows: Rows) -> None:
    """Write the rows as CSV, as Parquet, as a DuckDB file and as an SQLite file."""
    table = [tuple(cell or None for cell in row) for row in rows]
    lines = [HEADER, *(",".join(cell or "" for cell in row) for row in rows), ""]
    (folder / "sales.csv").write_text("\n".join(lines), encoding="utf-8")
    columns = ", ".join(f"{name} VARCHAR" for name in NAMES)
    insert = "INSERT INTO sales VALUES (?, ?, ?, ?, ?)"
    for name in ("sales.duckdb", "sales.db"):
        (folder / name).unlink(missing_ok=True)
    with duckdb.connect(str(folder / "sales.duckdb")) as database:
        database.execute(f"CREATE TABLE sales ({columns})")
        if table:
            database.executemany(insert, table)
        database.execute(f"COPY sales TO '{folder / 'sales.parquet'}' (FORMAT parquet)")
    lite = sqlite3.connect(folder / "sales.db")
    lite.execute(f"CREATE TABLE sales ({columns})")
    lite.executemany(insert, table)
    lite.commit()
    lite.close()


SOURCES: tuple[dict[str, str], ...] = (
    {"source": "sales.csv"},
    {"source": "sales.parquet"},
    {"source": "sales.duckdb", "query": QUERY},
    {"source": "sqlite:///sales.db", "query": QUERY},
)


def told(folder: Path, **changes: Any) -> tuple[Any, ...]:
    """What a source tells, less its name and the places of bad rows: counts, report or errors."""
    try:
        sales = read_transactions(shop_settings(**changes), folder, "Europe/Warsaw", DAILY)
    except DataError as error:
        return tuple(problem.found.split(", as ")[0] for problem in error.problems)
    series = {key: list(values) for key, values in sales.counts.series.items()}
    extra = {key: list(values) for key, values in sales.counts.extra.items()}
    dropped = [
        replace(drop, examples=()) if drop.reason.startswith("bad row") else drop
        for drop in sales.quality.dropped
    ]
    report = replace(sales.quality, sources=(), dropped=tuple(dropped))
    facts = {key: str(value) for key, value in report.facts.items()}
    return series, extra, list(sales.counts.known), replace(report, facts={}), facts


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(cells, min_size=1, max_size=30),
    changes=st.sampled_from(
        [
            {},
            {"visit_minutes": 30, "duplicates": "keep"},
            {"rows": "lines", "kinds": {"types": {"sale": "sale"}, "other": "return"}},
            {"first": "2024-03-30", "kinds": {"prefixes": {"A": "void", "C": "return"}}},
        ]
    ),
)
def test_every_source_tells_the_same(tmp_path: Path, rows: Rows, changes: dict[str, Any]):
    """CSV, Parquet, DuckDB and SQLite with the same text: equal counts, report and errors."""
    put(tmp_path, rows)
    first, *others = (told(tmp_path, bad_rows=1, **source, **changes) for source in SOURCES)
    for other in others:
        assert other == first


@pytest.mark.parametrize("source", SOURCES[1:])
def test_bad_rows_of_a_database_are_shown(tmp_path: Path, source: dict[str, str]):
    """A text for a number, a stamp that is none: each dropped under its reason, with its text."""
    good = [("2024-05-06 10:00", str(k), "sale", "5", "a") for k in range(9)]
    put(tmp_path, [*good, ("2024-05-06 10:00", "9", "sale", "five", "a"), ("x", "10", "", "", "")])
    quality = read_transactions(
        shop_settings(bad_rows=0.5, **source), tmp_path, "Europe/Warsaw", DAILY
    ).quality
    name = source["source"]
    assert quality.sources == (name,)
    assert [(drop.reason, drop.examples) for drop in quality.dropped] == [
        ("bad row: column 'amount' is no number", (f"{name}: 'five'",)),
        ("bad row: time not understood", (f"{name}: 'x'",)),
    ]


def test_typed_columns_of_a_duckdb_file(tmp_path: Path):
    """Stamps, whole-number ids with a gap and decimals are read as what they say: id 7, not 7.0."""
    with duckdb.connect(str(tmp_path / "s.duckdb")) as database:
        database.execute(
            "CREATE TABLE sales AS SELECT TIMESTAMP '2024-05-06 10:00' + i * INTERVAL 1 HOUR AS ts,"
            " CASE WHEN i <> 1 THEN (7 + i)::DOUBLE END AS id, 'sale' AS type,"
            " (i - 1.5)::DECIMAL(9, 2) AS amount, 'a' AS customer FROM range(4) t(i)"
        )
    changes = {"source": "s.duckdb", "query": QUERY + "; ", "kinds": {"prefixes": {"7": "void"}}}
    sales = read_transactions(shop_settings(**changes), tmp_path, "Europe/Warsaw", DAILY)
    assert sales.quality.dropped[0].examples == ("7 6 May 2024 10:00 -1.50",)
    assert sales.quality.kept == {"sale": 2, "return": 1}


def test_two_columns_for_day_and_time_in_a_database(tmp_path: Path):
    """DATE and TIME in two columns make one stamp."""
    with duckdb.connect(str(tmp_path / "s.duckdb")) as database:
        database.execute("CREATE TABLE sales AS SELECT DATE '2024-05-06' AS d, TIME '10:20' AS t")
    changes = {"columns": {"date": "d", "time": "t"}, "kinds": {}, "query": "FROM sales -- all"}
    sales = read_transactions(
        shop_settings(source="s.duckdb", **changes), tmp_path, "Europe/Warsaw", DAILY
    )
    assert f"{sales.quality.first:%H:%M}" == "10:20"


ANSWER = Columns(time="at", id="id", amount="amount")


def answer(*rows: tuple[Any, ...]) -> list[tuple[str, str, str]]:
    """The rows of a database as DuckDB gets them, as text."""
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        database.register("answer", answer_of(ANSWER, ["id", "at", "amount"], rows))
        query = 'SELECT "at"::VARCHAR, id, amount::VARCHAR FROM answer'
        return database.execute(query).fetchall()


def test_values_of_a_driver():
    """Numbers of any kind, no value, stamps with an offset; a mixed column becomes text."""
    east = timezone(timedelta(hours=2))
    stamp = datetime(2024, 5, 6, 10, tzinfo=UTC)
    assert answer((7.0, stamp.astimezone(east), Decimal("1.50")), (None, None, None)) == [
        ("2024-05-06 10:00:00+00", "7", "1.5"),
        (None, None, None),
    ]
    mixed = ((Decimal("7.50"), stamp, 1), (b"x", "2024", "two"), (float("nan"), None, True))
    assert answer(*mixed) == [
        ("2024-05-06 10:00:00+00:00", "7.50", "1"),
        ("2024", "x", "two"),
        (None, "nan", "True"),
    ]
    assert answer((1, stamp, 1), (2, stamp.replace(tzinfo=None), 1))[1][0] == "2024-05-06 10:00:00"
    assert answer((1, datetime(2024, 5, 6, 10), 1))[0][0] == "2024-05-06 10:00:00"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"source": "none.duckdb", "query": QUERY}, "no such file"),
        ({"source": "../beside.duckdb", "query": QUERY}, "lies outside"),
        ({"source": "broken.duckdb", "query": QUERY}, "not a valid DuckDB database file"),
        ({"source": "sales.duckdb", "query": "SELECT 1 FROM nowhere"}, "Table with name nowhere"),
        ({"source": "sales.duckdb", "query": "DELETE FROM sales"}, "transactions.query: found"),
        ({"source": "sales.duckdb", "query": "SELECT * FROM 'sales.csv'"}, "disabled by config"),
        ({"source": "sales.duckdb", "query": "SELECT ts FROM sales"}, "no column 'id'"),
        ({"source": "sqlite:///none.db", "query": QUERY}, "no such file"),
        ({"source": "sqlite:///../beside.duckdb", "query": QUERY}, "lies outside"),
        ({"source": "sqlite:///sales.db", "query": "SELECT 1 FROM nowhere"}, "no such table"),
        ({"source": "sqlite:///sales.db", "query": "SELECT ts FROM sales"}, "no column 'id'"),
        ({"source": "sqlite:///sales.db", "query": "DELETE FROM sales"}, "does not answer"),
        ({"source": "sqlite:///sales.db", "query": QUERY + " WHERE 0"}, "a header and no rows"),
        ({"source": "nosuch://host/db", "query": QUERY}, "no driver for it"),
        ({"source": "a://b:c", "query": QUERY}, "a URL of another form"),
        ({"source": "nosuch://u:${NOWHERE}@host/db", "query": QUERY}, "${NOWHERE}, which is not"),
    ],
)
def test_what_a_database_will_not_do(tmp_path: Path, changes: dict[str, str], said: str):
    """Each is one plain error; a query changes nothing and reaches no other file."""
    shop = tmp_path / "shop"
    shop.mkdir()
    put(shop, [("2024-05-06 10:00", "1", "sale", "5", "a")])
    (tmp_path / "beside.duckdb").write_text("x")
    (shop / "broken.duckdb").write_text("no database " * 50)
    with pytest.raises(DataError) as caught:
        read_transactions(shop_settings(**changes), shop, "Europe/Warsaw", DAILY)
    assert said in str(caught.value)
    assert told(shop, **SOURCES[3]) == told(shop, **SOURCES[0])


def test_a_password_is_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It comes from the environment, and no error repeats it."""
    monkeypatch.setenv("SALES_PASSWORD", "opensesame")
    source = "sqlite://me:${SALES_PASSWORD}@/sales.db"
    chosen = shop_settings(source=source, query=QUERY)
    with pytest.raises(DataError) as caught:
        read_transactions(chosen, tmp_path, "Europe/Warsaw", DAILY)
    assert "opensesame" not in str(caught.value)


def test_sqlalchemy_is_missing(read: Read, monkeypatch: pytest.MonkeyPatch):
    """Without the extra, the error says how to install it."""
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(DataError, match=r"pip install staffopt\[database\]"):
        read(source="sqlite:///sales.db", query=QUERY)


def test_many_rows_come_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Five rows, two at a time, are the same five rows; a bad one in a later piece is named."""
    put(tmp_path, [(f"2024-05-06 1{k}:00", str(k), "sale", "5", "a") for k in range(5)])
    whole: tuple[Any, ...] = told(tmp_path, **SOURCES[3])
    monkeypatch.setattr("staffopt.inputs.transactions.database_url.AT_ONCE", 2)
    assert told(tmp_path, **SOURCES[3]) == whole
    assert whole[0]["sales"][40:60:4] == [1, 1, 1, 1, 1]


def test_settings_of_a_database():
    """A database needs a query, and nothing else has one."""
    for changes, said in (
        ({"source": "sales.duckdb"}, "`query`, what to ask"),
        ({"source": "postgresql://host/sales"}, "`query`, what to ask"),
        ({"query": QUERY}, "no `query`"),
    ):
        with pytest.raises(ValueError, match=said):
            shop_settings(**changes)

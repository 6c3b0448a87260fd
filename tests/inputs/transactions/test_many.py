"""Many stores read at once: the same counts and report as each read on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from tests.inputs.transactions.conftest import COLUMNS, DAILY, shop_settings

from staffopt.errors import DataError
from staffopt.inputs.transactions import (
    Sales,
    bulk_sizes,
    condensing,
    many,
    pressing,
    ticket_classes,
)
from staffopt.inputs.transactions.asked import Asked
from staffopt.inputs.transactions.many import read_each

CHAIN = COLUMNS | {"store": "store", "items": "items"}
NAMES = ["ts", "id", "type", "amount", "customer", "store", "items"]
STORES = ("1", "2", "b'c")


def chain_rows(rng: np.random.Generator, rows: int, days: int) -> list[tuple[Any, ...]]:
    """Rows of three stores around a clock change: returns, voids, zeros, repeats, huge amounts."""
    minutes = rng.integers(0, days * 24 * 4, rows) * 15 + rng.choice([0, 3, 7, 14], rows)
    stamps = np.datetime64("2024-03-25 00:00:30") + minutes.astype("timedelta64[m]")
    ids = rng.integers(0, 40 * rows, rows)
    heads = rng.choice(["", "C", "A", "X"], rows, p=[0.8, 0.15, 0.045, 0.005])
    types = rng.choice(
        np.array(["sale", "Return ", "void", "what", None], object),
        rows,
        p=[0.8, 0.1, 0.05, 0.03, 0.02],
    )
    amounts = np.round(np.exp(rng.normal(2, 1, rows)), 2) * rng.choice(
        [1, -1, 0], rows, p=[0.9, 0.08, 0.02]
    )
    table = []
    for k in range(rows):
        stamp = str(stamps[k]).replace("T", " ")
        number = f"{heads[k]}{ids[k]}" if rng.random() > 0.02 else None
        amount = None if rng.random() < 0.01 else float(amounts[k])
        store = rng.choice([*STORES, "other"])
        table.append((stamp, number, types[k], amount, "ann", store, float(rng.integers(0, 9))))
        if rng.random() < 0.01:
            table.append((*table[-1][:2], "sale", *table[-1][3:]))
    return table


def put(folder: Path, rows: list[tuple[Any, ...]], files: int = 3) -> None:
    """Write the rows to Parquet files."""
    cells = [[None if cell is None else str(cell) for cell in row] for row in rows]
    table = pd.DataFrame(cells, columns=NAMES, dtype="string")
    with duckdb.connect() as database:
        for k in range(files):
            some = table.iloc[k * len(rows) // files : (k + 1) * len(rows) // files]
            database.register("piece", some)
            query = "SELECT * REPLACE (amount::DOUBLE AS amount, items::DOUBLE AS items) FROM piece"
            database.execute(f"COPY ({query}) TO '{folder}/s{k}.parquet' (FORMAT parquet)")


def asked(folder: Path, stores: tuple[str, ...] = STORES, **changes: Any) -> list[Asked]:
    """What is asked for each store."""
    base = {"source": "*.parquet", "columns": CHAIN, "bad_rows": 1}
    return [
        Asked(shop_settings(**(base | changes), store=store), folder, "Europe/Warsaw", DAILY)
        for store in stores
    ]


def told(found: Sales | DataError) -> Any:
    """Counts and report, or the error, so that they can be compared."""
    if isinstance(found, DataError):
        return str(found)
    counts, quality = found.counts, found.quality
    return (
        counts.horizon,
        {key: values.tolist() for key, values in {**counts.series, **counts.extra}.items()},
        counts.known.tolist(),
        counts.closed,
        {key: str(value) for key, value in quality.facts.items()},
        {k: v for k, v in vars(quality).items() if k != "facts"},
    )


def alone(one: Asked) -> Sales | DataError:
    """A store read on its own."""
    try:
        return one.read()
    except DataError as error:
        return error


def check_alike(asks: list[Asked]) -> None:
    """Reading all at once tells what reading each on its own does."""
    together = dict(read_each(asks))
    assert sorted(together) == list(range(len(asks)))
    for place, one in enumerate(asks):
        assert told(together[place]) == told(alone(one))


@pytest.fixture
def condensed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each store was told from condensed rows."""
    seen: list[bool] = []
    from staffopt.inputs.transactions.history import history_of

    def watched(table: Any, *args: Any) -> Any:
        answer = history_of(table, *args)
        seen.append("bulk" in table.frame)
        return answer

    monkeypatch.setattr(many, "history_of", watched)
    return seen


KINDS = {"types": {"sale": "sale", "return": "return", "void": "void"}}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kinds": KINDS | {"prefixes": {"A": "void", "C": "return"}, "zero": "no_sale"}},
        {"kinds": {"negative": "sale"}, "duplicates": "keep", "items_cap": 5},
        {"kinds": KINDS | {"other": "sale"}, "zone": "America/New_York"},
    ],
)
def test_condensed_rows_tell_the_same(
    tmp_path: Path, condensed: list[bool], changes: dict[str, Any]
):
    """Ordinary tickets are condensed, and counts and report are those of the rows themselves."""
    put(tmp_path, chain_rows(np.random.default_rng(5), 6000, 12))
    check_alike(asked(tmp_path, **changes))
    assert condensed == [True] * 3


def in_time(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows in order of time, as a till writes them."""
    return sorted(rows, key=lambda row: row[0])


def test_portions_add_up(tmp_path: Path, condensed: list[bool], monkeypatch: pytest.MonkeyPatch):
    """A source condensed in several portions, in order of time, tells the same."""
    put(tmp_path, in_time(chain_rows(np.random.default_rng(6), 6000, 12)), files=4)
    monkeypatch.setattr(pressing, "ROWS_AT_ONCE", 2500)
    check_alike(asked(tmp_path))
    assert condensed == [True] * 3


@pytest.mark.parametrize(("most", "still_condensed"), [(200, True), (7, True), (5, False)])
def test_types_that_change_with_the_days(
    tmp_path: Path,
    condensed: list[bool],
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    still_condensed: bool,
):
    """Each day has two types of its own, so that a portion of 500 rows has four or six.

    Those of days before are remembered, unless they are too many; too many at once are not
    condensed.
    """
    rows = [
        (f"2024-03-{day} {hour:02}:{minute:02}:00", str(k), f"{kind}{day}", amount, "ann", "1", 1.0)
        for day in range(10, 16)
        for hour in range(8, 20)
        for minute in range(0, 60, 4)
        for k, (kind, amount) in enumerate([("sale", 9.0), ("return", -5.0)])
    ]
    kinds = {f"{kind}{day}": kind for day in range(10, 16) for kind in ("sale", "return")}
    monkeypatch.setattr(pressing, "ROWS_AT_ONCE", 500)
    monkeypatch.setattr(ticket_classes, "MOST_CLASSES", most)
    put(tmp_path, rows, files=1)
    check_alike(asked(tmp_path, stores=("1",), kinds={"types": kinds}))
    assert condensed == [still_condensed]


def test_amounts_are_of_their_kind_in_whatever_order_kinds_come(
    tmp_path: Path, condensed: list[bool], monkeypatch: pytest.MonkeyPatch
):
    """Sales of 9 and returns of 8, condensed: a sale of 5,000 is told beside the 9."""
    rows = [
        (f"2024-03-{day} {hour:02}:30:00", f"{kind}{day}{hour}", kind, amount, "ann", "1", 1.0)
        for day in range(10, 16)
        for hour in range(8, 20)
        for kind, amount in (("sale", 9.0), ("return", -8.0))
    ]
    put(tmp_path, [*rows, ("2024-03-12 10:00:00", "big", "sale", 5000.0, "ann", "1", 1.0)], files=1)
    for module in (bulk_sizes, condensing):
        monkeypatch.setattr(module, "CUSTOMERS", ("return", "sale"))
    check_alike(asked(tmp_path, stores=("1",), kinds=KINDS))
    assert condensed == [True]


def test_one_large_file_is_condensed_in_portions(
    tmp_path: Path, condensed: list[bool], monkeypatch: pytest.MonkeyPatch
):
    """A file of more rows than are taken at once is several portions, bad rows apart."""
    rows = in_time(chain_rows(np.random.default_rng(6), 3000, 12))
    bad = [("", *row[1:]) for row in rows[:99]]
    put(tmp_path, rows[:1500] + bad + rows[1500:], files=1)
    monkeypatch.setattr(pressing, "ROWS_AT_ONCE", 1000)
    check_alike(asked(tmp_path))
    assert condensed == [True] * 3


def test_portions_that_cross_are_read_by_row(
    tmp_path: Path, condensed: list[bool], monkeypatch: pytest.MonkeyPatch
):
    """A day delivered twice, in two files: its tickets are repeated, and found out."""
    rows = in_time(chain_rows(np.random.default_rng(7), 2000, 12))
    put(tmp_path, rows + rows[-300:], files=4)
    monkeypatch.setattr(pressing, "ROWS_AT_ONCE", 500)
    check_alike(asked(tmp_path))
    assert condensed == [False] * 3


def odd_store(rows: list[tuple[Any, ...]], what: str) -> list[tuple[Any, ...]]:
    """The rows with something in store 2 that condensing must not pass over."""
    two = [k for k, row in enumerate(rows) if row[5] == "2"]
    changed = {
        "offsets": (two[::2], lambda row: (row[0] + "+01:00", *row[1:])),
        "midnights": (
            two[: len(two) * 45 // 100],
            lambda row: (row[0][:10] + " 00:00:00", *row[1:]),
        ),
        "lone": (two[:1], lambda row: ("2022-01-01 10:00:00", *row[1:])),
        "years": (two[:1], lambda row: ("1970-01-01 00:00:00", *row[1:])),
        "letters": (two[:4], lambda row: (row[0], f"Q{row[0]}", *row[2:])),
        "inflation": (two[:200], lambda row: (*row[:3], 40000.0, *row[4:])),
    }
    places, change = changed[what]
    for place in places:
        rows[place] = change(rows[place])
    return rows


@pytest.mark.parametrize(
    ("what", "still_condensed"),
    [
        ("offsets", False),
        ("midnights", False),
        ("lone", False),
        ("years", True),
        ("letters", False),
        ("inflation", False),
    ],
)
@pytest.mark.long
def test_doubtful_stores_are_read_by_row(
    tmp_path: Path,
    condensed: list[bool],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    still_condensed: bool,
):
    """Where a finding may rest on rows that were condensed, the rows themselves tell it."""
    rows = in_time(chain_rows(np.random.default_rng(8), 6000, 12))
    if what in {"letters", "inflation"}:
        monkeypatch.setattr(pressing, "ROWS_AT_ONCE", 500)
    put(tmp_path, odd_store(rows, what), files=12)
    check_alike(asked(tmp_path))
    assert (False in condensed) is not still_condensed


@pytest.mark.parametrize(
    "changes",
    [
        {"visit_minutes": 15},
        {"rows": "lines"},
        {"first": "2024-03-27", "last": "2024-04-03"},
        {"zone": "Asia/Kathmandu"},
    ],
)
def test_what_cannot_be_condensed(tmp_path: Path, condensed: list[bool], changes: dict[str, Any]):
    """Visits, lines and a choice of days are told from the rows; an odd zone keeps to the grid."""
    put(tmp_path, chain_rows(np.random.default_rng(9), 900, 12))
    check_alike(asked(tmp_path, **changes))
    assert condensed == [changes == {"zone": "Asia/Kathmandu"}] * 3


def test_a_chain_in_csv_with_bad_rows(tmp_path: Path, condensed: list[bool]):
    """Bad rows are the source's, named by file and line in every store's report."""
    rows = in_time(chain_rows(np.random.default_rng(10), 900, 5))
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    lines[40:40] = ["yesterday,1,sale,5,ann,1,1", "2024-03-25 10:00,1,sale,five,ann,1,1"]
    text = "\n".join([",".join(NAMES), *lines, ""])
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    check_alike(asked(tmp_path, source="s.csv"))
    assert condensed == [True] * 3


@pytest.mark.parametrize("changes", [{}, {"visit_minutes": 15}])
def test_a_chain_in_a_database(tmp_path: Path, condensed: list[bool], changes: dict[str, Any]):
    """A DuckDB file that all stores share, whose query may reach no other file."""
    put(tmp_path, in_time(chain_rows(np.random.default_rng(13), 400, 5)), files=1)
    with duckdb.connect(str(tmp_path / "all.duckdb")) as database:
        database.execute(f"CREATE TABLE sales AS FROM read_parquet('{tmp_path}/s0.parquet')")
    check_alike(asked(tmp_path, source="all.duckdb", query="FROM sales", **changes))
    assert condensed == [not changes] * 3


def test_stores_that_are_not_there(tmp_path: Path):
    """A store without rows is an error of its own; the others are told, one of them twice."""
    put(tmp_path, chain_rows(np.random.default_rng(11), 900, 5))
    check_alike(asked(tmp_path, stores=("1", "9", "2", "1")))
    check_alike(asked(tmp_path, stores=("1", "2"), source="none.parquet"))
    check_alike(asked(tmp_path, stores=("1", "2"), bad_rows=0, time_format="%d"))


def test_each_store_with_a_file_of_its_own(tmp_path: Path):
    """What is not shared is read alone; an error in one is told in its place."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, chain_rows(np.random.default_rng(12), 200, 5), files=1)
    (tmp_path / "c").mkdir()
    plain = shop_settings(source="*.parquet")
    check_alike([Asked(plain, tmp_path / name, "Europe/Warsaw", DAILY) for name in "abc"])


def test_a_database_file_is_each_folders_own(tmp_path: Path):
    """`sqlite:///sales.db` in two folders is two files; a server's database is one."""
    for source, shared in (("sqlite:///sales.db", 2), ("postgresql://host/sales", 1)):
        settings = shop_settings(source=source, query="select * from sales")
        asked = [Asked(settings, tmp_path / name, "Europe/Warsaw", DAILY) for name in "ab"]
        assert len({one.source for one in asked}) == shared


def test_the_trade_counter_condensed(tmp_path: Path, root: Path, condensed: list[bool]):
    """A real shop's 25,900 invoices, condensed, tell what they tell row by row."""
    history = root / "configs/trade-counter/transactions.csv.gz"
    with duckdb.connect() as database:
        rows = f"SELECT *, '17' AS shop FROM read_csv('{history}', all_varchar = true)"  # noqa: S608
        database.execute(f"COPY ({rows}) TO '{tmp_path}/all.parquet' (FORMAT parquet)")
    changes = {
        "source": "all.parquet",
        "zone": "Europe/London",
        "columns": CHAIN | {"id": "basket", "lines": "lines", "store": "shop"},
        "kinds": {"types": KINDS["types"], "prefixes": {"A": "void"}, "zero": "no_sale"},
    }
    check_alike(asked(tmp_path, stores=("17",), **changes))
    assert condensed == [True]

"""Bad inputs as data: what is spoilt, what is asked for, what must be said."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Spoil = Callable[[Path], None]
"""Spoils something; it is given the folder in which `shop` lies."""

PLAN = "plan shop --week 2026-03-25 --iterations 1"
HEAD = "employee_id,start,end,activity,role\n"
DAY = "2026-03-23T09:00+01:00,2026-03-23T15:00+01:00,work,cashier\n"


@dataclass(frozen=True)
class Bad:
    """One bad input: the command line, what is done before it, and pieces of the message."""

    said: tuple[str, ...]
    spoil: tuple[Spoil, ...] = ()
    command: str = PLAN


def edit(file: str, old: str, new: str) -> Spoil:
    """Replace a text in a file of the store."""

    def spoil(desk: Path) -> None:
        text = (desk / "shop" / file).read_text("utf-8")
        assert old in text
        (desk / "shop" / file).write_text(text.replace(old, new), "utf-8")

    return spoil


def put(file: str, content: str | bytes, *, length: int = 0) -> Spoil:
    """Write a file; `length` stretches it with a hole, which takes no place on the disk."""

    def spoil(desk: Path) -> None:
        (desk / file).parent.mkdir(parents=True, exist_ok=True)
        with (desk / file).open("wb") as handle:
            handle.write(content.encode() if isinstance(content, str) else content)
            if length:
                handle.truncate(length)

    return spoil


def append(file: str, line: str) -> Spoil:
    """Add a line to a file of the store."""

    def spoil(desk: Path) -> None:
        with (desk / "shop" / file).open("a", encoding="utf-8") as handle:
            handle.write(f"{line}\n")

    return spoil


def link(file: str, target: str) -> Spoil:
    """Put a link in a file's place."""

    def spoil(desk: Path) -> None:
        (desk / file).unlink(missing_ok=True)
        (desk / file).symlink_to(target)

    return spoil


def edit_plan(place: str, old: str, new: str) -> Spoil:
    """Copy plan.json of the earlier plan into `torn`, and change it at one place."""

    def spoil(desk: Path) -> None:
        text = (desk / "plans/corner-shop/2026-03-23/plan.json").read_text("utf-8")
        assert place in text
        (desk / "torn").mkdir()
        torn = text.replace(place, place.replace(old, new))
        (desk / "torn/plan.json").write_text(torn, "utf-8")

    return spoil


def packed(share: float) -> Spoil:
    """Pack the transactions, and lose the end of the file."""

    def spoil(desk: Path) -> None:
        whole = gzip.compress((desk / "shop/transactions.csv").read_bytes())
        (desk / "shop/sales.csv.gz").write_bytes(whole[: int(len(whole) * share)])

    return spoil


def source(name: str) -> Spoil:
    """Let the store read its transactions elsewhere."""
    return edit("store.yaml", "source: transactions.csv ", f"source: {name} ")


STORE = {
    "an unknown key": Bad(
        ("store.yaml:9:1, key 'curency'", "did you mean 'currency'?"),
        (edit("store.yaml", "currency: PLN", "curency: PLN"),),
    ),
    "a wrong type": Bad(
        ("store.yaml:12:1, key 'lead_days': found 'soon'; expected a whole number",),
        (edit("store.yaml", "lead_days: 14", "lead_days: soon"),),
    ),
    "a wrong zone name": Bad(
        ("store.yaml:8:1, key 'zone': found 'Europe/Warsow'", "an IANA zone name"),
        (edit("store.yaml", "zone: Europe/Warsaw       #", "zone: Europe/Warsow #"),),
    ),
    "slots that do not fill an hour": Bad(
        ("store.yaml:11:1, key 'slot_minutes': found 7; expected 5, 6, 10, 12, 15",),
        (edit("store.yaml", "slot_minutes: 15", "slot_minutes: 7"),),
    ),
    "a name that leads out of the folder of plans": Bad(
        ("store.yaml:7:1, key 'name': found '..'; expected name of letters",),
        (edit("store.yaml", "name: corner-shop", "name: .."),),
    ),
    "a store that never opens": Bad(
        ("store.yaml:15:3, key 'opening.week'", "hours on at least one day of the week"),
        tuple(
            edit("store.yaml", f"    {day}: {hours}\n", "")
            for day, hours in {
                "mon": "09:00-19:00",
                "tue": "09:00-19:00",
                "wed": "09:00-19:00",
                "thu": "09:00-19:00",
                "fri": "09:00-20:00",
                "sat": "10:00-16:00",
            }.items()
        ),
    ),
    "an empty store.yaml": Bad(
        ("store.yaml: found an empty file; expected a mapping",), (put("shop/store.yaml", ""),)
    ),
    "tabs in YAML": Bad(
        ("store.yaml:15:1: found no YAML",), (edit("store.yaml", "  week:", "\tweek:"),)
    ),
    "an endless budget": Bad(
        ("store.yaml:112:10, key 'limits.seconds': found inf; expected a finite number",),
        (edit("store.yaml", "limits: {seconds: 30", "limits: {seconds: .inf"),),
    ),
    "a missing store": Bad(
        ("shoop: found no folder; expected a store's folder; `staffopt init`",),
        command="plan shoop --week 2026-03-25",
    ),
    "a file instead of a store": Bad(
        ("shop/store.yaml: found no folder",), command="check shop/store.yaml"
    ),
    "an unknown rule in a change": Bad(
        ("unknown type 'min_ret'", "did you mean 'min_rest'?"),
        command=f"{PLAN} --set rules.min_ret.hours=11",
    ),
    "a rule whose type is no name": Bad(
        ("store.yaml:89:5, key 'rules.paid_break.type': found unknown type [1]",),
        (edit("store.yaml", "    type: break_due", "    type: [1]"),),
    ),
    "a change without a value": Bad(
        ("found 'rules'; expected key=value",), command=f"{PLAN} --set rules"
    ),
}
PEOPLE = {
    "an unknown role": Bad(
        ("employees.csv line 3, column 'roles': found unknown role 'retuns'", "'returns'?"),
        (edit("employees.csv", "returns;cashier;floor", "retuns;cashier;floor"),),
    ),
    "the same employee twice": Bad(
        ("employees.csv line 8, column 'employee_id': found employee_id 'E1', also on line 2",),
        (append("employees.csv", "E1,Again,,full_time,36,40,44,42.00,cashier,,"),),
    ),
    "a birth date in the future": Bad(
        ("employees.csv line 2, column 'birth_date': found 2980-05-14", "a date in the past"),
        (edit("employees.csv", "1980-05-14", "2980-05-14"),),
    ),
    "a negative wage": Bad(
        ("employees.csv line 2, column 'wage': found '-42.00'", "at least 0"),
        (edit("employees.csv", "42.00", "-42.00"),),
    ),
    "a wage beyond reason": Bad(
        ("employees.csv line 2, column 'wage': found '1e30'; expected an amount of money",),
        (edit("employees.csv", "42.00", "1e30"),),
    ),
    "hours that are no number": Bad(
        ("employees.csv line 2, column 'hours_max': found 'inf'",),
        (edit("employees.csv", "36,40,44,42", "36,40,inf,42"),),
    ),
    "an id that is a path": Bad(
        ("column 'employee_id': found '../../E1'; expected 1 to 40 letters, digits",),
        (edit("employees.csv", "E1,", "../../E1,"),),
    ),
    "a contract above availability": Bad(
        ("employees.csv line 6, column 'hours_min': found 40 contract hours", "allows 32.5 a week"),
        (edit("employees.csv", "16,20,28,32.50", "40,40,48,32.50"),),
    ),
    "a table that is not UTF-8": Bad(
        ("time_off.csv line 2: found b'", "expected UTF-8 text"),
        (
            put(
                "shop/time_off.csv",
                b"employee_id,start,end,reason\nE1,2026-03-26,2026-03-26,M\xfcll\n",
            ),
        ),
    ),
    "an empty table": Bad(
        ("employees.csv: found an empty file; expected a header",),
        (put("shop/employees.csv", ""),),
    ),
    "a line of a gigabyte": Bad(
        ("time_off.csv line 2: found a line of more than 65,536",),
        (put("shop/time_off.csv", "employee_id,start,end,reason\nE1", length=1 << 30),),
    ),
    "time off that ends before it starts": Bad(
        ("time_off.csv line 3, column 'end': found 2026-03-27; expected later than 2026-03-28",),
        (append("time_off.csv", "E1,2026-03-28,2026-03-27,leave"),),
    ),
    "time off at the end of the calendar": Bad(
        ("time_off.csv line 3, column 'end': found '9999-12-31'; expected a date from 1900 to",),
        (append("time_off.csv", "E1,2026-03-28,9999-12-31,leave"),),
    ),
    "overlapping time off": Bad(
        ("time_off.csv line 3: found time off of E3 that overlaps an earlier row",),
        (append("time_off.csv", "E3,2026-03-27,2026-03-29,leave"),),
    ),
    "a course without trainer": Bad(
        ("courses.yaml:6:3, key 'returns_policy.trainer_tag': found nobody who can give",),
        (edit("courses.yaml", "trainer_tag: manager", "trainer_tag: guru"),),
    ),
    "circular prerequisites": Bad(
        ("found a circle of prerequisites: a before b before a",),
        (
            put(
                "shop/courses.yaml",
                "a: {minutes: 60, self_study: true, prerequisites: [b]}\n"
                "b: {minutes: 30, self_study: true, prerequisites: [a]}\n",
            ),
        ),
    ),
    "a need for an unknown course": Bad(
        ("training_needs.csv line 5, column 'course': found unknown course 'cooking'",),
        (append("training_needs.csv", "E1,cooking,,true,5,1"),),
    ),
    "a pin of nobody": Bad(
        ("pins.csv line 2, column 'employee_id': found unknown employee 'E9'",),
        (append("pins.csv", "E9,X,p,2026-03-23T09:00,2026-03-23T12:00,work,cashier,,true"),),
    ),
    "a link out of the store": Bad(
        ("pins.csv: found a path outside the store's folder",),
        (link("shop/pins.csv", "/etc/hosts"),),
    ),
    "a past roster that is not there": Bad(
        ("none.csv: found no file; expected a past roster",), command=f"{PLAN} --past none.csv"
    ),
}
HISTORY = {
    "no transactions in range": Bad(
        ("transactions before 2027-05-17: found last known on 2026-03-14", "the 92 days before"),
        command="plan shop --week 2027-06-01",
    ),
    "a week before all transactions": Bad(
        ("transactions before 2025-05-12: found nothing known",),
        command="plan shop --week 2025-06-01",
    ),
    "a week at the end of the calendar": Bad(
        ("week: found '9999-12-31'; expected a date from 1900 to 2999",),
        command="plan shop --week 9999-12-31",
    ),
    "a week that is no date": Bad(
        ("found '2026-02-30'; expected a date such as 2011-11-14",),
        command="plan shop --week 2026-02-30",
    ),
    "a truncated gzip file": Bad(
        ("shop/sales.csv.gz: found a truncated gzip file; expected the whole file",),
        (packed(0.5), source("sales.csv.gz")),
    ),
    "no gzip file": Bad(
        ("shop/sales.csv.gz: found no valid gzip file",),
        (put("shop/sales.csv.gz", "time,ticket\n"), source("sales.csv.gz")),
    ),
    "an unreadable Parquet file": Bad(
        ("shop/sales.parquet: found a file that cannot be read",),
        (put("shop/sales.parquet", b"PAR1" + b"x" * 500 + b"PAR1"), source("sales.parquet")),
    ),
    "transactions that are empty": Bad(
        ("shop/transactions.csv: found an empty file; expected a header and rows",),
        (put("shop/transactions.csv", ""),),
    ),
    "a transaction of a gigabyte": Bad(
        ("shop/transactions.csv line 2: found a line of more than 500,000 bytes",),
        (put("shop/transactions.csv", "time,ticket,type,amount,items\n2", length=1 << 30),),
    ),
    "a column that is not there": Bad(
        ("found no column 'ticket' (transactions.columns.id)", "did you mean 'tickets'?"),
        (edit("transactions.csv", "ticket", "tickets"),),
    ),
    "transactions that are not there": Bad(
        ("found '*.parquet', which matches no file",), (source("'*.parquet'"),)
    ),
    "transactions outside the store": Bad(
        ("elsewhere.csv, which lies outside shop", "`outside: true`"),
        (put("elsewhere.csv", "time,ticket\n"), source("../elsewhere.csv")),
    ),
    "a demand of another week": Bad(
        ("mine.csv: found no row in the week of 2026-03-23",),
        (put("mine.csv", "driver,start,mean\nsales,2026-04-23T09:00+02:00,1\n"),),
        f"{PLAN} --demand mine.csv",
    ),
    "a negative demand": Bad(
        ("mine.csv line 2, column 'mean': found '-1'",),
        (put("mine.csv", "driver,start,mean\nsales,2026-03-23T09:00+01:00,-1\n"),),
        f"{PLAN} --demand mine.csv",
    ),
    "a requirement below zero": Bad(
        ("mine.csv line 2, column 'required': found '-1'", "column 'loss': found 'x'"),
        (
            put(
                "mine.csv",
                "role,start,required,n,loss\ncashier,2026-03-23T09:00+01:00,-1,0,x\n",
            ),
        ),
        f"{PLAN} --requirement mine.csv",
    ),
    "a correction of the forecast that says no reason": Bad(
        ("2026-03-23.override.csv line 1: found no column 'reason'",),
        (put("forecasts/corner-shop/2026-03-23.override.csv", "driver,start,mean\n"),),
    ),
}
OTHERS = {
    "a roster of somebody unknown": Bad(
        ("mine.csv line 2, column 'employee_id': found 'E99'; expected one of E1, E2",),
        (put("mine.csv", f"{HEAD}E99,{DAY}"),),
        "audit mine.csv --store shop",
    ),
    "a block that ends before it starts": Bad(
        ("mine.csv line 2, column 'end'", "expected an instant after the start"),
        (put("mine.csv", f"{HEAD}E1,{DAY}".replace("T15", "T08")),),
        "audit mine.csv --store shop",
    ),
    "a roster without offsets": Bad(
        ("mine.csv line 2, column 'start': found '2026-03-23T09:00'", "with offset"),
        (put("mine.csv", f"{HEAD}E1,{DAY}".replace("+01:00", "")),),
        "audit mine.csv --store shop",
    ),
    "a roster at the start of the calendar": Bad(
        ("mine.csv line 2, column 'start'", "expected an instant from 1900 to 2999"),
        (put("mine.csv", f"{HEAD}E1,{DAY}".replace("2026", "0001")),),
        "audit mine.csv --store shop",
    ),
    "a roster of a thousand years": Bad(
        ("mine.csv line 3, column 'end': found 2926-03-23", "one roster of at most 371 days"),
        (put("mine.csv", f"{HEAD}E1,{DAY}E1,{DAY.replace('2026', '2926')}"),),
        "audit mine.csv --store shop",
    ),
    "no roster": Bad(
        ("none.csv: found No such file or directory",), command="audit none.csv --store shop"
    ),
    "a roster that is no text": Bad(
        ("mine.csv line 1: found", "expected"),
        (put("mine.csv", bytes(range(128, 256))),),
        "audit mine.csv --store shop",
    ),
    "a report of no plan": Bad(
        ("shop/plan.json: found No such file or directory; expected a plan.json",),
        command="report shop",
    ),
    "a torn plan.json": Bad(
        ("plan.json line 1: found no JSON",),
        (put("torn/plan.json", '{"schema": "staffopt plan", "version": 1, "prob'),),
        "report torn",
    ),
    "a plan.json with holes": Bad(
        ("plan.json: plan.roster: found 3; expected a Roster", "plan.costs: found nothing"),
        (put("torn/plan.json", '{"schema": "staffopt plan", "version": 1, "roster": 3}'),),
        "report torn",
    ),
    "a plan.json from after the end of the calendar": Bad(
        ("plan.json: plan.roster.horizon.first: found '9999-12-31'",),
        (edit_plan('"roster": {"horizon": {"first": "2026-03-23"', "2026-03-23", "9999-12-31"),),
        "report torn",
    ),
    "less than no seconds": Bad(
        ("Invalid value for '--seconds': -1.0",), command="plan shop --week 2026-03-25 --seconds -1"
    ),
    "seconds that are no number": Bad(
        ("seconds: found nan; expected a number from 0",),
        command="plan shop --week 2026-03-25 --seconds nan",
    ),
    "a seed beyond reason": Bad(
        ("seed: found 99999999999999999999; expected a number from 0",),
        command=f"{PLAN} --seed 99999999999999999999",
    ),
    "a place for the plan below a file": Bad(
        ("taken: found a file; expected a folder",),
        (put("taken", "a note"),),
        f"{PLAN} --out taken/plan",
    ),
    "a place for the plan where nobody may write": Bad(
        ("/proc",), command=f"{PLAN} --out /proc/staffopt/plan"
    ),
    "a place for the plan that holds other things": Bad(
        ("shop: found a folder that holds other things than a plan",), command=f"{PLAN} --out shop"
    ),
    "a kind of file nobody knows": Bad(
        ("week.pdf: found the suffix '.pdf'; expected one of .csv, .html",),
        command=f"{PLAN} --out week.pdf",
    ),
    "a new store where one is": Bad(
        ("shop: found something that exists; expected a new or empty folder",), command="init shop"
    ),
    "a command that is none": Bad(("No such command 'paln'",), command="paln shop"),
}
BAD_INPUTS = {**STORE, **PEOPLE, **HISTORY, **OTHERS}

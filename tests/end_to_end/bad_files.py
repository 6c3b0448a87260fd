"""Bad histories, rosters, plans and options as data."""

from __future__ import annotations

from tests.end_to_end.spoiling import PLAN, Bad, edit, edit_plan, packed, put, source

HEAD = "employee_id,start,end,activity,role\n"
DAY = "2026-03-23T09:00+01:00,2026-03-23T15:00+01:00,work,cashier\n"

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
        (put("forecasts/shop/2026-03-23.override.csv", "driver,start,mean\n"),),
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
    "a roster at a time that no clock shows": Bad(
        ("mine.csv line 2, column 'start': found '2026-03-29T02:30'", "Europe/Warsaw shows once"),
        (put("mine.csv", f"{HEAD}E1,{DAY}".replace("2026-03-23T09:00+01:00", "2026-03-29T02:30")),),
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
    "a report of a folder that is not there": Bad(
        ("nowhere: found No such file or directory; expected the folder of a plan",),
        command="report nowhere",
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
BAD_FILES = {**HISTORY, **OTHERS}

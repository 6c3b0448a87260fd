"""Bad stores as data: what is spoilt, what is asked for, what must be said."""

from __future__ import annotations

from tests.end_to_end.spoiling import PLAN, Bad, append, edit, link, put

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
        (edit("store.yaml", "name: shop", "name: .."),),
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
        ("store.yaml:113:10, key 'limits.seconds': found inf; expected a finite number",),
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
        ("store.yaml:90:5, key 'rules.paid_break.type': found unknown type [1]",),
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
BAD_STORES = {**STORE, **PEOPLE}

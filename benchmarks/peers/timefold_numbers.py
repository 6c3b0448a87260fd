"""A store week as the plain numbers that the Java program reads."""

from __future__ import annotations

from typing import Any

from peers.answer import Instance

BANDS = (None, "early", "late")
CLASSES = ("FT", "PT", "ST")


def numbers(instance: Instance) -> str:
    """The whole instance in the order of `Inst.java`."""
    days = range(len(instance["time"]["days"]))
    found = _rules(instance)
    found += [
        n for role in instance["roles"] for day in days for n in instance["demand"][role][day]
    ]
    place = {each["id"]: at for at, each in enumerate(instance["employees"])}
    found.append(len(instance["sessions"]))
    for session in instance["sessions"]:
        found += [session["day"], session["start"], session["duration"]]
        found += [len(session["attendees"]), *(place[name] for name in session["attendees"])]
    found.append(len(place))
    for person in instance["employees"]:
        found += _person(instance, person)
    return " ".join(map(str, found)) + "\n"


def _rules(instance: Instance) -> list[Any]:
    shift, rest, rules = instance["shift"], instance["break"], instance["rules"]
    costs, clock, roles = instance["costs"], instance["time"], instance["roles"]
    early, late = costs["band"]["early"], costs["band"]["late"]
    if rest["step"] != 1 or {*costs["fairness"]["classes"]} != {"FT", "PT"}:
        raise ValueError("the Java program knows breaks in steps of 1 and fairness of FT and PT")
    return [
        *(instance["name"], len(roles), *roles, len(clock["days"]), clock["slots_per_day"]),
        *(24 * 60 // clock["slot_minutes"], shift["start_step"]),
        *(len(shift["paid_lengths"]), *shift["paid_lengths"], shift["closing_end"]),
        *(rest["due_above_paid"], rest["length"], rest["earliest"], rest["latest"]),
        *(rules["role_min_stretch"], rules["min_rest"], rules["max_run_days"]),
        *(len(rules["weekend_days"]), *rules["weekend_days"]),
        *(len(costs["under"]), *costs["under"], costs["over"], costs["overtime"]),
        *(costs["no_supervisor"], costs["fairness"]["weight"]),
        *(early["end_after"], early["cost"], late["start_before"], late["cost"]),
    ]


def _person(instance: Instance, person: dict[str, Any]) -> list[Any]:
    sunday = person["last_sunday_end"]
    skills = [instance["roles"].index(role) for role in person["skills"]]
    return [
        *(person["id"], len(skills), *skills, int(person["supervisor"])),
        CLASSES.index(person["class"]),
        *(person["min_paid"], person["target_paid"], person["max_paid"], person["max_days"]),
        *(person["run_before"], -1 if sunday is None else sunday),
        person["max_weekend_closings"],
        *(edge for window in person["availability"] for edge in window or (-1, -1)),
        *(*person["day_cost"], BANDS.index(person["band"])),
    ]

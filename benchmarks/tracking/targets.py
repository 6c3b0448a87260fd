"""The figures to reach, and whether the rows reach them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracking.best_known import Table
from tracking.row import Row
from tracking.standing import Figure, Standing

STORES = {
    "store_20_1": {60: 240, 300: 225},
    "store_50_1": {60: 560, 300: 500},
    "store_100_1": {60: 780, 300: 680},
    "store_200_1": {60: 1100, 300: 900},
}
"""Instance -> seconds -> residual."""
TWELVE = [f"store_{people}_{k}" for people in (20, 50, 100, 200) for k in (1, 2, 3)]
PEER = "timefold"
WTV_OPTIMA = 3
MASP_FILES = 38
FAR = 1e-9


@dataclass(frozen=True)
class Verdict:
    """A target, what was measured, and `met`, `missed`, `impossible` or `not measured`."""

    target: str
    measured: str
    state: str


def verdicts(standing: Standing, known: Table) -> Iterator[Verdict]:
    """Every target in turn."""
    for instance, goals in STORES.items():
        for at, goal in goals.items():
            yield _residual(standing, instance, at, goal, known)
    for at in (60, 300):
        yield _against_peer(standing, at)
    yield _of_rows(
        standing,
        "store_50_1: at least 1,500,000 moves a CPU second and core",
        "store_50_1",
        lambda row: row.rate,
        lambda worst: worst >= 1_500_000,
        least=True,
    )
    yield _of_rows(
        standing,
        "store_50_1: first legal roster within 0.5 s",
        "store_50_1",
        lambda row: row.first_roster_s,
        lambda worst: worst <= 0.5,
    )
    yield _of_rows(
        standing,
        "store_200_1: first legal roster within 2 s",
        "store_200_1",
        lambda row: row.first_roster_s,
        lambda worst: worst <= 2,
    )
    yield _of_rows(
        standing,
        "store_200_1: at most 1,024 MB",
        "store_200_1",
        lambda row: row.memory_mb,
        lambda worst: worst <= 1024,
    )
    yield from _masp(standing)
    yield from _nrp(standing, known)
    yield from _wtv(standing, known)


def _residual(standing: Standing, instance: str, at: int, goal: int, known: Table) -> Verdict:
    target = f"{instance}: residual at most {goal:,} after {at} s"
    found = standing.figure("stores", instance, at)
    best = known.get(("stores", instance))
    if best is not None and best.bound is not None and best.bound > goal:
        said = f"{_said(found)}, " if found is not None else ""
        return Verdict(target, f"{said}no roster is below {best.bound:,.0f}", "impossible")
    if found is None:
        return Verdict(target, "", "not measured")
    return Verdict(target, _said(found), "met" if found.cost <= goal else "missed")


def _said(found: Figure) -> str:
    seeds = f"median of {found.seeds} seeds" if found.seeds > 1 else "1 seed"
    return f"{found.cost:,.0f} ({seeds}; {found.source})"


def _against_peer(standing: Standing, at: int) -> Verdict:
    target = f"all twelve store weeks: below Timefold with hand-written moves after {at} s"
    pairs = {}
    for instance in TWELVE:
        ours = standing.figure("stores", instance, at)
        theirs = standing.figure("stores", instance, at, PEER)
        if ours is not None and theirs is not None:
            pairs[instance] = ours.cost < theirs.cost
    if not pairs:
        return Verdict(target, "", "not measured")
    said = f"below on {sum(pairs.values())} of {len(pairs)} measured"
    if not all(pairs.values()):
        return Verdict(target, said, "missed")
    return Verdict(target, said, "met" if len(pairs) == len(TWELVE) else "not measured")


def _of_rows(
    standing: Standing,
    target: str,
    instance: str,
    value: Callable[[Row], float | None],
    enough: Callable[[float], bool],
    *,
    least: bool = False,
) -> Verdict:
    """A target about the worst run of an instance, in its newest runs."""
    runs = [standing.newest("stores", instance, "staffopt", seconds) for seconds in (300, 60)]
    for rows in sorted(filter(None, runs), key=lambda rows: rows[-1].date, reverse=True):
        found = [each for row in rows if (each := value(row)) is not None]
        if found:
            worst = min(found) if least else max(found)
            said = f"{worst:,.3g}" if worst < 100 else f"{worst:,.0f}"
            return Verdict(target, said, "met" if enough(worst) else "missed")
    return Verdict(target, "", "not measured")


def _masp(standing: Standing) -> Iterator[Verdict]:
    target = "MASP 1_7_10_1: 383 after 60 s"
    found = standing.figure("masp", "1_7_10_1", 60)
    if found is None:
        yield Verdict(target, "", "not measured")
    else:
        yield Verdict(target, _said(found), "met" if found.cost <= 383 else "missed")
    target = "MASP: no missing cover after 600 s on every file where it is known to be possible"
    missing = {}
    for name in standing.instances("masp"):
        rows = [row for each in standing.within("masp", name, 600) for row in each.rows]
        if rows:
            missing[name] = min(row.part.get("missing", 0) for row in rows)
    if not missing:
        yield Verdict(target, "", "not measured")
        return
    covered = sum(each == 0 for each in missing.values())
    state = "met" if covered == MASP_FILES else "missed"
    if len(missing) < MASP_FILES and covered == len(missing):
        state = "not measured"
    yield Verdict(target, f"{covered} of {len(missing)} files covered", state)


def _nrp(standing: Standing, known: Table) -> Iterator[Verdict]:
    goals = ((8, 0.0, "equal to the best known"), (12, 0.01, "within 1 %"))
    names = {instance for suite, instance in known if suite == "nrp"}
    gaps = {}
    for instance in sorted(names):
        found = standing.within("nrp", instance, 600)
        best = known["nrp", instance].cost
        if found and best is not None:
            gaps[instance] = (found[0].cost - best) / best
    for least, within, words in goals:
        target = f"NRP: {words} on at least {least} of 14 files after 600 s"
        near = sum(gap <= within + FAR for gap in gaps.values())
        state = "met" if near >= least else "missed" if len(gaps) == 14 else "not measured"
        yield Verdict(target, f"{near} of {len(gaps)} measured" if gaps else "", state)
    for instance, within in (("Instance16", 0.03), ("Instance8", 0.05)):
        target = f"NRP {instance}: within {within:.0%} after 600 s"
        gap = gaps.get(instance)
        if gap is None:
            yield Verdict(target, "", "not measured")
        else:
            yield Verdict(target, f"{gap:.1%}", "met" if gap <= within else "missed")


def _wtv(standing: Standing, known: Table) -> Iterator[Verdict]:
    figures = {name: standing.within("wtv", name, 60) for name in standing.instances("wtv")}
    rows = {name: each[0].rows[0] for name, each in figures.items() if each}
    target = "WTV: all 60 files solved in 60 s"
    state = "met" if len(rows) == 60 else "not measured"
    yield Verdict(target, f"{len(rows)} of {len(rows)} measured" if rows else "", state)
    target = "WTV: optimum on the three files whose optimum is known"
    proven = {
        name: one
        for (suite, name), one in known.items()
        if suite == "wtv" and one.cost == one.bound and one.cost_by.startswith("proved")
    }
    reached = [name for name in proven if name in rows and rows[name].cost == proven[name].cost]
    measured = [name for name in proven if name in rows]
    state = "met" if len(reached) >= WTV_OPTIMA else "missed" if measured else "not measured"
    yield Verdict(target, f"{len(reached)} of {len(measured)}" if measured else "", state)
    target = "WTV: mean distance to our own bound at most 10 %"
    gaps = [row.gap for row in rows.values() if row.gap is not None]
    if not gaps:
        yield Verdict(target, "", "not measured")
        return
    mean = sum(gaps) / len(gaps)
    yield Verdict(target, f"{mean:.1%} on {len(gaps)} files", "met" if mean <= 0.1 else "missed")

"""docs/benchmarks.md: every target with what was measured, then the figures of every suite.

python benchmarks/tracking/document.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tracking.best_known import Table, read_known
from tracking.growth import scaling, trust
from tracking.markdown import table
from tracking.row import Row, read_rows
from tracking.standing import Figure, Standing
from tracking.targets import TWELVE, verdicts
from tracking.why import reasons

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `benchmarks/tracking/document.py` from `results.csv`, `best_known.csv`, `trust.csv` and
`scaling.csv` in `benchmarks/`; not by hand. Every cost is what the instance's own checker printed
for a solution without a hard violation; [benchmarks/README.md](../benchmarks/README.md) says how to
rerun it. A cost *after n seconds* is that of runs with this budget; where there are none it is read
from the trace of longer runs, whose cooling is slower, and marked so. In the public sets and their
targets it is also that of a shorter run, where that ended lower or alone was made. Bounds are ours,
proved in the same run, those of the store weeks in any run. CPU seconds count both cores.
"""

REASONS = "Why some are not reached, as far as we know ([solver.md](solver.md) has the trials):"


def document(rows: Sequence[Row], known: Table) -> str:
    """The whole page."""
    standing = Standing(rows)
    parts = [HEAD, "## Targets\n", _targets(standing, known), *_stores(standing, known)]
    for suite, title in (("masp", "MASP"), ("nrp", "NRP"), ("wtv", "WTV")):
        if standing.instances(suite):
            parts += [f"## {title}\n", _published(standing, known, suite)]
    parts += [*trust(), *scaling(), "## Runs\n", _runs(rows)]
    return "\n".join(parts)


def write_document() -> None:
    """Write the page from the files of the repository."""
    PAGE.write_text(document(read_rows(), read_known()), encoding="utf-8")


def _targets(standing: Standing, known: Table) -> str:
    """Every target, then why some are not reached."""
    found = list(verdicts(standing, known))
    lines = ([each.target, each.measured, each.state] for each in found)
    why = "\n".join(reasons(found))
    return table(("target", "measured", "state"), lines) + (
        f"\n{REASONS}\n\n{why}\n" if why else ""
    )


def _stores(standing: Standing, known: Table) -> Iterator[str]:
    """Store weeks: ours at 60 and 300 s with the bound, then the peers."""
    if not standing.instances("stores"):
        return
    heads = ("instance", "60 s", "300 s", "share of total", "bound", "best known", "seeds' costs")
    yield "## Store weeks\n"
    yield table(heads, (_store(standing, known, name) for name in TWELVE), numbers=6)
    if standing.methods():
        yield "## Side by side\n"
        yield (
            "Same instance, checker, seconds and cores; HiGHS uses one of them. pyworkforce\n"
            "cannot state these instances: [its place](../benchmarks/peers/README.md) says why.\n"
        )
        yield table(
            ("instance", "seconds", "staffopt", *standing.methods()),
            (_peers(standing, name, at) for name in TWELVE for at in (60, 300)),
            numbers=2 + len(standing.methods()),
        )


def _store(standing: Standing, known: Table, name: str) -> list[str]:
    short, long = (standing.figure("stores", name, at) for at in (60, 300))
    best, first = known.get(("stores", name)), short or long
    shares = [_share(each) for each in (short, long) if each]
    return [
        name,
        _cost(short),
        _cost(long),
        ", ".join(shares),
        _number(best.bound if best else None),
        _number(best.cost if best else None),
        ", ".join(_number(row.cost) for row in first.rows) if first else "",
    ]


def _peers(standing: Standing, name: str, at: int) -> list[str]:
    said = [_peer(standing, name, at, who) for who in standing.methods()]
    if not any(said):
        return []
    return [name, str(at), _cost(standing.figure("stores", name, at)), *said]


def _peer(standing: Standing, name: str, at: int, who: str) -> str:
    if standing.fruitless(name, at, who):
        return "none found"
    return _cost(standing.figure("stores", name, at, who))


def _published(standing: Standing, known: Table, suite: str) -> str:
    """One row an instance: the newest figure, its bound and what is known."""
    heads = ("instance", "60 s", "600 s", "bound", "best known", "distance", "parts")
    lines = []
    for name in standing.instances(suite):
        short = next(iter(standing.within(suite, name, 60)), None)
        long, best = standing.figure(suite, name, 600), known.get((suite, name))
        if (last := long or short) is None:
            continue
        row, cost = last.rows[0], best.cost if best else None
        distance = f"{(last.cost - cost) / cost:.1%}" if cost else ""
        figures = [_cost(short), _cost(long), _number(row.bound), _number(cost), distance]
        lines.append([name, *figures, row.parts])
    return table(heads, lines, numbers=5)


def _runs(rows: Sequence[Row]) -> str:
    """The conditions of every kind of run, newest sources first; load when it began."""
    heads = ("sources", "suite", "method", "budget", "cores", "runs", "first to last", "load")
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        budget = f"{row.seconds} s" if row.seconds else f"{row.moves} moves"
        run = row.commit, row.suite, row.method, budget, str(row.cores)
        groups.setdefault(run, []).append(row)
    lines = []
    for key, each in sorted(groups.items(), key=lambda g: max(r.date for r in g[1]), reverse=True):
        dates, loads = sorted(row.date[:16] for row in each), sorted(row.load for row in each)
        when = " to ".join(dict.fromkeys([dates[0], dates[-1]]))
        lines.append([*key, str(len(each)), when, f"{loads[0]:.1f} to {loads[-1]:.1f}"])
    return table(heads, lines)


def _cost(found: Figure | None) -> str:
    if found is None:
        return ""
    return f"{found.cost:,.0f}" + ("" if not found.source.startswith("trace") else " (trace)")


def _share(found: Figure) -> str:
    return "" if found.share is None else f"{found.share:.2%}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


if __name__ == "__main__":
    write_document()

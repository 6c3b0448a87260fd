"""Solve store weeks with other solvers, judged as ours are.

    python benchmarks/peers/run.py store_20_1.json ... --seconds 60 --seed 1 --out results/

Writes a solution file per run and appends a row to `peers.csv` in the `--out` folder. A peer that
cannot run here, or whose model cannot say what the instance says, is skipped with a notice and has
a row that says why.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from peers import cp_sat_week, highs_week, pyworkforce_week, timefold_java
from peers.answer import Answer, Ask, CannotRunError, Instance
from peers.judge import judged, solution

PEERS: dict[str, Callable[[Instance, Ask], list[Answer]]] = {
    "timefold": timefold_java.custom,
    "timefold_builtin": timefold_java.builtin,
    "cp_sat": cp_sat_week.solve,
    "highs": highs_week.solve,
    "pyworkforce": pyworkforce_week.solve,
}
PARTS = ("under", "over", "overtime", "preference", "fairness", "no_supervisor")
COLUMNS = (
    *(
        "peer",
        "instance",
        "seed",
        "seconds",
        "by",
        "cores",
        "search_seed",
        "residual",
        "share_percent",
        "hard",
    ),
    *PARTS,
    *("bound", "wall_s", "cpu_s", "load", "when", "note"),
)


def main() -> int:
    """Run every asked peer on every instance; 1 when a solution breaks a hard rule."""
    asked = _arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    worst = 0
    for path in asked.instances:
        instance = json.loads(path.read_text())
        for peer in asked.peers:
            worst = max(worst, run(instance, peer, asked))
    return worst


def run(instance: Instance, peer: str, asked: argparse.Namespace) -> int:
    """One peer on one instance: a row for each of its searches."""
    folder = asked.out / "work"
    folder.mkdir(parents=True, exist_ok=True)
    ask = Ask(asked.seconds, asked.seed, asked.cores, folder.resolve(), asked.jars, asked.cpu)
    load = os.getloadavg()[0]
    try:
        answers = PEERS[peer](instance, ask)
    except CannotRunError as why:
        answers = [Answer(peer, asked.seed, None, 0.0, 0.0, None, f"skipped: {why}")]
    hard = 0
    for answer in answers:
        row = _row(instance, answer, ask, load)
        hard += bool(row["hard"])
        _append(asked.out / "peers.csv", row)
        print(
            f"{peer:17} {instance['name']:12} seed {answer.seed:3} residual {row['residual']!s:>6} "
            f"hard {row['hard']!s:>2} bound {row['bound']!s:>6} "
            f"wall {answer.wall_s:6.1f} cpu {answer.cpu_s:6.1f}  {answer.note}",
            flush=True,
        )
        if answer.shifts is not None:
            file = asked.out / f"{instance['name']}-{peer}-{answer.seed}.json"
            file.write_text(json.dumps(solution(instance, answer.shifts)))
    return min(hard, 1)


def _row(instance: Instance, answer: Answer, ask: Ask, load: float) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(COLUMNS, "")
    row |= {"peer": answer.peer, "instance": instance["name"], "seed": ask.seed}
    row |= {"search_seed": answer.seed}
    row |= {
        "seconds": ask.seconds,
        "by": "cpu" if ask.cpu else "clock",
        "cores": ask.cores,
        "load": f"{load:.1f}",
        "note": answer.note,
    }
    row |= {"wall_s": f"{answer.wall_s:.1f}", "cpu_s": f"{answer.cpu_s:.1f}"}
    row |= {"when": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    if answer.bound is not None:
        row["bound"] = f"{answer.bound:.1f}"
    if answer.shifts is not None:
        verdict = judged(instance, answer.shifts)
        row |= {"hard": len(verdict.broken), "residual": verdict.parts["residual"]}
        row |= {"share_percent": f"{verdict.share:.2f}"}
        row |= {part: verdict.parts[part] for part in PARTS}
    return row


def _append(file: Path, row: dict[str, object]) -> None:
    new = not file.exists()
    with file.open("a", newline="") as sink:
        writer = csv.DictWriter(sink, COLUMNS)
        if new:
            writer.writeheader()
        writer.writerow(row)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Solve store weeks with other solvers.")
    parser.add_argument("instances", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("peers-results"))
    parser.add_argument("--peers", nargs="+", choices=[*PEERS], default=[*PEERS])
    parser.add_argument("--jars", type=Path, help="Folder of Timefold's jars.")
    parser.add_argument(
        "--cpu", action="store_true", help="Timefold: seconds of a core instead of the clock."
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

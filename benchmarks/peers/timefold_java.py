"""Timefold's Java engine, driven from native Java 17, one search on each core.

The jars are those that the PyPI package `timefold` brings. `timefold` searches with the twelve
hand-written moves of `CellMoves.java`, `timefold_builtin` with the engine's own moves only; both by
simulated annealing from 10 and an incremental score, as measured best for it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import IO

from peers.answer import Answer, Ask, CannotRunError, Instance
from peers.timefold_numbers import numbers

HERE = Path(__file__).parent / "timefold"
ALGORITHM = "sa:10"
SPEED = re.compile(r"Local Search phase.*?move evaluation speed \((\d+)/sec\)")
MEMORY = "-Xmx2g"


def custom(instance: Instance, ask: Ask) -> list[Answer]:
    """The twelve hand-written moves."""
    return _searches(instance, ask, "timefold", "custom")


def builtin(instance: Instance, ask: Ask) -> list[Answer]:
    """The engine's own change and swap moves."""
    return _searches(instance, ask, "timefold_builtin", "builtin")


def _searches(instance: Instance, ask: Ask, peer: str, moves: str) -> list[Answer]:
    """As many searches side by side as there are cores; their seeds follow from the asked one."""
    jars, classes = _jars(ask), _compiled(ask)
    facts = ask.folder / f"{instance['name']}.txt"
    facts.write_text(numbers(instance))
    started, running = time.perf_counter(), []
    for core in range(ask.cores):
        seed = (ask.seed - 1) * ask.cores + core + 11
        out = ask.folder / f"{instance['name']}-{peer}-{seed}.json"
        out.unlink(missing_ok=True)
        log = out.with_suffix(".log").open("w+")
        call = ["java", MEMORY, "-XX:+UseSerialGC", "-cp", f"{classes}:{HERE}:{jars}/*", "Main"]
        call += [str(facts), str(out), str(round(ask.seconds)), str(seed), ALGORITHM, moves]
        running.append((seed, out, log, subprocess.Popen(call, stdout=log, stderr=log)))
    return [_ended(peer, seed, out, log, job, started) for seed, out, log, job in running]


def _ended(
    peer: str, seed: int, out: Path, log: IO[str], job: subprocess.Popen[bytes], started: float
) -> Answer:
    """Wait for one search and read what it found."""
    _, status, usage = os.wait4(job.pid, 0)
    job.returncode = os.waitstatus_to_exitcode(status)
    wall, cpu = time.perf_counter() - started, usage.ru_utime + usage.ru_stime
    with log:
        log.seek(0)
        said = log.read()
    speed = SPEED.search(said)
    note = f"{int(speed[1]):,} moves/s" if speed else f"no result: {said[-300:]}"
    shifts = json.loads(out.read_text())["shifts"] if out.exists() else None
    return Answer(peer, seed, shifts, wall, cpu, None, note)


def _jars(ask: Ask) -> Path:
    """The folder of the engine's jars: as told, or that of the installed package."""
    if ask.jars is not None:
        return ask.jars
    found = importlib.util.find_spec("timefold")
    if found is None or not found.submodule_search_locations:
        raise CannotRunError("no jars: install the package timefold, or --jars FOLDER")
    return Path(found.submodule_search_locations[0]) / "solver" / "jars"


def _compiled(ask: Ask) -> Path:
    """The compiled program, made once in the work folder."""
    classes, sources = ask.folder / "classes", sorted((HERE / "src").glob("*.java"))
    if shutil.which("java") is None or shutil.which("javac") is None:
        raise CannotRunError("no Java: a JDK of version 17 or later is wanted")
    newest = max(source.stat().st_mtime for source in sources)
    main = classes / "Main.class"
    if not main.exists() or main.stat().st_mtime < newest:
        call = [
            "javac",
            "-nowarn",
            "-cp",
            f"{_jars(ask)}/*",
            "-d",
            str(classes),
            *map(str, sources),
        ]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CannotRunError(f"the Java program does not compile: {done.stderr[-500:]}")
    return classes

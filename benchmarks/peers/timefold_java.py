"""Timefold's Java engine, driven from native Java 17, one search on each core.

The jars are those that the PyPI package `timefold` brings. `timefold` searches with the twelve
hand-written moves of `CellMoves.java`, `timefold_builtin` with the engine's own moves only; both by
simulated annealing from 10 and an incremental score, as measured best for it. By CPU seconds, the
program first measures its own speed for about 15 of them, then searches for as many moves.
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
SEARCH = re.compile(r"SEARCH cpu ([\d.]+) wall ([\d.]+) moves (\d+)")
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
        call = [
            "java",
            MEMORY,
            "-XX:+UseSerialGC",
            f"-Dcpu={str(ask.cpu).lower()}",
            "-cp",
            f"{classes}:{HERE}:{jars}/*",
            "Main",
        ]
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
    search = SEARCH.search(said)
    if search is None or not out.exists():
        return Answer(peer, seed, None, wall, cpu, None, f"no result: {said[-300:]}")
    own, _, moves = (float(number) for number in search.groups())
    note = f"{moves / own:,.0f} moves per CPU second; search thread {own:.1f} CPU s"
    return Answer(peer, seed, json.loads(out.read_text())["shifts"], wall, cpu, None, note)


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

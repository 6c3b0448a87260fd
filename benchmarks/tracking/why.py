"""Why targets are not reached: what was found out about each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracking.targets import Verdict

UNREACHED = ("missed", "impossible")
WHY = {
    "store_20_1: residual": "six seeds after 60 s ended at 239 to 248, three after 300 s at 239: "
    "longer runs end hardly lower. Every day of a roster was proven the best at its shifts' "
    "lengths, and of the weeks that a search met no choice was better.",
    "store_50_1: residual": "as at 100 people.",
    "store_100_1: residual": "nearly everybody is paid just what the contract says, so hours are "
    "scarce. What is left besides hours beyond need are single slots short of one person, mostly "
    "with one too many in the next. Days are nearly the best at their shifts' lengths: with role "
    "blocks at most 53 of a roster's 804 can go in all seven, and 12 were found.",
    "store_200_1: residual": "nine tenths are hours beyond need. Days are proven the best at their "
    "shifts' lengths; moving hours between two days gained nothing on the pairs tried.",
    "store_50_1: at least": "a matter of the host, which made 0.5 to 2.1 million from one hour to "
    "another, and of what counts: the slowest of the newest runs, with the CPU seconds of programs "
    "of days, in which no move is made. The same sources made 1.58 to 1.74 million in 60 s.",
}
"""How targets begin -> why they are not reached."""


def reasons(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """A line for each reason of a target that is not reached."""
    short = [each.target for each in verdicts if each.state in UNREACHED]
    for begins, why in WHY.items():
        if any(target.startswith(begins) for target in short):
            yield f"* {begins}: {why}"

"""The steady line before n equal servers whose customers lose patience: Erlang A.

Patience is exponential with the mean `patience`; of those who would have to wait, a share `balking`
leaves at once. Times are in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Steady:
    """What customers meet with: chances and mean seconds, those who leave included."""

    in_time: float
    wait: float
    left: float


def steady(
    rate: float, service: float, people: int, patience: float, within: float, balking: float = 0.0
) -> Steady:
    """The line of `rate` customers a second once it is steady (Palm 1957, Garnett et al. 2002).

    With q in line before one, the time until one is next is that until q + 1 of q + 1 + c lives of
    mean `patience` are over, c being `patience / service * people`: a beta function's.
    """
    from scipy.special import betainc

    if rate <= 0:
        return Steady(1.0, 0.0, 0.0)
    load, lives = rate * service, people * patience / service
    longest = int(np.ceil(max(load * patience / service, 1.0) * 1.5 + 40))
    k = np.arange(1, people + longest + 1)
    comes = np.where(k <= people, rate, rate * (1 - balking))
    goes = np.minimum(k, people) / service + np.maximum(k - people, 0) / patience
    logs = np.concatenate([[0.0], np.cumsum(np.log(comes) - np.log(goes))])
    chances = np.exp(logs - logs.max())
    chances /= chances.sum()
    idle, waiting = chances[:people].sum(), chances[people:]
    q = np.arange(len(waiting))
    served = lives / (lives + q + 1)
    soon = betainc(q + 1, lives + 1, -np.expm1(-within / patience)) * served
    busy = np.minimum(np.arange(len(chances)), people) @ chances
    return Steady(
        in_time=float(idle + (1 - balking) * (waiting @ soon)),
        wait=float(waiting @ q / rate),
        left=float(1.0 - busy / load),
    )

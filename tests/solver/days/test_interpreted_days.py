"""Days chosen anew by the same functions, compiled and as plain Python."""

from __future__ import annotations

from tests.solver.both_ways import both_ways

TURNS = """
import numpy as np
from staffopt.solver.arrays.packing import arrays
from staffopt.solver.budget import Budget
from staffopt.solver.days import turns
from staffopt.solver.search import heat, search
from tests.solver.small import small
np.seterr(over="ignore")
turns.CHUNK = turns.ROLE_MOVES = turns.DAY_MOVES = turns.ALL_MOVES = turns.SHAKE_MOVES = 50
made = arrays(small(3, people=10, days=3, training=False).answers)
state, budget = search(made, Budget(moves=30), 7).state, Budget(moves=5 * turns.MOVES_A_TURN)
run = turns.Turns(made, state, heat(made), budget, 7, lambda cost: None)
place, placed = turns.place_shift, []
turns.place_shift = lambda *shift: placed.append(place(*shift)) or placed[-1]
run.run()
assert len(placed) > 5 and run.saved > 0
print(run.saved, np.array(placed).tolist(), state.whole.tolist())
"""


def test_compiled_and_plain_python_choose_the_same_days() -> None:
    """Five turns with annealings of 50 moves place the same shifts and end alike."""
    compiled, plain = both_ways(TURNS)
    assert compiled == plain

"""Reading memory that another thread changes. Loaded where functions are compiled."""

from __future__ import annotations

from typing import Any

from numba.core import types
from numba.core.extending import intrinsic


@intrinsic
def look(_: Any, counter: Any) -> Any:
    """What stands in a counter now; never what stood there at an earlier look."""

    def code(context: Any, builder: Any, _: Any, values: Any) -> Any:
        data = context.make_array(counter)(context, builder, values[0]).data
        return builder.load_atomic(data, "acquire", 8)

    return types.int64(counter), code

"""The machine's own ways to compare and copy 64 slots at once. Loaded where functions are compiled.

LLVM makes them of whatever width of registers the machine has.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import types
from numba.core.extending import intrinsic

from staffopt.solver.compiling.plain_lanes import LANES

BYTE, WORD = ir.IntType(8), ir.IntType(64)
VECTOR = ir.VectorType(BYTE, LANES)


def _at(context: Any, builder: Any, kind: Any, array: Any, place: Any) -> Any:
    """Where the lanes from a place of a row begin."""
    data = context.make_array(kind)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [place]), VECTOR.as_pointer())


@intrinsic
def differing(_: Any, one: Any, __: Any, two: Any, ___: Any) -> Any:
    """The mask of where one[i:] and two[j:] differ."""

    def code(context: Any, builder: Any, _: Any, values: Any) -> Any:
        a = builder.load(_at(context, builder, one, values[0], values[1]), align=1)
        b = builder.load(_at(context, builder, two, values[2], values[3]), align=1)
        return builder.bitcast(builder.icmp_unsigned("!=", a, b), WORD)

    return types.int64(one, types.int64, two, types.int64), code


@intrinsic
def lowest(_: Any, __: Any) -> Any:
    """The place of the lowest bit of a mask that has one."""

    def code(_: Any, builder: Any, __: Any, values: Any) -> Any:
        return builder.cttz(values[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.int64), code


@intrinsic
def copy_lanes(_: Any, target: Any, __: Any, source: Any, ___: Any) -> Any:
    """Copy the lanes from source[j:] to target[i:]."""

    def code(context: Any, builder: Any, _: Any, values: Any) -> Any:
        lanes = builder.load(_at(context, builder, source, values[2], values[3]), align=1)
        builder.store(lanes, _at(context, builder, target, values[0], values[1]), align=1)
        return context.get_dummy_value()

    return types.void(target, types.int64, source, types.int64), code


@intrinsic
def fill_lanes(_: Any, target: Any, __: Any, ___: Any) -> Any:
    """Fill the lanes from target[i:] with a value."""

    def code(context: Any, builder: Any, _: Any, values: Any) -> Any:
        byte = builder.trunc(values[2], BYTE)
        first = builder.insert_element(ir.Constant(VECTOR, None), byte, ir.Constant(WORD, 0))
        zeros = ir.Constant(ir.VectorType(ir.IntType(32), LANES), None)
        lanes = builder.shuffle_vector(first, ir.Constant(VECTOR, None), zeros)
        builder.store(lanes, _at(context, builder, target, values[0], values[1]), align=1)
        return context.get_dummy_value()

    return types.void(target, types.int64, types.int64), code

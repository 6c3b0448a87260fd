"""Arrays that compiled functions index as C does: no index counts from the end.

An index that may be negative costs three instructions at every access, which in loops over slots is
more than the work itself.
"""

from __future__ import annotations

import operator
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models
from numba.core.datamodel.registry import register_default
from numba.core.imputils import lower_builtin
from numba.np.arrayobj import load_item, store_item

WORD = ir.IntType(64)


class PlainArray(types.Array):
    """A C-contiguous array whose indices are not negative."""

    def __init__(self, dtype: types.Type, ndim: int, *_: Any, **__: Any) -> None:
        super().__init__(dtype, ndim, "C", name=f"plain({dtype}, {ndim})")

    def copy(  # type: ignore[override]
        self, dtype: Any = None, ndim: Any = None, *_: Any, **__: Any
    ) -> PlainArray:
        """The type of a view: plain again."""
        return PlainArray(dtype or self.dtype, self.ndim if ndim is None else ndim)


@register_default(PlainArray)
class _Model(models.ArrayModel):
    """Laid out as every array."""


def plain_array(context: Any, builder: Any, kind: PlainArray, data: Any, shape: list[Any]) -> Any:
    """An array on memory that somebody else owns."""
    size = context.get_abi_sizeof(context.get_data_type(kind.dtype))
    strides = [ir.Constant(WORD, size)]
    for extent in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], extent))
    array = context.make_array(kind)(context, builder)
    array.meminfo = cgutils.get_null_value(array.meminfo.type)
    array.parent = cgutils.get_null_value(array.parent.type)
    array.nitems, array.itemsize = ir.Constant(WORD, 0), ir.Constant(WORD, size)
    array.data = data
    array.shape = cgutils.pack_array(builder, shape)
    array.strides = cgutils.pack_array(builder, strides)
    return array._getvalue()


def _point(context: Any, builder: Any, kinds: Any, values: Any) -> tuple[Any, list[Any]]:
    """Where the indices lead, and the extents that are left."""
    kind, index_kind, value, index = kinds[0], kinds[1], values[0], values[1]
    array = context.make_array(kind)(context, builder, value)
    indices, index_kinds = [index], [index_kind]
    if isinstance(index_kind, types.BaseTuple):
        indices = cgutils.unpack_tuple(builder, index)
        index_kinds = list(index_kind)  # type: ignore[call-overload]
    shape = cgutils.unpack_tuple(builder, array.shape, kind.ndim)
    place = ir.Constant(WORD, 0)
    for axis in range(kind.ndim):
        place = builder.mul(place, shape[axis], flags=["nsw"])
        if axis < len(indices):
            step = context.cast(builder, indices[axis], index_kinds[axis], types.int64)
            place = builder.add(place, step, flags=["nsw"])
    return builder.gep(array.data, [place], inbounds=True), shape[len(indices) :]


@lower_builtin(operator.getitem, PlainArray, types.Integer)
@lower_builtin(operator.getitem, PlainArray, types.BaseTuple)
def _get(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    at, rest = _point(context, builder, signature.args, values)
    if rest:
        return plain_array(context, builder, signature.return_type, at, rest)
    return load_item(context, builder, signature.args[0], at)


@lower_builtin(operator.setitem, PlainArray, types.Integer, types.Any)
@lower_builtin(operator.setitem, PlainArray, types.BaseTuple, types.Any)
def _set(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    at, _ = _point(context, builder, signature.args, values)
    kind = signature.args[0]
    value = context.cast(builder, values[2], signature.args[2], kind.dtype)
    store_item(context, builder, kind, value, at)
    return context.get_dummy_value()

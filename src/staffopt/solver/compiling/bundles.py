"""The compiled faces of `Given`, `Training` and `State`: arrays behind one pointer.

A *bundle* holds the address of a table of 64-bit words: a number takes one word; an array takes
one for its data and one for each extent. Python owns the memory. Compiled functions read the table
as memory that never changes, so that the optimiser may keep what it read, and count no references.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from llvmlite import ir
from numba import typeof
from numba.core import types
from numba.core.datamodel import models
from numba.core.datamodel.registry import register_default
from numba.core.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    typeof_impl,
    unbox,
)
from numba.core.typing.templates import AttributeTemplate

from staffopt.solver.compiling.plain_arrays import PlainArray, plain_array


class BundleType(types.Type):
    """A type of bundle: its name and its fields with their types."""

    def __init__(self, name: str, fields: tuple[tuple[str, types.Type], ...]) -> None:
        self.fields = fields
        self.place: dict[str, tuple[int, types.Type]] = {}
        word = 0
        for field, kind in fields:
            self.place[field] = word, kind
            word += 1 + (kind.ndim if isinstance(kind, types.Array) else 0)
        super().__init__(name=f"{name}({fields})")

    @property
    def key(self) -> Any:
        """What makes two types the same."""
        return self.name


class Bundle:
    """The arrays of a named tuple as compiled functions take them."""

    def __init__(self, arrays: Any) -> None:
        self.arrays = arrays
        self.table = np.array([word for each in arrays for word in _words(each)], np.int64)
        self.address = self.table.ctypes.data
        fields = zip(arrays._fields, arrays, strict=True)
        named = tuple((name, types.unliteral(_kind(each))) for name, each in fields)
        self.type = BundleType(type(arrays).__name__, named)


def _words(field: Any) -> Iterator[int]:
    if not isinstance(field, np.ndarray):
        yield int(field)
        return
    yield field.ctypes.data
    yield from field.shape


def _kind(field: Any) -> types.Type:
    if not isinstance(field, np.ndarray):
        return types.int64
    kind = typeof(field)
    if kind.layout != "C":
        raise ValueError(f"array of layout {kind.layout}, wanted C")
    return PlainArray(kind.dtype, kind.ndim)


@typeof_impl.register(Bundle)
def _typeof(bundle: Bundle, context: Any) -> BundleType:
    return bundle.type


@register_default(BundleType)
class _Model(models.PrimitiveModel):
    """A bundle is an address."""

    def __init__(self, manager: Any, kind: BundleType) -> None:
        super().__init__(manager, kind, ir.IntType(64))


@unbox(BundleType)
def _unbox(kind: BundleType, bundle: Any, context: Any) -> NativeValue:
    address = context.pyapi.object_getattr_string(bundle, "address")
    value = context.pyapi.long_as_longlong(address)
    context.pyapi.decref(address)
    return NativeValue(value)


@infer_getattr
class _Attributes(AttributeTemplate):
    key = BundleType

    def generic_resolve(self, bundle: BundleType, name: str) -> Any:  # type: ignore[override]
        return bundle.place[name][1] if name in bundle.place else None


@lower_getattr_generic(BundleType)
def _read(context: Any, builder: Any, kind: BundleType, value: Any, name: str) -> Any:
    first, field = kind.place[name]
    table = builder.inttoptr(value, ir.IntType(64).as_pointer())

    def word(place: int) -> Any:
        at = builder.gep(table, [ir.Constant(ir.IntType(64), place)])
        loaded = builder.load(at)
        loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
        return loaded

    if not isinstance(field, PlainArray):
        return word(first)
    shape = [word(first + 1 + axis) for axis in range(field.ndim)]
    kind_of_data = context.get_data_type(field.dtype).as_pointer()
    return plain_array(context, builder, field, builder.inttoptr(word(first), kind_of_data), shape)

"""The one place that knows how functions are compiled and how they are handed their arrays.

Set `STAFFOPT_INTERPRETED=1` to run the same functions as plain Python: slow, for tests and debugging.

A named tuple of forty arrays handed on by value takes minutes to compile, so the compiled functions
get a *bundle*: a pointer to a structure that holds the same arrays. Python keeps the named tuple and
sees every change, since the memory is one and the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

INTERPRETED = bool(os.environ.get("STAFFOPT_INTERPRETED"))

if INTERPRETED:

    def njit(function: Callable[..., Any]) -> Callable[..., Any]:
        """Leave the function as it is."""
        return function

    def bundle(arrays: Any) -> Any:
        """The named tuple itself."""
        return arrays

else:
    import numba
    from numba.core import cgutils, types
    from numba.core.datamodel import default_manager, models
    from numba.core.extending import infer_getattr, lower_getattr_generic, lower_setattr_generic
    from numba.core.typing.templates import AttributeTemplate
    from numba.experimental import structref

    from staffopt.solver.arrays import Given
    from staffopt.solver.state import State
    from staffopt.solver.training_arrays import Training

    class _Bundle(types.StructRef):  # type: ignore[misc]
        def preprocess_fields(self, fields: Any) -> Any:
            return tuple((name, types.unliteral(kind)) for name, kind in fields)

    def _register(kind: type) -> type:
        """Fields are read as borrowed: Python owns the memory, so nothing is counted here."""
        default_manager.register(kind, models.StructRefModel)

        @infer_getattr
        class Attributes(AttributeTemplate):  # type: ignore[misc]
            key = kind

            def generic_resolve(self, bundle_type: Any, name: str) -> Any:
                return bundle_type.field_dict.get(name)

        @lower_getattr_generic(kind)  # type: ignore[untyped-decorator]
        def read(context: Any, builder: Any, bundle_type: Any, value: Any, name: str) -> Any:
            held = structref._Utils(context, builder, bundle_type).get_data_struct(value)
            field = bundle_type.field_dict[name]
            found = getattr(held, name)
            if not isinstance(field, types.Array):
                return found
            array = context.make_array(field)(context, builder, found)
            array.meminfo = cgutils.get_null_value(array.meminfo.type)
            array.parent = cgutils.get_null_value(array.parent.type)
            return array._getvalue()

        @lower_setattr_generic(kind)  # type: ignore[untyped-decorator]
        def write(context: Any, builder: Any, signature: Any, args: Any, name: str) -> None:
            bundle_type, given = signature.args
            held = structref._Utils(context, builder, bundle_type).get_data_struct(args[0])
            value = context.cast(builder, args[1], given, bundle_type.field_dict[name])
            context.nrt.incref(builder, given, value)
            setattr(held, name, value)

        return kind

    @_register
    class GivenType(_Bundle):
        """The compiled face of `Given`."""

    @_register
    class TrainingType(_Bundle):
        """The compiled face of `Training`."""

    @_register
    class StateType(_Bundle):
        """The compiled face of `State`."""

    class GivenBundle(structref.StructRefProxy):  # type: ignore[misc]
        """`Given` by pointer."""

    class TrainingBundle(structref.StructRefProxy):  # type: ignore[misc]
        """`Training` by pointer."""

    class StateBundle(structref.StructRefProxy):  # type: ignore[misc]
        """`State` by pointer."""

    structref.define_proxy(GivenBundle, GivenType, list(Given._fields))
    structref.define_proxy(TrainingBundle, TrainingType, list(Training._fields))
    structref.define_proxy(StateBundle, StateType, list(State._fields))

    def njit(function: Callable[..., Any]) -> Callable[..., Any]:
        """Compile on first use, keep the machine code on disk, release the interpreter lock."""
        options = {"cache": True, "nogil": True, "error_model": "numpy"}
        compiled: Callable[..., Any] = numba.njit(**options)(function)
        return compiled

    @njit
    def _given(arrays: Given) -> GivenBundle:
        return GivenBundle(*arrays)

    @njit
    def _training(arrays: Training) -> TrainingBundle:
        return TrainingBundle(*arrays)

    @njit
    def _state(arrays: State) -> StateBundle:
        return StateBundle(*arrays)

    _BUNDLES = {Given: _given, Training: _training, State: _state}

    def bundle(arrays: Given | Training | State) -> Any:
        """The arrays as compiled functions take them."""
        return _BUNDLES[type(arrays)](arrays)

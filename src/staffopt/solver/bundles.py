"""The compiled faces of `Given`, `Training` and `State`: structures of arrays behind one pointer.

Python owns the memory. Fields are read as borrowed arrays, so that nothing is counted on access:
counting would cost more than most of the work done on them, and would make two threads that share
a problem wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba.core import cgutils, types
from numba.core.datamodel import models
from numba.core.datamodel.registry import default_manager
from numba.core.extending import infer_getattr, lower_getattr_generic, lower_setattr_generic
from numba.core.typing.templates import AttributeTemplate
from numba.experimental import structref

from staffopt.solver.compiled import njit
from staffopt.solver.given import Given
from staffopt.solver.state import State
from staffopt.solver.training_arrays import Training


class Bundle(types.StructRef):
    """A structure whose fields are arrays and plain numbers."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Field types without literal values, so that all problems share one compilation."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)


def _register(kind: type) -> type:
    default_manager.register(kind, models.StructRefModel)

    @infer_getattr
    class Attributes(AttributeTemplate):
        key = kind

        def generic_resolve(self, bundle_type: Any, name: str) -> Any:  # type: ignore[override]
            return bundle_type.field_dict.get(name)

    @lower_getattr_generic(kind)
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

    @lower_setattr_generic(kind)
    def write(context: Any, builder: Any, signature: Any, args: Any, name: str) -> None:
        bundle_type, given = signature.args
        held = structref._Utils(context, builder, bundle_type).get_data_struct(args[0])
        value = context.cast(builder, args[1], given, bundle_type.field_dict[name])
        context.nrt.incref(builder, given, value)
        setattr(held, name, value)

    return kind


@_register
class GivenType(Bundle):
    """The compiled face of `Given`."""


@_register
class TrainingType(Bundle):
    """The compiled face of `Training`."""


@_register
class StateType(Bundle):
    """The compiled face of `State`."""


class GivenBundle(structref.StructRefProxy):
    """`Given` by pointer."""


class TrainingBundle(structref.StructRefProxy):
    """`Training` by pointer."""


class StateBundle(structref.StructRefProxy):
    """`State` by pointer."""


structref.define_proxy(GivenBundle, GivenType, list(Given._fields))
structref.define_proxy(TrainingBundle, TrainingType, list(Training._fields))
structref.define_proxy(StateBundle, StateType, list(State._fields))


@njit
def _given(arrays: Any) -> Any:
    return GivenBundle(*arrays)


@njit
def _training(arrays: Any) -> Any:
    return TrainingBundle(*arrays)


@njit
def _state(arrays: Any) -> Any:
    return StateBundle(*arrays)


MAKERS: dict[str, Callable[[Any], Any]] = {
    "Given": _given,
    "Training": _training,
    "State": _state,
}

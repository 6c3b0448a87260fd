"""Compiling a function and all that it calls in one go of the optimiser.

numba optimises every function by itself and makes machine code of it, then does it again as a part
of each caller. Here the parts are only linked, and the function that is called from Python is
optimised once, with all its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from numba.core.codegen import JITCodeLibrary
from numba.core.registry import cpu_target


class PartLibrary(JITCodeLibrary):
    """Code that is only linked into other code."""

    whole: str = ""
    """The name of the function that Python calls."""

    def finalize(self) -> None:
        """Link what this part needs; leave the rest to the whole."""
        if self.name == self.whole:
            super().finalize()
            return
        self._raise_if_finalized()
        for library in dict.fromkeys(self._linking_libraries):
            self._reload_init.update(library._reload_init)
            self._final_module.link_in(library._get_module_for_linking(), preserve=True)
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> Any:
        """Parts have no machine code."""
        self._ensure_finalized()
        return super().get_pointer_to_function(name) if self.name == self.whole else 0


@contextmanager
def in_one_go(name: str) -> Iterator[None]:
    """Inside, everything compiled is a part of the function with this name."""
    codegen = cpu_target.target_context.codegen()
    set_env = codegen.set_env

    def set_known_env(symbol: str, env: Any) -> None:
        if codegen._engine.get_global_value_address(symbol):
            set_env(symbol, env)

    codegen._library_class = type("Part", (PartLibrary,), {"whole": name})
    codegen.set_env = set_known_env
    try:
        yield
    finally:
        del codegen._library_class, codegen.set_env

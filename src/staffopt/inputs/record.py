"""What a plan was made from: the store's files by hash."""

from __future__ import annotations

import hashlib
from typing import Any

from staffopt.inputs.store import Store

BLOCK = 1 << 20


def record_of(store: Store) -> dict[str, Any]:
    """Name, changes and the SHA-256 of every file of a store's folder."""
    files = sorted(path for path in store.folder.rglob("*") if path.is_file())
    inputs = {}
    for path in files:
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
        inputs[path.relative_to(store.folder).as_posix()] = digest.hexdigest()
    return {"store": store.name, "changes": dict(store.changes), "inputs": inputs}

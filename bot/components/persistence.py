"""Keeping a component's learned state in the model archive."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

_FILE = "state.joblib"


def save(storage: ModelStorage, resource: Resource, state: Any) -> None:
    with storage.write_to(resource) as folder:
        # Rasa packs at gzip's highest level, which takes 15 s on bare arrays and none on packed ones.
        joblib.dump(state, folder / _FILE, compress=("zlib", 3), protocol=5)


def load(storage: ModelStorage, resource: Resource) -> Any:
    """Raises ValueError when the model holds no such resource."""
    with storage.read_from(resource) as folder:
        return joblib.load(folder / _FILE)

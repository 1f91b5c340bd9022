"""Keeping a component's learned state in the model archive, and the component that does so."""

from __future__ import annotations

import pickle
import zlib
from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

_FILE = "state.pickle.z"
#: Rasa packs at gzip's highest level, which takes 15 s on bare arrays and none on packed ones.
_PACKED = 3
Learnt = TypeVar("Learnt")
Component = TypeVar("Component", bound="Kept[Any]")


def save(storage: ModelStorage, resource: Resource, state: Any) -> None:
    with storage.write_to(resource) as folder:
        (folder / _FILE).write_bytes(zlib.compress(pickle.dumps(state, protocol=5), _PACKED))


def load(storage: ModelStorage, resource: Resource) -> Any:
    """Raises ValueError when the model holds no such resource.

    Plain pickle and not joblib, whose reader is written in Python: vocabularies of a million words took it three times as long.
    """
    with storage.read_from(resource) as folder:
        return pickle.loads(zlib.decompress((folder / _FILE).read_bytes()))  # noqa: S301 - our own model


class Kept(ABC, Generic[Learnt]):
    """Part of a Rasa component that learns one thing and keeps it: `restored` makes it of its state, `keep` ends training."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._learnt: Learnt | None = None

    @classmethod
    def create(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Component:
        made = cls(config, model_storage, resource)
        made._learnt = cls.restored(load(model_storage, resource))
        return made

    @classmethod
    @abstractmethod
    def restored(cls, state: Any) -> Learnt:
        """The learnt thing of what `keep` was given as its state."""

    @property
    def learnt(self) -> Learnt:
        """Raises ValueError before training."""
        if self._learnt is None:
            raise ValueError(f"{type(self).__name__} is used before it was trained.")
        return self._learnt

    def keep(self, learnt: Learnt, state: Any) -> Resource:
        self._learnt = learnt
        save(self._storage, self._resource, state)
        return self._resource

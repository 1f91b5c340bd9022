"""Components that keep one learnt thing in the model: round trip, use before training, a model without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource

from bot.components import persistence
from bot.components.persistence import Kept


class _Counter(Kept[list[int]]):
    @classmethod
    def restored(cls, state: Any) -> list[int]:
        return list(state["counts"])


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


def _made(storage: LocalModelStorage, resource: Resource) -> _Counter:
    return _Counter.create({"a": 1}, storage, resource, None)  # type: ignore[arg-type]


def test_what_was_learnt_comes_back(storage: LocalModelStorage) -> None:
    resource = Resource("counter")
    component = _made(storage, resource)
    assert component.keep([1, 2], {"counts": (1, 2)}) is resource
    loaded = _Counter.load({}, storage, resource, None)  # type: ignore[arg-type]
    assert component.learnt == loaded.learnt == [1, 2]


def test_arrays_and_words_survive_packing(storage: LocalModelStorage) -> None:
    state = {"weights": np.arange(6, dtype=np.float16).reshape(2, 3), "words": {"住院": 1, "\ud840": 2}}
    persistence.save(storage, Resource("x"), state)
    back = persistence.load(storage, Resource("x"))
    assert back["words"] == state["words"]
    assert np.array_equal(back["weights"], state["weights"])
    assert back["weights"].dtype == np.float16


def test_before_training_it_says_so_by_its_name(storage: LocalModelStorage) -> None:
    with pytest.raises(ValueError, match="_Counter is used before it was trained"):
        _made(storage, Resource("counter")).learnt  # noqa: B018 - reading it is the test


def test_a_model_without_the_component_is_refused(storage: LocalModelStorage) -> None:
    with pytest.raises(ValueError, match="missing"):
        persistence.load(storage, Resource("missing"))

"""Rasa without TensorFlow: start-up in seconds instead of a quarter of a minute.

No component of ours uses TensorFlow, yet Rasa's training helpers and spaCy's array layer import it while they
load (8 of 12 s here, plus 300 MB). `install()` must run before the first import of rasa or spacy: spaCy is told
that the package is absent, and the two Rasa modules that subclass Keras classes get stand-ins which say so if
anybody tries to use them.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, NoReturn

_ABSENT = frozenset({"tensorflow", "jax", "torch", "tensorflow_text", "tensorflow_hub"})
_STAND_INS = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
}


class _Absent(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in _ABSENT:
            raise ModuleNotFoundError(f"{fullname} is left out on purpose (bot/lean.py)", name=fullname)
        return None


class _NeedsTensorFlow:
    def __init__(self, *_: Any, **__: Any) -> NoReturn:
        raise RuntimeError("This Rasa component needs TensorFlow, which the bot leaves out (bot/lean.py).")


def install() -> None:
    """Makes the process TensorFlow-free; does nothing when TensorFlow is loaded already or on a second call."""
    if "tensorflow" in sys.modules or any(isinstance(finder, _Absent) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, _Absent())
    for name, classes in _STAND_INS.items():
        module = ModuleType(name)
        for class_name in classes:
            setattr(module, class_name, type(class_name, (_NeedsTensorFlow,), {}))
        sys.modules[name] = module


def hush() -> None:
    """Rasa 3.6 and its dependencies are frozen: their deprecation notes and TensorFlow's banner tell nobody anything."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TQDM_DISABLE", "1")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Sanic and others set their own warning filters while they load; the log's level outlives them.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)

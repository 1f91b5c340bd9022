"""Sentence vectors of a pretrained Chinese encoder (BERT, BGE) read from a local folder. Off unless configured.

Nothing is downloaded. The folder is one as publishers ship it: `tokenizer.json` beside `model.onnx` or `onnx/model.onnx`,
read with onnxruntime and tokenizers, which are not in requirements/bot.txt. ONNX only: the bot keeps torch and
TensorFlow out of its process (bot/lean.py).
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

#: Texts encoded together; memory grows with it, speed hardly beyond.
_TOGETHER = 32
_ONNX = ("model.onnx", "onnx/model.onnx")
_TORCH = ("model.safetensors", "pytorch_model.bin")
_POOLINGS = ("cls", "mean")


class EncoderUnavailable(Exception):
    """The encoder is configured and cannot be used; the message says what is missing and what to do."""


class _Layers(Protocol):
    def __call__(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """(Last hidden states: texts x tokens x size, mask: texts x tokens)."""


class SentenceEncoder:
    """`pooling`: "cls" (BGE, the first token's state) or "mean" (most sentence transformers)."""

    def __init__(self, layers: _Layers, pooling: str) -> None:
        self._layers = layers
        self._pooling = pooling

    @classmethod
    def load(cls, folder: Path, pooling: str = "cls", longest: int = 128) -> SentenceEncoder:
        """`longest`: tokens read of a text. Raises EncoderUnavailable."""
        if pooling not in _POOLINGS:
            raise EncoderUnavailable(
                f"Pooling {pooling!r} is not known; choose one of {', '.join(_POOLINGS)}."
            )
        if not folder.is_dir():
            raise EncoderUnavailable(f"The encoder's folder {folder} does not exist.")
        if graph := _first(folder, _ONNX):
            return cls(_onnx(folder, graph, longest), pooling)
        found = _first(folder, _TORCH)
        hint = f" {found.name} must be exported to ONNX first." if found else ""
        raise EncoderUnavailable(f"{folder} holds no encoder: {' or '.join(_ONNX)} is needed.{hint}")

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """texts x size, each row of length 1. Raises ValueError for no text."""
        parts = [self._pooled(texts[at : at + _TOGETHER]) for at in range(0, len(texts), _TOGETHER)]
        return np.concatenate(parts)

    def _pooled(self, texts: Sequence[str]) -> np.ndarray:
        states, mask = self._layers(texts)
        if self._pooling == "cls":
            vectors = states[:, 0]
        else:
            share = mask[:, :, None] / np.maximum(mask.sum(axis=1), 1)[:, None, None]
            vectors = (states * share).sum(axis=1)
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return (vectors / lengths).astype(np.float32)  # type: ignore[no-any-return]


def _first(folder: Path, names: Sequence[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise EncoderUnavailable(
            f"The encoder needs the Python package {name}: install it into .venv-bot or take PretrainedOpinion out of config.yml."
        ) from error


def _onnx(folder: Path, graph: Path, longest: int) -> _Layers:
    runtime, tokenizers = _library("onnxruntime"), _library("tokenizers")
    words = folder / "tokenizer.json"
    if not words.is_file():
        raise EncoderUnavailable(f"{folder} has no tokenizer.json.")
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(words))
        options = runtime.SessionOptions()
        # One core: turns are served beside each other, not each on all cores.
        options.intra_op_num_threads = 1
        session = runtime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # both libraries raise their own kinds, none of them public
        raise EncoderUnavailable(f"{folder} cannot be read as an encoder: {error}") from error
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding()
    wanted = {entry.name for entry in session.get_inputs()}

    def layers(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        found = tokenizer.encode_batch(list(texts))
        mask = np.array([one.attention_mask for one in found], dtype=np.int64)
        given = {
            "input_ids": np.array([one.ids for one in found], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        states = session.run(None, {name: given[name] for name in wanted if name in given})[0]
        return np.asarray(states), mask

    return layers

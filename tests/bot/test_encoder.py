"""The optional pretrained encoder: real loading of a tiny model made here, where its libraries are installed; else what is said."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.components import encoder
from bot.components.encoder import EncoderUnavailable, SentenceEncoder
from bot.components.encoder_opinion import PretrainedOpinion, blend

TEXTS = ["住院怎么报销", "快递几点来取件", "住院怎么报"]


def test_a_missing_folder_and_an_empty_one_are_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="does not exist"):
        SentenceEncoder.load(tmp_path / "nothing")
    with pytest.raises(EncoderUnavailable, match="holds no encoder"):
        SentenceEncoder.load(tmp_path)
    with pytest.raises(EncoderUnavailable, match="Pooling 'max'"):
        SentenceEncoder.load(tmp_path, pooling="max")


def test_weights_for_torch_alone_are_no_encoder(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(EncoderUnavailable, match=r"model\.safetensors must be exported to ONNX"):
        SentenceEncoder.load(tmp_path)


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.onnx").write_bytes(b"")

    def absent(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(encoder.importlib, "import_module", absent)
    with pytest.raises(EncoderUnavailable, match="needs the Python package onnxruntime"):
        SentenceEncoder.load(tmp_path)


def test_without_a_folder_the_component_refuses_to_train() -> None:
    config = PretrainedOpinion.get_default_config()
    with pytest.raises(EncoderUnavailable, match="needs `folder`"):
        PretrainedOpinion(config, None, None)  # type: ignore[arg-type]


def test_two_opinions_are_blended_by_their_share() -> None:
    one, other = {"a": 0.9, "b": 0.1}, {"a": 0.2, "b": 0.7, "c": 0.1}
    assert blend(one, other, 0.0)["a"] == pytest.approx(0.9, abs=1e-3)
    assert list(blend(one, other, 1.0)) == ["b", "a", "c"]
    mixed = blend(one, other, 0.5)
    # sqrt(.9*.2) = .424 and sqrt(.1*.7) = .265; c is next to impossible for the first.
    assert mixed["a"] / mixed["b"] == pytest.approx(0.4243 / 0.2646, rel=1e-3)
    assert sum(mixed.values()) == pytest.approx(1.0)


def tiny_bert(folder: Path, vocabulary: list[str]) -> None:
    """A randomly initialised encoder in the files of a real one: an embedding table is its only layer."""
    onnx = pytest.importorskip("onnx")
    table = np.random.default_rng(1).standard_normal((len(vocabulary), 16)).astype(np.float32)
    helper, kind = onnx.helper, onnx.TensorProto
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])],
        "tiny",
        [helper.make_tensor_value_info(n, kind.INT64, ["n", "t"]) for n in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("last_hidden_state", kind.FLOAT, ["n", "t", 16])],
        [onnx.numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    (folder / "onnx").mkdir()
    (folder / "onnx" / "model.onnx").write_bytes(model.SerializeToString())
    words = {word: number for number, word in enumerate(vocabulary)}
    steps = {
        "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]
    }
    tokenizer = {
        "version": "1.0",
        "pre_tokenizer": {
            "type": "Split",
            "pattern": {"String": ""},
            "behavior": "Isolated",
            "invert": False,
        },
        "post_processor": {
            "type": "TemplateProcessing",
            **steps,
            "pair": [],
            "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [words["[CLS]"]], "tokens": ["[CLS]"]}},
        },
        "model": {"type": "WordLevel", "vocab": words, "unk_token": "[UNK]"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")


def test_a_model_in_a_folder_is_read_and_gives_sentence_vectors(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    tiny_bert(tmp_path, ["[PAD]", "[UNK]", "[CLS]", *sorted(set("".join(TEXTS)))])
    mean = SentenceEncoder.load(tmp_path, pooling="mean")
    vectors = mean.encode(TEXTS)
    assert vectors.shape == (3, 16)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    # Padding counts for nothing, and what shares its characters lies nearer.
    assert np.allclose(mean.encode(TEXTS[2:]), vectors[2:], atol=1e-5)
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[1]
    first = SentenceEncoder.load(tmp_path, pooling="cls").encode(TEXTS)
    assert np.allclose(first, first[:1])
    (tmp_path / "onnx" / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(EncoderUnavailable, match="cannot be read"):
        SentenceEncoder.load(tmp_path)

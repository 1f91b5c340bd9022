"""TF-IDF over the blocks of an Analysis: fitted by scikit-learn, applied to single messages without its overhead."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.components.text import Analysis


@dataclass(frozen=True)
class BlockWeight:
    """`weight`: influence of the block, `seen`: messages a feature must occur in to be kept."""

    name: str
    weight: float
    seen: int = 2


@dataclass(frozen=True)
class SparseRow:
    """One message as a sparse vector."""

    indices: np.ndarray
    values: np.ndarray


def _identity(features: Sequence[str]) -> Sequence[str]:
    return features


class Vectorizer:
    """Sublinear TF-IDF per block, each block of length 1 times its weight, side by side."""

    def __init__(self, blocks: Sequence[BlockWeight]) -> None:
        self.blocks = tuple(blocks)
        self._vocabularies: list[dict[str, int]] = []
        self._idf: list[np.ndarray] = []

    def fit(self, analyses: Sequence[Analysis]) -> sp.csr_matrix:
        """Learns the vocabulary; returns the matrix of `analyses`."""
        parts, offset = [], 0
        self._vocabularies, self._idf = [], []
        for block in self.blocks:
            tfidf = TfidfVectorizer(
                analyzer=_identity, sublinear_tf=True, min_df=block.seen, dtype=np.float32
            )
            parts.append(
                tfidf.fit_transform([analysis.block(block.name) for analysis in analyses]) * block.weight
            )
            self._vocabularies.append({name: offset + int(i) for name, i in tfidf.vocabulary_.items()})
            self._idf.append(tfidf.idf_.astype(np.float32))
            offset += len(tfidf.vocabulary_)
        return sp.hstack(parts).tocsr()

    @property
    def size(self) -> int:
        return sum(map(len, self._idf))

    def transform(self, analyses: Iterable[Analysis]) -> sp.csr_matrix:
        rows = [self.row(analysis) for analysis in analyses]
        starts = np.cumsum([0, *(len(row.indices) for row in rows)])
        values = np.concatenate([row.values for row in rows]) if rows else np.zeros(0, np.float32)
        indices = np.concatenate([row.indices for row in rows]) if rows else np.zeros(0, np.int64)
        return sp.csr_matrix((values, indices, starts), shape=(len(rows), self.size))

    def row(self, analysis: Analysis) -> SparseRow:
        indices: list[int] = []
        values: list[float] = []
        offset = 0
        for block, vocabulary, idf in zip(self.blocks, self._vocabularies, self._idf, strict=True):
            counts = Counter(vocabulary[name] for name in analysis.block(block.name) if name in vocabulary)
            weighted = [(1.0 + math.log(n)) * float(idf[i - offset]) for i, n in counts.items()]
            if weighted:
                length = math.sqrt(sum(value * value for value in weighted))
                indices.extend(counts)
                values.extend(value * block.weight / length for value in weighted)
            offset += len(idf)
        return SparseRow(np.array(indices, dtype=np.int64), np.array(values, dtype=np.float32))

    def columns(self, block_names: Collection[str]) -> np.ndarray:
        """For each feature, whether it is of one of these blocks."""
        sizes = map(len, self._idf)
        return np.repeat([block.name in block_names for block in self.blocks], list(sizes))

    def index(self, block_name: str, feature: str) -> int | None:
        position = next(i for i, block in enumerate(self.blocks) if block.name == block_name)
        return self._vocabularies[position].get(feature)

    def known(self, block_name: str, analysis: Analysis) -> float:
        """Share of a message's features of a block that the training data had; 1 for none at all."""
        position = next(i for i, block in enumerate(self.blocks) if block.name == block_name)
        features = analysis.block(block_name)
        return sum(f in self._vocabularies[position] for f in features) / len(features) if features else 1.0

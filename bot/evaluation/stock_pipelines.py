"""Stock Rasa's pipelines, defined once: what we stand beside in evaluation, in the intent comparison and in the speed bench.

The pipeline of `rasa init` with its default settings, with a tokenizer for Chinese instead of the one for spaces. Pieces of
a config.yml: trained models are kept by its text, so a piece changes only when the pipeline shall.
"""

from __future__ import annotations

#: Of `rasa init`.
DIET_EPOCHS = 100

_HEAD = """\
recipe: default.v1
language: zh
pipeline:
"""
_WORDS = """\
  - name: JiebaTokenizer
"""
_PATTERNS = """\
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
"""
_COUNTS = """\
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
"""
_DIET = """\
  - name: DIETClassifier
    epochs: {epochs}
    constrain_similarities: true
    random_seed: 1
"""
_RESPONSES = """\
  - name: EntitySynonymMapper
  - name: ResponseSelector
    epochs: {epochs}
    constrain_similarities: true
"""
_FALLBACK = """\
  - name: FallbackClassifier
    threshold: 0.3
    ambiguity_threshold: 0.1
"""
_REGRESSION = """\
  - name: LogisticRegressionClassifier
"""
_POLICIES = """\
policies:
  - name: MemoizationPolicy
  - name: RulePolicy
  - name: UnexpecTEDIntentPolicy
    max_history: 5
    epochs: {epochs}
  - name: TEDPolicy
    max_history: 5
    epochs: {epochs}
    constrain_similarities: true
    random_seed: 1
"""

LOGISTIC_REGRESSION = _HEAD + _WORDS + _COUNTS + _REGRESSION


def diet(epochs: int = DIET_EPOCHS) -> str:
    """Intents with fallback."""
    return (_HEAD + _WORDS + _PATTERNS + _COUNTS + _DIET + _FALLBACK).format(epochs=epochs)


def diet_alone(epochs: int = DIET_EPOCHS, settings: str = "") -> str:
    """Intents without fallback: every message keeps its ranking. `settings`: further lines of the classifier."""
    return (_HEAD + _WORDS + _PATTERNS + _COUNTS + _DIET).format(epochs=epochs) + settings


def assistant(epochs: int = DIET_EPOCHS) -> str:
    """The whole of it, with policies."""
    return (_HEAD + _WORDS + _PATTERNS + _COUNTS + _DIET + _RESPONSES + _FALLBACK + _POLICIES).format(
        epochs=epochs
    )

from tests.insurer.fixtures import (
    insurer_database,
    knowledge,
    own_database,
    reference_core,
    store,
    writable_core,
    writable_insurer,
)

__all__ = [
    "insurer_database",
    "knowledge",
    "own_database",
    "reference_core",
    "store",
    "writable_core",
    "writable_insurer",
]

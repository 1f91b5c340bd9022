from tests.insurer.fixtures import insurer_database, knowledge, reference_core

__all__ = ["insurer_database", "knowledge", "reference_core"]

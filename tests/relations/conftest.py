"""The extractor that all tests of relations read with: loaded once for each worker."""

from __future__ import annotations

import pytest

from kg.relations.extractor import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()

"""One process of readers for all tests of intake."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gawah.intake.worker import Worker


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    """Reads hostile formats; tests that break it on purpose make their own."""
    with Worker() as made:
        yield made

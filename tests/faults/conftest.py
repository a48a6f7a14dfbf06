"""All tests in here are marked `faults`; the fixture `clean` begins before anything of a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.clean import Clean

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what lies in here."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)


@pytest.fixture
def clean() -> Clean:
    """What is there before the test may stay; give it as the first of a test's fixtures."""
    return Clean()

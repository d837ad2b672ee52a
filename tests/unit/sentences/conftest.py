"""The small procedure the sentences are about."""

import pytest

from tests.unit.sentences.procedure import small_procedure


@pytest.fixture(scope="session")
def definition():
    return small_procedure()

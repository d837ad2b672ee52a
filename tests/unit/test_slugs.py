"""Names as they stand in addresses: every one of them is a part that the web takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.converters import SlugConverter
from workflow.storage.slugs import slug_of

ROOM_FOR_A_NUMBER = "-999999"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Mühlburg Süd", "muehlburg-sued"),
        ("2. Bauabschnitt", "quartier-2-bauabschnitt"),
        ("1100", "quartier-1100"),
        ("Neu", "quartier-neu"),
        ("...", "quartier"),
    ],
)
def test_a_name_is_told_in_plain_letters_and_begins_with_one(name, slug):
    assert slug_of(name) == slug


@given(st.text(max_size=80) | st.from_regex(r"[0-9][a-z0-9 -]{50,80}", fullmatch=True))
def test_whatever_something_is_called_its_address_leads_to_it(name):
    assert re.fullmatch(SlugConverter.regex, slug_of(name) + ROOM_FOR_A_NUMBER)

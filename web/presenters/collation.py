"""The order of words as a German dictionary has it: ä beside a, ß as ss, capitals do not count.

Rule: DIN 5007-1, the same everywhere; not the server's locale, which nobody set on purpose.
"""

from __future__ import annotations

import unicodedata


def collated(text: str) -> tuple[str, str]:
    """Return the key by which a text is sorted; equal words stay in a fixed order."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each)), text

"""The order of words as a German dictionary has it: ä beside a, ß as ss, capitals do not count.

Rule: DIN 5007-1, the same everywhere; not the server's locale, which nobody set on purpose. Numbers
in a text count as numbers: Haus 9 stands before Haus 10.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"\d+", re.ASCII)
_WIDTH = 12


def folded(text: str) -> str:
    """Return a text without what makes no difference to whoever looks for it."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def collated(text: str) -> tuple[str, str]:
    """Return the key by which a text is sorted; equal words stay in a fixed order."""
    return _DIGITS.sub(lambda found: found[0].zfill(_WIDTH), folded(text)), text

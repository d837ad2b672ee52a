"""Names of quartiere and municipalities as they stand in addresses."""

from __future__ import annotations

import itertools
import re
import unicodedata

from sqlalchemy import bindparam, select

from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import instance, municipality

_LONGEST = 56  # leaves room for a number
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SLUG = re.compile(r"[a-z0-9-]{1,64}")
_IDS = range(1, 2**31)
_PAGES = frozenset({"neu", "bericht"})  # what stands beside the quartiere in addresses
# Where a slug may be taken already.
QUARTIERE = Statement(select(instance.c.id).where(instance.c.slug == bindparam("slug")))
MUNICIPALITIES = Statement(
    select(municipality.c.id).where(municipality.c.slug == bindparam("slug"))
)


def slug_of(name: str) -> str:
    """Return a name as it may stand in an address: "Mühlburg Süd" is "muehlburg-sued"."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(_GERMAN)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:_LONGEST].rstrip("-")
    # A number alone would look like an id, and no part of an address begins with one.
    if not slug[:1].isalpha() or slug in _PAGES:
        slug = f"quartier-{slug}"[:_LONGEST].rstrip("-")
    return slug


def is_key(key: int | str) -> bool:
    """Whether this can be the id or the slug of a quartier; no database is asked for anything else."""
    return key in _IDS if isinstance(key, int) else _SLUG.fullmatch(key) is not None


def free(tx: Transaction, wish: str, taken: Statement = QUARTIERE, **within: object) -> str:
    """Return the wish as a slug, with the first number behind it that makes it unique.

    `taken` says which slugs there are; `within` is what else it asks for.
    """
    slug = slug_of(wish)
    candidates = itertools.chain([slug], (f"{slug}-{number}" for number in itertools.count(2)))
    return next(each for each in candidates if tx.first(taken, {"slug": each, **within}) is None)

"""What the roles are called where no definition titles them: neutral nouns, which gender nobody."""

from __future__ import annotations

from collections.abc import Mapping

from web.language import said_later

ROLE_NAMES: Mapping[str, str] = {
    "developer": said_later("Quartiersentwicklung"),
    "manager": said_later("Quartiersmanagement"),
    "coordinator": said_later("Quartierskoordination"),
    "consultant": said_later("Beratung"),
    "admin": said_later("Kontenverwaltung"),
}

"""What the consultant of the made-up town has written: a second version, and a draft of a third.

Rule: through the workbench, as a consultant does it. The draft has two mistakes in it, so that there
is something to mend.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from workflow.service import Service
from workflow.workbench import with_next_version

_CHECKLIST = "    checklist:\n"
_INVITED = """\
      presse:
        text: Die Presse zum Auftakt einladen
        help: Eine Seite genügt, mit einem Namen zum Anrufen.
        role: manager
        evidence: note
"""
_MISTAKEN = """\
      schluessel:
        text: Klären, wer einen Schlüssel zum Treff hat
        role: manger
        evidence: note
        due: {after: step, days: zwei Wochen}
"""
_PUBLISHED_AGO, _SAVED_AGO = timedelta(days=20), timedelta(days=1)


def write_definitions(
    service: Service, municipality: int, text: str, *, account: int, at: datetime
) -> None:
    """Publish a second version of a text and begin a draft of the third; `at`: today."""
    second = _with(with_next_version(text, 2), _INVITED)
    service.workbench.publish(
        municipality, second.encode(), account=account, at=at - _PUBLISHED_AGO
    )
    third = _with(with_next_version(second, 3), _MISTAKEN)
    service.workbench.create_draft(municipality, "", third, account=account, at=at - _SAVED_AGO)


def _with(text: str, item: str) -> str:
    """Return a text with one more item in front of the first step's checklist."""
    before, steps, rest = text.partition("\nsteps:\n")
    return before + steps + rest.replace(_CHECKLIST, _CHECKLIST + item, 1)

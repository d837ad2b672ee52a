"""What happened to the reports of a quartier: drafts that were written, reports that were frozen."""

from __future__ import annotations

from web import paths
from web.language import say
from web.presenters import dates
from web.presenters.report_texts import TEXT_NAMES
from web.presenters.scene import Scene, quote
from web.presenters.told import COURSE, Detail, Told
from workflow.core import events as e
from workflow.core.figures import text_key


def tell_report(scene: Scene, event: e.ReportDrafted | e.ReportFrozen) -> Told:
    """Return that a report was written on, or frozen."""
    period = say(
        "{since} bis {until}", since=dates.long_day(event.since), until=dates.long_day(event.until)
    )
    details = [Detail(say("Berichtszeitraum"), period)]
    details += [
        Detail(say(name), quote(event.words[text_key(text)]))
        for text, name in TEXT_NAMES.items()
        if text_key(text) in event.words
    ]
    if isinstance(event, e.ReportDrafted):
        return Told(
            kind=COURSE,
            sign="note",
            text=say("Entwurf des Sachstandsberichts geschrieben"),
            url=paths.report(scene.q, "entwurf"),
            details=tuple(details),
        )
    return Told(
        kind=COURSE,
        sign="gate-done",
        text=say("Sachstandsbericht Nr. {number} festgeschrieben", number=event.number),
        url=paths.report(scene.q, str(event.number)),
        details=tuple(details),
        weighty=True,
    )

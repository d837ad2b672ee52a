"""The reports of the demo: what people wrote in them, and when they froze them.

Rule: only the texts of people stand here. The figures are those of the quartier on that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from workflow.core import commands as c
from workflow.demo.tale import Moment, Now

Texts = Mapping[str, str]

KREUZFELD_IN_SUMMER: Texts = {
    "body": "Sozialausschuss, öffentlich, zur Kenntnis",
    "reference": "Beschluss des Gemeinderats zum Leitbild",
    "proposal": "Der Sozialausschuss nimmt den Sachstandsbericht zur Kenntnis.",
    "summary": "Das Leitbild ist beschlossen, die Grenze des Quartiers steht, die Partner*innen sind "
    "gefunden. Die Bestandsaufnahme liegt vor. Sorge macht, dass zwei Träger nicht miteinander reden.",
    "outlook": "- Gespräch mit beiden Vorständen bis zum Herbst\n"
    "- Einen Raum finden, der niemandem gehört\n"
    "- Ziele mit den Bewohner*innen entwickeln",
    "finance": "Keine über den bewilligten Zuschuss hinaus. Der Eigenanteil steht im Haushalt.",
}
KREUZFELD_NOW: Texts = {
    **KREUZFELD_IN_SUMMER,
    "proposal": "Der Sozialausschuss stimmt einer Pause von zwei Monaten zu, um eine Moderation für "
    "das Netzwerk zu finden.",
    "summary": "Die Ziele liegen zur Freigabe vor. Das Netzwerk kommt nicht zustande: Das Treffen ist "
    "zum zweiten Mal ausgefallen, weil sich zwei Träger nicht einigen. Ohne Moderation verlieren wir "
    "die Menschen, die mitmachen wollen.",
    "outlook": "- Eine Moderation beauftragen\n- Danach das Netzwerk neu einladen",
    "finance": "Einmalig etwa 4.000 Euro für die Moderation, aus dem bewilligten Zuschuss. Laufend keine.",
}
OBERDORF_AFTER_A_YEAR: Texts = {
    "body": "Gemeinderat, öffentlich, zur Kenntnis",
    "reference": "Beschluss des Gemeinderats zum Leitbild",
    "proposal": "Der Gemeinderat nimmt den Sachstandsbericht zur Kenntnis.",
    "summary": "Oberdorf ist in der Umsetzung angekommen. Das Netzwerk trifft sich regelmäßig, die "
    "ersten Maßnahmen laufen.",
    "outlook": "- Erfolge zeigen, auch die kleinen\n- Die Evaluation vorbereiten",
    "finance": "Keine über den Haushaltsansatz hinaus.",
}
OBERDORF_LATELY: Texts = {
    **OBERDORF_AFTER_A_YEAR,
    "proposal": "Der Gemeinderat nimmt den Sachstandsbericht zur Kenntnis und beauftragt die Verwaltung, "
    "die Folgefinanzierung in den Entwurf des Haushalts aufzunehmen.",
    "summary": "Die Maßnahmen sind umgesetzt, die Evaluation läuft. Das Fördergeld endet bald. Damit "
    "bleibt, was gewachsen ist, braucht es eine halbe Stelle.",
    "outlook": "- Ergebnisse der Evaluation im Frühjahr\n- Trägerschaft klären, solange die Förderung läuft",
    "finance": "Jährlich etwa 38.000 Euro für eine halbe Stelle, dazu 6.000 Euro Sachkosten.",
}


def drafted(days_ago: int, who: str, days: int, texts: Texts) -> Moment:
    """Return that somebody writes a report about the days before."""

    def command(now: Now) -> c.DraftReport:
        since = now.day - timedelta(days=days)
        return c.DraftReport(since=since, until=now.day, texts=texts)

    return Moment(days_ago, who, command)


def frozen(days_ago: int, who: str) -> Moment:
    """Return that somebody freezes the report that was written."""
    return Moment(days_ago, who, lambda _: c.FreezeReport())

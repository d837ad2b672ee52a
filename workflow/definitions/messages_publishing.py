"""What there is to say about a version beside those that are published.

Rule: nothing inside a file provokes them alone, so they have no example.
"""

from __future__ import annotations

from workflow.definitions.message import Message

PUBLISHING = (
    Message(
        "E070",
        "Version {version} ist schon mit anderem Inhalt veröffentlicht und ändert sich nicht mehr. "
        "Schreiben Sie `version: {next}`.",
        "Version {version} is published already with other content and never changes. "
        "Write `version: {next}`.",
        right="",
        wrong="",
    ),
    Message(
        "E070/withdrawn",
        "Version {version} wurde zurückgezogen. Eine zurückgezogene Version kommt nicht wieder. "
        "Schreiben Sie `version: {next}`.",
        "Version {version} was withdrawn. A version that was withdrawn does not come back. "
        "Write `version: {next}`.",
        right="",
        wrong="",
    ),
    Message(
        "E071",
        "Version {newest} ist schon veröffentlicht. Eine niedrigere kann nicht mehr folgen. "
        "Schreiben Sie `version: {next}`.",
        "Version {newest} is published already. A lower one cannot follow any more. "
        "Write `version: {next}`.",
        right="",
        wrong="",
    ),
    Message(
        "W105",
        "Der Schritt „{step}“ fehlt, an dem laufende Quartiere arbeiten: {count}. Sie bleiben bei ihrer "
        "Version, bis jemand sie umstellt. Heißt er jetzt anders, sagen Sie es mit `was: [{step}]`.",
        'The step "{step}" is missing, on which neighbourhoods are at work: {count}. They stay with their '
        "version until somebody moves them. If it was renamed, say so with `was: [{step}]`.",
        right="",
        wrong="",
    ),
)

"""Which part of the handbook helps on which page, and whom.

Rule: every page that somebody signed in can open has a topic, and a topic is a heading of a
chapter. A test holds both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from web import paths
from web.handbook import chapter

ANYBODY = ""
# Whose chapter somebody reads who has several roles.
_ORDER = ("coordinator", "manager", "developer", "consultant", "admin")
_MANAGES, _DEVELOPS, _COORDINATES = (
    "quartiersmanagement",
    "quartiersentwicklung",
    "quartierskoordination",
)
_REPORTS, _ACCOUNT, _ADMIN, _CONSULTS = "berichte", "konto", "kontenverwaltung", "beratung"
_FIRST_DAY = "ihr-erster-tag"
_NO_QUARTERS = {"consultant": f"{_CONSULTS}#{_FIRST_DAY}", "admin": f"{_ADMIN}#{_FIRST_DAY}"}

# By endpoint and role: a chapter and its heading; ANYBODY is who has no line of their own.
TOPICS: Mapping[str, Mapping[str, str]] = {
    "tasks.show": {
        ANYBODY: f"{_MANAGES}#meine-aufgaben",
        "developer": f"{_DEVELOPS}#ihre-aufgaben",
        "coordinator": f"{_COORDINATES}#meine-aufgaben",
        **_NO_QUARTERS,
    },
    "quarters.show_all": {
        ANYBODY: f"{_MANAGES}#ihr-quartier",
        "coordinator": f"{_COORDINATES}#alle-quartiere",
        **_NO_QUARTERS,
    },
    "quarters.show": {ANYBODY: f"{_MANAGES}#ihr-quartier"},
    "comments.ask": {ANYBODY: f"{_COORDINATES}#was-gerade-stockt"},
    "starting.start": {ANYBODY: f"{_COORDINATES}#ein-quartier-anlegen"},
    "steps.show": {
        ANYBODY: f"{_MANAGES}#ein-schritt",
        "coordinator": f"{_COORDINATES}#ein-schritt",
    },
    "steps.values": {ANYBODY: f"{_MANAGES}#angaben-eintragen"},
    "steps.profile": {ANYBODY: f"{_MANAGES}#angaben-eintragen"},
    "items.step_edit": {ANYBODY: f"{_MANAGES}#einen-punkt-erledigen"},
    "items.record_edit": {ANYBODY: f"{_MANAGES}#einen-punkt-erledigen"},
    "filing.show": {ANYBODY: f"{_MANAGES}#dateien-wiederfinden"},
    "records.show_registers": {ANYBODY: f"{_MANAGES}#register"},
    "records.show_all": {ANYBODY: f"{_MANAGES}#register"},
    "records.show": {ANYBODY: f"{_MANAGES}#register"},
    "records.add": {ANYBODY: f"{_MANAGES}#register"},
    "records.change": {ANYBODY: f"{_MANAGES}#register"},
    "records.archive": {ANYBODY: f"{_MANAGES}#register"},
    "record_files.bring": {ANYBODY: f"{_MANAGES}#viele-eintraege-auf-einmal"},
    "gates.ask": {ANYBODY: f"{_MANAGES}#eine-freigabe-anfragen"},
    "gates.withdraw": {ANYBODY: f"{_MANAGES}#eine-freigabe-anfragen"},
    "gates.confirm": {ANYBODY: f"{_COORDINATES}#freigaben-bestaetigen"},
    "gates.grant": {ANYBODY: f"{_COORDINATES}#eine-ausnahme-gewaehren"},
    "gates.decide": {ANYBODY: f"{_COORDINATES}#entscheiden"},
    "steering.step_deed": {ANYBODY: f"{_COORDINATES}#auslassen-wieder-oeffnen-neu-beginnen"},
    "steering.process_deed": {ANYBODY: f"{_COORDINATES}#pausieren-abschliessen-abbrechen"},
    "steering.assess": {ANYBODY: f"{_MANAGES}#die-lage-einschaetzen"},
    "steering.propose": {ANYBODY: f"{_MANAGES}#der-koordination-etwas-vorschlagen"},
    "steering.settle": {ANYBODY: f"{_COORDINATES}#vorschlaege-beantworten"},
    "steering.fulfil": {
        ANYBODY: f"{_MANAGES}#auflagen-erfuellen",
        "coordinator": f"{_COORDINATES}#auflagen",
    },
    "steering.reopen_obligation": {ANYBODY: f"{_COORDINATES}#auflagen"},
    "collecting.show": {ANYBODY: f"{_REPORTS}#der-sammelbericht"},
    "reports.hand_over": {ANYBODY: f"{_REPORTS}#die-uebergabeakte"},
    "reports.show_all": {ANYBODY: f"{_REPORTS}#einen-sachstandsbericht-schreiben"},
    "reports.show_draft": {ANYBODY: f"{_REPORTS}#einen-sachstandsbericht-schreiben"},
    "reports.write": {ANYBODY: f"{_REPORTS}#einen-sachstandsbericht-schreiben"},
    "reports.freeze": {ANYBODY: f"{_REPORTS}#einen-bericht-festschreiben"},
    "reports.show": {ANYBODY: f"{_REPORTS}#einen-bericht-festschreiben"},
    "history.show": {ANYBODY: f"{_REPORTS}#der-verlauf"},
    "history.compare": {ANYBODY: f"{_REPORTS}#zwei-tage-vergleichen"},
    "team.show": {
        ANYBODY: f"{_REPORTS}#die-uebergabeakte",
        "coordinator": f"{_COORDINATES}#das-team",
    },
    "substitutes.show": {ANYBODY: f"{_ACCOUNT}#sich-vertreten-lassen"},
    "own_account.show": {ANYBODY: f"{_ACCOUNT}#mein-konto"},
    "own_account.change_password": {ANYBODY: f"{_ACCOUNT}#mein-konto"},
    "own_factor.show": {ANYBODY: f"{_ACCOUNT}#der-zweite-faktor"},
    "accounts.show_all": {ANYBODY: f"{_ADMIN}#rollen"},
    "accounts.invite": {ANYBODY: f"{_ADMIN}#jemanden-einladen"},
    "accounts.show": {ANYBODY: f"{_ADMIN}#rollen"},
    "settings.show": {
        ANYBODY: f"{_ADMIN}#einstellungen",
        "coordinator": f"{_COORDINATES}#einstellungen",
    },
    "public.write": {ANYBODY: f"{_ADMIN}#die-oeffentlichen-seiten"},
    # At the door there is no role yet.
    "links.invited": {ANYBODY: f"{_ACCOUNT}#zum-ersten-mal-anmelden"},
    "links.forgotten": {ANYBODY: f"{_ACCOUNT}#passwort-vergessen"},
    "links.recover": {ANYBODY: f"{_ACCOUNT}#passwort-vergessen"},
    "code.code": {ANYBODY: f"{_ACCOUNT}#der-zweite-faktor"},
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the handbook: what it is called and where it stands."""

    title: str
    url: str


def topic(endpoint: str | None, roles: Collection[str]) -> Topic | None:
    """Return what helps somebody with these roles on a page; None if nothing does."""
    by_role = TOPICS.get(endpoint or "")
    if by_role is None:
        return None
    role = next((each for each in _ORDER if each in roles), ANYBODY)
    slug, anchor = by_role.get(role, by_role[ANYBODY]).split("#")
    titles = {section.anchor: section.title for section in chapter(slug).sections}
    return Topic(titles[anchor], f"{paths.help_on(slug)}#{anchor}")

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

_TEMPLATES = {
    ANYBODY: f"{_CONSULTS}#in-der-anwendung-schreiben",
    "coordinator": f"{_COORDINATES}#prozessvorlagen",
}

# By endpoint: a chapter and its heading. Where it depends on the role, by role; ANYBODY is who has no
# line of their own.
TOPICS: Mapping[str, str | Mapping[str, str]] = {
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
    "quarters.show": f"{_MANAGES}#ihr-quartier",
    "comments.ask": f"{_COORDINATES}#was-gerade-stockt",
    "starting.start": f"{_COORDINATES}#ein-quartier-anlegen",
    "steps.show": {
        ANYBODY: f"{_MANAGES}#ein-schritt",
        "coordinator": f"{_COORDINATES}#ein-schritt",
    },
    "steps.values": f"{_MANAGES}#angaben-eintragen",
    "steps.profile": f"{_MANAGES}#angaben-eintragen",
    "items.step_edit": f"{_MANAGES}#einen-punkt-erledigen",
    "items.record_edit": f"{_MANAGES}#einen-punkt-erledigen",
    "filing.show": f"{_MANAGES}#dateien-wiederfinden",
    "records.show_registers": f"{_MANAGES}#register",
    "records.show_all": f"{_MANAGES}#register",
    "records.show": f"{_MANAGES}#register",
    "records.add": f"{_MANAGES}#register",
    "records.change": f"{_MANAGES}#register",
    "records.archive": f"{_MANAGES}#register",
    "record_files.bring": f"{_MANAGES}#viele-eintraege-auf-einmal",
    "gates.ask": f"{_MANAGES}#eine-freigabe-anfragen",
    "gates.withdraw": f"{_MANAGES}#eine-freigabe-anfragen",
    "gates.confirm": f"{_COORDINATES}#freigaben-bestaetigen",
    "gates.grant": f"{_COORDINATES}#eine-ausnahme-gewaehren",
    "gates.decide": f"{_COORDINATES}#entscheiden",
    "steering.step_deed": f"{_COORDINATES}#auslassen-wieder-oeffnen-neu-beginnen",
    "steering.process_deed": f"{_COORDINATES}#pausieren-abschliessen-abbrechen",
    "steering.undo_move": f"{_COORDINATES}#eine-umstellung-zuruecknehmen",
    "steering.assess": f"{_MANAGES}#die-lage-einschaetzen",
    "steering.propose": f"{_MANAGES}#der-koordination-etwas-vorschlagen",
    "steering.settle": f"{_COORDINATES}#vorschlaege-beantworten",
    "steering.fulfil": {
        ANYBODY: f"{_MANAGES}#auflagen-erfuellen",
        "coordinator": f"{_COORDINATES}#auflagen",
    },
    "steering.reopen_obligation": f"{_COORDINATES}#auflagen",
    "collecting.show": f"{_REPORTS}#der-sammelbericht",
    "reports.hand_over": f"{_REPORTS}#die-uebergabeakte",
    "reports.show_all": f"{_REPORTS}#einen-sachstandsbericht-schreiben",
    "reports.show_draft": f"{_REPORTS}#einen-sachstandsbericht-schreiben",
    "reports.write": f"{_REPORTS}#einen-sachstandsbericht-schreiben",
    "reports.freeze": f"{_REPORTS}#einen-bericht-festschreiben",
    "reports.show": f"{_REPORTS}#einen-bericht-festschreiben",
    "history.show": f"{_REPORTS}#der-verlauf",
    "history.earlier": f"{_REPORTS}#der-verlauf",
    "history.compare": f"{_REPORTS}#zwei-tage-vergleichen",
    "team.show": {
        ANYBODY: f"{_REPORTS}#die-uebergabeakte",
        "coordinator": f"{_COORDINATES}#das-team",
    },
    "substitutes.show": f"{_ACCOUNT}#sich-vertreten-lassen",
    "own_account.show": f"{_ACCOUNT}#mein-konto",
    "own_account.change_password": f"{_ACCOUNT}#mein-konto",
    "own_factor.show": f"{_ACCOUNT}#der-zweite-faktor",
    "accounts.show_all": f"{_ADMIN}#rollen",
    "accounts.invite": f"{_ADMIN}#jemanden-einladen",
    "accounts.show": f"{_ADMIN}#rollen",
    "settings.show": {
        ANYBODY: f"{_ADMIN}#einstellungen",
        "coordinator": f"{_COORDINATES}#einstellungen",
    },
    "templates.choose": _TEMPLATES,
    "templates.show_all": _TEMPLATES,
    "templates.show": _TEMPLATES,
    "templates.show_version": _TEMPLATES,
    "templates.withdraw": _TEMPLATES,
    "drafts.begin": _TEMPLATES,
    "drafts.show": _TEMPLATES,
    "draft_stations.preview": _TEMPLATES,
    "draft_stations.publish": _TEMPLATES,
    "drafts.discard": _TEMPLATES,
    "outlines.show_version": f"{_CONSULTS}#welche-id-etwas-hat-und-woher-ein-wert-kommt",
    "outlines.show_draft": f"{_CONSULTS}#welche-id-etwas-hat-und-woher-ein-wert-kommt",
    "comparing.show": f"{_CONSULTS}#in-der-anwendung-schreiben",
    "comparing.rebase": f"{_CONSULTS}#eine-neue-grundlage-unter-ihrer-anpassung",
    "moving.foresee": f"{_CONSULTS}#in-der-anwendung-schreiben",
    "moving.plan": f"{_COORDINATES}#quartiere-umstellen",
    "moving.show": f"{_COORDINATES}#quartiere-umstellen",
    "moved.show": f"{_MANAGES}#ihr-quartier",
    "public.write": f"{_ADMIN}#die-oeffentlichen-seiten",
    # At the door there is no role yet.
    "links.invited": f"{_ACCOUNT}#zum-ersten-mal-anmelden",
    "links.forgotten": f"{_ACCOUNT}#passwort-vergessen",
    "links.recover": f"{_ACCOUNT}#passwort-vergessen",
    "code.code": f"{_ACCOUNT}#der-zweite-faktor",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the handbook: what it is called and where it stands."""

    title: str
    url: str


def topic(endpoint: str | None, roles: Collection[str]) -> Topic | None:
    """Return what helps somebody with these roles on a page; None if nothing does."""
    found = TOPICS.get(endpoint or "")
    if found is None:
        return None
    if not isinstance(found, str):
        role = next((each for each in _ORDER if each in roles), ANYBODY)
        found = found.get(role, found[ANYBODY])
    slug, anchor = found.split("#")
    titles = {section.anchor: section.title for section in chapter(slug).sections}
    return Topic(titles[anchor], f"{paths.help_on(slug)}#{anchor}")

"""Every page that people of each role meet, in every state: what the tests of all pages look at.

Rule: no route that shows a page is missing (`test_every_route_is_looked_at`). Everybody gets their
own rooms; what looks the same for all is looked at once, with the eyes of whoever may do most there.
Some pages are reached by doing something; nothing that is done here changes the town.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

MANAGER, DEVELOPER, COORDINATOR = "tom.brandt", "lena.fuchs", "petra.voss"
CONSULTANT, ADMIN, NOBODY = "carla.weiss", "holger.stein", ""
WITH_FACTOR, OF_SEVERAL = "ines.kaya", "mira.wolf"  # works for the next town too
PASSWORD = "ein-langer-satz-ohne-zahl"
RECOVERY_CODE = "0123456789abcdef0123"
INVITED, FORGOTTEN = "e" * 43, "v" * 43  # the tokens of two links that work


@dataclass(frozen=True, slots=True)
class Place:
    """An address as somebody meets it. `status`: what is answered; `then`: what leads there from it."""

    who: str
    path: str
    status: int = 200
    then: Callable[[Page], None] | None = None

    def __str__(self) -> str:
        doing = f" {self.then.__name__}" if self.then else ""
        return f"{self.who or 'nobody'} {self.path}{doing}"


TALAUE, KREUZFELD, ROSENAU = "/quartiere/talaue", "/quartiere/kreuzfeld", "/quartiere/rosenau"
TEMPLATES = "/vorlagen/musterstadt"
TEMPLATE = f"{TEMPLATES}/kleines-quartier"
DRAFT, BROKEN_DRAFT = f"{TEMPLATE}/entwurf", f"{TEMPLATES}/am-fluss/entwurf"
ROLE_DECIDES = "/quartiere/alte-weberei/freigaben/analyse/entscheidung/koordination"
_PATHS: dict[str, tuple[str, ...]] = {
    NOBODY: (
        "/anmelden",
        "/anmelden?next=/quartiere/talaue",
        "/passwort-vergessen",
        "/passwort-vergessen/gesendet",
        f"/einladung/{INVITED}",
        f"/passwort/{FORGOTTEN}",
        "/hilfe",
        "/hilfe/quartiersmanagement",
        "/hilfe/quartierskoordination",
        "/hilfe/kontenverwaltung",
        "/hilfe/beratung",
        "/hilfe/meldungen",
        "/hilfe/meldungen/E051",
        "/hilfe/varianten/karlsruhe-muehlburg",
        "/hilfe/betrieb",
        "/hilfe/begriffe",
        "/barrierefreiheit",
        "/datenschutz",
        "/impressum",
        "/leichte-sprache",
        "/gebaerdensprache",
        "/barriere-melden",
    ),
    DEVELOPER: (
        "/aufgaben",
        "/quartiere",
        TALAUE,
        f"{TALAUE}/schritte/leitbild",
        f"{KREUZFELD}/schritte/analyse/punkte/begehung",
        f"{TALAUE}/register/partner/1",
        f"{TALAUE}/team",
        f"{TALAUE}/vorschlag",
    ),
    MANAGER: (
        "/aufgaben",
        "/quartiere",
        TALAUE,
        KREUZFELD,
        "/quartiere/bahnhofsviertel",
        f"{TALAUE}/schritte/leitbild",
        f"{ROSENAU}/schritte/leitbild",
        f"{KREUZFELD}/schritte/analyse",
        f"{TALAUE}/schritte/leitbild/punkte/entwurf",
        f"{TALAUE}/team",
        f"{TALAUE}/vorschlag",
        f"{KREUZFELD}/auflagen/1",
        f"{KREUZFELD}/freigaben/analyse/anfrage",
        f"{ROSENAU}/freigaben/leitbild/rueckzug",
    ),
    COORDINATOR: (
        "/aufgaben",
        "/quartiere",
        "/quartiere?q=nirgends&was=stillstand",
        "/quartiere/neu",
        "/quartiere/bericht",
        TALAUE,
        KREUZFELD,
        "/quartiere/bahnhofsviertel",
        f"{TALAUE}?stand=2.3.2026",
        f"{TALAUE}/schritte/leitbild",
        f"{TALAUE}/schritte/massnahmen",
        f"{ROSENAU}/schritte/leitbild",
        f"{KREUZFELD}/schritte/leitbild",
        f"{KREUZFELD}/schritte/analyse",
        f"{TALAUE}/schritte/leitbild/angaben",
        f"{TALAUE}/schritte/leitbild/punkte/entwurf",
        f"{TALAUE}/schritte/leitbild/punkte/anlass",
        f"{KREUZFELD}/schritte/leitbild/oeffnen",
        f"{TALAUE}/schritte/massnahmen/auslassen",
        f"{KREUZFELD}/schritte/leitbild/runde",
        f"{TALAUE}/register",
        f"{TALAUE}/register/partner",
        "/quartiere/bahnhofsviertel/register/partner",
        f"{TALAUE}/register/partner?fehlt=etwas&sort=-titel",
        f"{TALAUE}/register/partner?suche=gibt-es-nicht",
        f"{TALAUE}/register/partner/uebernehmen",
        f"{TALAUE}/register/partner/1",
        f"{TALAUE}/register/partner/neu",
        f"{TALAUE}/register/partner/1/bearbeiten",
        f"{TALAUE}/register/partner/1/archiv",
        f"{TALAUE}/verlauf",
        f"{TALAUE}/verlauf?was=freigaben&ab=1.1.2030",
        f"{TALAUE}/verlauf/vergleich?von=2.3.2026",
        f"{TALAUE}/verlauf/frueher-erfasst",
        f"{TALAUE}/dateien",
        f"{TALAUE}/team",
        f"{TALAUE}/berichte",
        f"{TALAUE}/berichte/neu",
        f"{TALAUE}/berichte/festschreiben",
        f"{KREUZFELD}/berichte",
        f"{KREUZFELD}/berichte/1",
        f"{KREUZFELD}/berichte/entwurf",
        f"{TALAUE}/berichte/entwurf",
        f"{KREUZFELD}/berichte?stand=2.3.2026",
        f"{TALAUE}/uebergabeakte",
        f"{TALAUE}/lage",
        f"{TALAUE}/kommentar",
        f"{TALAUE}/eckdaten",
        f"{TALAUE}/ablauf/pause",
        "/quartiere/bahnhofsviertel/ablauf/fortsetzen",
        f"{TALAUE}/ablauf/abschluss",
        f"{TALAUE}/ablauf/abbruch",
        f"{KREUZFELD}/vorschlaege/1",
        f"{KREUZFELD}/auflagen/1",
        f"{KREUZFELD}/auflagen/1/offen",
        f"{TALAUE}/freigaben/leitbild/anfrage",
        f"{ROSENAU}/freigaben/leitbild/rueckzug",
        f"{KREUZFELD}/freigaben/leitbild/bestaetigung",
        f"{ROSENAU}/freigaben/leitbild/ausnahmen/zusagen",
        f"{ROSENAU}/freigaben/leitbild/entscheidung/rat",
        ROLE_DECIDES,
        "/vertretungen",
        "/einstellungen",
        DRAFT,
        f"{TEMPLATE}/versionen/1/rueckzug",
        f"{TEMPLATE}/versionen/2",
        f"{TEMPLATE}/versionen/2/umstellung",
        f"{TEMPLATE}/versionen/2/umstellung/1",
        f"{DRAFT}/umstellung",
        "/quartiere/suedhang",
        "/quartiere/suedhang/umstellung",
        "/quartiere/suedhang/verlauf/frueher-erfasst",
        "/quartiere/suedhang/ablauf/ruecknahme",
    ),
    CONSULTANT: (
        "/aufgaben",
        "/quartiere",
        "/konto",
        TEMPLATES,
        TEMPLATE,
        f"{TEMPLATE}/versionen/1",
        f"{TEMPLATES}/entwuerfe/neu",
        DRAFT,
        f"{DRAFT}/vorschau?schritt=leitbild&rolle=coordinator&zustand=angefragt",
        f"{DRAFT}/veroeffentlichung",
        f"{DRAFT}/umstellung",
        f"{TEMPLATE}/vergleich?nach=entwurf",
        f"{TEMPLATE}/vergleich?von=1&nach=2",
        f"{TEMPLATES}/unser-weg/vergleich?von=grundlage&nach=entwurf",
        f"{TEMPLATES}/unser-weg/entwurf/grundlage",
        f"{DRAFT}/verwerfen",
        f"{BROKEN_DRAFT}",
        f"{BROKEN_DRAFT}/vorschau",
        f"{TEMPLATE}/versionen/1/aufbau?pfad=steps.leitbild.checklist",
        f"{TEMPLATE}/versionen/1/aufbau?pfad=steps.leitbild.purpose",
        f"{TEMPLATE}/versionen/1/aufbau?pfad=besuch",
        f"{BROKEN_DRAFT}/aufbau?pfad=steps",
        f"{TEMPLATES}/unser-weg/entwurf/aufbau?pfad=steps.leitbild",
    ),
    OF_SEVERAL: ("/vorlagen", TEMPLATES, "/vorlagen/nachbarstadt", DRAFT),
    WITH_FACTOR: ("/konto", "/konto/zweiter-faktor"),
    ADMIN: (
        "/aufgaben",
        "/quartiere",
        "/konten",
        "/konten/einladung",
        "/konten/1",
        "/konto",
        "/konto/passwort",
        "/konto/zweiter-faktor",
        "/impressum/bearbeiten",
        "/barriere-melden/bearbeiten",
        "/vertretungen",
        "/einstellungen",
    ),
}
_REFUSED = (
    Place(NOBODY, "/gibt-es-nicht", 404),
    Place(NOBODY, f"/einladung/{'x' * 43}", 404),
    Place(COORDINATOR, "/quartiere/gibt-es-nicht", 404),
    Place(COORDINATOR, f"{TALAUE}/verlauf?stand=1.1.2020", 404),
    Place(COORDINATOR, f"{KREUZFELD}/berichte/1?stand=1.3.2026", 404),
    Place(DEVELOPER, "/impressum/bearbeiten", 403),
)


def wrong_password(page: Page, email: str = "niemand@example.org") -> None:
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort").fill("falsch")
    page.get_by_role("button", name="Anmelden").click()


def too_many_tries(page: Page) -> None:
    for _ in range(11):
        wrong_password(page, "viele@example.org")  # whose door nobody else comes to


def bad_values(page: Page) -> None:
    page.get_by_label("Zeithorizont", exact=True).fill("viele")
    page.get_by_role("button", name="Angaben speichern").click()


def nothing_filled_in(page: Page) -> None:
    page.locator("main form[method=post] button.button").last.click()


def with_a_reason(page: Page) -> None:
    page.locator("main textarea").fill("Beschluss vom 28. Mai")
    nothing_filled_in(page)


def without_its_token(page: Page) -> None:
    page.locator("main [name=csrf_token]").first.evaluate("each => { each.value = 'x' }")
    nothing_filled_in(page)


def too_much_text(page: Page) -> None:
    page.locator("main textarea").first.fill("Sehr lang. " * 30_000)
    nothing_filled_in(page)


def after_the_session(page: Page) -> None:
    kept = page.context.cookies()
    page.context.clear_cookies()
    bad_values(page)
    page.context.add_cookies(kept)


def without_the_code(page: Page) -> None:
    page.get_by_label("E-Mail-Adresse").fill(f"{WITH_FACTOR}@example.org")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()


def with_a_wrong_code(page: Page) -> None:
    without_the_code(page)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Anmelden").click()


_DONE = (
    Place(NOBODY, "/anmelden", 422, wrong_password),
    Place(NOBODY, "/anmelden", 429, too_many_tries),
    Place(NOBODY, "/anmelden", 200, without_the_code),
    Place(NOBODY, "/anmelden", 422, with_a_wrong_code),
    Place(NOBODY, f"/einladung/{INVITED}", 422, nothing_filled_in),
    Place(COORDINATOR, f"{TALAUE}/schritte/leitbild/angaben", 422, bad_values),
    Place(COORDINATOR, f"{TALAUE}/schritte/leitbild/angaben", 401, after_the_session),
    Place(COORDINATOR, f"{TALAUE}/register/partner/neu", 422, nothing_filled_in),
    Place(COORDINATOR, f"{TALAUE}/ablauf/pause", 422, nothing_filled_in),
    Place(COORDINATOR, f"{TEMPLATE}/versionen/2/umstellung", 422, nothing_filled_in),
    Place(COORDINATOR, f"{TEMPLATE}/versionen/2/umstellung", 200, with_a_reason),
    Place(COORDINATOR, f"{TALAUE}/lage", 400, without_its_token),
    Place(COORDINATOR, f"{TALAUE}/lage", 413, too_much_text),
    Place(COORDINATOR, ROLE_DECIDES, 422, nothing_filled_in),
    Place(ADMIN, "/konten/einladung", 422, nothing_filled_in),
    Place(ADMIN, "/konto/passwort", 422, nothing_filled_in),
)
PLACES = (*(Place(who, path) for who, paths in _PATHS.items() for path in paths), *_REFUSED, *_DONE)

# What a GET route hands out that is no page; the question for the code is reached by a form alone.
NO_PAGES = {
    "static",
    "account.start",
    "code.code",
    "files.download",
    "help.picture",
    "quarters.download",
    "collecting.download",
    "record_files.download",
    "history.download",
    "templates.download",
    "drafts.download",
    "outlines.version_download",
    "outlines.draft_download",
    "moving.foresee_download",
    "moving.plan_download",
}
# No register of this town has a checklist of its own.
NOT_HERE = {"items.record_edit"}

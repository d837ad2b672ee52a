"""Draw the pictures of the handbook anew: seed the demo, look at it with Chromium, keep what it shows.

Rule: no picture is made by hand, so that none can show what the program no longer does. They are
small: one width, as much of the page as the text speaks of.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

from tests.fixtures_browser import FLAGS, chromium  # noqa: E402
from web.app import create_app  # noqa: E402
from web.config import read_settings  # noqa: E402
from workflow.demo.folder import DemoFolder  # noqa: E402
from workflow.demo.people import PASSWORD  # noqa: E402
from workflow.service import Service  # noqa: E402

TARGET = ROOT / "docs" / "bilder"
WIDTH = 1080  # wide enough for two columns, narrow enough to be read in half the width
PHONE = 390
SHOWN = 800  # no picture is shown wider
# Chromium itself writes WebP: a fifth of a PNG, and no library for it.
SHRINK = """async ([png, widest]) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + png;
  await image.decode();
  const width = Math.min(image.width, widest);
  const canvas = new OffscreenCanvas(width, Math.round(image.height * width / image.width));
  const drawing = canvas.getContext('2d', {alpha: false});
  drawing.imageSmoothingQuality = 'high';
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({type: 'image/webp', quality: 0.5});
  return await new Promise(done => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(',')[1]);
    reader.readAsDataURL(blob);
  });
}"""
MANAGER, COORDINATOR, ADMIN = "aylin.demir", "petra.voss", "holger.stein"
DEVELOPER, CONSULTANT = "tom.brandt", "samir.haddad"
WAY = "/quartiere/lindenhof"
LEVEL = "/vorlagen/musterhausen/karlsruhe-muehlburg/versionen/1/aufbau"
Pages = Mapping[str, Page]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks at what, and how much of it (pixels, or one part of the page).

    `then` is what is done on the page before the picture is taken.
    """

    name: str
    who: str
    path: str
    height: int = 700
    part: str = ""
    width: int = WIDTH
    then: Callable[[Page, Pages], None] | None = None


def open_decision(page: Page, _: Pages) -> None:
    """Go from the tasks to what a body decided."""
    page.get_by_role("link", name="Beschluss eintragen").first.click()


def open_draft(page: Page, _: Pages) -> None:
    """Go from the list of what is published to the text that is being written."""
    page.locator("main a[href$='/entwurf']").first.click()


def open_legend(page: Page, _: Pages) -> None:
    """Unfold what the signs mean."""
    page.get_by_text("Zeichenerklärung").click()


def write_report(page: Page, _: Pages) -> None:
    """Begin a report, so that there is a draft."""
    page.get_by_role("link", name="Bericht beginnen").click()
    page.get_by_label("Beschlussvorschlag").fill(
        "Der Gemeinderat nimmt den Sachstandsbericht zur Kenntnis."
    )
    page.get_by_label("Kurzfassung").fill(
        "Leitbild, Quartier und Analyse sind beschlossen. Jetzt gewinnen wir Menschen, die mitmachen."
    )
    page.get_by_role("button", name="Entwurf speichern").click()
    page.goto(page.url.split("#")[0])


def be_too_late(page: Page, pages: Pages) -> None:
    """Let somebody else change the same words first."""
    other = pages[COORDINATOR]
    other.goto(page.url)
    for who, text in (
        (other, "Bänke am Lindenweg, mit Lehne"),
        (page, "Schattige Bänke am Lindenweg"),
    ):
        who.get_by_label("Bedarf", exact=True).fill(text)
        who.get_by_role("button", name="Eintrag speichern").click()


def compare(page: Page, _: Pages) -> None:
    """Ask what has changed between two days."""
    form = page.get_by_role("form", name="Was hat sich zwischen zwei Tagen geändert?")
    today = date.today()  # noqa: DTZ011 - the day of who looks at it
    form.get_by_label("Von").fill(f"{today - timedelta(days=60):%d.%m.%Y}")
    form.get_by_label("Bis").fill(f"{today:%d.%m.%Y}")
    form.get_by_role("button").click()


SHOTS = (
    Shot("aufgaben", COORDINATOR, "/aufgaben", 700),
    Shot("nacharbeit", MANAGER, "/aufgaben", 620),
    Shot("ueberblick", MANAGER, WAY, 900),
    Shot("schritt", MANAGER, f"{WAY}/schritte/ziele", 960),
    Shot("punkt", MANAGER, f"{WAY}/schritte/ziele/punkte/smart", 900),
    Shot("quartiere", COORDINATOR, "/quartiere", part=".matrix-part"),
    Shot("freigabe", COORDINATOR, "/aufgaben", 900, then=open_decision),
    Shot("register", MANAGER, f"{WAY}/register/partner", 820),
    Shot("massnahme", DEVELOPER, "/quartiere/alte-weberei/register/massnahme/1", 900),
    Shot("faktor", MANAGER, "/konto/zweiter-faktor", 820),
    Shot("vergleich", MANAGER, f"{WAY}/verlauf", 820, then=compare),
    Shot("schneller", MANAGER, f"{WAY}/register/bedarf/1/bearbeiten", 560, then=be_too_late),
    Shot("bericht", MANAGER, f"{WAY}/berichte", 900, then=write_report),
    Shot("telefon", MANAGER, WAY, 844, width=PHONE),
    Shot("werkbank", CONSULTANT, "/vorlagen/musterhausen", 900, then=open_draft),
    Shot("aufbau", CONSULTANT, f"{LEVEL}?pfad=steps.leitbild.checklist", 860),
    Shot("einladung", ADMIN, "/konten/einladung", 760),
    Shot("zeichen", COORDINATOR, "/quartiere", part=".legend", then=open_legend),
)


def main() -> None:
    """Write every picture of SHOTS."""
    TARGET.mkdir(parents=True, exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        pages = {who: entered(browser, site, who) for who in {shot.who for shot in SHOTS}}
        desk = browser.new_page()
        for shot in SHOTS:
            target = TARGET / f"{shot.name}.webp"
            target.write_bytes(shrunk(desk, take(pages, site, shot)))
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")  # noqa: T201
        browser.close()


def take(pages: Pages, site: str, shot: Shot) -> bytes:
    """Return one picture as it is on the screen."""
    page = pages[shot.who]
    page.set_viewport_size({"width": shot.width, "height": shot.height})
    page.goto(site + shot.path)
    if shot.then is not None:
        shot.then(page, pages)
    return page.locator(shot.part).first.screenshot() if shot.part else page.screenshot()


def shrunk(desk: Page, png: bytes) -> bytes:
    """Return a picture as WebP, no wider than it is shown."""
    return b64decode(desk.evaluate(SHRINK, [b64encode(png).decode(), SHOWN]))


def entered(browser: Browser, site: str, who: str) -> Page:
    """Return a browser in which somebody of the demo has signed in."""
    page = browser.new_context(java_script_enabled=False, locale="de-DE").new_page()
    page.goto(f"{site}/anmelden")
    page.get_by_label("E-Mail-Adresse").fill(f"{who}@musterhausen.example")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    return page


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Seed a demo as of today and serve it as long as it is needed."""
    place = DemoFolder(folder / "demo")
    for _ in place.renew(date.today()):  # noqa: DTZ011 - the day of who looks at it
        pass
    settings = read_settings(
        {
            "SECRET_KEY": place.secret(),
            "BASE_URL": "http://127.0.0.1",
            "TRUSTED_HOSTS": "127.0.0.1",
            "DATABASE_URL": place.database_url,
            "ATTACHMENTS_DIR": str(place.files),
            "CONTACT_NAME": "Fachstelle Quartiersentwicklung",
        }
    )
    service = Service.open(settings.database_url, settings.attachments)
    server = make_server("127.0.0.1", 0, create_app(settings, service))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    service.close()


if __name__ == "__main__":
    main()

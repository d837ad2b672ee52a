"""Draw the pictures of the handbook anew: seed the demo, look at it with Chromium, keep what it shows.

Rule: no picture is made by hand, so that none can show what the program no longer does. They are
small: one width, as much of the page as the text speaks of.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
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
WIDTH = 1200
MANAGER, COORDINATOR, ADMIN = "aylin.demir", "petra.voss", "holger.stein"
WAY = "/quartiere/lindenhof"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks at what, and how much of it (pixels, or one part of the page)."""

    name: str
    who: str
    path: str
    height: int = 700
    part: str = ""


SHOTS = (
    Shot("aufgaben", COORDINATOR, "/aufgaben", 700),
    Shot("nacharbeit", MANAGER, "/aufgaben", 620),
    Shot("ueberblick", MANAGER, WAY, 900),
    Shot("schritt", MANAGER, f"{WAY}/schritte/ziele", 860),
    Shot("punkt", MANAGER, f"{WAY}/schritte/ziele/punkte/smart", 900),
    Shot("quartiere", COORDINATOR, "/quartiere", 900),
    Shot("freigabe", COORDINATOR, "/aufgaben", 900),
    Shot("einladung", ADMIN, "/konten/einladung", 760),
    Shot("zeichen", COORDINATOR, "/quartiere", part=".legend"),
)


def main() -> None:
    """Write every picture of SHOTS."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        pages = {who: entered(browser, site, who) for who in {shot.who for shot in SHOTS}}
        for shot in SHOTS:
            take(pages[shot.who], site, shot)
        browser.close()


def take(page: Page, site: str, shot: Shot) -> None:
    """Write one picture."""
    page.set_viewport_size({"width": WIDTH, "height": shot.height})
    page.goto(site + shot.path)
    if shot.name == "freigabe":
        page.get_by_role("link", name="Beschluss eintragen").first.click()
    target = TARGET / f"{shot.name}.png"
    if shot.part:
        page.locator(shot.part).first.screenshot(path=target)
    else:
        page.screenshot(path=target)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")  # noqa: T201


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

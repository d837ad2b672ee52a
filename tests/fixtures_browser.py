"""A real Chromium for tests: one per worker, JavaScript switched off as the product promises.

`browser` is the running program; `browser_page` a fresh page without JavaScript; `open_page` makes
further ones (another person, JavaScript on for axe, a phone's size). The pages may only reach this
machine.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Where Debian's Chromium is, if it is."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Start Debian's Chromium once; without one the test is skipped, in CI it fails."""
    path = chromium()
    if path is None:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse("no Chromium found; install it with: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: "Browser") -> "Iterator[Callable[..., Page]]":
    """Open pages, each in a context of its own (cookies apart), closed after the test."""
    with ExitStack() as contexts:

        def open_one(**options: Any) -> "Page":
            options = {"java_script_enabled": False, "locale": "de-DE"} | options
            context = browser.new_context(**options)
            contexts.callback(context.close)
            return context.new_page()

        yield open_one


@pytest.fixture
def browser_page(open_page: "Callable[..., Page]") -> "Page":
    """One fresh page without JavaScript."""
    return open_page()

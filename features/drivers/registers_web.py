"""Registers, two people at once and the coordination's list, through the pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from features.drivers.browser import Browser
from features.drivers.driver import Answer, StuckQuarter
from features.drivers.page import Form, View
from features.drivers.ways import ways
from features.drivers.world import World
from tests.web.page import text_of
from web import paths
from workflow.core.commands import Command

_DONE, _FOUND, _INVALID, _CONFLICT = 303, 200, 422, 409


class WebRegisters:
    """What of a driver is about registers, two people at once and many quartiere."""

    world: World
    browsers: Mapping[str, Browser]
    _begun: Form
    _both: View

    def brings(
        self, person: str, register: str, rows: Sequence[Mapping[str, str]], *, agree: bool
    ) -> Answer:
        """Upload a file, read the preview, and agree to it."""
        browser, found = self.browsers[person], self.world.definition.registers[register]
        page, start = (
            paths.bring_records(self.world.slug, register),
            paths.register(self.world.slug, register),
        )
        assert browser.open(start).leads_to(page)
        form = browser.open(page).form("Datei prüfen", ())
        assert form is not None
        labels = [found.fields[name].label for name in rows[0]]
        lines = [labels, *([row[name] for name in rows[0]] for row in rows)]
        content = "\r\n".join(";".join(line) for line in lines).encode()
        form.fill(
            [
                ("CSV-Datei", "partner.csv"),
                ("In welchem Schritt entstanden neue Einträge?", "1 Leitbild"),
            ]
        )
        status, view = browser.send(form, content)
        if status == _INVALID or not agree:
            return Answer(accepted=status == _FOUND, told=view.text)
        sure = view.form(f"{len(rows)} Einträge übernehmen", ())
        assert sure is not None, view.text
        status, view = browser.send(sure)
        return Answer(accepted=status == _DONE, told=view.text)

    def leads_on(self, person: str, register: str) -> frozenset[str]:
        """Return the registers of the entries to which the page of the first entry leads."""
        view = self.browsers[person].open(paths.record(self.world.slug, register, 1))
        return frozenset(
            each
            for each in self.world.definition.registers
            if view.leads_to(paths.record(self.world.slug, each, 1))
        )

    def reads_entry(self, person: str, register: str) -> str:
        """Return the page of the first entry."""
        return self.browsers[person].open(paths.record(self.world.slug, register, 1)).text

    def types(self, person: str, command: Command) -> None:
        """Have somebody open a form and fill it in."""
        way = ways(command, self.world)[0]
        form = self.browsers[person].open(way.page).form(way.button, way.answers)
        assert form is not None, way.page
        form.fill(way.answers)
        self._begun = form

    def sends(self, person: str) -> Answer:
        """Send the form as it was opened."""
        status, self._both = self.browsers[person].send(self._begun)
        return Answer(accepted=status == _DONE, told=self._both.text)

    def insists(self, person: str) -> Answer:
        """Press the button that saves one's own version all the same."""
        form = self._both.form("Meine Eingabe speichern", ())
        assert form is not None, self._both.text
        status, view = self.browsers[person].send(form)
        return Answer(accepted=status == _DONE, told=view.text)

    def gives_way(self, person: str) -> None:
        """Follow the link to what is stored."""
        (link,) = (
            each
            for each in self._both.main.iter("a")
            if text_of(each) == "Gespeicherten Stand behalten"
        )
        self.browsers[person].open(link.get("href", ""))

    def comes_back(self, person: str) -> None:
        """Send the form after the session has ended, sign in, and find it filled."""
        button, browser = self._begun.button, self.browsers[person]
        form = browser.after_the_end(self._begun).form(button, ())
        assert form is not None
        self._begun = form

    # --- many quartiere ---

    def stuck(self, person: str) -> Sequence[StuckQuarter]:
        """Return the rows under „Was gerade stockt“."""
        view = self.browsers[person].open(f"{paths.QUARTERS}?sort=name")
        section = next(s for s in view.main.iter("section") if s.get("aria-labelledby") == "stockt")
        return [_row(each) for each in section.iter("li")]

    def counts(self, person: str, matter: str) -> int:
        """Return the number that leads to this filter."""
        view = self.browsers[person].open(f"{paths.QUARTERS}?sort=name")
        (link,) = (a for a in view.main.iter("a") if f"was={matter}" in a.get("href", ""))
        return int(text_of(next(link.iter("b"))))

    def filtered(self, person: str, matter: str) -> frozenset[str]:
        """Return the names in the list under this filter."""
        view = self.browsers[person].open(f"{paths.QUARTERS}?was={matter}")
        heads = (each for each in view.main.iter("th") if each.get("scope") == "row")
        return frozenset(text_of(next(each.iter("a"))) for each in heads)


def _row(row: Element) -> StuckQuarter:
    name, _, why = text_of(next(row.iter("h3"))).partition(": ")
    turn = re.search(r"am Zug: (.*)", text_of(row))
    days = re.search(r"(\d+) Tage", why)
    return StuckQuarter(
        name=name, why=why, days=int(days[1]) if days else 0, turn=turn[1] if turn else ""
    )

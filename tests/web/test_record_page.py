"""The page of one entry: what happened to it, and what stood there before."""

from dataclasses import replace

from tests.unit.core.story import KO, MAN, begun, measure, partner
from tests.web.scenes import scene
from web.presenters.records import SHOWN, record_page
from workflow.core import commands as c
from workflow.core.state import ERASED, split_key


def renamed(name, number=1):
    return c.ChangeRecord(register="partner", number=number, values={"name": name})


def happened(story, key="partner/1"):
    """The page of an entry, and each change as sentence, label, before and after."""
    register, number = split_key(key)
    page = record_page(scene(story), register, number, history=of(story, key))
    told = [
        (each.told.text, detail.label, detail.was, detail.text)
        for each in page.history
        for detail in each.told.details
    ]
    return page, told


def of(story, key):
    """The events of an entry, as storage finds them."""
    named = [split_key(key), key]

    def belongs(event):
        found = (getattr(event, "register", ""), getattr(event, "number", 0))
        return found in named or getattr(event, "holder", "") in named

    return [recorded for recorded in story.log if belongs(recorded.event)]


def test_a_change_says_what_stood_there_before():
    story = begun().do(partner(), partner()).later(1).do(renamed("Stadtwerke Süd"))
    _, told = happened(story.later(1).do(renamed("Netzwerke")))
    assert told[0] == ("Eintrag geändert", "Name", "Stadtwerke Süd", "Netzwerke")
    assert told[1] == ("Eintrag geändert", "Name", "Stadtwerke", "Stadtwerke Süd")


def test_a_new_entry_had_nothing_before():
    _, told = happened(begun().do(partner()))
    assert ("Eintrag angelegt", "Name", None, "Stadtwerke") in told
    assert all(was is None for _, _, was, _ in told)


def test_the_neighbours_do_not_mix_in():
    story = begun().do(partner(), partner(), renamed("Nachbarn", 2), renamed("Wir"))
    _, told = happened(story)
    assert told[0][2:] == ("Stadtwerke", "Wir")
    assert "Nachbarn" not in str(told)


def test_its_own_checklist_says_what_stood_there_too():
    story = (
        begun()
        .do(measure())
        .do(c.AssignItem(holder="massnahme/1", item="auftrag", account=MAN.account))
    )
    story = story.do(c.AssignItem(holder="massnahme/1", item="auftrag", account=1))
    _, told = happened(story, "massnahme/1")
    assert ("Punkt zugewiesen", "Wer", "Aylin Demir", "Tom Brandt") in told


def test_an_erased_value_is_said_to_be_deleted():
    story = begun().do(partner(), renamed("Wir"))
    added, *later = of(story, "partner/1")
    words = {**added.event.words, "value:name": ERASED}
    erased = replace(added, event=replace(added.event, words=words))
    _, told = happened(replace(story, log=(erased, *later)))
    assert told[0] == ("Eintrag geändert", "Name", "gelöscht", "Wir")


def test_of_a_long_history_the_last_are_shown_and_it_says_so():
    story = begun().do(partner())
    page, _ = happened(story)
    assert page.history_says == ""
    for number in range(SHOWN + 3):
        story = story.do(renamed(f"Name {number}"), by=KO)
    page, told = happened(story)
    assert len(page.history) == SHOWN
    assert page.history_says == f"Die letzten {SHOWN} von {SHOWN + 4} Änderungen."
    assert told[0][2:] == (f"Name {SHOWN + 1}", f"Name {SHOWN + 2}")

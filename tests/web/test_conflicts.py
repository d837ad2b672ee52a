"""Two people at the same point: nothing typed is lost, and nobody overwrites unseen (W-35, W-36)."""

import pytest

from tests.web.conftest import COORDINATOR, MANAGER
from tests.web.page import Page, text_of
from workflow.core import commands as c
from workflow.core.state import ItemStatus

VALUES = "/quartiere/talaue/schritte/leitbild/angaben"
ITEM = "/quartiere/talaue/schritte/leitbild/punkte/anlass"


def form_of(answer, action: str) -> dict[str, str]:
    """The hidden fields of the form that leads to this address."""
    page = Page(answer.text)
    here = {action, ""}  # none: the address of the page itself
    (form,) = [each for each in page.all("form") if each.get("action", "").split("#")[0] in here]
    return {
        field.get("name"): field.get("value", "")
        for field in form.iter("input")
        if field.get("type") == "hidden"
    }


def cells(answer) -> list[list[str]]:
    rows = Page(answer.text).all("tr")
    return [[text_of(cell) for cell in row if cell.tag in {"td", "th"}] for row in rows]


@pytest.fixture
def conflict(signed_in, town):
    """The answer to a form that was opened before somebody else saved."""
    visitor = signed_in(MANAGER)
    form = form_of(visitor.get(VALUES), VALUES)
    town.do("Petra Voss", c.RecordValues(holder="leitbild", values={"zeithorizont": 7}))
    return visitor, visitor.post(VALUES, data=form | {"feld-zeithorizont": "9"})


def test_W36_both_versions_stand_side_by_side(conflict):
    _, answer = conflict
    assert answer.status_code == 409
    assert ["Angabe", "Ihre Eingabe", "Jetzt gespeichert"] in cells(answer)
    assert [row[1:] for row in cells(answer)[1:]] == [["9 Jahre", "7 Jahre"]]  # what differs
    assert "Petra Voss hat das am 9. Juni 2026 um" in answer.text


def test_W36_my_version_can_be_saved_all_the_same(conflict, town):
    visitor, answer = conflict
    again = visitor.post(VALUES, data=form_of(answer, VALUES))
    assert again.status_code == 303
    assert town.state.step("leitbild").values["zeithorizont"].value == 9


def test_W36_a_third_change_is_noticed_too(conflict, town):
    visitor, answer = conflict
    town.do("Petra Voss", c.RecordValues(holder="leitbild", values={"zeithorizont": 8}))
    again = visitor.post(VALUES, data=form_of(answer, VALUES))
    assert again.status_code == 409
    assert town.state.step("leitbild").values["zeithorizont"].value == 8


def test_two_people_at_different_points_never_meet(signed_in, town):
    visitor = signed_in(MANAGER)
    form = form_of(visitor.get(VALUES), VALUES)
    town.do("Petra Voss", c.ReopenItem(holder="leitbild", item="anlass"))
    answer = visitor.post(VALUES, data=form | {"feld-zeithorizont": "9"})
    assert answer.status_code == 303


def test_W35_a_double_click_has_one_effect(signed_in, town):
    visitor = signed_in(MANAGER)
    form = form_of(visitor.get(VALUES), VALUES) | {"feld-zeithorizont": "9"}
    first, second = visitor.post(VALUES, data=form), visitor.post(VALUES, data=form)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert first.status_code == 303


def test_W34_a_form_sent_again_with_other_content_is_refused(signed_in, town):
    visitor = signed_in(MANAGER)
    form = form_of(visitor.get(VALUES), VALUES)
    visitor.post(VALUES, data=form | {"feld-zeithorizont": "9"})
    answer = visitor.post(VALUES, data=form | {"feld-zeithorizont": "4"})
    assert answer.status_code == 409
    assert town.state.step("leitbild").values["zeithorizont"].value == 9


def test_W36_the_reasons_of_a_value_are_compared(signed_in, town):
    visitor = signed_in(MANAGER)
    town.do("Petra Voss", c.RecordValues(holder="leitbild", values={"zeithorizont": 12}))
    form = form_of(visitor.get(VALUES), VALUES) | {"feld-zeithorizont": "12"}
    said = c.RecordValues(holder="leitbild", values={}, reasons={"zeithorizont": "Ein Erbbaurecht"})
    town.do("Petra Voss", said)
    answer = visitor.post(VALUES, data=form | {"grund-zeithorizont": "Ein Förderprogramm"})
    assert answer.status_code == 409
    assert [row[1:] for row in cells(answer)[1:]] == [["Ein Förderprogramm", "Ein Erbbaurecht"]]


def test_W36_the_note_of_an_item_is_compared(signed_in, town):
    visitor = signed_in(COORDINATOR)
    town.do("Petra Voss", c.ReopenItem(holder="leitbild", item="anlass"))
    form = form_of(visitor.get(ITEM), ITEM)
    note = "Eine andere Fassung"
    town.do("Ines Kaya", c.CompleteItem(holder="leitbild", item="anlass", note=note))
    answer = visitor.post(ITEM, data=form | {"note": "Meine Fassung", "done": "ja"})
    assert answer.status_code == 409
    # That it is done is what both say.
    assert cells(answer)[1:] == [["Notiz", "Meine Fassung", "Eine andere Fassung"]]


def test_W36_status_proof_and_reason_of_an_item_are_compared_too(signed_in, town):
    town.do("Petra Voss", c.ReopenItem(holder="leitbild", item="anlass"))
    visitor = signed_in(COORDINATOR)
    form = form_of(visitor.get(ITEM), ITEM)
    reason = "Den Anlass kennt der Rat."
    town.do("Ines Kaya", c.SetItemAside(holder="leitbild", item="anlass", reason=reason))
    mine = {"note": "Besprochen", "done": "ja", "place": "Ordner 3", "reason": "Für Petra"}
    answer = visitor.post(ITEM, data=form | mine)
    assert answer.status_code == 409
    assert cells(answer)[1:] == [
        ["Stand", "Erledigt", f"Entfällt, „{reason}“"],
        ["Notiz", "Besprochen", "Viele Ältere leben allein."],
        ["Begründung", "Für Petra", reason],
        ["Nachweis", "Ordner 3", "leer"],
    ]


def test_W36_nobody_sets_aside_unseen_what_another_has_done(signed_in, town):
    town.do("Petra Voss", c.ReopenItem(holder="leitbild", item="anlass"))
    visitor = signed_in(COORDINATOR)
    form = form_of(visitor.get(ITEM), f"{ITEM}/entfaellt")
    town.do("Ines Kaya", c.CompleteItem(holder="leitbild", item="anlass", note="Liegt vor."))
    answer = visitor.post(f"{ITEM}/entfaellt", data=form | {"reason": "Passt hier nicht"})
    assert answer.status_code == 409
    assert cells(answer)[1:] == [
        ["Stand", "Entfällt", "Erledigt"],
        ["Begründung", "Passt hier nicht", "leer"],
    ]
    again = visitor.post(f"{ITEM}/entfaellt", data=form_of(answer, f"{ITEM}/entfaellt"))
    assert again.status_code == 303
    assert town.item("leitbild", "anlass").status is ItemStatus.NOT_APPLICABLE


PARTNER = "/quartiere/talaue/register/partner/1/bearbeiten"


def typed(visitor, **values):
    """Open the form of an entry, and return what it would send if these fields were changed."""
    page = Page(visitor.get(PARTNER).text)
    sent = {"feld-organisation": "Verein 1", "feld-stand": "zugesagt"}
    (form,) = [each for each in page.all("form") if "feld-organisation" in str(_names(each))]
    hidden = {
        f.get("name"): f.get("value", "") for f in form.iter("input") if f.get("type") == "hidden"
    }
    return hidden | sent | {f"feld-{name}": value for name, value in values.items()}


def _names(form) -> list[str]:
    return [each.get("name", "") for each in form.iter("input")]


def entry(town):
    values = town.state.record("partner", 1).values
    return {name: found.value for name, found in values.items()}


def change(town, **values):
    town.do("Petra Voss", c.ChangeRecord(register="partner", number=1, values=values))


def test_two_fields_of_one_form_can_be_changed_by_two_people(signed_in, town):
    visitor = signed_in(MANAGER)
    form = typed(visitor, organisation="Bürgerverein")
    change(town, stand="angesprochen")
    assert visitor.post(PARTNER, data=form).status_code == 303
    assert entry(town) == {"organisation": "Bürgerverein", "stand": "angesprochen"}


def test_saving_my_version_writes_nothing_that_i_left_as_it_was(signed_in, town):
    visitor = signed_in(MANAGER)
    form = typed(visitor, organisation="Bürgerverein")
    change(town, organisation="Kulturverein", stand="angesprochen")
    answer = visitor.post(PARTNER, data=form)
    assert answer.status_code == 409
    assert "Kulturverein" in text_of(Page(answer.text).all("nav")[1])  # which entry it is
    assert [row[0] for row in cells(answer)[1:]] == ["Organisation"]
    assert visitor.post(PARTNER, data=form_of(answer, PARTNER)).status_code == 303
    assert entry(town) == {"organisation": "Bürgerverein", "stand": "angesprochen"}


def test_what_was_shown_stays_what_was_shown_when_a_form_comes_back(signed_in, town):
    visitor = signed_in(MANAGER)
    form = typed(visitor, organisation="x" * 201)
    change(town, organisation="Kulturverein")
    answer = visitor.post(PARTNER, data=form)
    assert answer.status_code == 422
    again = form_of(answer, PARTNER) | {
        "feld-organisation": "Bürgerverein",
        "feld-stand": "zugesagt",
    }
    assert visitor.post(PARTNER, data=again).status_code == 409
    assert entry(town)["organisation"] == "Kulturverein"

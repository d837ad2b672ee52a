"""A checklist row says what to do now, and offers only what the engine takes."""

from dataclasses import replace

from tests.unit.core.small import SMALL, START, variant
from tests.unit.core.story import DEV, KO, LINK, MAN, begun, completing, partner
from tests.web.scenes import scene
from web.presenters.item_page import item_page
from web.presenters.items import checklist, row
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.definition import FieldProof, NoteProof


def row_of(story, item, by=MAN, holder="start"):
    found = scene(story, by)
    return row(found, holder, found.checklist_of(holder)[item])


def test_an_open_item_names_who_owes_it_and_its_proof():
    found = row_of(begun(), "anlass", KO)
    assert (found.status.word, found.duty) == ("Offen", "Pflicht")
    assert found.who.startswith("Sie (")
    assert found.needs.startswith("Nachweis nötig: eine Notiz")
    assert found.action.label == "Nachweis hinzufügen"
    assert not found.action.post


def test_whoever_waits_for_somebody_reminds_them():
    action = row_of(begun(), "anlass", DEV).action
    assert (action.label, action.post) == ("Erinnern", True)
    assert action.context == "Petra Voss und Ines Kaya an: Anlass klären"
    assert action.data == (("holder", "start"), ("thing", "item:anlass"))


def test_who_only_may_act_for_a_role_waits_for_whoever_holds_it():
    found = row_of(begun(), "partner", MAN)
    assert found.who == "Tom Brandt (Entwicklung)"
    assert (found.own, found.action.label) == (False, "Erinnern")
    assert found.more.label == "Bearbeiten"


def test_what_was_given_to_the_reader_is_theirs_whatever_its_role():
    story = begun().do(c.AssignItem(holder="start", item="partner", account=MAN.account))
    found = row_of(story, "partner", MAN)
    assert (found.own, found.who) == (True, "Sie (Entwicklung)")
    assert found.action.label != "Erinnern"


def test_a_fresh_reminder_stands_in_the_place_of_the_button_and_ends():
    story = begun().do(c.Remind(holder="start", thing="item:partner"))
    fresh = row_of(story.later(2), "partner", MAN)
    assert (fresh.action, fresh.after) == (None, "erinnert am 15. Januar")
    assert row_of(story.later(3), "partner", MAN).action.label == "Erinnern"


def test_a_reminder_is_never_the_loud_button():
    found = checklist(scene(begun(), MAN), "start").open
    assert {r.action.first for r in found if r.action and r.action.label == "Erinnern"} == {False}


def test_where_a_field_is_missing_beside_a_note_the_page_for_both_is_offered():
    both = replace(START.checklist["anlass"], evidence=(NoteProof(), FieldProof("horizont")))
    start = replace(START, checklist={**START.checklist, "anlass": both})
    story = begun(variant(steps={**SMALL.steps, "start": start}))
    assert row_of(story, "anlass", KO).action.label == "Nachweis hinzufügen"


def test_an_item_proved_by_entries_leads_to_the_register_until_they_are_there():
    story = begun()
    before = row_of(story, "partner", DEV)
    assert before.action.url.startswith("/quartiere/muehlburg/register/partner/neu")
    after = row_of(story.do(partner(), partner()), "partner", DEV)
    assert after.action.label == "Als erledigt markieren"
    assert after.action.post


def test_a_settled_item_is_quiet_and_shows_its_proof():
    done = c.CompleteItem(holder="start", item="anlass", note="Es ist so weit.", documents=(LINK,))
    found = row_of(begun().do(done, by=KO), "anlass", KO)
    assert found.status.word == "Erledigt"
    assert [proof.text for proof in found.proofs] == ["Es ist so weit.", LINK.name]
    assert found.action is None
    assert found.more.label == "Bearbeiten"


def test_an_item_set_aside_says_why():
    aside = c.SetItemAside(holder="start", item="anlass", reason="Passt hier nicht.")
    found = row_of(begun().do(aside, by=KO), "anlass", KO)
    assert (found.status.word, found.reason) == ("Entfällt", "Begründung: Passt hier nicht.")


def test_an_overdue_item_is_late_in_sign_and_words():
    due = c.SetItemDue(holder="start", item="anlass", due=begun().today)
    found = row_of(begun().do(due).later(4), "anlass", KO)
    assert found.status.key == "overdue"
    assert found.when.text.endswith("seit 4 Tagen überfällig")


def test_the_list_counts_required_items_and_folds_what_is_settled():
    story = begun().do(completing("start", "anlass", "Es ist so weit."), by=KO)
    found = checklist(scene(story), "start")
    assert found.says.startswith("1 von ")
    assert found.bar[0] == "full"
    assert found.folded == "1 erledigter Punkt"
    assert "anlass" not in {each.anchor.removeprefix("punkt-") for each in found.open}


def test_an_item_of_a_new_round_shows_its_former_proof():
    story = begun().do(completing("start", "anlass", "Es ist so weit."), by=KO)
    again = story.do(c.StartRound(step="start", reason="Das Klinikum schließt."), by=KO)
    rows = {each.anchor: each for each in checklist(scene(again), "start").open}
    earlier = rows["punkt-anlass"].earlier
    assert earlier is not None
    assert (earlier.title, earlier.proofs[0].text) == ("Nachweis aus Runde 1", "Es ist so weit.")
    assert rows["punkt-anlass"].proofs == ()


def test_only_one_button_is_loud():
    found = checklist(scene(begun(), KO), "start")
    assert sum(1 for each in found.open if each.action and each.action.first) == 1


def test_the_page_of_an_item_asks_whether_that_settles_it():
    page = item_page(scene(begun(), KO), "start", "anlass")
    assert "done" in {each.name for each in page.inputs}


def test_the_page_asks_a_coordinator_why_for_another_role():
    names = {each.name for each in item_page(scene(begun(), KO), "start", "partner").inputs}
    assert "reason" in names or "done" not in names


def test_the_page_of_an_item_one_may_not_settle_says_why_not():
    story = begun().do(c.AbandonProcess(reason="Kein Geld."), by=KO)
    page = item_page(scene(story, KO), "start", "anlass")
    assert page.inputs == ()
    assert page.why_not


def offered(story, item):
    """To whom the page of an item offers to give it."""
    page = item_page(scene(story), "start", item)
    [form] = [form for form in page.forms if form.action.endswith("/person")]
    return [option.label for option in form.inputs[0].options][1:]


def test_an_item_is_offered_to_the_team_and_the_coordinations_to_it_as_well():
    assert offered(begun(), "partner") == ["Tom Brandt", "Aylin Demir"]
    assert offered(begun(), "anlass") == ["Petra Voss", "Ines Kaya", "Tom Brandt", "Aylin Demir"]


def test_whoever_has_an_item_stands_in_the_choice_though_they_are_gone():
    story = begun().happened(e.ItemAssigned(holder="start", item="partner", account=77))
    assert offered(story, "partner") == ["Tom Brandt", "Aylin Demir", "gelöschte Person"]

"""Moving quartiere in the web: looked at, asked once more, done in slices, taken back."""

from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from features.drivers.world import PROCESS
from tests.web.conftest import COORDINATOR, DEVELOPER, MANAGER, STRANGER, CheckedClient
from tests.web.page import Page, text_of
from web import paths
from web.app import create_app
from web.presenters.inputs import UNTYPED
from web.presenters.move_plan import PER_PAGE, chosen, plan_page
from web.presenters.parts import Place
from web.rooms import workbench_moving
from workflow.core import commands as c
from workflow.core.commands import Choices
from workflow.core.moving.preview import Consequences, Verdict
from workflow.core.municipality import RevokeRole
from workflow.moving import Preview, Previewed
from workflow.storage.tables import instance, outbox

V, TOWN = "kleines-quartier", "musterstadt"
TEXT = PROCESS.read_text("utf-8")
OLD = "      besuch: {text: Eine andere Kommune besuchen, role: manager, required: false, evidence: note}\n"
NEW = "      luftbild: {text: Luftbild ablegen, role: manager, required: true, evidence: note}\n"
NEXT = TEXT.replace("version: 1", "version: 2", 1).replace(OLD, NEW)
HERE = paths.move(TOWN, V, 2)
TALAUE = "/quartiere/talaue"
REASON = "Beschluss vom 28. Mai"


@pytest.fixture
def second(town):
    """The second version, in which an item is new and another is gone."""
    found = town.service.workbench.publish(
        town.municipality, NEXT.encode(), account=None, at=town.now
    )
    return found.definition


@pytest.fixture
def petra(signed_in, second):
    assert second.version == 2
    return signed_in(COORDINATOR)


def main(answer, status=200):
    assert answer.status_code == status
    return text_of(Page(answer.text).all("main")[0])


def plan(visitor, **changed):
    """What a browser sends from the plan as it is shown, with a reason."""
    page = Page(visitor.get(HERE).text)
    ticked = [
        each.get("value")
        for each in page.all("input")
        if each.get("name") == "auswahl" and each.get("checked") is not None
    ]
    token = visitor.token(HERE)
    form = {"csrf_token": token, "command_id": "0" * 32, "reason": REASON, "auswahl": ticked}
    return form | changed


def confirmed(visitor, form):
    """The form of the question, as it is shown for what was planned."""
    answer = visitor.post(HERE, data=form)
    return next(f for f in Page(answer.text).forms() if f.get("reason") == REASON)


def run(visitor, **changed):
    return visitor.post(paths.move_start(HERE), data=confirmed(visitor, plan(visitor, **changed)))


def version(town):
    whole = town.service.load_whole("talaue", account=town.accounts["Tom Brandt"])
    return whole.definition.version


# --- looking first ---------------------------------------------------------------------------


def test_a_trial_run_says_what_it_means_for_each_and_changes_nothing(petra, town):
    text = main(petra.get(HERE))
    assert "Probelauf für Version 2: Es wurde nichts geändert." in text
    assert "Talaue" in text
    assert "Mehr Aufwand" in text
    assert "1 neuer Pflichtpunkt" in text
    assert version(town) == 1
    table = petra.get(f"{HERE}.csv")
    assert "Talaue;1;Mehr Aufwand;1 neuer Pflichtpunkt" in table.text


def test_a_consultant_reads_numbers_and_no_quartier(consultant, second):
    samir = consultant()
    page = samir.get(HERE)
    text = main(page)
    assert "Mehr Aufwand: 1" in text
    assert "Umgestellt werden Quartiere von der Quartierskoordination." in text
    assert "Talaue" not in text
    assert not any("reason" in form for form in Page(page.text).forms())
    form = {"command_id": "0" * 32, "reason": REASON, "auswahl": "talaue"}
    answer = samir.send(paths.move_start(HERE), form, token_from="/konto")
    assert answer.status_code == 403
    assert second.version == 2


def test_a_draft_is_tried_before_it_is_published(town, consultant, signed_in):
    consultant()
    account = town.accounts["Samir Haddad"]
    draft = town.service.workbench.create_draft(
        town.municipality, "x", NEXT, account=account, at=town.now
    )
    here = paths.draft(TOWN, draft.slug, "umstellung")
    petra = signed_in(COORDINATOR)
    text = main(petra.get(here))
    assert "Umgestellt wird, wenn die Version veröffentlicht ist." in text
    assert "1 neuer Pflichtpunkt" in text
    assert "Talaue;1;Mehr Aufwand" in petra.get(f"{here}.csv").text


def test_who_coordinates_another_town_or_none_finds_nothing(petra, signed_in):
    assert petra.get(HERE).status_code == 200
    for email in (STRANGER, MANAGER, DEVELOPER):
        visitor = signed_in(email)
        assert visitor.get(HERE).status_code == 404
        form = {"command_id": "0" * 32, "reason": REASON, "auswahl": "talaue"}
        answer = visitor.send(paths.move_start(HERE), form, token_from="/konto")
        assert answer.status_code == 404


def test_an_item_with_proof_that_is_gone_is_a_decision(petra, town):
    note = c.CompleteItem(holder="leitbild", item="besuch", note="Wir waren in Aachen.")
    town.do("Tom Brandt", note)
    text = main(petra.get(HERE))
    assert "1 Entscheidung ist nötig" in text
    assert "„Eine andere Kommune besuchen“ gibt es nicht mehr" in text
    assert "Betrifft Talaue" in text
    same = {"ist-jetzt:steps.leitbild.checklist.besuch": "steps.leitbild.checklist.luftbild"}
    question = confirmed(petra, plan(petra, **same))
    assert same.items() <= question.items()
    assert petra.post(paths.move_start(HERE), data=question).status_code == 303
    assert town.item("leitbild", "luftbild").note == "Wir waren in Aachen."


# --- doing it --------------------------------------------------------------------------------


def test_nothing_is_moved_without_a_reason_or_a_quartier(petra, town):
    empty = main(petra.post(HERE, data=plan(petra, reason="")), 422)
    assert "Geben Sie „Anlass der Umstellung auf Version 2“ ein" in empty
    form = plan(petra, auswahl=[])
    for address in (HERE, paths.move_start(HERE)):
        text = main(petra.post(address, data=form), 422)
        assert "Wählen Sie" in text
        assert REASON in text
    assert version(town) == 1


def test_a_form_that_is_none_of_ours_is_refused(petra, town):
    run(petra)
    whole = {"command_id": "0" * 32}
    of_run = (f"{paths.move_run(TOWN, V, 2, 1)}/{each}" for each in ("weiter", "ende"))
    for address in (HERE, paths.move_start(HERE), *of_run):
        for form in ({}, {"command_id": "x"}, whole | {"reason": "a", "auswahl": "b", "mehr": "c"}):
            assert petra.send(address, form, token_from=HERE).status_code in {400, 422}
    assert version(town) == 2


def test_a_quartier_that_cannot_be_moved_is_asked_for_anew(petra, town):
    form = plan(petra, auswahl=["gibt-es-nicht"])
    for address in (HERE, paths.move_start(HERE)):
        assert "Wählen Sie" in main(petra.post(address, data=form), 422)
    assert version(town) == 1


def test_an_answer_to_a_question_that_nobody_asked_is_refused_and_said(petra, town):
    note = c.CompleteItem(holder="leitbild", item="besuch", note="Wir waren in Aachen.")
    town.do("Tom Brandt", note)
    besuch = "ist-jetzt:steps.leitbild.checklist.besuch"
    for answer, says in (
        ({besuch: "steps.leitbild.checklist.nie"}, "Wählen Sie bei Eine andere Kommune"),
        ({"nachholen:steps.nie.checklist.nie": "ja"}, "Wählen Sie"),
        ({"aufgeben:": "ja"}, "Wählen Sie"),
    ):
        for address in (HERE, paths.move_start(HERE)):
            text = main(petra.post(address, data=plan(petra, **answer)), 422)
            assert says in text.replace("„", "")
            assert REASON in text
    assert version(town) == 1


def test_who_confirms_moves_and_sees_how_far_it_is(petra, town):
    asked = main(petra.post(HERE, data=plan(petra)))
    assert "1 Quartier" in asked
    assert REASON in asked
    assert version(town) == 1
    answer = run(petra)
    here = paths.move_run(TOWN, V, 2, 1)
    assert (answer.status_code, answer.location) == (303, f"{here}#meldung")
    assert version(town) == 2
    text = main(petra.get(here))
    assert "1 Quartier ist umgestellt." in text
    assert "1 von 1 Quartier ist umgestellt." in text
    assert "Zurücknehmen lässt sich eine Umstellung 14 Tage lang" in text
    assert "Umgestellt von Version 1 auf Version 2" in main(petra.get(f"{TALAUE}/verlauf"))


def test_a_run_is_found_again_by_whoever_coordinates(petra, consultant):
    assert "Begonnene Umstellungen" not in main(petra.get(HERE))
    run(petra)
    page = petra.get(HERE)
    assert "Umstellung vom 9. Juni 2026, 10:00 Uhr" in main(page)
    assert f'href="{paths.move_run(TOWN, V, 2, 1)}"' in page.text
    assert "Begonnene Umstellungen" not in main(consultant().get(HERE))


def test_who_clicks_twice_begins_one_run_and_sees_it(petra, town):
    form = confirmed(petra, plan(petra))
    answers = [petra.post(paths.move_start(HERE), data=form) for _ in range(2)]
    seen = {(answer.status_code, answer.location) for answer in answers}
    assert seen == {(303, f"{paths.move_run(TOWN, V, 2, 1)}#meldung")}
    assert version(town) == 2
    assert petra.get(paths.move_run(TOWN, V, 2, 2)).status_code == 404


def test_a_quartier_with_an_open_request_waits_and_is_not_ticked(petra, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    text = main(petra.get(HERE))
    assert "Wartet" in text
    assert plan(petra)["auswahl"] == []
    asked = main(petra.post(HERE, data=plan(petra, auswahl="talaue")))
    assert "1 Quartier wartet noch: Der tägliche Lauf stellt um, sobald es geht." in asked
    assert "danach mit Version 2" not in asked
    run(petra, auswahl="talaue")
    text = main(petra.get(paths.move_run(TOWN, V, 2, 1)))
    assert "0 von 1 Quartier ist umgestellt, 1 wartet." in text
    assert "Was wartet, wird jeden Tag noch einmal versucht" in text
    assert version(town) == 1
    here = paths.move_run(TOWN, V, 2, 1)
    assert "Übrige nicht mehr umstellen" in text
    stopped = petra.send(f"{here}/ende", {"command_id": "3" * 32}, token_from=here)
    assert stopped.status_code == 303
    text = main(petra.get(here))
    assert "1 Quartier bleibt bei seiner Version." in text
    assert "0 von 1 Quartier ist umgestellt, 1 bleibt bei seiner Version." in text
    assert "Übrige nicht mehr umstellen" not in text


def test_what_one_request_does_not_reach_the_next_one_or_the_daily_run_does(
    petra, town, monkeypatch
):
    town.begin("Südhang")
    monkeypatch.setattr(workbench_moving, "SLICE", 0)
    form = plan(petra)
    assert form["auswahl"] == ["suedhang", "talaue"]
    question = petra.post(HERE, data=form)
    page = Page(question.text)
    hidden = {
        name: value for each in page.forms() for name, value in each.items() if each.get("reason")
    }
    answer = petra.post(paths.move_start(HERE), data=hidden | {"auswahl": form["auswahl"]})
    here = answer.location.partition("#")[0]
    text = main(petra.get(here))
    assert "0 von 2 Quartieren sind umgestellt, 2 stehen aus." in text
    assert "Stand aktualisieren" in text
    monkeypatch.setattr(workbench_moving, "SLICE", 1)
    again = petra.send(f"{here}/weiter", {"command_id": "1" * 32}, token_from=here)
    assert again.status_code == 303
    assert "1 von 2 Quartieren sind umgestellt, 1 steht aus." in main(petra.get(here))
    assert town.service.tick(town.now).moved == 1
    assert "2 von 2 Quartieren sind umgestellt." in main(petra.get(here))
    assert petra.get(paths.move_run(TOWN, V, 1, 1)).status_code == 404
    assert petra.get(paths.move_run(TOWN, V, 2, 99)).status_code == 404


def test_the_daily_run_leaves_a_run_whose_author_may_no_longer(petra, town, monkeypatch):
    monkeypatch.setattr(workbench_moving, "SLICE", 0)
    run(petra)
    revoke = RevokeRole(account=town.accounts["Petra Voss"], role="coordinator")
    town.service.govern(town.municipality, revoke, account=None, at=town.now)
    done = town.service.tick(town.now)
    assert (done.moved, done.failures) == (0, ())
    assert version(town) == 1


def test_a_quartier_that_fails_holds_up_no_other_and_has_a_number(petra, town, caplog):
    town.begin("Südhang")
    broken = update(instance).where(instance.c.slug == "talaue").values(part="{")
    form = confirmed(petra, plan(petra)) | {"auswahl": ["suedhang", "talaue"]}
    with town.service.database.maintain() as connection:
        connection.execute(broken)
    assert petra.post(paths.move_start(HERE), data=form).status_code == 303
    text = main(petra.get(paths.move_run(TOWN, V, 2, 1)))
    assert "1 Quartier ist umgestellt. Bei 1 Quartier ist etwas schiefgegangen." in text
    assert "1 von 2 Quartieren sind umgestellt, 1 steht aus." in text
    [entry] = [each for each in caplog.records if each.name == "web.incidents"]
    assert entry.args[0] in text


# --- whether the teams are told --------------------------------------------------------------


@pytest.fixture
def by_mail(settings, service, clock, second):
    """Petra's browser where letters go out."""
    app = create_app(replace(settings, sends_mail=True), service, clock=clock)
    app.test_client_class = CheckedClient
    visitor = app.test_client()
    visitor.sign_in(COORDINATOR)
    assert second.version == 2
    return visitor


def letters(town):
    with town.service.database.read() as connection:
        return list(connection.scalars(select(outbox.c.link)))


def test_who_moves_is_asked_whether_the_teams_get_a_letter_and_told_how_many(by_mail, town):
    assert "Sollen die Teams eine E-Mail bekommen?" in main(by_mail.get(HERE))
    asked = main(by_mail.post(HERE, data=plan(by_mail, nachricht="ja")))
    assert (
        "2 E-Mails gehen an 2 Personen in den Teams: jede, sobald das Quartier umgestellt ist."
        in asked
    )
    assert letters(town) == []
    run(by_mail, nachricht="ja")
    assert letters(town) == [paths.moved("talaue")] * 2
    here = paths.move_run(TOWN, V, 2, 1)
    assert "Jede Person im Team bekommt eine E-Mail" in main(by_mail.get(here))
    assert "an das Team" in main(by_mail.get(f"{TALAUE}/verlauf"))
    undo = main(by_mail.get(f"{TALAUE}/ablauf/ruecknahme"))
    assert "Das Team bekommt eine E-Mail darüber, wie über die Umstellung." in undo


def test_a_quiet_move_writes_to_nobody_and_says_so(by_mail, town):
    asked = main(by_mail.post(HERE, data=plan(by_mail, nachricht="nein")))
    assert "Niemand bekommt deshalb eine E-Mail." in asked
    run(by_mail, nachricht="nein")
    assert version(town) == 2
    assert letters(town) == []
    assert "E-Mail" not in main(by_mail.get(f"{TALAUE}/ablauf/ruecknahme"))
    assert "Die Teams bekommen dazu keine E-Mail." in main(
        by_mail.get(paths.move_run(TOWN, V, 2, 1))
    )


def test_an_answer_that_was_not_offered_is_asked_for_anew(by_mail, town):
    for answer in ("", "vielleicht"):
        text = main(by_mail.post(HERE, data=plan(by_mail, nachricht=answer)), 422)
        assert REASON in text
    assert version(town) == 1


def test_without_a_mail_server_nobody_is_asked_and_nobody_is_told(petra, town):
    assert "E-Mail" not in main(petra.get(HERE))
    for form in (plan(petra), plan(petra, nachricht="ja")):
        asked = main(petra.post(HERE, data=form))
        assert "Von hier gehen keine E-Mails hinaus: Niemand bekommt deshalb eine." in asked
    run(petra, nachricht="ja")
    assert version(town) == 2
    assert letters(town) == []


# --- the quartier afterwards -----------------------------------------------------------------


def test_the_team_is_told_for_two_weeks_what_has_changed(petra, signed_in, town, clock):
    run(petra)
    tom = signed_in(MANAGER)
    assert "Seit 9. Juni gilt Version 2." in main(tom.get(TALAUE))
    text = main(tom.get(paths.moved("talaue")))
    assert "Pflichtpunkt „Luftbild ablegen“" in text
    assert REASON in text
    assert "Umstellung zurücknehmen" not in text
    clock.pass_by(days=15)
    assert "gilt Version 2" not in main(signed_in(MANAGER).get(TALAUE))
    assert version(town) == 2


def test_a_quartier_that_was_never_moved_has_no_such_page(signed_in):
    tom = signed_in(MANAGER)
    assert tom.get(paths.moved("talaue")).status_code == 404
    assert "gilt Version" not in main(tom.get(TALAUE))


def test_the_coordination_takes_it_back_with_a_reason(petra, town):
    run(petra)
    here = f"{TALAUE}/ablauf/ruecknahme"
    assert f'href="{here}"' in petra.get(paths.moved("talaue")).text
    assert "/hilfe/quartierskoordination#eine-umstellung-zuruecknehmen" in petra.get(here).text
    for reason, status in (("", 422), ("Zu früh.", 303)):
        form = {"command_id": "2" * 32, "reason": reason}
        assert petra.send(here, form, token_from=here).status_code == status
    assert version(town) == 1
    assert "Seit 9. Juni gilt wieder Version 1." in main(petra.get(TALAUE))
    assert "1 zurückgenommen" in main(petra.get(paths.move_run(TOWN, V, 2, 1)))


# --- many ------------------------------------------------------------------------------------


def many(count, before):
    rows = tuple(
        Previewed(
            instance=n,
            slug=f"q-{n}",
            name=f"Quartier {n}",
            before=before,
            consequences=Consequences(verdict=Verdict.NONE),
        )
        for n in range(count)
    )
    counts = Counter({Verdict.NONE: count})
    return Preview(target=before, counts=counts, decisions={}, rows=rows, letters=count, people=1)


def test_a_thousand_quartiere_stand_on_pages_and_can_be_moved_together(app, town):
    preview = many(1_000, town.definition)
    where = (Place(name="", crumbs=(), tabs=()), ())
    with app.test_request_context():
        first = plan_page(preview, where, ("/hier", "/hier.csv"), UNTYPED)
        last = plan_page(preview, where, ("/hier", "/hier.csv"), UNTYPED, start=900)
    assert len(first.rows) == len(last.rows) == PER_PAGE
    assert [link.url for link in first.pages] == ["/hier?ab=100"]
    assert [link.url for link in last.pages] == ["/hier?ab=800"]
    assert first.asks[0].options[0].label == "Alle 1000 Quartiere, bei denen es geht"


def test_answers_become_choices_and_what_is_recommended_is_none():
    answers = [
        ("ist-jetzt:steps.a.checklist.b", "steps.a.checklist.c"),
        ("ist-jetzt:steps.a.checklist.d", ""),
        ("nachholen:steps.a.checklist.c", "ja"),
        ("aufgeben:steps.z", "ja"),
    ]
    assert chosen(answers) == Choices(
        same={"steps.a.checklist.b": "steps.a.checklist.c"},
        owed=("steps.a.checklist.c",),
        given_up=("steps.z",),
    )

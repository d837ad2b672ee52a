"""Each form of the rooms, filled and sent as a browser would, by whoever may send it."""

from dataclasses import replace
from html import unescape

import pytest

from features.drivers.world import PROCESS, opinion, resolution
from tests.web.conftest import COORDINATOR, DEVELOPER, MANAGER
from tests.web.page import Page, text_of
from workflow.core import commands as c
from workflow.core.state import Action, Outcome
from workflow.definitions.library import check

Q = "/quartiere/talaue"
STEP = f"{Q}/schritte/leitbild"
ITEM = f"{STEP}/punkte/entwurf"


def submit(browser, page: str, data: dict[str, str], action: str = ""):
    """Open a page, fill its form (the one that leads to `action`) and send it."""
    path = action or page
    found = Page(browser.get(page).text)
    form = next(f for f in found.all("form") if _target(f, page) == path)
    hidden = {
        field.get("name"): field.get("value", "")
        for field in form.iter("input")
        if field.get("type") == "hidden"
    }
    return browser.post(path.partition("?")[0], data=hidden | data)


def _target(form, page: str) -> str:
    return (
        (form.get("action", "").partition("#")[0] or page) if form.get("method") == "post" else ""
    )


def said(browser, answer) -> str:
    """What the page says after the redirect."""
    assert answer.status_code == 303, text_of(Page(answer.text).root)
    shown = Page(browser.get(answer.location).text)
    return " ".join(
        text_of(each)
        for tag in ("p", "div")  # with a button to take it back it is a box
        for each in shown.all(tag)
        if each.get("role") == "status"
    )


SENT = [
    (
        MANAGER,
        STEP,
        f"{STEP}/kommentar",
        {"text": "Bitte ansehen."},
        "Ihr Kommentar ist gespeichert",
    ),
    (DEVELOPER, Q, f"{Q}/kommentar", {"text": "Guten Morgen."}, "Ihr Kommentar ist gespeichert"),
    (
        DEVELOPER,
        f"{Q}/register/partner/1",
        f"{Q}/register/partner/1/kommentar",
        {"text": "Ruft zurück."},
        "Ihr Kommentar ist gespeichert",
    ),
    (MANAGER, ITEM, f"{ITEM}/offen", {"reason": ""}, "Der Punkt ist wieder offen."),
    (MANAGER, ITEM, f"{ITEM}/entfaellt", {"reason": "Passt nicht."}, "Der Punkt entfällt."),
    (MANAGER, ITEM, f"{ITEM}/person", {"account": ""}, "Gespeichert"),
    (MANAGER, ITEM, f"{ITEM}/termin", {"due": "1.7.2026"}, "Der Termin ist gespeichert."),
    (MANAGER, ITEM, f"{ITEM}/dokument", {"document": "0"}, "Das Dokument ist entfernt."),
    (MANAGER, ITEM, "", {"note": "Mehr dazu.", "done": "nein"}, "Der Nachweis ist gespeichert."),
    (COORDINATOR, f"{STEP}/angaben", "", {"feld-zeithorizont": "7"}, "Die Angaben sind"),
    (
        DEVELOPER,
        f"{Q}/eckdaten",
        "",
        {"feld-traegertyp": "verein"},
        "Die Angaben sind gespeichert.",
    ),
    (
        DEVELOPER,
        f"{Q}/register/partner/neu",
        "",
        {"feld-organisation": "Chor", "feld-stand": "zugesagt", "step": "leitbild"},
        "Kooperationspartner*in ist gespeichert.",
    ),
    (
        DEVELOPER,
        f"{Q}/register/partner/1/bearbeiten",
        "",
        {"feld-organisation": "Chor", "feld-stand": "zugesagt"},
        "Der Eintrag ist gespeichert.",
    ),
    (
        DEVELOPER,
        f"{Q}/register/partner/1/archiv",
        "",
        {"reason": "Doppelt."},
        "Der Eintrag ist archiviert.",
    ),
    (MANAGER, f"{Q}/freigaben/leitbild/anfrage", "", {}, "Die Freigabe ist angefragt."),
    (MANAGER, f"{Q}/lage", "", {"level": "critical", "reason": "Es fehlt Geld."}, "Einschätzung"),
    (
        DEVELOPER,
        f"{Q}/vorschlag",
        "",
        {"action": "pause", "step": "", "text": "Niemand da."},
        "Ihr Vorschlag liegt der Koordination vor.",
    ),
    (
        COORDINATOR,
        f"{Q}/ablauf/pause",
        "",
        {"until": "1.9.2026", "reason": "Umbau."},
        "Das Quartier pausiert.",
    ),
    (
        COORDINATOR,
        f"{Q}/ablauf/abbruch",
        "",
        {"reason": "Kein Geld."},
        "Das Quartier ist abgebrochen.",
    ),
    (
        COORDINATOR,
        f"{Q}/schritte/analyse/auslassen",
        "",
        {"reason": "Liegt vor."},
        "Der Schritt ist ausgelassen.",
    ),
    (COORDINATOR, f"{STEP}/runde", "", {"reason": "Neu."}, "Die neue Runde hat begonnen."),
]


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent[2] or sent[1]}")
def test_a_form_does_what_it_says(signed_in, sent):
    who, page, action, data, message = sent
    browser = signed_in(who)
    assert message in said(browser, submit(browser, page, data, action))


WRONG = [
    (DEVELOPER, Q, f"{Q}/kommentar", {"text": " "}),
    (DEVELOPER, f"{Q}/register/partner/1", f"{Q}/register/partner/1/kommentar", {"text": ""}),
    (MANAGER, STEP, f"{STEP}/kommentar", {"text": ""}),
    (MANAGER, ITEM, "", {"note": ""}),
    (MANAGER, ITEM, f"{ITEM}/entfaellt", {"reason": ""}),
    (MANAGER, ITEM, f"{ITEM}/termin", {"due": "morgen"}),
    (COORDINATOR, f"{STEP}/angaben", "", {"feld-zeithorizont": "viele"}),
    (COORDINATOR, f"{STEP}/angaben", "", {"feld-zeithorizont": "99"}),
    (DEVELOPER, f"{Q}/register/partner/neu", "", {"feld-organisation": "", "step": "leitbild"}),
    (DEVELOPER, f"{Q}/register/partner/1/archiv", "", {"reason": " "}),
    (MANAGER, f"{Q}/lage", "", {"reason": "Es fehlt etwas."}),
    (DEVELOPER, f"{Q}/vorschlag", "", {"action": "skip", "step": "", "text": "Bitte."}),
    (COORDINATOR, f"{Q}/ablauf/pause", "", {"until": "1.1.2020", "reason": "Umbau."}),
    (COORDINATOR, f"{STEP}/runde", "", {"reason": ""}),
    (COORDINATOR, "/quartiere/neu", "", {"name": ""}),
]


@pytest.mark.parametrize(("who", "page", "action", "data"), WRONG)
def test_what_cannot_be_taken_comes_back_with_what_was_typed(signed_in, who, page, action, data):
    browser = signed_in(who)
    answer = submit(browser, page, data, action)
    assert answer.status_code == 422
    shown = Page(answer.text)
    assert shown.title().startswith("Fehler: ")
    assert 'id="fehler"' in answer.text
    typed = unescape(answer.text)
    assert all(value in typed for value in data.values())


def test_a_quartier_is_started_and_shown(signed_in):
    browser = signed_in(COORDINATOR)
    answer = submit(browser, "/quartiere/neu", {"name": "Am Anger", "team-management": ""})
    assert "„Am Anger“ ist angelegt" in said(browser, answer)
    assert "/quartiere/am-anger" in answer.location


def test_what_to_start_with_stands_by_title_and_what_was_taken_last_is_chosen(signed_in, town):
    def publish(name: str, title: str, version: int = 1) -> str:
        text = PROCESS.read_text("utf-8").replace("id: kleines-quartier", f"id: {name}", 1)
        text = text.replace("title: Ein kleines Quartier", f"title: {title}", 1)
        stored = check(text.replace("version: 1", f"version: {version}", 1).encode(), "x").stored
        return town.service.publish(town.municipality, stored, account=None, at=town.now).digest

    publish("a", "Zuletzt")
    newer = [publish("z", "Ältere im Dorf", version) for version in (1, 2)][-1]
    browser = signed_in(COORDINATOR)
    path = "/quartiere/neu"

    def offered() -> list[tuple[str, bool]]:
        labels = [
            each for each in Page(browser.get(path).text).all("label") if "Version" in text_of(each)
        ]
        return [(text_of(each), "checked" in each[0].attrib) for each in labels]

    assert offered() == [
        ("Ältere im Dorf, Version 2", False),
        ("Ein kleines Quartier, Version 1", True),
        ("Zuletzt, Version 1", False),
    ]
    submit(browser, path, {"name": "Am Anger", "team-management": "", "vorlage": newer})
    assert [title for title, chosen in offered() if chosen] == ["Ältere im Dorf, Version 2"]


def test_of_many_definitions_one_is_chosen_from_a_list_as_wide_as_a_field_gets(signed_in, town):
    for number in range(7):
        text = PROCESS.read_text("utf-8").replace("id: kleines-quartier", f"id: v-{number}", 1)
        stored = check(text.encode(), "x").stored
        town.service.publish(town.municipality, stored, account=None, at=town.now)
    page = Page(signed_in(COORDINATOR).get("/quartiere/neu").text)
    (chosen,) = [each for each in page.all("select") if each.get("name") == "vorlage"]
    assert len(chosen) == 8
    assert not [
        each
        for each in page.all("input")
        if each.get("name") == "vorlage" and each.get("type") == "radio"
    ]


def test_only_the_coordination_is_offered_a_new_quartier(signed_in):
    assert "Quartier anlegen" in signed_in(COORDINATOR).get("/quartiere").text
    manager = signed_in(MANAGER)
    assert "Quartier anlegen" not in manager.get("/quartiere").text
    assert manager.get("/quartiere/neu").status_code == 404


def test_the_team_grows_hands_over_and_shrinks(signed_in, people):
    browser, team = signed_in(COORDINATOR), f"{Q}/team"
    aylin, tom = str(people["aylin"]), str(people["Tom Brandt"])
    joined = submit(browser, team, {"account": aylin, "role": "developer"}, f"{team}/aufnahme")
    assert "Das Team ist gespeichert." in said(browser, joined)
    given = {"role": "manager", "giver": tom, "taker": aylin, "note": "Elternzeit."}
    handed = submit(browser, team, given, f"{team}/uebergabe")
    assert "Die Rolle ist übergeben." in said(browser, handed)
    left = submit(browser, team, {"account": aylin, "role": "developer"}, f"{team}/austritt")
    assert "Das Team ist gespeichert." in said(browser, left)


def test_a_proposal_is_answered(signed_in, town):
    town.do("Lena Fuchs", c.Propose(action=Action.PAUSE, text="Niemand da."))
    browser = signed_in(COORDINATOR)
    page = f"{Q}/vorschlaege/1"
    refused = submit(browser, page, {"accepted": "nein", "reason": ""})
    assert refused.status_code == 422
    answered = submit(browser, page, {"accepted": "nein", "reason": "Wir finden jemanden."})
    assert "Ihre Antwort ist gespeichert." in said(browser, answered)


def test_an_obligation_is_met_and_reopened(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    town.do("Petra Voss", opinion(town, "leitbild"))
    yes = resolution(town, "leitbild")
    duty = c.NewObligation(text="Zeitplan nachreichen.", due=town.today, role="manager")
    town.do(
        "Petra Voss",
        c.DecideApproval(
            step="leitbild",
            approval="rat",
            outcome=Outcome.APPROVED_WITH_OBLIGATIONS,
            obligations=(duty,),
            decision=yes.decision,
        ),
    )
    manager, page = signed_in(MANAGER), f"{Q}/auflagen/1"
    assert submit(manager, page, {"note": ""}).status_code == 422
    assert "erfüllt" in said(manager, submit(manager, page, {"note": "Liegt bei."}))
    coordinator = signed_in(COORDINATOR)
    reopened = submit(coordinator, f"{page}/offen", {"reason": "Seite 2 fehlt."})
    assert "wieder offen" in said(coordinator, reopened)
    assert "„Seite 2 fehlt.“" in manager.get(page).text


def test_whoever_meets_an_obligation_second_keeps_what_they_wrote(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    town.do("Petra Voss", opinion(town, "leitbild"))
    duty = c.NewObligation(text="Zeitplan nachreichen.", due=town.today, role="manager")
    yes = resolution(town, "leitbild")
    with_duty = replace(
        yes, outcome=Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,), text=""
    )
    town.do("Petra Voss", with_duty)
    browser, page = signed_in(COORDINATOR), f"{Q}/auflagen/1"
    form = next(form for form in Page(browser.get(page).text).forms() if "seen" in form)
    town.do("Tom Brandt", c.FulfilObligation(obligation="1", note="Der Zeitplan liegt bei."))
    answer = browser.post(page, data=form | {"note": "Siehe Akte 7."})
    assert answer.status_code == 409
    assert [text_of(each).strip() for each in Page(answer.text).all("textarea")] == [
        "Siehe Akte 7."
    ]


def test_a_request_is_taken_back(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    browser = signed_in(MANAGER)
    answer = submit(browser, f"{Q}/freigaben/leitbild/rueckzug", {"reason": ""})
    assert "Die Anfrage ist zurückgezogen." in said(browser, answer)


def test_a_decision_needs_its_paper_and_keeps_what_was_typed(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    browser, page = signed_in(COORDINATOR), f"{Q}/freigaben/leitbild/entscheidung/lenkung"
    answer = submit(browser, page, {"outcome": "given", "text": "Gern.", "on": "", "paper": ""})
    assert answer.status_code == 422
    assert "Gern." in answer.text
    assert len(Page(answer.text).all("ul")) > 0
    assert "Bitte prüfen Sie 2 Angaben" in answer.text


def test_what_is_refused_meanwhile_explains_itself(signed_in, town):
    browser = signed_in(MANAGER)
    page = f"{Q}/freigaben/leitbild/anfrage"
    found = Page(browser.get(page).text)
    hidden = next(form for form in found.forms() if "command_id" in form and "seen" not in form)
    town.do("Tom Brandt", c.ReopenItem(holder="leitbild", item="entwurf"))
    token = [f for f in found.forms() if "command_id" in f][-1]
    answer = browser.post(page, data=hidden | token)
    assert answer.status_code == 409
    assert "Entwurf zur Rückmeldung geben" in answer.text
    assert "Das geht jetzt nicht" in answer.text


def test_a_decision_on_a_request_that_is_taken_back_meanwhile_keeps_its_words(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    browser, page = signed_in(COORDINATOR), f"{Q}/freigaben/leitbild/entscheidung/lenkung"
    form = next(form for form in Page(browser.get(page).text).forms() if "seen" in form)
    town.do("Tom Brandt", c.WithdrawRequest(step="leitbild"))
    typed = {"outcome": "given", "text": "Mit dem Hinweis auf den Park.", "paper": "LG 7/2026"}
    picked = {"auflage-1-rolle": "manager"}
    answer = browser.post(page, data=form | typed | picked | {"on": "9.6.2026"})
    assert answer.status_code == 409
    kept = [text_of(each).strip() for each in Page(answer.text).all("textarea")]
    assert kept == ["Mit dem Hinweis auf den Park.", "LG 7/2026", "9.6.2026"]


def test_a_role_that_may_not_is_told_who_may(signed_in):
    browser = signed_in(DEVELOPER)
    token = Page(browser.get(STEP).text).forms()[-1]
    answer = browser.post(f"{Q}/freigaben/leitbild/anfrage", data=token)
    assert answer.status_code == 403
    assert "Tom Brandt" in answer.text


def test_an_item_left_without_an_answer_asks_in_the_words_of_its_page(signed_in):
    item = f"{STEP}/punkte/besuch"
    answer = submit(signed_in(MANAGER), item, {"note": "Rund um den Brunnen."})
    assert answer.status_code == 422
    links = [text_of(link) for link in Page(answer.text).all("a") if link.get("href") == "#done"]
    assert links == [
        "Wählen Sie bei „Ist der Punkt damit erledigt?“ eine der angebotenen Möglichkeiten"
    ]


@pytest.mark.parametrize(
    ("item", "asked"),
    [
        ("besuch", "Schreiben Sie eine Notiz."),
        ("entwurf", "Laden Sie eine Datei hoch"),
        ("partner", "Notiz, Datei, Link oder Fundort in der Akte können dazukommen."),
    ],
)
def test_an_item_says_which_proof_it_asks_for(signed_in, item, asked):
    assert asked in signed_in(MANAGER).get(f"{STEP}/punkte/{item}").text


def proving(signed_in, item, **data):
    """The questions of an item's page after sending it, and what is said to be wrong with each."""
    path = f"{STEP}/punkte/{item}"
    answer = submit(signed_in(MANAGER), path, {"note": "", "link": "", "place": "", **data})
    if answer.status_code == 303:
        return None, {}
    page = Page(answer.text)
    wrong = {
        each.get("id").removesuffix("-fehler"): text_of(each).removeprefix("Fehler: ")
        for each in page.all("p")
        if each.get("class") == "error"
    }
    linked = {each.get("href") for each in page.all("a")}
    assert all(f"#{name}" in linked for name in wrong)
    return page, wrong


@pytest.mark.parametrize(
    ("way", "says"),
    [
        ("file", "Wählen Sie „Datei“ aus"),
        ("link", "Geben Sie „Link“ ein"),
        ("place", "Geben Sie „Fundort in der Akte“ ein"),
    ],
)
def test_the_chosen_way_to_prove_has_to_be_filled_in(signed_in, way, says):
    page, wrong = proving(signed_in, "besuch", documents=way, note="Wir waren dort.", done="nein")
    assert wrong == {way: says}
    (chosen,) = [
        each
        for each in page.all("input")
        if "checked" in each.attrib and each.get("name") == "documents"
    ]
    assert chosen.get("value") == way
    assert [text_of(each) for each in page.all("textarea")] == ["Wir waren dort."] + [""] * (
        len(page.all("textarea")) - 1
    )


def test_a_document_that_is_missing_is_asked_for_at_its_question(signed_in, town):
    town.do("Tom Brandt", c.ReopenItem(holder="leitbild", item="entwurf"))
    town.do("Tom Brandt", c.RemoveEvidence(holder="leitbild", item="entwurf", document=0))
    _, wrong = proving(signed_in, "entwurf", done="ja")
    assert wrong == {"documents": "Wählen Sie „Dokument“ aus"}


@pytest.mark.parametrize(
    "given",
    [
        {"documents": "place", "place": "Akte 40.1"},
        {"documents": "link", "link": "https://www.example.org/"},
        {"documents": "place", "place": "Akte 40.1", "link": "https://www.example.org/"},
        {"place": "Akte 40.1"},
        {"documents": "", "note": "Wir waren dort."},
    ],
)
def test_what_is_filled_in_counts_whatever_is_chosen(signed_in, town, given):
    page, wrong = proving(signed_in, "besuch", done="nein", **given)
    assert (page, wrong) == (None, {})
    kept = town.state.step("leitbild").items["besuch"].documents
    assert len(kept) == sum(1 for name in ("link", "place") if name in given)


def test_a_way_that_is_none_is_not_taken(signed_in):
    _, wrong = proving(
        signed_in, "besuch", documents="brieftaube", note="Flog vorbei.", done="nein"
    )
    assert list(wrong) == ["documents"]


@pytest.mark.parametrize("name", ["role", "actor", "municipality", "state", "at"])
def test_W31_a_form_with_a_name_of_no_page_changes_nothing(signed_in, town, name):
    before = town.state
    answer = submit(
        signed_in(MANAGER), f"{STEP}/angaben", {"feld-zeithorizont": "9", name: "admin"}
    )
    assert answer.status_code == 400
    assert town.state == before


@pytest.mark.parametrize(
    ("duty", "asked"),
    [
        ({"auflage-1": "Berichten."}, "Geben Sie „Auflage 1 zu erfüllen bis“ ein"),
        ({"auflage-2-bis": "1.9.2026"}, "Geben Sie „Auflage 2“ ein"),
        (
            {"auflage-1": "Berichten.", "auflage-1-bis": "1.9.2026", "outcome": "approved"},
            "„Auflage 1“ gehört zu einer Möglichkeit, die nicht gewählt ist",
        ),
    ],
)
def test_half_an_obligation_is_asked_back(signed_in, town, duty, asked):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    town.do("Petra Voss", opinion(town, "leitbild"))
    page = f"{Q}/freigaben/leitbild/entscheidung/rat"
    data = {"outcome": "approved_with_obligations", "on": "9.6.2026", "paper": "V 1"} | duty
    answer = submit(signed_in(COORDINATOR), page, data)
    assert answer.status_code == 422
    assert asked in text_of(Page(answer.text).root)
    (duties,) = [d for d in Page(answer.text).all("details") if "Auflage 2" in text_of(d)]
    assert "open" in duties.attrib


def test_who_decides_reads_what_has_changed_since_the_request(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    page = "/quartiere/talaue/freigaben/leitbild/entscheidung/lenkung"
    petra = signed_in(COORDINATOR)
    assert "Bei der Anfrage" not in petra.get(page).text
    was = str(town.state.record("partner", 1).values["stand"].value)
    now = "angesprochen" if was == "zugesagt" else "zugesagt"
    change = c.ChangeRecord(register="partner", number=1, values={"stand": now})
    town.do("Tom Brandt", change)
    (table,) = [
        t for t in Page(petra.get(page).text).all("table") if "Bei der Anfrage" in text_of(t)
    ]
    assert f"{was.title()}{now.title()}" in text_of(table).replace(" ", "")


def test_the_list_of_quartiere_shows_what_came_back(signed_in, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    town.do("Petra Voss", opinion(town, "leitbild"))
    paper = resolution(town, "leitbild").decision
    back = {"outcome": Outcome.RETURNED, "text": "Der Zeitplan fehlt.", "decision": paper}
    town.do("Petra Voss", c.DecideApproval(step="leitbild", approval="rat", **back))
    page = text_of(Page(signed_in(COORDINATOR).get("/quartiere").text).root)
    assert "Schritt 1 Leitbild: Zurückgegeben, seit heute, 3 von 3 Pflichtpunkten" in page
    assert town.service.verify().findings == ()

"""From a draft to a version: nothing typed is lost, and what is published is what was checked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.storage.overtaken import Overtaken
from tests.storage.world import AT, SOURCE, World
from workflow.core import commands as c
from workflow.core.errors import (
    ConflictingChange,
    Forbidden,
    InvalidInput,
    NotFound,
    Reason,
    Rejected,
)
from workflow.core.municipality import GrantRole, RevokeRole
from workflow.core.municipality_settings import ChangeSettings
from workflow.definitions.library import check
from workflow.definitions.message import Language
from workflow.definitions.outlining import outline
from workflow.storage import queries, tables
from workflow.storage.statements import Transaction
from workflow.workbench import DefinitionInvalid, Workbench
from workflow.workbench.examining import bases_of
from workflow.workbench.opening import open_draft, open_version

TEXT = SOURCE.read_text("utf-8")
NEXT = TEXT.replace("version: 3", "version: 4").replace("Ein Nachbar", "Das Nachbar")
OVERLAY = SOURCE.with_name("anbau.yaml").read_text("utf-8")
ON_TOP = OVERLAY.replace("id: anbau", "id: aufbau").replace("nachbarschaftshaus@3", "anbau@1")
ON_TOP = ON_TOP[: ON_TOP.index("sources")] + "change:\n  steps.wunsch.title: Alle fragen\n"
BROKEN = NEXT.replace("role: manager", "role: manger")


@pytest.fixture
def desk(world, service):
    """Two consultants of a municipality and an admin, with the draft of a next version."""
    names = {"one": "consultant", "two": "consultant", "admin": "admin"}
    people = {}
    for name, role in names.items():
        people[name] = service.add_account(world.place, f"{name}@musterstadt.example", name, at=AT)
        grant = GrantRole(account=people[name], role=role)
        service.govern(world.place, grant, account=None, at=AT)
    stranger = World.found(service, "nebenan").coordinator
    draft = service.workbench.create_draft(world.place, "", NEXT, account=people["one"], at=AT)
    return SimpleNamespace(
        world=world,
        service=service,
        bench=service.workbench,
        place=world.place,
        coordinator=world.coordinator,
        stranger=stranger,
        slug=draft.slug,
        **people,
    )


def save(desk, text, *, seen, account=None):
    return desk.bench.save_draft(
        desk.place, desk.slug, text, seen=seen, account=account or desk.one, at=AT
    )


def publish(desk, *, account, seen=1):
    return desk.bench.publish_draft(desk.place, desk.slug, seen=seen, account=account, at=AT)


def request(desk, *, account, seen=1):
    return desk.bench.request_publication(desk.place, desk.slug, seen=seen, account=account, at=AT)


def ask(desk, query, *arguments, account=None):
    with desk.service.reading(account or desk.one) as reading:
        return query(reading, *arguments)


def read(desk, account=None):
    return ask(desk, queries.draft, desk.place, desk.slug, account=account)


def withdraw(
    desk, version=3, *, account=None, reason="Ein Schritt fehlt", definition="nachbarschaftshaus"
):
    return desk.bench.withdraw(
        desk.place,
        definition,
        version,
        reason,
        account=account or desk.one,
        at=AT + timedelta(days=1),
    )


def codes(findings):
    return [each.code for each in findings]


# --- drafts ------------------------------------------------------------------------------------


def test_a_draft_is_called_by_the_id_in_its_text(desk):
    assert (desk.slug, read(desk).name) == ("nachbarschaftshaus", "nachbarschaftshaus")
    again = desk.bench.create_draft(desk.place, "egal", NEXT, account=desk.two, at=AT)
    assert again.slug == "nachbarschaftshaus-2"


def test_a_draft_without_an_id_keeps_the_name_it_was_given(desk):
    options = {"account": desk.one, "at": AT}
    draft = desk.bench.create_draft(desk.place, "Mühlburg", "title: [", **options)
    assert (draft.slug, draft.name, draft.text) == ("muehlburg", "Mühlburg", "title: [")
    options = {"seen": 1, **options}
    saved = desk.bench.save_draft(desk.place, "muehlburg", 'id: "neu"  # so\ntitle: [', **options)
    assert (saved.slug, saved.name, saved.edition) == ("muehlburg", "neu", 2)
    with pytest.raises(InvalidInput):
        desk.bench.create_draft(desk.place, " ", "title: X", account=desk.one, at=AT)


def test_of_two_who_save_at_once_neither_loses_a_word(desk):
    assert save(desk, BROKEN, seen=1).edition == 2
    with pytest.raises(ConflictingChange) as refusal:
        save(desk, TEXT, seen=1, account=desk.two)
    assert refusal.value.seq == 2
    kept = read(desk)
    assert (kept.text, kept.changed_by) == (BROKEN, desk.one)
    assert save(desk, TEXT, seen=2, account=desk.two).edition == 3
    assert read(desk).changed_by == desk.two


def test_of_two_who_save_in_the_same_moment_one_is_told(desk):
    def try_to_save(account):
        try:
            return save(desk, f"{NEXT}# {account}\n", seen=1, account=account).changed_by
        except ConflictingChange as refusal:
            return refusal.seq

    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(try_to_save, (desk.one, desk.two)))
    kept = read(desk)
    assert kept.text == f"{NEXT}# {kept.changed_by}\n"
    assert sorted(told) == sorted([kept.changed_by, 2])


def test_of_two_who_begin_in_the_same_moment_each_has_a_draft(desk):
    def begin(account):
        return desk.bench.create_draft(desk.place, "Neu hier", "title: [", account=account, at=AT)

    with ThreadPoolExecutor(2) as threads:
        begun = list(threads.map(begin, (desk.one, desk.two)))
    assert {each.slug for each in begun} == {"neu-hier", "neu-hier-2"}


def test_saving_the_same_again_changes_nothing(desk):
    save(desk, BROKEN, seen=1)
    assert save(desk, BROKEN.replace("\n", "\r\n"), seen=1, account=desk.two).edition == 2


def test_what_no_database_can_hold_is_refused(desk):
    for text in ("a\0b", "a\ud800b", "ä" * 600_000):
        with pytest.raises(InvalidInput):
            save(desk, text, seen=1)
    assert read(desk).edition == 1


def test_drafts_are_no_events(desk):
    before = desk.service.verify()
    save(desk, BROKEN, seen=1)
    after = desk.service.verify()
    assert (after.digest, after.findings) == (before.digest, ())
    desk.service.rebuild()
    assert read(desk).text == BROKEN


def test_a_draft_is_discarded_as_it_was_seen(desk):
    save(desk, BROKEN, seen=1)
    with pytest.raises(ConflictingChange):
        desk.bench.discard_draft(desk.place, desk.slug, seen=1, account=desk.two)
    desk.bench.discard_draft(desk.place, desk.slug, seen=2, account=desk.two)
    with pytest.raises(NotFound):
        read(desk)
    assert ask(desk, queries.drafts, desk.place) == []


def test_consultants_write_the_coordination_reads_and_for_others_there_is_nothing(desk):
    for account in (desk.coordinator, desk.admin):
        with pytest.raises(Forbidden):
            save(desk, TEXT, seen=1, account=account)
    with pytest.raises(NotFound):
        save(desk, TEXT, seen=1, account=desk.stranger)
    assert read(desk, desk.coordinator).text == NEXT
    (row,) = ask(desk, queries.drafts, desk.place, account=desk.coordinator)
    assert (row.slug, row.edition, row.changed_by) == (desk.slug, 1, desk.one)
    for account in (desk.admin, desk.stranger, desk.world.manager):
        with pytest.raises(NotFound):
            read(desk, account)
        with pytest.raises(NotFound):
            ask(desk, queries.versions, desk.place, account=account)


# --- publishing --------------------------------------------------------------------------------


def test_what_is_published_is_kept_as_it_was_written(desk):
    published = publish(desk, account=desk.two)
    assert published.is_new
    assert codes(published.findings) == ["W110"]
    new, old = ask(desk, queries.versions, desk.place)
    assert (new.version, new.published_by, new.digest) == (4, desk.two, published.definition.digest)
    assert (old.version, old.published_by) == (3, 0)
    written = ask(desk, queries.version_text, desk.place, "nachbarschaftshaus", 4)
    assert written == NEXT
    assert ask(desk, queries.version_text, desk.place, "nachbarschaftshaus", 3).startswith("{")
    with pytest.raises(NotFound):
        ask(desk, queries.version_text, desk.place, "nachbarschaftshaus", 5)
    assert not publish(desk, account=desk.one).is_new
    assert desk.service.verify().findings == ()


def test_a_published_version_can_be_started(desk):
    digest = publish(desk, account=desk.one).definition.digest
    assert desk.world.start(definition=digest).slug == "muehlburg"


def test_a_draft_with_errors_is_not_published_and_says_all(desk):
    save(desk, BROKEN, seen=1)
    with pytest.raises(DefinitionInvalid) as refusal:
        publish(desk, account=desk.one, seen=2)
    assert codes(refusal.value.problems)[0] == "E051"
    assert len(ask(desk, queries.versions, desk.place)) == 1


def test_what_can_be_read_but_not_walked_is_not_published(desk):
    never = NEXT.replace("seit: {at_most: today}", "seit: {at_least: {today: {months: 1}}}")
    save(desk, never, seen=1)
    with pytest.raises(DefinitionInvalid) as refusal:
        publish(desk, account=desk.one, seen=2)
    assert "E045" in codes(refusal.value.problems)


def test_a_draft_that_changed_since_it_was_shown_is_not_published(desk):
    save(desk, NEXT + "# neu\n", seen=1)
    with pytest.raises(ConflictingChange):
        publish(desk, account=desk.two, seen=1)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (NEXT.replace("version: 4", "version: 3"), "E070", "`version: 4`"),
        (NEXT.replace("version: 4", "version: 2"), "E071", "Version 3"),
    ],
    ids=["other-content", "lower"],
)
def test_Y90_Y91_a_version_that_cannot_follow_says_so_at_its_line(desk, text, code, said):
    with pytest.raises(DefinitionInvalid) as refusal:
        desk.bench.publish(desk.place, text.encode(), "x.yaml", account=desk.one, at=AT)
    (problem,) = [each for each in refusal.value.problems if each.is_error]
    assert (problem.code, problem.path, problem.place.line) == (code, "version", 5)
    assert said in problem.text(Language.DE)
    assert problem.quote.startswith("version:")


def test_Y92_a_step_that_quartiere_are_in_is_missed_by_number(desk):
    desk.world.start()
    desk.world.start(name="Ost")
    renamed = NEXT.replace("wunsch", "anlass")
    problems = desk.bench.check(desk.place, renamed.encode(), account=desk.one).problems
    (missing,) = [each for each in problems if each.code == "W105"]
    assert "„wunsch“" in missing.text(Language.DE)
    assert missing.args["count"] == "2"
    kept = renamed.replace("  anlass:\n", "  anlass:\n    was: [wunsch]\n", 1)
    found = desk.bench.check(desk.place, kept.encode(), account=desk.one)
    assert found.definition is not None
    assert "W105" not in codes(found.problems)


def test_checking_is_for_those_who_may_read(desk):
    assert desk.bench.check(desk.place, NEXT.encode(), account=desk.coordinator).definition
    for account, refusal in ((desk.admin, Forbidden), (desk.stranger, NotFound)):
        with pytest.raises(refusal):
            desk.bench.check(desk.place, NEXT.encode(), account=account)


# --- building on others ------------------------------------------------------------------------


def put(desk, text):
    return desk.bench.publish(desk.place, text.encode(), account=desk.one, at=AT)


def test_what_builds_on_a_published_version_is_kept_with_its_base(desk):
    assert put(desk, OVERLAY).definition.steps["haus"].title == "Ein Haus mieten"
    rows = {row.id: row for row in ask(desk, queries.versions, desk.place)}
    assert rows["anbau"].extends == "nachbarschaftshaus@3"
    assert rows["anbau"].base == desk.world.definition.digest
    assert ask(desk, queries.version_text, desk.place, "anbau", 1) == OVERLAY
    above = put(desk, ON_TOP).definition
    assert above.steps["haus"].title == "Ein Haus mieten"
    assert above.steps["wunsch"].title == "Alle fragen"
    assert desk.service.verify().findings == ()


def test_a_base_that_was_published_as_it_was_written_is_the_same_base(desk):
    digest = put(desk, NEXT).definition.digest
    put(desk, OVERLAY.replace("nachbarschaftshaus@3", "nachbarschaftshaus@4"))
    (row,) = [row for row in ask(desk, queries.versions, desk.place) if row.id == "anbau"]
    assert row.base == digest


def test_what_ships_can_be_built_on_by_everybody(desk):
    text = "format: 1\nid: unsere\nversion: 1\nextends: kda-10-schritte@1\ntitle: Unsere\n"
    put(desk, text)
    (row,) = [row for row in ask(desk, queries.versions, desk.place) if row.id == "unsere"]
    assert row.extends == "kda-10-schritte@1"
    assert len(row.base) == 64


def test_Y79_what_another_municipality_published_is_unknown(desk):
    other = desk.service.found_municipality("Anderswo", "anderswo", at=AT)
    with pytest.raises(DefinitionInvalid) as refusal:
        desk.bench.publish(other, OVERLAY.encode(), account=None, at=AT)
    unknown = codes(refusal.value.problems)
    with pytest.raises(DefinitionInvalid) as refusal:
        put(desk, OVERLAY.replace("nachbarschaftshaus@3", "nirgends@1"))
    assert unknown == codes(refusal.value.problems) == ["E061"]


def test_Y81_nothing_builds_on_a_withdrawn_version(desk):
    put(desk, OVERLAY)
    withdraw(desk)
    with pytest.raises(DefinitionInvalid) as refusal:
        put(desk, OVERLAY.replace("version: 1", "version: 2", 1))
    assert codes(refusal.value.problems) == ["E063"]
    assert put(desk, ON_TOP).is_new  # what was published before stands on its own


def on_top_of(base, name):
    return f"format: 1\nid: {name}\nversion: 1\nextends: {base}\ntitle: Stufe\n"


def test_Y80_what_is_published_counts_in_a_chain(desk):
    base = "nachbarschaftshaus@3"
    for name in ("stufe-a", "stufe-b", "stufe-c", "stufe-d", "stufe-e"):
        done = put(desk, on_top_of(base, name))
        base = f"{name}@1"
    assert desk.world.start(definition=done.definition.digest).instance
    with pytest.raises(DefinitionInvalid) as refusal:
        put(desk, on_top_of(base, "zu-hoch"))
    (problem,) = refusal.value.problems
    assert (problem.message.key, problem.place.line) == ("E062/deep", 4)
    assert problem.args["chain"].startswith("zu-hoch@1 -> stufe-e@1 -> stufe-d@1")
    assert problem.args["chain"].endswith("-> nachbarschaftshaus@3")


def test_Y80_what_ships_counts_beneath_what_is_published(desk):
    put(desk, on_top_of("landgemeinde@1", "unsere"))
    with desk.service.reading(desk.one) as reading:
        found = bases_of(Transaction.within(reading.connection), desk.place)("unsere", 1)
    assert found.beneath == ("landgemeinde@1", "kda-10-schritte@1")


def test_Y80_nothing_builds_on_itself_by_way_of_what_is_published(desk):
    put(desk, OVERLAY)
    put(desk, ON_TOP)
    answer = desk.bench.check(desk.place, on_top_of("aufbau@1", "anbau").encode(), account=desk.one)
    (problem,) = answer.problems
    assert problem.args["cycle"] == "anbau@1 -> aufbau@1 -> anbau@1"


# --- four eyes ---------------------------------------------------------------------------------


@pytest.fixture
def careful(desk):
    """The same where nobody publishes alone."""
    change = ChangeSettings(four_eyes=True)
    desk.service.govern(desk.place, change, account=desk.coordinator, at=AT)
    return desk


def test_one_asks_and_another_publishes(careful):
    assert request(careful, account=careful.one).is_new
    with pytest.raises(Rejected) as refusal:
        publish(careful, account=careful.one)
    assert refusal.value.blockers[0].reason is Reason.OWN_PUBLICATION
    asked = ask(careful, queries.requested, careful.place, NEXT, account=careful.coordinator)
    assert asked == queries.Requested(by=careful.one, at=AT)
    assert publish(careful, account=careful.coordinator).is_new
    assert careful.service.verify().findings == ()


def test_a_changed_text_is_not_what_was_asked_for(careful):
    request(careful, account=careful.one)
    changed = NEXT + "# nur eine Bemerkung\n"
    save(careful, changed, seen=1)
    assert ask(careful, queries.requested, careful.place, changed) is None
    with pytest.raises(Rejected) as refusal:
        publish(careful, account=careful.two, seen=2)
    assert refusal.value.blockers[0].reason is Reason.PUBLICATION_NOT_REQUESTED


def test_what_cannot_be_published_cannot_be_asked_for(careful):
    save(careful, BROKEN, seen=1)
    with pytest.raises(DefinitionInvalid):
        request(careful, account=careful.one, seen=2)


# --- between the check and the transaction ------------------------------------------------------


@pytest.fixture
def overtaken(database_url):
    """Return a bench that has checked a text when the deed happens, and not yet written it."""
    opened = []

    def bench(deed):
        opened.append(Overtaken(database_url, deed))
        return Workbench(opened[-1])

    yield bench
    for database in opened:
        database.close()


def lose_the_role(desk):
    revoke = RevokeRole(account=desk.one, role="consultant")
    desk.service.govern(desk.place, revoke, account=None, at=AT)


def want_four_eyes(desk):
    change = ChangeSettings(four_eyes=True)
    desk.service.govern(desk.place, change, account=desk.coordinator, at=AT)


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        (withdraw, InvalidInput),
        (lambda desk: put(desk, OVERLAY.replace("Ein Haus mieten", "Zwei")), InvalidInput),
        (lambda desk: put(desk, OVERLAY.replace("version: 1", "version: 2", 1)), InvalidInput),
        (lose_the_role, NotFound),
        (want_four_eyes, Rejected),
    ],
    ids=["base-withdrawn", "other-content", "higher-version", "role-lost", "four-eyes"],
)
def test_what_the_check_relied_on_is_looked_at_again_when_it_is_written(
    desk, overtaken, deed, refusal
):
    wanted = desk.bench.check(desk.place, OVERLAY.encode(), account=None).definition
    bench = overtaken(lambda: deed(desk))
    with pytest.raises(refusal):
        bench.publish(desk.place, OVERLAY.encode(), account=desk.one, at=AT)
    assert wanted.digest not in {row.digest for row in desk.bench.versions(desk.place)}
    assert desk.service.verify().findings == ()


def test_a_draft_that_is_saved_in_that_moment_is_not_published(desk, overtaken):
    bench = overtaken(lambda: save(desk, BROKEN, seen=1, account=desk.two))
    with pytest.raises(ConflictingChange):
        bench.publish_draft(desk.place, desk.slug, seen=1, account=desk.one, at=AT)


def test_what_is_asked_for_on_a_base_that_is_withdrawn_then_is_published_by_nobody(
    careful, overtaken
):
    draft = careful.bench.create_draft(careful.place, "", OVERLAY, account=careful.one, at=AT)
    options = {"seen": 1, "at": AT}
    bench = overtaken(lambda: withdraw(careful))
    bench.request_publication(careful.place, draft.slug, account=careful.one, **options)
    with pytest.raises(DefinitionInvalid) as refusal:
        careful.bench.publish_draft(careful.place, draft.slug, account=careful.two, **options)
    assert codes(refusal.value.problems) == ["E063"]


def test_a_base_that_gets_a_namesake_in_that_moment_stays_the_one_that_was_checked(desk, overtaken):
    shipped = Path("process_definitions/kda-10-schritte.yaml").read_text("utf-8")
    own = shipped.replace("title: ", "title: Unsere ", 1)
    bench = overtaken(lambda: put(desk, own))
    text = on_top_of("kda-10-schritte@1", "unsere").encode()
    bench.publish(desk.place, text, account=desk.one, at=AT)
    rows = {row.id: row for row in ask(desk, queries.versions, desk.place)}
    assert rows["unsere"].base == check(shipped.encode(), "kda").definition.digest
    assert rows["unsere"].base != rows["kda-10-schritte"].digest
    assert desk.service.verify().findings == ()


# --- withdrawing -------------------------------------------------------------------------------


def test_a_withdrawn_version_starts_nothing_and_what_runs_goes_on(desk):
    running = desk.world.start().instance
    withdraw(desk, account=desk.coordinator)
    assert ask(desk, queries.definitions) == []
    with pytest.raises(NotFound):
        desk.world.start(name="Ost")
    desk.world.do(running, c.AddComment(text="Weiter"))
    (row,) = ask(desk, queries.versions, desk.place)
    assert (row.withdrawn_by, row.withdrawn_reason) == (desk.coordinator, "Ein Schritt fehlt")
    assert row.withdrawn_at == AT + timedelta(days=1)
    assert desk.service.verify().findings == ()
    assert withdraw(desk).events == ()


def test_a_withdrawn_version_is_not_published_again(desk):
    withdraw(desk)
    with pytest.raises(DefinitionInvalid) as refusal:
        desk.bench.publish(desk.place, TEXT.encode(), account=desk.one, at=AT)
    (problem,) = [each for each in refusal.value.problems if each.is_error]
    assert problem.message.key == "E070/withdrawn"


def test_a_stranger_withdraws_nothing(desk):
    with pytest.raises(NotFound):
        withdraw(desk, account=desk.stranger)
    with pytest.raises(NotFound):
        withdraw(desk, version=9)
    with pytest.raises(Forbidden):
        withdraw(desk, account=desk.admin)


# --- what the rows say -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"published_by": 7},
        {"base": "0" * 64},
        {"extends": "andere@1"},
        {"withdrawn_at": None},
        {"withdrawn_reason": "Anders"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_version_is_named_and_brought_back(desk, changed):
    publish(desk, account=desk.one)
    withdraw(desk, version=4)
    version = tables.definition_version
    with desk.service.database.maintain() as connection:
        connection.execute(version.update().where(version.c.version == 4).values(**changed))
    (finding,) = desk.service.verify().findings
    assert finding.what == "definition_version differs from the events"
    desk.service.rebuild()
    assert desk.service.verify().findings == ()


def test_a_written_text_that_was_changed_is_named_and_cannot_be_brought_back(desk):
    publish(desk, account=desk.one)
    version = tables.definition_version
    with desk.service.database.maintain() as connection:
        connection.execute(version.update().where(version.c.version == 4).values(source="x"))
    desk.service.rebuild()
    (finding,) = desk.service.verify().findings
    assert finding.what == "definition_version differs from the events"
    assert len(ask(desk, queries.versions, desk.place)) == 2


def test_a_draft_knows_how_many_errors_it_had_when_it_was_saved(desk):
    assert read(desk).errors == 0
    assert save(desk, BROKEN, seen=1).errors > 0
    (row,) = ask(desk, queries.drafts, desk.place)
    assert row.errors == read(desk).errors > 0


def test_a_draft_knows_whether_its_very_text_is_published(desk):
    def is_published():
        (row,) = ask(desk, queries.drafts, desk.place)
        return row.is_published

    assert not is_published()
    publish(desk, account=desk.one)
    assert is_published()
    save(desk, NEXT + "# für die nächste\n", seen=1)
    assert not is_published()


def test_a_draft_that_is_begun_twice_by_the_same_person_is_one(desk):
    again = desk.bench.create_draft(desk.place, "", NEXT, account=desk.one, at=AT)
    assert again.slug == desk.slug
    other = desk.bench.create_draft(desk.place, "", NEXT, account=desk.two, at=AT)
    assert other.slug != desk.slug


def test_what_somebody_asked_for_waits_for_whoever_may_publish_it(desk):
    def waits_for(account):
        return [each.slug for each in desk.bench.awaited(desk.place, account=account)]

    assert waits_for(desk.two) == []
    settings = ChangeSettings(four_eyes=True)
    desk.service.govern(desk.place, settings, account=desk.coordinator, at=AT)
    desk.bench.request_publication(desk.place, desk.slug, seen=1, account=desk.one, at=AT)
    assert waits_for(desk.one) == []
    assert waits_for(desk.two) == waits_for(desk.coordinator) == [desk.slug]
    assert desk.bench.review(desk.place, desk.slug, account=desk.one).blocker is not None
    assert desk.bench.review(desk.place, desk.slug, account=desk.two).blocker is None
    desk.bench.publish_draft(desk.place, desk.slug, seen=1, account=desk.two, at=AT)
    assert waits_for(desk.coordinator) == []
    assert desk.bench.review(desk.place, desk.slug, account=desk.one).is_published


# --- how it is made ----------------------------------------------------------------------------


def story(found, path):
    """Who set the value at a path, the newest first."""
    return [(each.verb, each.file, each.line) for each in outline(found, path).stages]


@pytest.fixture
def chain(desk):
    """Two overlays on one another over the version in force; the texts of all three are known."""
    keep_text(desk, "nachbarschaftshaus", TEXT)
    for text in (OVERLAY, ON_TOP):
        desk.bench.publish(desk.place, text.encode(), account=desk.one, at=AT)
    return desk


def test_a_version_tells_of_every_file_of_its_chain(chain):
    found = ask(chain, open_version, chain.place, "aufbau", 1)
    title = ON_TOP[: ON_TOP.index("steps.wunsch.title")].count("\n") + 1
    base = TEXT[: TEXT.index("title: Den Wunsch")].count("\n") + 1
    assert story(found, "steps.wunsch.title") == [
        ("change", "aufbau@1", title),
        ("written", "nachbarschaftshaus@3", base),
    ]
    garden = OVERLAY[: OVERLAY.index("steps.haus.checklist.garten")].count("\n") + 1
    assert story(found, "steps.haus.checklist.garten") == [("add", "anbau@1", garden)]


def test_it_does_so_when_what_it_builds_on_is_withdrawn(chain):
    withdraw(chain, 1, definition="anbau")
    found = ask(chain, open_version, chain.place, "aufbau", 1)
    assert [file for _, file, _ in story(found, "steps.haus.title")] == [
        "anbau@1",
        "nachbarschaftshaus@3",
    ]


def test_what_is_known_in_canonical_form_alone_knows_no_lines(chain):
    keep_text(chain, "anbau", None)
    for name in ("aufbau", "anbau"):
        found = ask(chain, open_version, chain.place, name, 1)
        assert story(found, "steps.haus.title") == [("written", "anbau@1", 0)]


def test_a_chain_that_gives_another_version_than_was_published_is_not_told(chain):
    keep_text(chain, "anbau", TEXT.replace("Den Wunsch klären", "Etwas anderes"))
    found = ask(chain, open_version, chain.place, "anbau", 1)
    assert story(found, "steps.wunsch.title") == [("written", "anbau@1", 0)]
    assert outline(found, "steps.wunsch.title").value == "Den Wunsch klären"


def test_a_draft_is_shown_as_far_as_it_can_be_merged(chain):
    wrong = ON_TOP.replace("steps.wunsch.title:", "steps.wunschx.title:")
    save(chain, wrong, seen=1)
    found = ask(chain, open_draft, chain.place, chain.slug)
    assert outline(found, "steps.wunsch.title").value == "Den Wunsch klären"
    save(chain, ON_TOP.replace("anbau@1", "anbau@7"), seen=2)
    assert ask(chain, open_draft, chain.place, chain.slug) is None


def test_strangers_open_nothing(chain):
    for account in (chain.stranger, chain.admin):
        with pytest.raises(NotFound):
            ask(chain, open_version, chain.place, "aufbau", 1, account=account)
        with pytest.raises(NotFound):
            ask(chain, open_draft, chain.place, chain.slug, account=account)
    with pytest.raises(NotFound):
        ask(chain, open_version, chain.place, "aufbau", 9)


def keep_text(desk, definition, text):
    """Keep another text of a version than was published, or none at all."""
    v = tables.definition_version
    with desk.service.database.maintain() as connection:
        connection.execute(v.update().where(v.c.definition_id == definition).values(source=text))

"""A new base under an old overlay: what goes by itself, what wants a look, what somebody decides."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from workflow.cli.main import main
from workflow.core.sentences import LANGUAGES
from workflow.definitions.overlay.bases import Base
from workflow.definitions.rebasing import Level, NotRebased, Reason, rebase, telling
from workflow.definitions.rebasing.rendering import LEVELS, rebased_as_text
from workflow.definitions.rebasing.telling import sentence

OLD = Path("tests/definitions/nachbarschaftshaus.yaml").read_text("utf-8")
OVERLAY = Path("tests/definitions/anbau.yaml").read_text("utf-8")
VISIT = "      besuch: {text: Häuser ansehen, role: developer, evidence: note}\n"
RENAMED = (("  haus:\n", "  gebaeude:\n    was: [haus]\n"), ("{step: haus,", "{step: gebaeude,"))


def newer(*replaced):
    text = OLD.replace("version: 3", "version: 4", 1)
    for old, new in replaced:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def put(*replaced, overlay=OVERLAY):
    files = {3: OLD, 4: newer(*replaced)}

    def bases(name, version):
        if name != "nachbarschaftshaus" or version not in files:
            return ()
        return Base(f"haus-{version}.yaml", files[version].encode())

    return rebase(overlay.encode(), "anbau.yaml", "nachbarschaftshaus@4", bases)


def said(rebased, language="de"):
    return [sentence(each, rebased, language) for each in rebased.findings]


def test_what_the_base_changes_elsewhere_comes_by_itself():
    rebased = put(("Geld einwerben", "Geld besorgen"))
    assert rebased.findings == ()
    assert rebased.after.steps["haus"].checklist["geld"].text == "Geld besorgen"
    assert rebased.after.steps["haus"].title == "Ein Haus mieten"


def test_only_the_base_is_written_anew():
    assert put().text == OVERLAY.replace("nachbarschaftshaus@3", "nachbarschaftshaus@4")


CASES = {
    "both change a name": (
        [("title: Das Haus finden", "title: Ein Haus finden")],
        Reason.OVERRIDES,
        (
            "Schritt 2 „Haus“ heißt in der Grundlage jetzt „Ein Haus finden“, in Ihrer Anpassung "
            "„Ein Haus mieten“: Ihre gilt weiter."
        ),
    ),
    "both change the same": (
        [("title: Das Haus finden", "title: Ein Haus mieten")],
        Reason.SAME,
        (
            "Die Grundlage sagt jetzt dasselbe wie Ihre Anpassung: Ihre Zeile steps.haus.title "
            "entfällt."
        ),
    ),
    "both add the same": (
        [("verein: Verein}}", "verein: Verein, stiftung: Stiftung}}")],
        Reason.SAME,
        (
            "Die Auswahl „Stiftung“ bei der Angabe „Träger“ in den Eckdaten steht jetzt in der "
            "Grundlage selbst: Ihre Zeile profile.traeger.options.stiftung entfällt."
        ),
    ),
    "both remove": (
        [(VISIT, "")],
        Reason.SAME,
        (
            "Der Punkt „Häuser ansehen“ in Schritt 2 „Haus“ steht auch in der neuen Grundlage "
            "nicht mehr: Ihre Zeile steps.haus.checklist.besuch entfällt."
        ),
    ),
    "the base changes what is removed": (
        [("text: Häuser ansehen", "text: Häuser besuchen")],
        Reason.REMOVES_CHANGED,
        (
            "Die Grundlage ändert, was Ihre Anpassung streicht. Bezeichnung geändert in Schritt 2 "
            "„Haus“: der Punkt „Häuser ansehen“ heißt jetzt „Häuser besuchen“. Es bleibt "
            "gestrichen."
        ),
    ),
    "both add an id": (
        [
            (
                "  rat: {title: Stadtrat",
                "  bauamt: {title: Amt, recorded_by: coordinator}\n  rat: {title: Stadtrat",
            )
        ],
        Reason.ADDED_BOTH,
        (
            "Die Grundlage und Ihre Anpassung fügen beide etwas unter bodies.bauamt hinzu. In der "
            "Grundlage ist es das Gremium „Amt“. Geben Sie Ihrem eine andere Id, oder "
            "streichen Sie es."
        ),
    ),
    "a lock has come": (
        [("locked: [steps.wunsch.gate]", "locked: [steps.wunsch.gate, roles.manager]")],
        Reason.LOCKED,
        (
            "Die Rolle „Quartiersmanagement“ ist in der neuen Grundlage geschützt. Ihre Anpassung "
            "darf dort nichts mehr ändern. Streichen Sie roles.manager.title."
        ),
    ),
    "an item has another id": (
        [("      besuch: {", "      besichtigung: {was: [besuch], ")],
        Reason.FOLLOWED,
        (
            "Ihre Zeile steps.haus.checklist.besuch heißt jetzt steps.haus.checklist.besichtigung, "
            "wie das, was dort in der Grundlage steht."
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_said_what_both_do_and_what_follows(case):
    replaced, reason, expected = CASES[case]
    rebased = put(*replaced)
    (found,) = rebased.findings
    assert found.reason is reason
    assert said(rebased) == [expected]
    assert rebased.has_conflicts is (found.level is Level.CONFLICT)
    assert (rebased.text == "") is (rebased.after is None) is rebased.has_conflicts
    assert said(rebased, "en")[0].endswith(".")


def test_what_both_say_is_dropped_from_the_text_with_its_line_only():
    overlay = OVERLAY.replace("  steps.haus.duration", "  # ein halbes Jahr\n  steps.haus.duration")
    text = put(("title: Das Haus finden", "title: Ein Haus mieten"), overlay=overlay).text
    assert text == overlay.replace("haus@3", "haus@4").replace(
        "  steps.haus.title: Ein Haus mieten\n", ""
    )


def test_a_verb_without_lines_goes_too():
    text = put((VISIT, "")).text
    assert "remove:" not in text
    assert text.endswith("  roles.manager.title: Quartiersarbeit\n")


TITLE, SHORT = "steps.haus.title: Miete", "steps.haus.short: 'Mieten'"
ROLE = "roles.manager.title: Wir"
CHANGES = OVERLAY[OVERLAY.index("change:") : OVERLAY.index("remove:")]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (f"{TITLE}, {ROLE}", f"change: {{{ROLE}}}\n"),
        (f"{ROLE}, {TITLE}", f"change: {{{ROLE}}}\n"),
        (f"{TITLE}, {ROLE}, {SHORT}", f"change: {{{ROLE}}}\n"),
        (f"{ROLE}, {TITLE}, {SHORT}", f"change: {{{ROLE}}}\n"),
        (f"{TITLE}, {SHORT}", ""),
    ],
)
def test_what_both_say_is_dropped_from_within_braces_too(lines, left):
    overlay = OVERLAY.replace(CHANGES, f"change: {{{lines}}}\n")
    both = ("title: Das Haus finden", "title: Miete"), ("short: Haus\n", "short: Mieten\n")
    rebased = put(*both, overlay=overlay)
    expected = OVERLAY.replace("haus@3", "haus@4").replace(CHANGES, left)
    assert rebased.text == expected


OWN_VISIT = OVERLAY.replace(
    "add:\n", "add:\n  steps.haus.checklist.besuch: {text: Haus ansehen, role: manager}\n"
)


def test_what_the_overlay_puts_in_the_place_of_a_thing_stays_when_the_base_lets_go_of_it():
    rebased = put((VISIT, ""), overlay=OWN_VISIT)
    assert [each.reason for each in rebased.findings] == [Reason.SAME]
    assert rebased.after.steps["haus"].checklist["besuch"].text == "Haus ansehen"


def test_what_the_overlay_replaces_is_not_said_to_stay_removed():
    rebased = put(("text: Häuser ansehen", "text: Häuser besuchen"), overlay=OWN_VISIT)
    (found,) = said(rebased)
    assert found.startswith("Die Grundlage ändert, was Ihre Anpassung durch Eigenes ersetzt. ")
    assert found.endswith(" Ihres gilt weiter.")


def test_what_the_base_protects_as_the_overlay_has_it_needs_no_decision():
    locked = ("locked: [steps.wunsch.gate]", "locked: [steps.wunsch.gate, steps.haus.title]")
    rebased = put(locked, ("title: Das Haus finden", "title: Ein Haus mieten"))
    assert [each.reason for each in rebased.findings] == [Reason.SAME]
    assert "steps.haus.title" not in rebased.text


def test_what_is_added_to_a_thing_that_is_gone_is_said_of_that_thing():
    overlay = OVERLAY.replace(
        "add:\n", "add:\n  steps.oeffnung.checklist.rede: {text: Eine Rede, role: manager}\n"
    )
    rebased = put(("  oeffnung:\n", "  start:\n"), overlay=overlay)
    (found,) = said(rebased)
    assert found.startswith("Schritt 3 „Öffnung“ steht in der neuen Grundlage nicht mehr")


@pytest.mark.parametrize(
    ("condition", "replaced", "meant"),
    [
        (
            "{item: geld, is: done}",
            [("      geld: {text", "      mittel: {was: [geld], text")],
            "mittel",
        ),
        (
            "{field: wunsch.start, filled: true}",
            [("  start: {", "  ab: {was: [start], "), ("wunsch.start,", "wunsch.ab,")],
            "wunsch.ab",
        ),
        (
            "{count: helfer, where: {bereich: kueche}, at_least: 2}",
            [
                ("kueche: Küche", "essen: {label: Küche, was: [kueche]}"),
                ("where: {bereich: kueche}", "where: {bereich: essen}"),
                ("[kueche, buero]", "[essen, buero]"),
            ],
            "essen",
        ),
    ],
)
def test_a_name_within_a_value_is_told_by_the_one_it_has_now(condition, replaced, meant):
    line = f"add:\n  steps.haus.gate.conditions.neu: {condition}\n"
    rebased = put(*replaced, overlay=OVERLAY.replace("add:\n", line))
    assert [each.reason for each in rebased.findings] == [Reason.PROBLEM]
    assert said(rebased)[0].endswith(f"Meinten Sie „{meant}“?")


def test_an_overlay_follows_a_step_with_another_id():
    rebased = put(*RENAMED)
    assert {each.reason for each in rebased.findings} == {Reason.FOLLOWED}
    assert "  steps.gebaeude.title: Ein Haus mieten\n" in rebased.text
    assert "locked: [steps.gebaeude.gate]" in rebased.text
    assert rebased.after.steps["gebaeude"].title == "Ein Haus mieten"


def test_a_thing_stands_beside_its_neighbour_whatever_that_is_called():
    rebased = put(("      geld: {text", "      mittel: {was: [geld], text"))
    assert "insert_after: mittel" in rebased.text
    assert list(rebased.after.steps["haus"].checklist) == ["mittel", "garten"]


def test_what_is_gone_cannot_be_changed():
    overlay = OVERLAY.replace("remove:\n", "  bodies.beirat.title: Rat der Nachbarn\nremove:\n")
    rebased = put(
        ("  beirat: {title: Beirat, recorded_by: coordinator}\n", ""),
        ("        beirat: {body: beirat, as: opinion}\n", ""),
        ("rat: {body: rat, after: beirat,", "rat: {body: rat,"),
        overlay=overlay,
    )
    assert said(rebased) == [
        (
            "Das Gremium „Beirat“ steht in der neuen Grundlage nicht mehr, Ihre Anpassung ändert dort "
            "aber etwas. Streichen Sie bodies.beirat.title, oder fügen Sie selbst hinzu, was fehlt."
        )
    ]
    assert rebased.text == ""


def test_what_the_checker_has_against_the_result_is_a_conflict():
    rebased = put(("umfrage: {item: umfrage, is: done}", "umfrage: {item: haus.besuch, is: done}"))
    (found,) = rebased.findings
    assert found.reason is Reason.PROBLEM
    assert said(rebased)[0].startswith("E064 steps.haus.checklist.besuch: ")
    assert OVERLAY.splitlines()[found.line - 1].startswith("  steps.haus.checklist.besuch:")
    assert f"! Zeile {found.line}: E064" in rebased_as_text(rebased, "haus@4", "de")


def test_the_line_is_that_of_the_text_people_have_whatever_is_dropped_above_it():
    rebased = put(
        ("umfrage: {item: umfrage, is: done}", "umfrage: {item: haus.besuch, is: done}"),
        ("title: Das Haus finden", "title: Ein Haus mieten"),
    )
    found = next(each for each in rebased.findings if each.reason is Reason.PROBLEM)
    assert OVERLAY.splitlines()[found.line - 1].startswith("  steps.haus.checklist.besuch:")


def test_without_an_overlay_or_a_base_there_is_nothing_to_do():
    with pytest.raises(NotRebased):
        put(overlay=OLD)
    with pytest.raises(NotRebased):
        put(("format: 1", "format: 9"))


@pytest.mark.parametrize("table", [telling.SENTENCES, LEVELS])
def test_both_languages_have_the_same_words(table):
    assert table["de"].keys() == table["en"].keys()
    assert set(LANGUAGES) == table.keys()


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "anbau.yaml").write_text(OVERLAY, "utf-8")
    (tmp_path / "alt.yaml").write_text(OLD, "utf-8")
    return tmp_path


def run(folder, *words):
    args = ["definition", "rebase", str(folder / "anbau.yaml"), "--onto", "nachbarschaftshaus@4"]
    return CliRunner().invoke(main, [*args, *map(str, words)])


def test_the_command_writes_the_overlay_and_says_what_changes(folder):
    (folder / "neu.yaml").write_text(newer(("Geld einwerben", "Geld besorgen")), "utf-8")
    result = run(folder, "-o", folder / "neu-anbau.yaml")
    assert result.exit_code == 0
    assert "der Punkt „Geld einwerben“ heißt jetzt" in result.output
    assert "nachbarschaftshaus@4" in (folder / "neu-anbau.yaml").read_text("utf-8")


def test_the_command_writes_nothing_while_there_is_a_conflict(folder):
    locked = ("locked: [steps.wunsch.gate]", "locked: [steps.wunsch.gate, roles.manager]")
    (folder / "neu.yaml").write_text(newer(locked), "utf-8")
    result = run(folder, "-o", folder / "neu-anbau.yaml")
    assert result.exit_code == 1
    assert "Nicht zu vereinen\n  ! Zeile 19: Die Rolle „Quartiersmanagement“ ist" in result.output
    assert not (folder / "neu-anbau.yaml").exists()


def test_the_command_says_where_it_cannot_write(folder):
    (folder / "neu.yaml").write_text(newer(("Geld einwerben", "Geld besorgen")), "utf-8")
    result = run(folder, "-o", folder / "fehlt" / "neu.yaml")
    assert result.exit_code == 2
    assert "neu.yaml lässt sich nicht schreiben. Gibt es den Ordner?" in result.output


def test_the_command_says_that_there_is_no_such_base(folder):
    result = run(folder)
    assert result.exit_code == 2
    assert "Eine Grundlage „nachbarschaftshaus@4“" in result.output

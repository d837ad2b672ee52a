"""Findings as they are shown: the place, the sentence, the lines around it."""

from web.presenters.draft_findings import excerpt, findings
from web.presenters.draft_text import passages
from workflow.definitions.library import check

LINES = ["a:", "    b: 1", "    c: zwei", "      d: 3", "", "    e: 4"]


def test_an_excerpt_has_two_lines_on_each_side_and_no_common_indent():
    found = excerpt(LINES, 4, 10, 1)
    assert [line.number for line in found] == [2, 3, 4, 5, 6]
    assert [line.before for line in found] == ["b: 1", "c: zwei", "  d: ", "", "e: 4"]
    (here,) = [line for line in found if line.here]
    assert (here.spot, here.behind) == ("3", "")


def test_the_first_line_has_no_line_before_it_and_the_last_none_behind():
    assert [line.number for line in excerpt(LINES, 1, 1, 1)] == [1, 2, 3]
    assert [line.number for line in excerpt(LINES, 6, 5, 1)] == [4, 5, 6]


def test_a_finding_on_the_whole_text_has_no_excerpt():
    assert excerpt(LINES, 0, 0, 1) == ()
    assert excerpt(LINES, 99, 1, 1) == ()


def test_a_spot_behind_the_end_of_its_line_is_still_seen():
    (here,) = [line for line in excerpt(["a:"], 1, 3, 5) if line.here]
    assert (here.before, here.spot) == ("a:", " ")


def test_what_cannot_be_seen_has_a_stand_in():
    assert excerpt(["\tb: 1"], 1, 1, 1)[0].spot == "␣"


def test_the_summary_names_errors_alone_and_leads_to_them():
    text = "format: 1\nid: x\nversion: eins\n"
    told = findings(check(text.encode(), "x").problems, text, "/entwurf")
    assert told.errors is not None
    first = told.errors.lines[0]
    assert first.url == f"#{told.rows[0].id}"
    assert first.text.startswith("Zeile ")
    (version,) = (row for row in told.rows if row.path == "version")
    assert version.outline == "/entwurf/aufbau?pfad=version"


def test_a_text_without_errors_has_no_summary():
    assert findings((), "", "/entwurf").errors is None


def test_two_texts_are_compared_where_they_differ():
    found = passages("a\nx\nc\nd", "a\nb\nc")
    assert [(each.where, each.typed, each.stored) for each in found] == [
        ("ab Zeile 2", "x", "b"),
        ("ab Zeile 4", "d", ""),
    ]


def test_two_long_texts_of_equal_lines_are_compared_as_well():
    stored = "#\n" * 100_000  # each line with every other: nobody would wait for that
    (passage,) = passages(f"a\n{stored}b", f"a\n{stored}c")
    assert (passage.typed[-1], passage.stored[-1]) == ("b", "c")

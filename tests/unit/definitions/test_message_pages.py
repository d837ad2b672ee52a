"""The pages of the handbook about messages: one for each code, and their examples are real."""

import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from workflow.cli.main import main
from workflow.definitions.library import check
from workflow.definitions.messages import MESSAGES
from workflow.definitions.messages_publishing import PUBLISHING
from workflow.definitions.overlay.bases import Base
from workflow.definitions.proof.verdict import prove

PAGES = sorted(Path("docs/handbuch/meldungen").glob("*.md"))
SAMPLES = [
    Path(f"tests/definitions/{name}.yaml").read_text("utf-8")
    for name in ("spielplatz", "spielplatz_mit_garten")
]
CODES = {message.code for message in MESSAGES.values()}
# Too big or too strange to be printed, or not about the text of one file.
WITHOUT_EXAMPLE = {"E002", "E003", "E017", "E018", "E019", "E022", "W107"}
WITHOUT_EXAMPLE |= {message.code for message in PUBLISHING}

# Where nothing can be first, there is also a circle; who is asked twice is also asked as a role.
COMPANIONS = {"E044": {"E042"}, "E052": {"W110"}}
EXAMPLE = re.compile(
    r"## Beispiel\n\nFalsch:\n\n```yaml\n(.+?)```\n(?:\nRichtig:\n\n```yaml\n(.+?)```\n)?\Z",
    re.DOTALL,
)


def test_every_code_has_a_page_and_every_page_a_code():
    assert {page.stem for page in PAGES} == CODES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_tells_cause_and_cure(page):
    text = page.read_text("utf-8")
    assert text.startswith(f"# {page.stem}: ")
    headings = re.findall(r"(?m)^## (.+)$", text)
    expected = ["Ursache", "Abhilfe"] if page.stem in WITHOUT_EXAMPLE else [
        "Ursache", "Abhilfe", "Beispiel"
    ]  # fmt: skip
    assert headings == expected


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.stem not in WITHOUT_EXAMPLE], ids=lambda page: page.stem
)
def test_the_wrong_example_gives_exactly_this_message(page):
    found = EXAMPLE.search(page.read_text("utf-8"))
    assert found, "no example"
    wrong, right = found.groups()
    assert codes_of(in_place(wrong, right)) == {page.stem} | COMPANIONS.get(page.stem, set())


@pytest.mark.parametrize("sample", SAMPLES)
def test_with_the_right_examples_there_is_nothing_to_say(sample):
    assert codes_of(sample) == set()


def test_the_checker_names_once_how_to_read_more(tmp_path):
    bad = tmp_path / "schlecht.yaml"
    bad.write_text(SAMPLES[0].replace("role: developer", "role: developper"), "utf-8")
    empty = tmp_path / "leer.yaml"
    empty.write_text("", "utf-8")
    said = CliRunner().invoke(main, ["definition", "check", str(bad), str(empty)]).output
    assert said.endswith("\nUrsache und Abhilfe: quartiersweg definition message E051 E001\n")
    said = CliRunner().invoke(main, ["definition", "check", "tests/definitions/spielplatz.yaml"])
    assert "Abhilfe" not in said.output


def in_place(wrong: str, right: str | None) -> str:
    """Return the sample that holds the right lines, with the wrong ones instead."""
    if right is None:
        return wrong
    for sample in SAMPLES:
        for width in range(0, 20, 2):
            lines = "\n" + textwrap.indent(right, " " * width)
            if lines in "\n" + sample:
                return ("\n" + sample).replace(
                    lines, "\n" + textwrap.indent(wrong, " " * width), 1
                )[1:]
    raise AssertionError("no sample holds the right lines:\n" + right)


def codes_of(text: str) -> set[str]:
    data = text.encode()
    checked = check(data, "beispiel.yaml", bases)
    problems = [*checked.problems, *prove(data, "beispiel.yaml", checked).problems]
    return {problem.code for problem in problems}


def bases(name: str, version: int) -> Base | tuple[str, ...]:
    """What the examples build on: the sample, the same withdrawn, and the overlay itself."""
    texts = dict(zip(("spielplatz@1", "spielplatz-mit-garten@1"), SAMPLES, strict=True))
    texts["alter-spielplatz@1"] = SAMPLES[0]
    wanted = f"{name}@{version}"
    if wanted not in texts:
        return tuple(texts)
    return Base(f"{name}.yaml", texts[wanted].encode(), withdrawn=name == "alter-spielplatz")

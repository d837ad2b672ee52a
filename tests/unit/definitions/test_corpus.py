"""The corpus of bad definitions: each gets the answer its file name promises."""

import json
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from workflow.cli.main import main
from workflow.definitions.library import check
from workflow.definitions.overlay.bases import bases_in

CORPUS = Path("tests/corpus/definitions")
GROUND = CORPUS / "grundlagen"
BASES = bases_in([GROUND])
SOUND = (CORPUS / "Y-00_ok_sound.yaml").read_bytes()
TITLE = "title: Eine Bank für den Platz".encode()
OPTIONS = b"options: {zugesagt: Zugesagt, da: Eingegangen}"


@dataclass(frozen=True)
class Case:
    name: str
    data: bytes

    @property
    def expected(self) -> str:
        return self.name.split("_")[1]


def replaced(old: bytes, new: bytes) -> bytes:
    assert old in SOUND
    return SOUND.replace(old, new, 1)


def many(count: int, line: str) -> bytes:
    return "".join(line.format(n=n) for n in range(count)).encode()


STEP = "  s{n}: {{phase: planung, title: T, short: S, lead: manager, purpose: P, opens_when: []}}\n"
MADE = (
    Case("Y-02_E002_ten-megabytes", b"# " + b"x" * 10_000_000),
    Case("Y-04_E003_utf16-le", b"\xff\xfe" + SOUND.decode().encode("utf-16-le")),
    Case("Y-04_E003_utf16-be", b"\xfe\xff" + SOUND.decode().encode("utf-16-be")),
    Case("Y-04_E003_utf16-unmarked", SOUND.decode().encode("utf-16-le")),
    Case("Y-04_E003_utf32", b"\xff\xfe\0\0" + SOUND.decode().encode("utf-32-le")),
    Case("Y-04_E003_latin1", SOUND.decode().encode("latin-1")),
    Case("Y-08_E004_raw-nul", replaced(TITLE, b"title: Ba\0nk")),
    Case("Y-35_E017_brackets", b"[" * 40_000 + b"]" * 40_000),
    Case("Y-35_E017_braces", b"{a: " * 33 + b"x" + b"}" * 33),
    Case("Y-35_E017_blocks", b"".join(b" " * n + b"a:\n" for n in range(40))),
    Case("Y-36_E018_too-many-values", b"[" + b"a," * 100_001 + b"]"),
    Case("Y-48_E032_five-thousand-digits", replaced(b"days: 14", b"days: " + b"9" * 5000)),
    Case("Y-48_E032_long-literal", replaced(b"at_least: 40", b"at_least: " + b"9" * 150)),
    Case("Y-85_E019_title-of-10000", replaced(TITLE, b"title: " + b"x" * 10_000)),
    Case("Y-85_E018_2001-steps", SOUND + many(2001, STEP)),
    Case(
        "Y-85_E018_201-fields",
        replaced(
            b"    fields:\n      schatten",
            b"    fields:\n"
            + many(201, "      f{n}: {{type: text, label: F}}\n")
            + b"      schatten",
        ),
    ),
    Case(
        "Y-85_E018_501-options",
        replaced(OPTIONS, b"options: {" + many(501, "o{n}: O, ") + b"da: Da}"),
    ),
    Case("Y-86_E003_zip", b"PK\x03\x04" + SOUND),
    Case("Y-86_E003_old-excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + SOUND),
    Case("Y-86_E003_pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    Case("Y-86_E003_png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    Case("Y-86_E003_gzip", b"\x1f\x8b\x08\0" + zlib.compress(SOUND)),
    Case("Y-94_E019_long-key", SOUND + b"k" * 1_100 + b": x\n"),
    Case("Y-94_E019_long-key-at-the-start", b"k" * 1_100 + b": x\n" + SOUND),
    Case("Y-94_E019_long-quoted-key", SOUND + b'? "' + b"k" * 1_100 + b'"\n: x\n'),
)
CASES = (*(Case(path.name, path.read_bytes()) for path in sorted(CORPUS.glob("*.yaml"))), *MADE)


def all_cases(function):
    return pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)(function)


def is_as_expected(case: Case, codes: list[str], *, valid: bool) -> bool:
    if case.expected == "ok":
        return valid and codes == []
    return case.expected in codes and valid is case.expected.startswith("W")


@all_cases
def test_the_library_gives_the_answer(case):
    checked = check(case.data, case.name, BASES)
    codes = [problem.code for problem in checked.problems]
    assert is_as_expected(case, codes, valid=checked.is_valid), codes


def written(case: Case, folder: Path) -> Path:
    """The case as a file, beside the sound one that some build on."""
    (folder / "bank.yaml").write_bytes(SOUND)
    (folder / case.name).write_bytes(case.data)
    return folder / case.name


@all_cases
def test_the_command_line_gives_the_same_answer(case, tmp_path):
    path = written(case, tmp_path)
    for language in ("de", "en"):
        arguments = ["definition", "check", str(path), "--folder", str(GROUND)]
        arguments += ["--format", "json", "--language", language]
        result = CliRunner().invoke(main, arguments)
        (answer,) = json.loads(result.output)
        codes = [problem["code"] for problem in answer["problems"]]
        assert is_as_expected(case, codes, valid=answer["valid"]), codes
        assert result.exit_code == (0 if answer["valid"] else 1)


@all_cases
def test_the_text_shows_place_and_code_and_no_invisible_character(case, tmp_path):
    path = written(case, tmp_path)
    words = ["definition", "check", str(path), "--folder", str(GROUND)]
    output = CliRunner().invoke(main, words).output
    assert "Traceback" not in output
    assert case.expected == "ok" or f"{case.expected} " in output
    assert all(char.isprintable() or char == "\n" for char in output)
    assert len(max(output.split("\n"), key=len)) < 1_000


@pytest.mark.parametrize(
    ("start", "line", "column", "suggestion"),
    [
        ("Y-10", 7, 1, ""),
        ("Y-11_E004_nbsp-after", 4, 7, ""),
        ("Y-14_E006_double", 4, 8, ""),
        ("Y-14_E006_quote-closed", 4, 8, ""),
        ("Y-15", 4, 17, 'title: "Schritt 1: Anfang"'),
        ("Y-18_E006_open-list", 4, 8, ""),
        ("Y-19_E005_indentation", 25, 4, ""),
        ("Y-20_E008_no-space-in-between", 4, 1, "title: Bank"),
        ("Y-22_E011_two", 53, 1, ""),
        ("Y-25", 26, 5, ""),
        ("Y-46_E031_german", 32, 51, "2026-04-07"),
        ("Y-46_E031_short", 32, 51, "2026-03-09"),
        ("Y-50_E032_german", 37, 41, "40.5"),
        ("Y-51_W102", 45, 23, ""),
        ("Y-56", 42, 5, "title"),
        ("Y-64_E041_field", 37, 24, "hoehe"),
        ("Y-64_E041_evidence", 34, 85, ""),
        ("Y-72_E047_unknown", 52, 44, ""),
        ("Y-76_E051_unknown-role.", 44, 11, "developer"),
    ],
)
def test_the_answer_points_at_the_place_and_says_what_was_meant(start, line, column, suggestion):
    (path,) = CORPUS.glob(f"{start}*")
    code = path.name.split("_")[1]
    problems = check(path.read_bytes(), path.name).problems
    first = next(problem for problem in problems if problem.code == code)
    assert (first.place.line, first.place.column) == (line, column)
    assert first.suggestion == suggestion


@pytest.mark.parametrize(
    "name",
    ["../../etc/bank.yaml", "bank.yml.exe", "bank", "b" * 300 + ".yaml", "b\x1b[31mank\n.yaml"],
)
def test_y88_the_name_of_a_file_is_only_shown(name):
    checked = check(SOUND + b"titel: x\n", name)
    assert checked.definition is None
    assert all(char.isprintable() for char in checked.problems[0].file)
    assert len(checked.problems[0].file) <= 200
    assert check(SOUND, name).definition.id == "bank"


@pytest.mark.parametrize("same", ["Y-05_W107_byte-order-mark", "Y-12_ok_cr", "Y-12_ok_crlf"])
def test_y12_line_ends_and_byte_order_marks_do_not_change_the_digest(same):
    spelled = (CORPUS / f"{same}.yaml").read_bytes()
    assert spelled != SOUND
    assert check(spelled, same).definition == check(SOUND, "sound").definition


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("Y-42_ok_time-stays-text", "22:22"),
        ("Y-44_ok_decimal-stays-text", "1.10"),
        ("Y-41_ok_no-as-text", "no"),
    ],
)
def test_y41_to_y44_text_stays_what_was_written(file, text):
    checked = check((CORPUS / f"{file}.yaml").read_bytes(), file)
    assert checked.definition.steps["ort"].short == text


def test_an_alias_bomb_is_refused_at_once():
    data = (CORPUS / "Y-32_E016_alias-bomb.yaml").read_bytes()
    best = min(_seconds(data) for _ in range(3))
    assert best < 0.05


def _seconds(data: bytes) -> float:
    start = time.process_time()
    check(data, "bomb")
    return time.process_time() - start

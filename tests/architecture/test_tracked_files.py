"""What others get holds nothing of one machine, and the locks fetch only what was looked at."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements-build.lock", "requirements.lock", "requirements-dev.lock"]
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.])/(?:root|Users|home/\w+)/")


def test_no_file_names_a_place_on_somebodys_machine(tracked_files):
    here = f"{ROOT}/"
    found = []
    for path in tracked_files:
        text = path.read_text("utf-8", errors="ignore")
        if here in text or SOMEBODYS_FOLDER.search(text):
            found.append(path.relative_to(ROOT).as_posix())
    assert not found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_host(name):
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:)", text, re.MULTILINE)
    requirements = re.split(r"\n(?=[a-z])", re.sub(r"(?m)^\s*#.*\n?", "", text))
    assert requirements[0]
    for requirement in requirements:
        assert re.match(r"[a-z0-9.-]+==[\w.+]+", requirement), requirement
        assert "--hash=sha256:" in requirement


def test_the_locks_agree():
    """`make test` installs them one after the other into the same environment."""
    build, run, develop = map(pinned, LOCKS)
    assert build | run == {name: develop[name] for name in build | run}


def pinned(name):
    text = (ROOT / name).read_text("utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==([\w.+]+)", text))


def test_the_licence_is_the_one_named(project_root):
    assert 'license = "EUPL-1.2"' in (project_root / "pyproject.toml").read_text("utf-8")
    text = (project_root / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "EUPL-1.2" in (project_root / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_a_page_links_only_to_what_exists(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text("utf-8"))
    assert not [link for link in links if not (ROOT / link).exists()]


def test_readme_names_only_targets_that_exist():
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8")))
    pages = "".join((ROOT / page).read_text("utf-8") for page in ("README.md", "CONTRIBUTING.md"))
    assert set(re.findall(r"`make ([a-z-]+)", pages)) <= targets

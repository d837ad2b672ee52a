"""`pip install .` gives a working program: the wheel holds the data and runs where no checkout is."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel as `pip install .` does, with the build backend that is locked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("quartiersweg-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel in an environment of its own, which borrows only the dependencies."""
    venv = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = venv / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    site = next(venv.glob("lib/python*/site-packages"))
    # A plain path: the checkout's own entry in that folder (a .pth file) is not followed.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return venv


def run(installed, *arguments, cwd):
    environment = {key: os.environ[key] for key in ("PATH", "LANG", "TZ") if key in os.environ}
    command = [str(installed / "bin" / arguments[0]), *arguments[1:]]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_the_wheel_holds_everything_git_holds(wheel, tracked_files):
    held = set(zipfile.ZipFile(wheel).namelist())
    packages = ("workflow", "web", "process_definitions")
    names = [path.relative_to(ROOT) for path in tracked_files]
    expected = {name.as_posix() for name in names if name.parts[0] in packages}
    assert expected
    assert expected <= held
    assert not [name for name in held if name.startswith(("tests/", "features/"))]


def test_the_program_runs_from_the_wheel_alone(installed, tmp_path):
    where = run(
        installed, "python", "-c", "import workflow; print(workflow.__file__)", cwd=tmp_path
    )
    assert where.stdout.startswith(str(installed)), where.stderr
    shown = run(installed, "quartiersweg", "--help", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr


def test_the_shipped_definition_is_found_and_sound(installed, tmp_path):
    shown = run(installed, "quartiersweg", "definition", "show", "kda-10-schritte", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "Leitbild" in shown.stdout


def test_the_handbook_and_its_pictures_come_along(installed, tmp_path):
    read = (
        "from web.handbook import CHAPTERS, FOLDER, MESSAGE_CODES, PICTURES, chapter;"
        "print(FOLDER, *(chapter(slug).title for slug in CHAPTERS), sep='\\n');"
        "print(*MESSAGE_CODES);"
        "print(*(picture.name for picture in PICTURES.glob('*.webp')))"
    )
    shown = run(installed, "python", "-c", read, cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    folder, *titles, messages, pictures = shown.stdout.splitlines()
    assert folder.startswith(str(installed))
    assert "Für das Quartiersmanagement" in titles
    pages = {path.stem for path in (ROOT / "docs/handbuch/meldungen").glob("*.md")}
    assert set(messages.split()) == pages
    assert set(pictures.split()) == {path.name for path in (ROOT / "docs/bilder").glob("*.webp")}

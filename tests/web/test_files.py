"""What people have uploaded comes back as a download and nothing else (T-06, T-08, W-51)."""

import pytest

from features.drivers.world import PDF
from tests.web.conftest import COORDINATOR, DEVELOPER, MANAGER, STRANGER
from web import paths


@pytest.fixture
def proof(town) -> str:
    """The address of a file that proves something in Talaue."""
    (document,) = town.item("leitbild", "entwurf").documents
    return paths.file("talaue", document.sha256, str(document.name))


@pytest.mark.parametrize("email", [COORDINATOR, MANAGER, DEVELOPER])
def test_T06_a_file_can_only_be_saved(signed_in, proof, email):
    answer = signed_in(email).get(proof)
    assert answer.status_code == 200
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=Niederschrift.pdf"
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_T08_the_name_comes_from_us_and_not_from_the_address(signed_in, proof):
    answer = signed_in(MANAGER).get(proof.rsplit("/", 1)[0] + "/b%0d%0aX:y.exe")
    assert answer.headers["Content-Disposition"] == "attachment; filename=Niederschrift.pdf"


def test_T01_a_file_of_a_foreign_quartier_is_missing(signed_in, proof):
    assert signed_in(STRANGER).get(proof).status_code == 404


@pytest.mark.parametrize("digest", ["0" * 64, "x" * 64, "0" * 63, "../../etc/passwd", "%2e%2e"])
def test_T08_what_is_no_file_of_ours_is_missing(signed_in, digest):
    assert signed_in(MANAGER).get(f"/quartiere/talaue/dateien/{digest}/a.pdf").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [("bytes=0-3", 206), ("bytes=-4", 206), ("bytes=999999-", 416), ("nonsense", 416)],
)
def test_W51_a_part_of_a_file_is_a_part_of_this_file(signed_in, proof, asked, status):
    answer = signed_in(MANAGER).get(proof, headers={"Range": asked})
    assert answer.status_code == status
    if status == 206:
        assert answer.data in PDF


def test_a_file_that_was_changed_on_the_disk_is_not_handed_out(signed_in, app, proof, settings):
    digest = proof.split("/")[-2]
    (stored,) = settings.attachments.rglob(digest)
    stored.chmod(0o600)
    stored.write_bytes(b"etwas anderes")
    visitor = signed_in(MANAGER)
    app.testing = False
    answer = visitor.get(proof)
    assert answer.status_code == 500
    assert b"etwas anderes" not in answer.data

"""The daily run clears away what was uploaded and never sent, and nothing else."""

import os
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import delete, update

from tests.storage.world import AT
from workflow.core import commands as c
from workflow.core.errors import InvalidInput
from workflow.storage import tables

EARLIER = AT - timedelta(days=8)


def upload(world, instance, text):
    """Upload a file that differs by its text; it looks eight days old."""
    content = BytesIO(b"%%PDF-1.4\n%%%s\n" % text.encode())
    paper = world.service.store_file(instance, content, "Plan.pdf", account=world.manager)
    path = world.service.files.path(instance, paper.sha256)
    os.utime(path, (EARLIER.timestamp(), EARLIER.timestamp()))
    return paper


def attach(world, instance, paper):
    return world.do(instance, c.AddComment(text="Der Plan", documents=(paper,)))


def change(world, statement):
    with world.service.database.maintain() as connection:
        connection.execute(statement)


@pytest.fixture
def lying(tmp_path):
    """Which files lie in the folder."""
    return lambda: {path.name for path in (tmp_path / "files").rglob("*") if path.is_file()}


def test_only_what_was_never_sent_goes(world, instance, lying):
    sent, forgotten = upload(world, instance, "sent"), upload(world, instance, "forgotten")
    attach(world, instance, sent)
    assert world.service.tick(AT).cleared == 1
    assert lying() == {sent.sha256}
    with pytest.raises(InvalidInput):
        attach(world, instance, forgotten)
    assert world.service.tick(AT).cleared == 0
    assert world.service.verify().findings == ()


def test_what_was_just_uploaded_stays_and_can_be_sent(world, instance, lying):
    paper = upload(world, instance, "fresh")
    os.utime(world.service.files.path(instance, paper.sha256), (AT.timestamp(), AT.timestamp()))
    assert world.service.tick(AT + timedelta(days=6)).cleared == 0
    attach(world, instance, paper)
    assert world.service.tick(AT + timedelta(days=60)).cleared == 0
    assert lying() == {paper.sha256}


def test_the_bytes_of_an_erased_file_go_where_erasing_was_cut_off(world, instance, lying):
    paper = upload(world, instance, "erased")
    said = attach(world, instance, paper).seq
    path = world.service.files.path(instance, paper.sha256)
    content = path.read_bytes()
    erase = c.EraseWords(words=((said, "document:0"),), reason="Wunsch der Person")
    world.do(instance, erase, by="coordinator")
    assert lying() == set()
    path.write_bytes(content)  # as if the power had failed between the commit and the deleting
    os.utime(path, (EARLIER.timestamp(), EARLIER.timestamp()))
    assert world.service.tick(AT).cleared == 1
    assert lying() == set()


def test_a_lost_row_does_not_cost_the_file(world, instance, lying):
    paper = upload(world, instance, "sent")
    attach(world, instance, paper)
    change(world, delete(tables.attachment))
    assert world.service.tick(AT).cleared == 0
    world.service.rebuild()
    assert world.service.verify().findings == ()
    assert lying() == {paper.sha256}


def test_one_quartier_that_fails_does_not_hold_up_the_others(world, instance, lying):
    other = world.start("Später").instance
    kept = upload(world, instance, "kept")
    upload(world, other, "forgotten")
    change(world, update(tables.instance).values(part="{").where(tables.instance.c.id == instance))
    done = world.service.tick(AT)
    assert {note for each in done.failures for note in each.__notes__} == {
        f"in quartier/{instance}"
    }
    assert done.cleared == 1
    assert lying() == {kept.sha256}


def test_a_folder_of_a_quartier_that_is_not_here_is_left_alone(world, instance, tmp_path, lying):
    paper = upload(world, instance, "of another database")
    (tmp_path / "files" / str(instance)).rename(tmp_path / "files" / "999")
    assert world.service.tick(AT).cleared == 0
    assert lying() == {paper.sha256}
